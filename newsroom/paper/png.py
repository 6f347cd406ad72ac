"""Reading a PNG far enough to keep it: nothing is decoded, and what is no part of the picture is left behind.

A logo is small and drawn once. Its file is opened by whoever looks at the page, never here: its shape, sizes and sums
are checked, and pieces that may hold words (names, places, programs) are dropped. Pure functions.
"""

import struct
import zlib

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# What the picture is made of, and how its colours are meant.
_KEPT = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD"}


class NoPng(ValueError):
    """This is no whole PNG."""


def cleaned(data: bytes) -> tuple[bytes, int, int]:
    """Return the picture without what is no part of it, its width and its height. Raise NoPng."""
    if not data.startswith(_SIGNATURE):
        raise NoPng
    kept, names, at = [_SIGNATURE], [], len(_SIGNATURE)
    while at < len(data):
        name, piece, at = _piece(data, at)
        names.append(name)
        if name in _KEPT:
            kept.append(piece)
        if name == b"IEND":
            break
    if len(names) < 3 or names[0] != b"IHDR" or names[-1] != b"IEND" or b"IDAT" not in names:
        raise NoPng
    width, height = struct.unpack(">II", data[16:24])
    return b"".join(kept), width, height


def _piece(data: bytes, at: int) -> tuple[bytes, bytes, int]:
    """Return a piece's name, the piece, and where the next begins. Raise NoPng where its sum is wrong."""
    if at + 12 > len(data):
        raise NoPng
    (length,) = struct.unpack(">I", data[at : at + 4])
    end = at + 12 + length
    name = data[at + 4 : at + 8]
    if end > len(data) or (name == b"IHDR" and length != 13):
        raise NoPng
    (sum_said,) = struct.unpack(">I", data[end - 4 : end])
    if zlib.crc32(data[at + 4 : end - 4]) != sum_said:
        raise NoPng
    return name, data[at:end], end
