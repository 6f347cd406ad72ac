"""Readers' pages as of another moment: the same views, under a banner, with links that stay at that moment.

Nothing of it can be kept or found: what it answers is neither collected nor tagged, says `no-store` and `noindex`, and
is asked for as nobody, so that no view can see who asks. Who may is the desk's question.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve

from articles.unseen import Unseen, leaving_out
from newsroom.pagecache.links import here, inside
from newsroom.pagecache.readers import reading
from newsroom.paper.current import showing, site

from .on_paper import printed_from
from .pages import page

ADDRESSES = "newsroom.public.urls"
# Shown as they are; everything else that is no page for readers is shown as text.
_PICTURES = ("image/",)


@dataclass(frozen=True)
class Step:
    """A moment to go on to, and its address."""

    at: datetime
    url: str


@dataclass(frozen=True)
class Journey:
    """A moment somebody looks at the site as of: what the banner says, and what they are not shown."""

    at: datetime
    now: datetime
    space: str
    path: str
    query: str
    chooser: str
    unseen: Unseen
    earlier: Step | None = None
    later: Step | None = None

    @property
    def ahead(self) -> bool:
        return self.at > self.now

    @property
    def address(self) -> str:
        """The page as readers have it now."""
        return f"{self.path}?{self.query}" if self.query else self.path


_journey: ContextVar[Journey | None] = ContextVar("journey", default=None)


def banner() -> str:
    """Return the banner of a page that is looked at as of another moment; nothing on a reader's page."""
    journey = _journey.get()
    return render_to_string("components/as_of.html", {"journey": journey}) if journey else ""


@contextmanager
def _travelling(journey: Journey) -> Iterator[None]:
    token = _journey.set(journey)
    try:
        as_asked = printed_from(journey.path, journey.at)
        with showing(site()), reading(), leaving_out(journey.unseen), inside(journey.space), as_asked:
            yield
    finally:
        _journey.reset(token)


def answer_as_of(journey: Journey) -> HttpResponse:
    """Answer as the site answers at that moment."""
    request = _of_nobody(journey)
    with _travelling(journey):
        response = _headed(_shown(_answer(request, journey.at), journey))
    return response


def _of_nobody(journey: Journey) -> HttpRequest:
    """Return the request of a reader who sends nothing but the address."""
    request = HttpRequest()
    request.method = "GET"
    request.path = request.path_info = journey.path
    request.META = {"QUERY_STRING": journey.query, "SERVER_NAME": "localhost", "SERVER_PORT": "80"}
    request.GET = QueryDict(journey.query)
    return request


def _answer(request: HttpRequest, at: datetime) -> HttpResponse:
    try:
        found = resolve(request.path_info, ADDRESSES)
        view = getattr(found.func, "as_of", None)
        if view is None or "\0" in request.path_info:
            raise Http404
        return view(request, at, *found.args, **found.kwargs)
    except (Http404, Resolver404):
        return page("404.html", {}, status=404)


def _shown(response: HttpResponse, journey: Journey) -> HttpResponse:
    """Return pages and pictures as they are, redirects inside the space, and anything else as text in a page."""
    kind = response.get("Content-Type", "")
    if "Location" in response:
        response["Location"] = here(response["Location"])
        return response
    if response.streaming or kind.startswith((*_PICTURES, "text/html")):
        return response
    context = {"text": response.content.decode(response.charset), "kind": kind, "journey": journey}
    return page("public/as_of_text.html", context, status=response.status_code)


def _headed(response: HttpResponse) -> HttpResponse:
    for name in ("ETag", "Surrogate-Key", "Cache-Tag", "Last-Modified"):
        response.headers.pop(name, None)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    # Not even the address of what was looked at leaves this site.
    response["Referrer-Policy"] = "same-origin"
    return response
