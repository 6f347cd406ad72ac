"""Writing the record: the last thing every verb does inside its transaction."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import F

from .canonical import canonical, digest, new_salt, stamp
from .models import Change as ChangeRow
from .models import LogEntry, LogWords, Pulse


@dataclass(frozen=True)
class Change:
    """A tag whose pages are different from `at` on; `at` ahead of now is a schedule or a lease's end."""

    tag: str
    at: datetime


def log_digest(entry: LogEntry) -> str:
    """Return the digest a log entry must have: over its facts, its words' digest and the entry before."""
    header = {
        "number": entry.number,
        "at": stamp(entry.at),
        "by": entry.by_id or 0,
        "verb": entry.verb,
        "subject": entry.subject,
        "edition_digest": entry.edition_digest,
    }
    return digest(entry.previous, canonical(header), entry.facts, entry.words_digest)


def words_digest(words: LogWords) -> str:
    """Return the digest of what people wrote beside an act."""
    return digest(words.salt, words.text)


def enter(
    verb: str,
    *,
    by,
    now: datetime,
    subject: str = "",
    facts: Mapping | None = None,
    words: Mapping[str, str] | None = None,
    edition_digest: str = "",
    changes: Iterable[Change] = (),
) -> LogEntry:
    """Write one log row and its Changes under the next number of the Pulse.

    `facts` holds integers, strings and lists of them, and no words a person wrote; those go in `words`, where
    `redact` can reach them. Call it last: from here to the commit every other act waits.
    Raise RuntimeError outside a transaction, where an act could be half done.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"The verb {verb!r} wrote the log outside a transaction.")
    pulse = Pulse.objects.select_for_update().get(pk=1)
    number = pulse.number + 1
    kept = LogWords(salt=new_salt(), text=canonical({k: v for k, v in (words or {}).items() if v}))
    entry = LogEntry(
        number=number,
        at=now,
        by=by,
        verb=verb,
        subject=subject,
        facts=canonical(dict(facts or {})),
        edition_digest=edition_digest,
        words_digest=words_digest(kept),
        previous=pulse.head,
    )
    entry.digest = log_digest(entry)
    entry.save(force_insert=True)
    kept.entry = entry
    kept.save(force_insert=True)
    _write(changes, number + pulse.turns)
    Pulse.objects.filter(pk=1).update(number=number, head=entry.digest)
    return entry


def _write(changes: Iterable[Change], number: int) -> None:
    # An at of None would mean "never"; a repeated tag at one moment is one Change.
    rows = {(change.tag, change.at): ChangeRow(number=number, tag=change.tag, at=change.at) for change in changes}
    ChangeRow.objects.bulk_create(rows.values())


def turn(changes: Iterable[Change]) -> None:
    """Say that readers' pages are different though nobody acted: no log row, and the desk is not stirred.

    Call it last, as `enter`. Raise RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("Changes were written outside a transaction.")
    pulse = Pulse.objects.select_for_update().get(pk=1)
    _write(changes, pulse.number + pulse.turns + 1)
    Pulse.objects.filter(pk=1).update(turns=pulse.turns + 1)


def stir() -> None:
    """Say that the desk shows something else from now on though nobody acted. Call it last, as `enter`."""
    Pulse.objects.filter(pk=1).update(stirs=F("stirs") + 1)
