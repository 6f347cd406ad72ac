"""From what somebody wrote in a rule to an expression, and from a match to what should stand there."""

from functools import lru_cache

import regex

from .word_lists import lines_of

# An apostrophe is typed in two ways; between two words may stand any space.
_APOSTROPHE = "['’]"


@lru_cache(maxsize=2_000)
def expression(engine: str, pattern: str, case_sensitive: bool) -> regex.Pattern:
    """Return the expression of a rule. Raise `regex.error` where it cannot be read."""
    flags = 0 if case_sensitive else regex.IGNORECASE
    return regex.compile(_of_words(pattern) if engine == "words" else pattern, flags)


def _of_words(pattern: str) -> str:
    words = sorted((wrong for wrong, _right in lines_of(pattern)), key=len, reverse=True)
    return rf"(?<![\w’'])(?:{'|'.join(map(_spelling, words))})(?!\w)"


def _spelling(word: str) -> str:
    parts = [regex.escape(part, special_only=True) for part in word.replace("’", "'").split()]
    return r"\s+".join(parts).replace("'", _APOSTROPHE)


@lru_cache(maxsize=2_000)
def _instead_of(pattern: str, case_sensitive: bool) -> dict[str, str]:
    return {_plain(wrong, case_sensitive): right for wrong, right in lines_of(pattern) if right}


def _plain(text: str, case_sensitive: bool) -> str:
    text = " ".join(text.replace("’", "'").split())
    return text if case_sensitive else text.casefold()


def replacement_for(match, engine: str, pattern: str, replacement: str, case_sensitive: bool) -> str | None:
    """Return what should stand where the rule fired; None where it says nothing. It keeps a sentence's capital."""
    if engine == "words":
        said = match[0]
        instead = _instead_of(pattern, case_sensitive).get(_plain(said, case_sensitive)) or replacement
        if instead and said[:1].isupper() and instead.islower() and not case_sensitive:
            instead = instead.upper() if said.isupper() and len(said) > 1 else instead[:1].upper() + instead[1:]
        return instead or None
    return match.expand(replacement) if replacement else None
