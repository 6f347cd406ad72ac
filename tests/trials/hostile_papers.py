"""Hostile and broken documents, made by kind from a seed, the same every time."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests import document_files as files

MARK = b"HOSTILE-PAYLOAD"
Made = tuple[str, bytes]
_SOUNDS = ("mp3", "m4a", "ogg", "wav", "flac")
_MEGABYTE = 1024 * 1024


def raw_pdf(rows: list[bytes], trailer: bytes = b"", start: int | None = None) -> bytes:
    """Return a PDF of these objects, numbered from 1; `start` is where it says its table is."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, row in enumerate(rows, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, row)
    begin = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(rows) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(rows) + 1, trailer)
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % (begin if start is None else start)


def _stream(body: bytes, said: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(body), said, body)


_CATALOG, _PAGES = b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def _one_page(content: bytes, *more: bytes, said: bytes = b"", page: bytes = b"") -> bytes:
    box = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
    resources = b" /Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> %s >>" % page
    return raw_pdf([_CATALOG, _PAGES, box + resources, _stream(content, said), _FONT, *more])


def _any(chance: random.Random) -> Made:
    format = chance.choice(list(files.KINDS))
    return f"{chance.randrange(10**6)}.{format}", files.KINDS[format]()


def truncated(chance: random.Random) -> Made:
    name, data = _any(chance)
    ends = [chance.randrange(1, 40), chance.randrange(1, len(data)), len(data) - chance.randrange(1, 20)]
    return name, data[: max(1, chance.choice(ends))]


def flipped(chance: random.Random) -> Made:
    name, data = _any(chance)
    data = bytearray(data)
    reach = chance.choice([64, 400, len(data)])
    for _flip in range(chance.choice([1, 3, 20, 200])):
        data[chance.randrange(min(reach, len(data)))] ^= 1 << chance.randrange(8)
    return name, bytes(data)


def acting(chance: random.Random) -> Made:
    """Return a PDF that does something when it is opened, said plainly or hidden."""
    name = chance.choice(["JavaScript", "Launch", "RichMedia", "XFA", "EmbeddedFiles", "EmbeddedFile"])
    letters = list(name)
    for at in chance.sample(range(len(name)), chance.choice([0, 1, 3])):
        letters[at] = f"#{ord(name[at]):02x}"
    key = "/" + "".join(letters)
    act = f"<< /Type /Action /S {key} {key} 9 0 R /JS (app.alert(1)) /F (calc.exe) >>".encode() + b" " + MARK
    way = chance.choice(["plain", "packed", "stream"])
    if way == "plain":
        return "act.pdf", files.pdf(act, trailer=b"/OpenAction 6 0 R")
    if way == "packed":
        hex_filter = b"/Filter [/ASCIIHexDecode /FlateDecode]"
        return "act.pdf", files.pdf(packed=b"9 0 " + act, said=chance.choice([b"", hex_filter, b"/Filter /LZWDecode"]))
    return "act.pdf", files.pdf(_stream(zlib.compress(act), b"/Filter /FlateDecode"))


def locked(chance: random.Random) -> Made:
    if chance.random() < 0.3:
        out = io.BytesIO(files.xlsx())
        data = bytearray(out.getvalue())
        for mark, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
            place = data.find(mark)
            data[place + at] |= 1
        return "locked.xlsx", bytes(data)
    lock = b"/Encrypt << /Filter /Standard /V %d /R %d /O (%s) /U (%s) /P -44 >>"
    version = chance.choice([1, 2, 4, 5])
    return "locked.pdf", files.pdf(trailer=lock % (version, version + 1, b"o" * 32, b"u" * 32))


