"""What one shift leaves to the next."""

import json
import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.record.canonical import canonical


class HandOver(models.Model):
    """One shift's words to the next, with what the record said then: facts by uid, and never a story's words.

    A fact is named when it is shown, through what its reader may see; so a restricted story is in nobody else's list.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    since = models.DateTimeField(_("since"), help_text=_("From when on the facts are drafted."))
    at = models.DateTimeField(_("at"))
    text = models.TextField(_("in your words"), blank=True)
    facts = models.TextField(default="{}", help_text=_("Canonical text; see articles.handing_over."))
    accepted_at = models.DateTimeField(_("taken over"), null=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    redacted_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["-at", "-id"], name="hand_over_latest")]  # the latest
        constraints = [
            models.CheckConstraint(
                condition=models.Q(accepted_at=None, accepted_by=None)
                | models.Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="taken_over_by_somebody",
                violation_error_message=_("A hand-over was taken over by somebody at a time, or not at all."),
            ),
        ]

    def __str__(self):
        return f"{self.by}, {self.at:%Y-%m-%d %H:%M}"

    @property
    def subject(self) -> str:
        """Its name in the log."""
        return f"hand_over:{self.uid}"

    @property
    def drafted(self) -> dict:
        """The facts, read from their canonical text."""
        return json.loads(self.facts)

    def keep_facts(self, facts: dict) -> None:
        """Write the facts down as canonical text."""
        self.facts = canonical(facts)


class HandOverReading(models.Model):
    """Somebody read a hand-over."""

    hand_over = models.ForeignKey(HandOver, models.CASCADE, related_name="readings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("reading of a hand-over")
        verbose_name_plural = _("readings of hand-overs")
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["hand_over", "by"], name="hand_over_read_once")]
