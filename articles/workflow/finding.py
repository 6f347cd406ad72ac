"""Finding every place where words of a story stand, before they are taken out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from articles.models import Article
from articles.other_spellings import Searching
from articles.permissions import may_redact, refusal
from articles.public_words import texts_of
from articles.querysets import public_notes
from articles.working_copy import content_of
from newsroom import clock

from .act import Act, NotAllowed
from .issuing import standing
from .redacting import take_out
from .redacting_found import Found
from .redacting_live import entries_with
from .redacting_media import media_first, refuse_other_media


@dataclass(frozen=True)
class Spelling:
    """Another way of writing the words that stands somewhere. `doubtful`: it could well be somebody else's name."""

    text: str
    doubtful: bool


@dataclass(frozen=True)
class Passage:
    """A text of the story, where it stands, and what would be left of it."""

    place: str
    left: str


@dataclass(frozen=True)
class Search:
    """What a redaction would find, how many ways of writing were tried, and what would be left to read."""

    found: Found
    tags_kept: list[str]
    spellings: tuple[Spelling, ...]
    variants: int
    readers_find: tuple[Passage, ...]
    copy_has: tuple[Passage, ...]
    # Of a live story: those of its entries that have the words. A redaction of it does not reach them.
    entries: list[Article]


@sensitive_variables("words", "out")
def find_words(article: Article, *, by, words: Iterable[str], now: datetime | None = None) -> Search:
    """Take the words out and put everything back at once: so what is found is what `redact` finds, and nothing is kept.

    Raise NotAllowed, or ValueError for what cannot be looked for.
    """
    out = Searching.of(words)
    with transaction.atomic(), media_first(article) as media:
        locked = Article.objects.select_for_update().get(pk=article.pk)
        if not may_redact(by, locked):
            raise NotAllowed(refusal(str(by), _("redact this story")))
        under_way = Act(locked, by, now or clock.now())
        shown = standing(locked, under_way.now)
        notes = "\n".join(public_notes(locked.pk, under_way.now).values_list("words__public_note", flat=True))
        readers_find = _passages(shown.content, notes, out) if shown else ()
        copy_has = _passages(content_of(locked), "", out)
        refuse_other_media(locked, media)
        entries = entries_with(locked, out.out, by=by)
        found, tags_kept, _points = take_out(under_way, out)
        transaction.set_rollback(True)
    spellings = tuple(Spelling(text, doubtful) for text, doubtful in sorted(out.seen.items(), key=lambda each: each[1]))
    return Search(found, tags_kept, spellings, out.variants, readers_find, copy_has, entries)


def _passages(content, note: str, out: Searching) -> tuple[Passage, ...]:
    said = [each for each in texts_of(content, note) if not each.part]
    bare = out.out
    found = []
    for each in said:
        there = bare.found_in_slug(each.text) if each.field == "slug" else bare.found_in(each.text)
        if there:
            found.append(Passage(each.place, bare.slug(each.text) if each.field == "slug" else bare.text(each.text)))
    return tuple(found)
