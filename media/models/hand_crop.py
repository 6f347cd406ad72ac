"""A shape's cut as somebody drew it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .photo import Photo
from .rendition import Shape


class HandCrop(models.Model):
    """The rectangle a photo is cut to for one shape, wherever no use has its own, in ten-thousandths of the picture
    turned clockwise by `turn` tenths of a degree. Without one the focal point decides."""

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="hand_crops", verbose_name=_("photo"))
    shape = models.CharField(_("shape"), max_length=5, choices=Shape)
    x = models.PositiveSmallIntegerField(_("from the left"))
    y = models.PositiveSmallIntegerField(_("from the top"))
    width = models.PositiveSmallIntegerField(_("width"))
    height = models.PositiveSmallIntegerField(_("height"))
    turn = models.SmallIntegerField(_("turned by"), default=0)

    class Meta:
        verbose_name = _("crop by hand")
        verbose_name_plural = _("crops by hand")
        ordering = ["shape"]
        constraints = [
            models.UniqueConstraint(fields=["photo", "shape"], name="hand_crop_once"),
            models.CheckConstraint(
                condition=Q(width__gt=0, height__gt=0, x__lte=10_000 - F("width"), y__lte=10_000 - F("height")),
                name="hand_crop_within_the_picture",
                violation_error_message=_("A crop has to lie within the picture."),
            ),
            models.CheckConstraint(
                condition=Q(turn__gte=-1_800, turn__lte=1_800),
                name="hand_crop_turned_once_at_most",
                violation_error_message=_("A picture is turned by 180 degrees at most."),
            ),
        ]

    def __str__(self):
        return f"{self.photo_id} {self.shape}"
