"""The addresses of renditions: they say what they are of, and nobody but this program can write one."""

import hashlib
import hmac
import re
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from .models import Photo, Rendition

PREFIX = "/photos/"
_NAME = re.compile(r"(whole|[0-9a-z~.-]{3,40})_(\d{1,5})_([0-9a-f]{1,20})_([0-9a-f]{16})\.(avif|webp|jpg)", re.ASCII)
_SIGNED = 16
# Letters that mean nothing else in an address, in the place of a crop's own.
_TO_ADDRESS = str.maketrans(":/,", "x~.")
_FROM_ADDRESS = str.maketrans("x~.", ":/,")


@dataclass(frozen=True)
class Address:
    """What an address of ours asks for."""

    uid: UUID
    crop: str
    width: int
    format: Rendition.Format
    digest: str


def path(photo: Photo, rendition: Rendition) -> str:
    """Return a rendition's address, the same for ever for the same bytes and the same secret key."""
    crop = rendition.crop.translate(_TO_ADDRESS) or "whole"
    stem = f"{crop}_{rendition.width}_{rendition.digest}"
    extension = Rendition.Format(rendition.format).extension
    return f"{PREFIX}{photo.uid}/{stem}_{sign(photo.uid, stem, extension, settings.SECRET_KEY)}.{extension}"


def read(uid: UUID, name: str) -> Address | None:
    """Return what an address asks for, by the photo's uid and its last part; None when it is not one of ours.

    Addresses signed with a former key hold as long as that key is among SECRET_KEY_FALLBACKS.
    """
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    crop, width, digest, signed, extension = match.groups()
    stem = f"{crop}_{width}_{digest}"
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    if not any(hmac.compare_digest(signed, sign(uid, stem, extension, key)) for key in keys):
        return None
    format = next(format for format in Rendition.Format if format.extension == extension)
    return Address(uid, "" if crop == "whole" else crop.translate(_FROM_ADDRESS), int(width), format, digest)


def sign(uid: UUID, stem: str, extension: str, key: str, *, purpose: bytes = b"newsroom.renditions\0") -> str:
    """Return what keeps an address from being written by anybody else."""
    # A purpose of its own, so that no other signature by the same key is ever one of these.
    own = hashlib.sha256(purpose + key.encode()).digest()
    return hmac.digest(own, f"{uid}\0{stem}\0{extension}".encode(), "sha256").hex()[:_SIGNED]
