"""Two bodies as passages: what stayed, was changed, moved, taken out and put in, each as HTML a person can read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import showing
from .blocks import Block
from .pairing import grouped, paired
from .words import BREAK, PARAGRAPH, Run, Token, compared, count

SAME, CHANGED, REMOVED, ADDED, MOVED, LEFT = "same", "changed", "removed", "added", "moved", "left"
SPLIT, JOINED = "split", "joined"
# So many unchanged paragraphs in a row are worth folding; one on either side of a change stays open.
WORTH_FOLDING = 4


@dataclass(frozen=True)
class Passage:
    """One element of a body. `was` and `now` count elements from 1; 0 where it is not there. `last` is the number of
    the last of several that one was split into. `opening` is how it begins.

    `moved` stands where it went, with what was changed in it; `left` where it was, struck, though it is not lost.
    """

    kind: str
    html: SafeString
    was: int = 0
    now: int = 0
    last: int = 0
    opening: str = ""

    @property
    def number(self) -> int:
        """Return its number where it stands: before for what was struck there, else now."""
        return self.was if self.is_gone else self.now

    @property
    def is_gone(self) -> bool:
        """Say whether it stood here only before, so that its number is none of today's."""
        return self.kind in {REMOVED, LEFT}

    @property
    def label(self) -> str:
        """Return what happened to it, in words."""
        if self.kind == MOVED:
            return _("Moved here from paragraph %(number)s") % {"number": self.was}
        if self.kind == LEFT:
            return _("Moved to paragraph %(number)s") % {"number": self.now}
        said = {REMOVED: _("Taken out"), ADDED: _("Put in"), CHANGED: _("Changed")}
        return {**said, SPLIT: _("Split"), JOINED: _("Joined")}.get(self.kind, "")


@dataclass(frozen=True)
class Stretch:
    """Passages in a row: shown, or folded because nothing in them was changed."""

    passages: tuple[Passage, ...]
    folded: bool = False

    @property
    def label(self) -> str:
        number = len(self.passages)
        return ngettext("%(count)s paragraph unchanged", "%(count)s paragraphs unchanged", number) % {"count": number}


@dataclass
class Differ:
    """Compares blocks and keeps count of words struck and put in."""

    words_in: int = 0
    words_out: int = 0
    passages: list[Passage] = field(default_factory=list)

    def passages_of(self, before: Sequence[Block], after: Sequence[Block]) -> list[Passage]:
        """Return the body as passages, in the order of a reader who has both."""
        pairs = paired(before, after)
        groups = grouped(before, after, pairs)
        left = {i: j for j, i in pairs.moved.items()}
        i = j = 0
        for old, new in [*groups, (range(len(before), len(before) + 1), range(len(after), len(after) + 1))]:
            low, start = old.start, new.start
            for n in range(i, low):
                self._gone(before[n], n, left.get(n))
            for n in range(j, start):
                self._come(before, after[n], n, pairs.moved.get(n))
            if low < len(before) and start < len(after):
                self._kept(before[low : old.stop], after[start : new.stop], low, start)
            i, j = old.stop, new.stop
        return self.passages

    def _gone(self, block: Block, place: int, now: int | None) -> None:
        kind = REMOVED if now is None else LEFT
        if now is None:
            self.words_out += count(block.words)
        self._add(kind, showing.whole(block, showing.struck), place, now, opening=_opening(block))

    def _come(self, before: Sequence[Block], block: Block, place: int, was: int | None) -> None:
        if was is None:
            self.words_in += count(block.words)
            self._add(ADDED, showing.whole(block, showing.put_in), None, place)
        else:
            self._add(MOVED, self.marked(before[was], block), was, place)

    def _kept(self, before: Sequence[Block], after: Sequence[Block], was: int, now: int) -> None:
        if len(before) + len(after) > 2:
            kind = SPLIT if len(after) > 1 else JOINED
            html = showing.split_paragraphs(self._compared(_row(before), _row(after)))
            self._add(kind, html, was, now, last=now + len(after) if len(after) > 1 else 0)
        elif before[0] == after[0]:
            self._add(SAME, showing.whole(after[0]), was, now)
        else:
            self._add(CHANGED, self.marked(before[0], after[0]), was, now)

    def _add(self, kind: str, html: SafeString, was: int | None, now: int | None, **more) -> None:
        numbers = [0 if place is None else place + 1 for place in (was, now)]
        self.passages.append(Passage(kind, html, numbers[0], numbers[1], **more))

    def marked(self, before: Block, after: Block) -> SafeString:
        """Return the block as it is now, with what was struck and put in."""
        if before == after:
            return showing.whole(after)
        if before.is_leaf and after.is_leaf:
            return showing.element(after, self._words(before, after), _turned(before, after))
        if before.is_leaf or after.is_leaf:
            return self._wrapped(before, after)
        return showing.element(after, self._inside(before, after), _turned(before, after))

    def _words(self, before: Block, after: Block) -> SafeString:
        return showing.runs(self._compared(list(before.tokens), list(after.tokens)))

    def _compared(self, before: list[Token], after: list[Token]) -> list[Run]:
        changes = compared(before, after)
        for run in changes:
            if not run.stayed:
                self.words_out += count(run.before)
                self.words_in += count(run.after)
        return changes

    def _inside(self, before: Block, after: Block) -> SafeString:
        if len(before.children) == len(after.children) and (after.tag == "tr" or len(after.children) == 1):
            # Cells are known by where they stand; what is alone in its block has nothing else to be.
            return showing.together(map(self.marked, before.children, after.children))
        pairs = paired(before.children, after.children, moves=False)
        parts = []
        i = j = 0
        for low, start in [*pairs.kept, (len(before.children), len(after.children))]:
            parts += self._all(before.children[i:low], showing.struck)
            parts += self._all(after.children[j:start], showing.put_in)
            if low < len(before.children) and start < len(after.children):
                parts.append(self.marked(before.children[low], after.children[start]))
            i, j = low + 1, start + 1
        return showing.together(parts)

    def _all(self, blocks: Iterable[Block], mark) -> list[SafeString]:
        for block in blocks:
            if mark is showing.struck:
                self.words_out += count(block.words)
            else:
                self.words_in += count(block.words)
        return [showing.whole(block, mark) for block in blocks]

    def _wrapped(self, before: Block, after: Block) -> SafeString:
        """Compare a leaf with a block of blocks: a paragraph became a quote, or a quote a paragraph."""
        note = _turned(before, after)
        if before.is_leaf and len(after.leaves) == 1:
            return showing.element(after, self.marked(before, after.leaves[0]), note)
        if after.is_leaf and len(before.leaves) == 1:
            return showing.element(after, self._words(before.leaves[0], after), note)
        struck, come = self._all([before], showing.struck), self._all([after], showing.put_in)
        return showing.together([*struck, *come])


