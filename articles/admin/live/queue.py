"""What waits for the desk: the queue of a live story as the people who approve it see it, and as its writers do."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db.models import OuterRef, Subquery

from articles.body import paragraphs
from articles.content import from_text
from articles.models import LiveStory, Note, Revision
from articles.models.article import Stage
from articles.querysets import of_visible

from .rows import Person, is_plain, picture_of

SHOWN = 30


@dataclass(frozen=True)
class Waiting:
    """One entry readers do not have."""

    pk: int
    at: datetime
    writers: str
    filed_by: str
    headline: str
    lines: tuple[str, ...]
    picture: str
    revision: int
    sent_back: bool
    reason: str
    may_approve: bool
    may_mend: bool
    is_mine: bool

    @property
    def called(self) -> str:
        """Return what it is called where its words are not at hand."""
        return self.headline or " ".join(self.lines)[:60]


def waiting(live: LiveStory, person: Person, only: int | None = None) -> list[Waiting]:
    """Return what waits, the oldest first: all of it for who approves, and for anybody else what they filed."""
    entries = of_visible(live.entries.queued(), person.user).select_related("article__created_by")
    if not person.runs:
        entries = entries.filter(article__created_by=person.user)
    if only is not None:
        entries = entries.filter(pk=only)
    notes = Note.objects.filter(article=OuterRef("article"), answers=None).order_by("-at", "-pk")
    said = Revision.objects.filter(article=OuterRef("article"), number=OuterRef("article__revision_number"))
    entries = entries.annotate(reason=Subquery(notes.values("text")[:1]), said=Subquery(said.values("text")[:1]))
    return [_waiting(entry, person) for entry in entries.order_by("at", "pk")[:SHOWN]]


def _waiting(entry, person: Person) -> Waiting:
    article = entry.article
    content, back = from_text(entry.said), article.stage == Stage.DRAFT
    mine, approves = article.created_by_id == person.user.pk, person.runs and not back
    return Waiting(
        pk=article.pk,
        at=entry.at,
        writers=", ".join(byline.name for byline in content.bylines),
        filed_by=str(article.created_by),
        headline=content.headline,
        lines=tuple(paragraphs(content.body)),
        picture=picture_of(content),
        revision=article.revision_number,
        sent_back=back,
        reason=(entry.reason or "") if back else "",
        may_approve=approves,
        may_mend=is_plain(content) and (approves or (mine and back)),
        is_mine=mine,
    )


def state_of(rows: list[Waiting], live: LiveStory) -> str:
    """Return what is another text whenever anything of the queue is different."""
    return digest_of(rows, live.queue_first, live.paused_at)


def digest_of(*what: object) -> str:
    """Return a short text that is another one when any of these is."""
    return sha256(repr(what).encode()).hexdigest()[:16]
