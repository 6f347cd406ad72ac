"""The mark on a photo whose readers' sizes were let go."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .photo import Photo


class Tidied(models.Model):
    """There is one while nothing needs a photo's sizes for readers: only what the desk looks at is made of it.

    A row of its own and not a column of the photo: a story that takes the photo up again takes it away, and must not
    wait for whoever has the photo locked.
    """

    photo = models.OneToOneField(
        Photo, models.CASCADE, primary_key=True, related_name="tidied", verbose_name=_("photo")
    )
    tidied_at = models.DateTimeField(_("tidied"))

    class Meta:
        verbose_name = _("tidied photo")
        verbose_name_plural = _("tidied photos")

    def __str__(self):
        return str(self.photo_id)
