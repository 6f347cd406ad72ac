"""Filing, sending back, signing off, reading after."""

from datetime import timedelta

import pytest

from articles import workflow
from articles.models import Edition, Note
from articles.workflow import NotAllowed, Refused
from tests.makers import make_article, make_content, make_live

MINUTE = timedelta(minutes=1)


def test_a_filed_story_is_in_review_and_knows_who_filed_it(cast, noon):
    article = workflow.file(make_article(by=cast.reporter), by=cast.reporter, now=noon)
    assert (article.stage, article.filed_by) == ("in_review", cast.reporter)


def test_an_empty_story_cannot_be_filed(cast, noon):
    article = workflow.begin(by=cast.reporter, now=noon)
    with pytest.raises(Refused, match="There is nothing to read yet"):
        workflow.file(article, by=cast.reporter, now=noon)


def test_a_reporter_cannot_file_somebody_elses_story(cast, noon):
    article = make_article(by=cast.reporter)
    with pytest.raises(NotAllowed, match="Second Reporter may not file this story"):
        workflow.file(article, by=cast.second_reporter, now=noon)


def test_a_reporter_may_change_a_story_that_carries_their_byline(cast, noon):
    article = make_article(by=cast.reporter)
    writer = article.bylines.get().contributor
    writer.account = cast.second_reporter
    writer.save(update_fields=["account"])
    assert workflow.save(article, by=cast.second_reporter, content=make_content(dek="Another."), now=noon)


def test_the_reasons_for_sending_back_become_a_note_for_the_writer(cast, noon):
    article = workflow.file(make_article(by=cast.reporter), by=cast.reporter, now=noon)
    workflow.send_back(article, by=cast.copy_editor, reason="Who says so?", now=noon)
    article.refresh_from_db()
    assert article.stage == "draft"
    assert Note.objects.get(article=article).text == "Who says so?"


def test_sending_back_without_a_reason_is_refused(cast, noon):
    article = workflow.file(make_article(by=cast.reporter), by=cast.reporter, now=noon)
    with pytest.raises(Refused, match="Say why it goes back"):
        workflow.send_back(article, by=cast.copy_editor, reason="  ", now=noon)


def test_whoever_typed_in_it_cannot_sign_it_off(cast, noon):
    article = workflow.file(make_article(by=cast.reporter), by=cast.reporter, now=noon)
    workflow.save(article, by=cast.copy_editor, content=make_content(dek="Mended."), now=noon + MINUTE)
    with pytest.raises(Refused, match=r"You changed the words yourself at 22 November, 12:01 \(revision 2\)"):
        workflow.sign_off(article, by=cast.copy_editor, now=noon + 2 * MINUTE)


def test_a_change_of_tags_alone_does_not_keep_anybody_from_signing_off(cast, noon):
    article = workflow.file(make_article(by=cast.reporter), by=cast.reporter, now=noon)
    workflow.save(article, by=cast.copy_editor, content=make_content(tags=()), now=noon)
    assert workflow.sign_off(article, by=cast.copy_editor, now=noon).by == cast.copy_editor


def test_after_anothers_sign_off_a_former_writer_may_read_what_others_typed_since(cast, noon):
    article = workflow.file(make_article(by=cast.editor), by=cast.editor, now=noon)
    workflow.sign_off(article, by=cast.copy_editor, now=noon)
    workflow.save(article, by=cast.copy_editor, content=make_content(dek="Mended."), now=noon + MINUTE)
    assert workflow.sign_off(article, by=cast.editor, now=noon + 2 * MINUTE).by == cast.editor


def test_signing_off_a_text_that_changed_meanwhile_is_refused(cast, noon):
    article = workflow.file(make_article(by=cast.reporter), by=cast.reporter, now=noon)
    workflow.save(article, by=cast.reporter, content=make_content(dek="Later."), now=noon)
    with pytest.raises(Refused, match=r"changed after you opened it \(now revision 2\)"):
        workflow.sign_off(article, by=cast.copy_editor, revision=1, now=noon)


