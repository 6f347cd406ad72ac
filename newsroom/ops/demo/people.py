"""Make the demo paper's accounts, one a role."""

import secrets
from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _

from newsroom import clock
from newsroom.record.log import enter
from newsroom.staff.models import User
from newsroom.staff.verbs import subject_of

from . import paper


class NoRoles(Exception):
    """The groups that give accounts their permissions are not in the database yet."""


@dataclass(frozen=True)
class Account:
    """One account, with the password that is shown once."""

    key: str
    role: str
    user: User
    password: str


def address_of(name: str) -> str:
    """Return the sign-in name of a member of the demo paper's staff."""
    return f"{name.lower().replace(' ', '.')}@{paper.house()['paper']['mail_domain']}"


def of_the_demo():
    """Return the accounts of the demo paper that are in the database."""
    return User.objects.filter(email__in=[address_of(account["name"]) for account in paper.accounts()])


@transaction.atomic
def make_accounts() -> list[Account]:
    """Make every account, or give it a new password where an earlier run made it and stopped. Raise NoRoles."""
    made = []
    for account in paper.accounts():
        group = Group.objects.filter(name=account["role"], permissions__isnull=False).first()
        if group is None:
            raise NoRoles(_("There are no roles yet. Run `manage.py roles` first."))
        password = secrets.token_urlsafe(12)
        address = address_of(account["name"])
        user = User.objects.filter(email=address).first()
        if user is None:
            user = User.objects.create_user(address, password, name=account["name"])
            user.groups.set([group])
            facts = {"role": account["role"], "why": "demo"}
            enter("add demo account", by=user, now=clock.now(), subject=subject_of(user), facts=facts)
        else:
            user.set_password(password)
            user.save(update_fields=["password"])
        made.append(Account(account["key"], account["role"], user, password))
    return made
