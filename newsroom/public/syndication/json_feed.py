"""JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/."""

import json

from django.utils.html import format_html

from .. import dates
from .feed import Feed, Item

KIND = "application/feed+json"
VERSION = "https://jsonfeed.org/version/1.1"


def write(feed: Feed) -> str:
    """Return the feed as JSON; what nobody said is left out, as the format asks."""
    said = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.address,
        "description": feed.description,
        "language": feed.language,
        "authors": [{"name": feed.paper}],
        "items": [_item(item) for item in feed.items],
    }
    return json.dumps(said, ensure_ascii=False)


def _item(item: Item) -> dict:
    said = {
        "id": item.uid,
        "url": item.link,
        "title": item.title,
        "content_html": item.html + _credit(item),
        "summary": item.summary,
        "image": item.picture_url,
        "date_published": dates.iso(item.published),
        "date_modified": dates.iso(item.changed) if item.changed else "",
        "authors": [_named(author) for author in item.authors],
        "tags": list(item.tags),
        "language": item.language,
        "_image": _image(item),
    }
    return {name: value for name, value in said.items() if value}


def _named(author) -> dict:
    return {"name": author.name, **({"url": author.url} if author.url else {})}


def _image(item: Item) -> dict:
    """Return what the format has no word for: whose picture it is, and on what terms."""
    if item.picture is None:
        return {}
    owed = item.picture.printed.owed
    said = {
        "credit": item.picture.credit,
        "caption": item.said_of_picture,
        "alt": item.picture.alt,
        "license": owed.link,
        "width": item.picture.width,
        "height": item.picture.height,
    }
    return {name: value for name, value in said.items() if value}


def _credit(item: Item) -> str:
    """Return the paragraph under the text that credits the picture: readers of feeds show no field of ours."""
    if item.picture is None:
        return ""
    owed = item.picture.printed.owed
    said = " ".join(filter(None, (item.said_of_picture, owed.line)))
    if not owed.link:
        return format_html("\n<p><small>{}</small></p>", said)
    return format_html('\n<p><small>{} (<a href="{}">{}</a>)</small></p>', said, owed.link, owed.licence)
