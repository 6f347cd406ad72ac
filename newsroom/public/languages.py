"""What a language asks of a page: the face its text is read in, its direction and its figures."""

import locale

from django.utils.translation import get_language_info, pgettext

# The file of a face, cut by newsroom/public/fonts.py, for the languages that Latin letters do not do for.
_FACES = {
    **dict.fromkeys(("ar", "fa", "ur"), "naskh-arabic"),
    **dict.fromkeys(("he", "yi"), "hebrew-hebrew"),
}
# The place a language is taken to be spoken in where nobody says, as share cards ask for one.
_PLACES = {"ar": "ar_AR", "en": "en_GB"}
_FIGURES = "0123456789"


def text_face(language: str) -> str:
    """Return the name of the font file that a text of the language is read in."""
    return f"fonts/{_FACES.get(language.lower().partition('-')[0], 'serif-text-latin')}.woff2"


def direction(language: str) -> str:
    """Return "rtl" or "ltr", for `dir`."""
    try:
        return "rtl" if get_language_info(language)["bidi"] else "ltr"
    except KeyError:
        return "ltr"


def figures(text: str) -> str:
    """Return the text with the figures of the site's language."""
    # Translators: the ten figures from nought to nine as the language writes them, with nothing between.
    return text.translate(str.maketrans(_FIGURES, pgettext("figures", "0123456789")))


def locale_of(language: str) -> str:
    """Return a language as share cards take it, with a place: en_GB, pt_BR."""
    name, _dash, place = language.partition("-")
    if len(place) == 2:
        return f"{name.lower()}_{place.upper()}"
    known = _PLACES.get(name.lower()) or locale.normalize(name).partition(".")[0]
    return known if "_" in known else ""
