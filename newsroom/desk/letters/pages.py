"""The pages of newsletters: the list, one with its issues, its settings."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, Q, Subquery
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from newsroom import clock
from newsroom.letters import issuing, keeping
from newsroom.letters.acting import NotAllowed, Refused, require
from newsroom.letters.models import Delivery, Issue, Letter, Subscription
from newsroom.letters.permissions import may_keep_letters, may_see_letters, may_see_readers, may_send_letters
from newsroom.letters.times import next_due
from newsroom.notices.mailing import is_possible

from .forms import LetterForm, typed_of

REFUSED = 422
ISSUES = 30


def refuse_outsiders(request) -> None:
    """Raise PermissionDenied for whoever has no business with newsletters."""
    try:
        require(may_see_letters, request.user, _("see the newsletters"))
    except NotAllowed as refused:
        raise PermissionDenied(str(refused)) from refused


def asked_letter(request, pk: int) -> Letter:
    refuse_outsiders(request)
    letter = Letter.objects.select_related("front__section", "tag", "changed_by").filter(pk=pk).first()
    if letter is None:
        raise Http404(_("There is no newsletter %(number)s here.") % {"number": pk})
    return letter


def url_of(letter: Letter) -> str:
    return reverse("admin:letters_letter_change", args=[letter.pk])


def issue_url(issue: Issue) -> str:
    return reverse("admin:letter_issue", args=[issue.letter_id, issue.number])


def _readers(letter: Letter) -> dict[str, int]:
    waiting, back = Q(confirmed_at=None), Q(confirmed_at__isnull=False, suspended_at__isnull=False)
    counts = {"getting": Q(confirmed_at__isnull=False, suspended_at=None), "waiting": waiting, "back": back}
    return letter.subscriptions.aggregate(**{name: Count("pk", filter=which) for name, which in counts.items()})


@never_cache
@require_safe
def letters(request, admin_site):
    """Show which newsletters there are."""
    refuse_outsiders(request)
    now = clock.now()
    getting = Subscription.objects.getting().filter(letter=OuterRef("pk")).order_by().values("letter")
    last = Issue.objects.filter(letter=OuterRef("pk"), sent_at__isnull=False).order_by("-number")
    found = Letter.objects.select_related("front__section", "tag").annotate(
        readers=Subquery(getting.annotate(count=Count("pk")).values("count")),
        last_number=Subquery(last.values("number")[:1]),
        last_at=Subquery(last.values("sent_at")[:1]),
    )
    context = {
        **admin_site.each_context(request),
        "title": _("Newsletters"),
        "letters": [(letter, next_due(letter, now)) for letter in found],
        "may_keep": may_keep_letters(request.user),
        "may_see_readers": may_see_readers(request.user),
        "no_mail": not is_possible(),
    }
    return TemplateResponse(request, "admin/letters/list.html", context)


@never_cache
@require_safe
def show(request, admin_site, pk):
    """Show one newsletter: its readers in numbers, its issues, what can be sent."""
    letter = asked_letter(request, pk)
    sent = Count("deliveries", filter=Q(deliveries__state=Delivery.State.SENT))
    issues = list(letter.issues.select_related("drawn_by", "sent_by").annotate(sent=sent).order_by("-number")[:ISSUES])
    context = {
        **admin_site.each_context(request),
        "title": letter.name,
        "letter": letter,
        "next": next_due(letter, clock.now()),
        "readers": _readers(letter),
        "drawn": next((issue for issue in issues if issue.state == Issue.State.DRAWN), None),
        "issues": [issue for issue in issues if issue.state != Issue.State.DRAWN],
        "may_keep": may_keep_letters(request.user),
        "may_send": may_send_letters(request.user),
        "no_mail": not is_possible(),
    }
    return TemplateResponse(request, "admin/letters/letter.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request, admin_site, pk=None):
    """Begin a newsletter, or say otherwise what one is."""
    letter = asked_letter(request, pk) if pk else None
    if not may_keep_letters(request.user):
        raise PermissionDenied(
            _("%(name)s may not %(doing)s. Ask a colleague whose role allows it.")
            % {"name": request.user, "doing": _(keeping.DOING)}
        )
    form = LetterForm(request.POST or None, initial=typed_of(letter) if letter else {"rhythm": Letter.Rhythm.HAND})
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            by = {"by": request.user}
            kept = (
                keeping.change_letter(letter, form.said(), **by) if letter else keeping.begin_letter(form.said(), **by)
            )
        except Refused as error:
            refused = str(error)
        else:
            messages.success(request, _("Kept.") if kept.is_on else _("Kept. It is off: nobody can take it yet."))
            return HttpResponseRedirect(url_of(kept))
    context = {
        **admin_site.each_context(request),
        "title": letter.name if letter else _("A new newsletter"),
        "letter": letter,
        "form": form,
        "refused": refused,
    }
    return TemplateResponse(
        request, "admin/letters/settings.html", context, status=REFUSED if refused or form.errors else 200
    )


@require_POST
def draw_up(request, admin_site, pk):
    """Draw up an issue of what readers have now, and show it."""
    letter = asked_letter(request, pk)
    try:
        issue = issuing.draw_up(letter, by=request.user)
    except NotAllowed as refused:
        raise PermissionDenied(str(refused)) from refused
    except Refused as refused:
        messages.error(request, str(refused))
        return HttpResponseRedirect(url_of(letter))
    return HttpResponseRedirect(issue_url(issue))
