"""How soon what is typed is at the server, and how soon a colleague sees who is in a story, in real browsers.

    .venv/bin/python -m bench.keeping

A demo newsroom is served as `make run` serves it, two people sit down at one story, and the time is taken from the
key or the act to the row in the database or the words on the other's page.
"""

import secrets
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote_plus

from playwright.sync_api import Page, sync_playwright

from newsroom.ops.setup import browsers
from tests.browser.people import Person, accounts
from tests.browser.typed import BODY, types
from tests.live_desk import FLAGS
from tests.validate.served import newsroom

ROUNDS = 12
PATIENCE = 30


def seconds_until(page: Page, told: Callable[[], bool]) -> float:
    """Return how many seconds pass until it is so."""
    began = time.monotonic()
    while not told():
        page.wait_for_timeout(15)
        if time.monotonic() - began > PATIENCE:
            raise TimeoutError("It was not so after half a minute.")
    return time.monotonic() - began


def row(what: str, taken: list[float], allowed: float) -> str:
    """Return one line of the table."""
    return f"{what:<58} {statistics.median(taken):6.2f} {max(taken):6.2f} {allowed:8.1f}"


def pauses(page: Page, has: Callable[[str], bool]) -> list[float]:
    """Return the seconds from the last key of a word to its row."""
    taken = []
    for _round in range(ROUNDS):
        word = secrets.token_hex(6)
        types(page, f" {word}")
        taken.append(seconds_until(page, lambda word=word: has(word)))
    return taken


def without_a_pause(page: Page, has: Callable[[str], bool]) -> list[float]:
    """Return the seconds from a word's last key to its row while typing goes on after it."""
    taken = []
    for _round in range(ROUNDS // 2):
        word = secrets.token_hex(6)
        types(page, f" {word}")
        began = time.monotonic()
        while not has(word):
            page.keyboard.type("on ", delay=40)
        taken.append(time.monotonic() - began)
    return taken


def moves(mine: Page, theirs: Page) -> list[float]:
    """Return the seconds from a colleague's step into a field until the other page says so."""
    here = mine.locator("#here")
    taken = []
    for step in range(ROUNDS):
        before = here.inner_text()
        theirs.locator("#id_headline" if step % 2 else "#id_dek").focus()
        taken.append(seconds_until(mine, lambda before=before: here.inner_text() != before))
    return taken


def loses_the_line(mine: Page, person: Person) -> float:
    """Return the seconds until a colleague whose browser has gone silent is gone."""
    name = mine.locator("#here").inner_text()
    person.page.context.set_offline(True)
    return seconds_until(mine, lambda: mine.locator("#here").inner_text() != name)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        var = Path(folder) / "var"
        with newsroom(var, DATABASE_URL=f"sqlite:///{var / 'newsroom.sqlite3'}") as site:
            chromium = playwright.chromium.launch(executable_path=browsers.find(), args=FLAGS)
            known = accounts(Path(folder) / "served.log")
            database = sqlite3.connect(f"file:{var / 'newsroom.sqlite3'}?mode=ro", uri=True)

            def has(word: str) -> bool:
                found = "SELECT 1 FROM articles_journalstate WHERE payload LIKE ?"
                return database.execute(found, [f"%{quote_plus(word)}%"]).fetchone() is not None

            (story,) = database.execute("SELECT id FROM articles_article WHERE stage = 'in_review' LIMIT 1").fetchone()
            one = Person(chromium, site, known["editor"])
            two = Person(chromium, site, known["duty editor"])
            for person in (one, two):
                person.opens(f"/admin/articles/article/{story}/change/")
                person.page.locator(BODY).first.wait_for()
            seconds_until(one.page, lambda: one.page.locator("#here").inner_text() != "")
            print(f"{'seconds':<58} {'median':>6} {'most':>6} {'allowed':>8}")
            print(row("from a pause in typing to the journal", pauses(one.page, has), 2))
            print(row("from a word to the journal while typing goes on", without_a_pause(one.page, has), 2))
            print(row("from a colleague's step to the bar", moves(one.page, two.page), 3))
            print(row("from a lost line to gone from the bar", [loses_the_line(one.page, two)], 10))
            chromium.close()


if __name__ == "__main__":
    main()
