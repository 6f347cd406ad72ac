"""Put a backup back."""

import tarfile
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connections
from django.db.migrations.loader import MigrationLoader

from articles.models import Article
from media.models import Photo
from newsroom.ops import copies
from newsroom.staff.models import User


class Command(BaseCommand):
    help = "Put a backup in the place of what is here, compare every digest, and run audit. Stop the newsroom first."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="a file that `backup` wrote")
        parser.add_argument(
            "--over-what-is-here", action="store_true", help="even where this newsroom has stories, photos or people"
        )

    def handle(self, *, file: Path, over_what_is_here: bool, **options):
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        if (found := what_is_here()) and not over_what_is_here:
            raise CommandError(
                f"This newsroom is not empty ({found}); nothing was changed. Back it up first; then, to lose it for "
                "the backup: restore --over-what-is-here"
            )
        settings.VAR.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with tarfile.open(file) as archive, tempfile.TemporaryDirectory(dir=settings.VAR) as folder:
                self.put_back(archive, Path(folder))
        except tarfile.TarError as error:
            raise CommandError(f"{file} cannot be read ({error}): it is no backup, or it is damaged.") from error
        except (copies.CannotCopy, OSError) as error:
            raise CommandError(f"Not restored. {error}") from error
        call_command("audit", stdout=self.stdout, stderr=self.stderr)

    def put_back(self, archive: tarfile.TarFile, folder: Path) -> None:
        """Compare everything before anything here is touched; then the database, then the uploads."""
        manifest = copies.read_manifest(archive)
        database = manifest["database"]
        if (database == copies.SQLITE) != copies.is_sqlite():
            raise copies.CannotCopy(
                "The backup is of another kind of database. Restore it with the DATABASE_URL it was made with."
            )
        if newer := sorted(set(manifest["migrations"]) - known_migrations()):
            raise copies.CannotCopy(
                f"The backup is of a newer version, whose tables are made by {newer[0]}. Restore it with that version."
            )
        copies.unpack(archive, manifest, folder)
        copies.put_database_back(folder / database)
        copies.put_uploads_back(folder)
        # What this version added since the backup was made.
        call_command("migrate", verbosity=0, interactive=False)
        count = len(manifest["files"]) - 1
        self.stdout.write(f"Restored the database and {count} uploads as of {manifest['made_at']}.")
        if missing := [name for name in copies.KEPT_APART if not (settings.VAR / name).exists()]:
            self.stdout.write(f"Put these beside it before starting: {', '.join(missing)}.")


def known_migrations() -> set[str]:
    """Return the migrations this program has."""
    return {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}


def what_is_here() -> str:
    """Say what is in this newsroom; empty for one that has nothing yet, not even tables."""
    kinds = {"stories": Article, "photos": Photo, "people": User}
    if "articles_article" not in connections["default"].introspection.table_names():
        return ""
    try:
        counts = {name: model.objects.count() for name, model in kinds.items()}
    except DatabaseError:
        return "tables of another version"
    return ", ".join(f"{name}: {count}" for name, count in counts.items() if count)
