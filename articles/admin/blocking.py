"""Blocked names on the desk: their sheets, what they do, and the line on top of the story."""

from dataclasses import dataclass

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.debug import sensitive_variables

from articles import workflow
from articles.blocked_names import KeyMissing, lines
from articles.blocked_places import blocked_places, entries_with_one
from articles.models import Article, LiveEntry
from newsroom import clock, said_times

from .sheets import Sheet
from .state import StoryState


class Unsaid(forms.Textarea):
    """A text area that never repeats what was typed into it, nor lets the browser keep it or send it to a checker."""

    def __init__(self):
        quiet = {"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false", "translate": "no"}
        super().__init__({"rows": 3, **quiet})

    def format_value(self, value):
        return ""


_ONE_A_LINE = gettext_lazy(
    "One a line. Other spellings, cases, accents and hyphens are found too; a surname alone only if you list it. "
    "Nobody can look them up again, and this page does not repeat them."
)


class BlockSheet(Sheet):
    names = forms.CharField(
        label=gettext_lazy("Names or words that must not appear"), widget=Unsaid, help_text=_ONE_A_LINE
    )
    until = forms.CharField(
        label=gettext_lazy("Until (optional)"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("As on “Reporting restriction until …”: the verdict, 3 May, further notice."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why, without the names themselves"),
        widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("The order, or whom it protects. This stays on the record."),
    )


class UnblockSheet(Sheet):
    names = forms.CharField(
        label=gettext_lazy("Names that may appear again"),
        widget=Unsaid,
        required=False,
        help_text=gettext_lazy("One a line, as they were blocked."),
    )
    everything = forms.BooleanField(label=gettext_lazy("All names of this story"), required=False)
    reason = forms.CharField(label=gettext_lazy("Why, without the names"), widget=forms.Textarea({"rows": 2}))

    def clean(self):
        said = super().clean()
        if bool(said.get("everything")) == bool(said.get("names")) and "names" not in self.errors:
            self.add_error("names", _("Write the names, or tick that all of them may appear again: one of the two."))
        return said


@sensitive_variables("said", "names")
def block_names(state: StoryState, said: dict) -> str:
    names = lines(said["names"])
    done = workflow.block_names(state.article, by=state.user, names=names, reason=said["reason"], until=said["until"])
    return said_of(done)


def said_of(done) -> str:
    """Return what blocking did, in sentences that say where and never what."""
    sentences = [
        ngettext("%(count)s name is blocked.", "%(count)s names are blocked.", done.count) % {"count": done.count}
    ]
    if done.recalled:
        when = said_times.said(done.recalled.live_from, "j F, H:i", clock.now())
        number = done.recalled.number
        sentences.append(
            _("Version %(number)s, planned for %(when)s, had one and was recalled.") % {"number": number, "when": when}
        )
    if done.readers_have:
        sentences.append(
            _("READERS HAVE ONE NOW, in %(places)s. Pull the story, or correct it.")
            % {"places": ", ".join(done.readers_have)}
        )
    if done.entries:
        sentences.append(
            _("READERS HAVE ONE NOW, in %(entries)s. Pull each, or correct it, on the live desk.")
            % {"entries": ", ".join(map(_called, done.entries))}
        )
    if done.copy_has:
        sentences.append(_("The text here has one in %(places)s.") % {"places": ", ".join(done.copy_has)})
    return " ".join(sentences)


def _called(entry: LiveEntry) -> str:
    if entry.is_key_points:
        return _("the key points")
    return _("the entry of %(time)s") % {"time": date_format(clock.local(entry.at), "H:i")}


@sensitive_variables("said", "names")
def unblock_names(state: StoryState, said: dict) -> str:
    names = lines(said["names"])
    count = workflow.unblock_names(
        state.article, by=state.user, names=names, everything=said["everything"], reason=said["reason"]
    )
    return ngettext("%(count)s name may be printed again.", "%(count)s names may be printed again.", count) % {
        "count": count
    }


@dataclass(frozen=True)
class Restriction:
    """What was blocked in one act, as the top line says it."""

    until: str
    count: int
    reason: str
    placed_by: object
    placed_at: object


def restrictions(article: Article) -> list[Restriction]:
    """Return what is blocked in a story, an act an entry, from the rows that are read already."""
    acts: dict[tuple, list] = {}
    for row in article.blocked_names.all():
        acts.setdefault((row.placed_at, row.placed_by, row.until, row.reason), []).append(row)
    return [
        Restriction(until, len(rows), reason, placed_by, placed_at)
        for (placed_at, placed_by, until, reason), rows in acts.items()
    ]


def readers_have_one_in(state: StoryState) -> list[str]:
    """Return where what readers have now names what must not appear; empty where nobody can say."""
    bound = state.blocked_names or state.article.part_of_id
    if not bound or not state.has_text or state.open_pull:
        return []
    edition = state.standing
    try:
        there = blocked_places(state.article, edition.content, at=state.now, note=edition.words.public_note)
        return there + [_called(entry) for entry in entries_with_one(state.article, state.now)]
    except KeyMissing:
        return []
