"""The desk for everybody: no barrier on the pages where stories are made, and every page of it opens."""

import re
import sys
from collections import deque
from collections.abc import Iterator
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest

from newsroom.ops.setup import ROOT
from tests.browser.listening import barriers, scrolls_sideways
from tests.browser.people import Person
from tests.validate.served import served as serve

pytestmark = pytest.mark.browser

STORIES = "/admin/articles/article/"
COPY = """Harbour ferry returns after refit

By News Desk - November 20 2026

The Petrel leaves the quay. (Photo credit: Ruth Penhallin/The Lantern)

The ferry came back on Friday. "She runs like new," its master said.

It sails four times a day until spring.

Most Popular
"""
LOOKS = [(1440, "light"), (390, "dark")]
NARROWEST = 320
MOST_PAGES = 180


def _story(person: Person, wanted: str) -> str:
    """Return the address of the first story in a list asked for like this."""
    person.opens(f"{STORIES}?{wanted}")
    return person.page.locator("#result_list tbody th a").first.get_attribute("href")


def _look_over(person: Person, name: str, height: int = 900) -> list[str]:
    """Return what is wrong with the page that is open, on a desk, on a phone and on the narrowest."""
    page, trouble = person.page, []
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": height})
        # A colour on its way to another is neither.
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        trouble += [f"{name}, {width} {scheme}: {barrier}" for barrier in barriers(page)]
    page.set_viewport_size({"width": NARROWEST, "height": 900})
    if scrolls_sideways(page):
        trouble.append(f"{name}: scrolls sideways at {NARROWEST}")
    page.set_viewport_size({"width": 1440, "height": 900})
    return trouble


def test_the_story_form_and_its_publish_sheet_have_no_barrier(person):
    editor, trouble = person("duty editor"), []
    for name in ("stage=draft", "stage=in_review", "readers=live"):
        address = _story(editor, name)
        editor.opens(address)
        trouble += _look_over(editor, f"the form, {name}")
    editor.opens(f"{STORIES}add/")
    trouble += _look_over(editor, "a new story")
    editor.opens(_story(editor, "stage=in_review").replace("/change/", "/publish/"))
    trouble += _look_over(editor, "the publish sheet")
    assert trouble == []


def test_withholding_a_version_and_letting_it_be_shown_again_have_no_barrier(person):
    editor, trouble = person("duty editor"), []
    page = editor.page
    story = _story(editor, "q=kelp-farm")
    editor.opens(story.replace("/change/", "/withhold/"))
    trouble += _look_over(editor, "withholding a version")
    page.locator("[name=versions]").first.check()
    page.locator("[name=reason]").fill("A letter.")
    editor.press("Withhold")
    editor.opens(story.replace("/change/", "/show-again/"))
    trouble += _look_over(editor, "letting it be shown again")
    page.locator("[name=versions]").first.check()
    page.locator("[name=reason]").fill("Settled.")
    editor.press("Show again")
    editor.is_told("It is among the earlier versions again")
    assert trouble == []


def test_new_from_text_has_no_barrier_empty_or_understood(person):
    reporter = person("reporter")
    reporter.opens(f"{STORIES}from-text/")
    trouble = _look_over(reporter, "the empty box")
    reporter.page.locator("textarea").first.fill(COPY)
    reporter.press("Read it")
    reporter.page.get_by_role("button", name="Create draft").wait_for()
    trouble += _look_over(reporter, "the copy understood")
    assert trouble == []


@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        "/admin/plan/",
        "/admin/hand-over/",
        STORIES,
        f"{STORIES}?as=columns",
        "/admin/media/photo/",
        "/admin/media/photo/add/",
        "/admin/media/document/",
        "/admin/media/document/add/",
        "/admin/articles/tag/",
    ],
)
def test_the_board_and_the_lists_have_no_barrier(person, address):
    editor = person("photo editor" if "photo" in address else "duty editor")
    editor.opens(address)
    assert _look_over(editor, address) == []


