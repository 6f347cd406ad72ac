"""Menus, crumbs and mastheads: the lines of a site's head that could pass for a headline."""

import re

from articles.intake.furniture import SECTION_WORDS, WHOLE
from articles.intake.shapes import count, fold, is_caps, is_title_case, words
from articles.names import OUTLET

PARTS = re.compile(r"\s{2,}|\s*[|•·∙»>›/]\s*")
CRUMBS = re.compile(r"^(?:you are here\s*:?\s*)?home\s*(?:[/>»›→|\\]|::)", re.I)
NOT_MENU = re.compile(r"\d{4}|\d:\d|\bby\b|[.!?”\"]$", re.I)


def is_menu(printed):
    """Say whether a line, as printed, is a row of links: "News  Sport  Culture", "Home > Politics"."""
    if CRUMBS.match(printed):
        return True
    if len(printed) > 200 or NOT_MENU.search(printed):
        return False
    parts = [part for part in PARTS.split(printed.strip()) if part]
    if len(parts) < 2:
        return is_row_of_sections(printed)
    known = sum(1 for part in parts if fold(part) in SECTION_WORDS or fold(part) in WHOLE)
    short = all(count(part) <= 4 and len(part) <= 34 for part in parts)
    spaced = bool(re.search(r"\S\s{2,}\S", printed))
    return short and (known == len(parts) or (len(parts) > 2 and known > 0) or len(parts) > 3 or (spaced and known > 0))


def is_row_of_sections(text):
    """Say whether a line is made of section names alone, their spacing lost: "News Opinion Sport Culture"."""
    found = words(text)
    known = sum(1 for word in found if word.casefold() in SECTION_WORDS or word.casefold() in WHOLE)
    return len(found) >= 4 and is_title_case(text) and known >= 0.7 * len(found)


def is_masthead(page, at):
    """Say whether a line is the name of the site: one that names a paper, or comes again in its small print."""
    unit = page.units[at]
    if count(unit.text) > 6 or not (is_title_case(unit.text) or is_caps(unit.text)) or "|" in unit.text:
        return False
    if count(unit.text) >= 2 and OUTLET.search(unit.text) and not unit.text.endswith(("?", "!")):
        return True
    return comes_again(page, at)


def comes_again(page, at):
    """Say whether a short line comes again within the page's small print or its pictures' credits."""
    name = re.sub(r"^the ", "", fold(page.units[at].text))
    if len(name) < 5 or name in SECTION_WORDS or name in WHOLE:
        return False
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    for other, unit in enumerate(page.units):
        folded = unit.text.casefold() if other != at and len(unit.text) < 300 else ""
        if name in folded and (unit.role == "caption" or SMALL_PRINT.search(folded)) and pattern.search(folded):
            return True
    return False


SMALL_PRINT = re.compile(
    r"©|\(c\)|copyright|rights reserved|newsletter|subscri|sign up|photo|picture|image|credit|pic:|source|"
    r"more from|share |thanks for reading|follow |company number|registered| for the | is a .* (?:at|for) "
)
