"""Every kind of public page of the demo newsroom, for everybody: on a phone and a desk, by day and by night."""

import pytest

from tests.browser.listening import RULES, barriers, scrolls_sideways
from tests.browser.people import get
from tests.live_desk import PATIENCE, until

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
    month, year = "/".join(day.split("/")[:3]) + "/", "/".join(day.split("/")[:2]) + "/"
    return (
        {
            "/": 200,
            section: 200,
            story: 200,
            tag: 200,
            name: 200,
            day: 200,
            month: 200,
            year: 200,
            "/archive/": 200,
            "/most-read/": 200,
            f"{section}most-read/": 200,
            f"{section}all/": 200,
            "/corrections/": 200,
            "/api/": 200,
            # Made by hand, with what is paid for among its stories.
            "/special/winter-on-the-harbour/": 200,
            "/search/?q=the": 200,
            "/search/?q=zzqx": 200,
            "/nope/": 404,
        }
        | dict.fromkeys(NEWSLETTERS, 200)
        | POLICIES
    )


# One newsletter of the demo, and what is said when somebody takes it.
FIRST_LIGHT = "/newsletters/first-light/"
NEWSLETTERS = ["/newsletters/", *(f"{FIRST_LIGHT}{tail}" for tail in ("", "1/", "asked/", "confirmed/"))]
# Sluglines of the demo: a live story that is open, one that is closed.
OPEN, CLOSED = "storm-quay", "swim-relay"
# Pages of the demo paper on itself.
POLICIES = {"/about/": 200, "/about/masthead/": 200, "/about/ai/": 200, "/about/ai/1/": 200}


@pytest.fixture
def of_stories(person) -> dict[str, int]:
    """One story in every state readers can have it in, one from right to left, those with documents, a live story that
    is open and one that is closed, and those somebody pays for."""
    desk, found = person("duty editor"), {}
    asked = {f"readers={state}": status for state, status in STATES.items()} | {"q=night-bakery-ar": 200}
    # Two documents, and a recording with its transcript.
    asked |= {"q=budget-analysis": 200, "q=petrel-back": 200}
    asked |= {f"q={slugline}": 200 for slugline in (OPEN, CLOSED, "sea-swimmers", "ad-norrby")}
    for wanted, status in asked.items():
        desk.opens(f"/admin/articles/article/?{wanted}")
        desk.opens(desk.page.locator("#result_list tbody th a").first.get_attribute("href"))
        found[desk.page.locator("#public-link").get_attribute("href")] = status
    return found


@pytest.fixture
def earlier(served, browser, of_stories) -> dict[str, int]:
    """The versions of a story that had several, and what the last of them changed."""
    context = browser.new_context(base_url=served.site)
    page, found = context.new_page(), {}
    for story in of_stories:
        page.goto(story)
        if page.locator("a[href^='/versions/']").count():
            found[page.locator("a[href^='/versions/']").first.get_attribute("href")] = 200
            page.goto([*found][-1])
            if page.locator("main a[href*='/versions/']").count():
                found[page.locator("main a[href*='/versions/']").first.get_attribute("href")] = 200
                break
            found.clear()
    context.close()
    assert len(found) == 2
    return found


def _look_over(page, path: str, looks=LOOKS) -> list[str]:
    """Return what is wrong with the page that is open, in every look."""
    trouble = []
    for width, scheme in looks:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        trouble += [f"{path}, {width} {scheme}: {barrier}" for barrier in barriers(page, [*RULES, "best-practice"])]
        trouble += [f"{path}, {width}: scrolls sideways"] if scrolls_sideways(page) else []
    return trouble


def test_no_kind_of_page_has_a_barrier_or_scrolls_sideways(served, browser, addresses, of_stories, earlier):
    context = browser.new_context(base_url=served.site)
    page, trouble, seen = context.new_page(), [], {"rtl": 0, "open": 0, "closed": 0, "paid": 0}
    for path, status in (addresses | of_stories | earlier).items():
        answer = page.goto(path)
        seen["rtl"] += page.locator("[dir=rtl] h1").count()
        seen["open"] += page.locator(".live[data-since]").count()
        seen["closed"] += page.locator("main .live:not([data-since])").count()
        seen["paid"] += page.locator(".card.is-advertisement").count()
        trouble += [f"{path}: {answer.status}"] if answer.status != status else []
        trouble += _look_over(page, path)
    context.close()
    assert trouble == []
    assert seen == {"rtl": 1, "open": 1, "closed": 1, "paid": 1}


