"""Files in a browser: pictures on the photo desk's page and in a story, copy dropped on the box for raw copy."""

import re
import zipfile

import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from media.models import Arrival, Document, Photo
from media.unpacking import unpack
from tests import document_files as files
from tests.admin.browsing import url
from tests.intake_desk.test_draft import COPY
from tests.live_desk import until
from tests.makers import jpeg, make_article
from tests.media.conftest import saved

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "readers"])]

WALL = {"name": "wall.jpg", "mimeType": "image/jpeg", "buffer": jpeg()}
DOCK = {"name": "dock.jpg", "mimeType": "image/jpeg", "buffer": jpeg(colour=(90, 20, 20))}
NO_PICTURE = {"name": "plan.jpg", "mimeType": "image/jpeg", "buffer": b"not a picture"}
DROP = """([selector, name, type, text]) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([text], name, { type }));
  const target = document.querySelector(selector);
  for (const event of ["dragover", "drop"]) {
    target.dispatchEvent(new DragEvent(event, { dataTransfer, bubbles: true, cancelable: true }));
  }
}"""


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.SECOND_FACTOR = False


def test_pictures_go_up_together_and_a_refusal_stands_first_and_stops_none(cast, signed_in):
    page = signed_in(cast.photo_editor, 390)
    page.goto(reverse("admin:media_photo_add"))
    page.set_input_files("#photo_files", [WALL, NO_PICTURE, DOCK])
    expect(page.locator("#photo_said")).to_have_text("All pictures are through.")
    rows = page.locator("#photo_uploads li")
    expect(rows.locator("a")).to_have_count(2)
    assert ["photo-drop__refused" in (row.get_attribute("class") or "") for row in rows.all()] == [True, False, False]
    assert "“plan.jpg” is not a picture" in rows.nth(0).inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("broken") == []
    assert Photo.objects.count() == 2
    assert page.locator("#photo_all [data-counted]").inner_text() == "2 of 3 in, 1 refused"
    page.get_by_role("link", name="See them").click()
    page.wait_for_url(re.compile(r"\?batch=\d+$"))
    assert Photo.objects.exclude(batch=None).count() == 2


def test_a_picture_that_did_not_arrive_can_be_sent_again(cast, signed_in):
    page = signed_in(cast.photo_editor, 390)
    page.goto(reverse("admin:media_photo_add"))
    page.route("**/arriving/", lambda route: route.abort())
    page.set_input_files("#photo_files", [WALL])
    again = page.get_by_role("button", name="Try again")
    again.wait_for()
    page.unroute("**/arriving/")
    again.click()
    page.locator("#photo_uploads li a").wait_for()
    assert page.locator("#photo_uploads li").count() == 1


def test_a_file_whose_line_broke_goes_on_where_it_stopped_after_the_page_is_loaded_anew(cast, signed_in, tmp_path):
    page = signed_in(cast.photo_editor, 1280)
    page.goto(reverse("admin:media_photo_add"))
    image = Image.effect_noise((2600, 2000), 90)
    # From a disk, where it keeps its date: by that too it is known again.
    big = tmp_path / "big.png"
    big.write_bytes(saved(image, "PNG", compress_level=1))
    assert big.stat().st_size > 5_000_000
    pieces = []

    def one_piece(route):
        pieces.append(route.request.url.partition("offset=")[2])
        route.continue_() if len(pieces) == 1 else route.abort()

    page.route(re.compile(r"/arriving/[0-9a-f-]{36}/"), one_piece)
    page.set_input_files("#photo_files", big)
    line = page.locator("#photo_uploads li")
    until(page, lambda: "The line is gone" in line.inner_text())
    page.unroute(re.compile(r"/arriving/[0-9a-f-]{36}/"))
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    assert "big.png" in page.locator(".photo-drop__left").inner_text()
    with page.expect_request(re.compile("offset=")) as first:
        page.set_input_files("#photo_files", big)
    assert first.value.url.endswith("offset=4194304")
    page.locator("#photo_uploads li a").wait_for()
    assert Photo.objects.get().bytes == big.stat().st_size


