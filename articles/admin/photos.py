"""Choosing photos from the library on a page of its own: what the form's picker does, without a script."""

from dataclasses import replace

from django.contrib import messages
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles.content import Content, ContentPhoto, is_uid
from articles.working_copy import content_of
from media.models import Photo
from media.picking import choices
from media.searching import photos_with
from newsroom import clock

from .choosing import Choosing
from .typed import use_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request, site, pk):
    """Show the library; put what is ticked into the story."""
    choosing = Choosing.begun(request, pk, "photo", "photos")
    if request.method == "POST":
        return choosing.to_the_fix() if choosing.into_a_fix else _put_in(choosing)
    seen = Photo.objects.visible_to(request.user)
    seen = seen.select_related("supplier").prefetch_related("leases")
    page = choosing.page(photos_with(seen, choosing.asked))
    tray = list(seen.filter(trays__article=choosing.article).order_by("trays"))
    found = choices([*page, *tray], clock.now())
    context = {
        **choosing.context(site, _("Photos for %(story)s")),
        "tray": [(photo, found[photo.pk]) for photo in tray],
        "page": page,
        "choices": [(photo, found[photo.pk]) for photo in page],
    }
    return TemplateResponse(request, "admin/articles/article/photos.html", context)


def _barred(photos) -> list[tuple[Photo, str]]:
    """Return the photos that no story may choose now, each with the reason."""
    photos = list(photos)
    found = choices(photos, clock.now())
    return [(photo, found[photo.pk].reason) for photo in photos if found[photo.pk].barred]


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


def _put_in(choosing: Choosing):
    """Add the ticked photos after those that are there; the first of a story without a lead becomes its lead."""
    content = content_of(choosing.article)
    uses = _chosen(content, choosing.uids, choosing.request)
    said = ngettext("%(count)s photo put in.", "%(count)s photos put in.", len(uses)) % {"count": len(uses)}
    return choosing.put_in({"photos": (*content.photos, *uses)}, said)
