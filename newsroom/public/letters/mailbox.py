"""What follows from a mail: the link that confirms, the link and the one press that give a newsletter up.

A link alone changes nothing, since mail programs and their scanners follow links: a button does. The press in a mail
program is a post of its own (RFC 8058), from anywhere and with no cookie; the signed token in its address is its leave.
"""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from newsroom import clock
from newsroom.letters import readers
from newsroom.letters.models import Letter
from newsroom.pagecache.readers import reading
from newsroom.paper.current import showing, site

from ..names import names
from ..pages import page
from ..views import not_found
from .pages import kept_by_nobody


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether somebody wants the newsletter, or take their yes."""
    now = clock.now()
    with showing(site()):
        if request.method == "POST":
            row = readers.confirm(token, now=now)
            if row is None:
                return _over(now)
            return kept_by_nobody(_thanks(row.letter))
        with reading():
            row = readers.asked_by(token, now)
            return _shown("public/letter_confirm.html", {"letter": row.letter}, now) if row else _over(now)


def _thanks(letter: Letter) -> HttpResponse:
    return HttpResponseRedirect(reverse("public:letter_confirmed", args=[letter.slug]), status=303)


def _over(now: datetime) -> HttpResponse:
    with reading():
        said = _("The link worked for two days, or another was sent after it. Ask for the newsletter once more.")
        context = {"title": _("This link is over"), "said": said}
        return _shown("public/letter_said.html", context, now, status=404)


def _shown(template: str, context: dict, now: datetime, status: int = 200) -> HttpResponse:
    return kept_by_nobody(page(template, {**context, **names(at=now).frame}, status=status))


def _nobodys(request: HttpRequest, at: datetime, token: str) -> HttpResponse:
    """Answer as if the link were nobody's: what is one reader's is shown to none of the staff."""
    return not_found(request, at)


confirm.as_of = _nobodys


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def off(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether somebody gives the newsletter up, or take it that they do. Who left already is told the same."""
    now = clock.now()
    with showing(site()):
        if request.method == "POST":
            if not readers.leave(token, every="every" in request.POST):
                return _unknown(now)
            with reading():
                said = _("Nothing more is sent to you, and your address is deleted.")
                return _shown("public/letter_said.html", {"title": _("You are unsubscribed"), "said": said}, now)
        with reading():
            row = readers.has_by(token)
            if row is None:
                return _unknown(now)
            return _shown("public/letter_off.html", {"letter": row.letter}, now)


def _unknown(now: datetime) -> HttpResponse:
    with reading():
        said = _("It is of a newsletter that you have given up already, or not all of it was copied.")
        return _shown("public/letter_said.html", {"title": _("This link leads nowhere"), "said": said}, now, status=404)


off.as_of = _nobodys
