"""Drawing a story's share card: a headline set in the paper's face, beside the photo and never over it.

Lines are shaped by Raqm: Arabic letters join, and right-to-left lines run so with what is Latin in them. Each text runs
as its own language does, wherever the column begins: a label is the paper's, a headline the story's. The faces are
`fonts.DRAWN`. Without them, without Raqm, or for a letter they lack nothing is drawn: a page names the photo itself.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont, ImageOps, features

from .fonts import DRAWN
from .languages import direction

WIDTH, HEIGHT = 1200, 630
_PHOTO = 504
_MARGIN, _GAP = 56, 20
_PAPER, _INK, _QUIET, _SPONSOR, _SPONSOR_TINT = "#fdfcf9", "#16181b", "#666b73", "#5b5f4e", "#ecebe4"
_SIZES = {True: (72, 64, 58, 52, 48, 44, 40, 36, 32), False: (104, 92, 84, 76, 68, 60, 52, 46, 40)}
# Joiners, a soft hyphen, and what says how a text runs: shaped by, never drawn.
_UNSEEN = {0x00AD, 0x061C, *range(0x200C, 0x2010), *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF}
# For what none of the faces has there is one that looks the same; nothing is broken at these, nor at U+00A0.
_ALIKE = str.maketrans({"\u2011": "-", "\u202f": "\u00a0", "\u2007": "\u00a0"})
_RIGHT_TO_LEFT = ("R", "AL")


def _written(text: str) -> str:
    """Return the text in the letters that the faces have it in."""
    return unicodedata.normalize("NFC", text).translate(_ALIKE)


def _runs(text: str, otherwise: str) -> str:
    """Return "rtl" or "ltr" as the first letter of the text runs, as `bdi` does."""
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    first = next((kind for kind in kinds if kind in ("L", *_RIGHT_TO_LEFT)), "")
    return {"": otherwise, "L": "ltr"}.get(first, "rtl")


@dataclass(frozen=True)
class Hand:
    """A face at a size, and the language that is written with it."""

    font: ImageFont.FreeTypeFont
    direction: str
    language: str

    def length(self, text: str) -> float:
        return self.font.getlength(text, direction=self.direction, language=self.language)


@dataclass(frozen=True)
class Lines:
    """Text that was fitted into a place."""

    hand: Hand
    lines: list[str]
    leading: int

    @property
    def height(self) -> int:
        return self.leading * len(self.lines)


@lru_cache(maxsize=8)
def _face(folder: Path, name: str) -> tuple[bytes, frozenset[int]]:
    data = (folder / f"{name}.ttf").read_bytes()
    return data, frozenset(TTFont(BytesIO(data), lazy=True).getBestCmap())


@lru_cache(maxsize=64)
def _font(folder: Path, name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(BytesIO(_face(folder, name)[0]), size, layout_engine=ImageFont.Layout.RAQM)


def can_draw(text: str) -> bool:
    """Say whether every letter of the text can be drawn here, and shaped as its script is."""
    if not features.check("raqm"):
        return False
    try:
        known = [_face(settings.FONTS, name)[1] for name, _parts in DRAWN]
    except FileNotFoundError:
        return False
    return all(ord(letter) in _UNSEEN or all(ord(letter) in had for had in known) for letter in _written(text))


def draw(card, photo: Image.Image | None) -> Image.Image:
    """Return the picture of a `ShareCard`; `photo` is its cut, if it has one."""
    ground = _SPONSOR_TINT if card.advertisement else _PAPER
    image = Image.new("RGB", (WIDTH, HEIGHT), ground)
    sheet = _Sheet(image, card.language, WIDTH - (_PHOTO if photo else 0))
    if photo is not None:
        cut = ImageOps.fit(photo, (_PHOTO, HEIGHT), Image.Resampling.LANCZOS, centering=(0.5, 0.4))
        image.paste(cut, (0 if sheet.rtl else WIDTH - _PHOTO, 0))
    if not card.advertisement:
        sheet.bar(card.accent)
    top = _MARGIN
    if card.label:
        said = sheet.fitted(card.label, "drawn-sans", (28, 26, 24, 22, 20), 110, card.frame)
        # On a ground of its own; an advertisement's is the whole card's.
        top = sheet.put(said, top, _SPONSOR) if card.advertisement else sheet.tinted(said, top)
        top += _GAP
    if card.kind:
        said = sheet.fitted(card.kind, "drawn-sans", (28,), 40, card.frame)
        top = sheet.put(said, top, card.accent) + _GAP
    name = sheet.fitted(card.paper, "drawn-serif", (34, 30, 26, 22), 84)
    owed = sheet.fitted(card.credit, "drawn-sans", (18, 16, 14), 66) if card.credit else None
    foot = HEIGHT - _MARGIN - name.height - (owed.height + 6 if owed else 0)
    face = "drawn-sans" if card.advertisement else "drawn-serif"
    headline = sheet.fitted(card.headline, face, _SIZES[photo is not None], foot - _GAP - top, card.language)
    sheet.put(headline, top, _INK)
    bottom = sheet.put(name, foot, _INK)
    if owed:
        sheet.put(owed, bottom + 6, _QUIET)
    return image


class _Sheet:
    """The column that words stand in, from its start to its end as the language reads."""

    def __init__(self, image: Image.Image, language: str, width: int):
        self.rtl, self._language, self._draw = direction(language) == "rtl", language, ImageDraw.Draw(image)
        self._left = WIDTH - width if self.rtl else 0
        self._column = width
        self.width = width - 2 * _MARGIN
        self._start = self._left + (width - _MARGIN if self.rtl else _MARGIN)

    def bar(self, colour: str) -> None:
        self._draw.rectangle((self._left, 0, self._left + self._column - 1, 13), fill=colour)

    def fitted(self, text: str, face: str, sizes: tuple[int, ...], height: int, language: str = "") -> Lines:
        """Return the text in the largest of the sizes in which all of it fits; in the smallest, as much as fits.

        A name, which is of no language that is known, runs as its first letter does.
        """
        text = _written(text)
        runs = direction(language) if language else _runs(text, "rtl" if self.rtl else "ltr")
        tall = any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in text)
        for size in sizes:
            hand = Hand(_font(settings.FONTS, face, size), runs, language or self._language)
            broken = _broken(text, hand, self.width)
            lines = Lines(hand, broken, round(size * (1.5 if tall else 1.14)))
            if lines.height <= height and all(hand.length(line) <= self.width for line in broken):
                return Lines(hand, self._balanced(text, hand, len(broken)), lines.leading)
        return self._shortened(lines, height)

    def _shortened(self, lines: Lines, height: int) -> Lines:
        kept = lines.lines[: max(1, height // lines.leading)]
        if len(kept) < len(lines.lines):
            kept[-1] = f"{kept[-1].rstrip(' ,;:.–-')}…"
        return Lines(lines.hand, [self._cut(line, lines.hand) for line in kept], lines.leading)

    def _cut(self, line: str, hand: Hand) -> str:
        while hand.length(line) > self.width and len(line) > 2:
            line = f"{line[:-2]}…"
        return line

    def _balanced(self, text: str, hand: Hand, many: int) -> list[str]:
        """Return the text in so many lines of nearly one length."""
        best = _broken(text, hand, self.width)
        for share in (0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5):
            tried = _broken(text, hand, self.width * share)
            if len(tried) > many or any(hand.length(line) > self.width for line in tried):
                break
            best = tried
        return best

    def put(self, said: Lines, top: int, colour: str, indent: int = 0) -> int:
        """Draw lines from a height on, and return where they end."""
        start = self._start - indent if self.rtl else self._start + indent
        how = {"direction": said.hand.direction, "language": said.hand.language, "font": said.hand.font}
        for line in said.lines:
            middle = top + said.leading / 2
            self._draw.text((start, middle), line, anchor="rm" if self.rtl else "lm", fill=colour, **how)
            top += said.leading
        return top

    def tinted(self, said: Lines, top: int) -> int:
        """Draw lines on a ground of their own."""
        longest = max(map(said.hand.length, said.lines))
        left = self._start - longest - 16 if self.rtl else self._start
        self._draw.rectangle((left, top, left + longest + 16, top + said.height + 12), fill=_SPONSOR_TINT)
        return self.put(said, top + 6, _SPONSOR, indent=8) + 6


def _broken(text: str, hand: Hand, width: float) -> list[str]:
    lines: list[str] = []
    for word in filter(None, re.split(r"[ \t\n\r]+", text)):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and hand.length(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
