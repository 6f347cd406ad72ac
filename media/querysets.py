"""The words for which photos: usable at a moment, visible to a member of staff."""

from datetime import datetime
from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from .licences import NOT_ESTABLISHED, Asks


class LeaseQuerySet(models.QuerySet):
    def covering(self, at: datetime):
        """Return the leases that give this site leave to use a photo at that moment; the same rule as
        `Lease.covers` and `Lease.holds_here`."""
        ours = settings.COUNTRIES
        here = ~Q(limits__contains=Asks.PRINT_ONLY)
        for code in ours:
            here &= ~Q(not_in__contains=code)
        if ours:
            here &= reduce(or_, (Q(only_in__contains=code) for code in ours), Q(only_in=""))
        return self.filter(Q(usable_until__isnull=True) | Q(usable_until__gt=at), here, usable_from__lte=at)

    def ending(self, after: datetime, until: datetime):
        """Return the leases that end in that time and that no other goes on after."""
        goes_on = self.model._default_manager.filter(
            Q(usable_until__isnull=True) | Q(usable_until__gt=OuterRef("usable_until")),
            photo=OuterRef("photo"),
            usable_from__lte=OuterRef("usable_until"),
        )
        return self.filter(~Exists(goes_on), usable_until__gt=after, usable_until__lte=until)


class PhotoQuerySet(models.QuerySet):
    def usable(self, at: datetime):
        """Return the photos that may reach readers at that moment; the same rule as `Photo.why_not`."""
        leases = self.model.leases.rel.related_model.objects.filter(photo=OuterRef("pk"))
        return self.filter(
            Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=at),
            Q(consent_ends_at__isnull=True) | Q(consent_ends_at__gt=at),
            ~Exists(leases) | Exists(leases.covering(at)),
            ~Q(licence=NOT_ESTABLISHED) | Q(vouched_at__isnull=False),
        ).exclude(credit_line="")

    def with_what_tiles_say(self):
        """Fetch along what the contact sheet says of each photo."""
        return self.select_related("supplier", "vouched_by").prefetch_related("leases", "persons__flags")

    def visible_to(self, user):
        """Return the photos this member of staff may see: all, their own, or none."""
        if user.has_perm("media.view_any_photo") or user.has_perm("media.change_any_photo"):
            return self.all()
        if user.has_perm("media.view_photo") or user.has_perm("media.add_photo"):
            return self.filter(uploaded_by=user)
        return self.none()
