"""The faces readers see, cut to the letters and weights the pages use.

Latin ones come from the locked font packages, others from `faces/`, since nobody packages them. Whole, they are three
megabytes; cut, a page loads three files of at most ninety kilobytes together, or two where it has neither italics nor
another script. Each Latin face comes in two files, so that a story without an accented name never fetches the second.
"""

import hashlib
import io
import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from multiprocessing import get_context
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from . import optical

# Figures are lining, proportional in text and tabular where they stand under each other. Old-style ones would add a
# sixth to a file, and nothing uses them; the last four join Arabic letters.
FEATURES = ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "lnum", "tnum", "init", "medi", "fina", "rlig"]
# The same ranges stand in `unicode-range` in static/public/readers.css.
LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x2000, 0x2070), 0x131, 0x152, 0x153, 0x20AC, 0x2122, 0x2212]
LATIN_EXT = [
    *range(0x100, 0x131),
    *range(0x132, 0x152),
    *range(0x154, 0x180),
    *range(0x1A0, 0x1B1),
    *range(0x218, 0x21C),
]
LATIN_EXT += [0x1E9E, *range(0x1EA0, 0x1EFA)]
BLOCKS = {"latin": LATIN, "latin-ext": LATIN_EXT}
# Arabic, Persian and Urdu, without signs for the Koran. The space, and what keeps letters apart, have to be the face's
# own: a word is shaped within one font.
ARABIC_LETTERS = [0x20, 0xA0, 0x200C, 0x200D, 0x60C, 0x61B, 0x61F, *range(0x621, 0x63B), *range(0x640, 0x656)]
ARABIC_LETTERS += [*range(0x660, 0x66E), 0x670, 0x671, 0x679, 0x67E, 0x686, 0x688, 0x691, 0x698, 0x6A9, 0x6AF, 0x6BA]
ARABIC_LETTERS += [0x6BE, *range(0x6C0, 0x6C4), 0x6CC, *range(0x6D2, 0x6D5), *range(0x6F0, 0x6FA)]
ARABIC = {"arabic": ARABIC_LETTERS}
HEBREW = {"hebrew": [0x20, 0xA0, *range(0x591, 0x5F5), 0x20AA]}
FACES = Path(__file__).with_name("faces")
STAMP = "stamp"


@dataclass(frozen=True)
class Cut:
    """One face: the package and file it comes from, what of its axes is kept, the blocks of letters it is cut into.

    Without a package the file is one of `faces/`.
    """

    name: str
    package: str
    file: str
    axes: tuple[tuple[str, float | tuple[float, ...]], ...]
    blocks: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def source(self) -> bytes:
        if not self.package:
            return (FACES / self.file).read_bytes()
        return files(self.package).joinpath("files", self.file).read_bytes()

    @property
    def licence(self) -> tuple[str, str]:
        """Return the name of the licence's file, and the licence."""
        if not self.package:
            name = f"{Path(self.file).stem}-LICENCE.txt"
            return name, (FACES / name).read_text(encoding="utf-8")
        said = files(self.package).joinpath("LICENSE").read_text(encoding="utf-8")
        return f"{self.package.removeprefix('fontpkg_')}-LICENCE.txt", said

    @property
    def version(self) -> str:
        """Return what is another when the face it is cut from is."""
        return version(self.package) if self.package else hashlib.sha256(self.source).hexdigest()


