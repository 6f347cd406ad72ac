"""Nothing typed is lost: the server killed, the tab killed, the session gone, the token void, in real processes."""

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright.sync_api import Error, expect

from newsroom.ops import serving
from tests.browser.people import Person
from tests.browser.typed import BODY, held, put_back, snapshot, types
from tests.live_desk import PATIENCE
from tests.validate.served import free_port, wait_until_it_answers

pytestmark = pytest.mark.browser


def _processes_under(pid: int) -> list[int]:
    """Return this process and everything it started, the youngest first: whoever starts others anew goes last."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += _processes_under(int(child))
    return [*found, pid]


class Newsroom:
    """A newsroom of its own, which can be killed and started again where it was."""

    def __init__(self, folder: Path):
        self.folder, self.port = folder, free_port()
        self.site = f"http://127.0.0.1:{self.port}"
        self.process = None

    def start(self) -> None:
        told = {"SITE_URL": self.site, "NEWSROOM_VAR": str(self.folder / "var"), "NEWSROOM_SECOND_FACTOR": "0"}
        told |= {"DATABASE_URL": f"sqlite:///{self.folder / 'var' / 'newsroom.sqlite3'}"}
        log = self.folder / "killed.log"
        with log.open("a") as output:
            self.process = subprocess.Popen(
                serving.server("127.0.0.1", self.port),
                env={**os.environ, **told},
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        wait_until_it_answers(self.site, self.process, log)

    def kill(self) -> None:
        """Kill every process of it at once, as a machine that loses its power does."""
        if self.process is None:
            return
        for pid in reversed(_processes_under(self.process.pid)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()
        self.process = None

    def run(self, statement: str) -> int:
        with contextlib.closing(sqlite3.connect(self.folder / "var" / "newsroom.sqlite3", timeout=20)) as database:
            changed = database.execute(statement).rowcount
            database.commit()
            return changed

    def journal(self) -> list[str]:
        """Return all that the server's journal has."""
        with contextlib.closing(sqlite3.connect(self.folder / "var" / "newsroom.sqlite3", timeout=20)) as database:
            return [payload for (payload,) in database.execute("SELECT payload FROM articles_journalstate")]


@pytest.fixture(scope="module")
def newsroom(served, tmp_path_factory):
    """The demo newsroom once more, in a place of its own: killing it is nobody else's loss."""
    folder = tmp_path_factory.mktemp("killed")
    shutil.copytree(
        served.folder / "var", folder / "var", ignore=shutil.ignore_patterns("newsroom.sqlite3*", "cache", "*.sock")
    )
    there, here = (sqlite3.connect(place / "var" / "newsroom.sqlite3") for place in (served.folder, folder))
    with contextlib.closing(there), contextlib.closing(here):
        there.backup(here)
    one = Newsroom(folder)
    one.start()
    yield one
    one.kill()


@pytest.fixture
def reporter(newsroom, served, browser):
    """The demo's reporter with a story of their own, open and saved once; afterwards nobody saw a violation."""
    one = Person(browser, newsroom.site, served.accounts["reporter"])
    page = one.page
    one.opens("/admin/articles/article/add/")
    page.locator("[name=headline]").fill("The mill burns again")
    page.locator(BODY).first.wait_for()
    one.types_body("It began at six.")
    page.get_by_role("button", name="Save draft").first.click()
    page.wait_for_url("**/change/")
    page.locator(BODY).first.wait_for()
    yield SimpleNamespace(person=one, page=page, url=page.url, context=page.context)
    one.page.context.close()
    # A server that was killed refuses connections, and the browser writes that down.
    assert [said for said in one.violations if "ERR_" not in said] == []


def reopens(reporter):
    """Open the story in a new tab of the same browser."""
    page = reporter.context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(reporter.url)
    page.locator(BODY).first.wait_for()
    return page


def saves(page) -> None:
    page.keyboard.press("Control+s")
    expect(page.locator("#saved")).to_contain_text("Saved ")


