"""What all tests of a file look at, made once for them; each begins with it as it was made."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings as conf
from django.db import transaction
from django.test import override_settings

from newsroom.paper import current
from newsroom.paper.site import Site
from tests.conftest import ROLES, alone


@contextmanager
def undone() -> Iterator[None]:
    """Let stand what is made inside until this ends."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def standing(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[SimpleNamespace]:
    """Return the cast of a newsroom that stands for a whole file; fixtures of the file's scope make the rest in it.

    A test gets that by `fresh` and changes it as it likes: its own transaction is inside this one, so the next begins
    with what was made. Not for a file with a live server, whose threads would see nothing of it.
    """
    from tests.makers import make_people

    with django_db_blocker.unblock(), override_settings(**alone(tmp_path_factory.mktemp("standing"))), undone():
        current.remember(Site(), float("inf"))
        yield SimpleNamespace(**make_people(ROLES), uploads=Path(conf.MEDIA_ROOT))


@pytest.fixture(scope="class")
def of_class(standing) -> Iterator[SimpleNamespace]:
    """Return that cast, for what all tests of a class look at: its fixtures of the class's scope make it, and it is
    gone after it. A test outside of a class is a class by itself."""
    with undone():
        yield standing


@pytest.fixture
def fresh(standing, settings, db):
    """Return a function that gives a test its own copy of what stands, with its own copies of the files."""
    if standing.uploads.exists():
        shutil.copytree(standing.uploads, settings.MEDIA_ROOT)
    return deepcopy
