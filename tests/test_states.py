"""Acts in an unlucky order: what a story may not be driven into by verbs that are each allowed."""

from datetime import timedelta

import pytest

from articles import workflow
from articles.models import Article, Edition, Hold
from articles.querysets import ReadersHave, readers_have
from articles.workflow import Conflict, NotAllowed, Refused
from newsroom.desk.board import cards
from tests.makers import make_article, make_content, make_live

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def live(cast, noon) -> Article:
    """A story readers have since before noon, filed by the reporter and published by the editor."""
    return make_live(cast, now=noon - HOUR)


def _stage(article) -> str:
    return Article.objects.get(pk=article.pk).stage


def _scheduled(cast, now) -> Article:
    article = make_article(by=cast.reporter, now=now)
    workflow.publish(article, by=cast.editor, live_from=now + HOUR, now=now)
    return article


def test_a_scheduled_story_that_is_put_on_hold_is_in_work_again(cast, noon):
    article = _scheduled(cast, noon)
    workflow.hold(article, by=cast.editor, kind="legal", reason="Lawyer reads.", now=noon)
    assert _stage(article) == "ready", "at rest it would be on nobody's board, and could be neither filed nor spiked"


def test_a_scheduled_story_whose_embargo_moves_later_is_in_work_again(cast, noon):
    article = _scheduled(cast, noon)
    workflow.embargo(article, by=cast.editor, until=noon + 2 * HOUR, now=noon)
    assert _stage(article) == "ready"


def test_an_update_that_a_pull_recalls_is_in_work_again(cast, noon, live):
    workflow.save(live, by=cast.reporter, content=make_content(headline="Later"), now=noon)
    workflow.publish(live, by=cast.editor, live_from=noon + HOUR, now=noon)
    workflow.pull(live, by=cast.editor, now=noon + MINUTE)
    assert _stage(live) == "ready"


def test_undoing_a_retraction_leaves_a_draft_that_nobody_filed_a_draft(cast, noon, live):
    workflow.save(live, by=cast.reporter, content=make_content(headline="Half typed"), now=noon)
    workflow.retract(live, by=cast.editor, note="Not stood by.", now=noon)
    workflow.recall(live, by=cast.editor, now=noon + timedelta(seconds=2))
    assert _stage(live) == "draft"


def test_somebody_who_once_issued_a_minor_fix_may_not_recall_anothers_version(cast, noon, live):
    workflow.save(live, by=cast.reporter, content=make_content(headline="A slip mended"), now=noon)
    workflow.publish(live, by=cast.copy_editor, kind="minor_fix", not_a_correction=True, now=noon)
    workflow.save(live, by=cast.reporter, content=make_content(headline="Much more"), now=noon + MINUTE)
    workflow.publish(live, by=cast.editor, live_from=noon + HOUR, now=noon + MINUTE)
    with pytest.raises(NotAllowed):
        workflow.recall(live, by=cast.copy_editor, now=noon + 2 * MINUTE)


def test_a_copy_editor_may_undo_their_own_minor_fix(cast, noon, live):
    workflow.save(live, by=cast.reporter, content=make_content(headline="A slip mended"), now=noon)
    fix = workflow.publish(live, by=cast.copy_editor, kind="minor_fix", not_a_correction=True, now=noon)
    assert workflow.recall(live, by=cast.copy_editor, now=noon + timedelta(seconds=1)) == fix


def test_a_minor_fix_moves_no_date_a_reader_sees(cast, noon, live):
    workflow.save(live, by=cast.reporter, content=make_content(dated="2026-11-01"), now=noon)
    with pytest.raises(Refused, match="moves no date"):
        workflow.publish(live, by=cast.copy_editor, kind="minor_fix", not_a_correction=True, now=noon)


@pytest.mark.parametrize("kind", list(Hold.Kind))
def test_a_pulled_story_on_hold_is_not_given_back(cast, noon, live, kind):
    workflow.pull(live, by=cast.editor, now=noon)
    workflow.hold(live, by=cast.editor, kind=kind, reason="The court asks.", now=noon)
    with pytest.raises(Refused, match="The court asks"):
        workflow.restore(live, by=cast.editor, now=noon + MINUTE)
    assert readers_have(live, noon + MINUTE) == ReadersHave.PULLED


def test_a_story_pulled_because_of_its_embargo_is_not_given_back_before_it(cast, noon, live):
    workflow.pull(live, by=cast.editor, now=noon)
    workflow.embargo(live, by=cast.editor, until=noon + HOUR, now=noon)
    with pytest.raises(Refused, match="under embargo until 22 November 2026, 13:00 UTC"):
        workflow.restore(live, by=cast.editor, now=noon + MINUTE)
    workflow.restore(live, by=cast.editor, now=noon + HOUR)
    assert readers_have(live, noon + HOUR) == ReadersHave.LIVE


def test_a_notice_can_become_nothing_here_without_giving_the_story_back(cast, noon, live):
    workflow.withdraw(live, by=cast.duty_editor, note="It was not true of her.", now=noon)
    edition = workflow.withdraw(live, by=cast.duty_editor, nothing_here=True, reason="High Court", now=noon + MINUTE)
    assert edition.words.public_note == ""
    assert readers_have(live, noon + MINUTE) == ReadersHave.NOTHING