def _letters(blocks: dict[str, list[int]]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    return tuple((name, tuple(letters)) for name, letters in blocks.items())


SERIF, FRANKLIN, OURS = "fontpkg_source_serif_4", "fontpkg_libre_franklin", ""
WEIGHTS = ("wght", (400, 700))
LATIN_BLOCKS = _letters(BLOCKS)
# 14 is the optical size that small text is drawn for, 40 that of headlines; see optical.py. Italics stand in text, and
# bold ones are so rare that the browser makes them. No sans is bolder than 600.
CUTS = (
    Cut("serif", SERIF, "SourceSerif4[opsz,wght].ttf", (("opsz", (14, 14, 40)), WEIGHTS), LATIN_BLOCKS),
    Cut("serif-italic", SERIF, "SourceSerif4-Italic[opsz,wght].ttf", (("opsz", 14), ("wght", 400)), LATIN_BLOCKS),
    Cut("franklin", FRANKLIN, "LibreFranklin[wght].ttf", (("wght", (400, 600)),), LATIN_BLOCKS),
    Cut("naskh", OURS, "noto_naskh_arabic.woff2", (WEIGHTS,), _letters(ARABIC)),
    Cut("hebrew", OURS, "noto_serif_hebrew.woff2", (WEIGHTS,), _letters(HEBREW)),
)


_CUT = {cut.name: cut for cut in CUTS}
# Greek and Cyrillic, marks to be set on letters, signs of money, letterlike ones, arrows, mathematics; all of Arabic.
# Readers' browsers have faces of their own for these; a drawn picture has ours alone.
MORE_LETTERS = [*range(0x180, 0x250), *range(0x300, 0x530), *range(0x2070, 0x2300), *range(0x25A0, 0x2600)]
MORE_ARABIC = [*range(0x600, 0x700), *range(0x750, 0x780)]
_IN_SERIF = ("serif", (("opsz", 40), ("wght", 600)), MORE_LETTERS)
_IN_SANS = ("franklin", (("wght", 600),), MORE_LETTERS)
_OTHERS = (("naskh", (("wght", 700),), MORE_ARABIC), ("hebrew", (("wght", 600),), []))
# What pictures are drawn with: one weight, and all scripts in one file, since a line is shaped within one font. What
# the first face lacks comes from the last.
DRAWN = (
    ("drawn-serif", (_IN_SERIF, *_OTHERS, _IN_SANS)),
    ("drawn-sans", (_IN_SANS, *_OTHERS, _IN_SERIF)),
)


def fingerprint() -> str:
    """Return a digest of all that decides the cut files: faces, cuts, letters and features."""
    drawn_for = (optical.WEIGHT, optical.TOLERANCE, optical.TEXT, optical.HEADLINES)
    said = repr((CUTS, DRAWN, FEATURES, drawn_for, [cut.version for cut in CUTS], version("fonttools")))
    return hashlib.sha256(said.encode()).hexdigest()


def is_built(folder: Path) -> bool:
    """Say whether the folder holds exactly what `build` would make."""
    stamp = folder / STAMP
    return stamp.exists() and stamp.read_text() == fingerprint()


def build(folder: Path) -> list[Path]:
    """Cut every face into the folder as WOFF2, with the licences alongside; return the font files written."""
    folder.mkdir(parents=True, exist_ok=True)
    # Cutting is all arithmetic: a process each keeps every core busy.
    workers = min(len(CUTS) + len(DRAWN), os.cpu_count() or 1)
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as cutters:
        drawn = cutters.map(_merged, DRAWN)
        cut_files = [pair for pairs in cutters.map(_blocks_of, CUTS) for pair in pairs]
        cut_files += drawn
    written = [_put(folder / name, data) for name, data in cut_files]
    for cut in CUTS:
        name, said = cut.licence
        _put(folder / name, said.encode())
    # Last, so that a build cut short is made again.
    _put(folder / STAMP, fingerprint().encode())
    return written


def _blocks_of(cut: Cut) -> list[tuple[str, bytes]]:
    """Return the face's files by name: one for each block of letters."""
    kept = {letter for _block, letters in cut.blocks for letter in letters}
    whole = _subset(cut.source, sorted(kept), dict(cut.axes))
    return [
        (f"{cut.name}-{block}.woff2", _subset(whole, list(letters), {}, flavor="woff2"))
        for block, letters in cut.blocks
    ]


def _merged(drawn: tuple) -> tuple[str, bytes]:
    """Return a file of one weight that has every script of ours."""
    name, parts = drawn
    cuts, taken = [], set()
    for at, (each, axes, more) in enumerate(parts):
        cut = _CUT[each]
        letters = {letter for _block, some in cut.blocks for letter in some} | set(more)
        letters &= set(TTFont(io.BytesIO(cut.source), lazy=True).getBestCmap())
        # A script's own space stays with it; of the face that fills up nothing is wanted twice.
        letters -= taken if at == len(parts) - 1 else set()
        cuts.append(io.BytesIO(_subset(cut.source, sorted(letters), dict(axes))))
        taken |= letters
    out = io.BytesIO()
    Merger().merge(cuts).save(out)
    return f"{name}.ttf", out.getvalue()


def _subset(source: bytes, letters: list[int], axes: dict, flavor: str | None = None) -> bytes:
    font = TTFont(io.BytesIO(source))
    font.flavor = None
    options = Options(layout_features=FEATURES, hinting=False, notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    if axes:
        font = instancer.instantiateVariableFont(font, axes)
        if {"opsz", "wght"} <= {axis.axisTag for axis in getattr(font.get("fvar"), "axes", ())}:
            font = optical.simplified(font)
    font.flavor = flavor
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _put(path: Path, data: bytes) -> Path:
    """Write the file whole or not at all: a server may be reading the old one."""
    beside = path.with_suffix(path.suffix + ".new")
    beside.write_bytes(data)
    os.replace(beside, path)
    return path
