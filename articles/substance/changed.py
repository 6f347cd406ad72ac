"""Which words were changed between two texts of a story: what they were, what they are, and what stands around."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from articles.body import paragraphs
from articles.content import OF_ONE_KIND, Content
from articles.redline.words import Run, Token, compared, cut, is_word

_HEADLINES = ("headline", "search_headline", "share_headline")
# So many words on either side make a change readable in a sentence.
_AROUND = 2


@dataclass(frozen=True)
class Change:
    """Words of one line that were changed: `was` and `now` with what stands around, and the bare words of each side
    with, for each, whether a sentence begins there."""

    field: str
    was: str
    now: str
    words_before: tuple[tuple[str, bool], ...]
    words_after: tuple[tuple[str, bool], ...]


def lines_of(content: Content) -> Iterator[tuple[str, str]]:
    """Yield every line that readers read, with the field it stands in; the body is not among them."""
    for name in (*_HEADLINES, "dek", "dateline", "sponsor", *OF_ONE_KIND):
        yield name, getattr(content, name)
    for byline in content.bylines:
        yield "bylines", f"{byline.name} {byline.place}".strip()
    for photo in content.photos:
        yield f"caption {photo.photo}", photo.caption
        yield f"alt {photo.photo}", photo.alt


def changes(before: Content, after: Content) -> list[Change]:
    """Return what was changed in words, in the order of the story."""
    found: list[Change] = []
    was, now = _by_field(before), _by_field(after)
    for field in dict.fromkeys([*was, *now]):
        found += _in_line(field.partition(" ")[0], was.get(field, ""), now.get(field, ""))
    return found + list(_in_body(paragraphs(before.body), paragraphs(after.body)))


def _by_field(content: Content) -> dict[str, str]:
    fields: dict[str, str] = {}
    for name, line in lines_of(content):
        fields[name] = f"{fields[name]}; {line}" if name in fields else line
    return fields


def _in_body(before: list[str], after: list[str]) -> Iterator[Change]:
    """Yield what was changed in the body: paragraphs that stayed are left out, those in their place are compared."""
    blocks = SequenceMatcher(None, before, after, autojunk=False)
    for kind, low, high, start, end in blocks.get_opcodes():
        if kind == "equal":
            continue
        if high - low == end - start:
            for was, now in zip(before[low:high], after[start:end], strict=True):
                yield from _in_line("body", was, now)
        else:
            # A paragraph's end begins a sentence.
            yield from _in_line("body", "\n".join(before[low:high]), "\n".join(after[start:end]))


def _in_line(field: str, was: str, now: str) -> Iterator[Change]:
    if was == now:
        return
    runs = compared(cut(was), cut(now))
    for at, run in enumerate(runs):
        if not run.stayed:
            yield Change(field, *_around(runs, at), _words(runs, at, before=True), _words(runs, at, before=False))


def _side(run: Run, before: bool) -> tuple[Token, ...]:
    return run.before if before else run.after


def _words(runs: list[Run], at: int, *, before: bool) -> tuple[tuple[str, bool], ...]:
    """Return the words of a run, and whether each begins a sentence."""
    text = "".join(token.text for run in runs[:at] for token in _side(run, before))
    found = []
    for token in _side(runs[at], before):
        if is_word(token.text):
            found.append((token.text, begins_sentence(text)))
        text += token.text
    return tuple(found)


_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?…:;。！？؟۔]|\n)[\s\"'“”‘’«»„‚()\[\]–—-]*$")


def begins_sentence(text_before: str) -> bool:
    """Say whether a word after this text begins a sentence, a line or what somebody says after a colon."""
    return bool(_SENTENCE_BEGINS.search(text_before[-40:]))


def _around(runs: list[Run], at: int) -> tuple[str, str]:
    """Return both sides of a change with a few words around, so that it can be read in a sentence."""
    head = _last_words("".join(token.text for token in runs[at - 1].after)) if at else ""
    tail = _first_words("".join(token.text for token in runs[at + 1].after)) if at + 1 < len(runs) else ""
    sides = ("".join(token.text for token in _side(runs[at], before)) for before in (True, False))
    was, now = (f"{head}{side}{tail}".strip() for side in sides)
    return was, now


def _last_words(text: str) -> str:
    found = re.search(rf"(?:[^\s.!?…]+\s+){{0,{_AROUND - 1}}}[^\s.!?…]*\s?$", text)
    return found[0] if found else ""


def _first_words(text: str) -> str:
    found = re.match(rf"\s?[^\s.!?…,;:]*(?:\s+[^\s.!?…,;:]+){{0,{_AROUND - 1}}}", text)
    return found[0] if found else ""
