"""What a photo's Content Credentials say, where its file has any."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CredentialsState(models.TextChoices):
    """What a file's Content Credentials are worth here. Empty: nobody has looked."""

    NOT_LOOKED = "", _("Not looked for")
    NONE = "none", _("None")
    TRUSTED = "trusted", _("Signed, by somebody trusted here")
    UNKNOWN = "unknown", _("Signed, by nobody trusted here")
    ALTERED = "altered", _("Changed since it was signed")
    BROKEN = "broken", _("Not valid")
    ELSEWHERE = "elsewhere", _("Kept elsewhere")
    UNREAD = "unread", _("Not read yet")


class Credentials(models.Model):
    """What the manifests in a photo's file say, in few words; the state itself is a column of the photo."""

    photo = models.OneToOneField("media.Photo", models.CASCADE, primary_key=True, related_name="credentials_say")
    text = models.TextField(_("text"), help_text=_("Canonical text, as last read."))
    read_at = models.DateTimeField(_("read"))

    class Meta:
        verbose_name = _("Content Credentials")
        verbose_name_plural = _("Content Credentials")

    def __str__(self):
        return str(self.photo_id)
