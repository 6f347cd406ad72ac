"""Documents made by code, of every kind that may be sent; each call gives other bytes."""

import io
import itertools
import struct
import wave
import zipfile
import zlib

_numbers = itertools.count(1)


def pdf(
    *objects: bytes,
    trailer: bytes = b"",
    packed: bytes | None = None,
    said: bytes = b"",
    words: bytes = b"",
    page: bytes = b"",
    drawn: bytes | None = None,
) -> bytes:
    """Return a PDF of one page with those words, or with what is `drawn` in their place.

    `objects` are put in as they are, the first as number 6; `packed` as a stream of objects; `page` into the page’s.
    """
    number = next(_numbers)
    text = (
        b"BT /F1 24 Tf 72 700 Td (Harbour report %d) Tj 0 -40 Td (%s) Tj ET" % (number, words)
        if drawn is None
        else drawn
    )
    rows = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> %s >>" % page,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *objects,
    ]
    if packed is not None:
        said = said or b"/Filter /FlateDecode"
        body = zlib.compress(packed) if b"Flate" in said or b"#46late" in said else packed
        rows.append(b"<< /Type /ObjStm /N 1 /First 4 /Length %d %s >>\nstream\n%s\nendstream" % (len(body), said, body))
    out, places = bytearray(b"%PDF-1.7\n"), []
    for place, row in enumerate(rows, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (place, row)
    begin = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(rows) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(rows) + 1, trailer, begin)
    return bytes(out)


def wav(seconds: float = 2) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(struct.pack("<h", next(_numbers)) * int(8000 * seconds))
    return out.getvalue()


def mp3(frames: int = 100, head: bytes | None = None) -> bytes:
    """Return frames of MPEG 1 layer III at 128 kbit/s and 44.1 kHz: 417 bytes, 26 milliseconds each."""
    title = b"TIT2\0\0\0\x05\0\0\0%04d" % (next(_numbers) % 10_000)
    tag = b"ID3\x03\0\0" + bytes([0, 0, 0, len(title)]) + title if head is None else head
    return tag + (b"\xff\xfb\x90\x00" + b"\0" * 413) * frames


def flac(seconds: int = 3) -> bytes:
    rate, samples = 44_100, 44_100 * seconds
    packed = (rate << 44) | (1 << 41) | (15 << 36) | samples
    info = struct.pack(">HH", 4096, 4096) + b"\0" * 6 + packed.to_bytes(8, "big") + next(_numbers).to_bytes(16, "big")
    return b"fLaC" + bytes([0x80]) + len(info).to_bytes(3, "big") + info + b"\xff\xf8" + b"\0" * 64


def _page(body: bytes, granule: int, flags: int, number: int) -> bytes:
    parts = [255] * (len(body) // 255) + [len(body) % 255]
    head = struct.pack("<4sBBqIIIB", b"OggS", 0, flags, granule, 1, number, 0, len(parts))
    return head + bytes(parts) + body


def ogg(seconds: int = 4, first: bytes | None = None) -> bytes:
    """Return Ogg pages with an Opus head and as many seconds by the last page's count."""
    opus = b"OpusHead\x01\x01" + struct.pack("<HIhB", 0, 48_000, 0, 0)
    return (
        _page(first or opus, 0, 2, 0)
        + _page(b"OpusTags" + next(_numbers).to_bytes(8, "big"), 0, 0, 1)
        + _page(b"\0" * 300, 48_000 * seconds, 4, 2)
    )


def _box(kind: bytes, *inside: bytes) -> bytes:
    body = b"".join(inside)
    return struct.pack(">I4s", len(body) + 8, kind) + body


def m4a(seconds: int = 5, handler: bytes = b"soun") -> bytes:
    length = _box(b"mvhd", b"\0" * 12, struct.pack(">II", 1000, 1000 * seconds), b"\0" * 80)
    track = _box(b"trak", _box(b"mdia", _box(b"hdlr", b"\0" * 8, handler, b"\0" * 13)))
    sound = _box(b"mdat", next(_numbers).to_bytes(8, "big") * 20)
    return _box(b"ftyp", b"M4A \0\0\0\0M4A mp42") + _box(b"moov", length, track) + sound


def csv(rows: int = 3, parted: str = ",") -> bytes:
    lines = [parted.join(["year", "berths", f"ships {next(_numbers)}"])]
    lines += [parted.join([str(2020 + row), str(10 + row), str(-5 * row)]) for row in range(rows)]
    return ("\n".join(lines) + "\n").encode()


def json() -> bytes:
    return b'{"berths": [1, 2, %d]}' % next(_numbers)


def txt() -> bytes:
    return f"What the harbour master wrote.\nNumber {next(_numbers)}.\n".encode()


def zipped(**parts: bytes) -> bytes:
    """Return a zip of parts, whose names have a double underscore for each slash."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in parts.items():
            packed.writestr(name.replace("__", "/"), body)
    return out.getvalue()


SHEET = b'<worksheet><sheetData><row r="1"><c r="A1"><v>%d</v></c></row></sheetData>%s</worksheet>'


def xlsx(extra: dict | None = None, sheet: bytes = b"") -> bytes:
    parts = {
        "[Content_Types].xml": b"<?xml version='1.0' encoding='UTF-8'?><Types></Types>",
        "xl__workbook.xml": b"<workbook><sheets/></workbook>",
        "xl__worksheets__sheet1.xml": SHEET % (next(_numbers), sheet),
    }
    return zipped(**{**parts, **(extra or {})})


def ods(extra: dict | None = None, content: bytes = b"") -> bytes:
    parts = {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": b"<office:document-content><office:scripts/><table:table>%d</table:table>%s"
        b"</office:document-content>" % (next(_numbers), content),
    }
    return zipped(**{**parts, **(extra or {})})


KINDS = {
    "pdf": pdf, "wav": wav, "mp3": mp3, "flac": flac, "ogg": ogg, "m4a": m4a,
    "csv": csv, "tsv": lambda: csv(parted="\t"), "json": json, "txt": txt, "xlsx": xlsx, "ods": ods,
}  # fmt: skip
