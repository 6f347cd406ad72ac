"""The live desk in a real browser: typed words stay, a post goes once, nothing moves under the pointer."""

import uuid
from datetime import timedelta
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from articles import workflow
from articles.models import Edition, LiveEntry, ReadAfter
from articles.workflow import Said
from newsroom import clock
from tests.live_desk import until
from tests.makers import make_contributor, make_live

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "readers"])]
BOX = "#composer textarea"


@pytest.fixture
def night(cast):
    """A live story that is open, the reporter with leave to post and a byline, the editor reading behind."""
    begun = clock.now() - timedelta(minutes=10)
    story = make_live(cast, now=begun, headline="Election night")
    opened = begun + timedelta(minutes=1)
    workflow.open_live(story, by=cast.editor, now=opened)
    workflow.let_post(story, by=cast.editor, user=cast.reporter, reader=cast.editor, now=opened)
    byline = make_contributor()
    byline.account = cast.reporter
    byline.save()
    return SimpleNamespace(story=story, byline=byline, path=f"/admin/articles/article/{story.pk}/live/")


def post(night, cast, text):
    said = Said(text, byline=night.byline)
    return workflow.post(night.story, by=cast.reporter, said=said, token=uuid.uuid4())


def texts() -> list[str]:
    return [edition.content.body for edition in Edition.objects.filter(article__part_of__isnull=False).order_by("pk")]


def test_what_is_typed_is_posted_by_control_enter_and_the_box_is_free_at_once(cast, night, signed_in):
    page = signed_in(cast.reporter, 1440)
    page.goto(night.path)
    expect(page.locator(BOX)).to_be_focused()
    page.keyboard.type("Polls have closed")
    page.keyboard.press("Control+Enter")
    expect(page.locator(BOX)).to_have_value("")
    expect(page.locator("[data-row]")).to_contain_text("Polls have closed")
    page.keyboard.type("Turnout is 61 %")
    page.keyboard.press("Meta+Enter")
    expect(page.locator("[data-row]").first).to_contain_text("Turnout is 61 %")
    assert texts() == ["<p>Polls have closed</p>", "<p>Turnout is 61 %</p>"]
    assert page.evaluate("broken") == []


def test_a_double_click_posts_once(cast, night, signed_in):
    page = signed_in(cast.reporter, 390)
    page.goto(night.path)
    page.locator(BOX).fill("It rains")
    page.get_by_role("button", name="Post: live at once").dblclick()
    expect(page.locator("[data-row]")).to_have_count(1)
    page.reload()
    expect(page.locator("[data-row]")).to_have_count(1)
    assert LiveEntry.objects.count() == 1


def test_what_is_typed_outlives_a_reload(cast, night, signed_in):
    page = signed_in(cast.reporter, 390)
    page.goto(night.path)
    page.locator(BOX).fill("Half a sentence")
    page.get_by_label("Headline, if any").first.fill("So far")
    page.reload()
    expect(page.locator(BOX)).to_have_value("Half a sentence")
    expect(page.get_by_label("Headline, if any").first).to_have_value("So far")
    page.get_by_role("button", name="Post: live at once").click()
    expect(page.locator("[data-row]")).to_contain_text("Half a sentence")
    page.reload()
    expect(page.locator(BOX)).to_have_value("")


def test_a_line_that_comes_and_goes_loses_nothing_and_posts_nothing_twice(cast, night, signed_in):
    page = signed_in(cast.reporter, 390)
    page.goto(night.path)
    page.context.set_offline(True)
    for text in ("First", "Second", "Third"):
        page.locator(BOX).fill(text)
        page.locator(BOX).press("Control+Enter")
    waiting = page.locator("#outbox li")
    expect(waiting).to_have_count(3)
    expect(waiting.first).to_contain_text("Not sent yet, trying again")
    assert LiveEntry.objects.count() == 0
    page.context.set_offline(False)
    expect(waiting).to_have_count(0)
    assert texts() == ["<p>First</p>", "<p>Second</p>", "<p>Third</p>"]


def test_an_answer_that_gets_lost_makes_no_second_entry(cast, night, signed_in):
    page = signed_in(cast.reporter, 390)
    page.goto(night.path)
    lost = []

    def lose_the_first(route):
        if route.request.method != "POST" or lost:
            return route.continue_()
        lost.append(route.fetch().status)
        return route.abort()

    page.route("**/live/", lose_the_first)
    page.locator(BOX).fill("It rains")
    page.locator(BOX).press("Control+Enter")
    expect(page.locator("[data-row]")).to_have_count(1)
    expect(page.locator("#outbox li")).to_have_count(0)
    assert lost == [200]
    assert texts() == ["<p>It rains</p>"]


