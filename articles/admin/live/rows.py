"""The entries of a live story as the desk sees them: each with who read it, and what may be done to it."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.urls import reverse

from articles import permissions
from articles.body import paragraphs
from articles.content import Content
from articles.models import Article, Edition, LiveStory, Pull
from articles.querysets import of_visible
from articles.workflow import Said

SHOWN = 60
_PREVIEW = 192


@dataclass(frozen=True)
class Row:
    """One entry in the stream."""

    pk: int
    anchor: str
    at: datetime
    writers: str
    posted_by: str
    headline: str
    lines: tuple[str, ...]
    picture: str
    number: int
    pulled: str
    read: str
    unread: str
    late: bool
    corrected: datetime | None
    note: str
    may_read: bool
    may_mend: bool
    may_pull: bool
    is_pinned: bool
    may_pin: bool

    @property
    def state(self) -> str:
        """Return what is another text whenever anything the row shows is different."""
        return sha256(repr(self).encode()).hexdigest()[:16]

    @property
    def called(self) -> str:
        """Return what it is called where its words are not at hand."""
        return self.headline or " ".join(self.lines)[:60]


@dataclass(frozen=True)
class Person:
    """What somebody may do on this live desk, asked once for all entries."""

    user: object
    posts: bool
    runs: bool
    reads: bool
    pulls: bool
    edits_any: bool

    @classmethod
    def of(cls, user, article: Article) -> "Person":
        return cls(
            user,
            posts=permissions.may_post(user, article),
            runs=permissions.may_run_live(user, article),
            reads=permissions.may_read_after(user, article),
            pulls=user.has_perm("articles.pull_article"),
            edits_any=user.has_perm("articles.edit_any_article"),
        )


def stream(live: LiveStory, person: Person, now: datetime, only: int | None = None) -> list[Row]:
    """Return what readers were given, the newest first; `only` one of them. Three queries, however many there are."""
    rows = Edition.objects.standing_at(now).filter(article__live_entry__live=live, shows=Edition.Shows.TEXT)
    rows = of_visible(rows.exclude(article__live_entry__number=None), person.user)
    if only is not None:
        rows = rows.filter(article=only)
    wanted = ("words", "article", "article__live_entry", "issued_by", "reading_owed__reader", "reading_owed__read_by")
    found = list(rows.select_related(*wanted).order_by("-article__live_entry__number")[:SHOWN])
    taken = Pull.objects.filter(article__in=[row.article_id for row in found], off_until=None)
    pulls = {pull.article_id: str(pull.pulled_by) for pull in taken.select_related("pulled_by")} if found else {}
    pinned = live.pins.filter(unpinned_at=None).values_list("entry", flat=True).first() if found else None
    return [_row(edition, person, pulls.get(edition.article_id, ""), live, pinned, now) for edition in found]


def _row(edition: Edition, person: Person, pulled: str, live: LiveStory, pinned: int | None, now: datetime) -> Row:
    content, entry = edition.content, edition.article.live_entry
    owed = getattr(edition, "reading_owed", None)
    waits = owed is not None and owed.read_at is None
    mine = edition.article.created_by_id == person.user.pk
    is_correction = edition.kind == Edition.Kind.CORRECTION
    return Row(
        pk=edition.article_id,
        anchor=entry.anchor,
        at=entry.at,
        writers=", ".join(byline.name for byline in content.bylines),
        posted_by=str(edition.issued_by),
        headline=content.headline,
        lines=tuple(paragraphs(content.body)),
        picture=picture_of(content),
        number=edition.number,
        pulled=pulled,
        read=_read_by(edition, owed),
        unread=str(owed.reader) if waits else "",
        late=bool(waits and owed.due_at <= now),
        corrected=edition.live_from if is_correction else None,
        note=edition.words.public_note if is_correction else "",
        may_read=bool(waits and person.reads and edition.issued_by_id != person.user.pk),
        may_mend=_may_mend(person, mine) and not pulled and not live.closed_at and is_plain(content),
        may_pull=person.pulls or (mine and person.posts),
        is_pinned=edition.article_id == pinned,
        may_pin=person.runs and not pulled and not live.closed_at,
    )


@dataclass(frozen=True)
class Points:
    """The key points as the desk sees them; `number` is 0 where there are none yet."""

    pk: int = 0
    number: int = 0
    since: datetime | None = None
    lines: tuple[str, ...] = ()
    unread: str = ""
    is_pulled: bool = False


def points_of(live: LiveStory, now: datetime) -> Points:
    """Return the key points that stand, pulled or not."""
    mine = {"article__live_entry__live": live, "article__live_entry__is_key_points": True}
    rows = Edition.objects.standing_at(now).filter(**mine, shows=Edition.Shows.TEXT)
    edition = rows.select_related("words", "reading_owed__reader").first()
    if edition is None:
        return Points()
    owed = getattr(edition, "reading_owed", None)
    return Points(
        pk=edition.article_id,
        number=edition.number,
        since=edition.live_from,
        lines=tuple(paragraphs(edition.content.body)),
        unread=str(owed.reader) if owed and owed.read_at is None else "",
        is_pulled=Pull.objects.filter(article=edition.article_id, off_until=None).exists(),
    )


def _may_mend(person: Person, mine: bool) -> bool:
    return person.posts and (mine or person.edits_any)


def _read_by(edition: Edition, owed) -> str:
    if edition.eyes == Edition.Eyes.READ:
        return str(edition.read_by or "")
    return str(owed.read_by) if owed and owed.read_at else ""


def picture_of(content: Content) -> str:
    """Return the desk's own small view of an entry's picture, if it has one."""
    return reverse("admin:media_photo_preview", args=[content.lead.photo, _PREVIEW]) if content.lead else ""


def is_plain(content: Content) -> bool:
    """Say whether it is such as is typed here, so that mending it here loses nothing."""
    typed = Said("\n".join(paragraphs(content.body)), byline=None)
    return content.body in {typed.body, typed.unlinked} and len(content.bylines) < 2 and len(content.photos) < 2
