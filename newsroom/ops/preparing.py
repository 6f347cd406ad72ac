"""The steps that bring a newsroom's folder and database to what this version of the code needs."""

from collections.abc import Callable

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.utils import OperationalError
from django.utils.translation import gettext as _

# Each step may be repeated on a newsroom in use: it adds what is missing and leaves the rest as it is.
STEPS: tuple[tuple[str, dict], ...] = (
    ("migrate", {"interactive": False, "verbosity": 0}),
    ("roles", {}),
    ("first_administrator", {}),
    ("collectstatic", {"interactive": False, "verbosity": 0}),
    ("demo", {}),
)


def prepare(demo: bool, tell: Callable[[str], None]) -> None:
    """Run every step, the demo only when asked for; what stops one is raised as a sentence."""
    refuse_unreachable_database()
    for command, options in STEPS:
        if command == "demo" and not demo:
            continue
        tell(_("Preparing: %(step)s …") % {"step": command})
        call_command(command, **options)


def refuse_unreachable_database() -> None:
    """Raise when the database does not answer, naming it without its password."""
    try:
        connection.ensure_connection()
    except OperationalError as error:
        name = settings.DATABASES["default"]["NAME"]
        raise CommandError(
            _("The database %(name)s cannot be used (%(why)s): check DATABASE_URL and NEWSROOM_VAR, and start again.")
            % {"name": name, "why": str(error).strip()}
        ) from error
