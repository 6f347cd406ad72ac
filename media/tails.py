"""What comes after a picture's last byte: another file hides there."""

import re
import zipfile

# Phones append videos and second views, cameras their previews: only what another program would run or unpack counts.
_FOREIGN = [
    (re.compile(rb"<\s*(!doctype\s+html|html|script|svg|body|iframe|\?php)|<\?php", re.IGNORECASE), "web page"),
    (re.compile(rb"PK\x03\x04|PK\x05\x06|Rar!\x1a\x07|7z\xbc\xaf\x27\x1c"), "archive"),
    (re.compile(rb"%PDF-|%!PS"), "document"),
    (re.compile(rb"^\s*(MZ|\x7fELF|#!)"), "program"),
]
_LOOKED_AT = 66_000
_STANDS_ALONE = {0x01, *range(0xD0, 0xD9)}


def after_the_picture(file, format: str) -> str | None:
    """Return what is hidden after the picture's end: web page, archive, document or program; None for nothing."""
    end = _ENDS.get(format)
    if end is None:
        # Kinds whose parts may lie anywhere have no end; an archive is read from the file's, and says so itself.
        return "archive" if zipfile.is_zipfile(file) else None
    file.seek(0)
    data = file.read()
    tail = data[end(data) :]
    # In megabytes of a phone's video four bytes can be anything by chance: programs look at one end or the other.
    tail = tail if len(tail) < 2 * _LOOKED_AT else tail[:_LOOKED_AT] + tail[-_LOOKED_AT:]
    return next((what for pattern, what in _FOREIGN if pattern.search(tail)), None)


def _jpeg_end(data: bytes) -> int:
    """Return where the first image of a JPEG file ends, by walking its segments and scans."""
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            at += 1  # inside a scan
            at = data.find(b"\xff", at)
            if at < 0:
                return len(data)
            continue
        marker = data[at + 1]
        if marker == 0xD9:
            return at + 2
        if marker in _STANDS_ALONE or marker in {0x00, 0xFF}:
            at += 1 if marker == 0xFF else 2
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4])
    return len(data)


def _png_end(data: bytes) -> int:
    at = 8
    while at + 12 <= len(data):
        kind = data[at + 4 : at + 8]
        at += 12 + int.from_bytes(data[at : at + 4])
        if kind == b"IEND":
            break
    return at


def _webp_end(data: bytes) -> int:
    return 8 + int.from_bytes(data[4:8], "little")


def _boxes_end(data: bytes) -> int:
    """Return where the boxes of an AVIF or a HEIC end: each says its length, in eight bytes where four do not do."""
    at = 0
    while at + 8 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        if size == 1:
            size = int.from_bytes(data[at + 8 : at + 16])
        if size == 0:
            return len(data)
        if size < 8 or not kind.isalnum():
            break
        at += size
    return at


_ENDS = {"jpeg": _jpeg_end, "png": _png_end, "webp": _webp_end, "avif": _boxes_end, "heic": _boxes_end}
