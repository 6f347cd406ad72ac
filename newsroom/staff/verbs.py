"""What can be done to somebody's account. Each verb checks, writes, and leaves one row in the log."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext as _

from newsroom import clock
from newsroom.record.log import enter
from newsroom.wall_times import is_zone

from .models import User
from .roles import ADMINISTRATOR


class Refused(Exception):
    """The sentence says why an account stays as it is, and what can be done instead."""


def subject_of(user: User) -> str:
    """Return how the log names a member of staff."""
    return f"user:{user.uid}"


def end_sessions(user: User) -> int:
    """Sign somebody out everywhere; return of how many places."""
    # A session's owner is inside its text, so each has to be opened; this is done a few times a year.
    theirs = [row.pk for row in Session.objects.iterator() if row.get_decoded().get("_auth_user_id") == str(user.pk)]
    return Session.objects.filter(pk__in=theirs).delete()[0]


def _refuse_last_administrator(user: User) -> None:
    administrators = User.objects.filter(groups__name=ADMINISTRATOR, is_active=True)
    if administrators.filter(pk=user.pk).exists() and not administrators.exclude(pk=user.pk).exists():
        raise Refused(
            _("%(name)s is the only administrator. Make somebody else an administrator first.") % {"name": user}
        )


@transaction.atomic
def depart(user: User, *, by: User, now: datetime | None = None) -> User:
    """Empty the account of somebody who left: no name, address, password, role or session stays.

    The row itself stays, because the record points at it. Raise Refused for oneself, for the last administrator,
    and for somebody who has departed already.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    now = now or clock.now()
    if user.departed_at:
        raise Refused(_("This account was emptied on %(day)s already.") % {"day": clock.local_date(user.departed_at)})
    if user.pk == by.pk:
        raise Refused(_("Another administrator has to do this: nobody can empty their own account."))
    _refuse_last_administrator(user)
    user.name = _("Former staff")
    user.email = f"departed-{user.uid}@newsroom.invalid"
    user.time_zone = ""
    user.is_staff = user.is_active = user.is_superuser = False
    user.departed_at = now
    user.set_unusable_password()
    user.save()
    user.groups.clear()
    user.user_permissions.clear()
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    ended = end_sessions(user)
    enter("depart", by=by, now=now, subject=subject_of(user), facts={"sessions": ended})
    return user


@transaction.atomic
def assign_roles(user: User, roles: set[str], *, by: User, now: datetime | None = None) -> User:
    """Give somebody exactly these roles. Raise Refused for one's own, and for taking the last administrator's."""
    user = User.objects.select_for_update().get(pk=user.pk)
    had = set(user.groups.values_list("name", flat=True))
    if had == roles:
        return user
    if user.pk == by.pk:
        raise Refused(_("Another administrator has to change your roles."))
    if ADMINISTRATOR in had - roles:
        _refuse_last_administrator(user)
    user.groups.set(Group.objects.filter(name__in=roles))
    facts = {"given": sorted(roles - had), "taken": sorted(had - roles)}
    enter("assign roles", by=by, now=now or clock.now(), subject=subject_of(user), facts=facts)
    return user


@transaction.atomic
def forget_second_factor(user: User, *, by: User, now: datetime | None = None) -> int:
    """Remove a lost device, its codes and every session; they set a new one up. Return how many were removed."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.pk == by.pk:
        raise Refused(_("Another administrator has to do this. You can change your own devices under “Sign-in”."))
    removed, _kinds = Authenticator.objects.filter(user=user).delete()
    if not removed:
        raise Refused(_("%(name)s has no second factor.") % {"name": user})
    end_sessions(user)
    enter("forget second factor", by=by, now=now or clock.now(), subject=subject_of(user), facts={"devices": removed})
    return removed


@transaction.atomic
def set_time_zone(user: User, zone: str, *, by: User, now: datetime | None = None) -> User:
    """Let somebody live by the clocks of this zone; an empty one is the newsroom's. Only they themselves may."""
    if user.pk != by.pk:
        raise Refused(_("Everybody sets their own time zone."))
    if zone and not is_zone(zone):
        raise Refused(_("“%(zone)s” is no time zone. Choose one, such as Europe/London.") % {"zone": zone[:64]})
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.time_zone == zone:
        return user
    user.time_zone = zone
    user.save(update_fields=["time_zone"])
    enter("set time zone", by=by, now=now or clock.now(), subject=subject_of(user), facts={"zone": zone})
    return user


@transaction.atomic
def log_sign_in_link(user: User, *, by: User, now: datetime | None = None) -> None:
    """Leave on the record that a link to set a new password was made for somebody."""
    if not user.is_active:
        raise Refused(_("%(name)s cannot sign in, so a link would not work.") % {"name": user})
    enter("make sign-in link", by=by, now=now or clock.now(), subject=subject_of(user))
