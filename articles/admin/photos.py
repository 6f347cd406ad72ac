"""Choosing photos from the library on a page of its own: what the form's picker does, without a script."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles import permissions, workflow
from articles.content import Content, ContentPhoto, is_uid
from articles.workflow import Refused
from articles.working_copy import content_of
from media.models import Photo
from media.picking import choices
from media.searching import photos_with
from newsroom import clock
from newsroom.record.canonical import clean_text

from .story import url_of, visible_story
from .typed import use_of

_A_PAGE = 24


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request, site, pk):
    """Show the library; put what is ticked into the story."""
    article = visible_story(request.user, pk)
    into_a_fix = "fix" in request.GET
    may = permissions.may_fix_live if into_a_fix else permissions.may_edit
    if not may(request.user, article):
        raise PermissionDenied(_("You may not change this story."))
    if request.method == "POST":
        return _into_the_fix(request, article) if into_a_fix else _put_in(request, article)
    asked = " ".join(clean_text(request.GET.get("q", "")).split())[:100]
    seen = Photo.objects.visible_to(request.user)
    seen = seen.select_related("supplier").prefetch_related("leases")
    page = Paginator(photos_with(seen, asked), _A_PAGE).get_page(request.GET.get("page"))
    tray = list(seen.filter(trays__article=article).order_by("trays"))
    found = choices([*page, *tray], clock.now())
    context = {
        **site.each_context(request),
        "title": _("Photos for %(story)s") % {"story": article},
        "article": article,
        "asked": asked,
        "tray": [(photo, found[photo.pk]) for photo in tray],
        "page": page,
        "choices": [(photo, found[photo.pk]) for photo in page],
        "into_a_fix": into_a_fix,
        "back": url_of(article, "fix_live" if into_a_fix else "change"),
    }
    return TemplateResponse(request, "admin/articles/article/photos.html", context)


def _barred(photos) -> list[tuple[Photo, str]]:
    """Return the photos that no story may choose now, each with the reason."""
    photos = list(photos)
    found = choices(photos, clock.now())
    return [(photo, found[photo.pk].reason) for photo in photos if found[photo.pk].barred]


def _into_the_fix(request, article):
    """Open the page of a fix with the ticked photos: nothing is saved before it is published."""
    chosen = urlencode([("photo", uid) for uid in request.POST.getlist("photo") if is_uid(uid)])
    return HttpResponseRedirect(f"{url_of(article, 'fix_live')}?{chosen}#photos")


def with_photos(content: Content, request) -> Content:
    """Return the content with the photos an address names after its own."""
    return replace(content, photos=(*content.photos, *_chosen(content, request.GET.getlist("photo"), request)))


def _chosen(content: Content, uids: list[str], request) -> list[ContentPhoto]:
    """Return uses of these photos; the first of a content without a lead becomes its lead. One that no story may choose
    is left out, and the person told why."""
    photos = Photo.objects.visible_to(request.user).select_related("supplier").prefetch_related("leases")
    found = {str(photo.uid): photo for photo in photos.filter(uid__in=filter(is_uid, uids))}
    for photo, reason in _barred(found.values()):
        messages.error(request, f"“{photo}”: {reason}")
        del found[str(photo.uid)]
    has_lead = any(use.use == "lead" for use in content.photos)
    chosen = [found[uid] for uid in uids if uid in found]
    return [use_of(photo, "inline" if has_lead or number else "lead") for number, photo in enumerate(chosen)]


def _put_in(request, article):
    """Add the ticked photos after those that are there; the first of a story without a lead becomes its lead."""
    content = content_of(article)
    uses = _chosen(content, request.POST.getlist("photo"), request)
    try:
        more = replace(content, photos=(*content.photos, *uses))
        workflow.save(article, by=request.user, content=more, base=article.revision_number)
    except Refused as refused:
        messages.error(request, str(refused))
        return HttpResponseRedirect(request.get_full_path())
    count = len(uses)
    messages.success(request, ngettext("%(count)s photo put in.", "%(count)s photos put in.", count) % {"count": count})
    return HttpResponseRedirect(url_of(article) + "#photos")
