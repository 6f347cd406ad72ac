"""The leave to use a photo."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from newsroom import clock

from ..moments import printed
from ..querysets import LeaseQuerySet
from .photo import Photo


class Lease(models.Model):
    """Leave to use a photo between two moments; on screens "permission to use, until"."""

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="leases", verbose_name=_("photo"))
    usable_from = models.DateTimeField(_("permission to use, from"), default=clock.now)
    usable_until = models.DateTimeField(
        _("until"), null=True, blank=True, help_text=_("At this minute it is gone from every page. Empty: no end.")
    )
    note = models.TextField(_("note"), blank=True, help_text=_("What was agreed, with whom, and its limits."))
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+", verbose_name=_("agreed by")
    )
    agreed_at = models.DateTimeField(_("agreed"), editable=False)

    objects = LeaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("permission to use")
        verbose_name_plural = _("permissions to use")
        ordering = ["usable_from", "pk"]
        indexes = [models.Index(fields=["photo", "usable_from"], name="lease_of_photo")]  # usable(at)
        constraints = [
            models.CheckConstraint(
                condition=Q(usable_until__isnull=True) | Q(usable_until__gt=F("usable_from")),
                name="lease_ends_after_it_begins",
                violation_error_message=_("Permission has to end after it begins."),
            ),
        ]

    def __str__(self):
        if self.usable_until is None:
            return gettext("from %(from)s") % {"from": printed(self.usable_from)}
        return gettext("%(from)s to %(until)s") % {
            "from": printed(self.usable_from),
            "until": printed(self.usable_until),
        }

    def covers(self, at: datetime) -> bool:
        """Say whether it gives leave at that moment; the end itself is outside."""
        return self.usable_from <= at and (self.usable_until is None or at < self.usable_until)
