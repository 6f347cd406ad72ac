"""Photos in the text: where one stands is the figure's, what is said of it is its row's."""

import base64

import pytest

from articles.working_copy import content_of
from media.models import Photo
from tests.makers import jpeg, make_article, make_photo, use_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "readers"])]

DROP = """([name, type, data]) => {
  const text = document.querySelector("#body-text");
  const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
  const held = new DataTransfer();
  held.items.add(new File([bytes], name, { type }));
  const { left, top } = text.querySelector("p").getBoundingClientRect();
  const where = { dataTransfer: held, clientX: left + 5, clientY: top + 5, bubbles: true, cancelable: true };
  text.dispatchEvent(new DragEvent("drop", where));
}"""


def drop(at, name: str, kind: str, data: bytes) -> None:
    at.page.evaluate(DROP, [name, kind, base64.b64encode(data).decode()])


@pytest.fixture
def story(cast):
    """A story with a photo in its text."""
    photo = make_photo(by=cast.photographer)
    body = f'<p>One.</p>\n<figure class="photo" data-photo="{photo.uid}"></figure>\n<p>Two.</p>'
    return make_article(by=cast.reporter, body=body, photos=(use_of(photo, use="inline"),))


def test_caption_alt_and_crop_typed_in_the_text_are_saved_in_its_row(story, writing):
    at = writing(article=story)
    figure = at.page.locator(".body-photo")
    figure.get_by_label("Caption").fill("The wall at dawn.")
    figure.get_by_label("Alt text").fill("Dawn over a wall.")
    figure.get_by_label("Crop").select_option("3:2")
    with at.page.expect_response(lambda answer: answer.request.method == "POST" and answer.url.endswith("/change/")):
        at.press("Control+s")
    assert at.broken == []
    # Nothing else writes while the test reads.
    at.page.goto("about:blank")
    story.refresh_from_db()
    (use,) = content_of(story).photos
    assert (use.caption, use.alt, use.crop, use.use) == ("The wall at dawn.", "Dawn over a wall.", "3:2", "inline")


def test_what_its_row_says_shows_in_the_text(story, writing):
    at = writing(article=story)
    caption = at.page.locator("#photos [name$=-caption]").first
    caption.evaluate(
        "(field) => { field.value = 'From the row.'; field.dispatchEvent(new Event('input', {bubbles: true})); }"
    )
    assert at.page.locator(".body-photo").get_by_label("Caption").input_value() == "From the row."


def test_a_photo_in_the_text_is_described_there_and_nowhere_twice(story, writing):
    at = writing(article=story)
    row = at.page.locator("#photos [data-row]").first
    assert not row.locator("[name$=-caption]").is_visible()
    row.locator("[name$=-use]").select_option("lead")
    row.locator("[name$=-caption]").wait_for()


def test_taking_the_figure_out_takes_the_row_out_and_undo_brings_both_back(story, writing):
    at = writing(article=story)
    row = at.page.locator("#photos [data-row]").first
    at.page.locator(".body-photo").get_by_role("button", name="Take out").click()
    assert at.kept == "<p>One.</p>\n<p>Two.</p>"
    assert not row.is_visible()
    at.press("Control+z")
    assert "data-photo" in at.kept
    assert row.is_visible()
    assert not row.locator("[name$=-DELETE]").is_checked()
    assert at.broken == []


def test_a_row_that_becomes_the_lead_leaves_the_text(story, writing):
    at = writing(article=story)
    at.page.locator("#photos [name$=-use]").first.select_option("lead")
    assert "data-photo" not in at.kept
    assert at.page.locator("#photos [data-row]").first.is_visible()


def test_a_photo_of_the_story_is_placed_by_its_row(cast, writing):
    photo = make_photo(by=cast.photographer)
    at = writing(article=make_article(by=cast.reporter, body="<p>One.</p>", photos=(use_of(photo, use="inline"),)))
    at.at_end()
    at.page.get_by_role("button", name="Place in the text").click()
    assert at.kept == f'<p>One.</p>\n<figure class="photo" data-photo="{photo.uid}"></figure>'


def test_a_photo_is_chosen_from_the_library(cast, writing):
    photo = make_photo(by=cast.photographer)
    at = writing()
    at.at_end()
    at.press("Control+Alt+p")
    at.page.locator("#photo-picker [data-grid] button").first.click()
    at.page.locator(".body-photo").wait_for()
    assert f'data-photo="{photo.uid}"' in at.kept
    assert at.page.locator("#photos [name$=-use]").first.input_value() == "inline"
    assert at.broken == []


def test_a_dropped_picture_goes_through_the_photo_desk_and_stands_where_it_fell(writing):
    at = writing("<p>One.</p>\n<p>Two.</p>")
    drop(at, "wall.jpg", "image/jpeg", jpeg())
    at.page.locator(".body-photo").wait_for()
    photo = Photo.objects.get()
    assert at.kept == f'<p>One.</p>\n<figure class="photo" data-photo="{photo.uid}"></figure>\n<p>Two.</p>'
    assert at.broken == []


@pytest.mark.parametrize(
    ("name", "kind", "data", "why"),
    [
        ("wall.jpg", "image/jpeg", b"no picture at all", "wall.jpg was not taken in"),
        ("notes.pdf", "application/pdf", b"%PDF-1.4", "Only pictures can be dropped into the text"),
    ],
)
def test_a_refused_picture_says_why_at_its_place_and_stays_out_of_the_text(writing, name, kind, data, why):
    at = writing("<p>One.</p>\n<p>Two.</p>")
    drop(at, name, kind, data)
    refusal = at.page.locator("#body-text .body-refused")
    refusal.wait_for()
    assert why in refusal.inner_text()
    assert at.kept == "<p>One.</p>\n<p>Two.</p>"
    refusal.get_by_role("button", name="Dismiss").click()
    assert refusal.count() == 0
    assert at.broken == []


def test_a_photo_copied_from_another_story_gets_a_row_of_its_own(cast, writing):
    photo = make_photo(by=cast.photographer)
    at = writing()
    at.at_end()
    at.paste(f'<p data-pm-slice="0 0 []">From there.</p><figure class="photo" data-photo="{photo.uid}"></figure>')
    at.page.locator("#photos [data-row]:not([hidden])").wait_for()
    row = at.page.locator("#photos [data-row]:not([hidden])")
    assert row.locator("[name$=-photo]").input_value() == str(photo.uid)
    assert row.locator("[name$=-use]").input_value() == "inline"
    assert row.locator("[name$=-alt]").input_value() == "A harbour wall."
    assert at.broken == []
