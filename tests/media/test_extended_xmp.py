"""XMP too long for one segment is put together, and only where every piece of it is there."""

import hashlib
import io
import random

import pytest
from PIL import Image

from media import extended_xmp, metadata, traces, xmp

from .conftest import drawing, saved

_HEAD = b"http://ns.adobe.com/xmp/extension/\0"
WORDS = {
    "dc:description": "The whole story of it. " * 5_000,
    "photoshop:Credit": "From the rest",
    "aux:SerialNumber": "B-77",
}


def _segment(data: bytes) -> bytes:
    return b"\xff\xe1" + (len(data) + 2).to_bytes(2) + data


def _jpeg(whole: bytes, *, guid=None, length=None, leave_out=None, most=40_000) -> bytes:
    """Return a JPEG whose main packet names a rest, which lies in pieces in no order."""
    guid = guid or hashlib.md5(whole, usedforsecurity=False).hexdigest().upper()
    main = xmp.write({"photoshop:Credit": "From the main one"}).decode()
    named = f'xmlns:xmpNote="http://ns.adobe.com/xmp/note/" xmpNote:HasExtendedXMP="{guid}" rdf:about'
    main = main.replace("rdf:about", named, 1).encode()
    length = len(whole) if length is None else length
    pieces = [
        _HEAD + guid.encode() + length.to_bytes(4) + at.to_bytes(4) + whole[at : at + most]
        for at in range(0, len(whole), most)
        if at != leave_out
    ]
    random.Random(5).shuffle(pieces)
    plain = saved(drawing())
    segments = b"".join(_segment(piece) for piece in [b"http://ns.adobe.com/xap/1.0/\0" + main, *pieces])
    return plain[:2] + segments + plain[2:]


def _opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.fixture
def whole() -> bytes:
    return xmp.write(WORDS)


def test_the_pieces_are_put_together_and_the_main_packet_has_the_last_word(whole):
    says = metadata.read(_opened(_jpeg(whole)))
    assert len(whole) > 100_000 and says["description"] == WORDS["dc:description"].strip()
    assert says["credit_line"] == "From the main one"


def test_what_a_rest_gives_away_is_kept_apart_as_well(whole):
    image = _opened(_jpeg(whole))
    assert "B-77" in traces.as_text(image) and "B-77" not in str(metadata.read(image))


@pytest.mark.parametrize(
    "wrong",
    [
        {"leave_out": 40_000},
        {"guid": "0" * 32},
        {"length": 0},
        {"length": 2**32 - 1},
        {"most": 300},
    ],
)
def test_a_rest_that_is_not_whole_or_not_the_one_is_left_out(whole, wrong):
    says = metadata.read(_opened(_jpeg(whole, **wrong)))
    assert "description" not in says and says["credit_line"] == "From the main one"


def test_a_packet_that_names_no_rest_has_none():
    assert extended_xmp.rest(_opened(saved(drawing())), xmp.write({"photoshop:Credit": "Ada"})) == b""
