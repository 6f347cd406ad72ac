"""Small acts of the contact sheet, on one photo or on those that are ticked: stars, marks, the clock, collections."""

import re
from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ... import collecting
from ...culling import cull, shift_clock
from ...models import Collection, Photo
from ...opening import PhotoRefused
from .page import back_to, may_open

MOST = 500
_OFFSET = re.compile(r"([+-−]?)\s*(?:(\d{1,3})\s*d\s*)?(\d{1,3}):(\d{2})(?::(\d{2}))?")


def ticked(request) -> list[Photo]:
    """Return the photos that were sent along, in their order, as far as this person may see them."""
    said = request.POST.getlist("photo") or request.GET.getlist("photo")
    numbers = [int(pk) for pk in dict.fromkeys(said) if pk.isdecimal() and len(pk) < 19][:MOST]
    seen = (
        Photo.objects.visible_to(request.user)
        .select_related("supplier", "vouched_by")
        .prefetch_related("leases", "persons__flags")
    )
    found = seen.in_bulk(numbers)
    return [found[pk] for pk in numbers if pk in found]


def nothing_ticked(request) -> HttpResponseRedirect:
    """Lead back to the sheet, and say that no picture was chosen."""
    messages.error(request, _("No picture was chosen. Tick some on the sheet first."))
    return HttpResponseRedirect(back_to(request))


@require_POST
def sort(request, site):
    """Give stars or a mark to each photo that came along; answer a script with JSON, a form with the sheet."""
    may_open(request)
    rating, mark = request.POST.get("rating"), request.POST.get("mark")
    said = {"rating": int(rating) if (rating or "").isdecimal() and len(rating) < 3 else None}
    said["mark"] = "" if mark == "none" else mark
    photos, results = ticked(request), []
    for photo in photos:
        try:
            cull(photo, by=request.user, **said)
            results.append({"id": photo.pk, "rating": photo.rating, "mark": photo.mark})
        except PhotoRefused as refused:
            results.append({"id": photo.pk, "error": str(refused)})
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"results": results}, status=422 if any("error" in each for each in results) else 200)
    if not photos:
        return nothing_ticked(request)
    for sentence in {each["error"] for each in results if "error" in each}:
        messages.error(request, sentence)
    if done := sum("error" not in each for each in results):
        messages.success(
            request, ngettext("%(count)s picture sorted.", "%(count)s pictures sorted.", done) % {"count": done}
        )
    return HttpResponseRedirect(back_to(request))


@require_POST
def clock_offset(request, site):
    """Put the camera's clock right for the photos that are ticked."""
    may_open(request)
    photos, off = ticked(request), _offset(request.POST.get("off", ""))
    if not photos:
        return nothing_ticked(request)
    if off is None:
        messages.error(request, _("Write the offset as +1:00, -0:00:12 or +2d 3:00: hours, minutes, seconds."))
        return HttpResponseRedirect(back_to(request))
    try:
        results = shift_clock(photos, by=request.user, off=off)
    except PhotoRefused as refused:
        messages.error(request, str(refused))
    else:
        moved = sum(result.done for result in results)
        text = ngettext("The clock of %(count)s picture moved.", "The clock of %(count)s pictures moved.", moved)
        messages.success(request, text % {"count": moved})
        if left := len(results) - moved:
            text = ngettext("%(count)s says no moment.", "%(count)s say no moment.", left)
            messages.warning(request, text % {"count": left})
    return HttpResponseRedirect(back_to(request))


def _offset(text: str) -> timedelta | None:
    """Return how far a clock was off: "+1:00", "-0:00:12", "+2d 3:00"; None where it says nothing of the kind."""
    found = _OFFSET.fullmatch(text.strip())
    if found is None:
        return None
    sign, days, hours, minutes, seconds = found.groups()
    off = timedelta(days=int(days or 0), hours=int(hours), minutes=int(minutes), seconds=int(seconds or 0))
    return -off if sign in {"-", "−"} else off


@require_POST
def gather(request, site):
    """Put the ticked photos into a collection: one that is there, or a new one by its name. Or take them out."""
    may_open(request)
    photos = ticked(request)
    if not photos:
        return nothing_ticked(request)
    try:
        sentence = _gather(request, photos)
    except PhotoRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, sentence)
    return HttpResponseRedirect(back_to(request))


def _gather(request, photos: list[Photo]) -> str:
    name, number = request.POST.get("event_name", "").strip(), request.POST.get("event_pk", "")
    known = Collection.objects.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 19 else None
    if request.POST.get("out") and known:
        count = collecting.take_out(known, photos, by=request.user)
        text = ngettext(
            "%(count)s picture taken out of “%(name)s”.", "%(count)s pictures taken out of “%(name)s”.", count
        )
        return text % {"count": count, "name": known}
    if not name and known is None:
        raise PhotoRefused(_("Choose an event, or write the name of a new one."))
    collection = collecting.begin_collection(by=request.user, name=name) if name else known
    count = collecting.collect(collection, photos, by=request.user)
    text = ngettext("%(count)s picture put into “%(name)s”.", "%(count)s pictures put into “%(name)s”.", count)
    sheet = f"{reverse('admin:media_photo_changelist')}?event={collection.pk}"
    said = text % {"count": count, "name": collection}
    return format_html('{} <a href="{}">{}</a>', said, sheet, _("Open it"))
