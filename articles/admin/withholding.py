"""Withholding versions that were replaced for legal reasons, as the desk meets it: what is asked, and what was done."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import workflow
from articles.models import Edition
from articles.withheld import say_the_same
from newsroom import said_times

from .sheets import LONG, Sheet
from .state import StoryState


def has_earlier(state: StoryState) -> bool:
    """Say whether readers had a version before what they have now that is not withheld."""
    return bool(earlier(state))


def earlier(state: StoryState) -> list[Edition]:
    """Return the versions readers had before what they have now, the latest first, but those withheld already."""
    if state.standing is None or state.standing.number == 1:
        return []
    withheld = {row.edition_id for row in state.withheld}
    had = (each for each in state.versions if each.recalled_at is None and each.live_from < state.standing.live_from)
    return sorted((each for each in had if each.pk not in withheld), key=lambda each: -each.number)


class _VersionsSheet(Sheet):
    versions = forms.TypedMultipleChoiceField(coerce=int, widget=forms.CheckboxSelectMultiple)

    def offer(self, editions: list[Edition]) -> None:
        self.fields["versions"].choices = [
            (
                each.number,
                _("Version %(number)s, live from %(at)s (%(kind)s)")
                % {
                    "number": each.number,
                    "kind": each.get_kind_display(),
                    "at": said_times.said(each.live_from, said_times.DAY_AND_TIME, self.state.now),
                },
            )
            for each in editions
        ]


class WithholdSheet(_VersionsSheet):
    reason = forms.CharField(
        label=gettext_lazy("Why, without the words themselves"),
        widget=LONG,
        help_text=gettext_lazy("It stays on the record; readers never see it."),
    )

    def prepare(self):
        self.offer(earlier(self.state))
        field = self.fields["versions"]
        field.label = _("Replaced for legal reasons")
        field.help_text = _(
            "Tick every version that has the words; the story’s history says what each has. Its note to readers goes "
            "too, and an earlier address that no other version had."
        )


class ShowAgainSheet(_VersionsSheet):
    reason = forms.CharField(label=gettext_lazy("Why"), widget=LONG, help_text=gettext_lazy("The log keeps it."))

    def prepare(self):
        self.offer([row.edition for row in self.state.withheld])
        self.fields["versions"].label = _("May be shown again")


def withhold(state: StoryState, said: dict) -> str:
    kept = workflow.withhold(state.article, by=state.user, versions=said["versions"], reason=said["reason"])
    numbers = {row.edition.number for row in kept} | {row.edition.number for row in state.withheld}
    done = _("Readers are shown nothing more of it, only that there was a version.")
    if also := say_the_same(state.article, numbers):
        done += " " + ngettext(
            "Version %(numbers)s has passages of it that what readers have now has no more: look whether it is to be "
            "withheld too.",
            "Versions %(numbers)s have passages of it that what readers have now has no more: look whether they are "
            "to be withheld too.",
            len(also),
        ) % {"numbers": ", ".join(map(str, also))}
    return done


def show_again(state: StoryState, said: dict) -> str:
    workflow.show_again(state.article, by=state.user, versions=said["versions"], reason=said["reason"])
    return _("It is among the earlier versions again, where readers may see those.")