def _publish_alone(article, cast, noon, **fields):
    said = {"reason": "alone", "reader": cast.copy_editor, "read_after": noon + 60 * MINUTE, **fields}
    return workflow.publish_alone(article, by=cast.duty_editor, now=noon, **said)


def test_alone_at_three_a_duty_editor_publishes_unread_and_a_colleague_reads_it_after(cast, noon):
    article = make_article(by=cast.duty_editor)
    edition = _publish_alone(article, cast, noon)
    assert (edition.eyes, edition.unread_reason) == (Edition.Eyes.UNREAD, "alone")
    assert edition.reading_owed.due_at == noon + 60 * MINUTE
    owed = workflow.read_after(edition, by=cast.copy_editor, now=noon + 30 * MINUTE)
    assert (owed.read_by, owed.read_at) == (cast.copy_editor, noon + 30 * MINUTE)


def test_an_editor_may_not_publish_alone(cast, noon):
    article = make_article(by=cast.editor)
    with pytest.raises(NotAllowed, match="Editor may not publish this story unread"):
        workflow.publish_alone(
            article, by=cast.editor, reason="alone", reader=cast.copy_editor, read_after=noon + MINUTE, now=noon
        )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"reason": ""}, "Say why this goes out unread"),
        ({"reader": None}, "Name the colleague who reads it after"),
        ({"read_after": None}, "and by when"),
    ],
)
def test_unread_needs_a_reason_a_reader_and_an_hour(cast, noon, change, sentence):
    with pytest.raises(Refused, match=sentence):
        _publish_alone(make_article(by=cast.duty_editor), cast, noon, **change)


def test_nobody_reads_their_own_unread_version_after(cast, noon):
    article = make_article(by=cast.reporter)
    with pytest.raises(Refused, match="You cannot be the one who reads your own version after"):
        _publish_alone(article, cast, noon, reader=cast.duty_editor)
    edition = _publish_alone(article, cast, noon)
    with pytest.raises(Refused, match="You issued this version yourself"):
        workflow.read_after(edition, by=cast.duty_editor, now=noon + MINUTE)


def test_a_reader_who_may_not_sign_off_cannot_be_named(cast, noon):
    with pytest.raises(Refused, match="Reporter may not sign stories off"):
        _publish_alone(make_article(by=cast.duty_editor), cast, noon, reader=cast.reporter)


def test_a_copy_editors_minor_fix_is_unread_by_right_with_a_reading_due(cast, noon):
    article = make_live(cast, now=noon)
    workflow.save(article, by=cast.copy_editor, content=make_content(headline="Council votes for wall"), now=noon)
    edition = workflow.publish(
        article,
        by=cast.copy_editor,
        kind="minor_fix",
        reader=cast.editor,
        read_after=noon + 60 * MINUTE,
        now=noon + MINUTE,
    )
    assert (edition.kind, edition.eyes, edition.unread_reason) == ("minor_fix", "unread", "minor_fix")
    assert edition.reading_owed.reader == cast.editor


def test_a_copy_editor_may_not_publish_anything_but_a_minor_fix(cast, noon):
    article = make_live(cast, now=noon)
    workflow.save(article, by=cast.copy_editor, content=make_content(headline="More"), now=noon)
    with pytest.raises(NotAllowed):
        workflow.publish(article, by=cast.copy_editor, kind="correction", note="Wrong.", now=noon + MINUTE)


def test_a_minor_fix_is_read_when_somebody_else_wrote_it(cast, noon):
    article = make_live(cast, now=noon)
    workflow.save(article, by=cast.reporter, content=make_content(headline="Council votes for wall"), now=noon)
    edition = workflow.publish(article, by=cast.copy_editor, kind="minor_fix", now=noon + MINUTE)
    assert (edition.eyes, edition.read_by) == ("read", cast.copy_editor)
