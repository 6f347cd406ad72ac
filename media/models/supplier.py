"""Whoever sends pictures, and what the contract with them says."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..licences import CHOICES, NOT_ESTABLISHED


class Supplier(models.Model):
    """A photographer, an agency or an office that hands pictures out, with the contract's usual rights."""

    class Kind(models.TextChoices):
        PHOTOGRAPHER = "photographer", _("Photographer")
        AGENCY = "agency", _("Agency")
        HANDOUT = "handout", _("Office that hands pictures out")

    class Period(models.TextChoices):
        DAY = "day", _("a day")
        MONTH = "month", _("a month")
        YEAR = "year", _("a year")

    class OverQuota(models.TextChoices):
        REFUSE = "refuse", _("No more are used")
        WARN = "warn", _("More are used, with a warning")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.AGENCY)
    active = models.BooleanField(_("active"), default=True, help_text=_("Whether pictures still come from there."))

    licence = models.CharField(
        _("usual licence"), max_length=24, choices=CHOICES, default=NOT_ESTABLISHED, help_text=_("By the contract.")
    )
    credit = models.CharField(
        _("usual credit line"),
        max_length=250,
        blank=True,
        help_text=_("Such as “{creator}/Press Images”; {creator} stands for the photographer."),
    )
    lease_days = models.PositiveSmallIntegerField(
        _("permission lasts, days"), null=True, blank=True, help_text=_("From the moment it came in. Empty: no end.")
    )
    rights_text = models.TextField(
        _("what the contract says"), blank=True, help_text=_("In its own words; shown beside each of its pictures.")
    )
    ask = models.CharField(
        _("whom to ask"), max_length=250, blank=True, help_text=_("A desk, a telephone number or an e-mail address.")
    )

    quota = models.PositiveIntegerField(
        _("pictures included"), null=True, blank=True, help_text=_("How many may be used. Empty: any number.")
    )
    quota_period = models.CharField(_("in"), max_length=8, choices=Period, default=Period.MONTH)
    over_quota = models.CharField(_("beyond that"), max_length=8, choices=OverQuota, default=OverQuota.WARN)

    watch_folder = models.CharField(
        _("watch folder"),
        max_length=60,
        blank=True,
        help_text=_("The name of the folder its pictures arrive in: letters, digits and hyphens."),
    )

    class Meta:
        verbose_name = _("supplier")
        verbose_name_plural = _("suppliers")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["watch_folder"],
                condition=~Q(watch_folder=""),
                name="supplier_watch_folder_once",
                violation_error_message=_("Another supplier’s pictures arrive in that folder."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def address(self) -> str:
        """Return its name in the log."""
        return f"supplier:{self.uid}"
