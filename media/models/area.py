"""What of a picture readers must never recognise."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .photo import Photo

WHOLE = 1000


class PixelatedArea(models.Model):
    """A rectangle burnt into every rendition as coarse blocks, in per-mille of the picture as it is looked at."""

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="areas", verbose_name=_("photo"))
    left = models.PositiveSmallIntegerField(_("left"), validators=[MaxValueValidator(WHOLE - 1)])
    top = models.PositiveSmallIntegerField(_("top"), validators=[MaxValueValidator(WHOLE - 1)])
    width = models.PositiveSmallIntegerField(_("width"), validators=[MinValueValidator(1)])
    height = models.PositiveSmallIntegerField(_("height"), validators=[MinValueValidator(1)])

    # Part of the photo: it shows it to nobody.
    is_use = False

    class Meta:
        verbose_name = _("pixelated area")
        verbose_name_plural = _("pixelated areas")
        ordering = ["top", "left", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(width__gte=1, height__gte=1, left__lte=WHOLE - F("width"), top__lte=WHOLE - F("height")),
                name="area_is_inside_the_picture",
                violation_error_message=_("An area has to lie inside the picture."),
            ),
        ]

    def __str__(self):
        return f"{self.left}, {self.top}: {self.width} × {self.height} ‰"

    @property
    def rectangle(self) -> tuple[int, int, int, int]:
        """Return left, top, width and height, in per-mille."""
        return self.left, self.top, self.width, self.height
