"""The readers' connection is a promise of the database: it reads one snapshot, and cannot write."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.trials.scratch import ENGINES, newsroom

ROOT = Path(__file__).resolve().parents[1]


def _in_newsroom(env: dict, script: str) -> str:
    setup = "import django; django.setup()\n"
    command = [sys.executable, "-c", setup + textwrap.dedent(script)]
    env = {**env, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120)
    return done.stdout + done.stderr


@pytest.fixture(scope="module", params=ENGINES)
def env(request, tmp_path_factory):
    """The environment of one scratch newsroom for all tests here: to make one takes longer than all of them."""
    with newsroom(request.param, tmp_path_factory.mktemp("scratch")) as env:
        yield env


def test_a_write_while_a_readers_page_renders_is_refused_by_the_database(env):
    said = _in_newsroom(
        env,
        """
        from django.db import DatabaseError
        from articles.models import Section
        from newsroom.pagecache.readers import reading
        try:
            with reading():
                Section.objects.create(name="Sport", slug="sport")
        except DatabaseError as error:
            print("refused:", error)
        print("sections:", Section.objects.filter(slug="sport").count())
        """,
    )
    assert "refused:" in said
    assert "read-only" in said or "readonly" in said
    assert "sections: 0" in said


def test_a_page_sees_one_snapshot_from_its_first_query_on(env):
    said = _in_newsroom(
        env,
        """
        import threading
        from articles.models import Section
        from newsroom.pagecache.readers import reading
        def write():
            Section.objects.create(name="City", slug="city")
        with reading():
            before = Section.objects.count()
            thread = threading.Thread(target=write); thread.start(); thread.join()
            print("in the page:", before, Section.objects.count())
        print("after it:", Section.objects.count())
        """,
    )
    assert "in the page: 0 0" in said
    assert "after it: 1" in said


def test_the_environment_of_a_scratch_newsroom_is_its_own(env):
    assert env["NEWSROOM_VAR"] != os.environ.get("NEWSROOM_VAR")
    assert (Path(env["NEWSROOM_VAR"]) / "newsroom.sqlite3").exists() == ("DATABASE_URL" not in env)


def test_both_connections_keep_what_the_address_asks_for_and_compile_no_query():
    asked = {
        **os.environ,
        "DATABASE_URL": "postgres://newsroom@127.0.0.1/news?sslmode=require&options=-c%20work_mem%3D8MB",
    }
    said = _in_newsroom(
        asked,
        """
        from django.conf import settings
        for name in ("default", "readers"):
            found = settings.DATABASES[name]["OPTIONS"]
            print(name, found["sslmode"], found["options"])
        """,
    )
    assert "default require -c work_mem=8MB -c jit=off\n" in said
    assert "readers require -c work_mem=8MB -c jit=off -c default_transaction_read_only=on" in said
