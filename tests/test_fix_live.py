"""Fixing what readers have: its own edition, merged into the working copy, with nothing of anybody lost."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from articles import workflow
from articles.audit import broken_chains
from articles.handed_back import handed_back
from articles.models import Edition, OpenFix, Revision
from articles.open_fixes import questions
from articles.preflight import preflight
from articles.workflow import NotAllowed, Refused
from articles.workflow.fixing import OutOfDate, StillOpen
from articles.workflow.publishing import IsItACorrection
from articles.working_copy import content_of
from newsroom.record.models import LogEntry
from tests.makers import make_content, make_live

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
THREE = "<p>The fire hurt 34 people.</p>\n<p>The mill stands at teh quay.</p>\n<p>Nobody knows why it burned.</p>"
NOTE = "An earlier version said that 34 people were hurt; there were 43."


@pytest.fixture
def live(cast, noon):
    """A story readers have, in three paragraphs."""
    return make_live(cast, now=noon, body=THREE, headline="Fire at the mill")


def shown_at(article, at) -> Edition:
    return Edition.objects.standing_at(at).get(article=article)


def mended(article, at, was: str, now: str):
    """Return what readers have at that moment, with words of its body changed."""
    shown = shown_at(article, at).content
    assert was in shown.body
    return replace(shown, body=shown.body.replace(was, now))


def correct(article, cast, now, was="34", is_now="43", **said):
    """Correct the live text as the duty editor, alone on shift."""
    asked = {"kind": "correction", "note": NOTE, "reason": "error", "reader": cast.editor, "read_after": now + HOUR}
    content = said.pop("content", None) or mended(article, now, was, is_now)
    number = shown_at(article, now).number
    by = said.pop("by", cast.duty_editor)
    return workflow.fix_live(article, by=by, content=content, edition=number, now=now, **asked | said)


def mend_slip(article, cast, now, was="teh", is_now="the", **said):
    """Mend a slip of the live text as the copy editor."""
    asked = {"kind": "minor_fix", "reader": cast.editor, "read_after": now + HOUR, "by": cast.copy_editor}
    content = said.pop("content", None) or mended(article, now, was, is_now)
    return workflow.fix_live(article, content=content, edition=said.pop("edition", 1), now=now, **asked | said)


def readers_get(article, at) -> str:
    return shown_at(article, at).content.body


def draft(article) -> str:
    article.refresh_from_db()
    return content_of(article).body


def test_readers_get_the_fix_in_seven_seconds_and_the_story_stays_at_rest(cast, live, noon):
    fixed = mend_slip(live, cast, noon + MINUTE)
    assert "teh" in readers_get(live, noon + MINUTE + timedelta(seconds=6))
    assert "teh" not in readers_get(live, noon + MINUTE + timedelta(seconds=7))
    assert (fixed.edition.kind, fixed.edition.eyes, fixed.edition.unread_reason) == ("minor_fix", "unread", "minor_fix")
    assert draft(live) == fixed.edition.content.body and live.stage == "at_rest"
    assert (fixed.taken_in.why, fixed.open, fixed.voided) == ("taken_in", [], None)
    assert fixed.edition.reading_owed.reader == cast.editor


def test_the_draft_of_somebody_else_has_both_and_readers_only_the_fix(cast, live, noon):
    others = replace(content_of(live), body=THREE.replace("Nobody knows why", "An inquiry asks why"))
    workflow.save(live, by=cast.reporter, content=others, now=noon + MINUTE)
    fixed = correct(live, cast, noon + 2 * MINUTE)
    shown = readers_get(live, noon + 3 * MINUTE)
    assert "43 people" in shown and "inquiry" not in shown
    assert "43 people" in draft(live) and "inquiry" in draft(live)
    assert live.stage == "draft" and not fixed.open
    whys = list(live.revisions.order_by("number").values_list("why", flat=True))
    assert whys[-2:] == ["fixed", "taken_in"]
    assert live.revisions.get(number=fixed.edition.revision_number).content == fixed.edition.content


def test_the_sign_off_of_the_draft_is_void_and_named(cast, live, noon):
    others = replace(content_of(live), body=THREE.replace("Nobody knows why", "An inquiry asks why"))
    workflow.save(live, by=cast.reporter, content=others, now=noon + MINUTE)
    workflow.file(live, by=cast.reporter, now=noon + MINUTE)
    signed = workflow.sign_off(live, by=cast.copy_editor, now=noon + 2 * MINUTE)
    fixed = correct(live, cast, noon + 3 * MINUTE)
    live.refresh_from_db()
    assert fixed.voided == signed and live.stage == "in_review"
    with pytest.raises(Refused, match=r"Copy Editor signed off revision 2, but Duty Editor changed the words"):
        workflow.publish(live, by=cast.duty_editor, now=noon + 4 * MINUTE)


def test_the_same_paragraph_stays_as_the_draft_has_it_and_is_asked_about(cast, live, noon):
    others = replace(content_of(live), body=THREE.replace("hurt 34 people", "hurt 34 people, some badly"))
    workflow.save(live, by=cast.reporter, content=others, now=noon + MINUTE)
    fixed = correct(live, cast, noon + 2 * MINUTE)
    assert "43 people" in readers_get(live, noon + 3 * MINUTE)
    assert "hurt 34 people, some badly" in draft(live) and "43" not in draft(live)
    assert [(row.was, row.fixed) for row in fixed.open] == [
        ("<p>The fire hurt 34 people.</p>", "<p>The fire hurt 43 people.</p>")
    ]
    assert live.revisions.latest("number").content == content_of(live)
    (question,) = questions(live, content_of(live))
    assert question.edition == fixed.edition
    found = [each.message for each in preflight(live, content_of(live), at=noon + HOUR) if each.id == "open-fix"]
    assert found == ["The fix that readers got with version 2 is not in this text, which says something else there."]
    with pytest.raises(Refused, match="The fix that readers got with version 2 is not in this text"):
        workflow.publish(live, by=cast.editor, now=noon + HOUR)


@pytest.fixture
def asked(cast, live, noon):
    """A fix that waits for an answer: number against “some badly”."""
    others = replace(content_of(live), body=THREE.replace("hurt 34 people", "hurt 34 people, some badly"))
    workflow.save(live, by=cast.reporter, content=others, now=noon + MINUTE)
    correct(live, cast, noon + 2 * MINUTE)
    live.refresh_from_db()
    return live


def answers(article, answer: str) -> dict[str, str]:
    (question,) = questions(article, content_of(article))
    return dict.fromkeys(question.keys, answer)


@pytest.mark.parametrize(
    "answer, kept", [("mine", ["43 people"]), ("theirs", ["some badly"]), ("both", ["43 people", "some badly"])]
)
def test_the_question_is_answered_with_either_text_or_both(cast, asked, noon, answer, kept):
    revision = workflow.settle_fix(
        asked, by=cast.reporter, edition=2, choices=answers(asked, answer), now=noon + 3 * MINUTE
    )
    assert [words for words in ("43 people", "some badly") if words in draft(asked)] == kept
    assert (revision is None) == (answer == "theirs")
    row = OpenFix.objects.get()
    assert (row.answer, row.settled_by) == (answer, cast.reporter)
    assert questions(asked, content_of(asked)) == []
    entry = LogEntry.objects.order_by("-number").first()
    assert entry.verb == "settle_fix" and json.loads(entry.facts)["answers"] == [answer]


def test_a_question_nobody_answered_stays_and_nothing_is_changed(cast, asked, noon):
    before = draft(asked)
    with pytest.raises(StillOpen, match="1 thing is still to choose. Nothing was changed."):
        workflow.settle_fix(asked, by=cast.reporter, edition=2, choices={}, now=noon + 3 * MINUTE)
    assert draft(asked) == before and OpenFix.objects.get().settled_at is None


def test_an_answer_to_words_the_draft_no_longer_has_is_asked_again(cast, asked, noon):
    stale = answers(asked, "theirs")
    typed = replace(content_of(asked), body=draft(asked).replace("some badly", "two badly"))
    workflow.save(asked, by=cast.reporter, content=typed, now=noon + 3 * MINUTE)
    with pytest.raises(StillOpen):
        workflow.settle_fix(asked, by=cast.reporter, edition=2, choices=stale, now=noon + 4 * MINUTE)
    assert len(answers(asked, "mine")) == 1


def test_going_on_writing_around_the_fix_opens_no_other_question(cast, asked, noon):
    typed = replace(content_of(asked), body=draft(asked).replace("teh quay", "the old quay"))
    workflow.save(asked, by=cast.reporter, content=typed, now=noon + 3 * MINUTE)
    asked.refresh_from_db()
    assert len(answers(asked, "mine")) == 1


def test_a_later_fix_of_the_same_words_overtakes_the_question(cast, asked, noon):
    correct(asked, cast, noon + 4 * MINUTE, was="43", is_now="44")
    asked.refresh_from_db()
    assert list(OpenFix.objects.values_list("edition__number", "answer")) == [(2, "overtaken"), (3, "")]
    assert [question.edition.number for question in questions(asked, content_of(asked))] == [3]


def test_undo_takes_the_question_with_it_and_readers_keep_what_they_had(cast, live, noon):
    others = replace(content_of(live), body=THREE.replace("hurt 34 people", "hurt 34 people, some badly"))
    workflow.save(live, by=cast.reporter, content=others, now=noon + MINUTE)
    fixed = correct(live, cast, noon + 2 * MINUTE)
    workflow.recall(live, by=cast.duty_editor, edition=fixed.edition, now=noon + 2 * MINUTE + timedelta(seconds=3))
    assert "34 people." in readers_get(live, noon + HOUR)
    assert questions(live, content_of(live)) == []
    assert live.revisions.filter(why="undone").latest("number").content == fixed.edition.content


def test_a_form_the_writer_had_open_is_saved_with_both(cast, live, noon):
    base = live.revision_number
    typed = replace(content_of(live), body=THREE.replace("Nobody knows why", "An inquiry asks why"))
    correct(live, cast, noon + 2 * MINUTE)
    workflow.save(live, by=cast.reporter, content=typed, base=base, now=noon + 3 * MINUTE)
    assert "43 people" in draft(live) and "inquiry" in draft(live)
    assert "inquiry" not in readers_get(live, noon + HOUR)


def test_it_refuses_a_fix_of_a_version_readers_no_longer_have(cast, live, noon):
    stale = mended(live, noon + MINUTE, "34", "43")
    mend_slip(live, cast, noon + MINUTE)
    with pytest.raises(
        OutOfDate, match="Readers have version 2 by now, issued by Copy Editor, and you began with"
    ) as no:
        workflow.fix_live(
            live, by=cast.duty_editor, content=stale, edition=1, kind="correction", note=NOTE, now=noon + 2 * MINUTE
        )
    assert no.value.standing.number == 2
    assert live.editions.count() == 2


def test_what_is_scheduled_later_is_recalled_and_goes_back_to_work_with_the_fix(cast, live, noon):
    others = replace(content_of(live), body=THREE.replace("Nobody knows why", "An inquiry asks why"))
    workflow.save(live, by=cast.reporter, content=others, now=noon + MINUTE)
    workflow.publish(live, by=cast.editor, live_from=noon + HOUR, now=noon + 2 * MINUTE)
    correct(live, cast, noon + 3 * MINUTE)
    assert "inquiry" not in readers_get(live, noon + 2 * HOUR) and "43 people" in readers_get(live, noon + 2 * HOUR)
    assert "inquiry" in draft(live) and "43 people" in draft(live)
    assert live.stage == "in_review"
    assert handed_back(live.revisions.all(), live.editions.select_related("words").order_by("-number")) is None
    assert json.loads(LogEntry.objects.order_by("-number").first().facts)["recalled_version"] == 2


def test_while_a_version_is_seconds_away_it_is_refused_by_name(cast, live, noon):
    mend_slip(live, cast, noon + MINUTE)
    with pytest.raises(Refused, match="Version 2 goes live at 22 November 2026, 12:01:07 UTC already"):
        mend_slip(live, cast, noon + MINUTE + timedelta(seconds=2), content=make_content(body=THREE))


def test_a_held_story_is_not_fixed_and_says_who_holds_it(cast, live, noon):
    workflow.hold(live, by=cast.editor, kind="legal", reason="The lawyer reads it.", now=noon + MINUTE)
    with pytest.raises(Refused, match="Editor put it on hold"):
        mend_slip(live, cast, noon + 2 * MINUTE)


def test_a_blocked_name_is_not_typed_into_the_live_text(cast, live, noon):
    workflow.block_names(live, by=cast.editor, names=["Jane Roe"], reason="An order.", now=noon + MINUTE)
    with pytest.raises(Refused, match="A blocked name stands in"):
        correct(live, cast, noon + 2 * MINUTE, was="34 people", is_now="34 people and Jane Roe")


def test_an_editor_who_typed_the_correction_cannot_be_its_second_pair_of_eyes(cast, live, noon):
    with pytest.raises(Refused, match="Nobody else has read what you typed"):
        correct(live, cast, noon + MINUTE, by=cast.editor, reader=cast.copy_editor)
    assert live.editions.count() == 1


def test_a_copy_editor_issues_no_correction_and_a_reporter_no_fix(cast, live, noon):
    with pytest.raises(NotAllowed, match="Copy Editor may not fix this story"):
        mend_slip(live, cast, noon + MINUTE, kind="correction", note=NOTE)
    with pytest.raises(NotAllowed, match="Reporter may not fix this story"):
        mend_slip(live, cast, noon + MINUTE, by=cast.reporter)


def test_a_correction_needs_its_note_a_reason_and_a_reader(cast, live, noon):
    for missing, sentence in (
        ({"note": ""}, "A correction needs a note"),
        ({"reason": ""}, "Say why this goes out unread"),
        ({"reader": None}, "Name the colleague who reads it after"),
        ({"reader": cast.duty_editor}, "You cannot be the one who reads your own version after"),
    ):
        with pytest.raises(Refused, match=sentence):
            correct(live, cast, noon + MINUTE, **missing)


def test_a_minor_fix_of_a_figure_asks_whether_it_is_a_correction_and_logs_the_answer(cast, live, noon):
    with pytest.raises(IsItACorrection, match="Is it a correction. It changes a figure") as no:
        mend_slip(live, cast, noon + MINUTE, was="34", is_now="43")
    assert [doubt.what for doubt in no.value.doubts] == ["digit"]
    mend_slip(live, cast, noon + MINUTE, was="34", is_now="43", not_a_correction=True)
    entry = LogEntry.objects.filter(verb="fix_live").get()
    facts = json.loads(entry.facts)
    assert (facts["not_a_correction"], facts["changes"]) == (1, ["digit"])
    assert "34 people" in json.loads(entry.words.text)["not_a_correction"]


def test_a_slip_is_not_asked_about(cast, live, noon):
    mend_slip(live, cast, noon + MINUTE)
    assert "not_a_correction" not in json.loads(LogEntry.objects.filter(verb="fix_live").get().facts)


def test_publishing_a_minor_fix_asks_the_same(cast, live, noon):
    workflow.save(live, by=cast.reporter, content=mended(live, noon + MINUTE, "34", "43"), now=noon + MINUTE)
    with pytest.raises(IsItACorrection):
        workflow.publish(live, by=cast.editor, kind="minor_fix", now=noon + 2 * MINUTE)
    workflow.publish(live, by=cast.editor, kind="minor_fix", not_a_correction=True, now=noon + 2 * MINUTE)
    facts = json.loads(LogEntry.objects.filter(verb="publish").order_by("-number").first().facts)
    assert facts["changes"] == ["digit"]


def test_a_minor_fix_of_the_headline_leaves_the_address_alone(cast, live, noon):
    content = replace(live.editions.get().content, headline="Fire at the old mill")
    fixed = mend_slip(live, cast, noon + MINUTE, content=content, not_a_correction=True)
    assert fixed.edition.address == live.editions.get(number=1).address


def test_the_note_stands_where_somebody_put_it_and_the_chain_has_it(cast, live, noon):
    fixed = correct(live, cast, noon + MINUTE, note_place="foot")
    assert fixed.edition.note_place == "foot"
    assert list(broken_chains()) == []
    with pytest.raises(Refused, match="A note stands at the top or at the foot"):
        correct(live, cast, noon + 3 * MINUTE, was="43", is_now="44", note_place="aside")


def test_reading_a_fix_reads_nothing_of_the_draft(cast, live, noon):
    """An editor who wrote in the draft cannot sign it off because somebody read the fix of the live text."""
    others = replace(content_of(live), body=THREE.replace("Nobody knows why", "An inquiry asks why"))
    workflow.save(live, by=cast.editor, content=others, now=noon + MINUTE)
    fixed = correct(live, cast, noon + 2 * MINUTE, reader=cast.copy_editor)
    workflow.read_after(fixed.edition, by=cast.copy_editor, now=noon + 3 * MINUTE)
    workflow.file(live, by=cast.editor, now=noon + 4 * MINUTE)
    with pytest.raises(Refused, match="You changed the words yourself"):
        workflow.sign_off(live, by=cast.editor, now=noon + 5 * MINUTE)


def test_who_wrote_in_the_draft_alone_may_read_the_fix(cast, live, noon):
    others = replace(content_of(live), body=THREE.replace("Nobody knows why", "An inquiry asks why"))
    workflow.save(live, by=cast.editor, content=others, now=noon + MINUTE)
    fixed = correct(live, cast, noon + 2 * MINUTE)
    assert workflow.read_after(fixed.edition, by=cast.editor, now=noon + 3 * MINUTE).read_by == cast.editor


def test_a_redaction_reaches_the_open_question_which_stays_open(cast, asked, noon):
    workflow.redact(asked, by=cast.duty_editor, words=["fire hurt"], reason="An order.", now=noon + HOUR)
    row = OpenFix.objects.get()
    assert "fire hurt" not in row.was + row.fixed
    asked.refresh_from_db()
    assert len(questions(asked, content_of(asked))) == 1
    assert Revision.objects.filter(article=asked, text__contains="fire hurt").count() == 0
