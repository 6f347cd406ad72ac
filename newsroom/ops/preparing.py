"""The steps that bring a newsroom's folder and database to what this version of the code needs."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

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
# What asks no database, in its order.
OF_FILES = ("fonts", "collectstatic")


def prepare(demo: bool, tell: Callable[[str], None]) -> None:
    """Run every step, the demo only when asked for; what stops one is raised as a sentence.

    Files are cut and collected while the tables are made: a first start takes as long as the longer of the two.
    """
    refuse_unreachable_database()
    call_command("check")

    def in_turn(names: Iterable[str]) -> None:
        for name in names:
            tell(_("Preparing: %(step)s …") % {"step": name})
            run(name, STEPS[name])

    with ThreadPoolExecutor(max_workers=1) as beside:
        files = beside.submit(in_turn, OF_FILES)
        in_turn(name for name in STEPS if name not in {*OF_FILES, "demo"})
        files.result()
    if demo:
        in_turn(["demo"])


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
