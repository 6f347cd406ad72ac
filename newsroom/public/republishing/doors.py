"""The door of a republisher's feed: whose key it is, how often, and that what is handed over was written down."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from articles import republishing
from articles.models import Edition, RepublisherKey
from articles.workflow import NotAllowed
from articles.workflow.republisher_keys import take_by_key
from newsroom import clock
from newsroom.pagecache.readers import reading
from newsroom.paper.current import showing, with_pulse
from newsroom.record.canonical import keyed
from newsroom.staff.signin import client_address
from newsroom.tally import count, counted

# In one window: from one address on the network, keys that open nothing; by one key, requests of any kind.
MOST_GUESSES, MOST_REQUESTS = 30, 240
WINDOW = timedelta(minutes=10)
# Between reading a page and handing it over a story may be pulled; then it is read again.
TRIES = 3


@dataclass(frozen=True)
class Handed:
    """An answer, and the versions that are in it as something to be used."""

    response: HttpResponse
    editions: Iterable[Edition] = ()


def opened_by_key(view: Callable[..., Handed]) -> Callable[..., HttpResponse]:
    """Turn `view(request, key, at, …)` into an answer for whoever has the key, and nobody else.

    It reads as a reader's page does, from one snapshot on the connection that cannot write. Nothing is handed over
    before it is on the record that they have it.
    """

    @sensitive_variables("token")
    @wraps(view)
    def answer(request: HttpRequest, token: str, **given) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        key = _key(request, token)
        if isinstance(key, HttpResponse):
            return _headed(key)
        key.token = token
        return _headed(HttpResponse() if request.method == "HEAD" else _handed(view, request, key, given))

    return answer


def _handed(view: Callable[..., Handed], request: HttpRequest, key: RepublisherKey, given: dict) -> HttpResponse:
    for _try in range(TRIES):
        at = clock.now()
        with reading():
            _pulse, paper = with_pulse()
            with showing(paper):
                handed = view(request, key, at, **given)
        try:
            if take_by_key(key, handed.editions, now=clock.now()):
                return handed.response
        except NotAllowed:  # it ended between the door and the record
            return _closed()
    return _later(_("Something was just changed. Ask again in a moment."), 503, timedelta(seconds=10))


@sensitive_variables("token")
def _key(request: HttpRequest, token: str) -> RepublisherKey | HttpResponse:
    """Return the key, or one answer for every token that opens nothing, whatever the reason."""
    now = clock.now()
    guesses = _counted_as("guess", client_address(request) or "unknown", now)
    if counted(guesses) >= MOST_GUESSES:
        return _too_often()
    key = republishing.key_of(token)
    if key is None or not republishing.opens(key, now):
        count(guesses, _seconds())
        return _closed()
    if count(_counted_as("key", str(key.pk), now), _seconds()) > MOST_REQUESTS:
        return _too_often()
    return key


def _counted_as(what: str, whose: str, now: datetime) -> str:
    """Return where something is counted; the network's address is in it as a hash that nobody can turn back."""
    window = int(now.timestamp() // WINDOW.total_seconds())
    return f"republishers:{what}:{keyed('republishers', whose)[:32]}:{window}"


def _seconds() -> int:
    return int(WINDOW.total_seconds()) * 2


def _closed() -> HttpResponse:
    said = _("This address opens nothing: it is wrong, or its key has ended. Ask us for another.")
    return HttpResponse(said, status=404, content_type="text/plain; charset=utf-8")


def _too_often() -> HttpResponse:
    return _later(_("You ask too often. Wait a few minutes."), 429, WINDOW)


def _later(said: str, status: int, after: timedelta) -> HttpResponse:
    response = HttpResponse(said, status=status, content_type="text/plain; charset=utf-8")
    response["Retry-After"] = str(int(after.total_seconds()))
    return response


def _headed(response: HttpResponse) -> HttpResponse:
    """Say to machines that nothing of this is to be kept, found or passed on."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive, nosnippet"
    response["Referrer-Policy"] = "no-referrer"
    return response
