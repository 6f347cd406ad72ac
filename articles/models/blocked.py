"""Names that must not appear in a story."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .article import Article


class BlockedName(models.Model):
    """One name or word that must not be printed in one story, under an order or to protect somebody.

    The word itself is nowhere: `digests` are keyed hashes of its spellings, and the key is not in the database.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="blocked_names")
    placed_at = models.DateTimeField(_("placed"))
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    until = models.CharField(_("until"), max_length=80, blank=True)
    reason = models.TextField(_("reason"), help_text=_("Never the name itself."))
    # Which key made the digests; how long the spellings are, roughly.
    mark = models.CharField(max_length=16, editable=False)
    sizes = models.CharField(max_length=120, editable=False)
    digests = models.TextField(editable=False)

    class Meta:
        verbose_name = _("blocked name")
        verbose_name_plural = _("blocked names")
        ordering = ["placed_at", "pk"]

    def __str__(self):
        # Not even about how long it is.
        return str(_("A blocked name"))
