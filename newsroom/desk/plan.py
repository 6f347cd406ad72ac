"""The plan: the week's page, its moves, and the form of a pitch. Each move is one call of a verb."""

from datetime import date, datetime, timedelta

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles import permissions, workflow
from articles.admin.planning import PlannedField, has_time, planned_sentence
from articles.admin.sheets import moment_field, zone_name
from articles.models import Article, Section
from articles.workflow import Refused
from newsroom import clock
from newsroom.record.canonical import clean_text
from newsroom.staff.pages import pages_of

from . import week

REFUSED = 422
STEPS = {"earlier": timedelta(days=-1), "later": timedelta(days=1)}


class PitchForm(forms.Form):
    """A story somebody offers."""

    slugline = forms.CharField(
        label=gettext_lazy("Slugline"), max_length=Article._meta.get_field("slugline").max_length
    )
    line = forms.CharField(
        label=gettext_lazy("What it is"),
        max_length=Article._meta.get_field("pitch").max_length,
        widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("In one line."),
    )
    section = forms.ModelChoiceField(
        Section.objects.all(), label=gettext_lazy("Section"), required=False, empty_label=gettext_lazy("Not known yet")
    )
    commissioned = forms.IntegerField(
        label=gettext_lazy("Length in words"), required=False, min_value=1, max_value=100_000
    )
    planned_for = PlannedField(label=gettext_lazy("Planned for"), required=False)
    due_at = moment_field(gettext_lazy("Due"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["planned_for"].help_text = _("%(zone)s time. The day alone will do.") % {"zone": zone_name()}
        self.fields["due_at"].help_text = _("%(zone)s time") % {"zone": zone_name()}


def _section(slug: str) -> Section | None:
    return Section.objects.filter(slug=clean_text(slug)).first() if slug else None


def _refuse_outsiders(request) -> None:
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied(permissions.refusal(str(request.user), _("see the plan")))


def _address(key: str, section: str = "", anchor: str = "") -> str:
    asked = urlencode({name: value for name, value in (("week", key), ("section", section)) if value})
    return f"{reverse('admin:plan')}{f'?{asked}' if asked else ''}{f'#{anchor}' if anchor else ''}"


@never_cache
@require_safe
def plan(request, site):
    """Show a week."""
    _refuse_outsiders(request)
    now = clock.now()
    sections = list(Section.objects.all())
    section = next((each for each in sections if each.slug == request.GET.get("section")), None)
    found = week.week(request.user, request.GET.get("week", ""), now, section)
    slug = section.slug if section else ""
    context = {
        **site.each_context(request),
        "title": _("Plan"),
        "week": found,
        "week_title": week.title(found),
        "sections": sections,
        "section": section,
        "before_url": _address(found.before, slug),
        "after_url": _address(found.after, slug),
        "now_url": _address("", slug),
        "may_pitch": permissions.may_create(request.user),
    }
    return TemplateResponse(request, "admin/plan/week.html", context)


@never_cache
@require_POST
def move(request, site):
    """Move a story to another day, earlier or later by one, or off the plan; then back to the week it is in."""
    said = request.POST
    number = said.get("story", "")
    stories = Article.objects.visible_to(request.user)
    article = stories.filter(pk=number).first() if number.isdecimal() and len(number) < 10 else None
    if article is None:
        raise Http404(_("There is no such story here."))
    key = said.get("week", "")
    try:
        planned_for = _wanted(article, said)
        article = workflow.plan_for(article, by=request.user, planned_for=planned_for)
    except Refused as refused:
        messages.error(request, f"{article}: {refused}")
    else:
        messages.success(request, f"{article}: {planned_sentence(article)}")
        if article.planned_for:
            key = week.key_of(clock.local_date(article.planned_for))
    return HttpResponseRedirect(_address(key, said.get("section", ""), f"story-{article.pk}"))


def _wanted(article: Article, said) -> datetime | None:
    """Return for when a move means to plan it; its time of day stays. Raise Refused for what is no day."""
    if said.get("step") == "off":
        return None
    was = article.planned_for
    if step := STEPS.get(said.get("step", "")):
        day = clock.local_date(was or clock.now()) + step
    else:
        try:
            day = date.fromisoformat(said.get("day", ""))
        except ValueError:
            raise Refused(_("“%(day)s” is no day. Choose one.") % {"day": said.get("day", "")[:20]}) from None
    if was is None or not has_time(was):
        return clock.start_of_day(day)
    return datetime.combine(day, clock.local(was).time(), tzinfo=clock.zone())


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pitch(request, site):
    """Offer a story."""
    if not permissions.may_create(request.user):
        raise PermissionDenied(permissions.refusal(str(request.user), _("pitch a story")))
    form = PitchForm(request.POST or None, initial={"section": _section(request.GET.get("section", ""))})
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            article = workflow.pitch(by=request.user, **form.cleaned_data)
        except Refused as error:
            refused = str(error)
        else:
            messages.success(request, _("Pitched. It waits for somebody to take it on."))
            day = clock.local_date(article.planned_for or clock.now())
            return HttpResponseRedirect(_address(week.key_of(day), "", f"story-{article.pk}"))
    context = {**site.each_context(request), "title": _("Pitch a story"), "form": form, "refused": refused}
    status = REFUSED if refused or form.errors else 200
    return TemplateResponse(request, "admin/plan/pitch.html", context, status=status)


def urls(site) -> list:
    """Return the addresses of these pages."""
    page = pages_of(site)
    return [
        page("plan/", plan, "plan"),
        page("plan/move/", move, "plan_move"),
        page("plan/pitch/", pitch, "plan_pitch"),
    ]
