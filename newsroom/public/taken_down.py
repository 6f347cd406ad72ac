"""What stands in the place of a story that was taken down."""

from datetime import datetime

from django.http import HttpResponse

from newsroom import clock
from newsroom.paper.current import site
from newsroom.paper.policies import KINDS

from . import dates
from .answers import Answer, State
from .names import names
from .pages import page

RETRY_AFTER = 600


def withdrawn_page(since: datetime, said: str, language: str, at: datetime) -> HttpResponse:
    """Answer in the place of a withdrawn story: with its note, and the way to what the paper says of errors."""
    context = {
        "withdrawn": dates.day(clock.local_date(since)),
        "note": said,
        "language": language,
        "policy": KINDS["corrections"] if KINDS["corrections"] in site().policies else None,
        **names(at=at).frame,
    }
    return page("public/withdrawn.html", context, status=410)


def nothing_page(at: datetime) -> HttpResponse:
    """Answer where an order took a story away."""
    return page("public/nothing.html", {**names(at=at).frame}, status=410)


def _withdrawn(found: Answer, at: datetime) -> HttpResponse:
    edition = found.edition
    return withdrawn_page(edition.live_from, edition.public_note, found.content.language, at)


def _nothing(found: Answer, at: datetime) -> HttpResponse:
    return nothing_page(at)


def _pulled(found: Answer, at: datetime) -> HttpResponse:
    response = page("public/pulled.html", {**names(at=at).frame}, status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    return response


ANSWERS = {State.WITHDRAWN: _withdrawn, State.NOTHING: _nothing, State.PULLED: _pulled}
