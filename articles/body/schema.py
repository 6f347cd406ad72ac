"""What copy may be made of: one list of nodes that the editor, the sanitiser and the readers' pages are built from."""

import re
from functools import cache
from urllib.parse import urlsplit

import nh3
from django_prose_editor.config import add_allowed_classes, allowlist_from_extensions, expand_extensions, html_tags

SCHEMES = {"http", "https", "mailto", "story"}
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
    "Link": {"enableTarget": False, "protocols": sorted(SCHEMES)},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "PullQuote": True,
    "Photo": True,
    "Embed": True,
    "DocumentBlock": True,
    "FactBox": True,
    "SourcesBox": True,
    "RelatedStory": True,
    "Typographic": False,
}

_UID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_HOST = re.compile(r"(?:[\w-]{1,63}\.)+[\w-]{2,63}")
_LONGEST_URL = 2000


def _node(tags: list[str], classes: dict | None = None, attributes: dict | None = None):
    """Return what an extension adds to the allow-list."""
    plain = html_tags(tags, attributes)

    def process(config, shared) -> None:
        plain(config, shared)
        add_allowed_classes(shared, classes or {})

    return process


# Functions, not their names: the editor's package looks a name up under the wrong word.
PROCESSORS = {
    "Table": _node(
        ["table", "caption", "tbody", "tr", "th", "td"], None, dict.fromkeys(("th", "td"), ["rowspan", "colspan"])
    ),
    "PullQuote": _node(["figure", "blockquote", "p", "figcaption"], {"figure": ["pull-quote"]}),
    "Photo": _node(["figure"], {"figure": ["photo"]}, {"figure": ["data-photo"]}),
    "Embed": _node(["figure", "figcaption"], {"figure": ["embed"]}, {"figure": ["data-url"]}),
    # The library has a Document of its own: the whole text.
    "DocumentBlock": _node(["figure", "figcaption"], {"figure": ["document"]}, {"figure": ["data-document"]}),
    "FactBox": _node(["aside", "h3"], {"aside": ["fact-box"]}),
    "SourcesBox": _node(["aside"], {"aside": ["sources-box"]}),
    "RelatedStory": _node(["aside"], {"aside": ["related-story"]}, {"aside": ["data-story"]}),
}


def is_uid(text: str) -> bool:
    """Say whether the text is a uid as content has them."""
    return bool(_UID.fullmatch(text))


def embeddable(url: str) -> str:
    """Return the address of something to embed as it may be stored, or "" when it is none: https and a named host."""
    if len(url) > _LONGEST_URL or re.search(r"[\s\"'<>\\^`{|}\u2588]", url):
        return ""
    try:
        parts = urlsplit(url)
        allowed = parts.scheme == "https" and parts.port in {None, 443} and parts.username is None
    except ValueError:
        return ""
    return url if allowed and _HOST.fullmatch(parts.hostname or "") else ""


def address(href: str) -> str:
    """Return where a link may lead, or "" when it may not lead there: the web, mail, a story, a page of ours."""
    href = "%20".join(href.split())
    for odd in "<>\"'`{}|\\^":
        href = href.replace(odd, f"%{ord(odd):02X}")
    scheme, found, rest = href.partition(":")
    if scheme.lower() == "story" and found:
        return f"story:{rest.lower()}" if is_uid(rest.lower()) else ""
    if scheme.lower() in SCHEMES and found:
        return href if rest.strip("/") else ""
    return href if re.match(r"/(?![/\\])", href) else ""


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Return the value that an attribute may keep, or None when it goes."""
    if name in {"data-photo", "data-story", "data-document"}:
        return value.lower() if is_uid(value.lower()) else None
    if name == "data-url":
        return embeddable(value) or None
    if name == "href":
        return address(value) or None
    if name == "class":
        return value or None
    return value if re.fullmatch(r"\d{1,4}", value) else None


def _allowed() -> dict:
    allowed = allowlist_from_extensions(expand_extensions(EXTENSIONS))
    allowed["attributes"] |= {"a": {"href"}, "ol": {"start"}}
    return {**allowed, "link_rel": None, "url_schemes": SCHEMES, "attribute_filter": _attribute}


# What other programs write for the same thing, kept by its meaning.
HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3"}
MARKS = {"b": "strong", "strong": "strong", "i": "em", "em": "em"}
# Elements that part their text from what stands beside them, though they themselves are not kept.
PARTING = """address article caption center dd details dialog dir div dl dt fieldset figcaption figure footer form
    header hgroup legend li main menu nav p pre section summary table tbody td tfoot th thead tr aside""".split()


@cache
def strict() -> nh3.Cleaner:
    """Return the cleaner that lets through what may be stored."""
    return nh3.Cleaner(**_allowed())


@cache
def lenient() -> nh3.Cleaner:
    """Return the cleaner that also leaves the structure other programs write, so that it can be read."""
    allowed = _allowed()
    allowed["tags"] |= {*HEADINGS, *MARKS, *PARTING}
    return nh3.Cleaner(**allowed)
