"""Ways to look at the story list that somebody gave a name."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .section import Section


class SavedFilter(models.Model):
    """A narrowed story list under a name: one person's own, a desk's, or everybody's.

    It keeps what was chosen, never what was searched for: that may be a name nobody should find here.
    """

    class Shared(models.TextChoices):
        NOBODY = "nobody", _("Only me")
        DESK = "desk", _("A desk")
        EVERYBODY = "everybody", _("Everybody")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=40)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="saved_filters")
    asked = models.CharField(_("what is asked for"), max_length=500, blank=True)
    shared = models.CharField(_("shared with"), max_length=9, choices=Shared, default=Shared.NOBODY)
    section = models.ForeignKey(Section, models.PROTECT, null=True, blank=True, verbose_name=_("desk"))
    saved_at = models.DateTimeField(_("saved"))

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="saved_filter_once",
                violation_error_message=_("You have a filter of that name already."),
            ),
            models.CheckConstraint(
                condition=Q(shared="desk", section__isnull=False) | (~Q(shared="desk") & Q(section=None)),
                name="saved_filter_of_a_desk",
                violation_error_message=_("Say which desk shares it."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def as_query(self) -> str:
        """The address of the list it opens, from its question mark on."""
        return f"?{self.asked}"
