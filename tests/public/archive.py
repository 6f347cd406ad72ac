"""An archive of thousands of stories, written straight into the tables: each a copy of one live story."""

import uuid
from datetime import timedelta

from django.db import connection

from articles.models import (
    Address,
    Article,
    Edition,
    EditionByline,
    EditionPhoto,
    EditionSection,
    EditionTag,
    EditionWords,
)

PARTS = {EditionTag: "tag", EditionByline: "contributor", EditionPhoto: "photo", EditionSection: "section"}


def fill(story, count: int) -> None:
    """Add so many copies of the story, one an hour into the past."""
    model = story.editions.select_related("words", "address").get()
    fields = [f.name for f in Article._meta.concrete_fields if f.name not in {"id", "uid"}]
    articles = Article.objects.bulk_create(
        Article(**{name: getattr(story, name) for name in fields}) for _number in range(count)
    )
    addresses = Address.objects.bulk_create(
        Address(key=f"/2020/01/01/{article.uid}/", article=article, since=model.live_from) for article in articles
    )
    editions = Edition.objects.bulk_create(_edition(model, address, number) for number, address in enumerate(addresses))
    for address, edition in zip(addresses, editions, strict=True):
        address.since = edition.live_from
    Address.objects.bulk_update(addresses, ["since"], batch_size=500)
    words = model.words
    EditionWords.objects.bulk_create(
        EditionWords(edition=edition, salt="", text=words.text, card=words.card) for edition in editions
    )
    for rows, field in PARTS.items():
        for part in rows.objects.filter(edition=model):
            rows.objects.bulk_create(
                rows(edition=e, article=e.article, listed_at=e.listed_at, **{field: getattr(part, field)})
                for e in editions
            )
    with connection.cursor() as cursor:
        # As a database in use has done by itself: without, PostgreSQL plans for empty tables.
        cursor.execute("ANALYZE")


def _edition(model: Edition, address: Address, number: int) -> Edition:
    fields = [f.name for f in Edition._meta.concrete_fields if f.name not in {"id", "uid"}]
    before = model.live_from - timedelta(hours=number + 1)
    same = {name: getattr(model, name) for name in fields}
    own = {"article": address.article, "address": address, "uid": uuid.uuid4()}
    return Edition(**same | own | {"live_from": before, "listed_at": before, "dated": before.date()})
