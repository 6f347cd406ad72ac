"""What a picture's file says about itself, and what every rendition says about whom it is owed to."""

import re
from datetime import datetime, time

from PIL import ExifTags, Image

from newsroom import clock
from newsroom.record.canonical import clean_text

from . import extended_xmp, iim, xmp

Says = dict[str, str | list[str]]

# What cameras write into the caption by themselves.
_CAMERA_WORDS = re.compile(
    r"([\w-]+ )?digital camera|dcf \d[\d.]*|dcim[\\/].*|[\w-]*\d[\w-]* image|default|untitled|screenshot", re.IGNORECASE
)
# XML 1.0 has no way to write these two down.
_NOT_IN_XML = dict.fromkeys([0xFFFE, 0xFFFF])


def read(image: Image.Image) -> Says:
    """Return what an opened and loaded image says, under plain names: texts, and lists of texts.

    Where its three blocks disagree, the Metadata Working Group's order decides: EXIF for description, creator,
    copyright and date; then XMP, or IIM when a program that knows no XMP has written since.
    `date_created` is ISO 8601, as exact as the file has it.
    """
    return {**_written(image), **cleaned(_exif(image))}


def _written(image: Image.Image) -> Says:
    """Return what people wrote into XMP and IIM, the newer before the older."""
    main, rest = packets(image)
    newer, older = cleaned({**xmp.read(rest), **xmp.read(main)}), cleaned(iim.read(image))
    if iim.changed_since_xmp(image):
        newer, older = older, newer
    return {**older, **newer}


def read_date_created(image: Image.Image) -> str:
    """Return the day people wrote, in ISO 8601, whatever the camera's clock said."""
    return _written(image).get("date_created", "")


def packets(image: Image.Image) -> tuple[bytes | str | None, bytes]:
    """Return the image's XMP, and what did not fit into one segment of a JPEG."""
    main = packet(image)
    return main, extended_xmp.rest(image, main)


def packet(image: Image.Image) -> bytes | str | None:
    tags = getattr(image, "tag_v2", None)
    return image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or (tags.get(700) if tags else None)


def cleaned(says: Says) -> Says:
    """Return the values without control characters and outer white space, and without the empty ones."""
    kept: Says = {}
    for key, value in says.items():
        clean = [text for item in value if (text := _clean(item))] if isinstance(value, list) else _clean(value)
        if clean:
            kept[key] = clean
    if "date_created" in kept and not _ISO.fullmatch(kept["date_created"]):
        del kept["date_created"]
    return kept


def _clean(text: str) -> str:
    return clean_text(text).translate(_NOT_IN_XML).strip()


_ISO = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?")


def _exif(image: Image.Image) -> Says:
    """Return the four things a camera's own block knows; never the place or a serial number."""
    try:
        tags = image.getexif()
        camera = tags.get_ifd(ExifTags.IFD.Exif)
    except (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, OverflowError):
        return {}  # a damaged block says nothing
    says: Says = {}
    description = _ascii(tags.get(ExifTags.Base.ImageDescription))
    if not _CAMERA_WORDS.fullmatch(description.strip()):
        says["description"] = description
    says["creators"] = [name.strip().strip('"') for name in _ascii(tags.get(ExifTags.Base.Artist)).split(";")]
    # The second half, after NUL, is the editor's copyright; both are owed.
    notices = re.split(r"\0+", _ascii(tags.get(ExifTags.Base.Copyright)))
    says["copyright_notice"] = "; ".join(part.strip() for part in notices if part.strip())
    taken = _ascii(camera.get(ExifTags.Base.DateTimeOriginal)).strip("\0 ")
    if match := re.fullmatch(r"(\d{4}):(\d\d):(\d\d)[ T](\d\d:\d\d:\d\d)", taken):
        ahead = _ascii(camera.get(ExifTags.Base.OffsetTimeOriginal)).strip("\0 ")
        says["date_created"] = "{}-{}-{}T{}".format(*match.groups()) + (
            ahead if re.fullmatch(r"[+-]\d\d:\d\d", ahead) else ""
        )
        if moment(says["date_created"]) is None:
            del says["date_created"]
    return says


def _ascii(value) -> str:
    """Return an EXIF text: Pillow reads it as Latin-1, and most programs write UTF-8."""
    if isinstance(value, bytes):
        return iim.text(value, utf8=False)
    if not isinstance(value, str):
        return ""
    try:
        return iim.text(value.encode("latin-1"), utf8=False)
    except UnicodeEncodeError:
        return value


def moment(iso: str) -> datetime | None:
    """Return the moment of `date_created`; a day alone is its noon here, a month or year alone is none."""
    try:
        if len(iso) == 10:
            return datetime.combine(datetime.fromisoformat(iso).date(), time(12), tzinfo=clock.zone())
        found = datetime.fromisoformat(iso) if len(iso) > 10 else None
    except ValueError:
        return None
    if found is not None and found.tzinfo is None:
        return found.replace(tzinfo=clock.zone())
    return found


def embed(photo) -> bytes:
    """Return the XMP every rendition of the photo carries: who is owed, on which terms, what it shows.

    Built from the photo's own fields and never copied from the file, so that no place, serial number or desk's note
    can travel. Empty fields are left out.
    """
    properties: Says = {
        "dc:creator": [photo.creator] if photo.creator else [],
        "photoshop:Credit": photo.credit_line,
        "photoshop:Source": photo.source,
        "dc:rights": photo.copyright_notice,
        "xmpRights:UsageTerms": photo.usage_terms,
        "xmpRights:WebStatement": photo.web_statement,
        "Iptc4xmpCore:AltTextAccessibility": photo.alt_text,
        "Iptc4xmpCore:ExtDescrAccessibility": photo.extended_description,
        "Iptc4xmpExt:DigitalSourceType": photo.digital_source_type,
        "plus:DataMining": _PLUS_VOCABULARY + photo.data_mining if photo.data_mining else "",
    }
    licensor = {"plus:LicensorName": photo.licensor_name, "plus:LicensorURL": photo.licensor_url}
    return xmp.write(cleaned(properties), {"plus:Licensor": cleaned(licensor)})


_PLUS_VOCABULARY = "http://ns.useplus.org/ldf/vocab/"
