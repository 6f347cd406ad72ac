"""Every kind of public page of the demo newsroom, for everybody: on a phone and a desk, by day and by night."""

import pytest

from tests.browser.listening import RULES, barriers, scrolls_sideways

pytestmark = pytest.mark.browser

LOOKS = [(width, scheme) for width in (390, 1440) for scheme in ("light", "dark")]
# What readers have of a story, and what its address answers then.
STATES = {"live": 200, "retracted": 200, "withdrawn": 410, "nothing": 410, "pulled": 503}


@pytest.fixture(scope="module")
def addresses(served, browser) -> dict[str, int]:
    """One address of every kind of page that links from the front lead to, with the status it must have."""
    context = browser.new_context(base_url=served.site)
    page = context.new_page()
    page.goto("/")
    section = page.locator("a[href^='/section/']").first.get_attribute("href")
    stories = page.locator("main :is(h2, h3) a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    for story in stories:
        page.goto(story)
        # What somebody put together in a hurry has no tags and leads nowhere.
        if page.locator("a[href^='/tag/']").count():
            break
    tag, name = (page.locator(f"a[href^='/{kind}/']").first.get_attribute("href") for kind in ("tag", "by"))
    context.close()
    day = "/".join(story.split("/")[:4]) + "/"
    return {
        "/": 200,
        section: 200,
        story: 200,
        tag: 200,
        name: 200,
        day: 200,
        "/search/?q=the": 200,
        "/nope/": 404,
    } | POLICIES


# Pages of the demo paper on itself.
POLICIES = {"/about/": 200, "/about/masthead/": 200, "/about/ai/": 200, "/about/ai/1/": 200}


@pytest.fixture
def of_stories(person) -> dict[str, int]:
    """One story in every state readers can have it in, one from right to left, and those with documents."""
    desk, found = person("duty editor"), {}
    asked = {f"readers={state}": status for state, status in STATES.items()} | {"q=night-bakery-ar": 200}
    # Two documents, and a recording with its transcript.
    asked |= {"q=budget-analysis": 200, "q=petrel-back": 200}
    for wanted, status in asked.items():
        desk.opens(f"/admin/articles/article/?{wanted}")
        desk.opens(desk.page.locator("#result_list tbody th a").first.get_attribute("href"))
        found[desk.page.locator("#public-link").get_attribute("href")] = status
    return found


def _look_over(page, path: str) -> list[str]:
    """Return what is wrong with the page that is open, in every look."""
    trouble = []
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        trouble += [f"{path}, {width} {scheme}: {barrier}" for barrier in barriers(page, [*RULES, "best-practice"])]
        trouble += [f"{path}, {width}: scrolls sideways"] if scrolls_sideways(page) else []
    return trouble


def test_no_kind_of_page_has_a_barrier_or_scrolls_sideways(served, browser, addresses, of_stories):
    context = browser.new_context(base_url=served.site)
    page, trouble, from_the_right = context.new_page(), [], 0
    for path, status in (addresses | of_stories).items():
        answer = page.goto(path)
        from_the_right += page.locator("[dir=rtl] h1").count()
        trouble += [f"{path}: {answer.status}"] if answer.status != status else []
        trouble += _look_over(page, path)
    context.close()
    assert trouble == []
    assert from_the_right == 1