def test_what_is_dropped_anywhere_on_the_page_is_sent_and_refused_where_it_is_no_picture(cast, signed_in):
    page = signed_in(cast.photo_editor, 1280)
    page.goto(reverse("admin:media_photo_add"))
    page.evaluate(DROP, ["h1", "note.txt", "text/plain", "words"])
    page.locator("#photo_uploads li.photo-drop__refused").wait_for()
    assert not Photo.objects.exists()


def test_a_picture_uploaded_in_a_story_gets_its_row_and_the_caption_the_focus(cast, signed_in):
    page = signed_in(cast.reporter, 1280)
    page.goto(url("change", make_article(by=cast.reporter)))
    page.locator(".ProseMirror").wait_for()
    page.set_input_files("#photo-upload", [WALL])
    row = page.locator("[data-rows=photo] [data-row]:not([hidden])")
    row.wait_for()
    expect(row.locator("textarea").first).to_be_focused()
    photo = Photo.objects.get()
    assert row.locator("[name$=-photo]").input_value() == str(photo.uid)
    assert row.locator("[name$=-use]").input_value() == "lead"
    assert page.locator("#photo-said").inner_text() == "The photo is in the story. Save to keep it."


def test_no_picture_in_a_story_says_why_and_leaves_no_row(cast, signed_in):
    page = signed_in(cast.reporter, 1280)
    page.goto(url("change", make_article(by=cast.reporter)))
    page.locator(".ProseMirror").wait_for()
    page.set_input_files("#photo-upload", [NO_PICTURE])
    page.locator("#photo-said.is-refused").wait_for()
    assert page.locator("[data-rows=photo] [data-row]:not([hidden])").count() == 0


def test_a_file_dropped_on_the_box_is_read(cast, signed_in):
    page = signed_in(cast.reporter, 1280)
    page.goto(reverse("admin:articles_article_from_text"))
    page.evaluate(DROP, ["#intake-paste", "wall.txt", "text/plain", COPY])
    page.wait_for_selector("#intake")
    assert page.input_value("#id_headline") == "Harbour wall to be rebuilt by spring"
    assert page.evaluate("broken") == []


def test_copy_that_is_too_large_is_not_sent(cast, signed_in):
    page = signed_in(cast.reporter, 1280)
    page.goto(reverse("admin:articles_article_from_text"))
    page.evaluate("document.getElementById('intake-text').value = 'word '.repeat(300_000)")
    page.focus("#intake-text")
    page.keyboard.press("Control+Enter")
    page.locator("#intake-trouble").wait_for()
    assert re.search("one megabyte", page.inner_text("#intake-trouble"))
    assert page.locator("#intake-paste").count() == 1


def _drops(page, path) -> None:
    """Drop a file or folder of the disk on the page, as a hand does: a script can make no folder to drop."""
    line = page.context.new_cdp_session(page)
    dropped = {"items": [], "files": [str(path)], "dragOperationsMask": 1}
    for what in ("dragEnter", "dragOver", "drop"):
        line.send("Input.dispatchDragEvent", {"type": what, "x": 400, "y": 300, "data": dropped})


def test_a_dropped_folder_brings_the_pictures_in_its_folders_and_nothing_hidden(cast, signed_in, tmp_path):
    day = tmp_path / "final" / "second half"
    day.mkdir(parents=True)
    (tmp_path / "final" / "wall.jpg").write_bytes(WALL["buffer"])
    (day / "dock.jpg").write_bytes(DOCK["buffer"])
    (day / ".hidden.jpg").write_bytes(jpeg(colour=(1, 2, 3)))
    page = signed_in(cast.photo_editor, 1280)
    page.goto(reverse("admin:media_photo_add"))
    _drops(page, tmp_path / "final")
    expect(page.locator("#photo_said")).to_have_text("All pictures are through.")
    assert page.locator("#photo_all [data-counted]").inner_text() == "2 of 2 in"
    assert Photo.objects.count() == 2
    assert Photo.objects.values("batch").distinct().count() == 1
    assert page.evaluate("broken") == []


