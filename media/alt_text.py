"""What an alt text may not be: the name of a file, which tells a listener nothing."""

import re

from django.utils.translation import gettext

_SUFFIX = re.compile(r"\S*\.(?:jpe?g|png|webp|tiff?|avif|heic|gif|cr[23]|nef|arw|dng)", re.IGNORECASE)
# As cameras and phones number their files: IMG_4711, DSC01234, _MG_0815, PXL_20260101_120000.
_NUMBERED = re.compile(r"_?[A-Z]{2,4}[_-]?\d{3,}(?:[_-]\d+)*(?:[_-]?[A-Z]{1,6})?", re.IGNORECASE)


def is_file_name(text: str) -> bool:
    """Say whether the text is a file's name and no more."""
    text = text.strip()
    return bool(_SUFFIX.fullmatch(text.rpartition(" ")[2]) and len(text.split()) <= 3 or _NUMBERED.fullmatch(text))


def trouble(text: str) -> str:
    """Return why this can be no alt text, in a sentence; empty when it can."""
    if not is_file_name(text):
        return ""
    return gettext("“%(text)s” is the name of a file. Say what the picture shows, for somebody who hears the page.") % {
        "text": text.strip()
    }
