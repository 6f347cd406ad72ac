"""What a camera leaves in a file that is nobody else's business."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .photo import Photo


class Traces(models.Model):
    """Where exactly a photo was taken, and the numbers of the devices: kept apart, and never written anywhere else."""

    photo = models.OneToOneField(Photo, models.CASCADE, primary_key=True, related_name="traces")
    text = models.TextField(_("text"), help_text=_("Canonical text, as read at upload."))

    class Meta:
        verbose_name = _("traces")
        verbose_name_plural = _("traces")

    def __str__(self):
        return str(self.photo_id)
