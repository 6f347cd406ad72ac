"""How often one source may ask a reader's page."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from newsroom import clock
from newsroom.reads.sources import Sources
from newsroom.staff.signin import client_address


def at_most(many: int, seconds: int) -> Callable:
    """Let one source ask a reader's page so often within so many seconds, in each process."""

    def limit(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        sources = Sources(seconds)

        @wraps(view)
        def answer(request: HttpRequest, **given) -> HttpResponse:
            if sources.count(client_address(request) or "unknown", clock.now().timestamp()) > many:
                response = render(None, "public/too_often.html", status=429)
                response["Retry-After"], response["Cache-Control"] = str(seconds), "no-store"
                return response
            return view(request, **given)

        answer.sources = sources
        return answer

    return limit
