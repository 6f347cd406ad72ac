"""The plan of one story on its sheets: who writes and photographs it, when it is due, for when it is planned."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import workflow
from articles.models import Article, Hold
from articles.models.article import Stage
from articles.print_uses import drifted
from newsroom import clock
from newsroom.staff.models import User
from newsroom.wall_times import around, moments

from .printing import place_of, redline_url
from .sheets import Sheet, moment_field, zone_name
from .state import StoryState


def people_who(codename: str):
    """Return the staff whose role lets them do that, by name."""
    may = User.objects.filter(is_active=True, is_staff=True, groups__permissions__codename=codename)
    return may.distinct().order_by("name", "pk")


def writers():
    """Return who can be given a story to write."""
    return people_who("change_article")


def photographers():
    """Return who can be sent to photograph."""
    return people_who("add_photo")


class AssignSheet(Sheet):
    """Who writes it."""

    to = forms.ModelChoiceField(
        User.objects.none(), label=gettext_lazy("Who writes it"), required=False, empty_label=gettext_lazy("Nobody yet")
    )

    def prepare(self):
        self.fields["to"].queryset = writers()
        self.initial.setdefault("to", self.state.article.assignee_id)


class PhotographerSheet(Sheet):
    """Who photographs it."""

    to = forms.ModelChoiceField(
        User.objects.none(),
        label=gettext_lazy("Who photographs it"),
        required=False,
        empty_label=gettext_lazy("Nobody"),
    )

    def prepare(self):
        self.fields["to"].queryset = photographers()
        self.initial.setdefault("to", self.state.article.photographer_id)


class DueSheet(Sheet):
    """When it is to be filed."""

    due_at = moment_field(gettext_lazy("Due"), required=False)

    def prepare(self):
        self.fields["due_at"].help_text = _("%(zone)s time. Empty: no time.") % {"zone": zone_name()}
        self.initial.setdefault("due_at", self.state.article.due_at)


class PlannedField(forms.MultiValueField):
    """A day, and a time where there is one already; the day alone is its midnight on the newsroom's clock."""

    def __init__(self, **kwargs):
        fields = (forms.DateField(required=False), forms.TimeField(required=False, input_formats=["%H:%M", "%H:%M:%S"]))
        kwargs.setdefault("widget", PlannedWidget())
        super().__init__(fields, require_all_fields=False, **kwargs)

    def compress(self, values):
        day, at = [*values, None, None][:2]
        if day is None:
            if at is not None:
                raise forms.ValidationError(_("Choose the day, too."))
            return None
        return clock.start_of_day(day) if at is None else _on_the_wall(datetime.combine(day, at))


def _on_the_wall(wall: datetime) -> datetime:
    """Return the moment a clock in the newsroom shows this; of two the first, since a plan promises nothing."""
    found = moments(wall, clock.zone())
    if not found:
        before, after = (clock.local(each) for each in around(wall, clock.zone()))
        raise forms.ValidationError(
            _("There is no %(time)s that day: the clocks go forward. Choose %(before)s or %(after)s.")
            % {"time": f"{wall:%H:%M}", "before": f"{before:%H:%M}", "after": f"{after:%H:%M}"}
        )
    return found[0]


class PlannedWidget(forms.SplitDateTimeWidget):
    """Two of the browser's own fields, each with a name that is heard."""

    def __init__(self):
        super().__init__({}, "%Y-%m-%d", "%H:%M")
        for widget, kind, label in zip(
            self.widgets, ("date", "time"), (gettext_lazy("Day"), gettext_lazy("Time")), strict=True
        ):
            widget.input_type = kind
            widget.attrs = {"aria-label": label}

    def decompress(self, value):
        if value is None:
            return [None, None]
        local = clock.local(value)
        return [local.date(), local.time() if has_time(value) else None]


def has_time(planned_for: datetime) -> bool:
    """Say whether a plan has a time of day yet."""
    return clock.local(planned_for).time() != time.min