def _opening(block: Block) -> str:
    """Return how a block begins, so that one that moved away is known without opening it."""
    text = "".join(token.text for token in block.words).replace(BREAK, " ")
    return Truncator(text.strip() or block.thing).chars(60)


def _row(blocks: Sequence[Block]) -> list[Token]:
    """Return the words of paragraphs in a row, with their ends between them."""
    tokens = list(blocks[0].tokens)
    for block in blocks[1:]:
        tokens += [Token(PARAGRAPH), *block.tokens]
    return tokens


def _turned(before: Block, after: Block) -> str:
    """Return what a block was turned into, or what about it was changed beside its words."""
    if (before.tag, before.variety) != (after.tag, after.variety) and before.tag and after.tag:
        return _("now %(this)s, was %(that)s") % {"this": after.called, "that": before.called}
    if before.attributes != after.attributes:
        return ", ".join(_about(before, after)) or ""
    return ""


def _about(before: Block, after: Block) -> Iterable[str]:
    was, now = dict(before.attributes), dict(after.attributes)
    said = {
        "start": _("numbers begin at %(now)s, were at %(was)s"),
        "rowspan": _("now over %(now)s rows, was %(was)s"),
        "colspan": _("now over %(now)s columns, was %(was)s"),
    }
    for name, sentence in said.items():
        if was.get(name, "1") != now.get(name, "1"):
            yield sentence % {"was": was.get(name, "1"), "now": now.get(name, "1")}


def folded(passages: list[Passage]) -> tuple[Stretch, ...]:
    """Return the passages in stretches; long unchanged ones are folded but for the paragraph next to a change."""
    stretches: list[Stretch] = []
    shown: list[Passage] = []
    for same, group in _in_rows(passages):
        first, last = not stretches and not shown, group[-1] is passages[-1]
        head, tail = (0 if first else 1), (0 if last else 1)
        if not same or len(group) - head - tail < WORTH_FOLDING - 1:
            shown += group
            continue
        shown += group[:head]
        if shown:
            stretches.append(Stretch(tuple(shown)))
        stretches.append(Stretch(tuple(group[head : len(group) - tail]), folded=True))
        shown = list(group[len(group) - tail :])
    return (*stretches, Stretch(tuple(shown))) if shown else tuple(stretches)


def _in_rows(passages: list[Passage]):
    rows: list[tuple[bool, list[Passage]]] = []
    for passage in passages:
        same = passage.kind == SAME
        if not rows or rows[-1][0] != same:
            rows.append((same, []))
        rows[-1][1].append(passage)
    return rows
