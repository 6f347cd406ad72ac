"""Areas made unrecognisable: in every rendition, before any cut, with no way back."""

from io import BytesIO

import pytest
from PIL import Image

from media import areas
from media.models import PixelatedArea, Rendition
from media.opening import PhotoRefused
from media.pixelating import pixelate
from media.renditions import make_renditions
from newsroom.record.models import LogEntry
from tests.conftest import NOON

from .conftest import saved

FACE = (250, 250, 500, 500)


def chequered(width=640, height=420, mode="RGB") -> Image.Image:
    """A picture of single black and white pixels: whatever is made coarse is grey."""
    image = Image.new("L", (width, height))
    image.putdata([255 * ((x + y) % 2) for y in range(height) for x in range(width)])
    return image.convert(mode)


def striped() -> Image.Image:
    """A picture in bands of black and white, each an eighth of its height."""
    image = Image.new("RGB", (960, 640), "white")
    for band in range(0, 640, 160):
        image.paste("black", (0, band, 960, band + 80))
    return image


def colours_in(image: Image.Image, box) -> int:
    return len(image.convert("L").crop(box).getcolors(100_000))


def test_an_area_is_left_with_a_few_colours_and_the_rest_as_it_was():
    image = chequered()
    burnt = areas.burn(image, [FACE])
    assert colours_in(burnt, (160, 105, 480, 315)) <= 50
    assert burnt.crop((0, 0, 640, 105)).tobytes() == image.crop((0, 0, 640, 105)).tobytes()


def test_areas_are_rounded_outwards():
    image = Image.new("L", (7, 7), 0)
    image.putpixel((6, 6), 255)
    assert areas.burn(image, [(999, 999, 1, 1)]).getpixel((6, 6)) == 255  # one pixel alone is its own mean
    assert areas.burn(image, [(800, 800, 200, 200)]).size == (7, 7)


def test_where_two_areas_meet_nothing_comes_back():
    image = chequered()
    both = areas.burn(image, [(0, 0, 600, 1000), (400, 0, 600, 1000)])
    assert colours_in(both, (0, 0, 640, 420)) <= 120


def test_every_rendition_has_it_burnt_in_and_no_thumbnail_beside(cast, upload):
    photo = upload(saved(striped(), quality=95), credit_line="C", licence="own")
    make_renditions(photo)
    before = {rendition.digest for rendition in photo.renditions.all()}
    files = [rendition.file.name for rendition in photo.renditions.all()]
    pixelate(photo, by=cast.photo_editor, areas=[(0, 0, 1000, 1000)], now=NOON)
    assert not Rendition.objects.filter(photo=photo).exists()
    make_renditions(photo)
    assert not before & {rendition.digest for rendition in photo.renditions.all()}
    assert files
    for rendition in photo.renditions.all():
        with Image.open(rendition.file) as made:
            made.load()
            assert "exif" not in made.info
            # Bands of black and white become blocks of neither.
            darkest, lightest = made.convert("L").getextrema()
            assert lightest - darkest < 200, rendition


def test_the_old_files_are_gone_once_it_is_on_record(cast, photo, django_capture_on_commit_callbacks):
    make_renditions(photo)
    rendition = photo.renditions.first()
    storage, name = rendition.file.storage, rendition.file.name
    with django_capture_on_commit_callbacks(execute=True):
        pixelate(photo, by=cast.photo_editor, areas=[FACE], now=NOON)
    assert not storage.exists(name)


def test_it_is_on_the_record_and_the_same_again_is_nothing(cast, photo):
    pixelate(photo, by=cast.photo_editor, areas=[FACE], now=NOON)
    pixelate(photo, by=cast.photo_editor, areas=[FACE], now=NOON)
    (entry,) = LogEntry.objects.filter(verb="pixelate")
    assert "250,250,500,500" in entry.facts


@pytest.mark.parametrize("area", [(900, 0, 200, 10), (0, 990, 10, 20), (0, 0, 0, 10)])
def test_an_area_has_to_lie_inside_the_picture(cast, photo, area):
    with pytest.raises(PhotoRefused):
        pixelate(photo, by=cast.photo_editor, areas=[area], now=NOON)
    assert not PixelatedArea.objects.exists()


def test_a_stranger_may_not(cast, photo):
    with pytest.raises(PhotoRefused, match="somebody else's"):
        pixelate(photo, by=cast.stranger, areas=[FACE], now=NOON)


def test_the_original_stays_as_it_came(cast, upload):
    data = saved(striped())
    photo = upload(data, credit_line="C", licence="own")
    pixelate(photo, by=cast.photo_editor, areas=[FACE], now=NOON)
    assert BytesIO(photo.original.read()).getvalue() == data