class PlannedSheet(Sheet):
    """For when it is planned."""

    planned_for = PlannedField(label=gettext_lazy("Planned for"), required=False)

    def prepare(self):
        self.fields["planned_for"].help_text = _("%(zone)s time. The day alone will do. Empty: off the plan.") % {
            "zone": zone_name()
        }
        self.initial.setdefault("planned_for", self.state.article.planned_for)


def in_work(state: StoryState) -> bool:
    """Say whether the story can be planned."""
    return state.article.stage != Stage.SPIKED


def is_pitch(state: StoryState) -> bool:
    """Say whether it waits for somebody to take it on."""
    return state.article.is_pitch and in_work(state)


def take_pitch(state: StoryState, said: dict) -> str:
    workflow.take_pitch(state.article, by=state.user)
    return _("It is yours to write.")


def assign(state: StoryState, said: dict) -> str:
    workflow.assign(state.article, by=state.user, to=said["to"])
    return _("Assigned to %(name)s.") % {"name": said["to"]} if said["to"] else _("It is in nobody’s hands now.")


def assign_photographer(state: StoryState, said: dict) -> str:
    workflow.assign_photographer(state.article, by=state.user, to=said["to"])
    if said["to"] is None:
        return _("Nobody is sent to photograph it now.")
    return _("%(name)s photographs it.") % {"name": said["to"]}


def set_due(state: StoryState, said: dict) -> str:
    article = workflow.set_due(state.article, by=state.user, due_at=said["due_at"])
    return _("Due %(when)s.") % {"when": spelled(article.due_at)} if article.due_at else _("It is due at no time now.")


def plan_for(state: StoryState, said: dict) -> str:
    article = workflow.plan_for(state.article, by=state.user, planned_for=said["planned_for"])
    return planned_sentence(article)


def planned_sentence(article: Article) -> str:
    """Return what tells somebody for when a story is planned now."""
    if article.planned_for is None:
        return _("It is off the plan.")
    return _("Planned for %(when)s.") % {"when": spelled(article.planned_for)}


def spelled(moment: datetime) -> str:
    """Return a moment of the plan in words: its day, and its time where it has one."""
    return date_format(clock.local(moment), "j F Y, H:i" if has_time(moment) else "j F Y")


@dataclass(frozen=True)
class Fact:
    """One line of a story's plan."""

    label: str
    words: str
    tone: str = ""
    url: str = ""


def facts(state: StoryState) -> Iterator[Fact]:
    """Yield what the plan says of a story."""
    article = state.article
    if article.assignee:
        yield Fact(_("Writer"), str(article.assignee))
    if article.photographer:
        yield Fact(_("Photographer"), str(article.photographer))
    if article.due_at:
        late = is_overdue(state)
        when = spelled(article.due_at)
        yield Fact(_("Due"), _("Overdue since %(when)s") % {"when": when} if late else when, "stop" if late else "")
    if article.planned_for:
        yield Fact(_("Planned for"), spelled(article.planned_for))
    yield from _in_print(state)
    if article.part_of_id and (main := Article.objects.visible_to(state.user).filter(pk=article.part_of_id).first()):
        yield Fact(_("Part of"), str(main))


def _in_print(state: StoryState) -> Iterator[Fact]:
    """Yield where it stands in print, and which pages readers have been given other words than."""
    for use in state.print_uses:
        sent = _("%(place)s; page sent %(when)s") % {"place": place_of(use), "when": spelled(use.sent_at or state.now)}
        yield Fact(_("Print"), sent if use.sent_at else place_of(use))
    if any(use.sent_at for use in state.print_uses) and state.standing:
        for use in drifted(Article.objects.visible_to(state.user).filter(pk=state.article.pk), state.now):
            yield Fact(_("Print"), _("Web changed since page sent"), "warn", redline_url(use))


def is_overdue(state: StoryState) -> bool:
    """Say whether it was to be filed by now and is not; what is prepared never is overdue."""
    if state.article.stage != Stage.DRAFT or not state.article.due_at or state.article.due_at >= state.now:
        return False
    return all(hold.kind != Hold.Kind.STOCK for hold in state.holds)
