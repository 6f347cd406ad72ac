"""A crop that one use of a photo asked for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .photo import Photo


class OrderedCrop(models.Model):
    """A crop that is made in every size because a story asked for it: of few pictures each shape is needed large."""

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="ordered_crops", verbose_name=_("photo"))
    crop = models.CharField(_("crop"), max_length=40)

    class Meta:
        verbose_name = _("ordered crop")
        verbose_name_plural = _("ordered crops")
        ordering = ["crop"]
        constraints = [models.UniqueConstraint(fields=["photo", "crop"], name="ordered_crop_once")]

    def __str__(self):
        return f"{self.photo_id} {self.crop}"
