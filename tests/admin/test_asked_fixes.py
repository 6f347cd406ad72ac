"""Asking for a fix to be read, on its page: what is said to whoever asks, and to whoever reads."""

from datetime import timedelta

import pytest
from lxml import html

from articles.models import AskedFix, JournalState
from newsroom import clock
from tests.makers import make_live

from .browsing import fields_of, told, url

BODY = "<p>The fire hurt 34 people.</p>\n<p>The mill stands at teh quay.</p>"
MENDED = BODY.replace("34", "43")


@pytest.fixture
def live(cast):
    return make_live(cast, now=clock.now() - timedelta(hours=1), body=BODY, headline="Fire at the mill")


def fields(client, live, query="") -> dict:
    return fields_of(client.get(url("fix_live", live) + query), "fix-form")


def ask(client, live, **said):
    sent = fields(client, live) | {"kind": "correction", "note": "It was 43.", "body": MENDED, "_ask": "1"} | said
    return client.post(url("fix_live", live), sent, follow=True)


def reading(live) -> str:
    return f"?asked={AskedFix.objects.filter(article=live).latest('pk').uid}"


def test_an_editor_corrects_without_the_draft_and_a_colleague_publishes_it(as_, cast, live):
    response = ask(as_(cast.editor), live, asks=str(cast.duty_editor.pk))
    assert "Duty Editor is asked to read it and to publish it." in " ".join(told(response))
    assert live.editions.count() == 1 and not JournalState.objects.open().exists()
    client = as_(cast.duty_editor)
    story = client.get(url("change", live))
    (waiting,) = html.fromstring(story.content).xpath("//*[@id='asked-fixes']/li")
    assert "Editor asked at" in waiting.text_content() and "You were asked." in waiting.text_content()
    page = client.get(url("fix_live", live) + reading(live))
    assert "your name goes on the record as its second pair of eyes" in page.content.decode()
    assert html.fromstring(page.content).xpath("//*[@data-look='changed']//ins")[0].text_content().strip()
    client.post(url("fix_live", live), fields_of(page, "fix-form"))
    edition = live.editions.latest("number")
    assert (edition.kind, edition.eyes, edition.read_by) == ("correction", "read", cast.duty_editor)
    assert "asked-fixes" not in client.get(url("change", live)).content.decode()


def test_a_correction_without_a_note_gets_one_drafted_before_it_is_asked(as_, cast, live):
    response = ask(as_(cast.editor), live, note="")
    assert response.status_code == 422 and not AskedFix.objects.exists()
    assert "it should have said" in fields_of(response, "fix-form")["note"]


def test_it_is_sent_back_with_a_reason(as_, cast, live):
    ask(as_(cast.copy_editor), live)
    asked = AskedFix.objects.get()
    back = f"{url('fix_live', live)}{asked.uid}/send-back/"
    response = as_(cast.editor).post(back, {"why": ""}, follow=True)
    assert "Say what is wrong with it" in " ".join(told(response))
    as_(cast.editor).post(back, {"why": "It was 44."})
    asked.refresh_from_db()
    assert (asked.answer, asked.why) == ("sent_back", "It was 44.")
    assert "It was 44." in as_(cast.copy_editor).get("/admin/notices/").content.decode()


def test_whoever_may_not_fix_is_shown_that_one_waits_and_may_not_send_it_back(as_, cast, live):
    ask(as_(cast.editor), live)
    asked = AskedFix.objects.get()
    page = as_(cast.reporter).get(url("change", live)).content.decode()
    assert "asked-fixes" in page and "?asked=" not in page
    as_(cast.reporter).post(f"{url('fix_live', live)}{asked.uid}/send-back/", {"why": "No."})
    asked.refresh_from_db()
    assert asked.settled_at is None


def test_a_fix_of_another_story_is_not_opened_here(as_, cast, live):
    ask(as_(cast.editor), live)
    other = make_live(cast, now=clock.now() - timedelta(hours=1), headline="Another", slug="another")
    page = as_(cast.duty_editor).get(url("fix_live", other) + reading(live)).content.decode()
    assert "Asked to be read" not in page and "43 people" not in page
