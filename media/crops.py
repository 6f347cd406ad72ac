"""What is cut from a picture: a shape's name, or a rectangle of somebody's own, written down as one short text."""

import re
from dataclasses import dataclass
from math import ceil, cos, floor, radians, sin

from .models.rendition import Shape

# Rectangles are written in ten-thousandths of the picture, turned first: the same for every size of it.
WHOLE = 10_000
_TURNS = 1_800
_WRITTEN = re.compile(r"(free|\d{1,2}:\d{1,2})/(\d{1,5}),(\d{1,5}),(\d{1,5}),(\d{1,5})(?:,(-?\d{1,4}))?")
# Where a cut that takes from the height is centred when nobody said: a little above the middle, where faces are.
NO_FOCUS = (5_000, 4_000)


@dataclass(frozen=True)
class Box:
    """A rectangle of a picture that was turned clockwise by `turn` tenths of a degree, in ten-thousandths of it."""

    x: int
    y: int
    width: int
    height: int
    turn: int = 0

    @property
    def fits(self) -> bool:
        """Say whether it lies within the picture and has an inside."""
        across = self.x >= 0 and self.width > 0 and self.x + self.width <= WHOLE
        down = self.y >= 0 and self.height > 0 and self.y + self.height <= WHOLE
        return across and down and abs(self.turn) <= _TURNS

    def __str__(self):
        numbers = [self.x, self.y, self.width, self.height, *([self.turn] if self.turn else [])]
        return ",".join(map(str, numbers))


@dataclass(frozen=True)
class Crop:
    """A shape, and the rectangle somebody drew for this one use of the picture, if they did."""

    shape: Shape
    box: Box | None = None

    def __str__(self):
        return f"{self.shape.value}/{self.box}" if self.box else self.shape.value


def read(text: str) -> Crop | None:
    """Return what a text such as "3:2" or "16:9/1200,300,5000,2812,-15" asks for; None when it asks for nothing."""
    if text in Shape.values:
        return Crop(Shape(text))
    match = _WRITTEN.fullmatch(text)
    if match is None or match[1] not in Shape.values:
        return None
    box = Box(*(int(number or 0) for number in match.groups()[1:]))
    return Crop(Shape(match[1]), box) if box.fits else None


def canvas(size: tuple[int, int], turn: int) -> tuple[int, int]:
    """Return the size a picture takes up once it is turned, with the corners that stand out."""
    if not turn:
        return size
    angle = radians(turn / 10)
    across, down = abs(cos(angle)), abs(sin(angle))
    width, height = size
    return max(1, round(width * across + height * down)), max(1, round(width * down + height * across))


def largest(size: tuple[int, int], ratio: tuple[int, int] | None) -> tuple[int, int]:
    """Return the size of the largest cut of that ratio from a picture of that size."""
    width, height = size
    if ratio is None:
        return size
    across, down = ratio
    return max(1, min(width, height * across // down)), max(1, min(height, width * down // across))


def rectangle(
    size: tuple[int, int], shape: Shape, box: Box | None, focus: tuple[int, int] | None
) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom of the cut in pixels of a picture of that size, turned as the box says."""
    if box is not None:
        return _drawn(canvas(size, box.turn), shape.ratio, box)
    width, height = largest(size, shape.ratio)
    centre = focus or NO_FOCUS
    if focus is None:
        left = round((size[0] - width) * centre[0] / WHOLE)
        top = round((size[1] - height) * centre[1] / WHOLE)
    else:
        left = _within(size[0] * centre[0] / WHOLE - width / 2, size[0] - width)
        top = _within(size[1] * centre[1] / WHOLE - height / 2, size[1] - height)
    return left, top, left + width, top + height


def _within(wanted: float, most: int) -> int:
    return max(0, min(round(wanted), most))


def _drawn(size: tuple[int, int], ratio: tuple[int, int] | None, box: Box) -> tuple[int, int, int, int]:
    """Return the drawn rectangle in pixels; one that is not quite of its shape's ratio loses what is too much."""
    left, top = floor(size[0] * box.x / WHOLE), floor(size[1] * box.y / WHOLE)
    right, bottom = ceil(size[0] * (box.x + box.width) / WHOLE), ceil(size[1] * (box.y + box.height) / WHOLE)
    width, height = largest((max(1, right - left), max(1, bottom - top)), ratio)
    left, top = left + (right - left - width) // 2, top + (bottom - top - height) // 2
    return left, top, left + width, top + height


def inside(size: tuple[int, int], box: Box) -> bool:
    """Say whether no corner of the rectangle looks past the edge of a picture of that size, turned as it says."""
    if not box.fits:
        return False
    across, down = canvas(size, box.turn)
    angle = radians(box.turn / 10)
    for x in (box.x, box.x + box.width):
        for y in (box.y, box.y + box.height):
            right, under = across * x / WHOLE - across / 2, down * y / WHOLE - down / 2
            # Turned back: where that corner lies in the picture as it stood.
            was = (right * cos(angle) + under * sin(angle), under * cos(angle) - right * sin(angle))
            # A pixel and a half: rectangles are rounded to ten-thousandths, canvases to pixels.
            if abs(was[0]) > size[0] / 2 + 1.5 or abs(was[1]) > size[1] / 2 + 1.5:
                return False
    return True


def largest_turned(size: tuple[int, int], shape: Shape, turn: int) -> Box:
    """Return the largest rectangle of that shape in the middle of a turned picture that shows none of its edges."""
    across, down = canvas(size, turn)
    ratio = shape.ratio or size
    widest = min(across, down * ratio[0] / ratio[1])
    low, high = 0.0, 1.0
    for _step in range(24):
        middle = (low + high) / 2
        low, high = (
            (middle, high) if inside(size, _centred((across, down), widest * middle, ratio, turn)) else (low, middle)
        )
    return _centred((across, down), widest * low, ratio, turn)


def _centred(size: tuple[int, int], width: float, ratio: tuple[int, int], turn: int) -> Box:
    share = max(1, min(WHOLE, int(width * WHOLE / size[0])))
    tall = max(1, min(WHOLE, int(width * ratio[1] / ratio[0] * WHOLE / size[1])))
    return Box((WHOLE - share) // 2, (WHOLE - tall) // 2, share, tall, turn)


def height_for(size: tuple[int, int], shape: Shape, width: int, turn: int) -> int:
    """Return how high a rectangle of that width is in ten-thousandths, for a shape that has a ratio."""
    across, down = canvas(size, turn)
    return max(1, round(width * across * shape.ratio[1] / shape.ratio[0] / down))
