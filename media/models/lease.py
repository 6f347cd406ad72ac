"""The leave to use a photo."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .leave import Leave, leave_constraints
from .photo import Photo


class Lease(Leave):
    """Leave to use a photo."""

    OF = "photo"

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="leases", verbose_name=_("photo"))

    class Meta:
        verbose_name = _("permission to use")
        verbose_name_plural = _("permissions to use")
        ordering = ["usable_from", "pk"]
        indexes = [
            models.Index(fields=["photo", "usable_from"], name="lease_of_photo"),  # usable(at)
            models.Index(fields=["usable_until"], name="lease_ending"),  # what ends soon, on the contact sheet
            models.Index(fields=["usable_from"], name="lease_begins"),  # when the next one begins
        ]
        constraints = leave_constraints("lease")

    @property
    def licensed(self) -> Photo:
        """Return what it is leave for."""
        return self.photo
