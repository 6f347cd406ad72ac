"""Making the groups in the database say what `roles.py` says."""

from dataclasses import dataclass, field

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext as _

from .roles import PERMISSIONS


class UnknownPermission(Exception):
    """A role names a permission that no model has."""


@dataclass
class Synced:
    """What `sync_roles` changed: sentences, one a role that was not as it should be."""

    changes: list[str] = field(default_factory=list)


def _by_name() -> dict[str, Permission]:
    rows = Permission.objects.select_related("content_type")
    return {f"{row.content_type.app_label}.{row.codename}": row for row in rows}


def _refuse_unknown(known: dict[str, Permission]) -> None:
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
    done = Synced()
    for role, names in PERMISSIONS.items():
        group, made = Group.objects.get_or_create(name=role)
        had = set(group.permissions.values_list("pk", flat=True))
        wanted = {known[name].pk for name in names}
        if made or had != wanted:
            group.permissions.set(wanted)
            done.changes.append(
                _("%(role)s: %(given)d permissions given, %(taken)d taken away.")
                % {"role": role, "given": len(wanted - had), "taken": len(had - wanted)}
            )
    return done
