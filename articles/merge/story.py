"""A whole story, three ways: each field, the lists, the body."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from articles.content import OF_ONE_KIND, PAID, Content, ContentByline, ContentPhoto

from .body import Part, changed_paragraphs, merge_body, written
from .clash import Clash, Settling, picked
from .lists import Row, joined, merge_tags, merge_things, once_each, one_lead

_FIELDS = (
    "headline",
    "dek",
    "slug",
    "slugline",
    "kind",
    "language",
    "dateline",
    "dated",
    "section",
    "search_headline",
    "share_headline",
    *PAID,
    "related",
    *OF_ONE_KIND,
)
# Of two texts, both can stand; of two sections, one.
_TEXTS = {
    "headline", "dek", "slugline", "dateline", "search_headline", "share_headline", "copy_source", "pitch",
}  # fmt: skip


@dataclass(frozen=True)
class Merged:
    """What both meant. Where `clashes` is empty it is all settled; each clash waits for a person to choose.

    `moved_apart` counts paragraphs that both moved, each elsewhere: they stand where they stand in theirs.
    """

    mine: Content
    theirs: Content
    fields: Mapping[str, str | Clash]
    tags: list[str | Clash]
    bylines: list[Row[ContentByline]]
    photos: list[Row[ContentPhoto]]
    lead: Clash | None
    body: list[Part]
    moved_apart: int
    conflicts: list[Clash]
    beside: Mapping[str, object] = field(default_factory=dict)

    @property
    def content(self) -> Content:
        """The merged content. Raise KeyError while there are conflicts."""
        return self.resolved({})

    def left(self, choices: Mapping[str, str]) -> list[Clash]:
        """Return the conflicts for which nobody has chosen anything they offer."""
        return [clash for clash in self.conflicts if choices.get(clash.key) not in clash.options]

    def resolved(self, choices: Mapping[str, str]) -> Content:
        """Return the content after these choices, each "mine", "theirs" or "both". Raise KeyError for one missing."""
        photos = self._photos(choices)
        inline = {use.photo for use in photos if use.use == "inline"}
        bylines = (row.settled(choices) for row in self.bylines)
        return replace(
            self.theirs,
            **{name: picked(slot, choices) for name, slot in self.fields.items()},
            tags=tuple(uid for slot in self.tags if (uid := picked(slot, choices))),
            bylines=tuple(once_each([byline for byline in bylines if byline])),
            photos=tuple(photos),
            body=written(self.body, choices, inline),
        )

    def resolved_beside(self, choices: Mapping[str, str]) -> dict[str, object]:
        """Return what is kept of the story beside its content, after these choices."""
        return {name: picked(slot, choices) for name, slot in self.beside.items()}

    def _photos(self, choices: Mapping[str, str]) -> list[ContentPhoto]:
        """Return the uses after these choices; of two leads the one chosen leads and the other stands in the text."""
        uses = [use for row in self.photos if (use := row.settled(choices))]
        leads = [use.photo for use in uses if use.use == "lead"]
        chosen = picked(self.lead, choices) if self.lead else next(iter(leads), "")
        seen = False
        for at, use in enumerate(uses):
            if use.use == "lead" and (seen or use.photo != chosen):
                uses[at] = replace(use, use="inline")
            seen = seen or uses[at].use == "lead"
        return once_each(uses)


def merge(base: Content | None, mine: Content, theirs: Content, *, beside: Mapping[str, tuple] | None = None) -> Merged:
    """Return what both meant, three ways from the revision both began with. All three must be tidy.

    Without a base, whatever differs is a conflict. `beside`: what is kept beside the content, as (base, mine, theirs).
    """
    settling = Settling(known=base is not None)
    base = base or theirs
    fields = {}
    for name in _FIELDS:
        was, ours, other = (getattr(one, name) for one in (base, mine, theirs))
        fields[name] = settling.three_ways(was, ours, other, name, both=joined if name in _TEXTS else None)
    beside_slots = {
        name: settling.three_ways(was, ours, other, name, both=joined if name in _TEXTS else None)
        for name, (was, ours, other) in (beside or {}).items()
    }
    tags = merge_tags(base.tags, mine.tags, theirs.tags, settling)
    bylines = merge_things(ContentByline, "byline", base.bylines, mine.bylines, theirs.bylines, settling)
    photos = merge_things(ContentPhoto, "photo", base.photos, mine.photos, theirs.photos, settling)
    lead = one_lead(photos, mine.photos, theirs.photos, settling)
    disputed = {row.thing.photo for row in photos if row.there}
    body, apart = merge_body(base.body, mine.body, theirs.body, settling, disputed)
    return Merged(mine, theirs, fields, tags, bylines, photos, lead, body, apart, settling.clashes, beside_slots)


@dataclass(frozen=True)
class Changed:
    """What somebody changed: how many paragraphs of the body, and which fields and lists."""

    paragraphs: int
    fields: tuple[str, ...]


def changed_by_them(base: Content, theirs: Content) -> Changed:
    """Return what was changed between a revision and a later one."""
    lists = ("bylines", "photos", "tags")
    fields = tuple(name for name in (*_FIELDS, *lists) if getattr(base, name) != getattr(theirs, name))
    return Changed(changed_paragraphs(base.body, theirs.body), fields)
