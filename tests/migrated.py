"""The database as all migrations make it, kept between runs: to make it anew takes longer than a hundred tests."""

import hashlib
import inspect
import os
import shutil
import sqlite3
import sys
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings


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


def keep(kept: Path, before: sqlite3.Connection) -> None:
    """Keep a database that was just migrated, whole or not at all; older ones go."""
    if kept.exists():
        return
    for old in kept.parent.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    part = kept.with_suffix(f".{os.getpid()}")
    part.write_bytes(before.serialize())
    part.replace(kept)
