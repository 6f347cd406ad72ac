"""Names that must not appear: kept as keyed hashes, recognised in any spelling, never written down.

A name is hashed in every way it may be joined ("jane odoe", "janeodoe", "odoe jane") with a key that is not in the
database, and a story's own number, so that the same name in two stories has nothing in common.
"""

import hashlib
import hmac
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from newsroom.search.spelling import Part, has_two_foldings, parts, without_prefix

# Lengths are kept to the next multiple of this, so that a row does not tell how long a name is.
_ROUGHLY = 4
_MOST_PARTS = 12
_LONGEST = 80


class KeyMissing(Exception):
    """The key that a name was hashed with is not here, so nobody can say what it was. The message is for a person."""

    def __init__(self):
        super().__init__(
            _(
                "The key that recognises this story's blocked names is not here, so nothing of it can be published. "
                "Put the file names_key back, or clear the blocked names and block them again."
            )
        )


@dataclass(frozen=True)
class Key:
    """One key, and the mark by which a row says that it was made with it."""

    secret: bytes
    mark: str

    def hash(self, story: UUID, spelling: str) -> str:
        said = story.bytes + spelling.encode()
        return hmac.digest(self.secret, said, "sha256").hex()[:40]


def keys() -> list[Key]:
    """Return the newsroom's keys: the first makes new hashes, all of them recognise. Empty when there is none."""
    found = []
    for secret in settings.NAMES_KEY.split():
        secret = hashlib.sha256(f"blocked names:{secret}".encode()).digest()
        found.append(Key(secret, hashlib.sha256(b"mark:" + secret).hexdigest()[:16]))
    return found


