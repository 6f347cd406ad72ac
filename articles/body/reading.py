"""What a stored body says, for everything that reads copy."""

import re

from lxml import html

from .sanitising import sanitise

# What holds a line of words and no smaller such thing.
_LINES = "self::p or self::h2 or self::h3 or self::li or self::figcaption or self::caption or self::th or self::td"


def parsed(body: str):
    """Return the body as a tree under one div."""
    return html.fragment_fromstring(body, create_parent="div")


def elements(body: str) -> list[str]:
    """Return the top-level elements as HTML, each one a paragraph to merge. Joined by line ends they are the body."""
    return [element for element in sanitise(body).split("\n") if element]


def paragraphs(body: str) -> list[str]:
    """Return every text readers would read, in order: paragraph, sub-head, list item, quote and who said it, cell and
    title of a table, what an embed is."""
    if not body.strip():
        return []
    root = parsed(body)
    leaves = root.xpath(f".//*[{_LINES}][not(.//p) and not(.//li)]")
    for line_end in root.iter("br"):
        line_end.tail = "\n" + (line_end.tail or "")
    texts = ("".join(leaf.itertext()) for leaf in leaves)
    return [re.sub(r"\s+", " ", text).strip() for text in texts if text.strip()]


def plain(body: str) -> str:
    """Return the body as plain text, a line a paragraph."""
    return "\n".join(paragraphs(body))


def word_count(body: str) -> int:
    """Return how many words the body has."""
    return len(plain(body).split())


def placed_photos(body: str) -> list[str]:
    """Return the uids of the photos that have a place in the body, in order."""
    if "data-photo" not in body:
        return []
    return [str(uid) for uid in parsed(body).xpath("./figure[@class='photo']/@data-photo")]


def placed_documents(body: str) -> list[str]:
    """Return the uids of the documents that stand in the body, in order."""
    if "data-document" not in body:
        return []
    return [str(uid) for uid in parsed(body).xpath("./figure[@class='document']/@data-document")]


def says_sources(body: str) -> bool:
    """Say whether the body tells what it rests on."""
    return '<aside class="sources-box">' in body


def linked_stories(body: str) -> set[str]:
    """Return the uids of the stories that the body links or names as related."""
    if "story:" not in body and "data-story" not in body:
        return set()
    root = parsed(body)
    links = (str(href) for href in root.xpath(".//a/@href"))
    named = {href.removeprefix("story:") for href in links if href.startswith("story:")}
    return named | {str(uid) for uid in root.xpath("./aside[@class='related-story']/@data-story")}
