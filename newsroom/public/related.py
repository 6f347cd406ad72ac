"""Other stories with the same tags."""

from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Q

from articles.models import Edition
from newsroom.pagecache.collecting import note

from .lists import Card, Listing, card, carded
from .names import Name

SHOWN = 4
# More tags than this say little about what a story is like.
TAGS = 5


def related(tags: list[Name], article_id: int | None, at: datetime) -> list[Card]:
    """Return the newest few stories that share a tag, each once. One query, whatever the tags hold."""
    tags = tags[:TAGS]
    if not tags:
        return []
    note(*(tag.list_tag for tag in tags))
    # A few of each tag by its own index, then those together: one query over all tags would sort their whole archive.
    newest = [Q(pk__in=Listing(tag).at(at).exclude(article=article_id).values("pk")[:SHOWN]) for tag in tags]
    found = carded(Edition.objects.filter(reduce(or_, newest))).order_by("-listed_at", "-pk")
    return [card(edition, at) for edition in found[:SHOWN]]
