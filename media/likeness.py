"""How a picture looks, as numbers: the same picture in another size, format or cut has nearly the same.

Each window of it, the whole and the cuts newspapers make, becomes twice 64 bits: whether each of 8 × 8 places is
brighter than the one to its right, and than the one below. By the first, those that may be alike are found: two that
differ in at most seven bits share, but for one bit, one of their four quarters; so a quarter and the sixteen beside
it, asked of an index, find every candidate at any size of the archive. Both together say which of them are alike: a
sea and a map may rise and fall alike from left to right, and do not from top to bottom as well. This module imports no
model: the child that opens the file works it out.
"""

from collections.abc import Iterator
from typing import NamedTuple

from PIL import Image

# Left, top, right, bottom, as parts of the whole; the first is the whole itself.
WINDOWS = (
    (0, 0, 1, 1),
    (0, 0.08, 1, 0.92),
    (0, 0, 1, 0.75),
    (0, 0.25, 1, 1),
    (0, 0, 0.67, 1),
    (0.167, 0, 0.833, 1),
    (0.33, 0, 1, 1),
    (0.1, 0.1, 0.9, 0.9),
    (0.2, 0.2, 0.8, 0.8),
)
WHOLE = 0
# In so many bits two may differ from left to right, and in so many altogether; `bench.alike` tries others.
ACROSS, ALTOGETHER = 13, 26
# So many where the second measure is not known.
_ALONE = 10
# A sky, a page of text or a black frame looks like every other: fewer changes than these say nothing.
_PLAIN = 10
_PLACES = 8
_QUARTERS, _QUARTER_BITS = 4, 16


class Seen(NamedTuple):
    """How one window looks: its number, its bits from left to right, and from top to bottom (None: not known)."""

    window: int
    bits: int
    down: int | None = None


def looks(image: Image.Image) -> list[Seen]:
    """Return how the windows of an upright picture look; plain ones are left out."""
    grey = image.convert("L")
    found = []
    for number, (left, top, right, bottom) in enumerate(WINDOWS):
        box = (grey.width * left, grey.height * top, grey.width * right, grey.height * bottom)
        across = _steps(grey.resize((_PLACES + 1, _PLACES), Image.Resampling.BOX, box=box), 1)
        if sum(abs(step) > 2 for step in across) >= _PLAIN:
            down = _steps(grey.resize((_PLACES, _PLACES + 1), Image.Resampling.BOX, box=box), _PLACES)
            found.append(Seen(number, _bits(across), _bits(down)))
    return found


def _steps(small: Image.Image, beyond: int) -> list[int]:
    """Return by how much each place is brighter than the one so many further on."""
    values = small.tobytes()
    starts = (row * small.width + column for row in range(_PLACES) for column in range(_PLACES))
    return [values[at] - values[at + beyond] for at in starts]


def _bits(steps: list[int]) -> int:
    bits = 0
    for step in steps:
        bits = bits << 1 | (step > 0)
    return bits


def signed(bits: int) -> int:
    """Return 64 bits as databases keep them."""
    return bits - (1 << 64) if bits >> 63 else bits


def differ(one: int, other: int) -> int:
    """Return in how many bits two numbers differ, signed or not."""
    return ((one ^ other) & (1 << 64) - 1).bit_count()


def apart(one: Seen, other: Seen) -> int | None:
    """Return in how many bits two windows differ; None for two that are not alike.

    Of a photo that came in before there was a second measure the first has to do alone.
    """
    across = differ(one.bits, other.bits)
    if one.down is None or other.down is None:
        return 2 * across if across <= _ALONE else None
    altogether = across + differ(one.down, other.down)
    return altogether if across <= ACROSS and altogether <= ALTOGETHER else None


def quarters(bits: int) -> list[int]:
    """Return the four quarters of the bits, each marked with which it is."""
    mask = (1 << _QUARTER_BITS) - 1
    return [number << _QUARTER_BITS | bits >> number * _QUARTER_BITS & mask for number in range(_QUARTERS)]


def beside(bits: int) -> Iterator[int]:
    """Yield the quarters of the bits, and every one that is a single bit from one of them."""
    for quarter in quarters(bits):
        yield quarter
        for bit in range(_QUARTER_BITS):
            yield quarter ^ 1 << bit
