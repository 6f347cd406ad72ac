"""What a photo and a document have in common: a licence, leave to use it, a name that vouches, a withdrawal."""

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .. import licences
from ..licences import RightsBasis
from ..moments import printed
from .leave import Leave


class Licensed(models.Model):
    """Something of somebody's that readers get under a licence, with a credit line. Its leases are `leases`."""

    # Keys of `media.sentences`, in the words for this kind of thing.
    SENTENCES: ClassVar[Mapping[str, Promise]]

    licence = models.CharField(_("licence"), max_length=24, choices=licences.CHOICES, default=licences.NOT_ESTABLISHED)
    vouched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("vouched by"),
    )
    vouched_at = models.DateTimeField(_("vouched"), null=True, blank=True, editable=False)
    vouched_reason = models.TextField(_("why it was vouched for"), blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("withdrawn by"),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    withdrawn_reason = models.TextField(_("why it was withdrawn"), blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def tag(self) -> str:
        """Return the tag under which pages collect it."""
        return f"{self._meta.model_name}:{self.pk}"

    @property
    def subject(self) -> str:
        """Return its name in the log and in notices."""
        return f"{self._meta.model_name}:{self.uid}"

    @property
    def terms(self) -> licences.Licence:
        """Return the licence it is under, with what that asks for."""
        return licences.LICENCES[self.licence]

    @property
    def rights_basis(self) -> RightsBasis:
        """Return why it may be used: what its licence belongs to."""
        return self.terms.basis

    def says(self, key: str, **facts) -> str:
        """Return a sentence of `media.sentences` in the words for this kind of thing."""
        return str(self.SENTENCES[key]) % facts

    def new_part(self, name: str, **said) -> models.Model:
        """Return an unsaved row of those that are its parts: `leases`, `unclear`."""
        relation = self._meta.get_field(name)
        return relation.related_model(**{relation.field.name: self}, **said)

    def why_not(self, at: datetime) -> list[str]:
        """Return what keeps it from readers at that moment, a sentence each; empty when it is usable."""
        reasons = []
        if self.withdrawn_at and self.withdrawn_at <= at:
            reasons.append(self.says("withdrawn", when=printed(self.withdrawn_at)))
        reasons.extend(self._own_trouble(at))
        if not self.credit_line:
            reasons.append(self.says("no_credit"))
        if self.rights_basis == RightsBasis.NOT_ESTABLISHED and self.vouched_at is None:
            reasons.append(self.says("no_rights"))
        reasons.extend(self._lease_trouble(at))
        return reasons

    def _own_trouble(self, at: datetime) -> list[str]:
        """Return what else keeps this kind of thing from readers."""
        return []

    def _lease_trouble(self, at: datetime) -> list[str]:
        leases = self.leases.all()
        covering = [lease for lease in leases if lease.covers(at)]
        if not leases or any(lease.holds_here for lease in covering):
            return []
        if covering:
            return [covering[0].why_not_here()]
        ended = [lease.usable_until for lease in leases if lease.usable_until and lease.usable_until <= at]
        if ended:
            return [self.says("ended", when=printed(max(ended)))]
        return [self.says("begins", when=printed(min(lease.usable_from for lease in leases)))]

    def usable(self, at: datetime) -> bool:
        """Say whether readers may have it at that moment."""
        return not self.why_not(at)

    def lease_end(self, at: datetime, section: str = "") -> datetime | None:
        """Return when the leave that holds at that moment runs out; None when nothing ends it, or none holds.

        `section`, a uid, asks for that section alone. Without it, it is the first end for any section that has leave
        now: what is said of all of them must not outlast one of them.
        """
        leases = sorted((one for one in self.leases.all() if one.holds_here), key=lambda one: one.usable_from)
        holding = [lease for lease in leases if lease.covers(at)]
        if section:
            wanted = {section}
        elif any(not lease.sections for lease in holding):
            wanted = {""}
        else:
            wanted = {uid for lease in holding for uid in lease.sections.split()}
        return min(filter(None, (_runs_out(leases, at, each) for each in wanted)), default=None)


def _runs_out(leases: list[Leave], at: datetime, section: str) -> datetime | None:
    """Return the end of the leases, in their order, that go on after each other for a section; "" is all of them."""
    end = None
    for lease in leases:
        if lease.sections and section not in lease.sections.split():
            continue
        if lease.covers(at) or (end and lease.usable_from <= end):
            if lease.usable_until is None:
                return None
            end = max(end or lease.usable_until, lease.usable_until)
    return end


def whole_vouch(name: str, sentence) -> models.CheckConstraint:
    """Return the constraint that a vouch has a name, a moment and a reason, or nothing of them."""
    return models.CheckConstraint(
        condition=Q(vouched_by__isnull=True, vouched_at__isnull=True, vouched_reason="")
        | (Q(vouched_by__isnull=False, vouched_at__isnull=False) & ~Q(vouched_reason="")),
        name=name,
        violation_error_message=sentence,
    )


def whole_withdrawal(name: str, sentence) -> models.CheckConstraint:
    """Return the constraint that a withdrawal has a name, a moment and a reason, or nothing of them."""
    return models.CheckConstraint(
        condition=Q(withdrawn_by__isnull=True, withdrawn_at__isnull=True, withdrawn_reason="")
        | (Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
        name=name,
        violation_error_message=sentence,
    )
