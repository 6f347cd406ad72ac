"""The one declaration of what readers are offered of a photo: which cuts, how wide, in which formats."""

from collections.abc import Iterator
from dataclasses import dataclass

from . import crops
from .models import Photo, Rendition, Shape

Format = Rendition.Format

# A change of how pictures are made is a new recipe: every rendition is then made again, under a new address.
RECIPE = "2"
WIDTHS: dict[Shape, tuple[int, ...]] = {
    Shape.WHOLE: (320, 480, 640, 960, 1280, 1920),
    # 800 is for phones: less their margins, 390 at twice the density and 412 at 1.75 ask for some 700 pixels, and would
    # be given 960 for the picture that a front waits for.
    Shape.CARD: (320, 480, 640, 800, 960),
    Shape.SQUARE: (96, 192),
    Shape.PORTRAIT: (480, 960),
    Shape.WIDE: (1200,),
}
# Share cards are fetched by machines that take JPEG alone.
FORMATS = dict.fromkeys(Shape, tuple(Format)) | {Shape.WIDE: (Format.JPEG,)}
# Shapes that search engines ask for besides, and share cards are drawn with; no page's layout has them so large.
FOR_MACHINES: dict[Shape, int] = {Shape.CLASSIC: 1200, Shape.SQUARE: 1200}
# What a story asks for by name or by a rectangle of its own is shown large, whatever its shape.
ORDERED_WIDTHS = (320, 640, 960, 1280, 1920)
FIRST_WIDTH = 640
# What is left of a photo that no reader is to see: as much as the desk looks at, as JPEG alone.
DESK_SHAPES, DESK_WIDEST = (Shape.WHOLE, Shape.SQUARE), 1280
_TALLEST = 16_000  # WebP ends at 16,383


@dataclass(frozen=True)
class Spec:
    """One rendition that ought to be there."""

    crop: str
    width: int
    height: int
    format: Format

    @property
    def key(self) -> tuple[str, int, str]:
        return self.crop, self.width, self.format.value


@dataclass(frozen=True)
class Cut:
    """How one crop is cut from one photo: its shape, and a rectangle where one was drawn."""

    crop: str
    shape: Shape
    box: crops.Box | None
    focus: tuple[int, int] | None

    def rectangle(self, size: tuple[int, int]) -> tuple[int, int, int, int]:
        """Return left, top, right and bottom of the cut in a picture of that size, turned first."""
        return crops.rectangle(size, self.shape, self.box, self.focus)

    @property
    def turn(self) -> int:
        return self.box.turn if self.box else 0

    def size(self, photo: Photo) -> tuple[int, int]:
        """Return how many pixels of the original it takes."""
        left, top, right, bottom = self.rectangle((photo.width, photo.height))
        return right - left, bottom - top


def focus(photo: Photo) -> tuple[int, int] | None:
    """Return the photo's focal point in ten-thousandths, where somebody has set one."""
    if photo.focus_x is None or photo.focus_y is None:
        return None
    return photo.focus_x, photo.focus_y


def cut(photo: Photo, crop: str) -> Cut | None:
    """Return how that crop is cut from the photo as it is today; None for what is no crop."""
    asked = crops.read(crop)
    if asked is None:
        return None
    box = asked.box or drawn(photo).get(asked.shape)
    return Cut(crop, asked.shape, box, focus(photo))


def drawn(photo: Photo) -> dict[str, crops.Box]:
    """Return the rectangles drawn for the photo's shapes."""
    return {
        row.shape: crops.Box(row.x, row.y, row.width, row.height, row.turn)
        for row in (photo.hand_crops.all() if photo.pk else ())
    }


def widths(size: tuple[int, int], steps: tuple[int, ...]) -> list[int]:
    """Return the widths offered of a cut of that size, ascending; nothing is ever blown up."""
    wide, tall = size
    largest = max(1, min(wide, steps[-1], wide * _TALLEST // tall))
    return sorted({step for step in steps if step < largest} | {largest})


def wanted(photo: Photo) -> Iterator[Spec]:
    """Yield every rendition the photo ought to have, each crop's widest first."""
    if photo.pk and hasattr(photo, "tidied"):
        yield from _for_the_desk(photo)
        return
    ordered = {row.crop for row in photo.ordered_crops.all()} if photo.pk else set()
    shapes = [shape.value for shape in {**WIDTHS, **FOR_MACHINES}]
    for crop in [*shapes, *sorted(ordered - set(shapes))]:
        if (made := cut(photo, crop)) is None:
            continue
        steps = WIDTHS.get(Shape(crop), ()) if crop in Shape.values else ()
        formats = FORMATS[made.shape]
        if made.shape is Shape.FULL:
            steps, formats = (photo.width,), (Format.JPEG,)
        elif crop in ordered:
            steps, formats = tuple(sorted({*steps, *ORDERED_WIDTHS})), tuple(Format)
        wide, tall = made.size(photo)
        offered = dict.fromkeys(widths((wide, tall), steps) if steps else (), formats)
        if most := FOR_MACHINES.get(Shape(crop)) if crop in Shape.values else None:
            offered.setdefault(widths((wide, tall), (most,))[0], (Format.JPEG,))
        for width in sorted(offered, reverse=True):
            for format in offered[width]:
                yield Spec(crop, width, max(1, round(tall * width / wide)), format)


def _for_the_desk(photo: Photo) -> Iterator[Spec]:
    for shape in DESK_SHAPES:
        steps = tuple(step for step in WIDTHS[shape] if step <= DESK_WIDEST)
        wide, tall = cut(photo, shape.value).size(photo)
        for width in reversed(widths((wide, tall), steps)):
            yield Spec(shape.value, width, max(1, round(tall * width / wide)), Format.JPEG)


def first_spec(photo: Photo) -> Spec:
    """Return the one rendition made while the uploader waits, so that the photo can be shown at once."""
    offered = [spec for spec in wanted(photo) if spec.crop == Shape.WHOLE and spec.format is Format.JPEG]
    return next((spec for spec in offered if spec.width <= FIRST_WIDTH), offered[-1])
