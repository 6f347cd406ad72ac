"""The schema of copy: what may be typed, stored and shown. The editor and the sanitiser both read it from here."""

import re
from html import unescape

import nh3
from django_prose_editor.config import allowlist_from_extensions, expand_extensions
from lxml import etree, html

from newsroom.record.canonical import clean_text

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "Heading": {"levels": [2, 3]},
    "HardBreak": True,
    "HorizontalRule": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "Typographic": False,
}

_BLOCKS = {"p", "h2", "h3", "ul", "ol", "blockquote", "hr"}


def _cleaner() -> nh3.Cleaner:
    allowed = allowlist_from_extensions(expand_extensions(EXTENSIONS))
    allowed["attributes"]["a"] = {"href"}
    return nh3.Cleaner(**{**allowed, "link_rel": None, "url_schemes": {"http", "https", "mailto"}})


_CLEANER = _cleaner()
# What other programs write for the same thing, kept by its meaning.
_MEANS = {"b": "strong", "i": "em", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}
_FIRST = nh3.Cleaner(
    tags={"div", *_MEANS, *allowlist_from_extensions(expand_extensions(EXTENSIONS))["tags"]},
    attributes={"a": {"href"}},
    link_rel=None,
    url_schemes={"http", "https", "mailto"},
)


def _has_text(element) -> bool:
    return bool("".join(element.itertext()).strip("\u00a0 \n\t\u200b"))


def _rename(root) -> None:
    """Turn other programs' elements into this schema's; a div of text is a paragraph."""
    for element in list(root.iterdescendants()):
        if element.tag in _MEANS:
            element.tag = _MEANS[element.tag]
        elif element.tag == "div" and any(child.tag in {*_BLOCKS, "div"} for child in element):
            element.drop_tag()
        elif element.tag == "div" or (element.tag == "li" and element.getparent().tag not in {"ul", "ol"}):
            element.tag = "p"


def _wrap_loose(root) -> None:
    """Put text and inline elements that stand at the top into paragraphs: each top-level element is one to merge."""
    loose = None
    for child in [root.text, *root]:
        inline = isinstance(child, str) or (child is not None and child.tag not in _BLOCKS)
        if not isinstance(child, str) and child is not None and not inline:
            loose, tail, child.tail = None, child.tail, None
            if tail and tail.strip():
                loose = etree.Element("p")
                loose.text = tail
                child.addnext(loose)
        elif isinstance(child, str) and child.strip():
            loose = etree.Element("p")
            loose.text, root.text = child, None
            root.insert(0, loose)
        elif child is not None and not isinstance(child, str):
            if loose is None:
                loose = etree.Element("p")
                child.addprevious(loose)
            loose.append(child)


def _level(root) -> None:
    """Raise the sub-heads before the first h2 to its level: they stand under the h1, and no level is skipped."""
    for heading in root.iter("h2", "h3"):
        if heading.tag == "h2" and _has_text(heading):
            break
        heading.tag = "h2"


def sanitise(text: str) -> str:
    """Return the HTML as it may be stored: only this schema's elements, no empty blocks, one block a line.

    Doing it again changes nothing.
    """
    once = _pass(text)
    # Mending markup that was badly nested can leave something to mend; it settles in a pass or two.
    for _attempt in range(5):
        if (again := _pass(once)) == once:
            break
        once = again
    return once


def _pass(text: str) -> str:
    cleaned = _FIRST.clean(clean_text(text))
    if not cleaned.strip():
        return ""
    root = html.fragment_fromstring(cleaned, create_parent="div")
    _rename(root)
    _wrap_loose(root)
    _level(root)
    blocks = []
    for child in root:
        child.tail = None
        if child.tag != "hr" and not _has_text(child):
            continue
        blocks.append(etree.tostring(child, encoding="unicode", method="html").strip())
    # lxml writes a few characters otherwise than nh3 does; one more pass makes the result stand still.
    return "\n".join(_CLEANER.clean(block) for block in blocks)


def paragraphs(body: str) -> list[str]:
    """Return the text of each paragraph, sub-head, quote and list item, in order."""
    if not body.strip():
        return []
    root = html.fragment_fromstring(body, create_parent="div")
    leaves = root.xpath(".//*[self::p or self::h2 or self::h3 or self::li][not(.//p) and not(.//li)]")
    for line_end in root.iter("br"):
        line_end.tail = "\n" + (line_end.tail or "")
    texts = ("".join(leaf.itertext()) for leaf in leaves)
    return [re.sub(r"\s+", " ", text).strip() for text in texts if text.strip()]


def plain(body: str) -> str:
    """Return the body as plain text, a line a paragraph."""
    return unescape("\n".join(paragraphs(body)))


def word_count(body: str) -> int:
    """Return how many words the body has."""
    return len(plain(body).split())