# What has the focus: what it is, and whether it is seen, with a line around it, and lies on top of what else is there.
_FOCUSED = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  // Of a link that goes over lines, the first: what stands before it on that line is beside it, not upon it.
  const box = here.getClientRects()[0] ?? here.getBoundingClientRect(), style = getComputedStyle(here);
  const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 12)];
  const top = document.elementFromPoint(x, y);
  return {
    name: `${here.tagName} ${here.textContent.trim().slice(0, 40)} ${here.getAttribute("href") ?? here.name ?? ""}`,
    // A player's own buttons are the browser's, and so is the line around them.
    outlined: here.matches("audio, video") || style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    seen: box.width > 0 && box.height > 0 && x >= 0 && x <= innerWidth && y >= 0 && y <= innerHeight,
    free: Boolean(top) && (here.contains(top) || top.contains(here)),
  };
}"""
_STOPS = """() => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
  .filter(each => each.tabIndex >= 0 && !each.disabled && each.checkVisibility({visibilityProperty: true})).length"""


# One of every kind that has controls of its own.
WALKED = (
    "/section/",
    "/archive/",
    "/most-read/",
    "/special/",
    "/corrections/",
    "/api/",
    "/about/masthead/",
    "/search/?q=the",
)


@pytest.mark.parametrize("width", [390, 1440])
def test_by_keyboard_every_stop_is_seen_outlined_and_under_nothing(served, browser, addresses, of_stories, width):
    context = browser.new_context(base_url=served.site, viewport={"width": width, "height": 900})
    context.set_default_timeout(PATIENCE)
    page, trouble = context.new_page(), []
    page.emulate_media(reduced_motion="reduce")
    lists = [path for path in addresses if path.startswith(WALKED) and not path.endswith("/all/")]
    # The last stories are the live ones, and those somebody pays for.
    for path in ["/", *lists, *[*of_stories][-4:]]:
        page.goto(path)
        met, most = [], page.evaluate(_STOPS)
        for _tab in range(most + 5):
            page.keyboard.press("Tab")
            at = page.evaluate(_FOCUSED)
            if at is None:
                break
            met.append(at["name"])
            trouble += [
                f"{path}, {width}: {at['name']} is not {word}" for word in ("outlined", "seen", "free") if not at[word]
            ]
        trouble += [f"{path}, {width}: {len(met)} of {most} stops"] if len(met) < most else []
    context.close()
    assert trouble == []


@pytest.fixture
def breaking(served, person):
    """A flash that is live, with a breaking banner over every page: its address. Both are gone afterwards."""
    editor = person("duty editor")
    editor.opens("/admin/articles/article/flash/")
    page = editor.page
    page.get_by_label("Headline").fill("Fire at the mill")
    page.get_by_label("One sentence").fill("Firefighters are at Pells Mill, which stands empty")
    page.get_by_label("Breaking banner over every page").check()
    page.get_by_role("textbox", name="Headline").press("Control+Enter")
    editor.is_told("live in")
    story = page.url
    public = page.locator("#public-link").get_attribute("href")
    until(page, lambda: get(served.site + public).status == 200)
    yield public
    editor.opens(story)
    editor.press("End banner")
    editor.is_told("The banner is off")
    editor.press("Pull")
    editor.is_told("Pulled")


def test_a_breaking_banner_and_a_flash_are_no_barrier_and_the_banner_can_be_closed(
    served, browser, addresses, breaking
):
    context = browser.new_context(base_url=served.site)
    page, trouble = context.new_page(), []
    paths = ["/", breaking, "/nope/", *[path for path in addresses if path.startswith(("/section/", "/20"))]]
    for path in paths:
        page.goto(path)
        banner = page.get_by_role("status").filter(has_text="Fire at the mill")
        trouble += [] if banner.is_visible() else [f"{path}: no banner"]
        trouble += _look_over(page, path, [*LOOKS, (320, "dark"), (768, "light")])
    assert trouble == []
    page.goto(breaking)
    assert page.locator(".more-follows").is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.ariaLabel") == "Close breaking news"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('.masthead') !== null")
    for path in paths:
        page.goto(path)
        assert page.locator(".breaking").count() == 0, path
    assert context.cookies() == [] and page.evaluate("localStorage.length") == 0
    context.close()
