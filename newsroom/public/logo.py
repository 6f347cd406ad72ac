"""The paper's logo: under an address that is its own digest, so that it can be kept for ever."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse

from newsroom.paper.current import site
from newsroom.paper.models import Logo

from .accent import A_YEAR
from .reading import reader_page
from .views import not_found


@reader_page
def logo(request: HttpRequest, at: datetime, digest: str) -> HttpResponse:
    """Answer with the picture; one the paper no longer has is not found."""
    mark = site().logo
    row = Logo.objects.filter(pk=1).first() if mark and mark.digest == digest else None
    if row is None:
        return not_found(request, at)
    response = HttpResponse(bytes(row.data), content_type="image/png")
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response
