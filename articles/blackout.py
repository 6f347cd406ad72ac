"""Finding words in copy, however they are spaced, cased or marked up, and blacking them out."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from urllib.parse import unquote

from django.utils.translation import gettext as _

from newsroom.search.spelling import LETTERS, WRITTEN_OUT, without_accents

from .body import sanitise
from .content import OF_ONE_KIND, Content
from .models import unicode_slug

BAR = "█████"
# What may stand between two words of a name: spaces, hyphens, entities, inline markup, and what addresses have there.
_BETWEEN = r"(?:[\s\u00a0\u200b\u00ad_.+-]|%20|&nbsp;|&shy;|<[^<>]*>)*"
# What may stand between two letters and not be seen: where the word may be broken, joiners, emphasis.
_UNSEEN = r"(?:[\u00ad\u200b-\u200d\u2060]|&shy;|</?(?:a|b|i|em|strong)\b[^<>]*>)*"


def _spellings(phrase: str) -> Iterable[str]:
    """Yield regular expressions for one phrase: as text, as HTML, with any apostrophe, composed or not."""
    for form in ("NFC", "NFD"):
        words = unicodedata.normalize(form, phrase).split()
        for written in (words, [escape(word) for word in words]):
            yield _BETWEEN.join(_UNSEEN.join(map(_letter, _LETTER.findall(word))) for word in written)


# An entity is one letter of a word; so is a pair that stands for a letter with an accent, as the ue of Mueller.
_LETTER = re.compile(r"&#?\w+;|[aou]e|.", re.DOTALL | re.IGNORECASE)
_MARKS = "[\u0300-\u036f]*"


def _letter(one: str) -> str:
    """Return the expression for one letter, whatever accent it has, and for what is left out inside of names."""
    if one in {"'", "’", "‘", "ʼ", "`", "´", "&#x27;", "&#39;"}:
        return r"(?:['’‘ʼ`´\s-]|&#x27;|&#39;|&rsquo;|&nbsp;)?"
    if one in {"-", "‐", "‑", "–"}:
        return r"(?:[-‐‑–\s]|&nbsp;)?"
    if len(one) == 2:
        first, second = (_letter(each) for each in one)
        accented = "".join(letter for letter, pair in WRITTEN_OUT.items() if pair == one.lower())
        return f"(?:{first}{_UNSEEN}{second}|[{accented}]{_MARKS})"
    base = without_accents(one).lower()
    if base not in LETTERS:
        return re.escape(one)
    pair = WRITTEN_OUT.get(one.lower())
    written_out = f"|{pair[0]}{_UNSEEN}{pair[1]}" if pair else ""
    return f"(?:[{base}{LETTERS[base]}]{_MARKS}{written_out})"


def _slugs(phrase: str) -> Iterable[str]:
    """Yield the phrase as slugs have it: with and without accents, and parted where an apostrophe was."""
    bare = without_accents(phrase)
    spelled_out = without_accents("".join(WRITTEN_OUT.get(letter, letter) for letter in phrase.lower()))
    for written in (phrase, bare, spelled_out, re.sub("['’‘ʼ]", " ", bare)):
        if slug := unicode_slug(written):
            yield slug


@dataclass(frozen=True)
class Blackout:
    """Words that must go. Build it with `of`."""

    union: str
    slugs: tuple[str, ...]
    variants: int

    @classmethod
    def of(cls, words: Iterable[str]) -> "Blackout":
        """Return a blackout of these words or names. Raise ValueError when there is nothing to look for."""
        phrases = [" ".join(word.split()) for word in words if word.strip()]
        if not phrases or any(len(phrase) < 2 for phrase in phrases):
            raise ValueError(_("Write the words that are to go, each at least two letters long."))
        spellings = dict.fromkeys(one for phrase in phrases for one in _spellings(phrase))
        # Longest first, so that a full name goes before its part.
        union = "|".join(sorted(spellings, key=len, reverse=True))
        slugs = tuple(dict.fromkeys(slug for phrase in phrases for slug in _slugs(phrase)))
        return cls(f"(?:{union})", slugs, len(spellings) + len(slugs))

    @cached_property
    def pattern(self) -> re.Pattern:
        return re.compile(rf"(?<!\w){self.union}(?!\w)", re.IGNORECASE)

    def text(self, text: str) -> str:
        """Return the text with a black bar where the words stood; markup between them stays, so HTML stays whole."""
        return self.pattern.sub(lambda found: BAR + "".join(re.findall(r"<[^<>]*>", found[0])), text)

    def found_in(self, text: str) -> bool:
        return bool(self.pattern.search(text))

    @cached_property
    def _in_slugs(self) -> re.Pattern:
        """The words as slugs have them: whole, or with the s that a slug makes of ’s."""
        union = "|".join(re.escape(slug) for slug in sorted(self.slugs, key=len, reverse=True))
        return re.compile(rf"(?<![^\W_])(?:{union})s?(?![^\W_])" if union else r"(?!)")

    def found_in_slug(self, slug: str) -> bool:
        return bool(self._in_slugs.search(slug))

    def slug(self, slug: str) -> str:
        """Return the slug without the words."""
        return re.sub("-{2,}", "-", self._in_slugs.sub("", slug)).strip("-")


def _in_address(out: Blackout, url: str) -> bool:
    return out.found_in(unquote(url)) or out.found_in_slug(unquote(url).lower())


def content_without(content: Content, out: Blackout, gone_tags: set[str]) -> Content:
    """Return the content with the words blacked out, less these tags (uids) and bylines that are the words."""
    texts = ("headline", "dek", "slugline", "dateline", "search_headline", "share_headline", "sponsor", *OF_ONE_KIND)
    body = sanitise(out.text(content.body)) if out.found_in(content.body) else content.body
    return replace(
        content,
        **{name: out.text(getattr(content, name)) for name in texts},
        slug=out.slug(content.slug),
        # Of an address with the words in it nothing is left that leads anywhere.
        sponsor_url="" if _in_address(out, content.sponsor_url) else content.sponsor_url,
        body=body,
        bylines=tuple(
            replace(byline, place=out.text(byline.place)) for byline in content.bylines if not out.found_in(byline.name)
        ),
        tags=tuple(tag for tag in content.tags if tag not in gone_tags),
        photos=tuple(
            replace(photo, caption=out.text(photo.caption), alt=out.text(photo.alt)) for photo in content.photos
        ),
    )
