"""A photo editor's hour in a real browser: files in, culled, captioned, leased in one act, used, and read."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hand import Hand
from tests.browser.people import PATIENCE, Person, accounts, get
from tests.trials import photo_files, photo_hour
from tests.trials.photo_hour import Hour
from tests.trials.scratch import FULL
from tests.validate.served import newsroom

pytestmark = pytest.mark.browser

FILES, PICKS = (300, 12) if FULL else (30, 12)
# Which story gets how many of the picks.
USED = {"Harbour win the cup in the rain": 5, "What the cup means to the quay": 3}
MINUTE = 60


def _copy(headline: str) -> str:
    lines = ["The final ended after dark.", "Three thousand stood in the rain.", "The cup stays on the quay."]
    return "\n\n".join([headline, "By News Desk - November 22 2026", *(f"{line} It was close." for line in lines), ""])


def _story(reporter: Person, headline: str) -> str:
    """Make a draft of pasted copy; return its address."""
    page = reporter.page
    reporter.opens("/admin/articles/article/from-text/")
    page.locator("textarea").first.fill(_copy(headline))
    reporter.press("Read it")
    page.locator("[name=section]").select_option(label="City")
    page.get_by_role("button", name="Create draft").click()
    page.wait_for_url(re.compile(r"/article/\d+/change/"))
    return re.sub(r"^https?://[^/]+", "", page.url)


def _saved(page: Page) -> None:
    expect(page.locator("#saved")).to_contain_text("Saved ", timeout=PATIENCE)


def _publish(hour: Hour, hand: Hand) -> str:
    """Publish the story that is open; return its address for readers."""
    page = hand.page
    hand.presses("Control+Enter")
    expect(page.locator("#sheet")).to_contain_text("You sign off by publishing", timeout=PATIENCE)
    hand.presses("Control+Enter")
    expect(page.locator("[data-part=live]")).to_contain_text("live in", timeout=PATIENCE)
    page.locator(".live-bar-live a").wait_for()
    return page.locator(".live-bar-live a").get_attribute("href")


def _read(site: str, path: str) -> str:
    """Return what readers get, once they get it."""
    until = time.monotonic() + 30
    while (answer := get(site + path)).status != 200 and time.monotonic() < until:
        time.sleep(0.5)
    assert answer.status == 200
    return answer.text


def _print(hour: Hour, capsys) -> None:
    with capsys.disabled():
        print("\n| part | acts | seconds |\n|---|---|---|")
        for name, (acts, seconds) in hour.parts.items():
            print(f"| {name} | {acts} | {seconds:.0f} |")
        print(f"| in all | {sum(acts for acts, _ in hour.parts.values())} | |")
        for fact, said in hour.facts.items():
            print(f"{fact}: {said}")


def test_an_hour_of_a_photo_editor_from_a_card_to_readers(tmp_path, browser, capsys):
    folder = tmp_path / "card"
    folder.mkdir()
    files = photo_files.write(folder, FILES)
    with newsroom(tmp_path / "var", DATABASE_URL=f"sqlite:///{tmp_path / 'var' / 'newsroom.sqlite3'}") as site:
        known = accounts(tmp_path / "served.log")
        people = {role: Person(browser, site, known[role]) for role in ("photo editor", "reporter", "editor")}
        hour = Hour(Hand(people["photo editor"].page))
        desk, editor = hour.desk, Hand(people["editor"].page)
        stories = {headline: _story(people["reporter"], headline) for headline in USED}
        with hour.part("uploaded", desk):
            photo_hour.upload(hour, files, 20 * MINUTE)
        photo_hour.cull(hour, FILES - 2, PICKS)
        with hour.part("gathered, template and shorthands written", desk):
            photo_hour.narrow(hour, desk.page.url, PICKS)
            photo_hour.gather(hour, "Cup final")
        with hour.part("captioned", desk):
            photo_hour.caption(hour, PICKS)
        with hour.part("leased", desk):
            photo_hour.lease(hour, PICKS)
        first = 0
        with hour.part("set aside", desk):
            for headline, count in USED.items():
                photo_hour.send(hour, headline, first, count)
                first += count
        public = {}
        with hour.part("put into two stories and published", editor):
            for headline, count in USED.items():
                photo_hour.use(hour, editor, stories[headline], count, _saved)
                if headline == next(iter(USED)):
                    photo_hour.crop(hour, editor)
                public[headline] = _publish(hour, editor)
        _print(hour, capsys)
        for headline, count in USED.items():
            page = _read(site, public[headline])
            assert page.count("<picture") >= count, page
            assert page.count("/The Lantern") >= count
            assert len(re.findall(r"in minute \d+ of the cup final at Quayside Ground", page)) >= count
        assert hour.trouble == []
        assert {name: person.violations for name, person in people.items() if person.violations} == {}
    # One key a picture and little more; a caption is a shorthand, a minute and what a listener hears.
    acts = {name: count for name, (count, _seconds) in hour.parts.items()}
    assert acts["culled"] <= FILES * 1.1 + PICKS + 5
    assert acts["captioned"] <= PICKS * 42 + 2
    assert acts["leased"] <= 6
