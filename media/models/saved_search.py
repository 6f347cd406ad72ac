"""Ways to look at the contact sheet that somebody gave a name."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedPhotoSearch(models.Model):
    """A narrowed contact sheet under a name: one person's own, or everybody's."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=40)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="saved_photo_searches")
    asked = models.CharField(_("what is asked for"), max_length=500, blank=True)
    for_everybody = models.BooleanField(_("for everybody"), default=False)
    saved_at = models.DateTimeField(_("saved"))

    class Meta:
        verbose_name = _("saved photo search")
        verbose_name_plural = _("saved photo searches")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="saved_photo_search_once",
                violation_error_message=_("You have a search of that name already."),
            ),
        ]

    def __str__(self):
        return self.name
