"""The log in words, and only of what its reader may see."""

from articles import workflow
from newsroom.desk.acts import acts_on, label_of, name_subjects
from newsroom.record.models import LogEntry
from newsroom.record.seals import seal
from tests.makers import make_article


def test_a_verb_without_a_name_of_its_own_is_spelled_out():
    assert (label_of("send_back"), label_of("dust_shelves")) == ("Sent back", "Dust shelves")


def test_an_entry_is_named_after_its_story(cast):
    article = make_article(by=cast.reporter)
    entries = list(LogEntry.objects.filter(subject=article.subject))
    name_subjects(entries, cast.administrator)
    assert {entry.about for entry in entries} == {article}


def test_a_restricted_story_is_not_named_to_others(cast):
    article = make_article(by=cast.reporter)
    workflow.restrict(article, by=cast.duty_editor, people=[cast.duty_editor])
    entries = list(LogEntry.objects.filter(subject=article.subject))
    name_subjects(entries, cast.administrator)
    assert {entry.about for entry in entries} == {None}


def test_the_log_page_says_what_was_done_to_what(client, cast):
    article = make_article(by=cast.reporter)
    client.force_login(cast.administrator)
    page = client.get("/admin/record/logentry/").content.decode()
    assert "Began the story" in page and str(article) in page


def test_acts_come_latest_first(cast):
    article = make_article(by=cast.reporter)
    workflow.file(article, by=cast.reporter)
    assert [entry.verb for entry in acts_on(article)][:2] == ["file", "begin"]


def test_an_act_on_nothing_in_particular_has_a_history_too(client, cast, noon):
    make_article(by=cast.reporter, now=noon)
    seal(now=noon)
    entry = LogEntry.objects.get(verb="seal")
    client.force_login(cast.administrator)
    page = client.get(f"/admin/record/logentry/{entry.pk}/history/")
    assert page.status_code == 200
    assert "Sealed the record" in page.text
