"""A column of words in their order, as each database searches them."""

from collections import defaultdict
from collections.abc import Sequence

from django.db import models

# A tsvector holds a megabyte, and no place in a text past this one.
MOST_WORDS = 50_000
LAST_PLACE = 16_383
# Longer runs of letters are no words, and a lexeme has room for two thousand bytes.
LONGEST_WORD = 60
_MOST_PLACES = 200


def places(words: Sequence[str]) -> str:
    """Return the words as PostgreSQL reads a tsvector: each once, in quotes, with the places it stands in."""
    stands: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(words, start=1):
        if len(stands[word]) < _MOST_PLACES:
            stands[word].append(min(place, LAST_PLACE))
    return " ".join(f"'{word}':{','.join(map(str, dict.fromkeys(at)))}" for word, at in stands.items())


class WordsField(models.Field):
    """A list of folded words: a tsvector on PostgreSQL; on SQLite text, which an FTS5 table indexes."""

    def db_type(self, connection):
        return "tsvector" if connection.vendor == "postgresql" else "text"

    def get_db_prep_value(self, value, connection, prepared=False):
        words = [word[:LONGEST_WORD] for word in value[:MOST_WORDS]]
        return places(words) if connection.vendor == "postgresql" else " ".join(words)

    def get_placeholder_sql(self, value, compiler, connection):
        return "%s::tsvector" if connection.vendor == "postgresql" else "%s", [value]
