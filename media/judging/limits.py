"""What one picture may cost: bytes, pixels, seconds and memory, as the newsroom has set them."""

from dataclasses import asdict, dataclass

from django.conf import settings

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Sent to the child with each file, so that it needs no settings of its own."""

    pixels: int
    seconds: int
    memory: int

    def as_data(self) -> dict[str, int]:
        return asdict(self)


def limits() -> Limits:
    """Return what one picture may cost the process that reads it: pixels, seconds, and bytes of memory."""
    return Limits(
        pixels=settings.PHOTO_MEGAPIXELS * 1_000_000,
        seconds=settings.PHOTO_SECONDS,
        memory=settings.PHOTO_MEMORY * MEGABYTE,
    )


def most_megabytes() -> int:
    """Return how large a picture's file may be."""
    return settings.PHOTO_MEGABYTES


def most_document_megabytes() -> int:
    """Return how large a document's file may be."""
    return settings.DOCUMENT_MEGABYTES
