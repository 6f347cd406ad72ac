"""The steps that bring a newsroom's folder and database to what this version of the code needs."""

from collections.abc import Callable

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.utils import DatabaseError
from django.utils.translation import gettext as _

from . import static_files


def migrate() -> None:
    """Bring the tables up to date."""
    call_command("migrate", interactive=False, verbosity=0)


# Each step may be repeated on a newsroom in use: it adds what is missing and leaves the rest as it is.
STEPS: dict[str, Callable[[], object]] = {
    "migrate": migrate,
    "search": lambda: call_command("reindex", verbosity=0),
    "roles": lambda: call_command("roles"),
    "first_administrator": lambda: call_command("first_administrator"),
    "fonts": lambda: call_command("fonts"),
    "collectstatic": static_files.collect,
    "demo": lambda: call_command("demo"),
}


def prepare(demo: bool, tell: Callable[[str], None]) -> None:
    """Run every step, the demo only when asked for; what stops one is raised as a sentence."""
    refuse_unreachable_database()
    call_command("check")
    for name, step in STEPS.items():
        if name != "demo" or demo:
            tell(_("Preparing: %(step)s …") % {"step": name})
            run(name, step)


def run(name: str, step: Callable[[], object]) -> None:
    """Run one step; a disk or database that refuses is raised as a sentence."""
    try:
        step()
    except (OSError, DatabaseError) as error:
        raise CommandError(
            _("The step %(step)s failed (%(why)s): make room or mend that, and start again; nothing is lost.")
            % {"step": name, "why": " ".join(str(error).split())}
        ) from error


def refuse_unreachable_database() -> None:
    """Raise when the database does not answer, naming it without its password."""
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        name = settings.DATABASES["default"]["NAME"]
        raise CommandError(
            _("The database %(name)s cannot be used (%(why)s): check DATABASE_URL and NEWSROOM_VAR, and start again.")
            % {"name": name, "why": " ".join(str(error).split())}
        ) from error
