"""What is asked of the story list, read from an address and written back into one."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Lower
from django.utils.translation import gettext_lazy as _

from articles.models.article import Stage
from articles.querysets import ReadersHave
from newsroom.record.canonical import clean_text

from . import narrowing
from .narrowing import ALL, WORK, Looker

TABLE, COLUMNS = "table", "columns"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NEVER = datetime(9999, 1, 1, tzinfo=UTC)
# Of these something was issued, and a story comes to rest by that.
_ISSUED = set(ReadersHave) - {ReadersHave.UNPUBLISHED}


@dataclass(frozen=True)
class Sort:
    """An order of the list that never ties: by `key`, then by number. `moment` says that its key is one."""

    name: str
    title: object
    key: object
    downwards: bool = False
    moment: bool = True
    in_work: bool = True


SORTS = {
    sort.name: sort
    for sort in (
        Sort("touched", _("Last touched"), F("touched_at"), downwards=True, in_work=False),
        Sort("due", _("Due"), Coalesce("due_at", Value(_NEVER))),
        Sort("slugline", _("Slugline"), Lower("slugline"), moment=False),
    )
}


@dataclass(frozen=True)
class Asked:
    """One way to look at the list. `after` is the last row of the page before: its place in the order and number."""

    chosen: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    sort: str = "touched"
    after: tuple[str, int] | None = None

    @classmethod
    def of(cls, given: Mapping) -> "Asked":
        """Read an address; what means nothing is as if it were not there."""
        sort = str(given.get("sort", ""))
        asked = cls(
            chosen=narrowing.understood(given),
            words=" ".join(clean_text(str(given.get("q", ""))).split())[:120],
            sort=sort if sort in SORTS else "touched",
            after=_cursor(str(given.get("after", ""))),
        )
        return asked if asked.in_work or not SORTS[asked.sort].in_work else replace(asked, sort="touched")

    @property
    def scope(self) -> str:
        """Which stages are looked at: what is in work, unless something else was asked for."""
        stage = self.chosen.get("stage", "")
        if any(narrowing.BY_NAME[name].in_work for name in self.chosen):
            return stage if stage not in {"", ALL, Stage.AT_REST} else WORK
        if stage:
            return stage
        beyond = self.words or self.chosen.get("readers") in _ISSUED or self.chosen.get("for") == "held"
        return ALL if beyond else WORK

    @property
    def in_work(self) -> bool:
        """Whether only stories in work are looked at: thousands, where all are a million."""
        return self.scope not in {ALL, Stage.AT_REST, Stage.SPIKED}

    @property
    def narrowed(self) -> bool:
        """Whether anything was asked for."""
        return bool(self.chosen or self.words)

    def stories(self, looker: Looker, scope: str = "", *, some: bool = False):
        """Return the stories that are asked for, in no order yet; `scope` is one stage of them, `some` will do."""
        stories = narrowing.on_stages(narrowing.visible(looker), scope or self.scope)
        if narrowing.ENTRIES not in self.chosen:
            stories = stories.but_entries()
        for name, value in self.chosen.items():
            each = narrowing.BY_NAME[name]
            stories = (some and each.some or each.narrow)(stories, value, looker)
        return narrowing.found(stories, self.words)

    def numbers(self, looker: Looker, most: int, scope: str = "") -> list[int]:
        """Return the numbers of the stories of this page, in order; no more than that many."""
        stories, sort = self.stories(looker, scope), SORTS[self.sort]
        stories = stories.alias(key=sort.key)
        if self.after and (value := _value(sort, self.after[0])) is not None:
            number, side = self.after[1], "lt" if sort.downwards else "gt"
            # Said twice, so that an index can begin there.
            stories = stories.filter(**{f"key__{side}e": value})
            stories = stories.filter(Q(**{f"key__{side}": value}) | Q(**{f"pk__{side}": number}))
        order = ("-key", "-pk") if sort.downwards else ("key", "pk")
        return list(stories.order_by(*order).values_list("pk", flat=True)[:most])

    def cursor(self, article) -> str:
        """Return the `after` of the page that follows this story."""
        value = {"touched": article.touched_at, "due": article.due_at or _NEVER, "slugline": article.slugline.lower()}
        at = value[self.sort]
        said = str((at - _EPOCH) // timedelta(microseconds=1)) if isinstance(at, datetime) else at
        return f"{article.pk}~{said}"

    def query(self, **changed: str) -> str:
        """Return the address of this look, with something of it changed; an empty value goes."""
        said = {**self.chosen, "q": self.words, "sort": self.sort if self.sort != "touched" else "", **changed}
        return "?" + urlencode({name: value for name, value in said.items() if value})


def _cursor(text: str) -> tuple[str, int] | None:
    number, _tilde, value = text.partition("~")
    return (clean_text(value), int(number)) if number.isdecimal() and len(number) < 19 else None


def _value(sort: Sort, text: str):
    """Return what a cursor says as the key has it, or None where it says nothing."""
    if not sort.moment:
        return text
    digits = text.removeprefix("-")
    if not digits.isdecimal() or len(digits) > 18:
        return None
    return _EPOCH + timedelta(microseconds=int(text))
