"""Copies of a newsroom: what is in one, how each database gives a consistent one, and how it is put back."""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from newsroom.record.canonical import stamp

MANIFEST, SQLITE, DUMP, UPLOADS = "manifest.json", "newsroom.sqlite3", "newsroom.pgdump", "uploads"
FORMAT = 1
# Beside a copy, never in it: whoever has both could sign in as anybody, or guess names that must not appear.
KEPT_APART = ("secret_key", "names_key")


class CannotCopy(Exception):
    """A copy could not be made or put back; the message says what to do next."""


def is_sqlite() -> bool:
    return connections["default"].vendor == "sqlite"


def copy_database(folder: Path) -> str:
    """Write one consistent copy of the database, while others write to it; return the name of its file."""
    if is_sqlite():
        _copy_sqlite(folder / SQLITE)
        return SQLITE
    dumped = folder / DUMP
    _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={dumped}", *_where())
    return DUMP


def _copy_sqlite(to: Path) -> None:
    """Write one state, whatever is written meanwhile, without what was deleted: freed pages and indexes keep words."""
    with closing(sqlite3.connect(_sqlite_file(), timeout=20, isolation_level=None)) as live:
        live.execute("VACUUM INTO ?", [str(to)])
    with closing(sqlite3.connect(to, isolation_level=None)) as copy:
        indexes = copy.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'").fetchall()
        for (name,) in indexes:
            copy.execute(f'INSERT INTO "{name}"("{name}") VALUES (\'optimize\')')
        copy.execute("VACUUM")


def _sqlite_file() -> Path:
    return Path(connections["default"].settings_dict["NAME"])


def put_database_back(copy: Path) -> None:
    """Put the copy in the place of the database that is here."""
    if copy.name == SQLITE:
        _put_sqlite_back(copy)
    else:
        connections.close_all()
        _run("pg_restore", "--clean", "--if-exists", "--no-owner", "--exit-on-error", "--single-transaction",
             *_where(), str(copy))  # fmt: skip


def _put_sqlite_back(copy: Path) -> None:
    """Write it through the database's own lock, so that a process that still runs never sees half of it."""
    connections.close_all()
    with closing(sqlite3.connect(copy)) as source, closing(sqlite3.connect(_sqlite_file(), timeout=20)) as live:
        source.backup(live)
        live.execute("PRAGMA journal_mode=WAL")


def _where() -> list[str]:
    """Return how PostgreSQL's programs are told which database; the password goes by the environment."""
    said = connections["default"].settings_dict
    named = {"host": said["HOST"], "port": said["PORT"], "username": said["USER"], "dbname": said["NAME"]}
    return [f"--{name}={value}" for name, value in named.items() if value]


def _run(program: str, *arguments: str) -> None:
    if shutil.which(program) is None:
        raise CannotCopy(
            f"The program {program} is not here. Install PostgreSQL's client programs (postgresql-client), of the "
            "server's version or newer, and try again."
        )
    said = {**os.environ, "PGPASSWORD": connections["default"].settings_dict["PASSWORD"] or ""}
    done = subprocess.run([program, *arguments], env=said, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotCopy(f"{program} ended with {done.returncode}: {done.stderr.strip() or 'it said nothing.'}")


def uploads() -> Iterator[Path]:
    """Yield every uploaded file and rendition, in one order."""
    root = Path(settings.MEDIA_ROOT)
    yield from sorted(path for path in root.rglob("*") if path.is_file()) if root.exists() else ()


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def migrations() -> list[str]:
    """Return what the database's tables are made by: a copy fits the program that knows all of these."""
    applied = MigrationRecorder(connections["default"]).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


def manifest_of(database: str, files: dict[str, str], at: datetime) -> dict:
    """Return what is in a copy, each file with its digest."""
    return {
        "format": FORMAT,
        "made_at": stamp(at),
        "site": settings.SITE_URL,
        "database": database,
        "migrations": migrations(),
        "files": files,
        "kept_apart": list(KEPT_APART),
    }


def read_manifest(archive: tarfile.TarFile) -> dict:
    """Return a copy's manifest. Raise CannotCopy for what is none of ours."""
    try:
        manifest = json.load(archive.extractfile(MANIFEST))
    except (KeyError, ValueError, AttributeError) as error:
        raise CannotCopy("There is no manifest in it: this is no backup of a newsroom.") from error
    if manifest.get("format") != FORMAT:
        raise CannotCopy(f"It has the format {manifest.get('format')!r}, and this program reads {FORMAT}.")
    return manifest


def unpack(archive: tarfile.TarFile, manifest: dict, folder: Path) -> None:
    """Unpack exactly what the manifest names and compare every digest. Raise CannotCopy for the first that differs."""
    for name, digest in manifest["files"].items():
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts:
            raise CannotCopy(f"The manifest names {name}, which is outside the copy. It was made by somebody else.")
        try:
            archive.extract(name, folder, filter="data")
        except KeyError as error:
            raise CannotCopy(f"{name} is missing: the file is damaged or cut short. Use another backup.") from error
        if digest_of(folder / name) != digest:
            raise CannotCopy(f"{name} is not what was backed up: the file is damaged. Use another backup.")


def put_uploads_back(folder: Path) -> None:
    """Put the copy's uploads in the place of those that are here."""
    root = Path(settings.MEDIA_ROOT)
    before = root.with_name(f"{root.name}.before-restore")
    shutil.rmtree(before, ignore_errors=True)
    if root.exists():
        root.rename(before)
    if (folder / UPLOADS).exists():
        shutil.copytree(folder / UPLOADS, root)
    else:
        root.mkdir(parents=True)
    shutil.rmtree(before, ignore_errors=True)
