"""Choosing photos from the library on a page of its own: what the form's picker does, without a script."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles import permissions, workflow
from articles.content import is_uid
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
    if not permissions.may_edit(request.user, article):
        raise PermissionDenied(_("You may not change this story."))
    if request.method == "POST":
        return _put_in(request, article)
    asked = " ".join(clean_text(request.GET.get("q", "")).split())[:100]
    seen = Photo.objects.visible_to(request.user)
    photos = photos_with(seen.select_related("supplier").prefetch_related("leases"), asked)
    page = Paginator(photos, _A_PAGE).get_page(request.GET.get("page"))
    found = choices(page, clock.now())
    context = {
        **site.each_context(request),
        "title": _("Photos for %(story)s") % {"story": article},
        "article": article,
        "asked": asked,
        "tray": seen.filter(trays__article=article).order_by("trays"),
        "page": page,
        "choices": [(photo, found[photo.pk]) for photo in page],
    }
    return TemplateResponse(request, "admin/articles/article/photos.html", context)


def _barred(photos) -> list[tuple[Photo, str]]:
    """Return the photos that no story may choose now, each with the reason."""
    photos = list(photos)
    found = choices(photos, clock.now())
    return [(photo, found[photo.pk].reason) for photo in photos if found[photo.pk].barred]


def _put_in(request, article):
    """Add the ticked photos after those that are there; the first of a story without a lead becomes its lead."""
    chosen = [uid for uid in request.POST.getlist("photo") if is_uid(uid)]
    photos = Photo.objects.visible_to(request.user).select_related("supplier").prefetch_related("leases")
    found = {str(photo.uid): photo for photo in photos.filter(uid__in=chosen)}
    for photo, reason in _barred(found.values()):
        messages.error(request, f"“{photo}”: {reason}")
        del found[str(photo.uid)]
    content = content_of(article)
    uses = list(content.photos)
    for uid in chosen:
        if uid in found:
            has_lead = any(use.use == "lead" for use in uses)
            uses.append(use_of(found[uid], "inline" if has_lead else "lead"))
    try:
        chosen = replace(content, photos=tuple(uses))
        workflow.save(article, by=request.user, content=chosen, base=article.revision_number)
    except Refused as refused:
        messages.error(request, str(refused))
        return HttpResponseRedirect(request.get_full_path())
    count = len(uses) - len(content.photos)
    messages.success(request, ngettext("%(count)s photo put in.", "%(count)s photos put in.", count) % {"count": count})
    return HttpResponseRedirect(url_of(article) + "#photos")