def test_a_dropped_zip_brings_the_pictures_in_it_and_says_what_is_none(cast, signed_in, tmp_path):
    packed = tmp_path / "final.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for each in (WALL, DOCK, NO_PICTURE):
            archive.writestr(f"final/{each['name']}", each["buffer"])
    page = signed_in(cast.photo_editor, 1280)
    page.goto(reverse("admin:media_photo_add"))
    _drops(page, packed)
    unpacking = Arrival.objects.filter(state=Arrival.State.UNPACKING)
    until(page, unpacking.exists)
    assert unpack(unpacking.select_related("batch__begun_by").get()) == 2
    expect(page.locator("#photo_uploads li a")).to_have_count(2, timeout=15_000)
    refused = page.locator("#photo_uploads li.photo-drop__refused")
    expect(refused).to_have_count(1)
    assert "plan.jpg" in refused.inner_text()
    assert Photo.objects.count() == 2
    assert page.evaluate("broken") == []


def test_documents_are_sent_with_what_is_said_of_them_and_go_on_where_the_line_broke(cast, signed_in, tmp_path):
    page = signed_in(cast.photo_editor, 390)
    page.goto(reverse("admin:media_document_add"))
    talk = tmp_path / "talk.wav"
    talk.write_bytes(files.wav(400))
    assert talk.stat().st_size > 5_000_000
    (tmp_path / "bad.pdf").write_bytes(files.pdf(trailer=b"/Encrypt 9 0 R"))
    pieces = []

    def one_piece(route):
        pieces.append(route.request.url.partition("offset=")[2])
        route.continue_() if len(pieces) == 1 else route.abort()

    page.get_by_label("Credit line").fill("City/Gazette")
    page.get_by_label("Source").fill("The council")
    page.route(re.compile(r"/arriving/[0-9a-f-]{36}/"), one_piece)
    page.set_input_files("#document_files", talk)
    assert page.locator("#photo_uploads li").count() == 0, "there is more to say before it is sent"
    page.get_by_role("button", name="Upload").click()
    until(page, lambda: "The line is gone" in page.locator("#photo_uploads li").inner_text())
    page.unroute(re.compile(r"/arriving/[0-9a-f-]{36}/"))
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    assert "talk.wav" in page.locator(".photo-drop__left").inner_text()
    page.get_by_label("Credit line").fill("City/Gazette")
    page.set_input_files("#document_files", [talk, tmp_path / "bad.pdf"])
    with page.expect_request(re.compile("offset=[^0]")) as first:
        page.get_by_role("button", name="Upload").click()
    assert first.value.url.endswith("offset=4194304")
    expect(page.locator("#photo_said")).to_have_text("All documents are through.")
    rows = page.locator("#photo_uploads li")
    assert "has a lock in it" in rows.nth(0).inner_text() and "WAV · City/Gazette" in rows.nth(1).inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    document = Document.objects.get()
    assert (document.bytes, document.credit_line, document.source) == (talk.stat().st_size, "City/Gazette", "")
    rows.nth(1).get_by_role("link", name="Describe it").click()
    page.wait_for_url(re.compile(rf"/document/{document.pk}/change/"))


def test_dropped_documents_wait_for_the_button_and_a_wrong_word_is_said(cast, signed_in):
    page = signed_in(cast.photo_editor, 1280)
    page.goto(reverse("admin:media_document_add"))
    page.evaluate(DROP, ["h1", "note.txt", "text/plain", "What the harbour master wrote."])
    assert page.locator("#document_files").evaluate("input => [...input.files].map((file) => file.name)") == [
        "note.txt"
    ]
    too_long = "field => { field.removeAttribute('maxlength'); field.value = 'x'.repeat(300); }"
    page.get_by_label("Credit line").evaluate(too_long)
    page.get_by_role("button", name="Upload").click()
    line = page.locator("#photo_uploads li")
    until(page, lambda: "Credit line: " in line.inner_text())
    page.get_by_label("Credit line").fill("Harbour")
    line.get_by_role("button", name="Try again").click()
    expect(page.locator("#photo_uploads li a")).to_have_count(1)
    assert Document.objects.get().credit_line == "Harbour"
