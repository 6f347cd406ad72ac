"""Verifying every chain of editions, and saying where words were redacted by order."""

import json
from collections.abc import Iterator

from newsroom.record.models import LogEntry

from .fronts.chain import content_digest as front_content_digest
from .fronts.chain import front_digest
from .models import Article, Edition, FrontEdition
from .workflow.chain import card_of, content_digest, edition_digest


def _name(edition: Edition) -> str:
    return f"Version {edition.number} of story {edition.article.uid}"


def _words_of(edition: Edition, redactions: set[tuple[str, str]]) -> Iterator[str]:
    """Yield what is wrong with an edition's words."""
    words = getattr(edition, "words", None)
    if words is None:
        yield f"{_name(edition)} does not verify: its words are gone."
        return
    found = content_digest(words)
    if words.redacted_at is None:
        if found != edition.content_digest:
            yield f"{_name(edition)} does not verify: its words were changed after it was issued."
    elif found != words.redacted_digest or (str(edition.uid), found) not in redactions:
        yield f"{_name(edition)} does not verify: its words are not what the redaction left."
    if words.card != card_of(edition.content):
        yield f"{_name(edition)} does not verify: lists would show what it does not say."


def _redactions() -> set[tuple[str, str]]:
    """Return (edition uid, digest of what was left) of every redaction in the log."""
    facts = LogEntry.objects.filter(verb="redact").values_list("facts", flat=True)
    return {(uid, left) for fact in facts for uid, left in json.loads(fact).get("editions", [])}


def _logged(subjects: str) -> dict[str, str]:
    """Return the subject of each edition's digest in the log, of one kind of subject."""
    entries = LogEntry.objects.filter(subject__startswith=subjects).exclude(edition_digest="")
    return dict(entries.values_list("edition_digest", "subject"))


def broken_chains() -> Iterator[str]:
    """Yield a sentence for each edition that does not verify, the first of a chain first."""
    redactions = _redactions()
    logged = _logged("article:")
    article, previous, number = None, "", 0
    editions = Edition.objects.select_related("article", "words").order_by("article", "number")
    for edition in editions.iterator(chunk_size=500):
        if edition.article_id != article:
            article, previous, number = edition.article_id, "", 0
        number += 1
        if edition.number != number:
            yield f"{_name(edition)} does not verify: version {number} before it is missing."
            number = edition.number
        if edition.previous != previous or edition.digest != edition_digest(edition):
            yield f"{_name(edition)} does not verify: it was changed after it was issued."
        if logged.pop(edition.digest, None) != edition.article.subject:
            yield f"{_name(edition)} does not verify: the log knows nothing of it."
        yield from _words_of(edition, redactions)
        previous = edition.digest
    for subject in sorted(set(logged.values())):
        yield f"A version of {subject} stands in the log and is gone: the tail of its chain was cut."


def broken_fronts() -> Iterator[str]:
    """Yield a sentence for each edition of a front that does not verify."""
    redactions, logged = _redactions(), _logged("front:")
    front, previous, number = None, "", 0
    editions = FrontEdition.objects.select_related("front", "words").order_by("front", "number")
    for edition in editions.iterator(chunk_size=500):
        if edition.front_id != front:
            front, previous, number = edition.front_id, "", 0
        number += 1
        name = f"{edition} of front {edition.front.uid}"
        if edition.number != number or edition.previous != previous or edition.digest != front_digest(edition):
            yield f"{name} does not verify: it, or one before it, was changed after it was issued."
        if logged.pop(edition.digest, None) != edition.front.subject:
            yield f"{name} does not verify: the log knows nothing of it."
        found, words = front_content_digest(edition.words), edition.words
        as_issued = words.redacted_at is None and found == edition.content_digest
        as_left = found == words.redacted_digest and (str(edition.uid), found) in redactions
        if not (as_issued or as_left):
            yield f"{name} does not verify: its words are not those that were issued, or that a redaction left."
        number, previous = edition.number, edition.digest
    for subject in sorted(set(logged.values())):
        yield f"An edition of {subject} stands in the log and is gone: the tail of its chain was cut."


def redacted() -> Iterator[str]:
    """Yield a sentence for each redaction: nothing is broken, and nothing is hidden."""
    for article in Article.objects.filter(redactions__isnull=False).distinct().order_by("pk"):
        for redaction in article.redactions.all():
            order = f" ({redaction.order})" if redaction.order else ""
            said = f"redacted by order on {redaction.at:%Y-%m-%d}{order}, {redaction.places} places"
            yield f"Story {article.uid}: {said}."
