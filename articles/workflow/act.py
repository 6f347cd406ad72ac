"""What every verb has in common: one transaction, the story's lock, permission, one log row."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from articles.findings import Finding
from articles.merge import Merged
from articles.models import Article, Edition, Pull
from articles.permissions import refusal
from articles.preflight import summary
from newsroom import clock
from newsroom.record.canonical import clean_text
from newsroom.record.log import Change, enter
from newsroom.staff.models import User


class Refused(Exception):
    """A verb did not do what it was asked. The message says why, and what the person can do next."""

    def __init__(self, message: str, findings: list[Finding] | None = None):
        super().__init__(message)
        self.findings = findings or []

    @classmethod
    def by_preflight(cls, findings: list[Finding]) -> "Refused":
        return cls(summary(findings), findings)


class NotAllowed(Refused):
    """This person may not do that to this story."""


class Conflict(Refused):
    """Somebody else was here in between and changed the same thing. Nothing of either was lost: `merged` has both."""

    def __init__(self, message: str, merged: Merged):
        super().__init__(message)
        self.merged = merged


@dataclass
class Act:
    """One verb under way: the locked story, the moment, and what its log row will say."""

    article: Article
    by: User
    now: datetime
    facts: dict = field(default_factory=dict)
    words: dict = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    edition_digest: str = ""
    # The complaints that a correction settles, by number; None: all that wait for one.
    settles: list[int] | None = None

    def touch(self, *tags: str, at: datetime | None = None) -> None:
        """Say that pages made of these tags are different from that moment on."""
        self.changes.extend(Change(tag, at or self.now) for tag in tags)

    def move_to(self, stage: str) -> None:
        """Put the working copy on a stage."""
        if self.article.stage != stage:
            self.facts["from"], self.facts["to"] = self.article.stage, str(stage)
            self.article.stage = stage
            self.article.save(update_fields=["stage"])
        if stage not in {Article.Stage.DRAFT, Article.Stage.SPIKED}:
            self.no_longer_a_pitch()

    def no_longer_a_pitch(self) -> None:
        """Let a pitch be a draft like any other: somebody took it on, or began to write."""
        if self.article.is_pitch:
            self.article.is_pitch = False
            self.article.save(update_fields=["is_pitch"])
            self.facts["was_pitch"] = 1


def _sentence_for(error: IntegrityError) -> str:
    """Return the constraint's own sentence for an error that reached the database."""
    text = str(error)
    for model in (Edition, Pull):
        for constraint in model._meta.constraints:
            columns = ", ".join(f"{model._meta.db_table}.{name}_id" for name in ("article",))
            if constraint.name in text or (columns in text and getattr(constraint, "condition", None)):
                return str(constraint.violation_error_message)
    return _("Somebody else did something to this story at the same moment. Look at it again, then try once more.")


@contextmanager
def act(
    verb: str, article: Article, *, by, now: datetime | None, may: Callable, doing: str, touched: bool = True
) -> Iterator[Act]:
    """Open one act on a story.

    Locks its row, reads the clock after the lock unless `now` is given, asks `may(by, article)`, and at the end
    writes one log row. `doing` finishes the sentence "X may not …". Raise NotAllowed; what the body raises leaves
    no trace.
    """
    try:
        with transaction.atomic():
            # No key changes: what another act writes that only points here, an entry of a live story, need not wait for
            # this one while it holds the Pulse, which this one waits for.
            locked = Article.objects.select_for_update(no_key=True).get(pk=article.pk)
            under_way = Act(locked, by, now or clock.now())
            if not may(by, locked):
                raise NotAllowed(refusal(str(by), doing))
            yield under_way
            if touched:
                locked.touched_by, locked.touched_at = by, under_way.now
                locked.save(update_fields=["touched_by", "touched_at"])
            enter(
                verb,
                by=by,
                now=under_way.now,
                subject=locked.subject,
                facts=under_way.facts,
                words=under_way.words,
                edition_digest=under_way.edition_digest,
                changes=under_way.changes,
            )
    except IntegrityError as error:
        raise Refused(_sentence_for(error)) from error


def require_stage(article: Article, *stages: str) -> None:
    """Raise Refused unless the story is on one of these stages."""
    if article.stage not in stages:
        wanted = " / ".join(str(Article.Stage(stage).label) for stage in stages)
        raise Refused(
            _("This story is “%(stage)s”; that can be done to a story that is “%(wanted)s”. Reload to see where it is.")
            % {"stage": article.get_stage_display(), "wanted": wanted}
        )


def require_words(text: str, asked: str) -> str:
    """Return the text as it may be stored, or raise Refused with the sentence that asks for it."""
    text = clean_text(text).strip()
    if not text:
        raise Refused(str(asked))
    return text
