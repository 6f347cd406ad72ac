"""Pictures that are none, or worse: each kind made from a seed, the same every time."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable

import pillow_heif
from PIL import Image

MARK = b"HOSTILE-PAYLOAD"
FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIF")
SUFFIX = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "TIFF": "tif", "AVIF": "avif", "HEIF": "heic"}
Made = tuple[str, bytes]

pillow_heif.register_heif_opener()


def whole(chance: random.Random, format: str, **options) -> bytes:
    """Return a good picture of that format, another for each state of chance."""
    size = chance.randrange(40, 260), chance.randrange(40, 260)
    image = Image.effect_noise(size, chance.randrange(10, 120)).convert("RGB")
    image.paste(tuple(chance.randrange(256) for _ in range(3)), (0, 0, size[0] // 2, size[1] // 2))
    out = io.BytesIO()
    if format == "AVIF":
        options.setdefault("speed", 10)
    image.save(out, format, **options)
    return out.getvalue()


def _named(chance: random.Random, format: str, data: bytes) -> Made:
    return f"{chance.randrange(10**6)}.{SUFFIX[format]}", data


def _png(*chunks: tuple[bytes, bytes]) -> bytes:
    parts = [struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in chunks]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _ihdr(width: int, height: int, depth=8, colour=2) -> tuple[bytes, bytes]:
    return b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)


def _after_png_head(data: bytes, *chunks: tuple[bytes, bytes]) -> bytes:
    return data[:33] + _png(*chunks)[8:] + data[33:]


def _jpeg_with(data: bytes, *segments: tuple[int, bytes]) -> bytes:
    """Return the JPEG with more segments after its first marker; each is cut to what one may hold."""
    more = b"".join(
        bytes([0xFF, marker]) + struct.pack(">H", len(body[:65533]) + 2) + body[:65533] for marker, body in segments
    )
    return data[:2] + more + data[2:]


def truncated(chance: random.Random) -> Made:
    format = chance.choice(FORMATS)
    data = whole(chance, format)
    where = chance.choice(
        [chance.randrange(1, 40), chance.randrange(1, len(data)), len(data) - chance.randrange(1, 20)]
    )
    return _named(chance, format, data[: max(1, where)])


def flipped(chance: random.Random) -> Made:
    format = chance.choice(FORMATS)
    data = bytearray(whole(chance, format))
    reach = chance.choice([64, 400, len(data)])
    for _flip in range(chance.choice([1, 3, 20, 200])):
        data[chance.randrange(min(reach, len(data)))] ^= 1 << chance.randrange(8)
    return _named(chance, format, bytes(data))


def shuffled(chance: random.Random) -> Made:
    format = chance.choice(FORMATS)
    data = whole(chance, format)
    a, b = sorted(chance.randrange(len(data)) for _ in range(2))
    c = chance.randrange(len(data))
    return _named(
        chance, format, chance.choice([data[:a] + data[b:], data[:c] + data[a:b] + data[c:], data[:a] + data])
    )


def promising(chance: random.Random) -> Made:
    """Return a few bytes whose header claims more than any memory has."""
    side = chance.choice([12_000, 30_000, 60_000, 65_535])
    which = chance.choice(FORMATS)
    data = bytearray(whole(chance, which))
    if which == "PNG":
        side = chance.choice([side, 2**31 - 1])
        data = bytearray(_png(_ihdr(side, side), (b"IDAT", zlib.compress(b"\0" * 9999)), (b"IEND", b"")))
    elif which == "JPEG":
        at = next(i for i in range(len(data)) if data[i] == 0xFF and data[i + 1] in {0xC0, 0xC2})
        data[at + 5 : at + 9] = struct.pack(">HH", side, side)
    elif which == "WEBP":
        data[26:30] = struct.pack("<HH", 16_383, 16_383)
    elif which == "TIFF":
        first = struct.unpack("<I", data[4:8])[0]
        for entry in range(first + 2, first + 2 + 24, 12):
            data[entry + 8 : entry + 12] = struct.pack("<I", side)
    else:
        at = data.find(b"ispe") + 8
        data[at : at + 8] = struct.pack(">II", side, side)
    return _named(chance, which, bytes(data))


def growing(chance: random.Random) -> Made:
    """Return a small file that is whole and true to its header, and huge once it is decoded."""
    side = chance.choice([8_000, 10_000, 10_900])
    if chance.random() < 0.3:
        out = io.BytesIO()
        Image.new("1", (side, side)).save(out, "TIFF", compression="group4")
        return _named(chance, "TIFF", out.getvalue())
    packer = zlib.compressobj(9)
    colour, depth = chance.choice([(2, 3), (6, 4), (0, 1)])
    row = b"\0" * (side * depth + 1)
    pixels = b"".join(packer.compress(row) for _row in range(side)) + packer.flush()
    return _named(chance, "PNG", _png(_ihdr(side, side, colour=colour), (b"IDAT", pixels), (b"IEND", b"")))


def slow(chance: random.Random) -> Made:
    """Return a progressive JPEG that repeats its scans, so that a few bytes are decoded again and again."""
    out = io.BytesIO()
    side = chance.choice([2_000, 6_000])
    Image.new("L", (side, side), 100).save(out, "JPEG", progressive=True, quality=30)
    data = out.getvalue()
    scan = data.rindex(b"\xff\xda")
    return _named(chance, "JPEG", data[:scan] + data[scan:-2] * chance.choice([50, 400]) + b"\xff\xd9")


def text_bomb(chance: random.Random) -> Made:
    bomb = zlib.compress(b"a" * chance.choice([70_000_000, 300_000_000]), 9)
    kind, body = chance.choice([(b"zTXt", b"Comment\0\0" + bomb), (b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + bomb)])
    return _named(chance, "PNG", _after_png_head(whole(chance, "PNG"), (kind, body), (b"iCCP", b"x\0\0" + bomb[:200])))


def _ifd(entries: list[tuple[int, int, int, int]], then: int) -> bytes:
    return (
        struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *e) for e in entries) + struct.pack("<I", then)
    )


def looping(chance: random.Random) -> Made:
    """Return a TIFF, or an EXIF block, whose directories lead to each other and back."""
    loop = chance.choice([8, 0xFFFFFFFF, 0, 26])
    sub = chance.choice([0x8769, 0x8825, 0xA005, 330, 0x014A])
    block = b"II*\0\x08\0\0\0" + _ifd([(sub, 4, 1, chance.choice([8, 26])), (256, 4, 1, 50), (257, 4, 1, 50)], loop)
    if chance.random() < 0.4:
        return _named(chance, "TIFF", block + whole(chance, "TIFF")[8:])
    format = chance.choice(["JPEG", "PNG", "WEBP", "HEIF", "AVIF"])
    return _named(chance, format, whole(chance, format, exif=b"Exif\0\0" + block))


def vast_words(chance: random.Random) -> Made:
    """Return a picture with far more metadata than pixels."""
    size = chance.choice([60_000, 1_000_000, 8_000_000])
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    xmp += chance.choice([b"<a>", b"<rdf:Description><rdf:li>", b"&#65;"]) * (size // 5) + b"</rdf:RDF></x:xmpmeta>"
    exif = b"Exif\0\0II*\0\x08\0\0\0" + _ifd([(t % 65536, 2, 9, 8) for t in range(min(5_000, size // 12))], 0)
    which = chance.choice(["exif", "xmp", "segments"])
    if which == "segments":
        marker = chance.choice([0xE1, 0xED, 0xFE, 0xE2])
        body = chance.choice([b"", b"Photoshop 3.0\0" + b"8BIM" * 9, b"ICC_PROFILE\0\x01\xff" + b"x" * 40])
        return _named(chance, "JPEG", _jpeg_with(whole(chance, "JPEG"), *[(marker, body)] * min(60_000, size // 20)))
    format = chance.choice(["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
    if which == "exif":
        format = chance.choice(["JPEG", "PNG", "WEBP"])
        return _named(chance, format, whole(chance, format, exif=exif[:64_000]))
    return _named(chance, format, whole(chance, format, xmp=xmp[:64_000] if format == "JPEG" else xmp))


def laughing(chance: random.Random) -> Made:
    """Return a picture whose XMP is an XML bomb, or asks for a file or an address."""
    ladder = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    doctype = chance.choice(
        [
            f'<!DOCTYPE x [<!ENTITY l0 "lol">{ladder}]>',
            '<!DOCTYPE x [<!ENTITY l11 SYSTEM "file:///etc/passwd">]>',
            '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
            f'<!DOCTYPE x [<!ENTITY l11 "{"a" * 50_000}">]>',
        ]
    )
    body = (
        f'{doctype}<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Description dc:title="{"&l11;" * 3}"/></rdf:RDF></x:xmpmeta>'
    )
    format = chance.choice(["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIF"])
    data = body.encode(chance.choice(["utf-8", "utf-16"]))[:60_000]
    if format == "TIFF":
        return _named(chance, format, whole(chance, format, tiffinfo={700: data}))
    return _named(chance, format, whole(chance, format, xmp=data))


def two_faced(chance: random.Random) -> Made:
    """Return a picture that is a page, an archive, a document or a program too."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("run.js", MARK)
    other = chance.choice(
        [
            b"<html><script>/*" + MARK + b"*/</script></html>",
            archive.getvalue(),
            b"%PDF-1.7\n" + MARK,
            b"<?php " + MARK,
            b"MZ" + MARK,
            b"GIF89a/*" + MARK + b"*/=1;",
        ]
    )
    format = chance.choice(FORMATS)
    data = whole(chance, format)
    way = chance.choice(["behind", "before", "inside"])
    if way == "before":
        return _named(chance, format, other + data)
    if way == "behind":
        return _named(chance, format, data + b"\n" * chance.choice([0, 5, 3_000]) + other)
    if format == "JPEG":
        return _named(chance, format, _jpeg_with(data, (chance.choice([0xFE, 0xE5]), other)))
    if format == "PNG":
        return _named(chance, format, _after_png_head(data, (chance.choice([b"tEXt", b"prVt"]), b"Comment\0" + other)))
    return _named(chance, format, whole(chance, format, exif=b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0" + other))


def misnamed(chance: random.Random) -> Made:
    out = io.BytesIO()
    kind = chance.choice(["GIF", "BMP", "ICO", "PPM", "TGA", "svg", "eps", "text", "gz", "video", "icns", "psd"])
    if kind.isupper():
        Image.new("RGB", (30, 30), "red").save(out, kind)
    made = {
        "svg": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>' + MARK + b"</script></svg>",
        "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n(" + MARK + b") run",
        "text": MARK * chance.randrange(1, 900),
        "gz": zlib.compress(MARK * 99),
        "video": b"\0\0\0\x18ftypisom\0\0\0\0isom" + MARK * 90,
        "icns": b"icns\0\0\1\0" + MARK * 20,
        "psd": b"8BPS\0\1" + MARK * 20,
    }.get(kind, out.getvalue())
    return _named(chance, chance.choice(FORMATS), made)


def nothing(chance: random.Random) -> Made:
    count = chance.choice([0, 1, 2, 16, 4_096, 1_000_000])
    data = chance.choice([b"\0" * count, b"\xff" * count, chance.randbytes(count)])
    head = chance.choice([b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"RIFF\xff\xff\xff\xffWEBPVP8X", b"II*\0"])
    return chance.choice(["a.jpg", "", "x" * 300 + ".jpg", "a\0b.jpg", "‮gpj.exe", "../../../a.jpg"]), (
        head + data if count else data
    )


def moving(chance: random.Random) -> Made:
    """Return an animation: many pictures, or a claim of more than there are."""
    frames = [Image.new("RGB", (90, 90), tuple(chance.randrange(256) for _ in range(3))) for _ in range(12)]
    format = chance.choice(["PNG", "WEBP", "AVIF"])
    out = io.BytesIO()
    frames[0].save(out, format, save_all=True, append_images=frames[1:] * chance.choice([1, 20]))
    data = bytearray(out.getvalue())
    if format == "PNG" and (at := data.find(b"acTL")) > 0:
        data[at + 4 : at + 8] = struct.pack(">I", chance.choice([0, 2**31 - 1, 2**32 - 1]))
        data[at + 12 : at + 16] = struct.pack(">I", zlib.crc32(data[at : at + 12]))
    elif chance.random() < 0.5:
        data[chance.randrange(12, len(data))] ^= 0xFF
    return _named(chance, format, bytes(data))


def odd_profile(chance: random.Random) -> Made:
    size = chance.choice([0, 4, 127, 128, 3_000, 60_000])
    profile = bytearray(chance.randbytes(size))
    if size >= 128:
        profile[0:4] = struct.pack(">I", chance.choice([size, 2**32 - 1, 0]))
        profile[12:24] = b"mntr" + chance.choice([b"RGB ", b"CMYK", b"GRAY", b"Lab "]) + b"XYZ "
        profile[36:40] = b"acsp"
        profile[128:132] = struct.pack(">I", chance.choice([0, 5, 2**31]))
    format = chance.choice(FORMATS)
    return _named(chance, format, whole(chance, format, icc_profile=bytes(profile)))


def storm(chance: random.Random) -> Made:
    """Return a PNG of a hundred thousand chunks, or a JPEG whose tables come again and again."""
    if chance.random() < 0.5:
        many = [(b"tEXt", b"a\0b")] * chance.choice([1_000, 100_000])
        return _named(chance, "PNG", _after_png_head(whole(chance, "PNG"), *many))
    table = (0xDB, b"\0" + bytes([1] * 64))
    return _named(chance, "JPEG", _jpeg_with(whole(chance, "JPEG"), *[table] * chance.choice([1_000, 50_000])))


def wrong_boxes(chance: random.Random) -> Made:
    """Return an AVIF or a HEIC whose boxes lie about their size, or hold one another."""
    format = chance.choice(["AVIF", "HEIF"])
    data = bytearray(whole(chance, format))
    names = [
        b"meta",
        b"iloc",
        b"iinf",
        b"iprp",
        b"ipco",
        b"ipma",
        b"ispe",
        b"pitm",
        b"mdat",
        b"hdlr",
        b"infe",
        b"av1C",
        b"hvcC",
    ]
    for name in chance.sample(names, 3):
        if (at := data.find(name)) >= 4:
            data[at - 4 : at] = struct.pack(">I", chance.choice([0, 1, 7, 2**31, 2**32 - 1, chance.randrange(999)]))
    return _named(chance, format, bytes(data))


KINDS: dict[str, Callable[[random.Random], Made]] = {
    "cut off at every kind of place": truncated,
    "bits flipped": flipped,
    "parts lost, doubled, moved": shuffled,
    "bombs by header": promising,
    "bombs of pixels": growing,
    "scans without end": slow,
    "bombs of text": text_bomb,
    "directories in circles": looping,
    "vast EXIF, XMP, segments": vast_words,
    "XML bombs in XMP": laughing,
    "two files in one": two_faced,
    "other kinds, misnamed": misnamed,
    "empty, zeros, noise, odd names": nothing,
    "animations and their lies": moving,
    "profiles of garbage": odd_profile,
    "chunks and tables by the thousand": storm,
    "AVIF and HEIC with wrong boxes": wrong_boxes,
}
# What costs seconds each is made less often.
RARE = {"bombs of pixels": 4, "scans without end": 4, "bombs of text": 4}


def made(seed: int) -> tuple[str, str, bytes]:
    """Return the kind, the name and the bytes of the hostile file of that number."""
    chance = random.Random(seed)
    kind = list(KINDS)[seed % len(KINDS)]
    if kind in RARE and seed // len(KINDS) % RARE[kind]:
        kind = "bits flipped"
    return kind, *KINDS[kind](chance)
