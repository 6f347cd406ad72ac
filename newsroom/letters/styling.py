"""The look of mails to readers in mail programs, which read no style sheet: each rule is written into what it is about.

The sheet is `static/mail/letter.css`, which the desk's preview links to as it is. What only a sheet can say, colours
for the dark, goes into the head; a program that drops it shows the day's colours.
"""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from lxml import html
from lxml.html import HtmlElement

SHEET = "mail/letter.css"
_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def styled(page: str) -> str:
    """Return a page in the classes of the sheet with their rules written into it."""
    rules, dark = _sheet()
    tree = html.document_fromstring(page)
    said: dict[HtmlElement, list[str]] = {}
    for name, rule in rules:
        for element in tree.find_class(name):
            said.setdefault(element, []).append(rule)
    for element, found in said.items():
        element.set("style", " ".join(found))
    sheet = html.Element("style")
    sheet.text = dark
    tree.head.append(sheet)
    return html.tostring(tree, doctype="<!doctype html>", encoding="unicode")


@cache
def _sheet() -> tuple[tuple[tuple[str, str], ...], str]:
    """Return the rules of each class in the order of the sheet, and what is said for the dark."""
    text = _REMARK.sub("", (Path(settings.BASE_DIR) / "static" / SHEET).read_text())
    day, _at, dark = text.partition("@media")
    rules = [
        (selector.strip().removeprefix("."), " ".join(body.split()))
        for selectors, body in _RULE.findall(day)
        for selector in selectors.split(",")
    ]
    return tuple(rules), " ".join(f"@media{dark}".split())
