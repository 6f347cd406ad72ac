"""The same story in other languages, as far as readers have it."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.utils.encoding import iri_to_uri
from django.utils.translation import get_language_info

from articles.translated import versions
from newsroom.pagecache.collecting import note
from newsroom.pagecache.links import here

from .languages import direction
from .structured import absolute


@dataclass(frozen=True)
class Translation:
    """A story that readers have in one language; `original` is the one the others were made from."""

    language: str
    headline: str
    address: str
    original: bool

    @property
    def url(self) -> str:
        return here(iri_to_uri(self.address))

    @property
    def whole(self) -> str:
        return absolute(self.url)

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def language_name(self) -> str:
        """The language, as it calls itself."""
        try:
            return get_language_info(self.language)["name_local"]
        except KeyError:
            return self.language


@dataclass(frozen=True)
class Translations:
    """The languages a story is in, its own among them; none where readers have it in one alone."""

    own: Translation | None = None
    others: tuple[Translation, ...] = ()

    @property
    def all(self) -> list[Translation]:
        return [self.own, *self.others] if self.own else []

    @property
    def default(self) -> Translation | None:
        """What a reader of none of the languages is given: the original."""
        return next((each for each in self.all if each.original), None)


def translations(article_id: int, at: datetime) -> Translations:
    """Return the story and its translations that are live and stood by at that moment, each language once. One query.

    The page depends on those too that readers do not have now.
    """
    rows = versions(article_id, at)
    own, others, languages = None, [], set()
    for pk, of, card, path in sorted(rows, key=lambda row: (row[0] != article_id, row[1] is not None, row[0])):
        note(f"article:{pk}")
        if not card or not path.startswith("/"):
            continue
        plain = json.loads(card)
        if plain["language"] in languages:
            continue
        languages.add(plain["language"])
        found = Translation(plain["language"], plain["headline"], path, original=of is None)
        if pk == article_id:
            own = found
        else:
            others.append(found)
    return Translations(own, tuple(others)) if own and others else Translations()
