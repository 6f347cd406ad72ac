"""How bytes of a rendition or document get to whoever may have them: from disk, by the web server, from a bucket."""

import logging

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import get_conditional_response

from media.documents import handing
from media.models import Document, Rendition

logger = logging.getLogger(__name__)

PRIVATE = "private, no-store"
# A signed address is good for anybody who has it, also after a withdrawal, so it lives for a minute.
_SIGNED_SECONDS = 60
# A redirect is followed a little after it was looked up in a cache.
_SPARE_SECONDS = 20
# With less than that left none is given: half of it is the address's life, and half what was fetched by it.
_LEAST_SECONDS = 2 * _SPARE_SECONDS + 2


def send(request: HttpRequest, found: Rendition, seconds: int) -> HttpResponse | None:
    """Answer with a rendition's file, to be kept for so many seconds by anybody; by nobody when it is 0.

    Who may have it is the caller's question. Return None, having said so in the log, when the file is lost.
    """
    if seconds >= _LEAST_SECONDS and hasattr(default_storage, "querystring_auth"):
        return _headed(_signed(found, seconds), found)
    mime = Rendition.Format(found.format).mime
    response = _by_the_web_server(found.file.name, mime) if settings.PHOTO_ACCEL else _from_storage(found)
    if response is None:
        logger.error("The file of rendition %s (%s) is lost; it is made again.", found.pk, found)
        return None
    response["Cache-Control"] = f"public, max-age={seconds}" if seconds else PRIVATE
    response["ETag"] = _etag(found)
    return get_conditional_response(request, etag=_etag(found), response=_headed(response, found))


def send_document(request: HttpRequest, found: Document, seconds: int) -> HttpResponse | None:
    """Answer with a document's file, or the part of it that is asked for, as `send` does with a rendition's."""
    if seconds >= _LEAST_SECONDS and hasattr(default_storage, "querystring_auth"):
        said = {
            "ResponseContentType": found.mime,
            "ResponseContentDisposition": f'attachment; filename="{handing.file_name(found)}"',
        }
        response = _signed_address(found.original.name, seconds, said)
    else:
        cache = f"public, max-age={seconds}" if seconds else PRIVATE
        response = _document_by_the_web_server(found, cache) or handing.answer(request, found, cache)
        if response is None:
            logger.error("The file of document %s (%s) is lost.", found.pk, found.uid)
            return None
    response["Surrogate-Key"] = response["Cache-Tag"] = found.tag
    return response


def _document_by_the_web_server(found: Document, cache: str) -> HttpResponse | None:
    """Name the file to the web server in front, which also sends parts of it; None where there is none in front."""
    response = _by_the_web_server(found.original.name, found.mime) if settings.PHOTO_ACCEL else None
    if response is not None:
        response["Cache-Control"] = cache
        handing.headed(response, found)
    return response


def _headed(response: HttpResponse, found: Rendition) -> HttpResponse:
    response["Surrogate-Key"] = response["Cache-Tag"] = found.photo.tag
    return response


def _etag(found: Rendition) -> str:
    return f'"{found.digest}-{found.width}-{found.format}"'


def _from_storage(found: Rendition) -> HttpResponse | None:
    try:
        file = found.file.open("rb")
    except FileNotFoundError:
        return None
    return FileResponse(file, content_type=Rendition.Format(found.format).mime)


def _by_the_web_server(name: str, mime: str) -> HttpResponse | None:
    """Name the file to the web server in front, which sends it and never shows the name."""
    if not default_storage.exists(name):
        return None
    response = HttpResponse(content_type=mime)
    response["X-Accel-Redirect"] = f"{settings.PHOTO_ACCEL.rstrip('/')}/{name}"
    return response


def _signed(found: Rendition, seconds: int) -> HttpResponse:
    return _signed_address(found.file.name, seconds, {"ResponseContentType": Rendition.Format(found.format).mime})


def _signed_address(name: str, seconds: int, said: dict[str, str]) -> HttpResponse:
    """Send to the bucket by an address that ends in a minute, or sooner; what it gives is kept no longer than allowed.

    The bucket says for how long whenever the address is followed, so that the two lives together must not be longer
    than `seconds`.
    """
    good_for = min(seconds // 2, _SIGNED_SECONDS)
    said = {**said, "ResponseCacheControl": f"public, max-age={min(seconds - good_for, _SIGNED_SECONDS)}"}
    response = HttpResponseRedirect(default_storage.url(name, parameters=said, expire=good_for))
    response["Cache-Control"] = f"public, max-age={good_for - _SPARE_SECONDS}"
    return response
