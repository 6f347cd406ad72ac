"""What a public address answers at a moment: the story, a redirect to it, or why there is nothing to read."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, TextField, Value, When
from django.utils.translation import get_language

from articles.content import Content, from_text
from articles.models import Edition, address_key, hashed_key
from articles.moves import THAT_MOVE_DATES
from articles.querysets import pulls_at
from articles.translated import has_others
from articles.unseen import known_addresses
from articles.withheld import made_by_withheld, said_to_readers
from newsroom.pagecache.collecting import note
from newsroom.prepared import MOMENT, TEXTS, prepared


class State(StrEnum):
    TEXT = "text"
    MOVED = "moved"
    WITHDRAWN = "withdrawn"
    NOTHING = "nothing"
    PULLED = "pulled"
    ENTRY = "entry"


@dataclass(frozen=True)
class PublicNote:
    """A note to readers, with the kind of edition it came with; where it stands, if that was said."""

    kind: str
    live_from: datetime
    text: str
    place: str = ""


@dataclass(frozen=True)
class Answer:
    """The standing edition behind an address, and what it lets readers see."""

    state: State
    edition: Edition
    notes: tuple[PublicNote, ...]

    @property
    def content(self) -> Content:
        return from_text(self.edition.text)


def answer(path: str, query: str, at: datetime) -> Answer | None:
    """Return what the address answers at that moment, or None where no story ever was. One query.

    A path without its last slash finds the story too, and is redirected. An earlier one that only withheld versions
    had is none: to lead on from it would tell that what its slug says was said here.
    """
    paths = [f"{path}?{query}", path] if query else [path]
    if not path.endswith("/"):
        paths.append(path + "/")
    keys = [key for wanted in paths for key in (address_key(wanted), hashed_key(wanted))]
    rows = sorted(_rows(keys=keys, at=at, language=get_language()), key=lambda row: keys.index(row.asked))
    rows = [row for row in rows if row.asked == rows[0].asked]
    if not rows:
        return None
    standing = rows[0]
    note(f"article:{standing.article_id}")
    # What was asked for beside the last slash that was missing.
    asked_for = keys[: len(keys) - (0 if path.endswith("/") else 2)]
    stands_at = standing.address.key
    if standing.asked_withheld and standing.asked != stands_at:
        return None
    notes = tuple(
        PublicNote(row.kind, row.live_from, row.public_note, row.note_place) for row in rows if row.public_note
    )
    here = stands_at in asked_for or not stands_at.startswith("/")
    return Answer(_state(standing, here), standing, notes)


@prepared(keys=TEXTS, at=MOMENT)
def _rows(keys, at, language):
    """Return the standing edition and the older ones with a note to readers, newest first, for each address.

    What stands in the place of a withheld note is said in `language`, which is the one at hand.
    """
    issued = Edition.objects.issued().filter(live_from__lte=at)
    stands = Exists(Edition.objects.standing_at(at).filter(pk=OuterRef("pk")))
    changed = issued.filter(article=OuterRef("article"), kind__in=THAT_MOVE_DATES).order_by("-live_from")
    return (
        issued.filter(known_addresses(), article__addresses__key__in=keys, article__addresses__since__lte=at)
        .annotate(stands=stands, public_note=said_to_readers())
        .filter(Q(stands=True) | ~Q(words__public_note=""))
        .annotate(
            asked=F("article__addresses__key"),
            asked_withheld=made_by_withheld("asked"),
            article_uid=F("article__uid"),
            entry_of=F("article__live_entry__live"),
            entry_number=F("article__live_entry__number"),
            is_live=F("article__live_story__article"),
            translated=has_others(),
            pulled=Exists(pulls_at(at)),
            # Only the standing edition's words are needed; older ones would be read in vain.
            text=Case(When(stands=True, then=F("words__text")), default=Value(""), output_field=TextField()),
            changed_at=Subquery(changed.values("live_from")[:1]),
            changed_kind=Subquery(changed.values("kind")[:1]),
        )
        .select_related("address")
        .order_by("-live_from")
    )


def _state(standing: Edition, here: bool) -> State:
    if standing.entry_of:
        return State.ENTRY
    if standing.shows == Edition.Shows.NOTHING:
        return State.NOTHING
    if standing.shows == Edition.Shows.NOTICE:
        return State.WITHDRAWN
    if standing.pulled:
        return State.PULLED
    return State.TEXT if here else State.MOVED
