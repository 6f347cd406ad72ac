"""What stands between a reader's report and a flood: a signed token, an origin, a trap, a pause, a count.

No cookie, no third party, and nothing kept of who writes: addresses are counted as keyed hashes that expire.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django import forms
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.workflow.complaints import LONGEST, LONGEST_PASSAGE
from newsroom.record.canonical import keyed
from newsroom.staff.signin import client_address
from newsroom.tally import count

SALT = "report an error"
# Nobody writes a sentence faster, and a page that lay open for longer may be about another text.
QUICKEST = timedelta(seconds=3)
OPEN_FOR = timedelta(hours=12)
WINDOW = timedelta(hours=1)
# From one network address, about one story, and from everywhere, in a window.
MOST = {"address": 6, "story": 60, "all": 600}


@dataclass(frozen=True)
class Opened:
    """What a page's token says: which version it was about, and since when it is open."""

    edition: str
    since: datetime
    nonce: str


class Stopped(Exception):
    """A report was not taken. The sentence says what the reader can do; `status` is the answer's."""

    def __init__(self, message: str, status: int = 400):
        super().__init__(message)
        self.status = status


class ReportForm(forms.Form):
    """What a reader says. `website` is a trap: people do not see it."""

    text = forms.CharField(
        label=gettext_lazy("What is wrong?"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 6}),
        error_messages={"required": gettext_lazy("Say what is wrong, in a sentence.")},
    )
    passage = forms.CharField(
        label=gettext_lazy("The words it is about"),
        max_length=LONGEST_PASSAGE,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Copy them from the story, if you can."),
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        required=False,
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
        help_text=gettext_lazy("Only if you would like an answer. It is deleted once you have been answered."),
    )
    website = forms.CharField(required=False, max_length=200)
    token = forms.CharField(widget=forms.HiddenInput, max_length=600)


def token_for(edition_uid: str, now: datetime, nonce: str) -> str:
    """Return the token of a page that was opened now."""
    return signing.dumps([edition_uid, int(now.timestamp()), nonce], salt=SALT, compress=True)


def opened(token: str, now: datetime) -> Opened:
    """Return what a token says. Raise Stopped for one that is not ours, or too old."""
    try:
        edition, since, nonce = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        raise Stopped(_("This page did not come from us whole. Look over what you wrote, and send it again.")) from None
    made = datetime.fromtimestamp(since, tz=now.tzinfo)
    if now - made > OPEN_FOR:
        raise Stopped(_("This page was open for a long time. Look over what you wrote, and send it again."))
    return Opened(edition, made, nonce)


def refuse_haste(page: Opened, now: datetime) -> None:
    """Raise Stopped for what no person types so fast."""
    if now - page.since < QUICKEST:
        raise Stopped(_("That was very quick. Look over what you wrote, and send it again."))


def refuse_trap(website: str) -> None:
    """Raise Stopped where the field that people do not see was filled in."""
    if website:
        raise Stopped(
            _("One field has to stay empty, and something filled it in. It is empty again: send it once more.")
        )


def is_ours(request: HttpRequest) -> bool:
    """Say whether the browser says that a form was sent from this site."""
    said = request.headers.get("Origin") or request.headers.get("Referer", "")
    parts = urlsplit(said)
    return (parts.scheme, parts.netloc) == (request.scheme, request.get_host())


def refuse_elsewhere(request: HttpRequest) -> None:
    """Raise Stopped for a form that another site sent."""
    if not is_ours(request):
        raise Stopped(
            _("Your browser did not say that this form is ours. Open the story and report it from there."), 403
        )


def refuse_flood(request: HttpRequest, story: str, now: datetime) -> None:
    """Raise Stopped when one address, one story or everybody together reported too often within the hour."""
    hour = int(now.timestamp() // WINDOW.total_seconds())
    who = client_address(request) or "unknown"
    keys = {
        "address": keyed("report", f"{hour}:{who}"),
        "story": keyed("report", f"{hour}:{story}"),
        "all": f"{hour}",
    }
    for what, key in keys.items():
        if _count(f"report:{what}:{key[:32]}") > MOST[what]:
            raise Stopped(_("Too many reports came in within an hour. Keep what you wrote, and try again later."), 429)


def _count(key: str) -> int:
    return count_within(key, WINDOW)


def count_within(key: str, window: timedelta) -> int:
    """Return how often this was counted since the window began, this time included."""
    return count(key, int(window.total_seconds()))


def is_first(page: Opened) -> bool:
    """Say whether this page's form is sent for the first time; a second press of the button is not a second report."""
    return cache.add(_sent(page), 1, int(OPEN_FOR.total_seconds()))


def forget(page: Opened) -> None:
    """Let this page's form be sent again: it was not taken after all."""
    cache.delete(_sent(page))


def _sent(page: Opened) -> str:
    return f"report:sent:{keyed('report', page.nonce)[:32]}"