def packed_pdf(chance: random.Random) -> Made:
    """Return a PDF of a few kilobytes that is huge once it is unpacked."""
    size = chance.choice([150, 300]) * _MEGABYTE
    bomb = zlib.compress(chance.choice([b"\0", b" ", b"("]) * size, 1)
    way = chance.choice(["objects", "page", "many", "twice"])
    if way == "objects":
        return "bomb.pdf", files.pdf(packed=b"\0" * size)
    if way == "twice":
        return "bomb.pdf", _one_page(zlib.compress(bomb, 9), said=b"/Filter [/FlateDecode /FlateDecode]")
    if way == "many":
        one = zlib.compress(b" " * 8 * _MEGABYTE, 9)
        return "bomb.pdf", _one_page(b"", *[_stream(one, b"/Filter /FlateDecode")] * 40)
    return "bomb.pdf", _one_page(bomb, said=b"/Filter /FlateDecode")


def two_faced(chance: random.Random) -> Made:
    other = chance.choice([files.zipped(run__js=MARK), files.xlsx({"xl__vbaProject.bin": MARK})])
    format = chance.choice(["pdf", "mp3", "wav", "flac"])
    data = files.KINDS[format]()
    if format == "pdf" and chance.random() < 0.4:
        page = b"<html><script>/*" + MARK + b"*/</script></html>"
        return "two.pdf", chance.choice([page + data, b"MZ" + MARK + data, b"\xff\xd8\xff\xe0" + data])
    return f"two.{format}", data + b"\n" * chance.choice([0, 5]) + other


