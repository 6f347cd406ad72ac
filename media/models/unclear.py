"""What an agency asks in words that the desk's reader of instructions did not understand."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from .photo import Photo


class Unclear(models.Model):
    """A phrase of a photo's instructions that waits for a person to say what it means for its use."""

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="unclear", verbose_name=_("photo"))
    words = models.TextField(_("words"))
    asked_at = models.DateTimeField(_("asked"))
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("settled by")
    )
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    meaning = models.TextField(_("what it means"), blank=True)

    class Meta:
        verbose_name = _("unclear instruction")
        verbose_name_plural = _("unclear instructions")
        ordering = ["asked_at", "pk"]
        indexes = [
            models.Index(fields=["-asked_at"], condition=Q(settled_at__isnull=True), name="unclear_open"),  # the board
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_by__isnull=True, settled_at__isnull=True, meaning="")
                | (Q(settled_by__isnull=False, settled_at__isnull=False) & ~Q(meaning="")),
                name="unclear_settled_is_whole",
                violation_error_message=_("To settle an instruction takes a name, a moment and what it means."),
            ),
        ]

    def __str__(self):
        return Truncator(self.words).chars(80)
