"""What stands in the place of a story that was taken down."""

from datetime import datetime

from django.http import HttpResponse

from articles.models import EditionSection
from newsroom import clock
from newsroom.paper.current import site
from newsroom.paper.policies import KINDS

from . import dates
from .answers import Answer, State
from .names import names
from .pages import page

RETRY_AFTER = 600


def withdrawn_page(since: datetime, said: str, language: str, section: str, at: datetime) -> HttpResponse:
    """Answer in the place of a withdrawn story: with its note, the way to what is said of errors and to its section."""
    found = names(at=at)
    context = {
        "withdrawn": dates.day(clock.local_date(since)),
        "note": said,
        "language": language,
        "section": found.get(section),
        "policy": KINDS["corrections"] if KINDS["corrections"] in site().policies else None,
        **found.frame,
    }
    return page("public/withdrawn.html", context, status=410)


def nothing_page(at: datetime) -> HttpResponse:
    """Answer where an order took a story away."""
    return page("public/nothing.html", {**names(at=at).frame}, status=410)


def _withdrawn(found: Answer, at: datetime) -> HttpResponse:
    edition = found.edition
    # The edition that withdraws has no words and no place; where the story stood the one before it says.
    stood = EditionSection.objects.filter(article=edition.article_id, edition__live_from__lte=at)
    section = stood.order_by("-edition__live_from").values_list("section__uid", flat=True).first()
    return withdrawn_page(edition.live_from, edition.public_note, found.content.language, str(section or ""), at)


def _nothing(found: Answer, at: datetime) -> HttpResponse:
    return nothing_page(at)


def _pulled(found: Answer, at: datetime) -> HttpResponse:
    response = page("public/pulled.html", {**names(at=at).frame}, status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    return response


ANSWERS = {State.WITHDRAWN: _withdrawn, State.NOTHING: _nothing, State.PULLED: _pulled}
