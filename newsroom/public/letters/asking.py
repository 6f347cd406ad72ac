"""What stands between a newsletter's form and a flood, by the means of `newsroom.public.reporting`: a signed token, an
origin, a trap, a pause, counts. Nobody is mailed more than three times a day because somebody typed their address."""

from datetime import datetime, timedelta

from django import forms
from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.record.canonical import keyed
from newsroom.staff.signin import client_address

from ..reporting import Stopped, count_within, is_ours, refuse_trap

SALT = "take a newsletter"
# A browser fills an address in by itself; a press of the button still takes somebody a moment.
QUICKEST = timedelta(seconds=1)
OPEN_FOR = timedelta(hours=12)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# From one network address and from everywhere in an hour; mails to one address in a day.
MOST = {"from": 10, "all": 1000}
MOST_MAILS = 3


class AskForm(forms.Form):
    """Where the newsletter is to go. `website` is a trap: people do not see it."""

    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
        error_messages={"required": gettext_lazy("Write your e-mail address.")},
    )
    website = forms.CharField(required=False, max_length=200)
    token = forms.CharField(widget=forms.HiddenInput, max_length=600)


def token_for(letter_uid: str, now: datetime) -> str:
    """Return the token of a form that was opened now."""
    return signing.dumps([letter_uid, int(now.timestamp())], salt=SALT, compress=True)


def check(request: HttpRequest, letter_uid: str, now: datetime) -> None:
    """Raise Stopped, with what somebody can do, for what no person sent from this newsletter's own page."""
    if not settings.EMAIL_URL:
        raise Stopped(_("The newsroom can send no mail at the moment. Try again later."), 503)
    if not is_ours(request):
        raise Stopped(
            _("Your browser did not say that this form is ours. Open this page anew and send it from there."), 403
        )
    refuse_trap(request.POST.get("website", ""))
    try:
        of, since = signing.loads(request.POST.get("token", ""), salt=SALT, max_age=OPEN_FOR)
        opened = datetime.fromtimestamp(since, tz=now.tzinfo)
    except (signing.BadSignature, ValueError, TypeError):
        raise Stopped(_("This page was open for a long time. Send it once more.")) from None
    if of != letter_uid or now - opened > OPEN_FOR:
        raise Stopped(_("This page was open for a long time. Send it once more."))
    if now - opened < QUICKEST:
        raise Stopped(_("That was very quick. Look at the address, and send it again."))


def refuse_flood(request: HttpRequest, now: datetime) -> None:
    """Raise Stopped when too many come from one place or from everywhere within the hour."""
    hour = int(now.timestamp() // HOUR.total_seconds())
    who = keyed("newsletter", f"{hour}:{client_address(request) or 'unknown'}")[:32]
    for what, key in {"from": who, "all": str(hour)}.items():
        if count_within(f"newsletter:{what}:{key}", HOUR) > MOST[what]:
            raise Stopped(_("Too many asked within an hour. Try again later."), 429)


def may_be_mailed(address: str, now: datetime) -> bool:
    """Say whether this address may be mailed once more today; kept as a keyed hash that expires."""
    day = int(now.timestamp() // DAY.total_seconds())
    key = keyed("newsletter", f"{day}:{address.strip().lower()}")[:32]
    return count_within(f"newsletter:mail:{key}", DAY) <= MOST_MAILS
