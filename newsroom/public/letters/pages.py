"""Readers' pages of newsletters: which there are, one with its form and issues, an issue in the browser."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from newsroom import clock
from newsroom.letters import readers
from newsroom.letters.models import Issue, Letter
from newsroom.pagecache.collecting import note, path_tag
from newsroom.pagecache.readers import reading
from newsroom.paper.current import showing, site

from .. import dates
from ..names import names
from ..pages import page
from ..reading import reader_page
from ..reporting import Stopped
from ..views import not_found
from . import asking
from .shown import intro_of, shown, title_of

ISSUES = 12
UNPROCESSABLE = 422


@reader_page
def letters(request: HttpRequest, at: datetime) -> HttpResponse:
    """Answer with the newsletters readers can take; a paper without any has no such page."""
    note("letters")
    found = list(Letter.objects.filter(is_on=True))
    if not found:
        return not_found(request, at)
    note(*(letter.page_tag for letter in found))
    return page("public/letters.html", {"letters": [(each, rhythm(each)) for each in found], **names(at=at).frame})


def rhythm(letter: Letter) -> str:
    """Return when it comes, in words."""
    if letter.rhythm == Letter.Rhythm.DAILY:
        return _("Every day")
    if letter.rhythm == Letter.Rhythm.WEEKLY:
        return _("Once a week")
    return _("Now and then")


def on(slug: str) -> Letter | None:
    """Return the newsletter of an address that readers can take."""
    if not slug.isprintable():
        return None
    return Letter.objects.filter(slug=slug, is_on=True).first()


@csrf_exempt  # a token of its own, and no cookie: see `asking`
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a newsletter with its form and its last issues, or take somebody's address down."""
    with showing(site()):
        return _take(request, slug) if request.method == "POST" else _show(request, clock.now(), slug)


def _show(request: HttpRequest, at: datetime, slug: str) -> HttpResponse:
    with reading():
        found = on(slug)
        if found is None:
            return kept_by_nobody(not_found(request, at))
        return _answer(found, asking.AskForm(initial=_fresh(found, at)), at)


letter.as_of = _show


def _take(request: HttpRequest, slug: str) -> HttpResponse:
    """Take an address down, or show the form again with what was typed and a sentence."""
    now, form = clock.now(), asking.AskForm(request.POST)
    valid, sentence, status = form.is_valid(), "", UNPROCESSABLE
    found = on(slug)
    if found is None:
        return _show(request, now, slug)
    try:
        asking.check(request, str(found.uid), now)
        if valid:
            asking.refuse_flood(request, now)
            if asking.may_be_mailed(form.cleaned_data["email"], now):
                readers.ask(found, form.cleaned_data["email"], now=now)
            return HttpResponseRedirect(reverse("public:letter_asked", args=[slug]), status=303)
    except Stopped as stopped:
        sentence, status = str(stopped), stopped.status
    with reading():
        if sentence:
            # A new token, so that the next try is not refused for what this one was.
            form = asking.AskForm(initial={"email": request.POST.get("email", ""), **_fresh(found, now)})
        return _answer(found, form, now, sentence, status)


def _fresh(letter: Letter, now: datetime) -> dict:
    return {"token": asking.token_for(str(letter.uid), now)}


def _answer(letter: Letter, form: asking.AskForm, at: datetime, sentence: str = "", status: int = 200) -> HttpResponse:
    sent = letter.issues.filter(sent_at__lte=at).exclude(state=Issue.State.EMPTY).order_by("-number")[:ISSUES]
    context = {
        "letter": letter,
        "rhythm": rhythm(letter),
        "form": form,
        "sentence": sentence,
        "issues": [(each.number, dates.day(clock.local_date(each.sent_at))) for each in sent],
        **names(at=at).frame,
    }
    return kept_by_nobody(page("public/letter.html", context, status=status))


def kept_by_nobody(response: HttpResponse) -> HttpResponse:
    """Let nobody keep the answer: it has a token, or is one reader's."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


@reader_page
def asked(request: HttpRequest, at: datetime, slug: str) -> HttpResponse:
    """Say that a mail is on its way, whoever asked and whatever is known of the address."""
    said = _("If the address is right, a mail is on its way to it. Follow the link in it within two days to confirm.")
    return _said(request, at, slug, _("Look into your mailbox"), said)


@reader_page
def confirmed(request: HttpRequest, at: datetime, slug: str) -> HttpResponse:
    """Say that somebody has the newsletter from now on."""
    said = _("You get it from its next issue on. Every issue has a link by which you give it up.")
    return _said(request, at, slug, _("Thank you, that is settled"), said)


def _said(request: HttpRequest, at: datetime, slug: str, title: str, said: str) -> HttpResponse:
    found = on(slug)
    if found is None:
        note("letters", path_tag(request.path_info))
        return not_found(request, at)
    note(found.page_tag)
    response = page("public/letter_said.html", {"letter": found, "title": title, "said": said, **names(at=at).frame})
    response["X-Robots-Tag"] = "noindex"
    return response


@reader_page
def issue(request: HttpRequest, at: datetime, slug: str, number: int) -> HttpResponse:
    """Answer with an issue that was sent, of what readers have of its stories at that moment."""
    found = _sent(slug, number, at)
    if found is None:
        note("letters", path_tag(request.path_info))
        return not_found(request, at)
    note(found.letter.page_tag)
    now = shown(found, at)
    context = {
        "issue": found,
        "letter": found.letter,
        "title": title_of(found, now),
        "intro": intro_of(found, now),
        "date": dates.day(clock.local_date(found.sent_at)),
        "shown": now,
        **names(at=at).frame,
    }
    response = page("public/letter_issue.html", context)
    # The stories themselves are what is to be found.
    response["X-Robots-Tag"] = "noindex"
    return response


def _sent(slug: str, number: int, at: datetime) -> Issue | None:
    if not slug.isprintable() or number > 1_000_000:
        return None
    issues = Issue.objects.select_related("letter", "edition__words", "edition__front")
    return issues.filter(letter__slug=slug, number=number, sent_at__lte=at).first()