def roughly(letters: int) -> int:
    """Return a length as it is kept."""
    return -(-letters // _ROUGHLY) * _ROUGHLY


@dataclass(frozen=True)
class Hashed:
    """A name as it is stored: all its digests, and about how long its spellings are."""

    mark: str
    digests: tuple[str, ...]
    sizes: tuple[int, ...]


def hashed(name: str, story: UUID) -> Hashed:
    """Hash a name for a story. Raise ValueError, with a sentence that does not repeat it, for what is no name."""
    if not (found := keys()):
        raise ValueError(_("There is no key for blocked names yet. Start the newsroom once, or set NAMES_KEY."))
    forms = sorted(spellings(name))
    digests = sorted({found[0].hash(story, form) for form in forms})
    sizes = sorted({roughly(len(form.replace(" ", ""))) for form in forms})
    return Hashed(found[0].mark, tuple(digests), tuple(sizes))


def digests_of(name: str, story: UUID) -> frozenset[str]:
    """Return the digests of a name with every key: a row that has one of them is this name. Raise ValueError."""
    return frozenset(key.hash(story, form) for key in keys() for form in spellings(name))


def spellings(name: str) -> set[str]:
    """Return every way in which the parts of a name may be joined. Raise ValueError for what is no name."""
    found = set()
    for written_out in (False, True):
        row = parts(name, written_out=written_out)
        letters = "".join(part.letters for part in row)
        if len(letters) < (4 if letters.isdecimal() else 2):
            raise ValueError(_("Write whole names or words, one a line, each at least two letters long."))
        if len(row) > _MOST_PARTS or len(name) > _LONGEST:
            raise ValueError(_("One of the lines is too long for a name. Write one name a line."))
        orders = [row, _last_first(row), _less_initials(row)]
        found.update(form for order in orders for form in _joined(order))
    return found


def _words(row: list[Part]) -> list[list[Part]]:
    words: list[list[Part]] = []
    for part in row:
        if part.joined and words:
            words[-1].append(part)
        else:
            words.append([part])
    return words


def _last_first(row: list[Part]) -> list[Part]:
    """Return the name as registers have it: "Doe, Jane"."""
    words = _words(row)
    return [part for word in [words[-1], *words[:-1]] for part in word]


def _less_initials(row: list[Part]) -> list[Part]:
    """Return the name without initials between its first and its last word."""
    words = _words(row)
    kept = [word for n, word in enumerate(words) if n in {0, len(words) - 1} or len(word[0].letters) > 1]
    return [part for word in kept for part in word]


def _joined(row: list[Part]) -> Iterator[str]:
    """Yield the parts joined in every way; the longest names only as they are commonly joined."""
    gaps = len(row) - 1
    ways = product(("", " "), repeat=gaps) if gaps <= 5 else [("",) * gaps, (" ",) * gaps]
    for way in ways:
        yield row[0].letters + "".join(gap + part.letters for gap, part in zip(way, row[1:], strict=True))


@dataclass(frozen=True)
class Blocklist:
    """The names blocked in one story, as `found_in` recognises them."""

    story: UUID
    digests: dict[Key, frozenset[str]]
    sizes: frozenset[int]

    @classmethod
    def of(cls, story: UUID, rows: Iterable) -> "Blocklist":
        """Read rows with mark, digests and sizes. Raise KeyMissing where one was made with a key that is not here."""
        by_mark = {key.mark: key for key in keys()}
        digests: dict[Key, set[str]] = {}
        sizes: set[int] = set()
        for row in rows:
            if row.mark not in by_mark:
                raise KeyMissing
            digests.setdefault(by_mark[row.mark], set()).update(row.digests.split())
            sizes.update(map(int, row.sizes.split()))
        return cls(story, {key: frozenset(each) for key, each in digests.items()}, frozenset(sizes))

    @cached_property
    def _lengths(self) -> frozenset[int]:
        """How long a run may be that has a name in it: with an ending or a prefix it is up to three letters more."""
        return frozenset(size - less + more for size in self.sizes for less in range(_ROUGHLY) for more in range(4))

    def found_in(self, text: str, *, address: bool = False) -> bool:
        """Say whether a blocked name stands in the text. An `address` is a slug, a path or a URL."""
        if not text or not self.digests:
            return False
        lengths = self._lengths
        foldings = (False, True) if has_two_foldings(text) else (False,)
        seen: set[str] = set()
        for written_out in foldings:
            row = parts(text, written_out=written_out, address=address)
            for spelling in _runs(row, lengths, address):
                if spelling not in seen:
                    seen.add(spelling)
                    if self._is_blocked(spelling):
                        return True
        return False

    def _is_blocked(self, spelling: str) -> bool:
        if roughly(len(spelling) - spelling.count(" ")) not in self.sizes:
            return False
        return any(key.hash(self.story, spelling) in each for key, each in self.digests.items())


def _runs(row: list[Part], lengths: frozenset[int], address: bool) -> Iterator[str]:
    """Yield every run of parts of these lengths, as its name would be joined, less endings, prefixes and initials."""
    longest = max(lengths)
    for start, first in enumerate(row):
        run = bare = first.letters
        if len(run) in lengths:
            yield from _forms(run, first, address)
        letters = bare_letters = len(run)
        for at in range(start + 1, len(row)):
            part = row[at]
            letters += len(part.letters)
            if bare_letters + len(part.letters) > longest:
                break
            gap = "" if part.joined else " "
            run += gap + part.letters
            if letters in lengths:
                yield from _forms(run, part, address)
            if not _is_initial(row, at):
                bare += gap + part.letters
                bare_letters += len(part.letters)
                if letters > bare_letters and bare_letters in lengths:
                    yield from _forms(bare, part, address)


def _is_initial(row: list[Part], at: int) -> bool:
    """Say whether the part is one letter that is not the beginning of a word, as the O of O’Neil is."""
    following = row[at + 1] if at + 1 < len(row) else None
    return (
        len(row[at].letters) == 1
        and row[at].capital
        and (following is None or not following.joined or len(following.letters) == 1)
    )


def _forms(run: str, last: Part, address: bool) -> Iterator[str]:
    yield run
    # The s of a plural, or of a possessive whose apostrophe an address dropped. A single short word may be a verb.
    several = " " in run or address or (last.capital and len(last.letters) > 4)
    if several and run.endswith("s") and len(last.letters) > 2:
        yield run[:-1]
        if run.endswith("es"):
            yield run[:-2]
    yield from without_prefix(run)


def lines(text: str) -> list[str]:
    """Return the names of a text area, one a line, each once."""
    names = [" ".join(unicodedata.normalize("NFC", line).split()) for line in text.splitlines()]
    return list(dict.fromkeys(name for name in names if name))
