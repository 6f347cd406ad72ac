"""What notices may be about. The rooms above say how their things are found and named: this room knows none of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, Model, OuterRef, Q, QuerySet


def _nothing_secret(row: Model, now: datetime) -> str:
    return ""


def _str(row: Model) -> str:
    return str(row)


@dataclass(frozen=True)
class Subject:
    """One kind of thing: the rows somebody may see, by `uid`, and what they are called there.

    `outside` is its name where it leaves the desk, as in an e-mail: for a story its slugline, never a headline.
    `secret` returns what is said in place of any name outside the desk ("a story restricted to you"), or nothing.
    """

    kind: str
    rows: Callable[[object], QuerySet]
    url: Callable[[Model], str]
    title: Callable[[Model], str] = _str
    outside: Callable[[Model], str] = _str
    secret: Callable[[Model, datetime], str] = _nothing_secret


_known: dict[str, Subject] = {}


def register(subject: Subject) -> None:
    """Let notices be about this kind of thing."""
    _known[subject.kind] = subject


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
