"""A gallery in the text: several photos picked at once, put in order by keys and buttons, and shown as one."""

import re

import pytest

from articles.working_copy import content_of
from tests.live_desk import until
from tests.makers import make_article, make_photo, use_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "readers"])]


def _placed(at) -> list[str]:
    return re.findall(r'data-photo="([^"]+)"', at.kept)


@pytest.fixture
def photos(cast):
    return [make_photo(by=cast.photographer, headline=f"Wall {number}") for number in range(3)]


@pytest.fixture
def story(cast, photos):
    """A story with a gallery of three between two paragraphs."""
    figures = "\n".join(f'<figure class="photo" data-photo="{photo.uid}"></figure>' for photo in photos)
    uses = tuple(use_of(photo, use="inline", shown="gallery") for photo in photos)
    return make_article(by=cast.reporter, body=f"<p>One.</p>\n{figures}\n<p>Two.</p>", photos=uses)


def test_photos_picked_in_the_library_stand_in_the_text_in_the_order_they_were_picked(photos, writing):
    at = writing()
    at.at_end()
    at.press("Control+Alt+g")
    picker = at.page.locator("#photo-picker")
    for number in (2, 0, 1):
        picker.locator("[data-grid] button").filter(has_text=f"Wall {number}").click()
    picker.locator("[data-grid] button").filter(has_text="Wall 0").click()
    picker.get_by_role("button", name="Make a gallery of 2").click()
    until(at.page, lambda: len(_placed(at)) == 2)
    assert _placed(at) == [str(photos[2].uid), str(photos[1].uid)]
    assert at.page.locator("#photos [data-row]:not([hidden]) [name$=-shown]").evaluate_all(
        "(fields) => fields.map((field) => field.value)"
    ) == ["gallery", "gallery"]
    assert at.said == "The gallery is in the text, with 2 photos. Save to keep it."
    assert at.broken == []


def test_a_photo_is_moved_by_its_buttons_and_by_keys_and_the_focus_stays_with_it(story, photos, writing):
    first, second, third = (str(photo.uid) for photo in photos)
    at = writing(article=story)
    at.page.locator(f".body-photo[data-uid='{first}']").get_by_role("button", name="Move down").click()
    assert _placed(at) == [second, first, third]
    assert at.said == "Now piece 3 of 5 of the text."
    caption = at.page.locator(f".body-photo[data-uid='{third}']").get_by_label("Caption")
    caption.focus()
    at.press("Alt+ArrowUp", "Alt+ArrowUp")
    assert _placed(at) == [third, second, first]
    assert at.page.evaluate("document.activeElement.closest('.body-photo').dataset.uid") == third
    assert at.broken == []


def test_how_a_photo_is_shown_is_chosen_in_the_text_and_saved_with_it(story, photos, writing):
    at = writing(article=story)
    at.page.locator(".body-photo").first.get_by_label("Shown").select_option("wide")
    with at.page.expect_response(lambda answer: answer.request.method == "POST" and answer.url.endswith("/change/")):
        at.press("Control+s")
    assert at.broken == []
    at.page.goto("about:blank")
    story.refresh_from_db()
    assert [use.shown for use in content_of(story).photos] == ["wide", "gallery", "gallery"]
