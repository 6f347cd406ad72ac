"""JSON Feed 1.1 as its specification has it: which names there may be, of what kind, and which there must be."""

import json
import re

# https://www.jsonfeed.org/version/1.1/: each name, its kind, and whether it must be there.
FEED = {
    "version": (str, True), "title": (str, True), "home_page_url": (str, False), "feed_url": (str, False),
    "description": (str, False), "user_comment": (str, False), "next_url": (str, False), "icon": (str, False),
    "favicon": (str, False), "authors": (list, False), "language": (str, False), "expired": (bool, False),
    "hubs": (list, False), "items": (list, True),
}  # fmt: skip
ITEM = {
    "id": (str, True), "url": (str, False), "external_url": (str, False), "title": (str, False),
    "content_html": (str, False), "content_text": (str, False), "summary": (str, False), "image": (str, False),
    "banner_image": (str, False), "date_published": (str, False), "date_modified": (str, False),
    "authors": (list, False), "tags": (list, False), "language": (str, False), "attachments": (list, False),
}  # fmt: skip
AUTHOR = {"name": (str, False), "url": (str, False), "avatar": (str, False)}
VERSION = "https://jsonfeed.org/version/1.1"
# RFC 3339, with the offset that the format asks for.
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_ADDRESS = re.compile(r"https?://\S+")


def findings(text: str) -> list[str]:
    """Return what is wrong with a feed, a sentence each."""
    try:
        feed = json.loads(text)
    except ValueError as error:
        return [f"It is no JSON: {error}"]
    if not isinstance(feed, dict):
        return ["A feed is an object."]
    wrong = _names(feed, FEED, "feed") + _authors(feed, "feed")
    wrong += [] if feed.get("version") == VERSION else [f"version is {feed.get('version')!r}"]
    items = feed.get("items") if isinstance(feed.get("items"), list) else []
    for number, item in enumerate(items):
        wrong += _item(item, f"item {number}")
    ids = [item.get("id") for item in items if isinstance(item, dict)]
    return wrong + (["Two items have one id."] if len(set(ids)) != len(ids) else [])


def _item(item, where: str) -> list[str]:
    if not isinstance(item, dict):
        return [f"{where} is no object"]
    wrong = _names(item, ITEM, where) + _authors(item, where)
    if not {"content_html", "content_text"} & item.keys():
        wrong.append(f"{where} has neither content_html nor content_text")
    for name in ("date_published", "date_modified"):
        if name in item and not _MOMENT.fullmatch(str(item[name])):
            wrong.append(f"{where}: {name} is {item[name]!r}")
    for name in ("url", "external_url", "image", "banner_image"):
        if name in item and not _ADDRESS.fullmatch(str(item[name])):
            wrong.append(f"{where}: {name} is {item[name]!r}")
    return wrong + [f"{where}: a tag is no text" for tag in item.get("tags", ()) if not isinstance(tag, str)]


def _authors(said: dict, where: str) -> list[str]:
    wrong = []
    for author in said.get("authors", ()):
        wrong += _names(author, AUTHOR, f"{where}'s author") if isinstance(author, dict) else [f"{where}: {author!r}"]
        wrong += [] if author and isinstance(author, dict) else [f"{where} has an author of nothing"]
    return wrong


def _names(said: dict, known: dict, where: str) -> list[str]:
    # A name that begins with "_" is an extension, and holds an object.
    wrong = [f"{where} has no {name}" for name, (_kind, must) in known.items() if must and name not in said]
    for name, value in said.items():
        kind = dict if name.startswith("_") else known.get(name, (None,))[0]
        if kind is None:
            wrong.append(f"{where} has a name that the format does not know: {name}")
        elif not isinstance(value, kind):
            wrong.append(f"{where}: {name} is {type(value).__name__}")
    return wrong