def test_what_waits_outlives_a_closed_page(cast, night, signed_in):
    page = signed_in(cast.reporter, 390)
    page.goto(night.path)
    page.route("**/live/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.locator(BOX).fill("It rains")
    page.locator(BOX).press("Control+Enter")
    expect(page.locator("#outbox li")).to_have_count(1)
    again = page.context.new_page()
    page.close()
    again.goto(night.path)
    until(again, lambda: texts() == ["<p>It rains</p>"])
    expect(again.locator("#outbox li")).to_have_count(0)


def test_what_is_refused_comes_back_into_the_box_with_the_reason(cast, night, signed_in):
    page = signed_in(cast.reporter, 390)
    page.goto(night.path)
    workflow.hold(night.story, by=cast.editor, kind="legal", reason="A letter came.")
    page.locator(BOX).fill("It rains")
    page.locator(BOX).press("Control+Enter")
    expect(page.locator("#composer-told")).to_contain_text("hold")
    expect(page.locator(BOX)).to_have_value("It rains")
    assert LiveEntry.objects.count() == 0


def test_who_reads_behind_reads_by_one_key_and_sees_what_comes(cast, night, signed_in):
    edition = post(night, cast, "Polls have closed")
    page = signed_in(cast.editor, 1440)
    page.goto(night.path)
    page.keyboard.press("j")
    page.keyboard.press("r")
    expect(page.locator("[data-row]")).to_contain_text("read by Editor")
    assert ReadAfter.objects.get(edition=edition).read_by == cast.editor
    page.locator("h1").click()
    post(night, cast, "Turnout is 61 %")
    expect(page.locator("[data-row]").first).to_contain_text("Turnout is 61 %")


def test_what_comes_waits_behind_a_pill_while_somebody_is_in_the_stream(cast, night, signed_in):
    post(night, cast, "Polls have closed")
    page = signed_in(cast.editor, 1440)
    page.goto(night.path)
    row = page.locator("[data-row]").first
    row.hover()
    before = row.bounding_box()
    post(night, cast, "Turnout is 61 %")
    pill = page.get_by_role("button", name="1 new")
    expect(pill).to_be_visible()
    assert row.bounding_box()["y"] == before["y"]
    expect(row).to_contain_text("Polls have closed")
    pill.click()
    expect(page.locator("[data-row]").first).to_contain_text("Turnout is 61 %")
    expect(page.locator("[data-row]").first.locator("[data-row-link]")).to_be_focused()


def test_an_entry_is_corrected_by_keys_where_it_stands(cast, night, signed_in):
    edition = post(night, cast, "Turnout is 61 %")
    page = signed_in(cast.reporter, 1440)
    page.goto(night.path)
    page.locator("[data-row-link]").focus()
    page.keyboard.press("c")
    text = page.locator(".live-mend textarea").first
    expect(text).to_be_focused()
    text.fill("Turnout is 51 %")
    page.get_by_label("Note to readers").fill("We said 61.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-row]")).to_contain_text("We said 61.")
    assert edition.article.editions.get(number=2).kind == "correction"


SEEN = """form => [...form.querySelectorAll("input:not([type=hidden]), textarea, select, button, h3")]
    .filter(each => each.checkVisibility()).every(each => {
        each.scrollIntoView({block: "nearest"});
        const box = each.getBoundingClientRect();
        return form.contains(document.elementFromPoint(box.left + 5, box.top + box.height / 2));
    })"""


@pytest.mark.parametrize("width", [390, 1440])
def test_an_entry_that_is_being_changed_is_covered_by_nothing(cast, night, signed_in, width):
    for number in range(8):
        post(night, cast, f"District {number} is counted")
    page = signed_in(cast.reporter, width)
    page.goto(night.path)
    page.get_by_role("link", name="Correct District 3").click()
    form = page.locator(".live-mend")
    expect(form.get_by_role("heading", name="Change this entry")).to_be_visible()
    expect(form.get_by_label("It is a slip, and no correction")).to_be_hidden()
    assert form.evaluate(SEEN)


def test_without_scripts_an_entry_is_posted_read_corrected_and_pulled(cast, night, signed_in):
    page = signed_in(cast.reporter, 390, java_script_enabled=False)
    page.goto(night.path)
    page.locator(BOX).fill("Turnout is 61 %")
    page.get_by_role("button", name="Post: live at once").click()
    page.get_by_role("link", name="Correct").click()
    page.locator(".live-mend textarea").first.fill("Turnout is 51 %")
    page.get_by_label("Note to readers").fill("We said 61.")
    page.get_by_role("button", name="Change it: live at once").click()
    expect(page.locator("[data-row]")).to_contain_text("We said 61.")
    editor = signed_in(cast.editor, 390, java_script_enabled=False)
    editor.goto(night.path)
    editor.locator("[data-row]").get_by_role("button", name="Read").click()
    expect(editor.locator("[data-row]")).to_contain_text("read by Editor")
    editor.locator("[data-row-pull]").click()
    editor.get_by_role("button", name="Take it from readers now").click()
    expect(editor.locator("[data-row]")).to_contain_text("pulled by Editor")


