"""From whatever pixels came in to what every screen shows: upright, sRGB, eight bits, no alpha."""

from contextlib import suppress
from io import BytesIO

from PIL import Image, ImageCms, ImageOps

_PAPER = (255, 255, 255)
_SAVE = {
    "avif": {"format": "AVIF", "quality": 60, "speed": 8, "max_threads": 1},
    "webp": {"format": "WEBP", "quality": 78, "method": 4},
    "jpeg": {"format": "JPEG", "quality": 82, "optimize": True, "progressive": True},
}
_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def upright_size(image: Image.Image) -> tuple[int, int]:
    """Return width and height as the picture is looked at, without decoding it."""
    try:
        turned = image.getexif().get(0x0112, 1) in {5, 6, 7, 8}
    except (OSError, SyntaxError, ValueError, TypeError, KeyError):
        turned = False
    return (image.height, image.width) if turned else image.size


def ready(image: Image.Image) -> Image.Image:
    """Return the picture upright, in sRGB, eight bits a channel, on white where it was see-through."""
    profile = image.info.get("icc_profile")
    # A damaged EXIF block turns nothing.
    with suppress(OSError, SyntaxError, ValueError, TypeError, KeyError):
        image = ImageOps.exif_transpose(image)
    image = _eight_bits(image)
    if image.mode in {"P", "PA", "LA", "La", "RGBa"}:
        image = image.convert("RGBA" if image.mode != "P" or "transparency" in image.info else "RGB")
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    image = _in_srgb(image.convert("RGB") if alpha else image, profile)
    if alpha:
        paper = Image.new("RGB", image.size, _PAPER)
        paper.paste(image, mask=alpha)
        image = paper
    return image


def nearer(image: Image.Image, enough: float) -> Image.Image:
    """Return the picture at a whole fraction of its size while its longer side is still enough of pixels.

    Colour costs memory by area.
    """
    factor = int(max(image.size) / enough)
    return image.reduce(factor) if factor > 1 and image.mode in {"L", "RGB", "RGBA", "CMYK"} else image


def _eight_bits(image: Image.Image) -> Image.Image:
    if image.mode in {"I", "I;16", "I;16L", "I;16B", "I;16N"}:
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Convert by the picture's own profile; without a usable one its numbers are taken for sRGB already."""
    if image.mode == "LAB":
        lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
        return ImageCms.profileToProfile(image, lab, _SRGB, outputMode="RGB")
    if profile and image.mode in {"RGB", "CMYK", "L"}:
        # It may be damaged, or made for other channels than these.
        with suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            return ImageCms.profileToProfile(image, own, _SRGB, outputMode="RGB")
    return image.convert("RGB")


def cut(image: Image.Image, rectangle: tuple[int, int, int, int], turn: int = 0) -> Image.Image:
    """Return a part of the upright picture: left, top, right, bottom once it is turned by so many tenths of a degree.

    Degrees are clockwise.
    """
    if turn:
        image = image.rotate(-turn / 10, Image.Resampling.BICUBIC, expand=True, fillcolor=_PAPER)
    left, top, right, bottom = rectangle
    if (left, top, right, bottom) == (0, 0, *image.size):
        return image
    return image.crop((left, top, min(right, image.width), min(bottom, image.height)))


def dominant(image: Image.Image) -> str:
    """Return the colour that covers most of the picture, as #rrggbb."""
    few = image.resize((48, 48), Image.Resampling.BOX).quantize(8, Image.Quantize.MEDIANCUT)
    most = max(few.getcolors(), key=lambda counted: counted[0])[1]
    return "#{:02x}{:02x}{:02x}".format(*few.getpalette()[most * 3 : most * 3 + 3])


def sized(image: Image.Image, width: int) -> Image.Image:
    """Return the picture at that width."""
    height = max(1, round(image.height * width / image.width))
    if (width, height) == image.size:
        return image
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3)


def encoded(image: Image.Image, format: str, embedded: bytes) -> bytes:
    """Return the picture as a file that carries these words and no others."""
    out = BytesIO()
    # What came in with the pixels would go out again: a profile, a comment, somebody else's words.
    image.info = {}
    image.save(out, xmp=embedded, **_SAVE[format])
    return out.getvalue()
