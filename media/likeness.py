"""How a picture looks, as numbers: the same picture in another size, format or cut has nearly the same.

Each window of it, the whole and the cuts newspapers make, becomes 64 bits: whether each of 8 × 8 places is brighter
than the one to its right. Two that differ in at most seven bits share, but for one bit, one of their four quarters;
so a quarter and the sixteen beside it, asked of an index, find every candidate at any size of the archive. This
module imports no model: the child that opens the file works it out.
"""

from collections.abc import Iterator

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
ALIKE = 10
# A sky, a page of text or a black frame looks like every other: fewer changes than these say nothing.
_PLAIN = 10
_ACROSS, _DOWN = 9, 8
_QUARTERS, _QUARTER_BITS = 4, 16


def looks(image: Image.Image) -> list[tuple[int, int]]:
    """Return the windows of an upright picture and the bits of each; plain ones are left out."""
    grey = image.convert("L")
    found = []
    for number, (left, top, right, bottom) in enumerate(WINDOWS):
        box = (grey.width * left, grey.height * top, grey.width * right, grey.height * bottom)
        bits = _bits(grey.resize((_ACROSS, _DOWN), Image.Resampling.BOX, box=box))
        if bits is not None:
            found.append((number, bits))
    return found


def _bits(small: Image.Image) -> int | None:
    values = small.tobytes()
    bits = changes = 0
    for row in range(_DOWN):
        for column in range(_ACROSS - 1):
            at = row * _ACROSS + column
            step = values[at] - values[at + 1]
            bits = bits << 1 | (step > 0)
            changes += abs(step) > 2
    return bits if changes >= _PLAIN else None


def signed(bits: int) -> int:
    """Return 64 bits as databases keep them."""
    return bits - (1 << 64) if bits >> 63 else bits


def differ(one: int, other: int) -> int:
    """Return in how many bits two numbers differ, signed or not."""
    return ((one ^ other) & (1 << 64) - 1).bit_count()


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
