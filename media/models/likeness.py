"""How pictures look, as numbers, so that the same one in another size or cut is found."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .photo import Photo


class Look(models.Model):
    """A quarter of the number that one window of a photo looks like; see `likeness.py`."""

    is_use = False

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="looks")
    window = models.PositiveSmallIntegerField()
    # The whole number, signed as databases have them, and the quarter it is found by.
    bits = models.BigIntegerField()
    # From top to bottom; empty for photos that came in before it was looked at.
    down = models.BigIntegerField(null=True)
    quarter = models.IntegerField()

    class Meta:
        verbose_name = _("look of a photo")
        verbose_name_plural = _("looks of photos")
        constraints = [
            models.UniqueConstraint(fields=["photo", "window", "quarter"], name="look_once"),
        ]
        indexes = [models.Index(fields=["quarter", "window"], name="look_alike")]  # which photos look like this

    def __str__(self):
        return f"{self.photo_id} {self.window}"


class KeptBoth(models.Model):
    """Somebody has seen that two photos look alike, and both stay."""

    is_use = False

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="+", verbose_name=_("photo"))
    other = models.ForeignKey(Photo, models.CASCADE, related_name="+", verbose_name=_("the other photo"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("pair of photos that both stay")
        verbose_name_plural = _("pairs of photos that both stay")
        constraints = [
            models.UniqueConstraint(fields=["photo", "other"], name="kept_both_once"),
            models.CheckConstraint(
                condition=Q(photo__lt=F("other")),
                name="kept_both_in_order",
                violation_error_message=_("Of two photos that both stay the older is named first."),
            ),
        ]

    def __str__(self):
        return f"{self.photo_id} {self.other_id}"