def test_a_front_its_card_its_earlier_edition_and_its_previews_have_no_barrier(person):
    editor, trouble = person("editor"), []
    editor.opens("/admin/fronts/")
    trouble += _look_over(editor, "the fronts")
    front = editor.page.locator(".front-table tbody a").first.get_attribute("href")
    editor.opens(front)
    card = editor.page.locator(".front-row a.front-headline").first.get_attribute("href")
    trouble += _look_over(editor, "the screen of a front")
    for address in (card, f"{front}edition/1/", f"{front}phone/", f"{front}editors/"):
        editor.opens(address)
        trouble += _look_over(editor, address)
    assert trouble == []


def test_a_republisher_their_key_and_the_page_that_shows_it_once_have_no_barrier(person):
    editor, trouble = person("duty editor"), []
    editor.opens("/admin/articles/republisher/")
    editor.opens(editor.page.locator("#result_list tbody th a").first.get_attribute("href"))
    # All of it at once: on a lower screen the bar of buttons lies over some ticks until one scrolls.
    trouble += _look_over(editor, "a republisher", height=2400)
    editor.page.get_by_role("link", name="Key, use, and what they took").click()
    trouble += _look_over(editor, "their own feed")
    editor.press("Give them a key")
    editor.is_told("they are shown this once")
    trouble += _look_over(editor, "the key that is shown once")
    editor.page.get_by_role("button", name="End it now").click()
    editor.is_told("They have no key.")
    assert trouble == []


def test_a_photo_a_tag_and_somebodys_account_have_no_barrier(person):
    trouble = []
    rooms = {"photo editor": "media/photo", "duty editor": "articles/tag", "administrator": "staff/user"}
    for role, room in rooms.items():
        somebody = person(role)
        somebody.opens(f"/admin/{room}/")
        trouble += _look_over(somebody, f"the list of {room}")
        somebody.opens(somebody.page.locator("#result_list tbody th a, [data-tile-link]").first.get_attribute("href"))
        trouble += _look_over(somebody, room)
    assert trouble == []


def test_what_the_paper_says_of_itself_is_written_without_a_barrier(person):
    editor, trouble = person("managing editor"), []
    for address in ("/admin/paper/", "/admin/paper/policies/", "/admin/paper/policies/masthead/"):
        editor.opens(address)
        trouble += _look_over(editor, address)
    assert trouble == []


def test_the_newsletters_have_no_barrier(person):
    editor, trouble = person("editor"), []
    editor.opens("/admin/newsletters/")
    trouble += _look_over(editor, "the newsletters")
    for name in ("High Water", "First Light"):
        editor.opens("/admin/newsletters/")
        editor.page.get_by_role("link", name=name).click()
        trouble += _look_over(editor, name)
    editor.page.get_by_role("link", name="No. 1").click()
    trouble += _look_over(editor, "an issue")
    editor.opens("/admin/newsletters/")
    editor.page.get_by_role("link", name="High Water").click()
    editor.page.get_by_role("link", name="Open issue 1").click()
    trouble += _look_over(editor, "an issue that is arranged")
    editor.page.get_by_role("button", name="Leave out").first.click()
    trouble += _look_over(editor, "an issue with a story left out")
    editor.page.get_by_role("button", name="As it was drawn up").click()
    keeper = person("managing editor")
    keeper.opens("/admin/newsletters/")
    keeper.page.get_by_role("link", name="First Light").click()
    keeper.page.get_by_role("link", name="Settings", exact=True).click()
    trouble += _look_over(keeper, "what a newsletter is")
    keeper.opens("/admin/newsletters/new/")
    trouble += _look_over(keeper, "a new newsletter")
    assert trouble == []


def test_the_live_desk_has_no_barrier_for_who_posts_and_for_who_runs_it(person):
    reporter, desk, trouble = person("reporter"), person("duty editor"), []
    live = _story(desk, "q=storm-quay").replace("/change/", "/live/")
    reporter.opens(live)
    reporter.page.locator("summary", has_text="Photo").first.click()
    trouble += _look_over(reporter, "the box")
    for act in ("Edit", "Correct"):
        reporter.opens(live)
        reporter.page.locator("[data-row]").get_by_role("link", name=re.compile(f"^{act} ")).first.click()
        trouble += _look_over(reporter, f"an entry under “{act}”")
    desk.opens(live)
    trouble += _look_over(desk, "the queue and the entries")
    for folded in ("Write an entry", "Send back", "Change them", "Let somebody post", "Close it with a summary"):
        desk.page.locator("summary", has_text=folded).first.click()
    trouble += _look_over(desk, "everything unfolded")
    desk.opens(_story(desk, "q=swim-relay").replace("/change/", "/live/"))
    trouble += _look_over(desk, "a live story that is over")
    assert trouble == []


