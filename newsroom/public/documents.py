"""Serving documents: each time asked whether readers may have this one now, as pictures are."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from media.documents import addresses
from media.models import Document
from newsroom import clock
from newsroom.pagecache.readers import reading

from .handing_over import send_document
from .shown import is_staff_who_may_see, missing, seconds_to_keep, shown, was_shown


def document(request: HttpRequest, uid: UUID, name: str) -> HttpResponse:
    """Answer with a document that is usable now and in an edition live now; staff get theirs at any time."""
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    at = clock.now()
    with reading():
        found = _find(uid, name)
        if found is None:
            return _missing(404)
        public = shown(found, at)
        gone = not public and was_shown(found, at)
    if not public and (found.redacted_at or not is_staff_who_may_see(request, found)):
        return _missing(410 if gone else 404)
    return send_document(request, found, seconds_to_keep(found, at) if public else 0) or _missing(404)


def _as_of(request: HttpRequest, at: datetime, uid: UUID, name: str) -> HttpResponse:
    """Answer as readers are answered at a moment, whatever else the person who asks may see."""
    found = _find(uid, name)
    if found is None or not shown(found, at):
        return _missing(404)
    return send_document(request, found, 0) or _missing(404)


document.as_of = _as_of


def _find(uid: UUID, name: str) -> Document | None:
    """Return the document that an address of ours is of, while it has the same bytes."""
    found = Document.objects.filter(uid=uid).first() if addresses.is_ours(uid, name) else None
    return found if found and name.startswith(found.sha256[:20]) else None


def _missing(status: int) -> HttpResponse:
    return missing(status, "public/no_document.html")
