"""Making an answer out of a template. No request is handed in: nothing of a reader can get into a page."""

from django.http import HttpResponse
from django.template.loader import render_to_string


def page(template: str, context: dict, *, status: int = 200) -> HttpResponse:
    """Render a page for readers, the same for each of them."""
    return HttpResponse(render_to_string(template, context), status=status)
