"""The bytes of a file somebody hands in, into text; or a sentence that says why not."""

from django.utils.translation import gettext as _

MOST_BYTES = 1024 * 1024
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# Opens no text: the first bytes, and what the file is.
_OTHER_KINDS = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "Word, ZIP"),
    (b"\xd0\xcf\x11\xe0", "Word"),
    (b"{\\rtf", "RTF"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG", "PNG"),
    (b"GIF8", "GIF"),
)
_WHITE = frozenset("\t\n\v\f\r\x1a\x1c\x1d\x1e\x85")


class NotText(ValueError):
    """Something handed in cannot be read as copy. The message is for a person."""


def read_text(data: bytes, name: str) -> str:
    """Return the text of a file: UTF-8, UTF-16 or UTF-32 by its mark, else UTF-8, UTF-16, cp1252. Raise NotText."""
    refuse_too_large(len(data), name)
    for opening, kind in _OTHER_KINDS:
        if data.startswith(opening):
            raise NotText(
                _("“%(name)s” is not a text file (%(kind)s). Open it, select all, copy, and paste the copy instead.")
                % {"name": name, "kind": kind}
            )
    text = _decode(data)
    if text is None or any(ord(letter) < 32 and letter not in _WHITE for letter in text):
        raise NotText(
            _("“%(name)s” is not text that can be read. Save it as plain text in UTF-8 and try again.") % {"name": name}
        )
    if not text.strip("\ufeff \t\r\n\u200b"):
        raise NotText(_("There is no text in “%(name)s”.") % {"name": name})
    return text


def refuse_too_large(size: int, name: str) -> None:
    """Raise NotText when it is more than copy can be."""
    if size > MOST_BYTES:
        raise NotText(
            _("“%(name)s” has %(size)s kilobytes; copy may have %(most)s. Keep the part that is the story.")
            % {"name": name, "size": size // 1024, "most": MOST_BYTES // 1024}
        )


def _decode(data: bytes) -> str | None:
    guesses = [encoding for mark, encoding in _MARKS if data.startswith(mark)][:1]
    for encoding in guesses or ["utf-8", *_unmarked_utf_16(data), "cp1252"]:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _unmarked_utf_16(data: bytes) -> list[str]:
    """Return which UTF-16 it looks like: plain letters leave every other byte zero."""
    head = data[:2000]
    if len(data) % 2 or head.count(0) < len(head) // 4:
        return []
    return ["utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"]
