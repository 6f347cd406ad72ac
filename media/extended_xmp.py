"""XMP that is too long for one segment of a JPEG: its main packet names the rest, which lies in pieces beside it.

The pieces are a stranger's. As the XMP specification (part 3, 1.1.3.1) has it, each says whose rest it is, how long the
whole is and where it begins in it; what does not fit together whole is no rest, and the main packet stands alone.
"""

import hashlib
import re

from PIL import Image

_HEAD = b"http://ns.adobe.com/xmp/extension/\0"
_GUID, _NUMBER = 32, 4
_NAMED = re.compile(rb"""HasExtendedXMP\s*(?:=\s*["']|>)\s*([0-9A-Fa-f]{32})""")
_MOST_BYTES = 4 * 1024 * 1024
_MOST_PIECES = 200


def rest(image: Image.Image, main: bytes | str | None) -> bytes:
    """Return the packet that the main one names, put together; empty where there is none, or not the whole of one."""
    named = _NAMED.search(main.encode() if isinstance(main, str) else main or b"")
    pieces = [data[len(_HEAD) :] for kind, data in getattr(image, "applist", ()) if _is_piece(kind, data)]
    if named is None or not pieces or len(pieces) > _MOST_PIECES:
        return b""
    guid = named[1].upper()
    own = [piece for piece in pieces if piece[:_GUID].upper() == guid]
    lengths = {piece[_GUID : _GUID + _NUMBER] for piece in own}
    if len(lengths) != 1:
        return b""
    length = int.from_bytes(lengths.pop())
    whole = _joined(own, length) if length <= _MOST_BYTES else b""
    return whole if hashlib.md5(whole, usedforsecurity=False).hexdigest().upper().encode() == guid else b""


def _is_piece(kind: str, data: bytes) -> bool:
    return kind == "APP1" and data.startswith(_HEAD)


def _joined(pieces: list[bytes], length: int) -> bytes:
    """Return the pieces one after the other; empty where one is missing, or two say the same place."""
    found = bytearray()
    at = _GUID + _NUMBER
    for piece in sorted(pieces, key=lambda each: each[at : at + _NUMBER]):
        if int.from_bytes(piece[at : at + _NUMBER]) != len(found):
            return b""
        found += piece[at + _NUMBER :]
    return bytes(found) if len(found) == length else b""
