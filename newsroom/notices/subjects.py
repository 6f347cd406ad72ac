"""What notices may be about. The rooms above say how their things are found and named: this room knows none of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Q, QuerySet


def _nothing_secret(row: Model, now: datetime) -> str:
    return ""


def _str(row: Model) -> str:
    return str(row)


def _no_headline(row: Model, now: datetime, unpublished_too: bool) -> str:
    return ""


def _no_desk(row: Model) -> UUID | None:
    return None


@dataclass(frozen=True)
class Subject:
    """One kind of thing: the rows somebody may see, by `uid`, and what they are called there.

    `outside` is its name where it leaves the desk, as in an e-mail: for a story its slugline, never a headline.
    `secret` returns what is said in place of any name outside the desk ("a story restricted to you"), or nothing.
    `every` is all rows, for what goes to no person; `desk` the section it belongs to; `headline` what readers have it
    under, or, `unpublished_too`, what it is called so far.
    """

    kind: str
    rows: Callable[[object], QuerySet]
    every: Callable[[], QuerySet]
    url: Callable[[Model], str]
    title: Callable[[Model], str] = _str
    outside: Callable[[Model], str] = _str
    secret: Callable[[Model, datetime], str] = _nothing_secret
    headline: Callable[[Model, datetime, bool], str] = _no_headline
    desk: Callable[[Model], UUID | None] = _no_desk


_known: dict[str, Subject] = {}
_desks: list[Callable[[], Iterable[tuple[UUID, str]]]] = []


def register(subject: Subject) -> None:
    """Let notices be about this kind of thing."""
    _known[subject.kind] = subject


def register_desks(desks: Callable[[], Iterable[tuple[UUID, str]]]) -> None:
    """Say which desks there are, by uid and name."""
    _desks[:] = [desks]


def desks() -> list[tuple[str, str]]:
    """Return the desks of the newsroom, by uid and name."""
    return [(str(uid), name) for found in _desks for uid, name in found()]


def of_kind(kind: str) -> Subject:
    """Return how things of that kind are found and named."""
    return _known[kind]


def parts_of(about) -> tuple[str, str | None]:
    """Return kind and uid of what a notice is about, from a row or from its name in the log ("article:…")."""
    if about is None:
        return "", None
    name = about if isinstance(about, str) else getattr(about, "subject", "") or f"{about._meta.model_name}:{about.uid}"
    kind, _colon, uid = name.partition(":")
    if kind not in _known:
        raise LookupError(f"Nobody said how a notice about {name!r} is to be shown; see newsroom.notices.subjects.")
    return kind, uid


def shown_to(user) -> Q:
    """Return the condition for notices whose subject this person may see now."""
    shown = Q(about_kind="")
    for kind, subject in _known.items():
        shown |= Q(about_kind=kind) & Exists(subject.rows(user).filter(uid=OuterRef("about_uid")))
    return shown


def find(notices: Iterable, user) -> None:
    """Give each notice its `thing`, one query a kind; None where this person may not see it."""
    wanted = defaultdict(set)
    for notice in notices:
        wanted[notice.about_kind].add(notice.about_uid)
    found = {
        (kind, row.uid): row
        for kind, uids in wanted.items()
        if kind
        for row in _known[kind].rows(user).filter(uid__in=uids)
    }
    for notice in notices:
        notice.thing = found.get((notice.about_kind, notice.about_uid))
