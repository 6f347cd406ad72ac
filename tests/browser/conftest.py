"""One newsroom, served as `make run` serves it, and one browser, for all browser journeys."""

import faulthandler
import os
import shutil
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from zlib import crc32

import pytest
from PIL import Image, ImageOps

from newsroom.ops.demo.pictures import draw
from tests.browser.people import Person, accounts
from tests.migrated import alone
from tests.validate.served import newsroom, prepare


def _told(var: Path) -> dict[str, str]:
    """Return what a newsroom in `var` is told: `make run` of a small paper is SQLite, whatever other tests run on."""
    return {"DATABASE_URL": f"sqlite:///{var / 'newsroom.sqlite3'}", "NEWSROOM_VERSIONS": "1"}


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> Path:
    """The folder of a demo newsroom nobody has served yet: one of a run's workers makes it while the others wait."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "demo"
    with alone(folder):
        log = folder / "made.log"
        if not log.exists():
            # The start gives up by itself, after longer than one test may take: two busy cores make a demo in minutes.
            faulthandler.cancel_dump_traceback_later()
            printed = prepare(folder / "var", NEWSROOM_SECOND_FACTOR="0", **_told(folder / "var"))
            log.write_text(printed)
    return folder


@pytest.fixture(scope="session")
def served(tmp_path_factory, made):
    """A demo newsroom behind real workers: its address, its accounts by role, and a folder to work in."""
    folder: Path = tmp_path_factory.mktemp("newsroom")
    faulthandler.cancel_dump_traceback_later()
    shutil.copytree(made / "var", folder / "var")
    with newsroom(folder / "var", **_told(folder / "var")) as site:
        yield SimpleNamespace(site=site, accounts=accounts(made / "made.log"), folder=folder)


@pytest.fixture
def person(served, browser):
    """Return a function that sits somebody of a role down at a browser; afterwards nobody saw a violation."""
    people = []

    def sit_down(role: str) -> Person:
        people.append(Person(browser, served.site, served.accounts[role]))
        return people[-1]

    yield sit_down
    for one in people:
        one.page.context.close()
        assert one.violations == []


@pytest.fixture
def picture(served, request) -> Path:
    """A picture drawn by code that this newsroom has not seen, as a file somebody could choose.

    Each test has its own: the same bytes would be the photo of the test before, with its credit and rights.
    """
    drawn = ImageOps.mirror(Image.open(BytesIO(draw("harbour-dusk"))))
    drawn.paste(crc32(request.node.nodeid.encode()) & 0xFFFFFF, (0, 0, 16, 16))
    path = served.folder / "harbour.jpg"
    drawn.save(path, quality=88)
    return path
