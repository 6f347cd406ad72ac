"""The faces readers see, cut from the locked font packages to the letters and weights the pages use.

Whole, the packages are three megabytes; cut, a page loads about ninety kilobytes. Each face comes in two files, so that
a story without an accented name never fetches the second.
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

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FEATURES = ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "lnum", "onum", "pnum", "tnum"]
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
STAMP = "stamp"


@dataclass(frozen=True)
class Cut:
    """One face: the package and file it comes from, and what of its axes is kept."""

    name: str
    package: str
    file: str
    axes: tuple[tuple[str, float | tuple[float, float]], ...]

    @property
    def source(self) -> bytes:
        return files(self.package).joinpath("files", self.file).read_bytes()

    @property
    def licence(self) -> str:
        return files(self.package).joinpath("LICENSE").read_text(encoding="utf-8")


SERIF, FRANKLIN = "fontpkg_source_serif_4", "fontpkg_libre_franklin"
WEIGHTS = ("wght", (400, 700))
# Optical size is pinned, since leaving the axis in doubles a file: 14 is what small text is drawn for, 40 headlines.
CUTS = (
    Cut("serif-text", SERIF, "SourceSerif4[opsz,wght].ttf", (("opsz", 14), WEIGHTS)),
    Cut("serif-italic", SERIF, "SourceSerif4-Italic[opsz,wght].ttf", (("opsz", 14), WEIGHTS)),
    Cut("serif-display", SERIF, "SourceSerif4[opsz,wght].ttf", (("opsz", 40), WEIGHTS)),
    Cut("franklin", FRANKLIN, "LibreFranklin[wght].ttf", (WEIGHTS,)),
)


def fingerprint() -> str:
    """Return a digest of all that decides the cut files: packages, cuts, letters and features."""
    packages = sorted({cut.package for cut in CUTS})
    said = repr((CUTS, BLOCKS, FEATURES, [(name, version(name)) for name in packages], version("fonttools")))
    return hashlib.sha256(said.encode()).hexdigest()


def is_built(folder: Path) -> bool:
    """Say whether the folder holds exactly what `build` would make."""
    stamp = folder / STAMP
    return stamp.exists() and stamp.read_text() == fingerprint()


def build(folder: Path) -> list[Path]:
    """Cut every face into the folder as WOFF2, with the licences alongside; return the font files written."""
    folder.mkdir(parents=True, exist_ok=True)
    # Cutting is all arithmetic: a process each keeps every core busy.
    workers = min(len(CUTS), os.cpu_count() or 1)
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as cutters:
        cut_files = [pair for pairs in cutters.map(_blocks_of, CUTS) for pair in pairs]
    written = [_put(folder / name, data) for name, data in cut_files]
    for cut in CUTS:
        _put(folder / f"{cut.package.removeprefix('fontpkg_')}-LICENCE.txt", cut.licence.encode())
    # Last, so that a build cut short is made again.
    _put(folder / STAMP, fingerprint().encode())
    return written


def _blocks_of(cut: Cut) -> list[tuple[str, bytes]]:
    """Return the face's files by name: one for each block of letters."""
    whole = _subset(cut.source, [*LATIN, *LATIN_EXT], dict(cut.axes))
    return [
        (f"{cut.name}-{block}.woff2", _subset(whole, letters, {}, flavor="woff2")) for block, letters in BLOCKS.items()
    ]


def _subset(source: bytes, letters: list[int], axes: dict, flavor: str | None = None) -> bytes:
    font = TTFont(io.BytesIO(source))
    options = Options(layout_features=FEATURES, hinting=False, notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    if axes:
        font = instancer.instantiateVariableFont(font, axes)
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
