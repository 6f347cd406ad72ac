"""Where files are kept. Nothing under these folders has an address of its own."""

import secrets
from pathlib import PurePath


def original_name(photo, filename: str) -> str:
    """Return where an original is kept: a name nobody can guess, and nothing of the sender's but the suffix."""
    name = secrets.token_hex(16)
    return f"originals/{name[:2]}/{name}{PurePath(filename).suffix.lower()}"


def document_name(document, filename: str) -> str:
    """Return where a document is kept: a name nobody can guess, and nothing of the sender's but the suffix."""
    name = secrets.token_hex(16)
    return f"documents/{name[:2]}/{name}{PurePath(filename).suffix.lower()}"


def rendition_name(rendition, filename: str) -> str:
    """Return where a rendition is kept: beside the photo's others."""
    uid = rendition.photo.uid.hex
    return f"renditions/{uid[:2]}/{uid}/{filename}"


def lease_document_name(lease, filename: str) -> str:
    """Return where the document of a lease is kept: its sender's suffix, as long as that is a plain one."""
    suffix = PurePath(filename).suffix.lower()
    name = secrets.token_hex(16)
    return f"leases/{name[:2]}/{name}{suffix if suffix[1:].isalnum() and suffix.isascii() and len(suffix) < 6 else ''}"


def consent_name(consent, filename: str) -> str:
    """Return where the paper behind a consent is kept: a name nobody can guess."""
    return f"consents/{secrets.token_hex(16)}"
