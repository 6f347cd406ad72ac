"""How photos of the text stand: as wide as it, wider, or several together in a gallery."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import ngettext

from media.pictures import Picture

# What a browser is told of the width a picture is shown at, by how its use is shown.
SIZES = {
    "": "(min-width: 660px) 608px, calc(100vw - 32px)",
    "wide": "(min-width: 872px) 824px, calc(100vw - 32px)",
    "full": "(min-width: 1240px) 1160px, calc(100vw - 32px)",
    "gallery": "(min-width: 872px) 404px, (min-width: 600px) 48vw, calc(100vw - 32px)",
}
# The larger and the smaller of two whose heights are alike, one across and one upright.
_LARGER = "(min-width: 872px) 556px, (min-width: 600px) 67vw, calc(100vw - 32px)"
_SMALLER = "(min-width: 872px) 252px, (min-width: 600px) 30vw, calc(100vw - 32px)"


@dataclass(frozen=True)
class Row:
    """One or two pictures side by side. `shape`: one, two; or, where they are across and upright, first or last by
    which of them is the larger."""

    shape: str
    pictures: tuple[Picture, ...]


@dataclass(frozen=True)
class Gallery:
    """Pictures shown as one block, in the order somebody gave them."""

    rows: tuple[Row, ...]

    @property
    def pictures(self) -> list[Picture]:
        return [picture for row in self.rows for picture in row.pictures]

    @property
    def name(self) -> str:
        """What the block is called for those who listen."""
        count = len(self.pictures)
        return ngettext("Gallery, %(count)s photo", "Gallery, %(count)s photos", count) % {"count": count}


def gallery(pictures: Iterable[Picture]) -> Gallery:
    """Lay pictures out two by two. Of an odd number one stands alone: the first that lies across, else the last."""
    left, rows = list(pictures), []
    while left:
        alone = len(left) == 1 or (len(left) % 2 and not left[0].portrait)
        rows.append(_row([left.pop(0) for _each in range(1 if alone else 2)]))
    return Gallery(tuple(rows))


def _row(pictures: list[Picture]) -> Row:
    first, last = pictures[0], pictures[-1]
    if len(pictures) == 1:
        return Row("one", (first if first.portrait else replace(first, sizes=SIZES["wide"]),))
    if first.portrait == last.portrait:
        return Row("two", (first, last))
    sizes = (_SMALLER, _LARGER) if first.portrait else (_LARGER, _SMALLER)
    pair = tuple(replace(each, sizes=size) for each, size in zip(pictures, sizes, strict=True))
    return Row("last" if first.portrait else "first", pair)
