"""A picture beside an item, with its credit: Media RSS, in RSS and Atom alike."""

from .feed import Item

NAMESPACE = {"xmlns:media": "http://search.yahoo.com/mrss/"}


def add_picture(handler, item: Item) -> None:
    """Write the item's picture, if it has one."""
    picture = item.picture
    if picture is None:
        return
    size = {"width": str(picture.width), "height": str(picture.height)}
    handler.startElement("media:content", {"url": item.picture_url, "type": "image/jpeg", "medium": "image", **size})
    if item.said_of_picture:
        handler.addQuickElement("media:description", item.said_of_picture)
    handler.addQuickElement("media:credit", picture.credit)
    if whose := picture.printed.rights.copyright:
        handler.addQuickElement("media:copyright", whose)
    if owed := picture.printed.owed.licence:
        handler.addQuickElement("media:license", owed, {"type": "text/html", "href": picture.printed.owed.link})
    handler.endElement("media:content")
