"""Which way a language is written."""

from django.utils.translation import get_language_info


def direction(language: str) -> str:
    """Return "rtl" or "ltr", for `dir`; a language nobody knows is written from the left."""
    try:
        return "rtl" if get_language_info(language)["bidi"] else "ltr"
    except KeyError:
        return "ltr"
