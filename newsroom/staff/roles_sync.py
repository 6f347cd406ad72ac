"""Making the groups in the database say what `roles.py` says."""

from dataclasses import dataclass, field

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from .roles import PERMISSIONS

HELD = Group.permissions.through.objects


class UnknownPermission(Exception):
    """A role names a permission that no model has."""


@dataclass
class Synced:
    """What `sync_roles` changed: sentences, one a role that was not as it should be."""

    changes: list[str] = field(default_factory=list)


def _by_name() -> dict[str, int]:
    rows = Permission.objects.order_by().values_list("content_type__app_label", "codename", "pk")
    return {f"{app}.{codename}": key for app, codename, key in rows}


def _refuse_unknown(known: dict[str, int]) -> None:
    unknown = {name: role for role, names in PERMISSIONS.items() for name in names if name not in known}
    if unknown:
        name, role = sorted(unknown.items())[0]
        more = _(" (and %(count)d more)") % {"count": len(unknown) - 1} if len(unknown) > 1 else ""
        raise UnknownPermission(
            _(
                "The role “%(role)s” names the permission “%(name)s”%(more)s, which no model has. "
                "Run `manage.py migrate`, or mend newsroom/staff/roles.py."
            )
            % {"role": role, "name": name, "more": more}
        )


@transaction.atomic
def sync_roles() -> Synced:
    """Give every role exactly its permissions; running it again changes nothing. Raise UnknownPermission."""
    known = _by_name()
    _refuse_unknown(known)
    Group.objects.bulk_create([Group(name=role) for role in PERMISSIONS], ignore_conflicts=True)
    groups = dict(Group.objects.filter(name__in=PERMISSIONS).values_list("name", "pk"))
    had = {role: set() for role in PERMISSIONS}
    for role, permission in HELD.filter(group__in=groups.values()).values_list("group__name", "permission"):
        had[role].add(permission)
    done, given, taken = Synced(), [], Q()
    for role, names in PERMISSIONS.items():
        wanted = {known[name] for name in names}
        more, less = wanted - had[role], had[role] - wanted
        given += [HELD.model(group_id=groups[role], permission_id=key) for key in more]
        taken |= Q(group=groups[role], permission__in=less) if less else Q()
        if more or less:
            done.changes.append(
                _("%(role)s: %(given)d permissions given, %(taken)d taken away.")
                % {"role": role, "given": len(more), "taken": len(less)}
            )
    HELD.bulk_create(given, ignore_conflicts=True)
    if taken:
        HELD.filter(taken).delete()
    return done
