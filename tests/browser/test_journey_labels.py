"""Pictures that readers must be told of: from files that say so, through the desk, to what a stranger sees."""

import re
import time
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageOps
from playwright.sync_api import Page, expect

from newsroom.ops.demo.pictures import draw
from tests.browser.people import PATIENCE, Person, get
from tests.public.test_labels import MADE, OLD, SAYS, XMP

pytestmark = pytest.mark.browser

HEADLINE = "A pier as it might have been"
# What each file shows, the picture of the demo it is drawn after, and what the file alone says of itself.
FILES = {
    "pier-plan": ("train", MADE),
    "pier-drawn": ("theatre", MADE),
    "pier-then": ("ropewalk", OLD),
}


def _files(folder: Path) -> list[Path]:
    """Write the pictures as somebody might be sent them: mirrored, so that the house has none of them."""
    found = []
    for name, (picture, label) in FILES.items():
        path = folder / f"{name}.jpg"
        ImageOps.mirror(Image.open(BytesIO(draw(picture)))).save(path, quality=88, xmp=(XMP % SAYS[label]).encode())
        found.append(path)
    return found


def _brings_in(photo_editor: Person, files: list[Path]) -> None:
    """Upload them together, then say of each what it shows and whose it is."""
    page = photo_editor.page
    photo_editor.opens("/admin/media/photo/add/")
    page.locator("#photo_files").set_input_files(files)
    described = page.get_by_role("link", name="Describe it")
    expect(described).to_have_count(len(files), timeout=PATIENCE)
    for address in described.evaluate_all("(links) => links.map((link) => link.getAttribute('href'))"):
        photo_editor.opens(address)
        name = re.search("|".join(FILES), page.content())[0]
        page.locator("#id_caption").fill(f"The {name}.")
        page.locator("#id_alt_text").fill("A pier that stands in the sea.")
        page.locator("#id_credit_line").fill("Harbour Archive")
        page.locator("#id_licence").select_option("own")
        photo_editor.press("Save")


def _writes(reporter: Person) -> str:
    """Write the story with one picture as its lead and two as a gallery, and file it; return the draft's address."""
    page = reporter.page
    reporter.opens("/admin/articles/article/add/")
    page.get_by_label("Headline", exact=True).fill(HEADLINE)
    page.locator("[name=byline-0-name]").fill("News Desk")
    reporter.types_body("The pier of 1911 was drawn, and never built.")
    page.locator("[name=section]").select_option(label="City")
    reporter.press("Save draft")
    page.wait_for_url(re.compile(r"/change/"))
    picker = page.locator("#photo-picker")
    page.locator("#photos").get_by_role("button", name="Choose photos").click()
    picker.locator("[data-grid] button").filter(has_text="pier-plan").first.click()
    picker.get_by_role("button", name="Done").click()
    page.locator(".ProseMirror[contenteditable=true]").first.focus()
    page.keyboard.press("Control+Alt+g")
    for name in ("pier-drawn", "pier-then"):
        picker.locator("[data-grid] button").filter(has_text=name).first.click()
    picker.get_by_role("button", name="Make a gallery of 2").click()
    reporter.press("File")
    reporter.is_told("Filed.")
    return re.sub(r"^https?://[^/]+", "", page.url)


def _publishes(editor: Person, draft: str) -> str:
    """Try, answer for what no camera took, publish; return the public address once readers have it."""
    page = editor.page
    for _picture in range(2):
        editor.opens(draft)
        editor.press("Sign off & publish…")
        editor.press("Publish: live in 7 s")
        page.locator("dialog[open]").get_by_role("link", name=re.compile("was made or altered")).first.click()
        page.get_by_label("Why may").fill("It shows the plan, and says so.")
        editor.press("It may, with my name")
    editor.opens(draft)
    editor.press("Sign off & publish…")
    editor.press("Publish: live in 7 s")
    editor.is_told("live in")
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if found := re.search(
            r'href="(?:https?://[^/"]+)?(/\d{4}/[^"]*a-pier-as-it[^"]*)"', get(editor.site + "/").text
        ):
            return found[1]
        time.sleep(0.3)
    raise AssertionError("Readers did not get the story.")


def _stands_by(page: Page, name: str, label: str) -> None:
    """See the label in the figure whose caption names the picture, before the caption."""
    figure = page.locator("figure", has_text=f"The {name}.").last
    figure.scroll_into_view_if_needed()
    expect(figure.get_by_text(label)).to_be_visible()
    assert figure.inner_text().index(label) < figure.inner_text().index(f"The {name}.")


def test_a_stranger_is_told_of_every_picture_that_no_camera_took_or_that_is_old(served, person, browser, tmp_path):
    _brings_in(person("photo editor"), _files(tmp_path))
    path = _publishes(person("duty editor"), _writes(person("reporter")))
    stranger = browser.new_context(viewport={"width": 390, "height": 844}, base_url=served.site)
    page = stranger.new_page()
    page.goto(path)
    for name, (_picture, label) in FILES.items():
        _stands_by(page, name, label)
    page.goto("/section/city/")
    card = page.locator("article", has_text=HEADLINE).first
    expect(card.locator("img")).to_be_visible()
    expect(card.get_by_text(MADE)).to_be_visible()
    stranger.close()