@pytest.fixture
def arabic(served) -> Iterator[str]:
    """The same newsroom, its desk in Arabic: another server over the same data."""
    log = served.folder / "arabic.log"
    told = {"NEWSROOM_VAR": str(served.folder / "var"), "NEWSROOM_SECOND_FACTOR": "0", "NEWSROOM_LANGUAGE": "ar"}
    told |= {"DATABASE_URL": f"sqlite:///{served.folder / 'var' / 'newsroom.sqlite3'}", "NEWSROOM_VERSIONS": "1"}
    with serve([sys.executable, "manage.py", "start"], ROOT, log, **told) as site:
        yield site


def test_the_desk_in_arabic_has_no_barrier(person, arabic):
    editor, trouble = person("duty editor"), []
    form = _story(editor, "stage=in_review")
    live = _story(editor, "q=storm-quay").replace("/change/", "/live/")
    editor.opens("/admin/fronts/")
    front = editor.page.locator(".front-table tbody a").first.get_attribute("href")
    sheets = [form.replace("/change/", f"/{verb}/") for verb in ("publish", "history")]
    rooms = ["plan/", "hand-over/", "media/photo/", "media/document/", "articles/complaint/", "your-time-zone/"]
    stories = [STORIES, f"{STORIES}?as=columns", f"{STORIES}from-text/", form, *sheets, live]
    for address in ["/admin/", *stories, front, *(f"/admin/{room}" for room in rooms)]:
        # Cookies know no ports: who is signed in at one is at the other.
        editor.opens(arabic + address)
        assert editor.page.evaluate("document.documentElement.dir") == "rtl", address
        trouble += _look_over(editor, address)
    assert trouble == []


def _pattern(path: str) -> str:
    """Fold numbers, uids and what is asked for, so that a hundred stories are one page.

    So are the readers' pages at another moment, which are not the desk's own, and a thing reached by a filtered list.
    """
    parts = urlsplit(path)
    folded = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+", "N", re.sub(r"^(/admin/as-of/).+", r"\1moment", parts.path))
    keys = {key for key, _value in parse_qsl(parts.query, keep_blank_values=True)} - {"_changelist_filters"}
    return folded + "?" + "&".join(sorted(keys))


def _links(person: Person) -> list[str]:
    """Return every address of the desk that this page leads to, the sheets behind its buttons included."""
    page = person.page
    found = page.evaluate(
        "[...document.querySelectorAll('a[href]:not([download])')].map(link => link.getAttribute('href'))"
    )
    if match := re.search(r"^(.*/article/\d+/)change/$", page.url):
        verbs = page.evaluate("[...document.querySelectorAll('.verbs [name=_verb]')].map(button => button.value)")
        found += [match[1] + verb.replace("_", "-") + "/" for verb in verbs]
    inside = [urlsplit(urljoin(page.url, href)) for href in found]
    kept = [each for each in inside if f"{each.scheme}://{each.netloc}" == person.site]
    return [f"{each.path}?{each.query}" for each in kept if each.path.startswith(("/admin/", "/accounts/"))]


def _walk(person: Person) -> dict[str, int]:
    """Open one page of every kind that links lead to; return each with its status."""
    waiting, answered = deque(["/admin/"]), {}
    seen = {_pattern("/admin/")}
    while waiting:
        address = waiting.popleft()
        answer = person.page.goto(address, wait_until="load")
        answered[address] = answer.status
        assert len(answered) <= MOST_PAGES, f"more kinds of pages than that; the last is {address}"
        for link in _links(person):
            # One thing asked of a list at a time: pairs of filters are no pages of their own.
            if "&" not in link and _pattern(link) not in seen:
                seen.add(_pattern(link))
                waiting.append(link)
    return answered


@pytest.mark.parametrize("role", ["duty editor", "administrator"])
def test_every_page_of_the_desk_opens_and_keeps_the_policy(person, role):
    somebody = person(role)
    answered = _walk(somebody)
    assert {address: status for address, status in answered.items() if status != 200} == {}
    assert somebody.violations == []
    assert len(answered) > 25
