"""The addresses of documents: nobody but this program can write one, and another file has another."""

import hmac
import re
from uuid import UUID

from django.conf import settings

from ..addresses import sign
from ..models import Document

PREFIX = "/documents/"
_PURPOSE = b"newsroom.documents\0"
_NAME = re.compile(r"([0-9a-f]{20})_([0-9a-f]{16})\.([a-z0-9]{3,4})", re.ASCII)


def path(document: Document) -> str:
    """Return a document's address, the same for ever for the same bytes and the same secret key."""
    stem = document.sha256[:20]
    signed = sign(document.uid, stem, document.format, settings.SECRET_KEY, purpose=_PURPOSE)
    return f"{PREFIX}{document.uid}/{stem}_{signed}.{document.format}"


def is_ours(uid: UUID, name: str) -> bool:
    """Say whether this program wrote an address, by the document's uid and its last part.

    Addresses signed with a former key hold as long as that key is among SECRET_KEY_FALLBACKS.
    """
    match = _NAME.fullmatch(name)
    if match is None:
        return False
    stem, signed, extension = match.groups()
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(hmac.compare_digest(signed, sign(uid, stem, extension, key, purpose=_PURPOSE)) for key in keys)
