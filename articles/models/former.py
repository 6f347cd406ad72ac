"""Addresses that sections, tags and contributors had before."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FormerSlug(models.Model):
    """A slug that a section, tag or contributor had: its page is redirected for ever."""

    class What(models.TextChoices):
        SECTION = "section", _("Section")
        TAG = "tag", _("Tag")
        CONTRIBUTOR = "contributor", _("Contributor")

    what = models.CharField(max_length=11, choices=What)
    slug = models.SlugField(max_length=100, allow_unicode=True)
    # The row it leads to: each kind has a table of its own, and none of the three is ever deleted but by a redaction.
    leads_to = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["what", "slug"], name="former_slug_once")]
