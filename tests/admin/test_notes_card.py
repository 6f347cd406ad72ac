"""Notes beside the story, by plain posts: left, answered, resolved; refused with nothing lost."""

from dataclasses import replace

from lxml import html

from articles import workflow
from articles.models import Note
from articles.working_copy import content_of
from tests.admin.browsing import fields_of, send, told, url
from tests.makers import make_article

BODY = "<p>Thirty people were hurt.</p>\n<p>The mayor said it was safe.</p>"


def _texts(response, path: str) -> list[str]:
    found = html.fromstring(response.content.decode()).xpath(path)
    return [" ".join(each.text_content().split()) for each in found]


def _post(client, article, **said):
    return client.post(url("change", article), said, follow=True)


def test_a_note_on_a_passage_is_left_by_a_plain_post(as_, cast):
    article = make_article(by=cast.reporter, body=BODY)
    page = send(as_(cast.editor), article, verb="add_note", note_text="Who says?", note_quote="it was safe")
    note = Note.objects.get()
    assert (note.text, note.quote, note.paragraph) == ("Who says?", "it was safe", 1)
    assert _texts(page, "//*[@class='note-quote']") == ["it was safe"]
    assert fields_of(page)["note_text"] == ""


def test_refused_the_page_keeps_what_was_written(as_, cast):
    article = make_article(by=cast.reporter, body=BODY)
    page = send(as_(cast.editor), article, verb="add_note", note_text="Who says?", note_quote="it was dangerous")
    assert page.status_code == 422
    assert "“it was dangerous” does not stand in one paragraph" in told(page)[-1]
    assert (fields_of(page)["note_text"], fields_of(page)["note_quote"]) == ("Who says?", "it was dangerous")


def test_a_thread_is_answered_and_resolved_and_opened_again(as_, cast):
    article = make_article(by=cast.reporter, body=BODY)
    note = workflow.add_note(article, by=cast.editor, text="Who says?", must_be_answered=True)
    client = as_(cast.reporter)
    page = client.get(url("change", article))
    assert "Editor wants an answer first: “Who says?”" in _texts(page, "//*[@class='checklist']")[0]
    assert f"#note-{note.pk}" in page.content.decode()
    page = _post(client, article, _note=f"resolve:{note.pk}")
    assert "Editor wants an answer before it goes out" in told(page)[-1]
    page = _post(client, article, _note=f"reply:{note.pk}")
    assert "Write your answer in the box above the notes first" in told(page)[-1]
    _post(client, article, _note=f"reply:{note.pk}", note_text="The police.")
    page = _post(client, article, _note=f"resolve:{note.pk}")
    assert told(page) == ["The note is resolved."]
    assert _texts(page, "//details[@class='notes-resolved']/summary") == ["1 resolved note"]
    _post(client, article, _note=f"reopen:{note.pk}")
    note.refresh_from_db()
    assert note.resolved_at is None


def test_a_note_of_another_story_is_not_answered_here(as_, cast):
    article, other = make_article(by=cast.reporter), make_article(by=cast.reporter)
    note = workflow.add_note(other, by=cast.editor, text="Who says?")
    page = _post(as_(cast.reporter), article, _note=f"reply:{note.pk}", note_text="Me.")
    assert "That note is not on this story" in told(page)[-1]
    assert Note.objects.count() == 1


def test_a_passage_that_is_gone_is_said_with_its_words(as_, cast):
    article = make_article(by=cast.reporter, body=BODY)
    workflow.add_note(article, by=cast.editor, text="Who says?", quote="it was safe")
    workflow.save(article, by=cast.reporter, content=replace(content_of(article), body="<p>It rained all night.</p>"))
    page = as_(cast.reporter).get(url("change", article))
    assert _texts(page, "//*[contains(@class,'note-gone')]") == ["The passage is gone: “it was safe”"]


def test_several_reasons_are_sent_back_and_stand_on_top_of_the_story(as_, cast):
    article = make_article(by=cast.reporter, body=BODY)
    workflow.file(article, by=cast.reporter)
    said = {"reason": "Who counted?", "passage": "Thirty people", "reason-2": "Too short.", "passage-2": ""}
    as_(cast.copy_editor).post(url("send_back", article), said)
    page = as_(cast.reporter).get(url("change", article))
    assert _texts(page, "//*[@class='story-warnings']//li//li") == ["Thirty people Who counted?", "Too short."]


def test_a_wrong_passage_is_said_on_the_sheet_which_keeps_the_reasons(as_, cast):
    article = make_article(by=cast.reporter, body=BODY)
    workflow.file(article, by=cast.reporter)
    said = {"reason": "Who counted?", "passage": "Forty people", "reason-2": "Too short."}
    page = as_(cast.copy_editor).post(url("send_back", article), said)
    assert page.status_code == 422
    assert "“Forty people” does not stand" in told(page)[-1]
    assert fields_of(page, "sheet-form")["reason-2"] == "Too short."


def test_a_lawyer_who_may_not_edit_leaves_a_note(as_, cast):
    article = make_article(by=cast.reporter, body=BODY)
    send(as_(cast.lawyer), article, verb="add_note", note_text="Careful.")
    assert Note.objects.get().by == cast.lawyer
