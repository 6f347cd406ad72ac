"""Canonical text: the one way a value is written down before it is stored and digested.

UTF-8, NFC, keys sorted, integers and strings only, no control characters but the line feed. A database's own JSON
type rewrites numbers and key order and refuses NUL, so digests are never taken over what a database gives back.
"""

import hashlib
import hmac
import json
import secrets
import unicodedata
from datetime import UTC, datetime

from django.conf import settings


def clean_text(text: str) -> str:
    """Return the text in NFC with control characters dropped and every line end a line feed."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in {"Cc", "Cs"})


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
