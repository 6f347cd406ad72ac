"""RSS 2.0 with full text, Dublin Core authors and Media RSS pictures."""

from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.html import escape

from .. import dates
from . import media_rss
from .feed import Feed, Item

KIND = "application/rss+xml"


class _Rss(Rss201rev2Feed):
    def rss_attributes(self):
        return {
            **super().rss_attributes(),
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            **media_rss.NAMESPACE,
        }

    def latest_post_date(self):
        # Django dates a feed without items by the clock.
        return self.feed["updated"]

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        said: Item = item["said"]
        for author in said.authors:
            handler.addQuickElement("dc:creator", author.name)
        if said.changed:
            handler.addQuickElement("atom:updated", dates.iso(said.changed))
        handler.addQuickElement("content:encoded", said.html)
        media_rss.add_picture(handler, said)


def write(feed: Feed) -> str:
    """Return the feed as RSS."""
    made = _Rss(
        title=feed.title,
        link=feed.home,
        description=escape(feed.description),
        language=feed.language,
        feed_url=feed.address,
        updated=feed.updated,
    )
    for item in feed.items:
        made.add_item(
            title=item.title,
            link=item.link,
            # Feed readers show a description as HTML: a dek that says "<b>" has to say it there too.
            description=escape(item.summary),
            pubdate=item.published,
            unique_id=item.uid,
            unique_id_is_permalink=item.uid.startswith("http"),
            categories=item.tags,
            said=item,
        )
    return made.writeString("utf-8")
