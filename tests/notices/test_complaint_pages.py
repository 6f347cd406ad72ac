"""Corrections in the admin: the list, a complaint's page, and who took a story."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import Complaint, Republisher, RepublisherNotice
from articles.working_copy import content_of
from tests.admin.browsing import fields_of
from tests.makers import make_live

LIST = "/admin/articles/complaint/"


@pytest.fixture
def story(cast):
    return make_live(cast)


@pytest.fixture
def complain(story, noon):
    def _complain(text="It voted on Tuesday.", **said):
        return workflow.complain(story.editions.get(number=1), text=text, now=noon + timedelta(hours=1), **said)

    return _complain


def url_of(complaint) -> str:
    return reverse("admin:articles_complaint_change", args=[complaint.pk])


def text(response) -> str:
    return response.content.decode()


def test_the_list_has_what_waits_and_on_asking_what_is_settled(complain, cast, as_):
    complain("The first is wrong.")
    workflow.settle(complain("The second is wrong."), by=cast.editor, reason="No.")
    client = as_(cast.editor)
    waiting, everything = text(client.get(LIST)), text(client.get(LIST + "?state=all"))
    assert "The first is wrong." in waiting
    assert "The second is wrong." not in waiting
    assert "The second is wrong." in everything
    assert "The first is wrong." not in text(client.get(LIST + "?state=settled"))


def test_the_list_costs_the_same_however_long(complain, cast, as_, django_assert_max_num_queries):
    for number in range(25):
        complain(f"Number {number} is wrong.")
    client = as_(cast.editor)
    with django_assert_max_num_queries(14):
        assert text(client.get(LIST)).count("is wrong.") == 25


def test_its_page_says_what_the_reader_says_and_which_version_they_had(complain, cast, as_):
    complaint = complain(passage="met on Monday", email="reader@example.net")
    page = text(as_(cast.editor).get(url_of(complaint)))
    for said in ("It voted on Tuesday.", "met on Monday", "version 1", "reader@example.net", "Make it a correction"):
        assert said in page


def test_a_reporter_sees_it_without_the_address_and_without_buttons(complain, cast, as_):
    complaint = complain(email="reader@example.net")
    client = as_(cast.reporter)
    page = text(client.get(url_of(complaint)))
    assert "It voted on Tuesday." in page
    assert "reader@example.net" not in page
    assert "Make it a correction" not in page
    assert client.post(url_of(complaint), {"_do": "look_into"}).status_code == 403
    complaint.refresh_from_db()
    assert complaint.state == "new"


def test_one_click_makes_it_a_correction_and_leads_to_where_that_is_issued(complain, cast, as_, story):
    complaint = complain(email="reader@example.net")
    response = as_(cast.editor).post(url_of(complaint), {"_do": "make_correction", "answer": "Thank you."})
    assert response.status_code == 302
    assert f"/admin/articles/article/{story.pk}/" in response.url
    complaint.refresh_from_db()
    assert (complaint.mending, complaint.answer, complaint.looked_into_by) == (True, "Thank you.", cast.editor)


def test_whoever_may_issue_one_alone_is_led_to_what_readers_have(complain, cast, as_, story):
    complaint = complain(email="reader@example.net")
    client = as_(cast.duty_editor)
    response = client.post(url_of(complaint), {"_do": "make_correction"}, follow=True)
    assert response.redirect_chain[0][0] == f"/admin/articles/article/{story.pk}/fix-live/?kind=correction"
    assert f"settles complaint #{complaint.pk}" in text(response)


def test_whoever_may_not_is_led_there_too_and_asks_a_colleague(complain, cast, as_, story):
    response = as_(cast.editor).post(url_of(complain()), {"_do": "make_correction"}, follow=True)
    assert response.redirect_chain[0][0] == f"/admin/articles/article/{story.pk}/fix-live/?kind=correction"
    assert "Ask for it to be read" in text(response)


def test_a_correction_settles_the_complaints_that_are_ticked_and_no_other(complain, cast, as_, story):
    ticked, other = complain(), complain(text="The mayor is misspelled.")
    for complaint in (ticked, other):
        workflow.make_correction(complaint, by=cast.duty_editor)
    client, address = as_(cast.duty_editor), reverse("admin:articles_article_fix_live", args=[story.pk])
    fields = fields_of(client.get(address), "fix-form")
    sent = fields | {"kind": "correction", "note": "It was Tuesday.", "headline": "Council votes on Tuesday"}
    client.post(address, sent | {"complaints_shown": "1", "complaint": [str(ticked.pk)]})
    ticked.refresh_from_db()
    other.refresh_from_db()
    assert (ticked.outcome, other.outcome, other.waits) == ("corrected", "", True)


def test_no_correction_asks_why_and_loses_nothing(complain, cast, as_):
    complaint, client = complain(), as_(cast.editor)
    refused = client.post(url_of(complaint), {"_do": "settle", "reason": " "})
    assert refused.status_code == 422
    assert "Say why nothing is corrected" in text(refused)
    assert client.post(url_of(complaint), {"_do": "settle", "reason": "It was Monday."}).status_code == 302
    complaint.refresh_from_db()
    assert complaint.reason == "It was Monday."


def test_the_answer_is_drafted_and_can_be_changed(complain, cast, as_):
    complaint, client = complain(email="reader@example.net"), as_(cast.editor)
    workflow.settle(complaint, by=cast.editor, reason="It was Monday.")
    page = text(client.get(url_of(complaint)))
    assert "We have looked into it and left the story as it is." in page
    client.post(url_of(complaint), {"_do": "by_hand", "answer": "Dear reader."})
    complaint.refresh_from_db()
    assert (complaint.answer, complaint.email, complaint.state) == ("Dear reader.", "", Complaint.State.ANSWERED)


def test_what_is_restricted_is_not_there_for_others(complain, cast, as_, story):
    complaint = complain()
    workflow.restrict(story, by=cast.duty_editor, people=[cast.duty_editor])
    client = as_(cast.editor)
    assert client.get(url_of(complaint)).status_code == 404
    assert "It voted" not in text(client.get(LIST + "?state=all"))


def test_who_took_it_is_written_down_from_the_story(cast, as_, story):
    gazette = Republisher.objects.create(name="The Other Gazette", email="d@gazette.example")
    client, url = as_(cast.editor), reverse("admin:articles_article_republishers", args=[story.pk])
    assert "Nobody, as far as is written down." in text(client.get(url))
    assert "they hear of corrections" in text(client.post(url, {"take": gazette.pk}, follow=True))
    assert gazette.taken.get().by == cast.editor
    assert client.post(url, {"take": ""}).status_code == 422
    client.post(url, {"untake": gazette.pk})
    assert not gazette.taken.exists()


def test_the_story_shows_what_republishers_were_told(cast, as_, story, noon):
    gazette = Republisher.objects.create(name="The Other Gazette")
    workflow.note_taken(story, gazette, by=cast.editor)
    workflow.publish(story, by=cast.editor, kind="correction", note="Oops.", now=noon + timedelta(hours=1))
    RepublisherNotice.objects.update(state="failed", trouble="No answer.")
    client, url = as_(cast.editor), reverse("admin:articles_article_republishers", args=[story.pk])
    page = text(client.get(url))
    for said in ("CORRECTION: Council votes for the wall", "No answer.", "Send again"):
        assert said in page
    client.post(url, {"again": RepublisherNotice.objects.get().pk})
    assert RepublisherNotice.objects.get().state == "queued"


def test_a_reporter_may_look_and_not_write(cast, as_, story):
    gazette = Republisher.objects.create(name="The Other Gazette")
    client, url = as_(cast.reporter), reverse("admin:articles_article_republishers", args=[story.pk])
    assert "Write it down" not in text(client.get(url))
    assert client.post(url, {"take": gazette.pk}).status_code == 403
    assert not gazette.taken.exists()


def test_a_republisher_needs_an_address_deliveries_may_go_to(cast, as_):
    client, url = as_(cast.duty_editor), "/admin/articles/republisher/add/"
    said = {"name": "Gazette", "email": "", "terms": "", "is_active": "on"}
    refused = text(client.post(url, said | {"webhook": "http://hooks.example.com/"}))
    assert "begins with https://" in refused
    assert client.post(url, said | {"webhook": "https://hooks.example.com/"}).status_code == 302
    assert len(Republisher.objects.get().secret) == 64


def test_a_complaint_page_says_what_changed_since(complain, cast, as_, story, noon):
    complaint = complain()
    workflow.publish(story, by=cast.editor, kind="correction", note="Oops.", now=noon + timedelta(hours=2))
    page = text(as_(cast.editor).get(url_of(complaint)))
    assert "What changed since the reader read it" in page
    assert "version 2: Correction" in page


def test_the_publish_sheet_says_which_complaint_a_correction_settles(complain, cast, as_, story):
    complaint = complain(email="reader@example.net")
    workflow.make_correction(complaint, by=cast.editor, answer="Thank you.")
    words = replace(content_of(story), headline="Council votes on Tuesday")
    workflow.save(story, by=cast.reporter, content=words)
    page = text(as_(cast.editor).get(reverse("admin:articles_article_publish", args=[story.pk])))
    assert f"settles complaint #{complaint.pk}" in page
    assert "The reader is then answered." in page
