"""The page of an issue: as a mail and as text, its subject, to oneself, to everybody, stopped; how far it is."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from newsroom import clock
from newsroom.letters import issuing, trying
from newsroom.letters.acting import NotAllowed, Refused
from newsroom.letters.models import Delivery, Issue
from newsroom.letters.permissions import may_send_letters
from newsroom.notices.mailing import is_possible
from newsroom.paper.current import showing, site
from newsroom.public.letters import printing
from newsroom.public.letters.shown import shown, title_of
from newsroom.public.story import private

from .pages import asked_letter, issue_url, url_of


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
    """Show an issue, or do what was asked with it."""
    found = _asked(request, pk, number)
    if request.method == "POST":
        return _do(request, found)
    now = clock.now()
    with showing(site()):
        there = shown(found, now)
        said = printing.said(found, now)
        text = printing.as_text(said) if said else ""
        title = title_of(found, there)
    state = Issue.State
    context = {
        **admin_site.each_context(request),
        "title": _("%(letter)s, issue %(number)s") % {"letter": found.letter, "number": found.number},
        "issue": found,
        "letter": found.letter,
        "shown": there,
        "text": text,
        "subject": title,
        "counts": _counts(found),
        "readers": found.letter.subscriptions.getting().count(),
        "is_drawn": found.state == state.DRAWN,
        "is_sending": found.state == state.SENDING,
        "may_send": may_send_letters(request.user),
        "no_mail": not is_possible(),
    }
    return TemplateResponse(request, "admin/letters/issue.html", context)


def _counts(issue: Issue) -> list[tuple[str, int]]:
    """Return how many mails are in which state, in the order of their lives; nothing of what there is none of."""
    rows = dict(issue.deliveries.order_by().values_list("state").annotate(Count("pk")))
    return [(state.label, rows[state.value]) for state in Delivery.State if state.value in rows]


def _do(request, issue: Issue):
    by = {"by": request.user}
    try:
        if "title" in request.POST:
            issuing.set_title(issue, request.POST["title"], **by)
            said = _("Kept.")
        elif "try" in request.POST:
            trying.try_issue(issue, **by)
            said = _("It is on its way to %(address)s.") % {"address": request.user.email}
        elif "send" in request.POST:
            issuing.send_issue(issue, **by)
            said = _("It is being sent. This page says how far it is.")
        elif "stop" in request.POST:
            issuing.stop_issue(issue, **by)
            said = _("Stopped. Whoever has it keeps it; nobody else gets it.")
        else:
            raise Refused(_("Choose what is to be done."))
    except NotAllowed as refused:
        raise PermissionDenied(str(refused)) from refused
    except Refused as refused:
        messages.error(request, str(refused))
        return HttpResponseRedirect(issue_url(issue))
    messages.success(request, said)
    return HttpResponseRedirect(
        issue_url(issue) if Issue.objects.filter(pk=issue.pk).exists() else url_of(issue.letter)
    )


@require_safe
def mail(request, admin_site, pk, number):
    """Show the mail itself, as it would be sent now; its look comes from a sheet, as the policy asks of every page."""
    found = _asked(request, pk, number)
    with showing(site()):
        said = printing.said(found, clock.now())
        if said is None:
            raise Http404(_("Readers have none of its stories any more."))
        return private(HttpResponse(printing.as_html(said, linked=True)))
