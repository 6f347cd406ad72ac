"""Finding what the desk has: by words, their beginnings and middles, and phrases; a slip is forgiven in stories."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from .models import DeskWord
from .slips import distance, forms

# Nobody pages further; of more than that the latest begun are found.
MOST = 1_000
# Fewer than this, and words are looked for that are nearly those, or have them inside.
FEW = 10
# Above every key.
_NO_NUMBER = 2**63 - 1
_STORIES, _PHOTOS = ("search_desktext", "story"), ("search_phototext", "photo")
_DOCUMENTS = ("search_documenttext", "document")
_MOST_TERMS, _MOST_MEANT, _MOST_LOOKED_AT = 12, 20, 200
_SHORTEST_MIDDLE = 4


@dataclass(frozen=True)
class Term:
    """Words that stand together in that order. The last may go on, unless it is whole."""

    words: tuple[str, ...]
    whole: bool = False


def found(terms: Sequence[Term], most: int = MOST) -> list[int]:
    """Return the stories that have every term, the latest begun first; none for no terms."""
    terms = [term for term in terms if term.words][:_MOST_TERMS]
    if not terms:
        return []
    exactly = _matching([[term] for term in terms], most)
    if len(exactly) >= FEW:
        return exactly
    meant = [[term, *_meant(term)] for term in terms]
    return _matching(meant, most) if any(len(group) > 1 for group in meant) else exactly


def anywhere(word: str) -> bool:
    """Say whether any story has exactly this word."""
    return bool(_matching([[Term((word,), whole=True)]], 1))


def _meant(term: Term) -> list[Term]:
    """Return the words of titles that a single word may stand for: one slip away, or with it inside."""
    if term.whole or len(term.words) > 1:
        return []
    word = term.words[0]
    near = DeskWord.objects.filter(slips__form__in=forms(word)).exclude(word=word)
    near = near.order_by("word").values_list("word", flat=True).distinct()[:_MOST_LOOKED_AT]
    words = [each for each in near if distance(word, each, 1) == 1][:_MOST_MEANT]
    if len(word) >= _SHORTEST_MIDDLE:
        inside = DeskWord.objects.filter(word__contains=word).exclude(word__startswith=word)
        words += inside.order_by("word").values_list("word", flat=True)[:_MOST_MEANT]
    return [Term((each,), whole=True) for each in dict.fromkeys(words)]


def found_photos(terms: Sequence[Term], *, before: int | None = None, most: int = MOST) -> list[int]:
    """Return the photos that have every term, the newest first, of those with a lower number than `before`."""
    terms = [term for term in terms if term.words][:_MOST_TERMS]
    return _matching([[term] for term in terms], most, _PHOTOS, before) if terms else []


def found_documents(terms: Sequence[Term], *, most: int = MOST) -> list[int]:
    """Return the documents that have every term, the newest first."""
    terms = [term for term in terms if term.words][:_MOST_TERMS]
    return _matching([[term] for term in terms], most, _DOCUMENTS) if terms else []


def _matching(
    groups: list[list[Term]], most: int, where: tuple[str, str] = _STORIES, before: int | None = None
) -> list[int]:
    """Return the rows that have one term of every group, those with the highest number first."""
    with connection.cursor() as cursor:
        cursor.execute(*matching(groups, most, where, before))
        return [number for (number,) in cursor.fetchall()]


def matching(
    groups: list[list[Term]], most: int, where: tuple[str, str], before: int | None = None
) -> tuple[str, list]:
    """Return the query for the numbers of such rows, and what it is given."""
    table, key = where
    if connection.vendor == "postgresql":
        sql = f"SELECT {key} FROM {table} WHERE words @@ %s::tsquery AND {key} < %s ORDER BY {key} DESC LIMIT %s"
        asked = " & ".join("(" + " | ".join(map(_tsquery, group)) + ")" for group in groups)
    else:
        fts = f"{table}_fts"
        sql = f"SELECT rowid FROM {fts} WHERE {fts} MATCH %s AND rowid < %s ORDER BY rowid DESC LIMIT %s"
        asked = " AND ".join("(" + " OR ".join(map(_fts5, group)) + ")" for group in groups)
    return sql, [asked, before or _NO_NUMBER, most]


def _tsquery(term: Term) -> str:
    quoted = [f"'{word}'" for word in term.words]
    return " <-> ".join([*quoted[:-1], quoted[-1] + ("" if term.whole else ":*")])


def _fts5(term: Term) -> str:
    return '"' + " ".join(term.words) + '"' + ("" if term.whole else " *")