def test_the_server_is_killed_and_the_tab_closed_and_nothing_is_missing(newsroom, reporter):
    page = reporter.page
    types(page, " Typed before the kill — “with quotes”.")
    newsroom.kill()
    types(page, " Typed after it: ü, 漢字, & 100 %+.")
    page.locator("[name=dek]").fill("A dek nobody saved.")
    expect(page.locator("#kept-said")).to_contain_text("Kept here. Go on typing.")
    typed = snapshot(page)
    page.close(run_before_unload=False)
    newsroom.start()
    page = reopens(reporter)
    expect(page.locator("#kept")).to_contain_text("You typed this until")
    page.get_by_text("See what is different").first.click()
    expect(page.locator("#kept .redline ins").first).to_be_visible()
    assert put_back(page) == typed
    saves(page)
    page.goto(reporter.url)
    expect(page.locator("[name=dek]")).to_have_value("A dek nobody saved.")
    expect(page.locator(BODY).first).to_contain_text(
        "before the kill — “with quotes”. Typed after it: ü, 漢字, & 100 %+."
    )
    expect(page.locator("#kept .kept-offer")).to_have_count(0)


def test_the_server_comes_back_under_an_open_page_and_all_is_saved(newsroom, reporter):
    page = reporter.page
    newsroom.kill()
    types(page, " Typed while it was down.")
    expect(page.locator("#kept-said")).to_contain_text("Not on the server since")
    newsroom.start()
    expect(page.locator("#kept-said")).to_be_hidden(timeout=PATIENCE)
    assert len([payload for payload in newsroom.journal() if "Typed+while+it+was+down" in payload]) == 1


def test_an_expired_session_loses_nothing_and_is_renewed_in_place(newsroom, reporter, served):
    page = reporter.page
    assert newsroom.run("DELETE FROM django_session") > 0
    types(page, " Typed with no session.")
    expect(page.locator("#kept-said")).to_contain_text("You were signed out")
    typed = snapshot(page)
    page.get_by_role("button", name="Sign in again").click()
    frame = page.frame_locator("#sign-in-again iframe")
    email, password = served.accounts["reporter"]
    frame.get_by_label("Email").fill(email)
    frame.get_by_label("Password", exact=True).fill(password)
    frame.get_by_label("Password", exact=True).press("Enter")
    expect(page.locator("#sign-in-again")).to_be_hidden(timeout=PATIENCE)
    expect(page.locator("#kept-said")).to_be_hidden(timeout=PATIENCE)
    # What waited may have been saved by now, on a revision of its own: the rest is as it was typed.
    assert snapshot(page).partition("&")[2] == typed.partition("&")[2]
    saves(page)
    assert "Typed with no session." in reopens(reporter).locator(BODY).first.inner_text()


def test_a_session_that_is_gone_and_a_tab_that_is_closed(newsroom, reporter, served):
    page = reporter.page
    newsroom.run("DELETE FROM django_session")
    types(page, " Typed with no session, and closed.")
    typed = held(page)
    page.close(run_before_unload=False)
    page = reporter.context.new_page()
    page.goto(reporter.url)
    email, password = served.accounts["reporter"]
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_label("Password", exact=True).press("Enter")
    page.locator(BODY).first.wait_for()
    assert put_back(page) == typed


def test_a_rotated_token_loses_nothing(newsroom, reporter):
    page = reporter.page
    reporter.context.add_cookies([{"name": "csrftoken", "value": "r" * 32, "url": newsroom.site}])
    types(page, " Typed with a void token.")
    saves(page)
    assert "Typed with a void token." in reopens(reporter).locator(BODY).first.inner_text()


def test_a_tab_that_crashed_loses_nothing(newsroom, reporter):
    page = reporter.page
    types(page, " Typed, and then the tab crashed.")
    typed = held(page, newsroom.journal)
    with contextlib.suppress(Error):
        page.goto("chrome://crash", timeout=3_000)
    page = reopens(reporter)
    assert put_back(page) == typed


def test_two_tabs_of_one_person_are_both_offered(newsroom, reporter):
    page, other = reporter.page, reopens(reporter)
    newsroom.kill()
    page.locator("[name=dek]").fill("Typed in the one tab.")
    other.locator("[name=headline]").fill("Typed in the other tab")
    held(page)
    held(other)
    page.close(run_before_unload=False)
    other.close(run_before_unload=False)
    newsroom.start()
    page = reopens(reporter)
    expect(page.locator("#kept .kept-offer")).to_have_count(2)
    words = page.locator("#kept").inner_text() + page.locator("#kept").text_content()
    assert "Typed in the one tab." in words and "other tab" in words
