"""What photos and documents share on their way in: counted bytes, their digest, what columns refuse."""

import hashlib

from django.core.exceptions import ValidationError

from .judging.limits import MEGABYTE
from .models import Licensed
from .opening import UploadRefused


def sha256_of(file, most_megabytes: int, too_large: str) -> str:
    """Return the digest of the bytes, having counted them; raise UploadRefused with that sentence for too many."""
    running, count = hashlib.sha256(), 0
    file.seek(0)
    while block := file.read(1024 * 1024):
        count += len(block)
        if count > most_megabytes * MEGABYTE:
            raise UploadRefused(too_large)
        running.update(block)
    return running.hexdigest()


def size_of(file) -> int:
    """Return how many bytes the file has."""
    file.seek(0, 2)
    return file.tell()


def refuse_what_does_not_fit(row: Licensed) -> None:
    """Refuse what the sender typed where a column cannot hold it."""
    try:
        row.clean_fields(exclude=["original"])
    except ValidationError as error:
        sentences = [
            f"{row._meta.get_field(field).verbose_name}: {' '.join(said)}" for field, said in error.message_dict.items()
        ]
        raise UploadRefused(" ".join(sentences)) from error
