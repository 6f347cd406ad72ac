"""What a language asks of a page: the face its text is read in, its direction and its figures."""

import locale

from django.utils.translation import pgettext

from newsroom.paper.languages import direction as direction

# The file of a face, cut by newsroom/public/fonts.py, for the languages that Latin letters do not do for. None of these
# scripts has italics.
_FACES = {
    **dict.fromkeys(("ar", "fa", "ur"), "naskh-arabic"),
    **dict.fromkeys(("he", "yi"), "hebrew-hebrew"),
}
_LATIN = "serif-latin"
# The place a language is taken to be spoken in where nobody says, as share cards ask for one.
_PLACES = {"ar": "ar_AR", "en": "en_GB"}
_FIGURES = "0123456789"


def faces(page: str, text: str, body: str = "") -> list[str]:
    """Return the font files that a page asks for at once, whose text is in a language of its own.

    The script of the page, that of the text, italics where it has them, and, on a page in Latin letters, their sans.
    """
    frame, own = (_FACES.get(language.lower().partition("-")[0], _LATIN) for language in (page, text))
    italics = ["serif-italic-latin"] if own == _LATIN and "<em>" in body else []
    sans = ["franklin-latin"] if frame == _LATIN else []
    return [f"fonts/{face}.woff2" for face in dict.fromkeys([frame, own, *italics, *sans])]


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
