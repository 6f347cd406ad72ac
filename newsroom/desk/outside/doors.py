"""The door of every page a link opens: how often, whether it opens, the pass phrase, what the answer may do."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_variables

from articles import outside
from articles.models import ReviewLink
from newsroom import clock
from newsroom.public.pages import page
from newsroom.record.canonical import keyed
from newsroom.staff.signin import client_address
from newsroom.tally import count, counted

# Of one address on the network, in one window: links that open nothing; of one link: requests of any kind.
MOST_GUESSES, MOST_REQUESTS = 30, 600
WINDOW = timedelta(minutes=10)
UNLOCKED_FOR = timedelta(hours=12)
COOKIE = "review"

# Files of this site and nothing else: no script, no frame, nobody else's server.
POLICY = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}


def opened_by_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Turn `view(request, link, now, …)` into a page that a token opens, once its pass phrase was given.

    The address is the leave: there is no cookie a foreign page could use, so there is no token of a form either.
    """
    return _door(view, locked=True)


def before_the_pass_phrase(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The same for the page that takes the pass phrase."""
    return _door(view, locked=False)


def _door(view: Callable[..., HttpResponse], *, locked: bool) -> Callable[..., HttpResponse]:
    @csrf_exempt
    @csp_override(POLICY)
    @sensitive_variables("token")
    @wraps(view)
    def answer(request: HttpRequest, token: str, **given) -> HttpResponse:
        now = clock.now()
        link = _link(request, token, now)
        if isinstance(link, HttpResponse):
            return headed(link)
        if locked and link.pass_phrase and not _is_unlocked(request, link):
            return headed(pass_phrase_page(link, token))
        link.token = token
        return headed(view(request, link, now, **given))

    return answer


@sensitive_variables("token")
def _link(request: HttpRequest, token: str, now: datetime) -> ReviewLink | HttpResponse:
    """Return the link, or the one page for every link that opens nothing, whatever the reason."""
    guesses = _key("guess", client_address(request) or "unknown", now)
    if counted(guesses) >= MOST_GUESSES:
        return too_many()
    link = outside.link_of(token)
    if link is None or not outside.opens(link, now):
        _count(guesses)
        return closed()
    if _count(_key("link", str(link.pk), now)) > MOST_REQUESTS:
        return too_many()
    return link


def _key(what: str, whose: str, now: datetime) -> str:
    """Return where something is counted; the network's address is in it as a hash that nobody can turn back."""
    window = int(now.timestamp() // WINDOW.total_seconds())
    return f"outside:{what}:{keyed('outside', whose)[:32]}:{window}"


def _count(key: str) -> int:
    return count(key, int(WINDOW.total_seconds()) * 2)


def closed() -> HttpResponse:
    """Answer that the link opens nothing: wrong, over, revoked, or of a story that is not shown any more."""
    return page("outside/closed.html", {}, status=404)


def too_many() -> HttpResponse:
    """Answer that it was asked for too often."""
    response = page("outside/too_many.html", {}, status=429)
    response["Retry-After"] = str(int(WINDOW.total_seconds()))
    return response


def pass_phrase_page(link: ReviewLink, token: str, refused: str = "", status: int = 200) -> HttpResponse:
    """Answer with the question for the pass phrase; it says nothing of the story."""
    context = {"action": reverse("outside:unlock", args=[token]), "refused": refused}
    return page("outside/pass_phrase.html", context, status=status)


def _mark(link: ReviewLink) -> str:
    """Return what the cookie says: which link and which pass phrase was given."""
    return keyed("review cookie", f"{link.pk}:{link.pass_phrase}")


def _is_unlocked(request: HttpRequest, link: ReviewLink) -> bool:
    try:
        kept = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=UNLOCKED_FOR)
    except signing.BadSignature:
        return False
    return kept == _mark(link)


def remember_unlocked(response: HttpResponse, link: ReviewLink, token: str) -> None:
    """Set the one cookie there is: for this link's pages alone, for half a day."""
    response.set_cookie(
        COOKIE,
        signing.dumps(_mark(link), salt=COOKIE),
        max_age=UNLOCKED_FOR,
        path=reverse("outside:story", args=[token]),
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def headed(response: HttpResponse) -> HttpResponse:
    """Say to machines that nothing of this is to be kept, found or passed on."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive, nosnippet"
    response["Referrer-Policy"] = "no-referrer"
    return response
