"""What an agency asks in words that the desk's reader of instructions did not understand."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from .photo import Photo


class Phrase(models.Model):
    """A phrase of instructions that waits for a person to say what it means. `licensed` is what they came with."""

    # The field that leads to what it came with.
    OF: ClassVar[str]

    # Part of what it came with: it shows it to nobody.
    is_use = False

    words = models.TextField(_("words"))
    asked_at = models.DateTimeField(_("asked"))
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("settled by")
    )
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    meaning = models.TextField(_("what it means"), blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return Truncator(self.words).chars(80)


def whole_answer(name: str) -> models.CheckConstraint:
    """Return the constraint that a settled phrase has a name, a moment and a meaning."""
    return models.CheckConstraint(
        condition=Q(settled_by__isnull=True, settled_at__isnull=True, meaning="")
        | (Q(settled_by__isnull=False, settled_at__isnull=False) & ~Q(meaning="")),
        name=name,
        violation_error_message=_("To settle an instruction takes a name, a moment and what it means."),
    )


class Unclear(Phrase):
    """A phrase of a photo's instructions."""

    OF = "photo"

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="unclear", verbose_name=_("photo"))

    class Meta:
        verbose_name = _("unclear instruction")
        verbose_name_plural = _("unclear instructions")
        ordering = ["asked_at", "pk"]
        indexes = [
            models.Index(fields=["-asked_at"], condition=Q(settled_at__isnull=True), name="unclear_open"),  # the board
        ]
        constraints = [whole_answer("unclear_settled_is_whole")]

    @property
    def licensed(self) -> Photo:
        """Return what it came with."""
        return self.photo
