"""What somebody in a picture agreed to."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..paths import consent_name
from .person_shown import PersonShown
from .photo import Photo


class Consent(models.Model):
    """Consent to publish a photo of somebody: who gave it, for what, when. An end acts as a lease's end does."""

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="consents", verbose_name=_("photo"))
    # Empty: for everybody in the picture.
    person = models.ForeignKey(
        PersonShown, models.SET_NULL, null=True, blank=True, related_name="consents", verbose_name=_("person")
    )
    given_by = models.CharField(
        _("given by"), max_length=250, help_text=_("The person, or who may speak for them: a parent, a guardian.")
    )
    scope = models.TextField(
        _("for what"), help_text=_("What was agreed, in plain words: which story, print or online, for how long.")
    )
    given_on = models.DateField(_("given on"))
    document = models.FileField(_("document"), upload_to=consent_name, max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("recorded by")
    )
    recorded_at = models.DateTimeField(_("recorded"))
    ends_at = models.DateTimeField(_("withdrawn from"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("withdrawal recorded by"),
    )
    ended_reason = models.TextField(_("what was said"), blank=True)

    # Part of the photo: it shows it to nobody.
    is_use = False

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True, ended_by__isnull=True)
                | Q(ends_at__isnull=False, ended_by__isnull=False),
                name="consent_end_is_whole",
                violation_error_message=_("To end a consent takes a name and a moment."),
            ),
        ]

    def __str__(self):
        return self.given_by
