"""Make the first administrator of a new newsroom."""

import secrets

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from newsroom.staff.roles import ADMINISTRATOR


class Command(BaseCommand):
    help = "Make the first administrator, print a random password once, and do nothing where there is one already."

    def add_arguments(self, parser):
        parser.add_argument("--email", default="administrator@newsroom.invalid", help="The name to sign in with.")

    @transaction.atomic
    def handle(self, *, email, **options):
        group = Group.objects.filter(name=ADMINISTRATOR).select_for_update().first()
        if group is None:
            raise CommandError(_("There are no roles yet. Run `manage.py roles` first."))
        if group.user_set.filter(is_active=True).exists():
            self.stdout.write(_("There is an administrator already; nothing was done."))
            return
        email = email.strip().lower()
        self._refuse(email)
        password = secrets.token_urlsafe(15)
        user = get_user_model().objects.create_user(email, password, name=str(_("First administrator")))
        user.groups.add(group)
        self.stdout.write(_("First administrator: %(email)s") % {"email": email})
        self.stdout.write(_("Password, shown this once: %(password)s") % {"password": password})

    def _refuse(self, email):
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(_("“%(email)s” is not an e-mail address.") % {"email": email}) from error
        if get_user_model().objects.filter(email=email).exists():
            raise CommandError(
                _("“%(email)s” is on the staff already, without that role. Name another address with --email.")
                % {"email": email}
            )
