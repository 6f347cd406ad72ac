"""Other ways in which a name is written: looked for before words are taken out, and offered, never taken silently."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape

from .blackout import BAR, Blackout

# Between the parts of a name, as text has it.
_GAP = r"(?:[\s\u00a0]|<[^<>]*>|&nbsp;)+"
_MIDDLE = rf"(?:{_GAP}(?-i:[A-Z])[\w.'’-]*){{1,2}}"


@dataclass(frozen=True)
class Otherwise:
    """One other way of writing a name, and whether it could well be somebody else's."""

    pattern: re.Pattern
    doubtful: bool = False


def ways(name: str) -> Iterable[Otherwise]:
    """Yield the other ways in which a name of several words may be written."""
    words = name.replace(",", " ").split()
    if len(words) < 2:
        return
    first, last, given = words[0], words[-1], words[:-1]
    initials = r"[.\s]*".join(re.escape(each[0]) for each in given) + r"\b\.?"
    some_initials = rf"{re.escape(first[0])}\b\.?(?:(?:{_GAP})?(?-i:[A-Z])\.?)*"
    spelled = {each: _spelled(each) for each in words}
    turned = _GAP.join(spelled[each] for each in given)
    yield _way(rf"{spelled[last]}\s*,{_GAP}?{turned}|{spelled[last]}{_GAP}{turned}")
    yield _way(rf"(?:{initials}|{some_initials})(?:{_GAP}|(?<=\.)){spelled[last]}")
    yield _way(rf"{spelled[last]}\s*,{_GAP}?(?:{initials})")
    if len(words) > 2:
        yield _way(rf"{spelled[first]}{_GAP}{spelled[last]}")
    yield _way(rf"{spelled[first]}{_MIDDLE}{_GAP}{spelled[last]}")
    for alone in (last, first):
        if len(alone) > 1:
            yield _way(spelled[alone], doubtful=True)


def _spelled(word: str) -> str:
    return Blackout.of([word if len(word) > 1 else f"{word}."]).union


def _way(pattern: str, *, doubtful: bool = False) -> Otherwise:
    return Otherwise(re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), doubtful)


@dataclass
class Searching:
    """A blackout that also remembers which other spellings it came upon beside the words themselves."""

    out: Blackout
    ways: tuple[Otherwise, ...]
    seen: dict[str, bool] = field(default_factory=dict)

    @classmethod
    def of(cls, words: Iterable[str]) -> "Searching":
        words = [word for word in words if word.strip()]
        found = (way for word in words for way in ways(word))
        return cls(Blackout.of(words), tuple(sorted(found, key=lambda way: way.doubtful)))

    @property
    def variants(self) -> int:
        """How many ways of writing the words were looked for."""
        return self.out.variants + len(self.ways)

    def text(self, text: str) -> str:
        left = self.out.text(text)
        self._look(left)
        return left

    def found_in(self, text: str) -> bool:
        self._look(self.out.text(text))
        return self.out.found_in(text)

    def found_in_slug(self, slug: str) -> bool:
        self._look(self.out.slug(slug).replace("-", " ").replace("/", " "))
        return self.out.found_in_slug(slug)

    def slug(self, slug: str) -> str:
        return self.out.slug(slug)

    def _look(self, text: str) -> None:
        for way in self.ways:
            for found in way.pattern.finditer(text):
                said = " ".join(unescape(re.sub(r"<[^<>]*>", "", found[0])).split())
                self.seen[said] = self.seen.get(said, True) and way.doubtful
            # Part of a longer way is none of its own: the doubtful ones come last.
            text = way.pattern.sub(BAR, text)
