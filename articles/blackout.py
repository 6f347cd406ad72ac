"""Finding words in copy, however they are spaced, cased or marked up, and blacking them out."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape

from django.utils.translation import gettext as _

from .body import sanitise
from .content import Content
from .models import unicode_slug

BAR = "█████"
# What may stand between two words of a name: spaces, hyphens, entities, inline markup.
_BETWEEN = r"(?:[\s\u00a0\u200b\u00ad_-]|&nbsp;|&shy;|<[^<>]*>)*"


def _spellings(phrase: str) -> Iterable[str]:
    """Yield regular expressions for one phrase: as text, as HTML, with any apostrophe, composed or not."""
    for form in ("NFC", "NFD"):
        words = unicodedata.normalize(form, phrase).split()
        for written in (words, [escape(word) for word in words]):
            letters = [re.sub(r"['’‘]|&\\?#x27;", "(?:['’‘]|&#x27;|&#39;)", re.escape(word)) for word in written]
            yield _BETWEEN.join(letters)


@dataclass(frozen=True)
class Blackout:
    """Words that must go. Build it with `of`."""

    pattern: re.Pattern
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
        slugs = tuple(slug for phrase in phrases if (slug := unicode_slug(phrase)))
        return cls(re.compile(rf"(?<!\w)(?:{union})(?!\w)", re.IGNORECASE), slugs, len(spellings) + len(slugs))

    def text(self, text: str) -> str:
        """Return the text with a black bar where the words stood; markup between them stays, so HTML stays whole."""
        return self.pattern.sub(lambda found: BAR + "".join(re.findall(r"<[^<>]*>", found[0])), text)

    def found_in(self, text: str) -> bool:
        return bool(self.pattern.search(text))

    def found_in_slug(self, slug: str) -> bool:
        return any(found in slug for found in self.slugs)

    def slug(self, slug: str) -> str:
        """Return the slug without the words."""
        for found in self.slugs:
            slug = slug.replace(found, "")
        return re.sub("-{2,}", "-", slug).strip("-")


def content_without(content: Content, out: Blackout, gone_tags: set[str]) -> Content:
    """Return the content with the words blacked out, less these tags (uids) and bylines that are the words."""
    texts = ("headline", "dek", "slugline", "dateline", "search_headline", "share_headline")
    body = sanitise(out.text(content.body)) if out.found_in(content.body) else content.body
    return replace(
        content,
        **{name: out.text(getattr(content, name)) for name in texts},
        slug=out.slug(content.slug),
        body=body,
        bylines=tuple(
            replace(byline, place=out.text(byline.place)) for byline in content.bylines if not out.found_in(byline.name)
        ),
        tags=tuple(tag for tag in content.tags if tag not in gone_tags),
        photos=tuple(
            replace(photo, caption=out.text(photo.caption), alt=out.text(photo.alt)) for photo in content.photos
        ),
    )
