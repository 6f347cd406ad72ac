"""One newsroom, served as `make run` serves it, and one browser, for all browser journeys."""

import faulthandler
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from zlib import crc32

import pytest
from PIL import Image, ImageOps

from newsroom.ops.demo.pictures import draw
from tests.browser.people import Person, accounts
from tests.validate.served import newsroom


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """A demo newsroom behind real workers: its address, its accounts by role, and a folder to work in."""
    folder: Path = tmp_path_factory.mktemp("newsroom")
    # The start gives up by itself, after longer than one test may take: two busy cores make a demo in minutes.
    faulthandler.cancel_dump_traceback_later()
    # Its own database, whatever the other tests run on: `make run` of a small paper is SQLite.
    told = {"DATABASE_URL": f"sqlite:///{folder / 'var' / 'newsroom.sqlite3'}", "NEWSROOM_VERSIONS": "1"}
    with newsroom(folder / "var", **told) as site:
        yield SimpleNamespace(site=site, accounts=accounts(folder / "served.log"), folder=folder)


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
