"""Create the roles, or bring them in line with the code."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from newsroom.staff.roles_sync import UnknownPermission, sync_roles


class Command(BaseCommand):
    help = "Give every role exactly the permissions that newsroom/staff/roles.py names. Safe to run again."

    def handle(self, *args, **options):
        try:
            changes = sync_roles().changes
        except UnknownPermission as error:
            raise CommandError(str(error)) from error
        for line in changes or [_("The roles are as they should be.")]:
            self.stdout.write(line)
