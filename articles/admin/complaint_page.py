"""One complaint: what the reader says, what readers have, and the few things to decide."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles import complaints, permissions, workflow
from articles.models import Complaint, Edition
from articles.redline import names_in, redline
from articles.workflow import Refused
from newsroom import clock
from newsroom.notices import mailing

from . import chips

REFUSED = 422


def complaint_of(user, pk: int) -> Complaint:
    """Return the complaint, or raise Http404 when it is not there for this person."""
    people = ("article__section", "edition__words", "edition__address", "mended_by__words", "looked_into_by")
    found = Complaint.objects.visible_to(user).select_related(*people, "settled_by", "answered_by").filter(pk=pk)
    if (complaint := found.first()) is None:
        raise Http404(_("There is no complaint %(number)s here.") % {"number": pk})
    return complaint


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request, site, pk):
    """Show a complaint, or do what was decided about it."""
    complaint = complaint_of(request.user, pk)
    if request.method != "POST":
        return _show(request, site, complaint)
    if not permissions.may_handle_complaints(request.user, complaint.article):
        raise PermissionDenied(permissions.refusal(str(request.user), _("handle complaints about this story")))
    act = ACTS.get(request.POST.get("_do", ""))
    if act is None:
        return _show(request, site, complaint, refused=_("Choose what to do with it."))
    try:
        said, leads_to = act(complaint, request.user, request.POST)
    except Refused as refused:
        return _show(request, site, complaint, refused=str(refused))
    messages.success(request, said)
    return HttpResponseRedirect(leads_to)


def url_of(complaint: Complaint) -> str:
    return reverse("admin:articles_complaint_change", args=[complaint.pk])


def _look_into(complaint: Complaint, user, said) -> tuple[str, str]:
    workflow.look_into(complaint, by=user)
    return _("You look into it."), url_of(complaint)


def _make_correction(complaint: Complaint, user, said) -> tuple[str, str]:
    workflow.make_correction(complaint, by=user, answer=said.get("answer", ""))
    return (
        _("Publish it as a correction or a clarification: that settles complaint #%(number)s.")
        % {"number": complaint.pk},
        _where_to_correct(complaint, user),
    )


def _where_to_correct(complaint: Complaint, user) -> str:
    """Return where this person corrects it: in what readers have, or, to be read by a colleague, in the copy."""
    article = complaint.article
    if permissions.may_fix_live(user, article):
        return reverse("admin:articles_article_fix_live", args=[article.pk]) + "?kind=correction"
    return reverse("admin:articles_article_change", args=[article.pk])


def _settle(complaint: Complaint, user, said) -> tuple[str, str]:
    workflow.settle(complaint, by=user, reason=said.get("reason", ""))
    return _("Kept: nothing is corrected, and why."), url_of(complaint)


def _answer(complaint: Complaint, user, said) -> tuple[str, str]:
    workflow.answer_complaint(complaint, by=user, text=said.get("answer", ""))
    return _("The answer is on its way, and the address is forgotten with it."), url_of(complaint)


def _by_hand(complaint: Complaint, user, said) -> tuple[str, str]:
    workflow.answer_complaint(complaint, by=user, text=said.get("answer", ""), by_hand=True)
    return _("Kept as answered; the address is forgotten."), url_of(complaint)


ACTS = {
    "look_into": _look_into,
    "make_correction": _make_correction,
    "settle": _settle,
    "answer": _answer,
    "by_hand": _by_hand,
}


def _show(request, site, complaint: Complaint, *, refused: str = ""):
    article, now = complaint.article, clock.now()
    standing = Edition.objects.filter(article=article).standing_at(now).select_related("words").first()
    kept = request.POST if refused else {}
    context = {
        **site.each_context(request),
        "title": _("Complaint #%(number)s") % {"number": complaint.pk},
        "complaint": complaint,
        "article": article,
        "chip": chips.complaint_chip(complaint),
        "then": complaint.edition,
        "standing": standing,
        "redline": _since(complaint, standing, request.user),
        "headline": complaints.headline_of(complaint),
        "may": permissions.may_handle_complaints(request.user, article),
        "may_publish": permissions.may_publish(request.user, article),
        "reason": kept.get("reason", ""),
        "answer": kept.get("answer") or complaint.answer or complaints.draft_answer(complaint),
        "mail": mailing.is_possible(),
        "refused": refused,
    }
    template = "admin/articles/complaint/page.html"
    return TemplateResponse(request, template, context, status=REFUSED if refused else 200)


def _since(complaint: Complaint, standing: Edition | None, user):
    """Return what readers have now that they did not then, or None."""
    if standing is None or standing.pk == complaint.edition_id or standing.shows != Edition.Shows.TEXT:
        return None
    before, after = complaint.edition.content, standing.content
    return redline(before, after, names_in(before, after, user=user))
