"""Reading IPTC's older block, IIM: numbered datasets of raw bytes."""

import hashlib
import re
from collections import defaultdict

from PIL import Image

_UTF8_MARK = b"\x1b%G"
_RECORD_1_CHARSET = (1, 90)
_IPTC_IN_PHOTOSHOP, _DIGEST_IN_PHOTOSHOP = 0x0404, 0x0425
_IPTC_IN_TIFF = 33723

_TEXTS = {
    5: "title",
    40: "instructions",
    85: "creator_title",
    90: "city",
    92: "sublocation",
    95: "state",
    100: "country_code",
    101: "country",
    103: "job_id",
    105: "headline",
    110: "credit_line",
    115: "source",
    116: "copyright_notice",
    120: "description",
}
_LISTS = {25: "keywords", 80: "creators"}


def raw_block(image: Image.Image) -> bytes:
    """Return the IIM block of an opened image; empty when it has none."""
    photoshop = image.info.get("photoshop")
    if isinstance(photoshop, dict):
        block = photoshop.get(_IPTC_IN_PHOTOSHOP)
        return block if isinstance(block, bytes) else b""
    # Pillow hands TIFF's tag over as integers, from which odd lengths cannot be told: the raw bytes are kept beside.
    tags = getattr(getattr(image, "tag_v2", None), "_tagdata", {})
    return tags.get(_IPTC_IN_TIFF, b"")


def changed_since_xmp(image: Image.Image) -> bool:
    """Say whether something that does not know XMP has written the block since the two were last in step."""
    photoshop = image.info.get("photoshop")
    mark = photoshop.get(_DIGEST_IN_PHOTOSHOP) if isinstance(photoshop, dict) else None
    return isinstance(mark, bytes) and mark != hashlib.md5(raw_block(image), usedforsecurity=False).digest()


def datasets(block: bytes) -> dict[tuple[int, int], list[bytes]]:
    """Return the block's values by record and dataset, repeated ones in order; a damaged rest is left out."""
    found = defaultdict(list)
    at = 0
    while at + 5 <= len(block) and block[at] == 0x1C:
        key, size = (block[at + 1], block[at + 2]), int.from_bytes(block[at + 3 : at + 5])
        at += 5
        if size & 0x8000:  # the length of the length
            more = size & 0x7FFF
            size = int.from_bytes(block[at : at + more])
            at += more
        if at + size > len(block):
            break
        found[key].append(block[at : at + size])
        at += size
    return found


def text(value: bytes, *, utf8: bool) -> str:
    """Decode one value: by the block's own mark, else as UTF-8 when it is that, else as Windows wrote it."""
    if utf8:
        return value.decode("utf-8", "replace")
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("cp1252", "replace")


def read(image: Image.Image) -> dict[str, str | list[str]]:
    """Return what the block says under plain names."""
    found = datasets(raw_block(image))
    utf8 = _UTF8_MARK in found.get(_RECORD_1_CHARSET, [b""])
    says: dict[str, str | list[str]] = {}
    for number, name in _TEXTS.items():
        if values := found.get((2, number)):
            says[name] = text(values[0], utf8=utf8)
    for number, name in _LISTS.items():
        if values := found.get((2, number)):
            says[name] = [text(value, utf8=utf8) for value in values]
    if created := _moment(found):
        says["date_created"] = created
    return says


def _moment(found) -> str:
    """Return datasets 2:55 and 2:60 in ISO 8601, as much of it as is there."""
    day = re.fullmatch(rb"(\d{4})(\d\d)(\d\d)", b"".join(found.get((2, 55), [])[:1]).strip())
    if not day or day[1] == b"0000":
        return ""
    iso = "-".join(part.decode() for part in day.groups() if part != b"00")
    clock = re.fullmatch(rb"(\d\d)(\d\d)(\d\d)(?:([+-]\d\d)(\d\d))?", b"".join(found.get((2, 60), [])[:1]).strip())
    if len(iso) < 10 or not clock:
        return iso
    hour, minute, second, ahead, ahead_minutes = (part.decode() if part else "" for part in clock.groups())
    return f"{iso}T{hour}:{minute}:{second}" + (f"{ahead}:{ahead_minutes}" if ahead else "")
