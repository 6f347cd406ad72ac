"""Making parts of a picture unrecognisable, in its pixels."""

from collections.abc import Iterable
from math import ceil, floor

from PIL import Image

from .models.area import WHOLE

Rectangle = tuple[int, int, int, int]

# Across the shorter side of an area. A face of five blocks is nobody's; of twelve, it is somebody's again.
_BLOCKS = 5


def areas_of(photo) -> list[Rectangle]:
    """Return the photo's areas, in a settled order: left, top, width and height in per-mille of the upright picture."""
    return sorted(area.rectangle for area in photo.areas.all()) if photo.pk else []


def mark(areas: Iterable[Rectangle]) -> str:
    """Return what a digest takes of the areas; empty for a picture that has none."""
    return ";".join(",".join(map(str, area)) for area in areas)


def burn(upright: Image.Image, areas: Iterable[Rectangle]) -> Image.Image:
    """Return the upright picture with each area in blocks of one colour, before anything is cut or made smaller.

    A block has the mean colour of all it covers, so that no size of the picture tells more than another. Areas are
    rounded outwards: not a row of what they cover is left over.
    """
    areas = list(areas)
    if not areas:
        return upright
    burnt = upright.copy()
    for left, top, width, height in areas:
        box = (
            floor(left * burnt.width / WHOLE),
            floor(top * burnt.height / WHOLE),
            max(1, ceil((left + width) * burnt.width / WHOLE)),
            max(1, ceil((top + height) * burnt.height / WHOLE)),
        )
        # Of what is there already: where two areas meet, the second must not bring back what the first took.
        burnt.paste(_blocks(burnt.crop(box)), box)
    return burnt


def _blocks(part: Image.Image) -> Image.Image:
    side = max(1, ceil(min(part.size) / _BLOCKS))
    across, down = ceil(part.width / side), ceil(part.height / side)
    return part.resize((across, down), Image.Resampling.BOX).resize(part.size, Image.Resampling.NEAREST)
