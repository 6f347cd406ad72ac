"""The readers' pages in a real browser: the enforced policy, narrow phones, assistive technology, no script."""

from datetime import timedelta

import pytest

from articles import workflow
from media.renditions import make_renditions
from newsroom import clock
from tests.makers import make_live, make_photo, use_of
from tests.readers import address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "readers"])]

FILM = "https://www.youtube.com/watch?v=abcdefghijk"
_ROW = "".join(f"<td>{number} of many</td>" for number in range(14))
EVERY_NODE = f"""<p>One.</p><aside class="fact-box"><h3>Facts</h3><p>x</p></aside><h2>Head</h2>
<figure class="embed" data-url="{FILM}"><figcaption>The wave</figcaption></figure>
<figure class="embed" data-url="https://social.example.org/{"1234567890" * 9}"></figure>
<table><caption>Wide</caption><tbody><tr>{_ROW}</tr><tr>{_ROW}</tr></tbody></table>
<figure class="pull-quote"><blockquote><p>No.</p></blockquote><figcaption>The mayor</figcaption></figure><p>End.</p>"""


@pytest.fixture
def paths(cast):
    """One address of every kind of page."""
    now = clock.now() - timedelta(hours=1)
    photo = make_photo(by=cast.photo_editor, now=now)
    make_renditions(photo, now=now)
    story = make_live(cast, now=now, photos=(use_of(photo),), body=EVERY_NODE)
    arabic = make_live(cast, now=now, language="ar", headline="جدار الميناء", slug="wall-ar", body=EVERY_NODE)
    pulled, withdrawn, nothing = (make_live(cast, now=now, slug=slug) for slug in ("pulled", "withdrawn", "nothing"))
    soon = now + timedelta(minutes=1)
    workflow.pull(pulled, by=cast.editor, now=soon)
    workflow.withdraw(withdrawn, by=cast.duty_editor, note="It rested on a forgery.", now=soon)
    workflow.withdraw(nothing, by=cast.duty_editor, nothing_here=True, reason="An order.", now=soon)
    stories = [address(each) for each in (story, arabic, pulled, withdrawn, nothing)]
    day = f"/{clock.local_date(now):%Y/%m/%d}/"
    return ["/", "/section/city/", "/tag/harbour/", "/by/writer-a/", day, "/2020/02/29/", "/nope/", *stories]


def test_every_page_keeps_the_policy_and_fits_a_narrow_phone(visit, paths):
    trouble = []
    for width, scheme in ((320, "light"), (1440, "dark")):
        page = visit(width, height=800, color_scheme=scheme)
        for path in paths:
            page.goto(path)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                trouble.append(f"{path} scrolls sideways at {width}")
            trouble += [f"{path}: {broken}" for broken in page.evaluate("broken")]
    assert trouble == []


def test_nothing_is_asked_of_anybody_else_and_nothing_is_kept_in_the_browser(live_server, visit, paths):
    page, asked = visit(1280), []
    page.on("request", lambda request: asked.append(request.url))
    for path in paths:
        page.goto(path)
    assert [url for url in asked if not url.startswith(live_server.url)] == []
    assert page.context.cookies() == [] and page.evaluate("localStorage.length") == 0


def test_the_keyboard_reaches_the_content_first(visit, paths):
    page = visit(1280)
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_a_player_is_asked_for_once_somebody_plays_it_and_never_before(visit, cast):
    story = make_live(cast, now=clock.now() - timedelta(hours=1), body=EVERY_NODE)
    page, asked = visit(1280), []
    page.route("https://*/**", lambda route: (asked.append(route.request.url), route.fulfill(body="<p>film</p>")))
    page.goto(address(story))
    assert asked == []
    page.get_by_role("button", name="Play it here").click()
    frame = page.locator("iframe[title='The wave']")
    frame.wait_for()
    assert page.evaluate("document.activeElement.tagName") == "IFRAME"
    page.frame_locator("iframe").get_by_text("film").wait_for()
    assert asked == ["https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1"]
    assert page.evaluate("broken") == [] and page.locator("main").get_by_role("button").count() == 0


def test_without_a_script_an_embed_is_a_link_and_nothing_to_press(visit, cast):
    story = make_live(cast, now=clock.now() - timedelta(hours=1), body=EVERY_NODE)
    page = visit(1280, java_script_enabled=False)
    page.goto(address(story))
    assert page.get_by_role("link", name="The wave").get_attribute("href") == FILM
    assert page.locator("main").get_by_role("button").count() == 0


def test_a_wide_table_is_moved_by_keyboard_in_its_own_place(visit, cast):
    story = make_live(cast, now=clock.now() - timedelta(hours=1), body=EVERY_NODE)
    page = visit(390)
    page.goto(address(story))
    table = page.get_by_role("region", name="Wide")
    table.focus()
    page.keyboard.press("ArrowRight")
    moved = "new Promise((yes) => { t.scrollLeft ? yes(true) : t.addEventListener('scroll', () => yes(true)); })"
    assert page.evaluate(f"() => {{ const t = document.querySelector('.table'); return {moved}; }}")
