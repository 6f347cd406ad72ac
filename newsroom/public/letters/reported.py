"""The address at which mail providers tell of mail that came back: signed, once, not too much, not too often.

Whoever has no leave learns nothing but that there is no such page; whose address is known, nobody learns.
"""

from datetime import datetime

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from newsroom import clock, tally
from newsroom.letters import bounces, providers, vouching
from newsroom.letters.sns import ask_operator
from newsroom.pagecache.readers import reading
from newsroom.paper.current import showing, site
from newsroom.record.canonical import keyed
from newsroom.staff.signin import client_address

from ..views import not_found
from .pages import kept_by_nobody

MOST_BYTES = 256 * 1024
MINUTE, HOUR = 60, 3600
# From one network address: reports in a minute, and tries without leave in an hour.
MOST, MOST_WRONG = 600, 30
PROVIDERS = {
    "postmark": (vouching.postmark, providers.postmark),
    "mailgun": (vouching.mailgun, providers.mailgun),
    "ses": (vouching.ses, providers.ses),
}


@csrf_exempt  # a secret or a signature, and no cookie
@require_POST
def came_back(request: HttpRequest, provider: str = "") -> HttpResponse:
    """Take what is said of mail that came back, in the newsroom's own form or a provider's."""
    now = clock.now()
    who = keyed("bounces", client_address(request) or "unknown")[:32]
    if tally.count(f"bounces:{who}", MINUTE) > MOST or tally.counted(f"bounces:wrong:{who}") > MOST_WRONG:
        return _said(429, error="Too many at once. Try again in a while.", headers={"Retry-After": str(MINUTE)})
    try:
        return _take(provider, request.headers, _body(request), now)
    except vouching.Unvouched:
        tally.count(f"bounces:wrong:{who}", HOUR)
        return _nobody(request, provider, now)
    except bounces.NotUnderstood as wrong:
        return _said(400, error=str(wrong))


def _take(provider: str, headers, body: bytes, now: datetime) -> HttpResponse:
    if provider and provider not in PROVIDERS:
        raise vouching.Unvouched
    if provider:
        vouch, read = PROVIDERS[provider]
        said = _parsed(body)
        mark = vouch(headers, said, now)
        if provider == "ses" and said.get("Type") == "SubscriptionConfirmation":
            ask_operator(said)
            return _said(200, taken=False)
    else:
        mark, read = vouching.ours(headers, body, now), bounces.own
        said = bounces.parsed(body)
    report = read(said)
    with vouching.first_time(provider or "own", mark) as is_first:
        if is_first:
            bounces.take(report, now)
    return _said(200, taken=is_first)


def _parsed(body: bytes) -> dict:
    """Return what a provider sends; what is no JSON is nobody's with leave, as far as its sender learns."""
    try:
        return bounces.parsed(body)
    except bounces.NotUnderstood:
        raise vouching.Unvouched from None


def _body(request: HttpRequest) -> bytes:
    try:
        if int(request.headers.get("Content-Length") or 0) <= MOST_BYTES and len(request.body) <= MOST_BYTES:
            return request.body
    except (RequestDataTooBig, ValueError):
        pass
    raise bounces.NotUnderstood(f"Send at most {MOST_BYTES} bytes at once.")


def _nobody(request: HttpRequest, provider: str, now: datetime) -> HttpResponse:
    if provider == "ses" and "Authorization" not in request.headers:
        # SNS says its password only to whoever asks for it.
        return _said(401, error="Say the secret.", headers={"WWW-Authenticate": 'Basic realm="bounces"'})
    with showing(site()), reading():
        return kept_by_nobody(not_found(request, now))


def _said(status: int, headers: dict[str, str] | None = None, **said) -> HttpResponse:
    return kept_by_nobody(JsonResponse(said, status=status, headers=headers))


def _no_page(request: HttpRequest, at: datetime, provider: str = "") -> HttpResponse:
    return not_found(request, at)


came_back.as_of = _no_page
