"""What the desk read of one picture's file, under the names that exiftool's reading of the same file is grouped by."""

from datetime import datetime

from PIL import ExifTags, Image

from . import metadata, xmp
from .opening import FORMATS
from .traces import DAMAGED

# Ours under the name they go by outside.
_NAMES = {
    "headline": "headline",
    "title": "title",
    "caption": "description",
    "alt_text": "alt_text",
    "ext_descr": "extended_description",
    "byline": "creators",
    "byline_title": "creator_title",
    "credit": "credit_line",
    "source": "source",
    "copyright": "copyright_notice",
    "usage_terms": "usage_terms",
    "web_statement": "web_statement",
    "instructions": "instructions",
    "job_id": "job_id",
    "city": "city",
    "state": "state",
    "country": "country",
    "keywords": "keywords",
    "persons": "persons",
    "digital_source_type": "digital_source_type",
    "data_mining": "data_mining",
    "model_release": "model_release",
    "property_release": "property_release",
    "ai_system": "ai_system",
    "ai_system_version": "ai_system_version",
    "ai_prompt": "ai_prompt",
    "ai_prompt_writer": "ai_prompt_writer",
}
_ORIENTATIONS = (
    "Horizontal (normal)",
    "Mirror horizontal",
    "Rotate 180",
    "Mirror vertical",
    "Mirror horizontal and rotate 270 CW",
    "Rotate 90 CW",
    "Mirror horizontal and rotate 90 CW",
    "Rotate 270 CW",
)


def report(image: Image.Image) -> dict[str, object]:
    """Return what an opened and loaded picture says: texts, lists of texts, width and height as they are stored.

    Dates are written as EXIF writes them, `2026:11:22 12:00:00+01:00`, as exact as the file has them. What it says
    of its place is for whoever has the file anyway; nothing of the desk keeps it.
    """
    says = metadata.read(image)
    told = {name: says[ours] for name, ours in _NAMES.items() if ours in says}
    told |= {"mime": f"image/{FORMATS[image.format]}", "width": image.width, "height": image.height}
    told |= {
        "date_created": _as_exif(metadata.read_date_created(image)),
        "licensor": [each for packet in metadata.packets(image) for each in xmp.read_licensors(packet)],
    }
    told |= {name: value for name, value in _camera(image).items() if name not in told}
    told["c2pa"] = _credentials(image)
    return {name: value for name, value in sorted(told.items()) if value}


def _as_exif(iso: str) -> str:
    day, t, time = iso.partition("T")
    return day.replace("-", ":") + (f" {time}" if t else "")


def _camera(image: Image.Image) -> dict[str, str]:
    """Return what the camera's own block says of the moment, the way up and the place, and what it calls itself.

    The desk takes no camera's own words for a caption; here they are told as they stand.
    """
    try:
        tags = image.getexif()
        moment = tags.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal, "")
        way_up, place = tags.get(ExifTags.Base.Orientation), tags.get_ifd(ExifTags.IFD.GPSInfo)
    except DAMAGED:
        return {}
    return {
        "caption": str(tags.get(ExifTags.Base.ImageDescription, "")).strip("\0 "),
        "date_original": _day_and_time(moment),
        "orientation": _ORIENTATIONS[way_up - 1] if way_up in range(1, 9) else "",
        "gps": _place(place),
    }


def _day_and_time(text: object) -> str:
    """Return a camera's moment as it wrote it; nothing for one that never was."""
    text = text.strip("\0 ") if isinstance(text, str) else ""
    try:
        datetime.strptime(text[:19].replace("T", " "), "%Y:%m:%d %H:%M:%S")
    except ValueError:
        return ""
    return text


def _place(gps: dict) -> str:
    try:
        parts = [
            f"{_degrees(gps[value])} {_ascii(gps[side])}"
            for value, side in (
                (ExifTags.GPS.GPSLatitude, ExifTags.GPS.GPSLatitudeRef),
                (ExifTags.GPS.GPSLongitude, ExifTags.GPS.GPSLongitudeRef),
            )
        ]
    except DAMAGED:
        return ""
    return ", ".join(parts)


def _ascii(value: object) -> str:
    text = value.decode("ascii") if isinstance(value, bytes) else str(value)
    return text.strip("\0 ")


def _degrees(value) -> str:
    """Return degrees, minutes and seconds, the fractions of each carried down to the seconds."""
    degrees, minutes, seconds = (float(part) for part in value)
    hundredths = round((degrees * 3600 + minutes * 60 + seconds) * 100)
    minutes, hundredths = divmod(hundredths, 6000)
    degrees, minutes = divmod(minutes, 60)
    return f"{degrees} deg {minutes}' {hundredths / 100:.2f}\""


def _credentials(image: Image.Image) -> str:
    """Return the name of the Content Credentials a JPEG carries; whether they hold is not asked here."""
    blocks = b"".join(block for marker, block in getattr(image, "applist", []) if marker == "APP11")
    return next((name.decode() for name in (b"c2pa", b"cai") if name in blocks), "")
