"""Photos set aside for one story."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from media.models import Photo

from .article import Article


class TrayPhoto(models.Model):
    """A photo the photo desk offers a story. It is no use of the photo: the story has it only once it is put in."""

    is_use = False

    article = models.ForeignKey(Article, models.CASCADE, related_name="tray")
    photo = models.ForeignKey(Photo, models.CASCADE, related_name="trays", verbose_name=_("photo"))
    set_aside_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("set aside by")
    )
    set_aside_at = models.DateTimeField(_("set aside"))

    class Meta:
        verbose_name = _("photo in a tray")
        verbose_name_plural = _("photos in trays")
        ordering = ["set_aside_at", "pk"]
        # Its index also answers "the tray of this story".
        constraints = [models.UniqueConstraint(fields=["article", "photo"], name="tray_once")]

    def __str__(self):
        return f"{self.article}: {self.photo}"
