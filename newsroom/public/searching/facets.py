"""What the stories found can be narrowed by, with how many there are of each; counted over what was found alone."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from articles import public_searching as marks
from articles.models import Contributor, Tag
from articles.models.article import Kind
from newsroom.pagecache.collecting import note
from newsroom.public.languages import figures
from newsroom.public.names import Name

from .asked import Asked
from .hits import Hit

MOST = 8
# Tags that were merged are one; so more are looked at than are shown.
_LOOKED_AT = 24


@dataclass(frozen=True)
class Choice:
    """One way to narrow: what it is called, how many stories, and the address; `chosen` takes it away again."""

    name: str
    count: int
    url: str
    chosen: bool = False


@dataclass(frozen=True)
class Facet:
    name: str
    choices: list[Choice]


def facets(asked: Asked, hits: Iterable[Hit], sections: Iterable[Name]) -> list[Facet]:
    """Return the facets with something to choose."""
    counted = counts(hits)
    found = names_of(counted)
    tags, people = (_of(found, what) for what in ("tag", "contributor"))
    of_sections = [(each, counted[marks.SECTION, str(each.pk)]) for each in sections]
    kinds = [(Kind(kind).label, kind, counted[marks.KIND, _plain(kind)]) for kind in Kind.values]
    every = [
        Facet(_("Section"), _choices(asked, "section", [(n.name, n.slug, count) for n, count in of_sections])),
        Facet(_("Kind"), _choices(asked, "kind", kinds)),
        Facet(_("Topic"), _choices(asked, "tag", [(n.name, n.slug, count) for n, count in tags])),
        Facet(_("By"), _choices(asked, "by", [(n.name, n.slug, count) for n, count in people])),
        Facet(_("Year"), _years(asked, counted)),
    ]
    return [facet for facet in every if facet.choices]


def counts(hits: Iterable[Hit]) -> Counter:
    """Return how many have each mark, by what it is of and its value."""
    return Counter((each[:1], each[1:]) for hit in hits for each in hit.marks)


def _plain(kind: str) -> str:
    return kind.replace("_", "")


def names_of(counted: Counter) -> list[tuple[Name, int]]:
    """Return the tags and contributors that most have, as they are called today. One query."""
    wanted = {what: _most(counted, what) for what in (marks.TAG, marks.CONTRIBUTOR)}
    if not any(wanted.values()):
        return []
    tags = Tag.objects.order_by().filter(pk__in=wanted[marks.TAG]).annotate(
        what=Value("tag"), number=F("pk"), key=Coalesce("merged_into", "pk"),
        called=Coalesce("merged_into__name", "name"), path=Coalesce("merged_into__slug", "slug"),
    )  # fmt: skip
    people = Contributor.objects.order_by().filter(pk__in=wanted[marks.CONTRIBUTOR]).exclude(kind="unnamed").annotate(
        what=Value("contributor"), number=F("pk"), key=F("pk"), called=F("name"), path=F("slug")
    )  # fmt: skip
    columns = ("what", "number", "key", "called", "path")
    total: Counter = Counter()
    for what, number, *rest in tags.values_list(*columns).union(people.values_list(*columns), all=True).order_by():
        letter = marks.TAG if what == "tag" else marks.CONTRIBUTOR
        total[(what, *rest)] += counted[letter, str(number)]
    named = [(Name(what, key, "", called, path), count) for (what, key, called, path), count in total.items()]
    for name, _count in named:
        note(f"name:{name.what}:{name.pk}")
    return sorted(named, key=lambda pair: (-pair[1], pair[0].name))


def _most(counted: Counter, what: str) -> list[int]:
    ranked = [(count, int(value)) for (kind, value), count in counted.items() if kind == what]
    return [pk for _count, pk in sorted(ranked, reverse=True)[:_LOOKED_AT]]


def _of(found: list[tuple[Name, int]], what: str) -> list[tuple[Name, int]]:
    return [(name, count) for name, count in found if name.what == what][:MOST]


def _choices(asked: Asked, name: str, found: Iterable[tuple[str, str, int]]) -> list[Choice]:
    chosen = asked.filter(name)
    choices = [
        Choice(str(title), count, asked.url(**{name: "" if value == chosen else value}), value == chosen)
        for title, value, count in found
        if count
    ]
    # One that is chosen and has nobody beside it says so; one that all have narrows nothing.
    return choices if len(choices) > 1 or chosen else []


def _years(asked: Asked, counted: Counter) -> list[Choice]:
    if asked.since or asked.until:
        return []
    years = sorted(((int(value), count) for (what, value), count in counted.items() if what == marks.YEAR), key=_last)
    spans = [(year, count, {"from": f"{year:04}-01-01", "to": f"{year:04}-12-31"}) for year, count in years[:MOST]]
    choices = [Choice(figures(str(year)), count, asked.url(**span)) for year, count, span in spans]
    return choices if len(choices) > 1 else []


def _last(counted: tuple[int, int]) -> int:
    return -counted[0]
