"""The fixed cast of roles, and plain makers of stories and photos."""

import gc
import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings as conf
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connections
from django.test import TransactionTestCase

from newsroom.paper import current
from newsroom.paper.site import Site
from newsroom.staff.roles_sync import sync_roles
from tests import migrated, touching

# A browser at a desk, readers of the paper, and a newsroom for a whole file are there for every test that asks.
pytest_plugins = ["tests.live_desk", "tests.readers", "tests.standing"]

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
# Starting a newsroom makes one; tests start none.
NAMES_KEY = "a key that is only in tests"
ROLES = {
    "reporter": "reporter",
    "second_reporter": "reporter",
    "photographer": "photographer",
    "copy_editor": "copy editor",
    "editor": "editor",
    "duty_editor": "duty editor",
    "photo_editor": "photo editor",
    "lawyer": "lawyer",
    "managing_editor": "managing editor",
    "administrator": "administrator",
    "stranger": None,
}


def pytest_addoption(parser):
    """Let a second run, on another database, leave out what cannot differ there."""
    told = "leave out tests that run the same whatever the database is"
    parser.addoption("--touching-database", action="store_true", help=told)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Let every test that has a database have the readers' connection too, and mark those that drive a browser.

    In CI these are tried a second time: a browser on a busy machine can be late for reasons that are nobody's. The run
    names each that needed it, and that is a defect to be mended.
    """
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            if os.environ.get("CI"):
                item.add_marker(pytest.mark.flaky(reruns=1))
        uses_database = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
        if uses_database and item.get_closest_marker("django_db") is None:
            item.add_marker(pytest.mark.django_db(databases="__all__"))
    if config.getoption("touching_database"):
        touching.leave_out_others(config, items)
    result = yield
    _long_files_first(items)
    return result


def _long_files_first(items: list) -> None:
    """Begin with the files that drive a browser: none of their minutes is left for one worker while the other is idle.

    The first of those that a demo newsroom is served to makes it; the others come when it is there. Within a file the
    tests stay in their order.
    """
    with_browser = {item.path for item in items if item.get_closest_marker("browser")}
    of_the_demo = sorted(path for path in with_browser if path.parent.name == "browser")

    def turn(item) -> int:
        if item.path in of_the_demo:
            return 0 if item.path == of_the_demo[0] else 2
        return 1 if item.path in with_browser else 3

    items.sort(key=turn)


def pytest_collection_finish():
    """Let the collector pass over what is there for the whole run: modules, models and thousands of tests."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def no_faces(tmp_path_factory):
    """Draw no share cards but where a test cuts the faces for it: whether some are there is the checkout's chance."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(conf, "FONTS", tmp_path_factory.mktemp("no-fonts"))
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, tmp_path_factory):
    """Begin with a copy of the migrated database.

    SQLite's is in a file: in memory, all threads of a live server would share one connection.
    """
    default = conf.DATABASES["default"]
    test = default.setdefault("TEST", {})
    if default["ENGINE"].endswith("sqlite3"):
        test["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
        # Nothing here outlives the run, so nothing has to reach the disk.
        default["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF; PRAGMA temp_store=MEMORY;"
        migrated.start_from(migrated.database(), connections["default"])
    else:
        test["TEMPLATE"] = migrated.template(os.environ["DATABASE_URL"])


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Have the roles, and let readers see what a test has not committed: in its thread, both are one connection.

    In the threads of a live server it is real. That it cannot write is shown in `tests/test_readers_connection.py`.
    """
    connections["readers"] = connections["default"]
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        # Nearly every test has people: what all their roles may is the same for each, and three hundred rows.
        sync_roles()
        patch.setattr(TransactionTestCase, "_fixture_teardown", _putting_back(connections["default"]))
        yield


def _putting_back(connection):
    """Return what a test with real transactions ends with: the database as it was before any test.

    On SQLite its pages are copied back, in a few milliseconds. Emptying three hundred tables and making permissions
    anew took half a second after each of the tests with a browser. Both aliases are one database: once is enough.
    """
    if connection.vendor != "sqlite":
        return lambda test: _empty(connection)
    connection.ensure_connection()
    before = sqlite3.connect(":memory:", check_same_thread=False)
    connection.connection.backup(before)

    def put_back(test):
        connections["default"].ensure_connection()
        before.backup(connections["default"].connection)

    return put_back


def _empty(connection) -> None:
    call_command("flush", verbosity=0, interactive=False, database=connection.alias)
    sync_roles()


@pytest.fixture
def noon() -> datetime:
    """The moment most tests happen at."""
    return NOON


@pytest.fixture
def cast(db) -> SimpleNamespace:
    """One person a role, a second reporter, and a stranger who has no role at all."""
    from tests.makers import make_people

    return SimpleNamespace(**make_people(ROLES))


@pytest.fixture
def no_roles(db):
    """Be in a newsroom whose roles nobody has made yet."""
    Group.objects.all().delete()


@pytest.fixture
def as_(client):
    """Return the client, signed in as somebody."""

    def sign_in(person):
        client.force_login(person)
        return client

    return sign_in


@pytest.fixture
def no_second_factor(settings):
    """Ask nobody for a second factor; a folder's own conftest says so for all its tests."""
    settings.SECOND_FACTOR = False


def alone(folder: Path) -> dict:
    """Return the settings of a newsroom that keeps in `folder` what is uploaded to it, and whom it throttles."""
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder / "uploads"}}
    return {
        "CACHES": {
            "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(folder)},
        },
        "MEDIA_ROOT": folder / "uploads",
        "ARRIVING": folder / "arriving",
        "STORAGES": {
            **conf.STORAGES,
            "default": files,
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
        "NAMES_KEY": NAMES_KEY,
        # Tests write rows without acts, and each begins with the numbers of the last; those of the memory turn it on.
        "DESK_MEMORY": False,
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    }


@pytest.fixture(autouse=True)
def _private_folders(settings, tmp_path):
    """Keep what a test uploads, and whom it throttles, to itself."""
    for name, value in alone(tmp_path).items():
        setattr(settings, name, value)
    # What the paper is, as the environment says it, until a test sets something: then it is asked for as ever.
    current.remember(Site(), float("inf"))


@pytest.fixture
def served(live_server, settings, transactional_db):
    """The newsroom behind a real server, whose pages receipts fetch."""
    settings.SITE_URL = settings.RECEIPTS_FROM = live_server.url
    return live_server