def page_trees(chance: random.Random) -> Made:
    """Return a PDF whose pages lead in circles, nest without end, or claim to be more than there are."""
    way = chance.choice(["circle", "deep", "claim", "many", "none"])
    leaf = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    if way == "circle":
        return "tree.pdf", raw_pdf([_CATALOG, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 /Parent 2 0 R >>"])
    if way == "deep":
        depth = chance.choice([200, 20_000])
        rows = [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (number + 3) for number in range(depth)]
        return "tree.pdf", raw_pdf([_CATALOG, *rows, leaf])
    if way == "claim":
        count = chance.choice([100_000, 2**31 - 1, -5])
        return "tree.pdf", raw_pdf([_CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count %d >>" % count, leaf])
    if way == "none":
        return "tree.pdf", raw_pdf([chance.choice([_CATALOG, b"<< >>", b"null"])])
    count = chance.choice([5_000, 200_000])
    kids = b"3 0 R " * count
    return "tree.pdf", raw_pdf([_CATALOG, b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count), leaf])


def tables(chance: random.Random) -> Made:
    """Return a PDF whose table of objects is a circle, or points to nowhere."""
    way = chance.choice(["prev", "stream", "start", "sizes"])
    whole = files.pdf()
    begin = int(whole.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    if way == "prev":
        return "table.pdf", files.pdf(trailer=b"/Prev %d" % chance.choice([begin, 0, 2**31, begin + 80]))
    if way == "start":
        places = [0, -1, 2**63, len(whole), 9]
        return "table.pdf", raw_pdf([_CATALOG, _PAGES, b"<< /Type /Page /Parent 2 0 R >>"], start=chance.choice(places))
    if way == "sizes":
        return "table.pdf", whole.replace(b"xref\n0 6", b"xref\n0 %d" % chance.choice([2**31 - 1, 10**7, -3]))
    said = b"/Type /XRef /Size 9 /W [1 4 2] /Root 1 0 R /Index [0 %d] /Prev 9" % chance.choice([9, 2**31 - 1])
    return "table.pdf", b"%PDF-1.7\n1 0 obj\n" + _stream(b"\1" * 63, said) + b"\nendobj\nstartxref\n9\n%%EOF\n"


def nested(chance: random.Random) -> Made:
    deep = chance.choice([500, 100_000, 1_000_000])
    kind = chance.choice(["arrays", "dictionaries", "json", "operators", "sheet"])
    if kind == "json":
        pair = chance.choice([(b"[", b"]"), (b'{"a":', b"}")])
        return "deep.json", pair[0] * deep + b"1" + pair[1] * deep
    if kind == "sheet":
        return "deep.xlsx", files.xlsx(sheet=b"<c>" * min(deep, 200_000))
    if kind == "operators":
        return "deep.pdf", _one_page(b"q " * deep + b"BT (x) Tj ET")
    begin, end = (b"[", b"]") if kind == "arrays" else (b"<< /A ", b" >>")
    return "deep.pdf", files.pdf(begin * deep + b"1" + end * deep, page=b"/Annots [6 0 R] /A 6 0 R")


def wordy(chance: random.Random) -> Made:
    """Return a PDF that says more than anybody reads, or says itself again and again."""
    way = chance.choice(["text", "itself", "notes", "outline", "fonts"])
    begin = b"BT /F1 9 Tf 1 0 0 1 9 9 Tm "
    if way == "text":
        body = begin + b"(%s) Tj " % (b"word " * 40) * chance.choice([2_000, 100_000]) + b"ET"
        return "words.pdf", _one_page(zlib.compress(body), said=b"/Filter /FlateDecode")
    if way == "itself":
        again = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"
        return "words.pdf", _one_page(b"/X Do " * 50, _stream(b"/X Do " * chance.choice([1, 9]), again))
    if way == "notes":
        note = b"<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (%s) /Popup 6 0 R /Parent 6 0 R >>"
        many = b"6 0 R " * chance.choice([100, 100_000])
        return "words.pdf", _one_page(b"", note % (b"word " * 2_000), page=b"/Annots [%s]" % many)
    if way == "outline":
        catalog = b"<< /Type /Catalog /Pages 2 0 R /Outlines 4 0 R >>"
        item = b"<< /Title (again) /Next %d 0 R /First 4 0 R /Last 4 0 R /Parent 4 0 R /Count 9 >>"
        page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
        return "words.pdf", raw_pdf([catalog, _PAGES, page, item % 5, item % chance.choice([4, 5])])
    cmap = b"begincmap\n" + b"100 beginbfrange\n<0000> <ffff> <0041>\nendbfrange\n" * chance.choice([10, 5_000])
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    rows = [_CATALOG, _PAGES]
    rows += [
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
    ]
    return "words.pdf", raw_pdf([*rows, _stream(begin + b"(words) Tj ET"), font, _stream(cmap)])


def lying_sound(chance: random.Random) -> Made:
    """Return a recording whose header says what is not so."""
    format = chance.choice(_SOUNDS)
    data = bytearray(files.KINDS[format]())
    lie = chance.choice([0, 1, 7, 2**31, 2**32 - 1])
    if format == "wav":
        struct.pack_into("<I", data, chance.choice([4, 16, 24, 28, 40]), lie)
    elif format == "m4a":
        at = data.find(chance.choice([b"ftyp", b"moov", b"mvhd", b"trak", b"mdia", b"hdlr", b"mdat"]))
        struct.pack_into(">I", data, at - 4, lie)
    elif format == "flac":
        struct.pack_into(">I", data, chance.choice([4, 18, 22]), lie)
    elif format == "ogg":
        data[chance.choice([5, 6, 13, 26, 27])] = lie & 0xFF
    else:
        data[chance.choice([3, 6, 7, 8, 9, 20, 21, 22])] = lie & 0xFF
    return f"lie.{format}", bytes(data)


def tagged(chance: random.Random) -> Made:
    """Return a recording with far more said of it than heard, or a tag that claims to be larger than the file."""
    size = chance.choice([100_000, 8_000_000, 20_000_000])
    way = chance.choice(["tag", "claim", "flac", "boxes"])
    if way == "boxes":
        return "tags.m4a", files.m4a() + struct.pack(">I4s", 8, b"free") * min(size // 8, 500_000)
    if way == "flac":
        data = files.flac()
        block = bytes([0x04]) + min(size, 0xFFFFFF).to_bytes(3, "big") + b"x" * min(size, 0xFFFFFF)
        return "tags.flac", data[:4] + b"\0" + data[5:42] + block + bytes([0x81, 0, 0, 0]) + data[42:]
    bits = [size >> shift & 0x7F for shift in (21, 14, 7, 0)] if way == "tag" else [0x7F] * 4
    return "tags.mp3", files.mp3(head=b"ID3\x03\0\0" + bytes(bits) + b"\0" * (size if way == "tag" else 9))


def other_sound(chance: random.Random) -> Made:
    made = {
        "video": files.m4a(handler=b"vide"),
        "film": files.ogg(first=b"\x80theora" + b"\0" * 40),
        "program": chance.choice([b"MZ", b"\x7fELF", b"#!/bin/sh\n"]) + MARK * 90,
        "noise": chance.randbytes(300_000),
        "almost": b"\xff\xfb\x90\x00" * 40_000,
        "midi": b"MThd" + MARK * 50,
        "aiff": b"FORM\0\0\0\x40AIFF" + MARK * 50,
    }
    return f"sound.{chance.choice(_SOUNDS)}", made[chance.choice(list(made))]


def packed_sheet(chance: random.Random) -> Made:
    """Return an archive that grows, has parts without number, or lies about both."""
    way = chance.choice(["grows", "parts", "claims", "inside", "same"])
    if way == "grows":
        return "bomb.xlsx", files.xlsx(sheet=b" " * chance.choice([90, 250]) * _MEGABYTE)
    if way == "parts":
        return "bomb.xlsx", files.xlsx(
            {f"xl__p{number}.xml": b"<x/>" for number in range(chance.choice([1_900, 5_000]))}
        )
    if way == "inside":
        inner = files.zipped(a=b"\0" * _MEGABYTE)
        return "bomb.xlsx", files.xlsx({"xl__media__a.zip": inner, "xl__media__b.zip": inner})
    if way == "same":
        out = io.BytesIO(files.ods())
        with zipfile.ZipFile(out, "a") as packed:
            packed.writestr("content.xml", MARK)
        return "bomb.ods", out.getvalue()
    data = bytearray(files.xlsx(sheet=b"<v>1</v>" * 5_000))
    at = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, at + chance.choice([20, 24, 42]), chance.choice([0, 5, 2**32 - 1]))
    return "bomb.xlsx", bytes(data)


def acting_sheet(chance: random.Random) -> Made:
    outside = b'<R><Relationship TargetMode="External" Type="x/image" Target="http://127.0.0.1:9/x"/></R>'
    ways = [
        files.xlsx({"xl__vbaProject.bin": MARK}),
        files.xlsx({"xl__externalLinks__e.xml": b"<x/>"}),
        files.xlsx({"xl___rels__a.rels": outside}),
        files.xlsx({"xl__embeddings__o.bin": MARK}),
        files.xlsx(sheet=b'<f>_xlfn.WEBSERVICE("http://127.0.0.1:9/")</f>'),
        files.xlsx(sheet=b"<f>&#87;EBSERVICE(A1)</f>"),
        files.xlsx(sheet=b'<ddeLink ddeService="cmd"/>'),
        files.ods({"Basic__Standard__m.xml": MARK}),
        files.ods(content=b'<draw:image xlink:href="http://127.0.0.1:9/a.png"/>'),
    ]
    return "acts.xlsx", chance.choice(ways)


def laughing(chance: random.Random) -> Made:
    ladder = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    inside = chance.choice([f'<!ENTITY l0 "lol">{ladder}', '<!ENTITY l11 SYSTEM "file:///etc/passwd">'])
    bomb = f"<!DOCTYPE x [{inside}]><x>&l11;</x>"
    data = bomb.encode(chance.choice(["utf-8", "utf-16"]))
    part = chance.choice(["xl__sharedStrings.xml", "xl__a.xml"])
    return "lol.xlsx", chance.choice([files.xlsx({part: data}), files.ods({"meta.xml": data}), data])


def formulas(chance: random.Random) -> Made:
    run = ["=cmd|' /C calc'!A0", '"=HYPERLINK(""http://x"")"', "@SUM(1+1)*cmd|' /C calc'!A0", "+1+cmd|'x'!A", "-2+3|x"]
    cell = chance.choice([*run, " =1+1"])
    rows = "year,value\n" + "2020,1\n" * chance.choice([0, 3, 50_000])
    return "cells.csv", (rows + f"2021,{cell}\n").encode()


def other_letters(chance: random.Random) -> Made:
    text = "year,value\nHafenmauer für alle,größer\n" * chance.choice([1, 90_000])
    return "letters.csv", chance.choice(
        [
            text.encode("utf-16"),
            text.encode("latin-1"),
            b"\xef\xbb\xbf" * 3 + text.encode(),
            text.encode() + b"\xc3",
            text.encode().replace(b"value", b"val\0ue"),
            b"\xff\xfe\0\0" + text.encode("utf-32-le"),
            text.encode("cp037"),
        ]
    )


def vast_data(chance: random.Random) -> Made:
    way = chance.choice(["line", "columns", "number", "quotes", "objects"])
    size = chance.choice([200_000, 20_000_000])
    made = {
        "line": ("vast.txt", b"a" * size),
        "columns": ("vast.csv", b"," * size + b"\n" + b"," * size),
        "number": ("vast.json", b"[" + b"9" * min(size, 2_000_000) + b", 1e999999]"),
        "quotes": ("vast.csv", b'a,"' + b'""' * (size // 2)),
        "objects": ("vast.json", b"[" + b'{"a":1},' * (size // 8) + b"{}]"),
    }
    return made[way]


def nothing(chance: random.Random) -> Made:
    count = chance.choice([0, 1, 2, 16, 4_096, 1_000_000])
    data = chance.choice([b"\0" * count, b"\xff" * count, chance.randbytes(count), b" " * count])
    head = chance.choice(
        [b"", b"%PDF-1.7\n", b"PK\3\4", b"PK\5\6", b"ID3\3\0\0", b"fLaC", b"OggS", b"RIFF\0\0\0\0WAVE"]
    )
    name = chance.choice(["a.pdf", "", "x" * 300 + ".pdf", "a\0b.pdf", "\u202efdp.exe", "../../../a.pdf"])
    return name, head + data if count else data


KINDS: dict[str, Callable[[random.Random], Made]] = {
    "any kind, cut off": truncated,
    "any kind, bits flipped": flipped,
    "PDFs that act, also hidden": acting,
    "locked PDFs and sheets": locked,
    "bombs in PDFs": packed_pdf,
    "two files in one": two_faced,
    "page trees in circles, endless": page_trees,
    "tables of objects in circles": tables,
    "nested without end": nested,
    "words without end, forms in themselves": wordy,
    "recordings whose headers lie": lying_sound,
    "recordings with vast tags": tagged,
    "other kinds, called recordings": other_sound,
    "bombs in sheets": packed_sheet,
    "sheets that act": acting_sheet,
    "XML bombs in sheets": laughing,
    "cells that a sheet would run": formulas,
    "other alphabets, broken letters": other_letters,
    "vast tables and JSON": vast_data,
    "empty, zeros, noise, odd names": nothing,
}
# Of these none may come in, whatever it looks like.
NEVER = {
    "PDFs that act, also hidden",
    "locked PDFs and sheets",
    "two files in one",
    "sheets that act",
    "XML bombs in sheets",
    "cells that a sheet would run",
}


def made(seed: int) -> tuple[str, str, bytes]:
    """Return the kind, the name and the bytes of the hostile document of that number."""
    chance = random.Random(seed)
    kind = list(KINDS)[seed % len(KINDS)]
    return kind, *KINDS[kind](chance)
