"""How a rendition's bytes get to whoever may have them: from disk, by the web server, or from a bucket."""

import logging

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import get_conditional_response

from media.models import Rendition

logger = logging.getLogger(__name__)

PRIVATE = "private, no-store"
# A signed address is good for anybody who has it, also after a withdrawal, so it lives for a minute.
_SIGNED_SECONDS = 60
# A redirect is followed a little after it was looked up in a cache; with less than that left none is given.
_SPARE_SECONDS = 20


def send(request: HttpRequest, found: Rendition, seconds: int) -> HttpResponse | None:
    """Answer with a rendition's file, to be kept for so many seconds by anybody; by nobody when it is 0.

    Who may have it is the caller's question. Return None, having said so in the log, when the file is lost.
    """
    if seconds > _SPARE_SECONDS and hasattr(default_storage, "querystring_auth"):
        return _headed(_signed(found, seconds), found)
    response = _by_the_web_server(found) if settings.PHOTO_ACCEL else _from_storage(found)
    if response is None:
        logger.error("The file of rendition %s (%s) is lost; it is made again.", found.pk, found)
        return None
    response["Cache-Control"] = f"public, max-age={seconds}" if seconds else PRIVATE
    response["ETag"] = _etag(found)
    return get_conditional_response(request, etag=_etag(found), response=_headed(response, found))


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


def _by_the_web_server(found: Rendition) -> HttpResponse | None:
    """Name the file to the web server in front, which sends it and never shows the name."""
    if not default_storage.exists(found.file.name):
        return None
    response = HttpResponse(content_type=Rendition.Format(found.format).mime)
    response["X-Accel-Redirect"] = f"{settings.PHOTO_ACCEL.rstrip('/')}/{found.file.name}"
    return response


def _signed(found: Rendition, seconds: int) -> HttpResponse:
    """Send to the bucket by an address that ends with the lease, or in a minute."""
    good_for = min(seconds, _SIGNED_SECONDS)
    said = {
        "ResponseContentType": Rendition.Format(found.format).mime,
        "ResponseCacheControl": f"public, max-age={good_for}",
    }
    response = HttpResponseRedirect(default_storage.url(found.file.name, parameters=said, expire=good_for))
    response["Cache-Control"] = f"public, max-age={good_for - _SPARE_SECONDS}"
    return response
