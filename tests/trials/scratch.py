"""A newsroom of its own for a trial: its own folder and database, filled through the verbs, gone afterwards."""

import json
import os
import shutil
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

from tests import migrated

ROOT = Path(__file__).resolve().parents[2]
FULL = os.environ.get("TRIAL", "short") == "full"
POSTGRES = os.environ.get("DATABASE_URL", "") if "postgres" in os.environ.get("DATABASE_URL", "") else ""

# Both databases where there is a PostgreSQL to be had, SQLite alone elsewhere.
ENGINES = [
    "sqlite",
    pytest.param("postgresql", marks=pytest.mark.skipif(not POSTGRES, reason="DATABASE_URL names no PostgreSQL")),
]


@contextmanager
def newsroom(engine: str, folder: Path) -> Iterator[dict[str, str]]:
    """Yield the environment of an empty, migrated newsroom on that engine."""
    env = {**os.environ, "NEWSROOM_VAR": str(folder), "SECRET_KEY": "trial " * 12, "LOG_LEVEL": "CRITICAL"}
    name = f"trial_{uuid.uuid4().hex[:12]}"
    if engine == "sqlite":
        env.pop("DATABASE_URL", None)
        shutil.copyfile(migrated.database(), folder / "newsroom.sqlite3")
    else:
        _server(f'CREATE DATABASE "{name}" TEMPLATE "{migrated.template(POSTGRES)}"')
        env["DATABASE_URL"] = urlunsplit(urlsplit(POSTGRES)._replace(path=f"/{name}"))
    try:
        yield env
    finally:
        if engine != "sqlite":
            _server(f'DROP DATABASE "{name}" WITH (FORCE)')


def _server(statement: str) -> None:
    import psycopg

    with psycopg.connect(POSTGRES, autocommit=True) as connection:
        connection.execute(statement)


def play(module: str, env: dict[str, str], **arguments) -> dict:
    """Run `tests.trials.MODULE` in that newsroom with keyword arguments; return the JSON object it prints last."""
    command = [sys.executable, "-m", f"tests.trials.{module}", json.dumps(arguments)]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=3600)
    assert done.returncode == 0, f"{module} failed:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
    return json.loads(done.stdout.strip().splitlines()[-1])


def stage():
    """Set Django up inside a play and return its arguments and the cast, as `tests.conftest` has it."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    from types import SimpleNamespace

    from newsroom.staff.roles_sync import sync_roles
    from tests.makers import make_person

    sync_roles()
    people = {"reporter": "reporter", "editor": "editor", "duty_editor": "duty editor"}
    cast = SimpleNamespace(**{name: make_person(name, role) for name, role in people.items()})
    return json.loads(sys.argv[1]), cast


def apart(work, *arguments) -> int:
    """Run `work` in a forked process with connections of its own; return its pid."""
    from django.db import connections

    connections.close_all()
    pid = os.fork()
    if pid:
        return pid
    try:
        work(*arguments)
        code = 0
    except BaseException as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        code = 3
    finally:
        connections.close_all()
    os._exit(code)


def broken() -> list[str]:
    """Return what does not verify."""
    from articles.audit import broken_chains
    from newsroom.record.seals import broken_log

    return [*broken_chains(), *broken_log()]


@contextmanager
def dying_at(statement: int, after: bool) -> Iterator[None]:
    """Kill this process before, or after, that statement of what is done inside; the first is 1."""
    from django.db import connection

    seen = 0

    def count(execute, sql, params, many, context):
        nonlocal seen
        seen += 1
        if seen == statement and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        result = execute(sql, params, many, context)
        if seen == statement:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    with connection.execute_wrapper(count):
        yield
