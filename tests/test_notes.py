"""Notes: threads on the story and on passages that move, mentions, and those that must be answered."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import workflow
from articles.anchors import Anchor, carried, find, said
from articles.body import elements
from articles.models import Note
from articles.workflow import NewNote, NotAllowed, Refused
from articles.working_copy import content_of
from newsroom.notices.models import Notice
from newsroom.record.models import LogEntry, LogWords
from tests.makers import make_article, make_live

MINUTE = timedelta(minutes=1)
BODY = "<p>Thirty people were hurt.</p>\n<p>The mayor said it was safe.</p>\n<p>Rain is expected.</p>"


@pytest.fixture
def article(cast, noon):
    return make_article(by=cast.reporter, now=noon, body=BODY)


def _note(article, by, at, quote="", **said):
    article.refresh_from_db()
    return workflow.add_note(article, by=by, text=said.pop("text", "Who says so?"), quote=quote, now=at, **said)


def _save(article, by, at, body):
    article.refresh_from_db()
    workflow.save(article, by=by, content=replace(content_of(article), body=body), now=at)


def _place(note):
    note.refresh_from_db()
    return note.paragraph, note.quote


def test_a_note_stands_on_a_passage(cast, noon, article):
    note = _note(article, cast.editor, noon, "it was safe")
    assert (note.paragraph, note.quote, note.nth, note.revision_number) == (1, "it was safe", 0, 1)
    entry = LogEntry.objects.get(verb="note")
    assert LogWords.objects.get(entry=entry).text == '{"note":"Who says so?"}'


def test_words_that_are_not_in_the_text_are_refused_in_a_sentence(cast, noon, article):
    with pytest.raises(Refused, match="“it was dangerous” does not stand in one paragraph of the text as it is saved"):
        _note(article, cast.editor, noon, "it was dangerous")
    assert not Note.objects.exists()


def test_it_follows_its_passage_as_that_is_edited_and_moved(cast, noon, article):
    note = _note(article, cast.editor, noon, "The mayor said it was safe")
    _save(article, cast.reporter, noon + MINUTE, BODY.replace("it was safe", "it was quite safe"))
    assert _place(note) == (1, "The mayor said it was quite safe")
    article.refresh_from_db()
    first, second, third = elements(article.body)
    _save(article, cast.reporter, noon + 2 * MINUTE, "\n".join([second, third, first]))
    assert _place(note) == (0, "The mayor said it was quite safe")
    assert note.revision_number == 3


def test_it_is_gone_with_its_passage_and_comes_back_with_it(cast, noon, article):
    note = _note(article, cast.editor, noon, "it was safe")
    first, _second, third = elements(BODY)
    _save(article, cast.reporter, noon + MINUTE, f"{first}\n{third}")
    assert _place(note) == (None, "it was safe")
    assert note.is_gone
    _save(article, cast.reporter, noon + 2 * MINUTE, BODY)
    assert _place(note) == (1, "it was safe")


def test_what_is_replaced_within_a_passage_stays_in_it_and_a_larger_change_takes_it_away(cast, noon, article):
    note = _note(article, cast.editor, noon, "Thirty people")
    other = _note(article, cast.editor, noon, "Rain is")
    changed = BODY.replace("Thirty", "Forty").replace("Rain is expected", "Nobody knows what comes")
    _save(article, cast.reporter, noon + MINUTE, changed)
    assert _place(note) == (0, "Forty people")
    assert _place(other) == (None, "Rain is")


def test_a_thread_is_answered_resolved_and_opened_again(cast, noon, article):
    note = _note(article, cast.editor, noon)
    reply = workflow.reply_to_note(note, by=cast.reporter, text="The police.", now=noon + MINUTE)
    assert (reply.answers, Notice.objects.get(kind="note_answered").to) == (note, cast.editor)
    # An answer to an answer stands in the same thread.
    assert workflow.reply_to_note(reply, by=cast.editor, text="Good.", now=noon + MINUTE).answers == note
    workflow.resolve_note(note, by=cast.reporter, now=noon + 2 * MINUTE)
    note.refresh_from_db()
    assert (note.resolved_by, note.resolved_at) == (cast.reporter, noon + 2 * MINUTE)
    with pytest.raises(Refused, match="Reporter resolved this note already"):
        workflow.resolve_note(note, by=cast.editor, now=noon + 3 * MINUTE)
    workflow.reopen_note(note, by=cast.editor, now=noon + 3 * MINUTE)
    note.refresh_from_db()
    assert note.resolved_at is None
    verbs = LogEntry.objects.filter(subject=article.subject).values_list("verb", flat=True)
    assert {"note", "reply_to_note", "resolve_note", "reopen_note"} <= set(verbs)


def test_one_that_must_be_answered_keeps_the_story_from_readers(cast, noon, article):
    note = _note(article, cast.editor, noon, must_be_answered=True)
    assert Notice.objects.get(kind="must_answer").to == cast.reporter
    with pytest.raises(Refused, match="Editor wants an answer first: “Who says so"):
        workflow.publish(article, by=cast.duty_editor, now=noon)
    with pytest.raises(Refused, match="Editor wants an answer before it goes out"):
        workflow.resolve_note(note, by=cast.reporter, now=noon)
    workflow.reply_to_note(note, by=cast.reporter, text="The police.", now=noon)
    workflow.resolve_note(note, by=cast.reporter, now=noon)
    assert workflow.publish(article, by=cast.duty_editor, now=noon).number == 1


def test_whoever_asked_may_let_go_of_the_question(cast, noon, article):
    note = _note(article, cast.editor, noon, must_be_answered=True)
    assert workflow.resolve_note(note, by=cast.editor, now=noon).resolved_by == cast.editor


def test_a_mention_tells_a_colleague_the_longest_name_first(cast, noon, article):
    note = _note(article, cast.editor, noon, text="@second reporter, please look. So should @Copy Editor.")
    assert set(note.mentions.all()) == {cast.second_reporter, cast.copy_editor}
    assert {notice.to for notice in Notice.objects.filter(kind="mentioned")} == {cast.second_reporter, cast.copy_editor}


def test_who_does_not_see_a_restricted_story_cannot_be_called(cast, noon, article):
    workflow.restrict(article, by=cast.duty_editor, people=[cast.duty_editor, cast.reporter], now=noon)
    with pytest.raises(Refused, match="Editor does not see this story, so a note cannot call them"):
        _note(article, cast.reporter, noon, text="@Editor, look.")
    with pytest.raises(NotAllowed):
        _note(article, cast.editor, noon)


def test_a_lawyer_and_the_photo_desk_leave_notes_and_a_stranger_does_not(cast, noon, article):
    assert _note(article, cast.lawyer, noon).by == cast.lawyer
    assert _note(article, cast.photo_editor, noon).by == cast.photo_editor
    with pytest.raises(NotAllowed):
        _note(article, cast.stranger, noon)


def test_reasons_for_sending_back_become_notes_each_on_its_passage(cast, noon, article):
    workflow.file(article, by=cast.reporter, now=noon)
    reasons = [NewNote("Who counted?", "Thirty people"), NewNote("Which mayor?", "The mayor"), NewNote("Too short.")]
    workflow.send_back(article, by=cast.copy_editor, reasons=reasons, now=noon)
    found = Note.objects.order_by("pk").values_list("text", "quote", "paragraph")
    assert list(found) == [
        ("Who counted?", "Thirty people", 0),
        ("Which mayor?", "The mayor", 1),
        ("Too short.", "", None),
    ]


def test_one_wrong_passage_sends_nothing_back(cast, noon, article):
    workflow.file(article, by=cast.reporter, now=noon)
    with pytest.raises(Refused, match="“Forty people” does not stand"):
        workflow.send_back(article, by=cast.copy_editor, reasons=[NewNote("Hm.", "Forty people")], now=noon)
    article.refresh_from_db()
    assert (article.stage, Note.objects.count()) == ("in_review", 0)


def test_a_redaction_reaches_pieces_of_a_name_in_a_passage(cast, noon):
    article = make_live(cast, now=noon, body="<p>Then Person Shown went home. It rained.</p>")
    on = _note(article, cast.editor, noon, "Then Person")
    gone = _note(article, cast.editor, noon, "Shown went")
    _save(article, cast.reporter, noon + MINUTE, "<p>Then Person S went home. It rained.</p>")
    Note.objects.filter(pk=gone.pk).update(paragraph=None, quote="Shown went", revision_number=1)
    workflow.redact(
        article, by=cast.duty_editor, words=["Person Shown", "Person S"], reason="Order.", now=noon + MINUTE
    )
    for note in (on, gone):
        note.refresh_from_db()
        assert "Person" not in note.quote
        assert "Shown" not in note.quote


def test_a_redaction_reaches_replies(cast, noon):
    article = make_live(cast, now=noon, body="<p>It rained on Person Shown.</p>")
    note = _note(article, cast.editor, noon)
    reply = workflow.reply_to_note(note, by=cast.reporter, text="Person Shown said so.", now=noon)
    workflow.redact(article, by=cast.duty_editor, words=["Person Shown"], reason="Order.", now=noon + MINUTE)
    reply.refresh_from_db()
    assert "Person" not in reply.text
    assert not LogWords.objects.filter(text__contains="Person").exists()


WORDS = st.lists(st.sampled_from(["rain", "wall", "mayor", "safe", "boat", "night"]), min_size=2, max_size=8)


@given(
    paragraphs=st.lists(WORDS, min_size=1, max_size=5), other=st.lists(WORDS, min_size=1, max_size=5), data=st.data()
)
def test_where_a_passage_was_carried_its_words_stand(paragraphs, other, data):
    before, after = ("\n".join(f"<p>{' '.join(words)}.</p>" for words in each) for each in (paragraphs, other))
    number = data.draw(st.integers(0, len(paragraphs) - 1))
    words = paragraphs[number]
    start = data.draw(st.integers(0, len(words) - 1))
    anchor = find(before, " ".join(words[start : start + 2]), number)
    assert carried(anchor, before, before) == anchor
    moved = carried(anchor, before, after)
    if moved is not None:
        there = said(elements(after)[moved.paragraph])
        assert sum(there.startswith(moved.quote, at) for at in range(len(there))) > moved.nth
        assert isinstance(moved, Anchor)
    shuffled = elements(before)[::-1]
    whole = carried(anchor, before, "\n".join(shuffled))
    assert whole.quote == anchor.quote
