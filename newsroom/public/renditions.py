"""Serving pictures: each time asked whether readers may have this one now."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import OuterRef, Q, prefetch_related_objects
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from articles.models import Edition, EditionPhoto
from media import addresses
from media.addresses import Address
from media.asking import ask_for_missing
from media.models import Photo
from media.permissions import may_see_photo
from media.renditions import find, nearest
from media.using import only_in_sections
from newsroom import clock
from newsroom.pagecache.readers import reading

from .handing_over import send
from .pages import page

LONGEST = timedelta(days=1)
# What stands in for a size that is being made is asked for again soon.
SOON = 10


def rendition(request: HttpRequest, uid: UUID, name: str) -> HttpResponse:
    """Answer with a picture that is usable now and shown by an edition live now; staff see theirs at any time."""
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    address = addresses.read(uid, name)
    if address is None:
        return _missing(404)
    at = clock.now()
    with reading():
        found = find(address)
        photo = found.photo if found else Photo.objects.filter(uid=uid).first()
        if photo is None:
            return _missing(404)
        public = shown(photo, at)
        was_shown = not public and _was_shown(photo, at)
    if not public and not _is_staff_who_may_see(request, photo):
        return _missing(410 if was_shown else 404)
    keep = seconds_to_keep(photo, at) if public else 0
    if found and (response := send(request, found, keep)):
        return response
    return _stand_in(request, photo, address, min(keep, SOON), at)


def _stand_in(request: HttpRequest, photo: Photo, address: Address, kept: int, at: datetime) -> HttpResponse:
    """Have what is missing made, and answer with what comes closest to it."""
    ask_for_missing(photo, address, at)
    for near in nearest(photo, address):
        if response := send(request, near, kept):
            return response
    return _missing(404)


def _was_shown(photo: Photo, at: datetime) -> bool:
    return _rows(photo).filter(edition__in=Edition.objects.issued().filter(live_from__lte=at)).exists()


def _as_of(request: HttpRequest, at: datetime, uid: UUID, name: str) -> HttpResponse:
    """Answer as readers are answered at a moment, whatever else the person who asks may see."""
    address = addresses.read(uid, name)
    found = find(address) if address else None
    if found is None or not shown(found.photo, at):
        return _missing(404)
    return send(request, found, 0) or _missing(404)


rendition.as_of = _as_of


def shown(photo: Photo, at: datetime) -> bool:
    """Say whether readers may have the photo: usable at that moment, and in an edition that is live then.

    Where its permission is for some sections, one of those has to have it.
    """
    in_live = EditionPhoto.objects.filter(photo=OuterRef("pk"), edition__in=Edition.objects.live(at))
    prefetch_related_objects([photo], "leases")
    if sections := only_in_sections(photo, at):
        in_live = in_live.filter(edition__section_row__section__uid__in=sections)
    return Photo.objects.usable(at).filter(Q(pk=photo.pk) & Q(pk__in=in_live.values("photo"))).exists()


def _rows(photo: Photo):
    return EditionPhoto.objects.filter(photo=photo)


def seconds_to_keep(photo: Photo, at: datetime) -> int:
    """Return how long a browser may keep the picture without asking: a day, and never past its lease's end."""
    end = photo.lease_end(at)
    return int(min(LONGEST, end - at if end else LONGEST).total_seconds())


def _is_staff_who_may_see(request: HttpRequest, photo: Photo) -> bool:
    # Without the cookie nobody is signed in; not looking keeps readers' answers free of `Vary: Cookie`.
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    user = request.user
    return user.is_active and user.is_staff and may_see_photo(user, photo)


def _missing(status: int) -> HttpResponse:
    response = page("public/no_picture.html", {}, status=status)
    response["Cache-Control"] = "no-store"
    return response
