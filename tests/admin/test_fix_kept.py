"""What was typed into a fix and not published: kept apart from the draft, offered against what readers have."""

import uuid
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from lxml import html

from articles import workflow
from articles.models import JournalState
from articles.working_copy import content_of
from newsroom import clock
from newsroom.staff.models import Presence
from tests.makers import make_live

from .browsing import fields_of, told, url

HERE = reverse("admin:articles_article_here")
BODY = "<p>The fire hurt 34 people.</p>\n<p>The mill stands at teh quay.</p>\n<p>Nobody knows why it burned.</p>"
NOT_TYPED = {"csrfmiddlewaretoken", "typed_by"}


@pytest.fixture
def live(cast):
    return make_live(cast, now=clock.now() - timedelta(hours=1), body=BODY, headline="Fire at the mill")


def typing(client, live, **changes) -> dict:
    """Return what the open page of a fix sends while somebody types."""
    fields = fields_of(client.get(url("fix_live", live)), "fix-form")
    said = {name: value for name, value in fields.items() if name not in NOT_TYPED} | changes
    about = {"typed_by": fields["typed_by"], "edition": fields["edition"], "base": fields["base"]}
    return {**about, "key": uuid.uuid4(), "seq": 1, "form": "fix", "story": live.pk, "payload": urlencode(said)}


def lost(client, live, **changes) -> str:
    """Have somebody type and lose the tab; return the journal's uid for it."""
    assert client.post(HERE, typing(client, live, **changes)).json()["kept"] == 1
    Presence.objects.all().delete()
    return str(JournalState.objects.latest("pk").uid)


def test_it_is_offered_on_its_own_page_and_on_the_storys_as_a_change_of_what_readers_have(as_, cast, live):
    workflow.save(live, by=cast.reporter, content=replace(content_of(live), headline="A draft of tomorrow"))
    client = as_(cast.copy_editor)
    uid = lost(client, live, body=BODY.replace("teh", "the"))
    for name in ("fix_live", "change"):
        page = client.get(url(name, live))
        (offer,) = html.fromstring(page.content).xpath(f"//*[@data-offer='{uid}']")
        assert "You were fixing what readers have until" in offer.text_content()
        assert "teh" in offer.xpath(".//del")[0].text_content() and "tomorrow" not in offer.text_content()
        assert offer.xpath(f".//a[@href='{url('fix_live', live)}?journal={uid}']")


def test_put_back_it_fills_the_page_and_publishing_closes_it(as_, cast, live):
    client = as_(cast.duty_editor)
    uid = lost(client, live, kind="correction", note="It was 43.", body=BODY.replace("34", "43"))
    page = client.get(url("fix_live", live) + f"?journal={uid}")
    fields = fields_of(page, "fix-form")
    assert (fields["kind"], fields["note"], fields["journal_from"]) == ("correction", "It was 43.", uid)
    assert "43 people" in fields["body"] and "It is in the form below, and not published." in page.content.decode()
    client.post(url("fix_live", live), fields)
    assert live.editions.latest("number").kind == "correction"
    assert not JournalState.objects.open().exists()


def test_a_refused_fix_stays_offered(as_, cast, live):
    client = as_(cast.duty_editor)
    said = typing(client, live, kind="correction", body=BODY.replace("34", "43"))
    client.post(HERE, said)
    fields = fields_of(client.get(url("fix_live", live)), "fix-form")
    sent = fields | {"kind": "correction", "body": "<p></p>", "journal": said["key"], "journal_seq": "1"}
    assert client.post(url("fix_live", live), sent).status_code == 422
    assert JournalState.objects.open().count() == 1


def test_what_was_typed_into_an_older_version_comes_back_in_the_one_readers_have(as_, cast, live):
    client = as_(cast.copy_editor)
    uid = lost(client, live, body=BODY.replace("teh", "the"))
    draft = replace(content_of(live), body=BODY.replace("Nobody knows", "An inquiry asks"))
    workflow.save(live, by=cast.reporter, content=draft)
    workflow.publish(live, by=cast.editor, now=clock.now() - timedelta(minutes=1))
    fields = fields_of(client.get(url("fix_live", live) + f"?journal={uid}"), "fix-form")
    assert fields["edition"] == "2"
    assert "the quay" in fields["body"] and "An inquiry asks" in fields["body"]


def test_a_page_that_is_open_hears_that_readers_have_another_version(as_, cast, live):
    client = as_(cast.copy_editor)
    said = typing(client, live)
    workflow.save(live, by=cast.reporter, content=replace(content_of(live), headline="Fire at the old mill"))
    workflow.publish(live, by=cast.editor, now=clock.now() - timedelta(minutes=1))
    news = client.post(HERE, said).json()["news"]
    assert news == "Readers have version 2 by now, issued by Editor: your fix will be put into it."


def test_nobody_publishes_what_somebody_else_typed_in_their_browser(as_, cast, live):
    fields = fields_of(as_(cast.copy_editor).get(url("fix_live", live)), "fix-form")
    fields["body"] = BODY.replace("teh", "the")
    response = as_(cast.duty_editor).post(url("fix_live", live), fields)
    assert response.status_code == 409 and live.editions.count() == 1
    assert "nothing was saved under the wrong name" in told(response)[0]
    assert "the quay" in fields_of(response, "fix-form")["body"]


def test_words_typed_before_a_redaction_are_not_taken_by_the_journal(as_, cast, live):
    client = as_(cast.copy_editor)
    said = typing(client, live, body=BODY.replace("teh", "the"))
    workflow.redact(live, by=cast.duty_editor, words=["34 people"], reason="An order of the court.")
    assert "taken out of this story by order" in client.post(HERE, said).json()["refused"]


def test_a_colleagues_fix_is_offered_once_they_are_gone_to_who_may_fix(as_, cast, live):
    uid = lost(as_(cast.copy_editor), live, body=BODY.replace("teh", "the"))
    page = as_(cast.duty_editor).get(url("fix_live", live)).content.decode()
    assert "Copy Editor was fixing what readers have until" in page and f"?journal={uid}" in page
    assert uid not in as_(cast.reporter).get(url("change", live)).content.decode()


def test_the_drafts_words_are_not_offered_to_a_fix(as_, cast, live):
    client = as_(cast.editor)
    uid = uuid.uuid4()
    payload = urlencode({"headline": "Half", "body": BODY, "base": 1})
    client.post(HERE, {"key": uid, "seq": 1, "form": "story", "story": live.pk, "payload": payload})
    Presence.objects.all().delete()
    state = JournalState.objects.get()
    assert str(state.uid) not in client.get(url("fix_live", live)).content.decode()
    assert client.get(url("fix_live", live) + f"?journal={state.uid}").status_code == 404


def test_its_words_can_be_looked_at_and_let_go(as_, cast, live):
    client = as_(cast.duty_editor)
    uid = lost(client, live, kind="correction", note="It was 43.", body=BODY.replace("34", "43"))
    page = client.get(reverse("admin:articles_article_journal_state", args=[uid])).content.decode()
    assert "What it would change for readers" in page and "It was 43." in page
    client.post(reverse("admin:articles_article_journal_let_go", args=[uid]))
    assert uid not in client.get(url("fix_live", live)).content.decode()
