"""The schema of copy: what may be typed, stored and shown. The editor and the sanitiser both read it from here."""

from .linking import linked
from .reading import (
    elements,
    linked_stories,
    paragraphs,
    placed_documents,
    placed_photos,
    plain,
    says_sources,
    word_count,
)
from .sanitising import keep_photos, sanitise
from .schema import EXTENSIONS, PROCESSORS
from .what_goes import what_goes

__all__ = [
    "EXTENSIONS",
    "PROCESSORS",
    "elements",
    "keep_photos",
    "linked",
    "linked_stories",
    "paragraphs",
    "placed_documents",
    "placed_photos",
    "plain",
    "sanitise",
    "says_sources",
    "what_goes",
    "word_count",
]
