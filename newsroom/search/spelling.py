"""How names are spelled: text folded so that case, accents, apostrophes, hyphens and lookalikes make no difference."""

import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# Vowel signs of scripts that write them as marks of their own: parts of a word, unlike accents.
_SIGNS = "".join(chr(n) for n in range(0x900, 0x1000) if unicodedata.category(chr(n)) in {"Mn", "Mc"})
# Scripts written without spaces: each letter is a part, since nothing says where a word begins.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
_PART = re.compile(rf"[{_UNSPACED}]|\d+|(?:(?![{_UNSPACED}])(?:[^\W\d_]|[{_SIGNS}]))+")
# What may stand inside a word: hyphens, dots, apostrophes, and what cannot be seen.
_SOFT = re.compile(
    "[-.'_·‐-―\u00ad\u034f\u061c\u115f\u1160\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]*"
)
_HYPHENS = re.compile("[-_.+]")
_HANDLE = re.compile(r"[#@]\w+")
_STROKES = str.maketrans("øØłŁđĐðÐħĦıŧŦ", "oOlLdDdDhHitT") | {
    ord(a): b for a, b in {"æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th"}.items()
}
_WRITTEN_OUT = {ord(a): b for a, b in zip("äöüåøÄÖÜÅØ", "ae oe ue aa oe Ae Oe Ue Aa Oe".split(), strict=True)}
_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼʻʹʾʿ`´＇′‛"), "'")
# One letter in several shapes; the lengthening stroke is no letter.
_ARABIC = str.maketrans("ىیةکۀ", "يييكه") | {ord("ة"): "ه", 0x640: None}
_LOOKALIKES = str.maketrans(
    "авекмнорстухіјѕԁԛԝһӏАВЕКМНОРСТУХІЈЅԚԜαεικνορτυχΑΒΕΗΙΚΜΝΟΡΤΥΧΖ",
    "abekmhopctyxijsdqwhlABEKMHOPCTYXIJSQWaeikvoptuxABEHIKMNOPTYXZ",
)
_FOREIGN_TO_LATIN = re.compile("[\u0370-\u052f]")
_LATIN = re.compile("[A-Za-z]")
# Letters that Arabic and Hebrew write together with the word they stand before: "and", "to", "in", "the".
_PREFIX = re.compile("(?:[وفبكل](?:ال)?|ال|לל|[ובלכמשה])(?=.{2})")


@dataclass(frozen=True)
class Part:
    """Letters or digits with nothing between them. `joined`: only what may stand inside a word parts it from the one
    before."""

    letters: str
    capital: bool
    joined: bool


def _without_accents(text: str) -> str:
    """Drop the marks that are accents, and keep those that are letters of their own."""

    def is_accent(mark: str) -> bool:
        place = unicodedata.combining(mark)
        return place >= 200 or 10 <= place <= 36 or place == 7

    apart = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize("NFC", "".join(c for c in apart if not is_accent(c)))


def without_accents(text: str) -> str:
    """Return the text less accents and strokes through letters."""
    return _without_accents(text.translate(_STROKES))


def _letters() -> dict[str, str]:
    """Return, for each letter from a to z, the letters that are it with something on, under or through it."""
    found = dict.fromkeys("abcdefghijklmnopqrstuvwxyz", "")
    for number in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        letter = chr(number)
        base = without_accents(letter).lower()
        if base in found:
            found[base] += letter
    return found


LETTERS = _letters()
WRITTEN_OUT = {chr(letter): pair for letter, pair in _WRITTEN_OUT.items() if pair.islower()}


def _folded(text: str, written_out: bool) -> str:
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text).translate(_APOSTROPHES)
    if written_out:
        text = text.translate(_WRITTEN_OUT)
    return _without_accents(text.translate(_STROKES)).translate(_ARABIC).translate(_APOSTROPHES)


def _camels_apart(text: str) -> str:
    """Put a dot where a small letter is followed by a capital, as in #JusticeForJane."""
    return "".join(f".{c}" if c.isupper() and n and text[n - 1].islower() else c for n, c in enumerate(text))


def _one_script(letters: str) -> str:
    """Return a word that mixes Latin with letters that look like it in Latin alone."""
    if letters.isascii() or not (_LATIN.search(letters) and _FOREIGN_TO_LATIN.search(letters)):
        return letters
    return letters.translate(_LOOKALIKES)


def parts(text: str, *, written_out: bool = False, address: bool = False) -> list[Part]:
    """Return the parts of a text in order. `written_out`: ü is ue, where else it is u. In an `address` the hyphens
    stand for spaces."""
    opened = _HANDLE.sub(lambda found: _camels_apart(found[0]), text)
    if address:
        opened = _HYPHENS.sub(" ", _camels_apart(text))
    folded = _folded(opened, written_out)
    found: list[Part] = []
    end = 0
    for match in _PART.finditer(folded):
        raw = _one_script(match[0])
        between = folded[end : match.start()]
        letters = sys.intern(raw.casefold())
        spelled_out = bool(found) and len(letters) == 1 == len(found[-1].letters)
        found.append(Part(letters, raw[0].isupper(), bool(found) and (spelled_out or _is_soft(between))))
        end = match.end()
    return found


def _is_soft(between: str) -> bool:
    return bool(_SOFT.fullmatch(between))


def has_two_foldings(text: str) -> bool:
    """Say whether the text has letters that are written out in two ways."""
    return not text.isascii() and any(ord(c) in _WRITTEN_OUT for c in unicodedata.normalize("NFC", text))


def without_prefix(letters: str) -> Iterator[str]:
    """Yield the word less what Arabic and Hebrew write together with it."""
    if not letters.isascii() and (found := _PREFIX.match(letters)):
        for length in range(1, found.end() + 1):
            yield letters[length:]
