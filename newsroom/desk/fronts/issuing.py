"""Issuing a front: its sheet, which says what goes away and when before anything is done, and the act."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles import workflow
from articles.models import Front, FrontEdition
from articles.permissions import may_issue_front, refusal
from articles.workflow import Refused
from newsroom import clock, said_times

from .changes import missed, only_in
from .forms import IssueForm
from .pages import REFUSED, asked_front, tomorrow_at_six, url_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request, admin_site, pk):
    """Show what would go away and when; or issue the front, now or from the moment that was typed.

    Where something is in the way, the sheet says what, and shows things as they are now.
    """
    front = asked_front(request, pk)
    if not may_issue_front(request.user, front):
        raise PermissionDenied(refusal(str(request.user), _("issue this front")))
    now = clock.now()
    ahead = front.editions.ahead(now).select_related("issued_by", "words").first()
    if request.method != "POST":
        return _sheet(request, admin_site, front, ahead, IssueForm(ahead=ahead, initial=_usual(front, now)), now)
    form = IssueForm(request.POST, ahead=ahead)
    if not form.is_valid():
        return _sheet(request, admin_site, front, ahead, form, now)
    try:
        edition = _issue(front, form.cleaned_data, request.user)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _sheet(request, admin_site, front, ahead, form, now)
    messages.success(request, _done(edition, front, clock.now()))
    return HttpResponseRedirect(url_of(front))


def _usual(front: Front, now: datetime) -> dict:
    return {"version": front.version, "when": "now", "at": tomorrow_at_six(now)}


@transaction.atomic
def _issue(front: Front, said: dict, user) -> FrontEdition:
    seen = front.editions.ahead(clock.now()).filter(number=said["seen"]).first()
    if seen and said.get("then") == "stop":
        workflow.recall_front(seen, by=user)
    return workflow.issue_front(front, by=user, live_from=said["live_from"], version=said["version"], seen=said["seen"])


def _done(edition: FrontEdition, front: Front, now: datetime) -> str:
    if edition.live_from > edition.issued_at:
        said = {"edition": edition, "time": said_times.said(edition.live_from, "j F, H:i T", now)}
        return _("%(edition)s goes live %(time)s.") % said
    if (ahead := front.editions.ahead(edition.live_from).first()) is None:
        return _("Readers have %(edition)s now.") % {"edition": edition}
    said = {"edition": edition, "ahead": ahead, "time": said_times.said(ahead.live_from, "j F, H:i T", now)}
    return _("Readers have %(edition)s now. %(ahead)s takes its place %(time)s.") % said


def _sheet(request, admin_site, front: Front, ahead: FrontEdition | None, form: IssueForm, now: datetime):
    standing = front.editions.standing_at(now).select_related("words", "issued_by").first()
    arranged, user = front.working, request.user
    if form.is_bound:
        form.looked_at(front, ahead)
    context = {
        **admin_site.each_context(request),
        "title": _("Issue %(front)s") % {"front": front},
        "front": front,
        "form": form,
        "standing": standing,
        "same": standing is not None and standing.words.text == front.arrangement,
        "goes": only_in(standing.arrangement, arranged, user, now) if standing else [],
        "comes": only_in(arranged, standing.arrangement, user, now) if standing else [],
        "ahead": ahead,
        "misses": missed(arranged, ahead, user, now),
        "preview_url": reverse("admin:front_preview", args=[front.pk]),
    }
    return TemplateResponse(request, "admin/fronts/issue.html", context, status=REFUSED if form.errors else 200)
