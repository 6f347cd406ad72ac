"""The database as all migrations make it, kept between runs: to make it anew takes longer than a hundred tests.

One of a run's workers makes it while the others wait, and every scratch newsroom begins with a copy of it.
"""

import fcntl
import hashlib
import inspect
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import django
from django.apps import apps
from django.conf import settings

ROOT = Path(__file__).resolve().parents[1]
# Beside what pytest keeps, so that `make clean` clears both away.
FOLDER = ROOT / ".pytest_cache" / "migrated"
# The databases on a PostgreSQL server that are ours to drop.
PREFIX = "newsroom_migrated_"


def digest() -> str:
    """Return what stands for every migration there is, and for what they were run with."""
    seen = hashlib.sha256(f"{django.__version__} {sys.version} {sqlite3.sqlite_version}".encode())
    for config in sorted(apps.get_app_configs(), key=lambda config: config.label):
        for path in sorted(Path(config.path).glob("migrations/*.py")):
            seen.update(f"{config.label}/{path.name}\0".encode() + path.read_bytes())
        # Permissions are made after the migrations, from the models as they are.
        for model in config.get_models():
            meta = model._meta
            said = (meta.label, meta.permissions, meta.default_permissions, str(meta.verbose_name_raw), meta.proxy)
            seen.update(repr(said).encode())
    return seen.hexdigest()[:24]


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Do what is inside while no other process does it for this folder; the lock goes with a process that dies."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _migrate(url: str) -> None:
    command = [sys.executable, "manage.py", "migrate", "-v0"]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "DATABASE_URL": url}, check=True)


def database() -> Path:
    """Return the kept SQLite database, which is made first where there is none; it is there whole or not at all."""
    kept = FOLDER / f"{digest()}.sqlite3"
    with alone(FOLDER):
        if not kept.exists():
            for old in FOLDER.glob("*.sqlite3*"):
                old.unlink()
            part = kept.with_suffix(".part.sqlite3")
            _migrate(f"sqlite:///{part}")
            part.replace(kept)
    return kept


def template(url: str) -> str:
    """Return the name of the kept database on the PostgreSQL of this address, for new ones to be copied from."""
    import psycopg

    kept = PREFIX + digest()
    with psycopg.connect(url, autocommit=True) as connection:
        # On the server, not in a folder: other checkouts on this machine use it too. It goes with the connection.
        connection.execute("SELECT pg_advisory_lock(hashtext(%s))", [PREFIX])
        found = connection.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
        names = [name for (name,) in found.fetchall()]
        if kept not in names:
            for old in names:
                connection.execute(f'DROP DATABASE "{old}" WITH (FORCE)')
            part = f"{PREFIX}part_{os.getpid()}"
            connection.execute(f'CREATE DATABASE "{part}"')
            _migrate(urlunsplit(urlsplit(url)._replace(path=f"/{part}")))
            connection.execute(f'ALTER DATABASE "{part}" RENAME TO "{kept}"')
    return kept


def start_from(kept: Path, connection) -> None:
    """Let Django begin with a copy of the kept database, in place of running the migrations."""
    creation = connection.creation
    expected = set(inspect.signature(creation.create_test_db).parameters)
    assert expected == {"verbosity", "autoclobber", "serialize", "keepdb"}, expected

    def create_test_db(verbosity=1, autoclobber=False, serialize=True, keepdb=False):
        name = creation._get_test_db_name()
        connection.close()
        shutil.copyfile(kept, name)
        settings.DATABASES[connection.alias]["NAME"] = connection.settings_dict["NAME"] = name
        connection.ensure_connection()
        return name

    creation.create_test_db = create_test_db
