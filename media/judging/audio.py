"""Judging recordings by their headers: each container is walked from end to end, so what is cut off is found out."""

import re
from collections.abc import Iterator

from ..opening import Unfit

_MPEG1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_MPEG2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_TAGS = re.compile(rb"TAG|APETAGEX|LYRICS|ID3|3DI", re.DOTALL)
# What lies between frames and is no frame: tags, covers, a station's own marks.
_MOST_STRAY = 1024 * 1024
_ENOUGH_FRAMES = 3
_WAVES = {1, 3, 6, 7, 0xFFFE}
_OGG_SOUND = {b"\x01vorbis": "vorbis", b"OpusHead": "opus", b"\x7fFLAC": "flac", b"Speex   ": "speex"}
_OGG_FILM = (b"\x80theora", b"BBCD\0", b"\x01video")


def format_of(data) -> str:
    """Return the container a file says it is by its first bytes; "" for none of ours."""
    head = data[:16]
    if head[:4] == b"fLaC":
        return "flac"
    if head[:4] == b"OggS":
        return "ogg"
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "wav"
    if head[4:8] == b"ftyp":
        return "m4a"
    if head[:3] == b"ID3" or (len(head) > 3 and _frame(head[:4])):
        return "mp3"
    return ""


def seconds_of(data, format: str) -> int:
    """Return how long the recording is. Raise Unfit where it is damaged, or is none."""
    try:
        found = _LENGTHS[format](data)
    except (IndexError, ValueError, ZeroDivisionError, OverflowError) as error:
        raise Unfit("damaged") from error
    return round(found)


def _number(data, at: int, size: int, order: str = "big") -> int:
    part = data[at : at + size]
    if len(part) < size:
        raise Unfit("damaged")
    return int.from_bytes(part, order)


def _frame(head: bytes) -> tuple[int, float] | None:
    """Return bytes and seconds of the MPEG frame with this head; None for what is none of layer III."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    rate, speed, pad = head[2] >> 4, head[2] >> 2 & 3, head[2] >> 1 & 1
    if version == 1 or layer != 1 or rate in {0, 15} or speed == 3:
        return None
    kilobits = (_MPEG1 if version == 3 else _MPEG2)[rate]
    hertz, samples = _RATES[version][speed], 1152 if version == 3 else 576
    return samples // 8 * kilobits * 1000 // hertz + pad, samples / hertz


def _mp3(data) -> float:
    at, stray, frames, seconds = _after_id3(data), 0, 0, 0.0
    while at < len(data):
        if found := _frame(data[at : at + 4]):
            size, lasts = found
            at, frames, seconds = at + size, frames + 1, seconds + lasts
            continue
        # To the next byte that could begin a frame.
        further = data.find(b"\xff", at + 1)
        further = len(data) if further < 0 else further
        stray += 0 if _TAGS.match(data[at : at + 8]) or not data[at] else further - at
        at = further
        if stray > _MOST_STRAY or (stray > 4096 and frames < _ENOUGH_FRAMES):
            raise Unfit("damaged")
    if frames < _ENOUGH_FRAMES:
        raise Unfit("no_document")
    return seconds


def _after_id3(data) -> int:
    if data[:3] != b"ID3":
        return 0
    size = 0
    for byte in data[6:10]:
        size = size << 7 | (byte & 0x7F)
    return 10 + size + (10 if data[5] & 0x10 else 0)


def _flac(data) -> float:
    at, last, lasts = 4, False, 0.0
    while not last:
        head = _number(data, at, 1)
        last, kind, size = bool(head & 0x80), head & 0x7F, _number(data, at + 1, 3)
        if at == 4:
            if kind != 0 or size != 34:
                raise Unfit("damaged")
            packed = _number(data, at + 14, 8)
            lasts = (packed & 0xFFFFFFFFF) / (packed >> 44)
        at += 4 + size
    if _number(data, at, 2) & 0xFFFC != 0xFFF8:
        raise Unfit("damaged")
    return lasts


def _wav(data) -> float:
    at, speed = 12, 0
    while at + 8 <= len(data):
        kind, size = data[at : at + 4], _number(data, at + 4, 4, "little")
        if kind == b"fmt ":
            if _number(data, at + 8, 2, "little") not in _WAVES:
                raise Unfit("no_document")
            speed = _number(data, at + 16, 4, "little")
        if kind == b"data":
            if not speed or at + 8 + size > len(data):
                raise Unfit("damaged")
            return size / speed
        at += 8 + size + size % 2
    raise Unfit("damaged")


def _ogg(data) -> float:
    at, sound, hertz, samples = 0, "", 0, 0
    while at < len(data):
        if data[at : at + 4] != b"OggS":
            raise Unfit("damaged")
        parts = _number(data, at + 26, 1)
        body = at + 27 + parts
        size = sum(data[at + 27 : body])
        first = data[body : body + 64]
        if data[at + 5] & 2:
            if any(first.startswith(mark) for mark in _OGG_FILM):
                raise Unfit("video")
            sound = sound or next((kind for mark, kind in _OGG_SOUND.items() if first.startswith(mark)), "")
            hertz = hertz or _ogg_hertz(sound, first)
        granule = _number(data, at + 6, 8, "little")
        samples = max(samples, granule if granule < 1 << 62 else 0)
        at = body + size
    if not sound:
        raise Unfit("no_document")
    if at != len(data):
        raise Unfit("damaged")
    return samples / hertz


def _ogg_hertz(sound: str, first: bytes) -> int:
    if sound == "vorbis":
        return _number(first, 12, 4, "little")
    if sound == "speex":
        return _number(first, 36, 4, "little")
    return _number(first, 27, 3) >> 4 if sound == "flac" else 48_000


def _boxes(data, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield kind, begin and end of what is in each box of an MP4."""
    while at < end:
        size, kind, head = _number(data, at, 4), data[at + 4 : at + 8], 8
        if size == 1:
            size, head = _number(data, at + 8, 8), 16
        size = size or end - at
        if size < head or at + size > end:
            raise Unfit("damaged")
        yield kind, at + head, at + size
        at += size


def _m4a(data) -> float:
    boxes = list(_boxes(data, 0, len(data)))
    movie = next(((begin, end) for kind, begin, end in boxes if kind == b"moov"), None)
    if movie is None:
        raise Unfit("damaged")
    kinds, lasts = set(), 0.0
    for kind, begin, end in _boxes(data, *movie):
        if kind == b"mvhd":
            long = data[begin] == 1
            scale = _number(data, begin + (20 if long else 12), 4)
            lasts = _number(data, begin + (24 if long else 16), 8 if long else 4) / scale
        elif kind == b"trak":
            kinds |= {_handler(data, *part[1:]) for part in _boxes(data, begin, end) if part[0] == b"mdia"}
    if b"vide" in kinds:
        raise Unfit("video")
    if b"soun" not in kinds:
        raise Unfit("no_document")
    return lasts


def _handler(data, begin: int, end: int) -> bytes:
    """Return what kind of track it is."""
    return next((bytes(data[at + 8 : at + 12]) for kind, at, _end in _boxes(data, begin, end) if kind == b"hdlr"), b"")


_LENGTHS = {"mp3": _mp3, "flac": _flac, "wav": _wav, "ogg": _ogg, "m4a": _m4a}
FORMATS = frozenset(_LENGTHS)
