"""Saying what sanitising would change in a body somebody typed or pasted, so that nothing is silently cut."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from lxml import etree, html

from newsroom.record.canonical import clean_text

from .schema import address, embeddable, is_uid


@dataclass(frozen=True)
class Rule:
    """Elements that go, and the sentence that says so. `shown` returns what of the element is named in it."""

    path: str
    sentence: str | Promise
    shown: Callable = lambda element: ""
    goes: Callable = lambda element: True


def _words(element) -> str:
    return Truncator(" ".join("".join(element.itertext()).split())).chars(60)


def _source(element) -> str:
    return Truncator(element.get("src") or element.get("data") or "").chars(80)


def _to(element) -> str:
    return Truncator(element.get("href", "")).chars(80)


def _nowhere(element) -> bool:
    return not address(element.get("href", ""))


def _is_not_here(name: str) -> Callable:
    return lambda element: not is_uid(element.get(name, "").lower())


_RULES = (
    Rule("//script | //noscript", gettext_lazy("A script was left out.")),
    Rule("//style | //link", gettext_lazy("A style sheet was left out.")),
    Rule(
        "//img | //picture[not(img)]",
        gettext_lazy("A picture from elsewhere was left out: %(what)s. Add it to the story's photos instead."),
        _source,
    ),
    Rule(
        "//iframe | //video | //audio | //object | //embed",
        gettext_lazy("A player was left out: %(what)s. Put its address in as an embed instead."),
        _source,
    ),
    Rule("//svg | //math | //canvas", gettext_lazy("A drawing was left out.")),
    Rule("//input | //button | //select | //textarea", gettext_lazy("A form's field was left out.")),
    Rule("//u", gettext_lazy("An underline was left out; its words stay: “%(what)s”."), _words),
    Rule(
        "//s | //strike | //del", gettext_lazy("A line through words was left out; the words stay: “%(what)s”."), _words
    ),
    Rule("//sub | //sup", gettext_lazy("Raised or lowered letters stand on the line now: “%(what)s”."), _words),
    Rule("//pre | //code", gettext_lazy("Text set like code is a paragraph now: “%(what)s”."), _words),
    Rule(
        "//*[@style or @color or @bgcolor or @align] | //font",
        gettext_lazy("Colours, sizes and positions were left out."),
    ),
    Rule(
        "//a[@href]",
        gettext_lazy("A link was left out, for it leads nowhere from here: %(what)s. Its words stay."),
        _to,
        _nowhere,
    ),
    Rule(
        "//figure[contains(@class, 'embed')]",
        gettext_lazy("An embed was left out, for it has no https address: %(what)s. Its words stay."),
        lambda element: Truncator(element.get("data-url", "")).chars(80),
        lambda element: not embeddable(element.get("data-url", "")),
    ),
    Rule(
        "//figure[contains(@class, 'photo')]",
        gettext_lazy("A photo's place was left out, for it names no photo."),
        goes=_is_not_here("data-photo"),
    ),
    Rule(
        "//figure[contains(@class, 'document')]",
        gettext_lazy("A document was left out, for it names none. Its words stay."),
        goes=_is_not_here("data-document"),
    ),
    Rule(
        "//aside[contains(@class, 'related-story')]",
        gettext_lazy("A related story was left out, for it names no story."),
        goes=_is_not_here("data-story"),
    ),
    Rule("//table//table", gettext_lazy("A table within a table was taken apart; its words stay.")),
)


def what_goes(raw: str) -> list[str]:
    """Return sentences for a person about what `sanitise` would leave out; none for what the editor makes."""
    text = clean_text(raw)
    if "<" not in text:
        return []
    try:
        root = html.fragment_fromstring(text, create_parent="div").getroottree()
    except etree.ParserError:
        return []
    counted = Counter(sentence for rule in _RULES for sentence in _said(rule, root))
    return [
        sentence if times == 1 else _("%(sentence)s (%(times)s times)") % {"sentence": sentence, "times": times}
        for sentence, times in counted.items()
    ]


def _said(rule: Rule, root) -> Iterator[str]:
    for element in root.xpath(rule.path):
        if rule.goes(element):
            yield str(rule.sentence) % {"what": rule.shown(element) or _("without a name")}
