"""Further places a picture shows."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .photo import Photo


class PlaceShown(models.Model):
    """A place that a photo shows beside the first, which stands in the photo's own columns; in their order."""

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="places", verbose_name=_("photo"))
    number = models.PositiveSmallIntegerField(_("number"))
    location = models.CharField(_("place"), max_length=250, blank=True)
    city = models.CharField(_("city"), max_length=250, blank=True)
    state = models.CharField(_("state or province"), max_length=250, blank=True)
    country = models.CharField(_("country"), max_length=250, blank=True)
    country_code = models.CharField(_("country code"), max_length=3, blank=True)

    class Meta:
        verbose_name = _("place shown")
        verbose_name_plural = _("places shown")
        ordering = ["number"]
        indexes = [models.Index(fields=["city", "photo"], name="place_by_city")]  # the facet "place"
        constraints = [models.UniqueConstraint(fields=["photo", "number"], name="place_number_once")]

    def __str__(self):
        parts = (self.location, self.city, self.state, self.country, self.country_code)
        return ", ".join(part for part in parts if part)
