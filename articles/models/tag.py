"""What stories are about."""

import unicodedata
import uuid

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase


def unicode_slug(text: str, limit: int = 80) -> str:
    """Return a slug in the text's own script, NFC, at most `limit` characters, cut between words."""
    slug = slugify(unicodedata.normalize("NFC", text), allow_unicode=True)
    if len(slug) <= limit:
        return slug
    return slug[: limit + 1].rsplit("-", 1)[0][:limit].strip("-")


class Tag(TagBase):
    """A curated word for what stories are about, with a page of its own."""

    class Kind(models.TextChoices):
        TOPIC = "topic", _("Topic")
        PERSON = "person", _("Person")
        PLACE = "place", _("Place")
        ORGANISATION = "organisation", _("Organisation")
        EVENT = "event", _("Event")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=15, choices=Kind, default=Kind.TOPIC)
    description = models.CharField(_("description"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]

    def slugify(self, tag, i=None):
        slug = unicode_slug(tag) or "tag"
        return slug if i is None else f"{slug}-{i}"


class TagAlias(models.Model):
    """Another word that finds a tag: a synonym, a former name, a common slip."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="aliases")
    name = models.CharField(_("alias"), max_length=100, unique=True)

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        ordering = ["name"]

    def __str__(self):
        return self.name


class TaggedArticle(ItemBase):
    """A tag on a working copy. What readers see is EditionTag."""

    content_object = models.ForeignKey("articles.Article", models.CASCADE, related_name="tagged")
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="tagged")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="tag_once_an_article")]
