"""Fixing what readers have, in a browser: the acts it takes, and what becomes of a colleague who is typing."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from articles.models import Article
from newsroom import clock
from tests.admin.browsing import url
from tests.live_desk import until
from tests.makers import make_live

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "readers"])]

BODY = "<p>The fire hurt 34 people.</p>\n<p>The mill stands at teh quay.</p>\n<p>Nobody knows why it burned.</p>"


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.SECOND_FACTOR = False


@pytest.fixture
def live(cast):
    return make_live(cast, now=clock.now() - timedelta(hours=1), body=BODY, headline="Fire at the mill")


class Acts:
    """Somebody at a page, whose every click and every change of a text is counted."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def press(self, name: str) -> None:
        self.count += 1
        self.page.get_by_role("button", name=name).locator("visible=true").first.click()

    def choose(self, label: str) -> None:
        self.count += 1
        self.page.get_by_label(label).check()

    def change(self, was: str, now: str) -> None:
        """Double-click on a word and type another."""
        self.count += 1
        self.page.evaluate(
            """([was]) => {
                const walker = document.createTreeWalker(document.querySelector(".ProseMirror"), NodeFilter.SHOW_TEXT);
                for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                    const at = node.data.indexOf(was);
                    if (at < 0) continue;
                    document.querySelector(".ProseMirror").focus();
                    getSelection().setBaseAndExtent(node, at, node, at + was.length);
                    return;
                }
            }""",
            [was],
        )
        self.page.keyboard.type(now)


def opened(signed_in, person, article, width=1280):
    page = signed_in(person, width)
    page.goto(url("change", article))
    page.locator(".ProseMirror[contenteditable=true]").wait_for()
    return page


def newest(article):
    return article.editions.order_by("-number").first()


def test_a_slip_takes_three_acts_and_a_correction_five(cast, signed_in, live):
    editor = Acts(opened(signed_in, cast.copy_editor, live))
    editor.press("Fix live…")
    editor.page.locator("#fix-form .ProseMirror[contenteditable=true]").wait_for()
    editor.change("teh", "the")
    editor.press("Publish: live in 7 s")
    expect(editor.page.locator(".live-bar")).to_contain_text("live in")
    assert editor.count <= 4
    assert "the quay" in newest(live).content.body and newest(live).kind == "minor_fix"
    until(editor.page, lambda: newest(live).live_from <= clock.now())

    duty = Acts(opened(signed_in, cast.duty_editor, live))
    duty.press("Fix live…")
    duty.page.locator("#fix-form .ProseMirror[contenteditable=true]").wait_for()
    duty.choose("A fact: a correction")
    duty.change("34", "43")
    note = duty.page.locator("#fix-form [name=note]")
    until(duty.page, lambda: "it should have said “fire hurt 43 people”" in note.input_value())
    frame = duty.page.frame_locator("iframe[name=readers-see]")
    expect(frame.locator(".body")).to_contain_text("hurt 43 people")
    expect(frame.locator(".fix")).to_contain_text("Correction")
    duty.press("Publish: live in 7 s")
    expect(duty.page.locator(".live-bar")).to_contain_text("live in")
    assert duty.count <= 5
    assert newest(live).kind == "correction" and "it should have said" in newest(live).words.public_note
    assert duty.page.evaluate("window.broken") == []


def test_a_fix_while_somebody_types_reaches_readers_alone_and_the_draft_has_both(cast, signed_in, live):
    writer = opened(signed_in, cast.reporter, live)
    writer.locator(".ProseMirror > p").nth(2).click()
    writer.keyboard.press("End")
    writer.keyboard.type(" An inquiry asks.")
    duty = Acts(opened(signed_in, cast.duty_editor, live))
    duty.press("Fix live…")
    duty.page.locator("#fix-form .ProseMirror[contenteditable=true]").wait_for()
    duty.choose("A fact: a correction")
    duty.change("34", "43")
    until(duty.page, lambda: duty.page.locator("#fix-form [name=note]").input_value() != "")
    duty.press("Publish: live in 7 s")
    expect(duty.page.locator(".live-bar")).to_contain_text("live in")
    writer.keyboard.press("Control+s")
    until(writer, lambda: "An inquiry asks." in Article.objects.get(pk=live.pk).body)
    draft = Article.objects.get(pk=live.pk).body
    assert "hurt 43 people" in draft
    assert "An inquiry asks." not in newest(live).content.body and "hurt 43 people" in newest(live).content.body


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_of_a_fix_has_no_barrier(cast, signed_in, live, width):
    page = signed_in(cast.duty_editor, width)
    page.goto(url("fix_live", live), wait_until="networkidle")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("window.broken") == []
