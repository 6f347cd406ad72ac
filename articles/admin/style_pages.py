"""Pages about rules of house style: a trial over what readers have, a file of them out and in."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from articles import permissions
from articles.models import StyleRule, StyleTrial
from articles.style import sheet
from articles.style.sheet import BadFile, Mistake
from articles.style.trial import go_on, samples_for
from articles.workflow import Refused, styling
from newsroom import clock

REFUSED = 422


def _see(user) -> None:
    if not user.has_perm("articles.view_stylerule"):
        raise PermissionDenied(_("You may not see the rules of house style. Ask an editor."))


def _keep(user) -> None:
    if not permissions.may_keep_style(user):
        raise PermissionDenied(permissions.refusal(str(user), _("change house style")))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def trial(request, site, pk):
    """Show where a rule would have fired; try it, or make it live or a draft."""
    _see(request.user)
    rule = StyleRule.objects.filter(pk=pk).first()
    if rule is None:
        raise Http404(_("There is no style rule %(number)s here.") % {"number": pk})
    if request.method == "POST":
        _keep(request.user)
        try:
            _do(request, rule)
        except Refused as refused:
            messages.error(request, str(refused))
        return HttpResponseRedirect(request.path)
    now = clock.now()
    tried = StyleTrial.objects.select_related("by").filter(rule=rule, wording=rule.wording).first()
    context = {
        **site.each_context(request),
        "title": _("Where “%(name)s” would have fired") % {"name": rule},
        "rule": rule,
        "trial": tried,
        "samples": samples_for(tried, request.user, at=now) if tried else [],
        "keeps_style": permissions.may_keep_style(request.user),
        "live": rule.state == StyleRule.State.LIVE,
    }
    return TemplateResponse(request, "admin/articles/stylerule/trial.html", context)


def _do(request, rule: StyleRule) -> None:
    wanted = request.POST.get("_style", "")
    if wanted == "try":
        styling.try_rule(rule, by=request.user)
    elif wanted == "read_on":
        if tried := StyleTrial.objects.filter(rule=rule, wording=rule.wording).first():
            go_on(tried.pk, tried.wording, now=clock.now())
    elif wanted == "live":
        styling.make_live(rule, by=request.user)
        messages.success(request, _("“%(name)s” is live: it marks what is typed from now on.") % {"name": rule})
    elif wanted == "draft":
        styling.make_draft(rule, by=request.user)
        messages.success(request, _("“%(name)s” is a draft again and marks nothing.") % {"name": rule})


@never_cache
@require_GET
def export(request, site):
    """Send every rule as a CSV file."""
    _see(request.user)
    answer = HttpResponse(
        "\ufeff" + sheet.written(StyleRule.objects.order_by("category", "name")), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="house-style.csv"'
    return answer


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request, site):
    """Take in a CSV file of rules, or say every line that is wrong and take in none."""
    _keep(request.user)
    mistakes: list[Mistake] = []
    if request.method == "POST":
        try:
            counts = styling.bring_in(sheet.read(_text_of(request.FILES.get("file"))), by=request.user)
        except BadFile as bad:
            mistakes = bad.mistakes
        except Refused as refused:
            mistakes = [Mistake(0, str(refused))]
        else:
            messages.success(request, _("%(added)s rules added, %(changed)s changed, %(same)s as they were.") % counts)
            return HttpResponseRedirect(reverse("admin:articles_stylerule_changelist"))
    context = {
        **site.each_context(request),
        "title": _("Bring in rules"),
        "mistakes": mistakes[:50],
        "more": max(0, len(mistakes) - 50),
        "columns": sheet.COLUMNS,
    }
    return TemplateResponse(
        request, "admin/articles/stylerule/import.html", context, status=REFUSED if mistakes else 200
    )


def _text_of(file) -> str:
    """Return what a file says. Raise BadFile where it is none, too large or not text."""
    if not file:
        raise BadFile([Mistake(0, _("Choose a file first."))])
    if file.size > sheet.MOST_BYTES:
        raise BadFile([Mistake(0, _("“%(name)s” is larger than two megabytes.") % {"name": file.name})])
    try:
        return file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadFile(
            [Mistake(0, _("“%(name)s” is not UTF-8 text. Save it as “CSV UTF-8”.") % {"name": file.name})]
        ) from None
