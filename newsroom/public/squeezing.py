"""Readers' pages go over the wire compressed, whatever stands in front of this server."""

from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware


class SqueezePages(GZipMiddleware):
    """Compress what `reader_page` answered, and nothing else.

    A desk's page holds secrets beside what somebody typed, which its compressed length would betray; a reader's holds
    none. Pictures are small already. The ETag becomes a weak one, which asking again accepts.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        kind = response.get("Content-Type", "")
        if not hasattr(response, "made_of") or kind.startswith(("image/", "video/")):
            return response
        return super().process_response(request, response)
