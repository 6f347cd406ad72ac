"""What stories are about."""

import unicodedata
import uuid

from django.conf import settings
from django.db import models
from django.db.models.functions import Length, Lower, Substr
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase


def unicode_slug(text: str, limit: int = 80) -> str:
    """Return a slug in the text's own script, NFC, at most `limit` characters, cut between words."""
    slug = slugify(unicodedata.normalize("NFC", text), allow_unicode=True)
    if len(slug) <= limit:
        return slug
    return slug[: limit + 1].rsplit("-", 1)[0][:limit].strip("-")


def _first_letter() -> models.GeneratedField:
    return models.GeneratedField(
        expression=Lower(Substr("name", 1, 1)), output_field=models.CharField(max_length=4), db_persist=True
    )


def _size() -> models.GeneratedField:
    return models.GeneratedField(expression=Length("name"), output_field=models.IntegerField(), db_persist=True)


class Tag(TagBase):
    """A curated word for what stories are about, with a page of its own."""

    class Kind(models.TextChoices):
        TOPIC = "topic", _("Topic")
        PERSON = "person", _("Person")
        PLACE = "place", _("Place")
        ORGANISATION = "organisation", _("Organisation")
        EVENT = "event", _("Event")
        SERIES = "series", _("Series")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=15, choices=Kind, default=Kind.TOPIC)
    description = models.CharField(_("description"), max_length=300, blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        verbose_name=_("merged into"),
    )
    first, size = _first_letter(), _size()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]
        permissions = [("merge_tag", _("Can merge tags and put a series in order"))]
        # Near misses: names that begin with a letter and are about as long.
        indexes = [models.Index(fields=["first", "size"], name="tag_near_miss")]

    def slugify(self, tag, i=None):
        slug = unicode_slug(tag) or "tag"
        return slug if i is None else f"{slug}-{i}"


class TagAlias(models.Model):
    """Another word that finds a tag: a synonym, a former name, a common slip."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="aliases")
    name = models.CharField(_("alias"), max_length=100, unique=True)
    first, size = _first_letter(), _size()

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        ordering = ["name"]
        indexes = [models.Index(fields=["first", "size"], name="alias_near_miss")]  # as for tags

    def __str__(self):
        return self.name


class TaggedArticle(ItemBase):
    """A tag on a working copy. What readers see is EditionTag."""

    content_object = models.ForeignKey("articles.Article", models.CASCADE, related_name="tagged")
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="tagged")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="tag_once_an_article")]


class TagMerge(models.Model):
    """One tag became another. The tag that went keeps its row, since what was printed names it by its uid.

    What is needed to undo it exactly: which editions' rows were rewritten, and which had both tags; as canonical text.
    """

    gone = models.ForeignKey(Tag, models.CASCADE, related_name="merges", verbose_name=_("tag that went"))
    kept = models.ForeignKey(Tag, models.CASCADE, related_name="took_in", verbose_name=_("tag that stayed"))
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    undone_at = models.DateTimeField(_("undone"), null=True)
    # {"moved": [edition], "both": [[edition, article, listed_at]], "aliases": [alias], "made": [alias], "led": [tag]}
    record = models.TextField(editable=False)

    class Meta:
        verbose_name = _("merged tag")
        verbose_name_plural = _("merged tags")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.gone} → {self.kept}"


class SeriesPart(models.Model):
    """The place of a story in a series, where somebody put it; the others follow in the order they came out."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="series_parts")
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="+")
    position = models.PositiveIntegerField(_("part"))

    class Meta:
        verbose_name = _("part of a series")
        verbose_name_plural = _("parts of a series")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["tag", "article"], name="series_part_once")]
