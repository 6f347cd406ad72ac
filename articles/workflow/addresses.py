"""Which address a story gets, and which of a story's addresses answer."""

from datetime import date, datetime

from django.db.models import Min
from django.utils.translation import gettext as _

from articles.content import Content
from articles.models import Address, Article, address_key, unicode_slug
from newsroom import clock

from .act import Refused


def date_of(article: Article, content: Content, live_from: datetime) -> date:
    """Return the date the story carries: the one printed with it, else the day it was first live here."""
    if content.dated:
        return date.fromisoformat(content.dated)
    first = article.editions.issued().order_by("live_from").first()
    return clock.local_date(min(first.live_from, live_from) if first else live_from)


def assign(article: Article, content: Content, dated: date) -> Address:
    """Return the address row for this content, made when there is none; a taken slug gets a number."""
    slug = content.slug or unicode_slug(content.headline)
    if not slug:
        raise Refused(_("The headline has no letter or digit to make an address of. Write a slug."))
    for number in range(1, 1000):
        last = slug if number == 1 else f"{slug[:75]}-{number}"
        path = address_key(f"/{dated:%Y/%m/%d}/{last}/")
        taken = Address.objects.of(path).first()
        if taken is None:
            return Address.objects.create(key=path, article=article)
        if taken.article_id == article.pk and taken.is_redacted:
            raise Refused(_("That address was redacted, so it is not given out again. Choose another slug."))
        if taken.article_id == article.pk:
            return taken
    raise Refused(_("A thousand stories of that day have the slug “%(slug)s”. Choose another.") % {"slug": slug})


def open_from(address: Address) -> None:
    """Let the address answer from the first moment an edition that stands has it; the past is never closed."""
    since = address.editions.issued().aggregate(first=Min("live_from"))["first"]
    if address.since != since:
        address.since = since
        address.save(update_fields=["since"])
