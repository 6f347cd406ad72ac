"""The states of a story that can be compared: what the desk has, what readers have, every version and revision."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.body import word_count
from articles.content import Content
from articles.models import Article, Edition, Redaction, Revision
from newsroom import clock
from newsroom.record.models import LogEntry

from .missing import Missing
from .state import StoryState

# So many revisions can be picked from a list; older ones have links on the pages of the history.
_MOST_PICKED = 500
NOW, READERS = "now", "readers"


@dataclass(frozen=True)
class Side:
    """One state: its key in addresses, what it is called, what it says, and who kept it, when and why."""

    key: str
    label: str
    content: Content
    at: datetime | None = None
    by: object = None
    why: str = ""
    reason: str = ""
    redaction: Redaction | None = None
    redacted_at: datetime | None = None
    kept: Revision | Edition | None = None

    @property
    def words(self) -> int:
        """How many words its body has."""
        return word_count(self.content.body)


@dataclass(frozen=True)
class Went:
    """What somebody said when they went back: to which state, and why."""

    to: str
    reason: str

    @property
    def label(self) -> str:
        """Return where they went back to, in words."""
        kind, _colon, number = self.to.partition(":")
        return label_of(kind, number)


def label_of(kind: str, number) -> str:
    """Return what a state is called."""
    if kind == "version":
        return _("Version %(number)s") % {"number": number}
    return _("Revision %(number)s") % {"number": number}


def gone_back(article: Article) -> dict[int, Went]:
    """Return who went back, by the number of the revision that was made of it."""
    entries = LogEntry.objects.filter(subject=article.subject, verb="go_back").select_related("words")
    said = ((json.loads(entry.facts), json.loads(entry.words.text)) for entry in entries)
    return {facts["revision"]: Went(facts["to"], words.get("reason", "")) for facts, words in said}


def side_of(state: StoryState, key: str) -> Side:
    """Return the state an address names. Raise Missing when there is none."""
    article = state.article
    if key == NOW:
        return Side(NOW, _("The working copy"), state.content, article.touched_at, article.touched_by)
    if key == READERS:
        if state.standing is None or not state.has_text:
            raise Missing(_("Readers have no text of this story now."))
        pulled = state.open_pull is not None
        label = _("What readers had until it was pulled") if pulled else _("What readers have")
        return _of_edition(state.standing, READERS, label)
    kind, _colon, number = key.partition(":")
    if kind in {"revision", "version"} and number.isdecimal() and number.isascii() and len(number) < 10:
        if kind == "revision" and (kept := article.revisions.select_related("by").filter(number=int(number)).first()):
            return _of_revision(kept)
        if kind == "version" and (issued := _editions(article).filter(number=int(number)).first()):
            return _of_edition(issued, key=f"version:{issued.number}")
    raise Missing(
        _("This story has no state “%(key)s”. Say revision:3, version:2, readers or now.") % {"key": key[:40]}
    )


def _editions(article: Article):
    return article.editions.select_related("words", "issued_by")


def _of_revision(revision: Revision) -> Side:
    went = gone_back(revision.article).get(revision.number) if revision.why == Revision.Why.GONE_BACK else None
    return Side(
        f"revision:{revision.number}",
        label_of("revision", revision.number),
        revision.content,
        revision.at,
        revision.by,
        _("Went back to %(state)s") % {"state": went.label} if went else revision.get_why_display(),
        went.reason if went else "",
        _redaction(revision.article, revision.redacted_at),
        revision.redacted_at,
        revision,
    )


def _of_edition(edition: Edition, key: str, label: str = "") -> Side:
    version = label_of("version", edition.number)
    return Side(
        key,
        f"{label} ({version})" if label else version,
        edition.content,
        edition.live_from,
        edition.issued_by,
        edition.get_kind_display(),
        "",
        _redaction(edition.article, edition.words.redacted_at),
        edition.words.redacted_at,
        edition,
    )


def _redaction(article: Article, at: datetime | None) -> Redaction | None:
    return article.redactions.filter(at=at).select_related("by").first() if at else None


@dataclass(frozen=True)
class Choices:
    """What can be picked, in groups, newest first."""

    groups: list[tuple[str, list[tuple[str, str]]]]

    @classmethod
    def of(cls, state: StoryState, *picked: Side) -> "Choices":
        """Return every state of a story; those picked are among them, however old."""
        article = state.article
        today = [(NOW, _("The working copy"))]
        if state.has_text:
            today.append((READERS, _("What readers have")))
        rows = article.revisions.order_by("-number").values_list("number", "at", "by__name")
        revisions = [(f"revision:{n}", _line("revision", n, at, name)) for n, at, name in rows[:_MOST_PICKED]]
        issued = article.editions.order_by("-number").values_list("number", "live_from", "issued_by__name")
        versions = [(f"version:{n}", _line("version", n, at, name)) for n, at, name in issued]
        groups = [(_("Now"), today), (_("Versions"), versions), (_("Revisions"), revisions)]
        known = {key for _name, choices in groups for key, _label in choices}
        older = [(side.key, side.label) for side in picked if side.key not in known]
        return cls([group for group in (*groups, (_("Older"), older)) if group[1]])


def _line(kind: str, number: int, at: datetime, name: str) -> str:
    return f"{label_of(kind, number)} · {name} · {date_format(clock.local(at), 'j M Y, H:i')}"


def neighbours(state: StoryState, side: Side) -> tuple[str, str]:
    """Return the keys of the state before and the state after this one, of the same sort; "" where there is none."""
    row = side.kept
    if row is None:
        return (f"revision:{state.article.revision_number}" if side.key == NOW else "", "")
    rows = state.article.revisions if isinstance(row, Revision) else state.article.editions
    older = rows.filter(number__lt=row.number).order_by("-number").values_list("number", flat=True).first()
    newer = rows.filter(number__gt=row.number).order_by("number").values_list("number", flat=True).first()
    kind = "revision" if isinstance(row, Revision) else "version"
    return f"{kind}:{older}" if older else "", f"{kind}:{newer}" if newer else ""
