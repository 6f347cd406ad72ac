"""A first sentence for readers: what an earlier version said, and what is right."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from articles.content import Content

from .changed import Change, changes
from .doubts import doubts

_MOST = 3


def drafted_note(kind: str, before: Content, after: Content, day: date) -> str:
    """Return a note to readers to begin with, in the story's language; empty where the kind needs none or nothing was
    changed. What may be a fact is named and plain slips beside it are not."""
    told = _told(before, after)
    if kind not in {"correction", "clarification"} or not told:
        return ""
    with override(after.language):
        on = date_format(day, "j F Y")
        if kind == "clarification":
            head = _("This article was clarified on %(day)s.") % {"day": on}
        else:
            head = _("This article was corrected on %(day)s.") % {"day": on}
        return " ".join([head, *(_sentence(kind, change) for change in told)])


def _told(before: Content, after: Content) -> list[Change]:
    found = [change for change in changes(before, after) if change.was != change.now]
    asked = {(doubt.was, doubt.now) for doubt in doubts(before, after)}
    facts = [change for change in found if (change.was, change.now) in asked]
    return (facts or found)[:_MOST]


def _sentence(kind: str, change: Change) -> str:
    said = {"was": change.was, "now": change.now}
    if not change.was:
        return _("An earlier version did not say “%(now)s”.") % said
    if not change.now:
        return _("An earlier version said “%(was)s”, which was wrong.") % said
    if kind == "clarification":
        return _("“%(was)s” now reads “%(now)s”.") % said
    return _("An earlier version said “%(was)s”; it should have said “%(now)s”.") % said
