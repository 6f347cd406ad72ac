"""Leave to use something of somebody's: what every lease says, whatever it is leave for."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from newsroom import clock

from ..licences import Asks
from ..moments import printed
from ..paths import lease_document_name
from ..querysets import LeaseQuerySet


class Leave(models.Model):
    """Leave between two moments; on screens "permission to use, until". `licensed` is what it is leave for."""

    # The field that leads to what it is leave for.
    OF: ClassVar[str]

    # Part of what it is leave for: it shows it to nobody.
    is_use = False

    class Origin(models.TextChoices):
        AGREED = "agreed", _("Agreed")
        CONTRACT = "contract", _("By the contract")
        INSTRUCTIONS = "instructions", _("As its sender asks")

    usable_from = models.DateTimeField(_("permission to use, from"), default=clock.now)
    usable_until = models.DateTimeField(
        _("until"), null=True, blank=True, help_text=_("At this minute it is gone from every page. Empty: no end.")
    )
    uses_allowed = models.PositiveSmallIntegerField(
        _("stories it may be used in"), null=True, blank=True, help_text=_("Counted as they are published. Empty: any.")
    )
    only_in = models.CharField(
        _("only in"), max_length=200, blank=True, help_text=_("Countries, by code: GB IE. Empty: everywhere.")
    )
    not_in = models.CharField(
        _("not in"), max_length=200, blank=True, help_text=_("Countries, by code, such as US CA.")
    )
    sections = models.TextField(_("only in the sections"), blank=True, help_text=_("Empty: in all of them."))
    limits = models.CharField(_("limits"), max_length=200, blank=True)
    agreed_with = models.CharField(
        _("agreed with"), max_length=250, blank=True, help_text=_("Who gave it, on the owner’s side.")
    )
    document = models.FileField(
        _("document"),
        upload_to=lease_document_name,
        max_length=200,
        blank=True,
        help_text=_("The letter, mail or contract; only the desk sees it."),
    )
    origin = models.CharField(
        _("how it came about"), max_length=12, choices=Origin, default=Origin.AGREED, editable=False
    )
    note = models.TextField(_("note"), blank=True, help_text=_("What was agreed, with whom, and its limits."))
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+", verbose_name=_("agreed by")
    )
    agreed_at = models.DateTimeField(_("agreed"), editable=False)

    objects = LeaseQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        if self.usable_until is None:
            return gettext("from %(from)s") % {"from": printed(self.usable_from)}
        return gettext("%(from)s to %(until)s") % {
            "from": printed(self.usable_from),
            "until": printed(self.usable_until),
        }

    def covers(self, at: datetime) -> bool:
        """Say whether it gives leave at that moment; the end itself is outside."""
        return self.usable_from <= at and (self.usable_until is None or at < self.usable_until)

    @property
    def asks(self) -> frozenset[Asks]:
        """Return what it asks for beside its dates."""
        return frozenset(Asks(code) for code in self.limits.split())

    @property
    def holds_here(self) -> bool:
        """Say whether it is leave for a site, and for one of the countries this newsroom publishes in."""
        ours = set(settings.COUNTRIES)
        only, out = set(self.only_in.split()), set(self.not_in.split())
        return Asks.PRINT_ONLY not in self.asks and not (ours & out or (ours and only and not ours & only))

    def why_not_here(self) -> str:
        """Return the sentence for leave that does not hold for this site; empty when it does."""
        if self.holds_here:
            return ""
        if Asks.PRINT_ONLY in self.asks:
            return self.licensed.says("print_only")
        if self.only_in:
            return self.licensed.says("only_in", places=self.only_in)
        return self.licensed.says("not_in", places=self.not_in)


def leave_constraints(prefix: str) -> list[models.CheckConstraint]:
    """Return what must be true of any leave, under names of their own."""
    return [
        models.CheckConstraint(
            condition=Q(usable_until__isnull=True) | Q(usable_until__gt=F("usable_from")),
            name=f"{prefix}_ends_after_it_begins",
            violation_error_message=_("Permission has to end after it begins."),
        ),
        models.CheckConstraint(
            condition=Q(uses_allowed__isnull=True) | Q(uses_allowed__gt=0),
            name=f"{prefix}_allows_a_use",
            violation_error_message=_("Permission is for one story at least. For any number, leave it empty."),
        ),
    ]
