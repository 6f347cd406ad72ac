"""What could be meant by the words typed so far: words of headlines, topics and names, stories; of listed editions."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from articles.models import Edition
from articles.paid import NOBODY, Paid
from newsroom.public.lists import card, carded
from newsroom.search import readers
from newsroom.search.words import terms_of, words_of

from .asked import Asked
from .facets import counts, names_of
from .finding import better_spelled, listed_having
from .hits import Hit

MOST_TYPED = 80
_SHORTEST = 2
_LOOKED_AT, _MOST_WORDS, _MOST_NAMES, _MOST_STORIES = 200, 4, 3, 3


@dataclass(frozen=True)
class Suggestion:
    """One line: what it says, where it leads, and what kind of thing it is."""

    what: str
    text: str
    url: str
    paid: Paid = NOBODY


def suggested(typed: str, at: datetime) -> list[Suggestion]:
    """Return what could be meant, words first. At most five queries, whatever the archive's size."""
    terms = terms_of(typed)
    if not terms or len("".join(terms[-1].words)) < _SHORTEST:
        return []
    rows = list(
        listed_having(readers.having(terms, most=_LOOKED_AT), at)
        .order_by("-listed_at", "-pk")
        .values_list("pk", "uid", "listed_at", "found_title", "found_marks")
    )
    asked = Asked(typed, tuple(terms))
    if not rows:
        better = better_spelled(asked, at)
        return [Suggestion("word", better, asked.url(q=better))] if better else []
    words = _words(asked, [title or "" for *_rest, title, _marks in rows])
    hits = [Hit(pk, uid.hex, listed_at, 0, tuple((marks or "").split())) for pk, uid, listed_at, _t, marks in rows]
    in_title = [pk for pk, _u, _l, title, _m in rows if all(f" {' '.join(t.words)}" in f" {title}" for t in terms)]
    return [*words, *_names(asked, hits), *_stories(in_title[:_MOST_STORIES], at)]


def _words(asked: Asked, titles: list[str]) -> list[Suggestion]:
    """Return the query with its last word gone on as titles of these stories go on."""
    last = asked.terms[-1].words[-1]
    counted = Counter(word for title in titles for word in set(title.split()) if word.startswith(last) and word != last)
    before = asked.query.rsplit(None, 1)[0] + " " if " " in asked.query else ""
    if '"' in asked.query:
        return []
    queries = [before + word for word, _count in counted.most_common(_MOST_WORDS)]
    return [Suggestion("word", query, asked.url(q=query)) for query in queries]


def _names(asked: Asked, hits: list[Hit]) -> list[Suggestion]:
    """Return the topics and writers of these stories that are called so."""
    last = asked.terms[-1].words[-1]
    called = [name for name, _count in names_of(counts(hits)) if any(w.startswith(last) for w in words_of(name.name))]
    return [Suggestion(name.what, name.name, name.url) for name in called[:_MOST_NAMES]]


def _stories(numbers: list[int], at: datetime) -> list[Suggestion]:
    wanted = carded(Edition.objects.filter(pk__in=numbers))
    cards = {edition.pk: card(edition, at) for edition in wanted} if numbers else {}
    return [Suggestion("story", cards[pk].headline, cards[pk].url, cards[pk].paid) for pk in numbers]
