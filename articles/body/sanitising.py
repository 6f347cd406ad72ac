"""Making HTML of any origin into copy as it may be stored."""

import re
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache

from lxml import etree

from newsroom.record.canonical import clean_text

from .schema import lenient, strict
from .writing import Writer

# No attribute that is let through holds a ">".
_TAG = re.compile(r"<(?P<ends>/?)(?P<name>\w+)[^>]*>")
_DEEPEST = 60


@lru_cache(maxsize=128)
def sanitise(text: str) -> str:
    """Return the HTML as it may be stored: only this schema's elements, no empty blocks, one block a line.

    No words are lost but those of scripts and style sheets. Doing it again changes nothing.
    """
    once = _pass(text)
    # Mending markup that was badly nested can leave something to mend; it settles in a pass or two.
    for _attempt in range(5):
        if (again := _pass(once)) == once:
            break
        once = again
    return once


def _pass(text: str) -> str:
    cleaned = lenient().clean(clean_text(text))
    if not cleaned.strip():
        return ""
    root = _tree(cleaned)
    # lxml writes a few characters otherwise than nh3 does; one more pass makes the result stand still.
    return "\n".join(strict().clean(block) for block in _once_each(_levelled(Writer().walk(root).finished())))


def _tree(cleaned: str):
    """Return what nh3 wrote as the tree it meant.

    It is read as XML: lxml's reader of HTML has ideas of its own of what may stand in what.
    """
    xml = _TAG.sub(_levels(), cleaned).replace("&nbsp;", "\u00a0")
    return etree.fromstring(f"<div>{xml}</div>", etree.XMLParser(resolve_entities=False))


def _levels() -> Callable[[re.Match], str]:
    """Return what writes each tag as XML has it, and drops those too deep: each is read within the one above."""
    depth = 0

    def write(tag: re.Match) -> str:
        nonlocal depth
        if tag["name"] in {"br", "hr"}:
            return f"<{tag['name']}/>"
        depth -= bool(tag["ends"])
        shown = depth < _DEEPEST
        depth += not tag["ends"]
        return tag[0] if shown else " "

    return write


def _levelled(blocks: Iterable[str]) -> Iterable[str]:
    """Raise the sub-heads before the first h2 to its level: they stand under the h1, and no level is skipped."""
    under = False
    for block in blocks:
        under = under or block.startswith("<h2>")
        yield f"<h2>{block[4:-5]}</h2>" if block.startswith("<h3>") and not under else block


def _once_each(blocks: Iterable[str]) -> list[str]:
    """Drop a photo, a document or a related story that stands there already."""
    seen: set[str] = set()
    kept = []
    for block in blocks:
        if block.startswith(('<figure class="photo"', '<figure class="document"', '<aside class="related-story"')):
            # Whatever is said under it.
            named = block.partition(">")[0]
            if named in seen:
                continue
            seen.add(named)
        kept.append(block)
    return kept


def keep_photos(body: str, uids: Collection[str]) -> str:
    """Return stored copy less the photos that are not among these."""
    figure = '<figure class="photo" data-photo="'
    return "\n".join(
        block
        for block in body.split("\n")
        if not block.startswith(figure) or block[len(figure) :].split('"')[0] in uids
    )