def test_a_phone_files_to_the_queue_and_another_approves(cast, night, signed_in):
    night.byline.account = cast.second_reporter
    night.byline.save()
    writer = signed_in(cast.second_reporter, 390, has_touch=True)
    writer.goto(night.path)
    writer.locator(BOX).fill("A crane came loose")
    writer.get_by_role("button", name="File to the queue").tap()
    expect(writer.locator("#live-queue")).to_contain_text("waits for the desk")
    desk = signed_in(cast.editor, 390, has_touch=True)
    desk.goto(night.path)
    desk.get_by_role("button", name="Approve").tap()
    expect(desk.locator("#live-rows")).to_contain_text("A crane came loose")
    expect(desk.locator("#live-queue li")).to_have_count(0)
    expect(writer.locator("#live-rows")).to_contain_text("read by Editor")
    assert desk.evaluate("broken") + writer.evaluate("broken") == []


def test_a_reason_that_is_being_typed_outlives_what_comes(cast, night, signed_in):
    said = Said("A crane came loose", byline=night.byline)
    workflow.queue_entry(night.story, by=cast.second_reporter, said=said, token=uuid.uuid4())
    page = signed_in(cast.editor, 1440)
    page.goto(night.path)
    page.locator("#live-queue summary").click()
    page.keyboard.type("Who says")
    post(night, cast, "Turnout is 61 %")
    page.mouse.move(5, 5)
    expect(page.locator("#live-rows")).to_contain_text("Turnout is 61 %")
    page.keyboard.type(" so?")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#live-queue")).not_to_contain_text("filed by")
    entry = LiveEntry.objects.queued().get()
    assert entry.article.notes.get().text == "Who says so?"


def queue(night, cast, text):
    said = Said(text, byline=night.byline)
    return workflow.queue_entry(night.story, by=cast.second_reporter, said=said, token=uuid.uuid4())


def test_a_colleagues_queue_and_the_rail_come_by_themselves(cast, night, signed_in):
    page = signed_in(cast.editor, 1440)
    page.goto(night.path)
    page.mouse.move(5, 5)
    queue(night, cast, "A crane came loose")
    expect(page.locator("#live-queue")).to_contain_text("A crane came loose")
    workflow.let_post(night.story, by=cast.editor, user=cast.second_reporter, reader=cast.editor)
    expect(page.locator("#rail-who")).to_contain_text("Second Reporter")
    workflow.set_key_points(night.story, by=cast.editor, points=["It rains"], version=0, reader=cast.duty_editor)
    expect(page.locator("#rail-points")).to_contain_text("It rains")
    assert page.evaluate("broken") == []


def test_the_queue_moves_nothing_under_the_pointer_and_comes_once_it_left(cast, night, signed_in):
    post(night, cast, "Polls have closed")
    page = signed_in(cast.editor, 1440)
    page.goto(night.path)
    row = page.locator("#live-rows [data-row]").first
    row.hover()
    before = row.bounding_box()
    queue(night, cast, "A crane came loose")
    expect(page.get_by_role("button", name="1 waiting for the desk")).to_be_visible()
    assert row.bounding_box()["y"] == before["y"]
    assert "A crane came loose" not in page.locator("#live-queue").text_content()
    page.mouse.move(5, 5)
    expect(page.locator("#live-queue")).to_contain_text("A crane came loose")
    row.hover()
    queue(night, cast, "The bridge is shut")
    page.get_by_role("button", name="1 waiting for the desk").click()
    expect(page.locator("#live-queue")).to_contain_text("The bridge is shut")
    expect(page.locator("#live-queue [data-row-link]").last).to_be_focused()


def test_what_is_typed_into_the_rail_outlives_what_a_colleague_does(cast, night, signed_in):
    page = signed_in(cast.editor, 1440)
    page.goto(night.path)
    page.locator("#rail-points summary").click()
    page.locator("#rail-points textarea").fill("Half a point")
    workflow.pause_live(night.story, by=cast.editor)
    page.mouse.move(5, 5)
    page.locator("h1").click()
    expect(page.locator("#live-status")).to_contain_text("Paused")
    expect(page.locator("#rail-points textarea")).to_have_value("Half a point")
