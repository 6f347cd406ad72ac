"""Handing a document's bytes over: as its kind and nothing else, never run by a browser, one part at a time."""

import re

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from ..models import Document

_RANGE = re.compile(r"bytes=(\d{0,19})-(\d{0,19})", re.ASCII)
# Whatever the bytes say: nothing in them runs, loads, or is part of this site.
_POLICY = "default-src 'none'; sandbox"


class _Part:
    """Some bytes of an open file, as a file."""

    def __init__(self, file, start: int, length: int):
        file.seek(start)
        self._file, self._left = file, length

    def read(self, size: int) -> bytes:
        block = self._file.read(min(size, self._left))
        self._left -= len(block)
        return block

    def close(self) -> None:
        self._file.close()


def file_name(document: Document) -> str:
    """Return what it is called where it is kept: nothing of its sender's."""
    return f"document-{document.uid.hex[:8]}.{document.format}"


def etag(document: Document) -> str:
    return f'"{document.sha256[:32]}"'


def headed(response: HttpResponse, document: Document) -> HttpResponse:
    """Give an answer the headers that every answer with these bytes has."""
    response["Content-Type"] = document.mime
    response["Content-Disposition"] = f'attachment; filename="{file_name(document)}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _POLICY
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = etag(document)
    return response


def answer(request: HttpRequest, document: Document, cache: str) -> HttpResponse | None:
    """Answer with the file, or the one part of it that is asked for; None when it is lost.

    Who may have it is the caller's question; `cache` is what Cache-Control says.
    """
    try:
        file = document.original.open("rb")
    except FileNotFoundError:
        return None
    size = document.original.size
    part = _part(request, document, size)
    if part is None:
        response = FileResponse(file)
    elif part.start >= part.stop:
        file.close()
        response = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{size}"
    else:
        response = FileResponse(_Part(file, part.start, len(part)), status=206)
        response["Content-Length"] = str(len(part))
        response["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
    response["Cache-Control"] = cache
    headed(response, document)
    if response.status_code != 200:
        return response
    return get_conditional_response(request, etag=etag(document), response=response)


def _part(request: HttpRequest, document: Document, size: int) -> range | None:
    """Return which bytes are asked for: None for all of them, an empty range for none there are.

    Of several parts at once, or of a file that was another, all are sent: that is allowed, and nobody needs it.
    """
    asked = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    if asked is None or not any(asked.groups()):
        return None
    if request.headers.get("If-Range", etag(document)) != etag(document):
        return None
    first, last = asked.groups()
    if not first:
        return range(max(0, size - int(last)), size if int(last) else 0)
    stop = min(size, int(last) + 1) if last else size
    if last and int(last) < int(first):
        return None
    return range(int(first), stop)
