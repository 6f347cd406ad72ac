"""The page of an issue: its stories and words, as a mail and as text, to oneself, to everybody; how far it is."""

import re
from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404, HttpResponse, HttpResponseNotModified, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from articles.admin.desk_page import import_maps
from articles.admin.stories.alive import tag
from newsroom import clock
from newsroom.desk.fronts.screen import digest_of
from newsroom.letters import issuing
from newsroom.letters.acting import NotAllowed, Refused
from newsroom.letters.models import Delivery, Issue
from newsroom.letters.permissions import may_send_letters
from newsroom.letters.times import next_due
from newsroom.notices.mailing import is_possible
from newsroom.paper.current import showing, site
from newsroom.public.letters import printing
from newsroom.public.letters.shown import shown, title_of
from newsroom.public.story import private

from .doing import do
from .pages import asked_letter, issue_url, url_of
from .stories import offered, rows_of

_UID = re.compile(r"[0-9a-f-]{36}")


def _asked(request, pk: int, number: int) -> Issue:
    letter = asked_letter(request, pk)
    found = Issue.objects.select_related("letter", "edition__words", "drawn_by", "sent_by").filter(letter=letter)
    issue = found.filter(number=number).first()
    if issue is None:
        raise Http404(_("There is no issue %(number)s of this newsletter.") % {"number": number})
    return issue


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request, admin_site, pk, number):
    """Show an issue, or do what was asked with it.

    An open page asks for itself every few seconds: where nothing of it can be another, the answer is 304.
    """
    found = _asked(request, pk, number)
    if request.method == "POST":
        return _do(request, found)
    now, far = clock.now(), {"counts": _counts(found), "readers": found.letter.subscriptions.getting().count()}
    known = _tag(request, found, far, now)
    if request.headers.get("If-None-Match") == known:
        return HttpResponseNotModified(headers={"ETag": known})
    context = {**admin_site.each_context(request), **_context(request, found, far, now)}
    return TemplateResponse(request, "admin/letters/issue.html", context, headers={"ETag": known})


def _tag(request, issue: Issue, far: dict, now: datetime) -> str:
    """Return an ETag that is another one after any act, and after what is none: a mail that went, a reader who came."""
    due = next_due(issue.letter, now) if issue.state == Issue.State.DRAWN else None
    return f'W/"{digest_of([tag(request, now), far, due])}"'


def _context(request, found: Issue, far: dict, now: datetime) -> dict:
    may_send = may_send_letters(request.user)
    with showing(site()):
        there = shown(found, now)
        said = printing.said(found, now)
        text = printing.as_text(said) if said else ""
        title = title_of(found, there)
    state = Issue.State
    arranging = found.state == state.DRAWN and may_send
    query = request.GET.get("q", "")
    context = {
        "title": _("%(letter)s, issue %(number)s") % {"letter": found.letter, "number": found.number},
        "issue": found,
        "letter": found.letter,
        "shown": there,
        "text": text,
        "subject": title,
        **far,
        "is_drawn": found.state == state.DRAWN,
        "is_sending": found.state == state.SENDING,
        "may_send": may_send,
        "rows": rows_of(found, there, request.user, now),
        "query": query,
        "offered": offered(found, query, request.user, now) if arranging else [],
        "goes_at": next_due(found.letter, now) if issuing.goes_as_arranged(found) else None,
        "clock_at": next_due(found.letter, now) if found.state == state.DRAWN else None,
        "no_mail": not is_possible(),
        "import_maps": import_maps(request),
    }
    return {**context, "marks": _marks(context)}


def _marks(said: dict) -> dict[str, str]:
    """Return what is another, for each piece of the page, when what it shows is."""
    issue, there = said["issue"], said["shown"]
    stands = (there.gone, there.title_stands, there.intro_stands, bool(issue.title), bool(issue.intro))
    pieces = {
        "head": (issue.state, issue.finished_at, stands, said["goes_at"], said["clock_at"], said["counts"]),
        "stories": said["rows"],
        "title": (issue.title, said["subject"]),
        "intro": issue.intro,
        "send": (issue.mark, said["readers"]),
        "offered": (said["offered"], said["query"]),
        "mail": (said["text"], said["subject"]),
    }
    return {name: digest_of(shown) for name, shown in pieces.items()}


def _counts(issue: Issue) -> list[tuple[str, int]]:
    """Return how many mails are in which state, in the order of their lives; nothing of what there is none of."""
    rows = dict(issue.deliveries.order_by().values_list("state").annotate(Count("pk")))
    return [(state.label, rows[state.value]) for state in Delivery.State if state.value in rows]


def _do(request, issue: Issue):
    try:
        said = do(issue, request.user, request.POST)
    except NotAllowed as refused:
        raise PermissionDenied(str(refused)) from refused
    except Refused as refused:
        messages.error(request, str(refused))
        return HttpResponseRedirect(_back(request, issue))
    messages.success(request, said)
    there = Issue.objects.filter(pk=issue.pk).exists()
    return HttpResponseRedirect(_back(request, issue) if there else url_of(issue.letter))


def _back(request, issue: Issue) -> str:
    """Return the page with the story that was moved in sight, and what was searched for still found."""
    asked = QueryDict(request.POST.get("asked", "")[:400]).get("q", "")
    query = f"?{urlencode({'q': asked})}" if asked else ""
    said = request.POST.get("story", "") if request.POST.get("do") == "move" else ""
    anchor = f"#story-{said}" if _UID.fullmatch(said) else "#put-in" if query else ""
    return f"{issue_url(issue)}{query}{anchor}"


@require_safe
def mail(request, admin_site, pk, number):
    """Show the mail itself, as it would be sent now; its look comes from a sheet, as the policy asks of every page."""
    found = _asked(request, pk, number)
    with showing(site()):
        said = printing.said(found, clock.now())
        if said is None:
            raise Http404(_("Readers have none of its stories any more."))
        return private(HttpResponse(printing.as_html(said, linked=True)))
