"""The demo paper's documents: a printed page, a table and a bell, made here and taken in by the desk's own door."""

import io
import math
import struct
import wave
from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile

from media.documents.taking import accept
from media.models import Document

from .moments import moment

_SUMMARY = (
    "Marlhithe Town Council",
    "The budget in brief",
    "",
    "The council spends 69 million crowns next year, one million more than this year.",
    "",
    "Schools        31",
    "Roads          14",
    "Quay wall      11",
    "Town hall       7",
    "Parks           6",
    "",
    "The levy rises by 1.1 per cent. The wall from the Customs Steps to the ice house",
    "is raised by ninety centimetres over three years.",
)
_TABLE = """task,this year,next year
Schools,31,31
Roads,18,14
Town hall,9,7
Parks,6,6
Quay wall,4,11
"""
_HERTZ, _STRIKES, _APART = 11_025, 4, 1.25
# A bell's partials, by pitch and loudness: hum, prime, tierce, quint, nominal.
_PARTIALS = ((220, 0.5), (440, 0.35), (523, 0.3), (660, 0.2), (880, 0.4))


def file_documents(people: dict, now: datetime) -> dict[str, Document]:
    """Take every document in, before any story has it; one that is here already is recognised."""
    at = moment("10 days ago 09:00", now)
    return {
        "budget-in-brief": _take_in(
            "budget.pdf",
            page(_SUMMARY),
            people["reporter"],
            at,
            title="The budget in brief",
            description="One page, as the council handed it out on the night of the vote.",
            credit_line="Marlhithe Town Council",
            source="Town Clerk’s Office",
            licence="handout",
        ),
        "budget-by-task": _take_in(
            "budget.csv",
            _TABLE.encode(),
            people["reporter"],
            at,
            title="What the town spends, task by task",
            description="Both years in millions of crowns, a line a task.",
            credit_line="The Lantern",
            licence="cc-by-4.0",
        ),
        "ferry-bell": _take_in(
            "bell.wav",
            bell(),
            people["second_reporter"],
            at,
            title="The Petrel’s bell at the Customs Steps",
            credit_line="The Lantern",
            licence="own",
            transcript="[A ship’s bell is struck four times. Each stroke dies away before the next.]",
        ),
    }


def _take_in(name: str, data: bytes, by, at: datetime, **said) -> Document:
    return accept(SimpleUploadedFile(name, data), by=by, now=at, **said)


def page(lines: tuple[str, ...]) -> bytes:
    """Return a PDF of one page with these lines, the second larger than the others."""
    set_lines = [f"/F1 {22 if number == 1 else 11} Tf ({_escaped(line)}) Tj T*" for number, line in enumerate(lines)]
    text = "\n".join(["BT 72 760 Td 26 TL", *set_lines, "ET"]).encode("cp1252")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    begin = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, begin)
    return bytes(out)


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def bell() -> bytes:
    """Return a bell struck four times, as a WAV file."""
    samples = bytearray()
    for number in range(int(_HERTZ * _STRIKES * _APART)):
        since = number / _HERTZ % _APART
        loud = sum(weight * math.sin(2 * math.pi * pitch * since) for pitch, weight in _PARTIALS)
        samples += struct.pack("<h", round(9_000 * loud * math.exp(-3.2 * since)))
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(_HERTZ)
        sound.writeframes(bytes(samples))
    return out.getvalue()
