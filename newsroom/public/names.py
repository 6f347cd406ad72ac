"""Names as they are today: of sections, tags and contributors. One query a page fetches all it needs."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from django.db.models import F, Value
from django.db.models.functions import Coalesce

from articles.models import Contributor, Section, Tag
from newsroom.pagecache.collecting import note

# Where the page of each lies; `newsroom.public.urls` has the same words.
FOLDERS = {"section": "section", "tag": "tag", "contributor": "by"}


@dataclass(frozen=True)
class Name:
    """A section, tag or contributor as it is called today."""

    what: str
    pk: int
    uid: str
    name: str
    slug: str
    kind: str = ""

    @property
    def url(self) -> str:
        return f"/{FOLDERS[self.what]}/{quote(self.slug)}/"

    @property
    def feed_url(self) -> str:
        return f"{self.url}feed/"

    @property
    def list_tag(self) -> str:
        """The tag of the first page of its stories."""
        return f"list:{self.what}:{self.pk}"


# A tag that was merged reads as the one it went into.
_MERGED = {
    "key": Coalesce("merged_into", "pk"),
    "title": Coalesce("merged_into__name", "name"),
    "path": Coalesce("merged_into__slug", "slug"),
    "sort": Coalesce("merged_into__kind", "kind"),
}


class Names:
    """The names one page uses; asking for one says that the page shows it."""

    def __init__(self, found: Iterable[Name]):
        found = list(found)
        self.sections = [name for name in found if name.what == "section"]
        self._by_uid = {name.uid: name for name in found}
        note(*(f"name:section:{section.pk}" for section in self.sections))

    def get(self, uid: str) -> Name | None:
        name = self._by_uid.get(uid)
        if name is not None:
            note(f"name:{name.what}:{name.pk}")
        return name

    def get_all(self, uids: Iterable[str]) -> list[Name]:
        # Two of them may have been merged into one.
        return list({name.pk: name for name in map(self.get, uids) if name is not None}.values())


def names(tags: Iterable[str] = (), contributors: Iterable[str] = ()) -> Names:
    """Fetch all sections, and these tags and contributors by uid."""

    def rows(model, what, **others):
        same = {"what": Value(what), "key": F("pk"), "title": F("name"), "path": F("slug"), "sort": F("kind")}
        named = model.objects.order_by().annotate(**{**same, "place": Value(0), **others})
        return named.values_list("what", "key", "uid", "title", "path", "sort", "place")

    found = rows(Section, "section", place=F("position"), sort=Value(""))
    others = []
    if tags := list(tags):
        others.append(rows(Tag, "tag", **_MERGED).filter(uid__in=tags))
    if contributors := list(contributors):
        others.append(rows(Contributor, "contributor").filter(uid__in=contributors))
    found = found.union(*others, all=True).order_by() if others else found
    in_order = sorted(found, key=lambda row: (row[6], row[3]))
    return Names(Name(what, pk, str(uid), *rest) for what, pk, uid, *rest, _place in in_order)
