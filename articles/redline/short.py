"""What was changed between two states of a story, in few words: for a line on a checklist, and for the record."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles.body import elements, plain
from articles.content import OF_ONE_KIND, Content
from articles.merge.match import match
from articles.merge.order import moved

from .fields import label_of, printed
from .names import Names
from .words import compared, count, cut

_WORDS = ("headline", "dek", "dateline", "search_headline", "share_headline", "sponsor", "sponsor_url",
          *OF_ONE_KIND)  # fmt: skip
_PLACEMENT = ("section", "tags", "slug", "slugline", "kind", "related")
_SHOWN = 60


@dataclass(frozen=True)
class Snippet:
    """One place that was changed: which part it is of, where, the words before and after; how many words that is.

    Both may be empty: a thing that has no words was changed, put in, taken out or moved.
    """

    part: str
    place: str
    before: str = ""
    after: str = ""
    words: int = 0

    @property
    def sentence(self) -> str:
        """Return it for one line."""
        said = {"place": self.place, "before": _cut(self.before), "after": _cut(self.after)}
        if self.before and self.after:
            return _("%(place)s: “%(before)s” → “%(after)s”") % said
        if self.before:
            return _("%(place)s: “%(before)s” taken out") % said
        if self.after:
            return _("%(place)s: “%(after)s” put in") % said
        return self.place

    def shortened(self) -> "Snippet":
        """Return it with both texts no longer than a line of a card."""
        return replace(self, before=_cut(self.before), after=_cut(self.after))


def _cut(text: str) -> str:
    return Truncator(" ".join(text.split())).chars(_SHOWN)


def snippets(before: Content, after: Content) -> list[Snippet]:
    """Return every place that was changed, words first."""
    return [*_words(before, after), *_pictures(before, after), *_placement(before, after)]


def _runs(part: str, place: str, was: str, now: str) -> Iterator[Snippet]:
    """Yield what was struck and put in, word by word; a changed sign alone takes the words beside it along."""
    if was == now:
        return
    found = 0
    runs = compared(cut(was), cut(now))
    for at, run in enumerate(runs):
        if run.stayed:
            continue
        found += 1
        old, new = ("".join(token.text for token in tokens) for tokens in (run.before, run.after))
        words = count(run.before) + count(run.after)
        if not words:
            beside = _last_word(runs[at - 1].after) if at else ""
            old, new = beside + old, beside + new
        yield Snippet(part, place, old.strip(), new.strip(), words or 1)
    if not found:
        yield Snippet(part, place, was, now, 1)


def _last_word(tokens) -> str:
    for n in range(len(tokens) - 1, -1, -1):
        if any(letter.isalnum() for letter in tokens[n].text):
            return "".join(token.text for token in tokens[n:])
    return ""


def _words(before: Content, after: Content) -> Iterator[Snippet]:
    for name in _WORDS:
        yield from _runs("words", label_of(name), getattr(before, name), getattr(after, name))
    for name in ("dated", "language", "bylines", "paid_as", "paid_from", "paid_until"):
        was, now = (_plainly(name, content) for content in (before, after))
        if getattr(before, name) != getattr(after, name):
            yield Snippet("words", label_of(name), was if was != now else "", now if was != now else "", 1)
    if before.body != after.body:
        yield from _body(before.body, after.body)


def _plainly(name: str, content: Content) -> str:
    if name == "bylines":
        return ", ".join(byline.name for byline in content.bylines)
    value = getattr(content, name)
    return printed(name, value, Names()) if name in {"paid_as", "paid_from", "paid_until"} else value


def _body(before: str, after: str) -> Iterator[Snippet]:
    """Yield what was changed in the body, paragraph by paragraph, each found again wherever it stands."""
    was, now = elements(before), elements(after)
    found = match(was, now)
    known = [number for number in found if number is not None]
    out_of_place = moved(range(len(was)), known)
    kept = set(known)
    for number, text in enumerate(was):
        if number not in kept:
            yield _whole(_("paragraph %(number)s") % {"number": number + 1}, text, gone=True)
    for at, (number, text) in enumerate(zip(found, now, strict=True)):
        place = _("paragraph %(number)s") % {"number": at + 1}
        if number is None:
            yield _whole(place, text, gone=False)
            continue
        if number in out_of_place:
            size = max(count(cut(plain(text))), 1)
            yield Snippet("words", _("%(place)s: moved") % {"place": place}, words=size)
        if was[number] != text:
            yield from _within(place, was[number], text)


def _within(place: str, was: str, now: str) -> Iterator[Snippet]:
    said = [plain(was), plain(now)]
    if said[0] == said[1]:
        yield Snippet("words", _("%(place)s: set otherwise, or a link changed") % {"place": place}, words=1)
    else:
        yield from _runs("words", place, *said)


def _whole(place: str, element: str, *, gone: bool) -> Snippet:
    text = plain(element)
    size = max(count(cut(text)), 1)
    if not text:
        said = _("%(place)s: taken out") if gone else _("%(place)s: put in")
        return Snippet("words", said % {"place": place}, words=size)
    return Snippet("words", place, text if gone else "", "" if gone else text, size)


def _pictures(before: Content, after: Content) -> Iterator[Snippet]:
    if before.pictures_text == after.pictures_text:
        return
    was = {(use.photo, use.use): use for use in before.photos}
    found = 0
    for number, use in enumerate(after.photos, start=1):
        old = was.pop((use.photo, use.use), None)
        if old is None:
            found += 1
            yield Snippet("pictures", _("photo %(number)s put in") % {"number": number}, words=1)
            continue
        caption = _("caption of photo %(number)s") % {"number": number}
        alt = _("alt text of photo %(number)s") % {"number": number}
        for place, first, last in ((caption, old.caption, use.caption), (alt, old.alt, use.alt)):
            for snippet in _runs("pictures", place, first, last):
                found += 1
                yield snippet
        if (old.crop, old.decorative) != (use.crop, use.decorative):
            found += 1
            yield Snippet("pictures", _("crop of photo %(number)s") % {"number": number}, words=1)
        if old.shown != use.shown:
            found += 1
            yield Snippet("pictures", _("how photo %(number)s is shown") % {"number": number}, words=1)
    for _gone in was:
        found += 1
        yield Snippet("pictures", _("a photo taken out"), words=1)
    if not found:
        yield Snippet("pictures", _("the order of the photos"), words=1)


def _placement(before: Content, after: Content) -> Iterator[Snippet]:
    for name in _PLACEMENT:
        was, now = getattr(before, name), getattr(after, name)
        if was == now:
            continue
        named = name in {"slug", "slugline", "kind"}
        yield Snippet("placement", label_of(name), was if named else "", now if named else "", 1)
