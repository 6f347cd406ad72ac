"""Back the newsroom up while it runs."""

import json
import os
import tarfile
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from newsroom import clock
from newsroom.ops import copies


class Command(BaseCommand):
    help = (
        "Write one file with a consistent copy of the database and all uploads, while the newsroom runs. The keys are "
        "not in it: keep var/secret_key and var/names_key beside it, elsewhere."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="where to write it, e.g. newsroom-2026-11-22.tar")

    def handle(self, *, file: Path, **options):
        if file.exists():
            raise CommandError(f"{file} is there already. Name a new file, so that no older backup is lost.")
        if not file.parent.is_dir():
            raise CommandError(f"There is no folder {file.parent}. Make it, or name another.")
        # Drafts and passwords' hashes are in it: it is its owner's alone from its first byte.
        descriptor, draft = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        try:
            with os.fdopen(descriptor, "wb") as opened:
                count = self.write(opened)
            os.link(draft, file)
        except (copies.CannotCopy, OSError) as error:
            raise CommandError(f"No backup was made. {error}") from error
        finally:
            os.unlink(draft)
        size = file.stat().st_size / 1_000_000
        self.stdout.write(self.style.SUCCESS(f"Backed up to {file}: the database and {count} uploads, {size:.1f} MB."))
        self.stdout.write(f"Not in it: {', '.join(copies.KEPT_APART)}. Keep them elsewhere; restoring needs them.")

    def write(self, opened) -> int:
        """Write the copy; the database first, so that every file it names was there before."""
        with tempfile.TemporaryDirectory(dir=settings.VAR if settings.VAR.exists() else None) as folder:
            folder = Path(folder)
            database = copies.copy_database(folder)
            files = {database: copies.digest_of(folder / database)}
            root = Path(settings.MEDIA_ROOT)
            with tarfile.open(fileobj=opened, mode="w") as archive:
                archive.add(folder / database, database)
                for path in copies.uploads():
                    name = f"{copies.UPLOADS}/{path.relative_to(root).as_posix()}"
                    try:
                        files[name] = copies.digest_of(path)
                        archive.add(path, name)
                    except FileNotFoundError:
                        # Deleted since it was listed, as a redaction deletes renditions.
                        files.pop(name, None)
                manifest = copies.manifest_of(database, files, clock.now())
                (folder / copies.MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True))
                archive.add(folder / copies.MANIFEST, copies.MANIFEST)
        return len(files) - 1
