"""Who is in a picture, and who of them needs care."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .photo import Photo


class PersonShown(models.Model):
    """One person in a photo, left to right; a row, so that all pictures of somebody are found by an index."""

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="persons", verbose_name=_("photo"))
    number = models.PositiveSmallIntegerField(_("number"))
    # Empty: somebody who must not be named, and yet is flagged.
    name = models.CharField(_("name"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("person shown")
        verbose_name_plural = _("persons shown")
        ordering = ["number"]
        indexes = [models.Index(fields=["name", "photo"], name="person_by_name")]  # the facet "people"
        constraints = [models.UniqueConstraint(fields=["photo", "number"], name="person_number_once")]

    def __str__(self):
        return self.name or gettext("somebody not named")


class CareFlag(models.Model):
    """Why a person in a photo needs care before anybody publishes it."""

    class Kind(models.TextChoices):
        CHILD = "child", _("Child")
        PATIENT = "patient", _("Patient")
        VICTIM = "victim", _("Victim")

    person = models.ForeignKey(PersonShown, models.CASCADE, related_name="flags", verbose_name=_("person"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)

    class Meta:
        verbose_name = _("flag of care")
        verbose_name_plural = _("flags of care")
        ordering = ["kind"]
        indexes = [models.Index(fields=["kind", "person"], name="flag_by_kind")]  # the facet "care"
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="flag_once")]

    def __str__(self):
        return self.get_kind_display()
