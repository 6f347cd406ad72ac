"""The few marks of a policy's text, read into pieces that a template prints: nothing typed is ever markup of a page.

`## ` begins a sub-head, `- ` an item of a list, an empty line a paragraph; `[words](address)` is a link.
"""

import re
from dataclasses import dataclass

_LINK = re.compile(r"\[([^\[\]\n]+)\]\(((?:https?://|mailto:|/(?!/))[^\s()]+)\)")


# What was meant as a link: whether it is one, `_LINK` says.
_MEANT = re.compile(r"\[[^\[\]\n]+\]\([^()\n]*\)?")


@dataclass(frozen=True)
class Run:
    """Words, and where they lead, if anywhere."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Piece:
    """A sub-head, a paragraph or a list: `what` is "head", "paragraph" or "list"; a list has many lines."""

    what: str
    lines: tuple[tuple[Run, ...], ...]


def broken_link(text: str) -> str:
    """Return the first thing that was meant as a link and leads nowhere, as it was typed; "" where all lead somewhere.

    Readers would see its brackets.
    """
    return next((meant[0] for meant in _MEANT.finditer(text) if not _LINK.match(text, meant.start())), "")


def pieces(text: str) -> list[Piece]:
    """Return the text piece by piece."""
    found: list[Piece] = []
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        while lines:
            found.append(_next(lines))
    return found


def _next(lines: list[str]) -> Piece:
    """Take the first piece off the lines of a block."""
    if lines[0].startswith("## "):
        return Piece("head", (_runs(lines.pop(0)[3:].strip()),))
    is_list = lines[0].startswith("- ")
    taken = []
    while lines and lines[0].startswith("- ") == is_list and not lines[0].startswith("## "):
        taken.append(lines.pop(0))
    if is_list:
        return Piece("list", tuple(_runs(line[2:].strip()) for line in taken))
    return Piece("paragraph", tuple(_runs(line) for line in taken))


def _runs(line: str) -> tuple[Run, ...]:
    runs, at = [], 0
    for link in _LINK.finditer(line):
        if link.start() > at:
            runs.append(Run(line[at : link.start()]))
        runs.append(Run(link[1], link[2]))
        at = link.end()
    return (*runs, Run(line[at:])) if at < len(line) else tuple(runs)
