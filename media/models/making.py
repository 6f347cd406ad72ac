"""The claim on a photo whose sizes are being made."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .photo import Photo


class Making(models.Model):
    """There is one while a photo's renditions are waited for: however many want them, they are asked for once."""

    photo = models.OneToOneField(
        Photo, models.CASCADE, primary_key=True, related_name="making", verbose_name=_("photo")
    )
    asked_at = models.DateTimeField(_("asked for"))
    # What was asked for before the worker began is in its hands; what changed since has to be made again.
    begun_at = models.DateTimeField(_("begun"), null=True, blank=True)
    changed = models.BooleanField(_("changed since"), default=False)

    class Meta:
        verbose_name = _("renditions being made")
        verbose_name_plural = _("renditions being made")

    def __str__(self):
        return str(self.photo_id)
