"""The one shape of a story. Intake makes it, an article holds it, revisions and editions store it."""

import json
import re
from dataclasses import dataclass, field, fields, replace
from functools import cached_property

from newsroom.record.canonical import canonical

from .body import keep_photos, placed_documents, placed_photos

SCHEMA = 3

# Who pays for a story, or has a say in it; and what only one kind of story has. All are strings.
PAID = ("paid_as", "sponsor", "sponsor_url", "paid_from", "paid_until")
OF_ONE_KIND = ("life", "claim", "claimant", "verdict", "reviewed", "rating")

_UID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def is_uid(text: str) -> bool:
    """Say whether the text is a uid as content has them: what a form sends may be anything."""
    return bool(_UID.fullmatch(text))


@dataclass(frozen=True)
class ContentByline:
    """One name as printed. `contributor` is a uid; `role` one of Byline.Role; `place` is "Beirut" of "in Beirut"."""

    contributor: str
    name: str
    role: str = "by"
    place: str = ""


@dataclass(frozen=True)
class ContentPhoto:
    """One use of a photo. `photo` is a uid; `use` is "lead" or "inline"; `decorative` 1 means: no alt text needed;
    `shown` is how an inline one stands: "" as wide as the text, "wide", "full", or "gallery" with those beside it."""

    photo: str
    use: str = "lead"
    caption: str = ""
    alt: str = ""
    decorative: int = 0
    crop: str = ""
    shown: str = ""


@dataclass(frozen=True)
class Content:
    """A story's content at one moment. `dated` is an ISO date or ""; `section` and `tags` are uids; `body` is HTML
    as `articles.body.sanitise` returns it; `paid_as` is one of PaidAs or "", `paid_from` and `paid_until` are moments
    as `record.canonical.stamp` writes them, or ""; `related` are uids of stories, a space between."""

    headline: str = ""
    dek: str = ""
    slug: str = ""
    slugline: str = ""
    kind: str = "news"
    language: str = "en"
    dateline: str = ""
    dated: str = ""
    section: str = ""
    bylines: tuple[ContentByline, ...] = ()
    tags: tuple[str, ...] = ()
    body: str = ""
    photos: tuple[ContentPhoto, ...] = ()
    search_headline: str = ""
    share_headline: str = ""
    paid_as: str = ""
    sponsor: str = ""
    sponsor_url: str = ""
    paid_from: str = ""
    paid_until: str = ""
    related: str = ""
    life: str = ""
    claim: str = ""
    claimant: str = ""
    verdict: str = ""
    reviewed: str = ""
    rating: str = ""
    schema: int = field(default=SCHEMA)

    @cached_property
    def text(self) -> str:
        """The content as canonical text: what is stored, and what digests are over."""
        return canonical(self.as_dict())

    def as_dict(self) -> dict:
        """Return plain dicts, lists, strings and integers, as written out."""
        plain = {f.name: getattr(self, f.name) for f in fields(self)}
        plain["bylines"] = [dict(vars(byline)) for byline in self.bylines]
        plain["photos"] = [dict(vars(photo)) for photo in self.photos]
        plain["tags"] = list(self.tags)
        return plain

    @property
    def lead(self) -> ContentPhoto | None:
        """The photo at the head of the story."""
        return next((photo for photo in self.photos if photo.use == "lead"), None)

    @cached_property
    def documents(self) -> list[str]:
        """The uids of the documents that stand in the body, in order."""
        return placed_documents(self.body)

    def without_photos(self, uids) -> "Content":
        """Return the content less these photos, given by uid, and less their places in the body."""
        gone = {str(uid) for uid in uids}
        left = tuple(photo for photo in self.photos if photo.photo not in gone)
        if len(left) == len(self.photos):
            return self
        inline = {photo.photo for photo in left if photo.use == "inline"}
        return replace(self, photos=left, body=keep_photos(self.body, inline))

    # What a sign-off covers: a change in one of the three voids that part of it and no other.

    @property
    def words_text(self) -> str:
        """The words: everything a reader reads but captions."""
        names = ("headline", "dek", "dateline", "dated", "search_headline", "share_headline", "language", "bylines")
        plain = self.as_dict()
        # Only where there are some: a yes to a text from before there were such fields holds.
        more = {name: plain[name] for name in (*PAID, *OF_ONE_KIND) if plain[name]}
        return canonical({name: plain[name] for name in names} | more | {"body": keep_photos(self.body, ())})

    @property
    def pictures_text(self) -> str:
        """The pictures, with their captions, alt texts and crops, and the order in which they stand in the body."""
        # How one is shown only where that is said, as with words: a yes from before there was a choice holds.
        photos = self.as_dict()["photos"]
        photos = [{name: said for name, said in photo.items() if name != "shown" or said} for photo in photos]
        return canonical({"photos": photos, "placed": placed_photos(self.body)})

    @property
    def placement_text(self) -> str:
        """Where the story stands: section, tags, slug, slugline, kind; and what was chosen to stand beside it."""
        plain = self.as_dict()
        said = {name: plain[name] for name in ("section", "tags", "slug", "slugline", "kind")}
        return canonical(said | ({"related": self.related} if self.related else {}))


def _upcast(plain: dict) -> dict:
    """Return what an older schema wrote in today's shape. Stored text itself is never rewritten."""
    if plain.get("schema") in {1, 2}:
        # The second added who pays, stories chosen to stand beside it, and what only one kind has; the third how a
        # photo in the text is shown: all empty before.
        return {**plain, "schema": SCHEMA}
    if plain.get("schema") != SCHEMA:
        raise ValueError(
            f"This content has schema {plain.get('schema')!r}; this Newsroom reads schemas up to {SCHEMA}. "
            "Run the version of Newsroom that wrote it, or a later one."
        )
    return plain


def from_text(text: str) -> Content:
    """Read content from its canonical text, of whatever schema. Raise ValueError for a schema to come."""
    return from_dict(json.loads(text))


def from_dict(plain: dict) -> Content:
    """Read content from plain dicts and lists."""
    plain = dict(_upcast(plain))
    plain["bylines"] = tuple(ContentByline(**byline) for byline in plain["bylines"])
    plain["photos"] = tuple(ContentPhoto(**photo) for photo in plain["photos"])
    plain["tags"] = tuple(plain["tags"])
    return Content(**plain)
