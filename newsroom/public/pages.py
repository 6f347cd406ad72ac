"""Making an answer out of a template. No request is handed in: nothing of a reader can get into a page."""

from django.http import HttpResponse
from django.template.loader import render_to_string

from . import on_paper


def page(template: str, context: dict, *, status: int = 200) -> HttpResponse:
    """Render a page for readers, the same for each of them.

    One that is there says at its foot, on paper, where; one that is not repeats nothing of what was asked for.
    """
    source = on_paper.source() if status == 200 else None
    return HttpResponse(render_to_string(template, {"source": source, **context}), status=status)
