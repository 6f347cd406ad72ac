"""Versions that readers are shown nothing of any more, since they were replaced for legal reasons."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .article import Article
from .edition import Edition


class Withheld(models.Model):
    """One version of a story is shown nowhere, until somebody lets it be shown again; the log and this row have why."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="withheld")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="withheld")
    reason = models.TextField(_("reason"))
    withheld_at = models.DateTimeField(_("withheld"))
    withheld_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(_("shown again"), null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("withheld version")
        verbose_name_plural = _("withheld versions")
        constraints = [
            models.UniqueConstraint(
                fields=["edition"],
                condition=Q(ended_at=None),
                name="withheld_once",
                violation_error_message=_("This version is withheld already."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("withheld_at")),
                name="shown_again_after_withheld",
                violation_error_message=_("A version cannot be shown again before it was withheld."),
            ),
        ]
