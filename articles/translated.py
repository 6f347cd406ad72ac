"""Which stories are the same one in other languages: their numbers, and of each what readers have."""

from datetime import datetime

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from .models import Article, Edition


def has_others() -> Case:
    """Return whether the story of an edition is a translation or has some, for a query of editions."""
    others = Article.objects.filter(translation_of=OuterRef("article"))
    return Case(When(article__translation_of__isnull=False, then=Value(True)), default=Exists(others))


def versions(article_id: int, at: datetime) -> QuerySet:
    """Return a row for the story and each of its translations: its number, what it is a translation of, and the card
    and address of what readers have of it then; without those where they have nothing, or nothing that is stood by.

    Nothing of a working copy is in it.
    """
    root = Article.objects.filter(pk=article_id).values(root=Coalesce("translation_of", "pk"))
    live = Edition.objects.live(at).filter(article=OuterRef("pk")).exclude(kind=Edition.Kind.RETRACTION)
    rows = Article.objects.filter(Q(pk__in=root) | Q(translation_of__in=root)).order_by("pk")
    shown = {"card": Subquery(live.values("words__card")[:1]), "path": Subquery(live.values("address__key")[:1])}
    return rows.annotate(**shown).values_list("pk", "translation_of", "card", "path")
