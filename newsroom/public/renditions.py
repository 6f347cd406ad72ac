"""Serving pictures: each time asked whether readers may have this one now."""

import logging
import re
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import OuterRef, Q
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.cache import get_conditional_response

from articles.models import Edition, EditionPhoto
from media.models import Photo, Rendition
from media.permissions import may_see_photo
from media.renditions import find
from newsroom import clock
from newsroom.pagecache.readers import reading

from .pages import page

logger = logging.getLogger(__name__)

NAME = re.compile(r"([0-9a-f]{1,20})-(\d{1,5})\.([a-z]{3,4})")
LONGEST = timedelta(days=1)
PRIVATE = "private, no-store"


def rendition(request: HttpRequest, uid: UUID, name: str) -> HttpResponse:
    """Answer with a picture that is usable now and shown by an edition live now; staff see theirs at any time."""
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    match = NAME.fullmatch(name)
    if match is None:
        return _missing(404)
    at = clock.now()
    with reading():
        found = find(uid, match[1], int(match[2]), match[3])
        if found is None:
            return _missing(404)
        if shown(found.photo, at):
            return send(request, found, f"public, max-age={seconds_to_keep(found.photo, at)}")
        was_shown = _rows(found.photo).filter(edition__in=Edition.objects.issued().filter(live_from__lte=at)).exists()
    if _is_staff_who_may_see(request, found.photo):
        return send(request, found, PRIVATE)
    return _missing(410 if was_shown else 404)


def _as_of(request: HttpRequest, at: datetime, uid: UUID, name: str) -> HttpResponse:
    """Answer as readers are answered at a moment, whatever else the person who asks may see."""
    match = NAME.fullmatch(name)
    found = find(uid, match[1], int(match[2]), match[3]) if match else None
    if found is None or not shown(found.photo, at):
        return _missing(404)
    return send(request, found, PRIVATE)


rendition.as_of = _as_of


def shown(photo: Photo, at: datetime) -> bool:
    """Say whether readers may have the photo: usable at that moment, and in an edition that is live then."""
    in_live = EditionPhoto.objects.filter(photo=OuterRef("pk"), edition__in=Edition.objects.live(at))
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


def send(request: HttpRequest, found: Rendition, kept: str) -> HttpResponse:
    """Answer with a rendition's file, to be kept as said; who may have it is the caller's question."""
    try:
        file = found.file.open("rb")
    except FileNotFoundError:
        logger.error("The file of rendition %s (%s) is missing: run the task that makes it again.", found.pk, found)
        return _missing(404)
    format = Rendition.Format(found.format)
    response = FileResponse(file, content_type=format.mime)
    etag = f'"{found.digest}-{found.width}-{format.extension}"'
    response["ETag"] = etag
    response["Cache-Control"] = kept
    response["Surrogate-Key"] = response["Cache-Tag"] = found.photo.tag
    return get_conditional_response(request, etag=etag, response=response)


def _missing(status: int) -> HttpResponse:
    response = page("public/no_picture.html", {}, status=status)
    response["Cache-Control"] = "no-store"
    return response
