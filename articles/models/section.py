"""The parts of the paper."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class WhenRightsLapse(models.TextChoices):
    """What becomes of a planned version whose photo may not be used any more when it goes live."""

    LEAVE_OUT = "leave_out", _("It goes out without the photo")
    RECALL = "recall", _("It is stopped, and comes back to the desk")


class Section(models.Model):
    """A part of the paper, such as Sport. Its name is as it is today on every page, old ones too."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(_("slug"), max_length=80, unique=True, allow_unicode=True)
    description = models.CharField(_("description"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("Order in the navigation."))
    language = models.CharField(_("language"), max_length=12, default="en")
    small_change_words = models.PositiveSmallIntegerField(
        _("words of a small change"),
        default=12,
        help_text=_("So many words a reader may strike and put in with their own sign-off. 0: none. Never for legal."),
    )
    when_rights_lapse = models.CharField(
        _("when a photo’s permission ends before a planned version"),
        max_length=9,
        choices=WhenRightsLapse,
        default=WhenRightsLapse.LEAVE_OUT,
        help_text=_("Whoever planned it is told in either case, at once."),
    )

    WhenRightsLapse = WhenRightsLapse

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["position", "name"]

    def __str__(self):
        return self.name
