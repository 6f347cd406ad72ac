"""Serving pictures: each time asked whether readers may have this one now."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from media import addresses
from media.addresses import Address
from media.asking import ask_for_missing
from media.models import Photo
from media.renditions import find, nearest
from newsroom import clock
from newsroom.pagecache.readers import reading

from .handing_over import send
from .shown import is_staff_who_may_see, missing, seconds_to_keep, shown, was_shown

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
        gone = not public and was_shown(photo, at)
    if not public and not is_staff_who_may_see(request, photo):
        return _missing(410 if gone else 404)
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


def _as_of(request: HttpRequest, at: datetime, uid: UUID, name: str) -> HttpResponse:
    """Answer as readers are answered at a moment, whatever else the person who asks may see."""
    address = addresses.read(uid, name)
    found = find(address) if address else None
    if found is None or not shown(found.photo, at):
        return _missing(404)
    return send(request, found, 0) or _missing(404)


rendition.as_of = _as_of


def _missing(status: int) -> HttpResponse:
    return missing(status, "public/no_picture.html")
