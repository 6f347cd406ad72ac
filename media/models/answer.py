"""What a person answered before a picture went into a story."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .photo import Photo


class PhotoAnswer(models.Model):
    """Somebody's yes to one use of a photo that may not be used without one; void once what was asked has changed."""

    class Question(models.TextChoices):
        CONSENT = "consent", _("Does the consent cover this story?")
        MADE = "made", _("May this story show a picture that no camera took as it is?")

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="answers", verbose_name=_("photo"))
    question = models.CharField(_("question"), max_length=8, choices=Question)
    context = models.CharField(_("where it is used"), max_length=36, help_text=_("The uid of the story."))
    asked = models.CharField(max_length=16, help_text=_("A digest over what was asked."))
    words = models.TextField(_("answer"))
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered"))

    # Part of the photo: it shows it to nobody.
    is_use = False

    class Meta:
        verbose_name = _("answer about a photo")
        verbose_name_plural = _("answers about photos")
        ordering = ["answered_at"]
        constraints = [
            # Its index answers the check before every publish: which of these photos have been answered for here?
            models.UniqueConstraint(fields=["context", "photo", "question"], name="photo_answer_once")
        ]

    def __str__(self):
        return self.words
