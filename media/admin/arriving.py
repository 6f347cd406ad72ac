"""What the upload pages' script asks: which files are wanted, from which byte on, and what became of each."""

import json

from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from newsroom import clock
from newsroom.record.canonical import clean_text

from .. import alike, arriving, held
from ..models import Arrival, Batch, Document
from ..opening import UploadRefused
from . import cells

_MOST_WORDS = 1024 * 1024
_MOST_BYTES = 1 << 50


@require_POST
def begin(request):
    """Answer with a batch and, for each file somebody is about to send, how much of it is here already."""
    files, _said = asked_to_send(request)
    if files is None:
        return JsonResponse({"error": gettext("No file was named. Choose one or more pictures.")}, status=400)
    try:
        name = clean_text(request.GET.get("name", ""))
        batch = given_batch(request, Batch.Of.PHOTOS) or arriving.begin_batch(by=request.user, name=name)
    except UploadRefused as refusal:
        return JsonResponse({"error": str(refusal)}, status=403)
    return answer(request, batch, files)


def answer(request, batch: Batch, files: list[arriving.Expected]) -> JsonResponse:
    """Say where each file is to be sent, and how much of it is here."""
    arrivals = arriving.expect(batch, files, by=request.user)
    said = {"uid": str(batch.uid), "see": batch.get_absolute_url(), "left": _left_url(batch)}
    return JsonResponse({"batch": said, "files": [_line(arrival, request.user) for arrival in arrivals]})


def given_batch(request, of: str) -> Batch | None:
    """Return the batch the address names, where it is this person's and of that."""
    given = request.GET.get("batch", "")
    return arriving.own_batch(given, request.user, of) if cells.is_uid(given) else None


def asked_to_send(request) -> tuple[list[arriving.Expected] | None, dict]:
    """Return the files the request names, None for anything else than a list of them; and what is said of them all."""
    try:
        asked = json.loads(request.read(_MOST_WORDS))
        rows, said = asked["files"], asked.get("said", {})
        files = [arriving.Expected(str(row["name"]), int(row["bytes"]), clean_text(str(row["print"]))) for row in rows]
    except (ValueError, TypeError, KeyError, OverflowError, AttributeError, RecursionError):
        return None, {}
    fits = all(0 <= file.bytes < _MOST_BYTES for file in files)
    return files if fits else None, said if isinstance(said, dict) else {}


@require_POST
def piece(request, uid):
    """Take in a piece of a file, which begins at `offset`; answer with how much is here, or what it is."""
    arrival = _own(request, uid)
    offset = request.GET.get("offset", "")
    if not offset.isdecimal():
        return JsonResponse({"error": gettext("Where the piece begins was not said.")}, status=400)
    try:
        arriving.receive(arrival, by=request.user, offset=int(offset), stream=request)
    except held.OutOfStep as out:
        return JsonResponse({"held": out.held}, status=409)
    return JsonResponse(_line(arrival, request.user))


@require_GET
def left(request, uid):
    """Answer with what became of the archives of a batch, and of every file in them."""
    batch = arriving.own_batch(uid, request.user)
    if batch is None:
        raise Http404
    lines = batch.arrivals.select_related("photo", "document")
    unpacking = any(line.state == Arrival.State.UNPACKING for line in lines)
    return JsonResponse({"unpacking": unpacking, "files": [_line(line, request.user) for line in lines]})


def _own(request, uid) -> Arrival:
    return get_object_or_404(Arrival.objects.select_related("batch"), uid=uid, batch__begun_by=request.user)


def _line(arrival: Arrival, user) -> dict:
    """Return what the page shows of one file."""
    line = {
        "uid": str(arrival.uid),
        "name": arrival.name,
        "inside": str(arrival.inside.uid) if arrival.inside_id else "",
        "url": reverse("admin:media_photo_piece", args=[arrival.uid]),
        "held": held.held(arrival) if arrival.state == Arrival.State.COMING else arrival.bytes,
        "state": arrival.state,
        "said": arrival.said,
    }
    if arrival.document and arrival.state in {Arrival.State.TAKEN, Arrival.State.KNOWN}:
        line["document"] = _document(arrival.document)
    if arrival.photo and arrival.state in {Arrival.State.TAKEN, Arrival.State.KNOWN}:
        line["photo"] = cells.as_json(arrival.photo)
        line["alike"] = _alike(arrival, user)
    return line


def _document(document: Document) -> dict:
    """Return what the page shows of a document: its kind, its credit, and what still keeps it from readers."""
    said = [document.get_format_display(), document.credit_line, *document.why_not(clock.now())[:1]]
    return {
        "said": " · ".join(filter(None, said)),
        "url": reverse("admin:media_document_change", args=[document.pk]),
    }


def _alike(arrival: Arrival, user) -> dict | None:
    """Return the photo that one looks like, for a line beside it; None when it is like no other."""
    if arrival.state != Arrival.State.TAKEN:
        return None
    found = alike.alike(arrival.photo, user)
    if not found:
        return None
    return {
        "said": gettext("Looks like “%(photo)s”.") % {"photo": found[0]},
        "thumbnail": cells.preview_url(found[0], cells.THUMBNAIL),
        "url": reverse("admin:media_photo_change", args=[arrival.photo.pk]) + "#alike",
    }


def _left_url(batch: Batch) -> str:
    return reverse("admin:media_photo_left", args=[batch.uid])