def test_withdrawing_a_withdrawn_story_with_a_notice_is_refused(cast, noon, live):
    workflow.withdraw(live, by=cast.duty_editor, note="No.", now=noon)
    with pytest.raises(Refused, match="withdrawn already"):
        workflow.withdraw(live, by=cast.duty_editor, note="Again.", now=noon + MINUTE)


def test_an_unread_version_that_was_undone_waits_for_no_reader(cast, noon):
    article = make_article(by=cast.duty_editor)
    late = {"reader": cast.copy_editor, "read_after": noon + HOUR}
    edition = workflow.publish_alone(article, by=cast.duty_editor, reason="breaking", now=noon, **late)
    workflow.recall(article, by=cast.duty_editor, now=noon + timedelta(seconds=2))
    board = {card.name: card for card in cards(cast.copy_editor, noon + MINUTE)}
    assert board["unread"].lines == []
    with pytest.raises(Refused, match="Readers never had version 1"):
        workflow.read_after(edition, by=cast.copy_editor, now=noon + MINUTE)


def test_whoever_wrote_half_of_an_unread_version_cannot_read_it_after(cast, noon):
    """Not even once somebody has signed off a later text."""
    article = make_article(by=cast.copy_editor, now=noon - HOUR)
    workflow.save(article, by=cast.duty_editor, content=make_content(headline="Both wrote"), now=noon)
    late = {"reader": cast.editor, "read_after": noon + HOUR}
    edition = workflow.publish_alone(article, by=cast.duty_editor, reason="breaking", now=noon, **late)
    workflow.save(article, by=cast.duty_editor, content=make_content(headline="More"), now=noon + MINUTE)
    workflow.publish(article, by=cast.editor, now=noon + 2 * MINUTE)
    with pytest.raises(Refused, match="You changed the words yourself"):
        workflow.read_after(edition, by=cast.copy_editor, now=noon + 3 * MINUTE)


def test_words_typed_after_an_unread_version_do_not_bar_its_reader(cast, noon):
    article = make_article(by=cast.duty_editor)
    late = {"reader": cast.copy_editor, "read_after": noon + HOUR}
    edition = workflow.publish_alone(article, by=cast.duty_editor, reason="breaking", now=noon, **late)
    workflow.save(article, by=cast.copy_editor, content=make_content(headline="An update"), now=noon + MINUTE)
    assert workflow.read_after(edition, by=cast.copy_editor, now=noon + 2 * MINUTE).read_by == cast.copy_editor


def test_a_retraction_stays_at_its_address_whatever_the_headline_makes(cast, noon, live):
    before = live.editions.get().address
    workflow.redact(live, by=cast.duty_editor, words=["Council votes for the wall"], reason="Order", now=noon)
    edition = workflow.retract(live, by=cast.editor, note="Not stood by.", now=noon + MINUTE)
    assert edition.address_id == before.pk


def test_a_form_opened_before_a_redaction_does_not_bring_the_words_back(cast, noon):
    article = make_live(cast, now=noon - HOUR, headline="Jane Doe in court")
    article.refresh_from_db()
    base = article.revision_number
    workflow.redact(article, by=cast.duty_editor, words=["Jane Doe"], reason="Protects a witness", now=noon)
    typed = make_content(headline="Jane Doe in court again")
    with pytest.raises(Conflict):
        workflow.save(article, by=cast.reporter, content=typed, base=base, now=noon + MINUTE)
    assert "Doe" not in Article.objects.get(pk=article.pk).headline


def test_a_version_looked_at_before_a_redaction_is_looked_at_again(cast, noon):
    article = make_article(by=cast.reporter, headline="Jane Doe in court")
    workflow.file(article, by=cast.reporter, now=noon)
    article.refresh_from_db()
    seen = article.revision_number
    workflow.redact(article, by=cast.duty_editor, words=["Jane Doe"], reason="Protects a witness", now=noon)
    with pytest.raises(Refused, match="changed after you opened it"):
        workflow.sign_off(article, by=cast.editor, revision=seen, now=noon + MINUTE)


def test_a_redacted_address_is_not_given_out_again(cast, noon):
    article = make_live(cast, now=noon - HOUR, headline="Jane Doe in court")
    workflow.redact(article, by=cast.duty_editor, words=["Jane Doe"], reason="Protects a witness", now=noon)
    workflow.save(article, by=cast.reporter, content=make_content(slug="jane-doe-in-court"), now=noon + MINUTE)
    with pytest.raises(Refused, match="Choose another slug"):
        workflow.publish(article, by=cast.editor, now=noon + 2 * MINUTE)
    assert not Edition.objects.filter(address__key__startswith="hash:").exists()


def test_a_recalled_text_comes_back_redacted(cast, noon, live):
    workflow.save(live, by=cast.reporter, content=make_content(headline="Jane Doe resigns"), now=noon)
    workflow.publish(live, by=cast.editor, live_from=noon + HOUR, now=noon)
    workflow.save(live, by=cast.reporter, content=make_content(headline="Something else"), now=noon)
    workflow.redact(live, by=cast.duty_editor, words=["Jane Doe"], reason="Protects a witness", now=noon)
    workflow.recall(live, by=cast.editor, now=noon + MINUTE)
    assert not live.revisions.filter(text__contains="Doe").exists()
