"""Canonical text: the one way a value is written down before it is stored and digested.

UTF-8, NFC, keys sorted, integers and strings only, no control characters but the line feed. A database's own JSON
type rewrites numbers and key order and refuses NUL, so digests are never taken over what a database gives back.
"""

import hashlib
import hmac
import json
import re
import secrets
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime

from django.conf import settings

# A word processor's tabs and line breaks part two words; dropped, they would join them.
_MEANS = str.maketrans({"\r": "\n", "\t": " ", "\x0b": " ", "\x0c": " "})
# Control characters, halves of pairs, and what Unicode keeps from ever being a character: XML can hold none of them.
# And the two that make every letter after them run backwards: no script is written so, and one in a kicker turns the
# headline beside it.
_NEVER = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)


def clean_text(text: str) -> str:
    """Return the text in NFC, line ends line feeds, tabs spaces, without controls and what turns letters round."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(_MEANS))
    return _NEVER.sub("", text)


def _clean(value):
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, bool) or not isinstance(value, int | str | list | tuple | dict):
        raise TypeError(f"{value!r} is a {type(value).__name__}; canonical text holds integers and strings only.")
    if isinstance(value, dict):
        return {clean_text(key): _clean(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(item) for item in value]
    return value


def canonical(value: dict | list) -> str:
    """Return the value as canonical text. Raise TypeError for a float, boolean, None or anything unknown."""
    return json.dumps(_clean(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def changed_texts(text: str, change: Callable[[str], str]) -> str:
    """Return canonical text with the change made to every text in it; the text itself where that changes nothing.

    Canonical text escapes quotes and line ends, so that a change of the whole of it would miss what they part.
    """

    def walk(value):
        if isinstance(value, str):
            return change(value)
        if isinstance(value, list):
            return [walk(item) for item in value]
        return {key: walk(item) for key, item in value.items()} if isinstance(value, dict) else value

    was = json.loads(text)
    left = walk(was)
    return text if left == was else canonical(left)


def digest(*parts: str) -> str:
    """Return the SHA-256 of the parts, in hex; each part's length is hashed too, so that no two lists meet."""
    running = hashlib.sha256()
    for part in parts:
        data = part.encode()
        running.update(len(data).to_bytes(8, "big"))
        running.update(data)
    return running.hexdigest()


def new_salt() -> str:
    """Return a random salt in hex: without it nobody can guess words from their digest."""
    return secrets.token_hex(16)


def keyed(purpose: str, text: str) -> str:
    """Return a hash of the text that nobody without the newsroom's key can make, in hex."""
    key = hashlib.sha256(f"{purpose}:{settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def stamp(moment: datetime) -> str:
    """Return the moment as digests have it: UTC, to the microsecond, the same from every database."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
