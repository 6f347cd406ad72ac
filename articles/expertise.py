"""What a contributor's page says of their expertise, as it was typed: made clean, or why it cannot be kept."""

from urllib.parse import urlsplit

from django.conf.locale import LANG_INFO
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

MOST_LINES = 12


def contact_trouble(said: str) -> str:
    """Return why this is neither an e-mail address nor that of a page, or ""."""
    if not said:
        return ""
    try:
        if is_mail(said):
            validate_email(said)
            return ""
        parts = urlsplit(said)
        whole = parts.scheme == "https" and parts.hostname and "." in parts.hostname and not set(said) & set(" \t\n")
    except (ValidationError, ValueError):
        whole = False
    if whole:
        return ""
    return _("“%(said)s” is no way to reach them. Write name@example.org, or https://… of a page.") % {
        "said": said[:80]
    }


def is_mail(contact: str) -> bool:
    """Say whether a contact is an e-mail address, and not that of a page."""
    return "@" in contact and "//" not in contact


def languages_of(said: str) -> tuple[list[str], str]:
    """Return the codes of languages typed by code or by name, each once, and the first that is none, or ""."""
    codes = []
    for each in filter(None, (" ".join(part.split()) for part in said.split(","))):
        code = _codes().get(each.casefold())
        if code is None:
            return [], each
        codes.append(code)
    return list(dict.fromkeys(codes)), ""


def _codes() -> dict[str, str]:
    """Return every language by its code, by its name in English, in itself and in the language of the page."""
    names = {}
    for code, said in LANG_INFO.items():
        if "name" not in said:
            continue
        info = get_language_info(code)
        for name in (info["name"], info["name_local"], info["name_translated"], code):
            names.setdefault(name.casefold(), code)
    return names


def named_languages(codes: list[str]) -> list[tuple[str, str]]:
    """Return each code with the language's name in the language of the page; one nobody knows is its own name."""
    return [(code, _name(code)) for code in codes]


def _name(code: str) -> str:
    try:
        return get_language_info(code)["name_translated"]
    except KeyError:
        return code


def lines_kept(said: str) -> str:
    """Return what was typed a line each, without empty lines, each once."""
    lines = (" ".join(line.split()) for line in said.splitlines())
    return "\n".join(dict.fromkeys(filter(None, lines)))


def lines_trouble(said: str) -> str:
    """Return why these are too many lines, or ""."""
    have = len(said.splitlines())
    return _("These are %(have)d; %(most)d fit.") % {"have": have, "most": MOST_LINES} if have > MOST_LINES else ""
