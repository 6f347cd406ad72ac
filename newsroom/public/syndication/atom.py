"""Atom (RFC 4287) with full text, every author, and Media RSS pictures."""

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from . import media_rss
from .feed import Feed, Item

KIND = "application/atom+xml"


class _Atom(Atom1Feed):
    def root_attributes(self):
        return {**super().root_attributes(), **media_rss.NAMESPACE}

    def latest_post_date(self):
        return self.feed["updated"]

    def item_attributes(self, item):
        return {"xml:lang": item["said"].language}

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        said: Item = item["said"]
        for author in said.authors:
            handler.startElement("author", {})
            handler.addQuickElement("name", author.name)
            if author.url:
                handler.addQuickElement("uri", author.url)
            handler.endElement("author")
        handler.addQuickElement("content", said.html, {"type": "html"})
        media_rss.add_picture(handler, said)


def write(feed: Feed) -> str:
    """Return the feed as Atom."""
    made = _Atom(
        title=feed.title,
        link=feed.home,
        description="",
        subtitle=feed.description,
        language=feed.language,
        # Who wrote what has no byline, as the format asks.
        author_name=feed.paper,
        feed_url=feed.address,
        feed_guid=feed.address,
        updated=feed.updated,
    )
    for item in feed.items:
        made.add_item(
            title=item.title,
            link=item.link,
            description=escape(item.summary) if item.summary else None,
            pubdate=item.published,
            updateddate=item.updated,
            unique_id=item.uid,
            categories=item.tags,
            said=item,
        )
    return made.writeString("utf-8")
