"""What readers' search keeps of an issued edition, and how it is asked; which editions readers have is the caller's.

Every edition has its row from the moment it is issued, because time is an argument: whoever asks starts from the
editions that are listed at a moment and narrows them by `having`, so that no word is found, offered or counted a
minute too soon or too late.
"""

from collections.abc import Iterable, Sequence

from django.db.models.expressions import RawSQL

from .finding import Term, matching
from .index import learn, spelled
from .models import ReaderSlip, ReaderText, ReaderWord
from .slips import distance, forms

# Of more editions than this that have the words, the latest are looked at.
MOST = 2_000
MOST_TERMS = 12
_WHERE = ("search_readertext", "edition")
# Stands before what an edition can be narrowed by, among its words: no text that is typed has it in a word.
_MARK = "\ue001"
_MOST_NEAR = 200
_LOOKED_AT = 500

# Marks of which an edition must have one, for each group.
Narrowed = Sequence[Sequence[str]]


def mark(what: str, value: object) -> str:
    """Return what an edition can be narrowed by, e.g. "s3" for section 3; letters and digits alone."""
    return what + "".join(sign for sign in str(value).lower() if sign.isalnum())


def keep(edition: int, *, title: Sequence[str], text: Sequence[str], marks: Iterable[str]) -> None:
    """Let the edition be found by these words and marks, and by no others."""
    before = ReaderText.objects.filter(pk=edition).values_list("title", flat=True).first()
    marks = list(marks)
    words = [*(_MARK + each for each in marks), *title, *text]
    row = ReaderText(edition=edition, title=" ".join(title), marks=" ".join(marks), words=words)
    ReaderText.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["edition"], update_fields=["title", "marks", "words"]
    )
    had, has = spelled((before or "").split()), spelled(title)
    learn(has - had, ReaderWord, ReaderSlip)
    _forget(had - has)


def _forget(words: set[str]) -> None:
    """Forget spellings that no edition has any more, whatever its moment: they were taken out by order."""
    for word in sorted(words)[:_LOOKED_AT]:
        if not ReaderText.objects.filter(pk__in=having([Term((word,), whole=True)], most=1)).exists():
            ReaderWord.objects.filter(word=word).delete()


def having(terms: Sequence[Term], narrowed: Narrowed = (), *, most: int = MOST) -> RawSQL:
    """Return the numbers of the latest editions that have every term and a mark of each group, for `pk__in`."""
    return RawSQL(*_latest(terms, narrowed, most))


def having_or(terms: Sequence[Term], narrowed: Narrowed, other: Narrowed, *, most: int = MOST) -> RawSQL:
    """Return the numbers of the latest that have every term and are narrowed in one way, and those in the other."""
    (one, given), (two, also) = _latest(terms, narrowed, most), _latest(terms, other, most)
    return RawSQL(f"SELECT * FROM ({one}) AS one UNION SELECT * FROM ({two}) AS two", [*given, *also])


def _latest(terms: Sequence[Term], narrowed: Narrowed, most: int) -> tuple[str, list]:
    groups = [[term] for term in terms[:MOST_TERMS]]
    groups += [[Term((_MARK + each,), whole=True) for each in group] for group in narrowed]
    return matching(groups, most, _WHERE)


def having_any(words: Iterable[str], *, most: int) -> RawSQL:
    """Return the numbers of the latest editions that have one of the words."""
    return RawSQL(*matching([[Term((word,), whole=True) for word in words]], most, _WHERE))


def near(words: Iterable[str]) -> dict[str, list[str]]:
    """Return for each word the spellings one slip away from it. Whether readers have them is not asked here."""
    asked = {word: forms(word) for word in words}
    every = set().union(*asked.values()) if asked else set()
    if not every:
        return {}
    known = ReaderWord.objects.filter(slips__form__in=every).order_by("word").values_list("word", flat=True)
    known = list(known.distinct()[:_MOST_NEAR])
    return {word: [each for each in known if each != word and distance(word, each, 1) == 1] for word in asked}
