"""Sealing the record once an hour, and finding where it does not verify."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from .canonical import canonical, digest, stamp
from .log import enter, log_digest, words_digest
from .models import LogEntry, Pulse, Seal


def _heads(log_number: int) -> tuple[int, str]:
    """Return how many chains there were at that number of the log, and one digest over all their heads."""
    last = (
        LogEntry.objects.filter(number__lte=log_number)
        .exclude(edition_digest="")
        .values("subject")
        .annotate(last=Max("number"))
        .values("last")
    )
    heads = LogEntry.objects.filter(number__in=last).order_by("subject").values_list("subject", "edition_digest")
    listed = [[subject, edition_digest] for subject, edition_digest in heads.iterator()]
    return len(listed), digest(canonical(listed))


def _seal_digest(previous: str, at: datetime, log_number: int) -> tuple[int, str]:
    chains, heads = _heads(log_number)
    log_head = LogEntry.objects.filter(number=log_number).values_list("digest", flat=True).first() or ""
    return chains, digest(previous, stamp(at), str(log_number), log_head, heads)


@transaction.atomic
def seal(*, now: datetime) -> Seal | None:
    """Write one digest over all heads; return None when nothing was done since the last one."""
    pulse = Pulse.objects.select_for_update().get(pk=1)
    last = Seal.objects.order_by("-pk").first()
    # The entry that a seal writes about itself must not call for another seal.
    if pulse.number == 0 or (last and pulse.number == last.log_number + 1):
        return None
    previous = last.digest if last else ""
    chains, sealed = _seal_digest(previous, now, pulse.number)
    made = Seal.objects.create(at=now, log_number=pulse.number, chains=chains, previous=previous, digest=sealed)
    enter("seal", by=None, now=now, facts={"seal": made.pk, "digest": sealed})
    return made


def broken_log() -> Iterator[str]:
    """Yield a sentence for each log entry that does not verify, and for a tail that was cut."""
    previous, number = "", 0
    for entry in LogEntry.objects.order_by("number").select_related("words").iterator(chunk_size=2000):
        number += 1
        if entry.number != number:
            yield f"Log entry {number} is missing; the next one kept is {entry.number}."
            number = entry.number
        if entry.previous != previous or entry.digest != log_digest(entry):
            yield f"Log entry {entry.number} ({entry.verb}) does not verify: it was changed after it was written."
        words = getattr(entry, "words", None)
        if words is None:
            yield f"The words of log entry {entry.number} ({entry.verb}) are gone."
        elif words.redacted_at is None and words_digest(words) != entry.words_digest:
            yield f"The words of log entry {entry.number} ({entry.verb}) were changed after they were written."
        previous = entry.digest
    pulse = Pulse.objects.get(pk=1)
    if pulse.number != number or pulse.head != previous:
        yield f"The log ends at entry {number}, but {pulse.number} were written: its tail was cut."


def broken_seals() -> Iterator[str]:
    """Yield a sentence for each seal that no longer matches what it covered."""
    previous = ""
    for kept in Seal.objects.order_by("pk").iterator():
        chains, expected = _seal_digest(previous, kept.at, kept.log_number)
        if kept.previous != previous or kept.digest != expected or kept.chains != chains:
            yield f"Seal {kept.pk} of {kept.at:%Y-%m-%d %H:%M} UTC does not verify: the record before it has changed."
        previous = kept.digest
