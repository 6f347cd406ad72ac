"""The words for which photos and documents: usable at a moment, visible to a member of staff."""

from datetime import datetime
from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from .licences import NOT_ESTABLISHED, Asks


class LeaseQuerySet(models.QuerySet):
    def covering(self, at: datetime):
        """Return the leases that give this site leave at that moment; the same rule as `Leave.covers` and
        `Leave.holds_here`."""
        covers = Q(usable_until__isnull=True) | Q(usable_until__gt=at)
        return self.here().filter(covers, usable_from__lte=at)

    def here(self):
        """Return the leases that give this site leave, whenever; the same rule as `Leave.holds_here`."""
        ours = settings.COUNTRIES
        here = ~Q(limits__contains=Asks.PRINT_ONLY)
        for code in ours:
            here &= ~Q(not_in__contains=code)
        if ours:
            here &= reduce(or_, (Q(only_in__contains=code) for code in ours), Q(only_in=""))
        return self.filter(here)

    def ending(self, after: datetime, until: datetime):
        """Return the leases that end in that time and that no other, of this site and the same sections, goes on
        after."""
        goes_on = self.model._default_manager.here().filter(
            Q(usable_until__isnull=True) | Q(usable_until__gt=OuterRef("usable_until")),
            Q(sections="") | Q(sections=OuterRef("sections")),
            usable_from__lte=OuterRef("usable_until"),
            **{self.model.OF: OuterRef(self.model.OF)},
        )
        return self.here().filter(~Exists(goes_on), usable_until__gt=after, usable_until__lte=until)


class LicensedQuerySet(models.QuerySet):
    def usable(self, at: datetime):
        """Return those that may reach readers at that moment; the same rule as `Licensed.why_not`."""
        part = self.model._meta.get_field("leases")
        leases = part.related_model.objects.filter(**{part.field.name: OuterRef("pk")})
        return self.filter(
            Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=at),
            ~Exists(leases) | Exists(leases.covering(at)),
            ~Q(licence=NOT_ESTABLISHED) | Q(vouched_at__isnull=False),
        ).exclude(credit_line="")

    def visible_to(self, user):
        """Return those this member of staff may see: all, their own, or none; the rule of `permissions.may_see`."""

        def may(right: str) -> bool:
            return user.has_perm(f"media.{right}_{self.model._meta.model_name}")

        if may("view_any") or may("change_any"):
            return self.all()
        return self.filter(uploaded_by=user) if may("view") or may("add") else self.none()


class DocumentQuerySet(LicensedQuerySet):
    def usable(self, at: datetime):
        """Return the documents that may reach readers at that moment."""
        return super().usable(at).filter(Q(redacted_at__isnull=True) | Q(redacted_at__gt=at))

    def with_what_lists_say(self):
        """Fetch along what the desk's lists say of each document."""
        return self.select_related("supplier", "vouched_by", "uploaded_by").prefetch_related("leases")


class PhotoQuerySet(LicensedQuerySet):
    def usable(self, at: datetime):
        """Return the photos that may reach readers at that moment."""
        return super().usable(at).filter(Q(consent_ends_at__isnull=True) | Q(consent_ends_at__gt=at))

    def with_what_tiles_say(self):
        """Fetch along what the contact sheet says of each photo."""
        return self.select_related("supplier", "vouched_by").prefetch_related("leases", "persons__flags")
