"""Quotes, dashes and spaces as each language prints them: data for the editor, and one pure function for plain text."""

import json
import re
from dataclasses import asdict, dataclass

NARROW = "\u202f"  # no-break and thinner than a space
HARD = "\u00a0"


@dataclass(frozen=True)
class Rules:
    """What a language does. `quotes` are the outer pair, `inner` the pair inside it, each with its own spaces; `dash`
    is what two hyphens become; marks in `spaced` have `space` before them where somebody typed a space."""

    quotes: tuple[str, str] = ("“", "”")
    inner: tuple[str, str] = ("‘", "’")
    apostrophe: str = "’"
    dash: str = "–"
    ellipsis: str = "…"
    spaced: str = ""
    space: str = ""


_ANGLED = ("«", "»")
_LOW = ("„", "“")
_CURLY = ("“", "”")
_SWEDISH = Rules(("”", "”"), ("’", "’"))
_GERMAN = Rules(_LOW, ("‚", "‘"))
_ROMANCE = Rules(_ANGLED, _CURLY)

# By language as stories have it; a region that is not here does as its language.
RULES: dict[str, Rules] = {
    "ar": Rules(_ANGLED, _CURLY),
    "ca": _ROMANCE,
    "cs": _GERMAN,
    "da": Rules(("»", "«"), ("›", "‹")),
    "de": _GERMAN,
    "de-ch": Rules(_ANGLED, ("‹", "›")),
    "el": _ROMANCE,
    "en": Rules(dash="—"),
    "en-gb": Rules(),
    "es": Rules(_ANGLED, _CURLY, dash="—"),
    "fa": Rules(_ANGLED, ("‹", "›")),
    "fi": _SWEDISH,
    # Newspapers set one thin space everywhere; before a colon books have a whole one.
    "fr": Rules((f"«{NARROW}", f"{NARROW}»"), _CURLY, spaced=":;!?%", space=NARROW),
    "fr-ca": Rules((f"«{HARD}", f"{HARD}»"), _CURLY, spaced=":%", space=HARD),
    "he": Rules(("״", "״"), ("׳", "׳"), apostrophe="׳"),
    "hu": Rules(("„", "”"), ("»", "«")),
    "it": _ROMANCE,
    "nb": Rules(_ANGLED),
    "nl": Rules(),
    "nn": Rules(_ANGLED),
    "pl": Rules(("„", "”"), _ANGLED),
    "pt": _ROMANCE,
    "pt-br": Rules(dash="—"),
    "ro": Rules(("„", "”"), _ANGLED),
    "ru": Rules(_ANGLED, _LOW, dash="—"),
    "sk": _GERMAN,
    "sl": _GERMAN,
    "sv": _SWEDISH,
    "tr": Rules(),
    "uk": Rules(_ANGLED, _LOW, dash="—"),
    "ur": Rules(),
}

# After these, or at the start of a line, a quote opens.
_OPENS = re.compile(rf"(?:^|[\s(\[{{{HARD}{NARROW}–—/«“‘„‚¿¡-])$")


def rules_of(language: str) -> Rules | None:
    """Return the rules of a language, "en-gb" or "en_GB", by its region or else without it; None for one unknown."""
    language = language.lower().replace("_", "-")
    return RULES.get(language) or RULES.get(language.split("-")[0])


def for_editor() -> str:
    """Return all rules as JSON, by language, for the editor's typing and pasting."""
    return json.dumps({language: asdict(rules) for language, rules in RULES.items()}, ensure_ascii=False)


def typeset(text: str, language: str) -> str:
    """Return plain text with its straight quotes, double hyphens and three dots as the language prints them.

    The editor does the same to what is typed. Doing it again changes nothing.
    """
    rules = rules_of(language)
    return "\n".join(_line(line, rules) for line in text.split("\n")) if rules else text


def _line(line: str, rules: Rules) -> str:
    done = ""
    for typed in line:
        done = _typed(done, typed, rules)
    return done


def _typed(before: str, typed: str, rules: Rules) -> str:
    """Return the line with one more character."""
    if typed == '"':
        return before + rules.quotes[0 if _OPENS.search(before[-1:]) else 1]
    if typed == "'":
        return before + (rules.inner[0] if _OPENS.search(before[-1:]) else _closing(before, rules))
    if typed == "." and before.endswith("..") and not before.endswith("..."):
        return before[:-2] + rules.ellipsis
    if typed == "-" and before.endswith("-") and not before.endswith("--"):
        return before[:-1] + rules.dash
    if typed in rules.spaced and re.search(r"\S $", before[-2:]):
        return before[:-1] + rules.space + typed
    return before + typed


def _closing(before: str, rules: Rules) -> str:
    """Return what ends a quote where one is open, and an apostrophe otherwise."""
    opens, closes = (mark.strip() for mark in rules.inner)
    within = opens != closes and before.rfind(opens) > before.rfind(closes)
    return rules.inner[1] if within else rules.apostrophe
