"""A day's pictures of three photographers as files: bursts, one file twice, one cut off. Always the same."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PIL import ExifTags, Image, ImageDraw, ImageFilter

from media import xmp

BEGUN = datetime(2026, 11, 22, 13, 30, tzinfo=UTC)
# Of every so many frames the first three are one burst of one camera: the same moment, a little later.
BURST = 8
TWICE, CUT_OFF = "IMG_twice.jpg", "IMG_cut_off.jpg"
# Maker, model, photographer, what files are called.
_CAMERAS = (
    ("Canon", "Canon EOS R3", "Tomas Reell", "TR3_{:04}.JPG"),
    ("NIKON CORPORATION", "NIKON Z 9", "Runa Ellery", "DSC_{:04}.JPG"),
    ("SONY", "ILCE-1", "Mattis Quill", "DSC{:05}.JPG"),
)
_SHIRTS = ((196, 60, 44), (44, 74, 150))


def write(folder: Path, count: int) -> list[Path]:
    """Write that many files into the folder and return them; the last two are the one sent twice and the broken one."""
    paths = []
    for number in range(count - 2):
        path = folder / _CAMERAS[_scene(number) % 3][3].format(number + 100)
        _save(_frame(number), number, path)
        paths.append(path)
    twice, cut_off = folder / TWICE, folder / CUT_OFF
    twice.write_bytes(paths[0].read_bytes())
    cut_off.write_bytes(paths[1].read_bytes()[:9_000])
    return [*paths, twice, cut_off]


def _scene(number: int) -> int:
    """Return the frame that began the burst this one belongs to; itself where it stands alone."""
    return number - number % BURST if number % BURST < 3 else number


def _frame(number: int) -> Image.Image:
    """Return a frame: a burst's three show one scene, its players a step further each time."""
    first = _scene(number)
    dice, step = random.Random(f"cup {first}"), (number - first) * 14
    size = (800, 1200) if first % 7 == 3 else (1200, 800)
    green = dice.randint(96, 150)
    image = Image.new("RGB", size, (60 + dice.randint(0, 40), green, 70))
    draw = ImageDraw.Draw(image)
    for stripe in range(0, size[0], 150):
        draw.rectangle((stripe, 0, stripe + 74, size[1]), fill=(58 + dice.randint(0, 30), green - 10, 62))
    horizon = dice.randint(size[1] // 8, size[1] // 3)
    draw.rectangle((0, 0, size[0], horizon), fill=(dice.randint(90, 200), dice.randint(120, 200), 210))
    for _seat in range(260):
        x, y = dice.randint(0, size[0]), dice.randint(0, horizon)
        draw.ellipse((x, y, x + 9, y + 9), fill=tuple(dice.randint(40, 230) for _ in range(3)))
    for player in range(dice.randint(1, 6)):
        _player(draw, dice, size, horizon, _SHIRTS[player % 2], step)
    return image.filter(ImageFilter.GaussianBlur(dice.choice((0.4, 0.8, 2.5))))


def _player(draw, dice: random.Random, size: tuple[int, int], horizon: int, shirt, step: int) -> None:
    tall = dice.randint(160, 420)
    wide = tall // 3
    x, y = dice.randint(0, size[0] - wide) + step, dice.randint(horizon, max(size[1] - tall, horizon + 1))
    draw.ellipse((x + wide // 4, y, x + wide * 3 // 4, y + tall // 5), fill=(214, 170 - dice.randint(0, 80), 136))
    draw.rounded_rectangle((x, y + tall // 5, x + wide, y + tall * 3 // 5), wide // 4, fill=shirt)
    draw.rectangle((x + wide // 6, y + tall * 3 // 5, x + wide * 2 // 5, y + tall), fill=(240, 236, 228))
    draw.rectangle((x + wide * 3 // 5, y + tall * 3 // 5, x + wide * 5 // 6, y + tall), fill=(240, 236, 228))


def _save(image: Image.Image, number: int, path: Path) -> None:
    """Write the frame with what its camera and its photographer write into it."""
    make, model, photographer, _name = _CAMERAS[_scene(number) % 3]
    burst = number - _scene(number)
    taken = BEGUN + timedelta(seconds=18 * (number - burst) + burst)
    exif = image.getexif()
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Model] = make, model
    exif[ExifTags.Base.Artist] = photographer
    exif[ExifTags.Base.Copyright] = f"© 2026 {photographer}"
    camera = exif.get_ifd(ExifTags.IFD.Exif)
    camera[ExifTags.Base.DateTimeOriginal] = f"{taken:%Y:%m:%d %H:%M:%S}"
    camera[ExifTags.Base.OffsetTimeOriginal] = "+00:00"
    camera[ExifTags.Base.BodySerialNumber] = f"0{_scene(number) % 3}2021004217"
    words = xmp.write({"dc:creator": [photographer], "photoshop:Source": "The Lantern"}, {})
    image.save(path, "JPEG", quality=84, exif=exif, xmp=words)
