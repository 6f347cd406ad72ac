"""Withholding one version that was replaced for legal reasons: who may, what is refused, what stays on the record."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from articles import workflow
from articles.models import Edition, Withheld
from articles.withheld import say_the_same
from articles.workflow import NotAllowed, Refused
from articles.working_copy import content_of
from newsroom.notices.models import Notice
from newsroom.record.models import Change, LogEntry, LogWords
from tests.makers import NOON, make_live

MINUTE = timedelta(minutes=1)
WHY = "A letter of 3 May."


def issued_again(article, cast, minute: int, **changes):
    at = NOON + minute * MINUTE
    workflow.save(article, by=cast.reporter, content=replace(content_of(article), **changes), now=at)
    workflow.publish(article, by=cast.editor, kind="correction", note=f"Mended at {minute}.", now=at)
    article.refresh_from_db()
    return article


@pytest.fixture
def story(cast):
    """A story of three versions."""
    article = make_live(cast, body="<p>He is tall.</p>")
    issued_again(article, cast, 5, body="<p>He is tall.</p>\n<p>He stole it.</p>")
    return issued_again(article, cast, 9, body="<p>He is tall.</p>")


def withhold(story, by, versions=(2,), reason=WHY, minute=20):
    return workflow.withhold(story, by=by, versions=versions, reason=reason, now=NOON + minute * MINUTE)


def test_its_writers_are_told_and_no_word_of_it_or_of_why(cast, story):
    withhold(story, cast.editor)
    told = Notice.objects.get(kind="withheld")
    assert (told.to, told.by, told.words, told.about_uid) == (cast.reporter, cast.editor, "", story.uid)
    workflow.show_again(story, by=cast.duty_editor, versions=[2], reason="Settled.", now=NOON + 30 * MINUTE)
    again = Notice.objects.get(kind="shown_again")
    assert (again.to, again.by, again.words) == (cast.reporter, cast.duty_editor, "")


def test_an_editor_withholds_a_version_with_a_reason_on_the_record(cast, story):
    withhold(story, cast.editor)
    row = Withheld.objects.get()
    assert (row.edition.number, row.withheld_by, row.reason, row.ended_at) == (2, cast.editor, WHY, None)
    entry = LogEntry.objects.latest("number")
    assert (entry.verb, entry.by, entry.subject, json.loads(entry.facts)["versions"]) == (
        "withhold", cast.editor, story.subject, [2],
    )  # fmt: skip
    assert WHY in LogWords.objects.get(entry=entry).text


def test_pages_that_had_its_words_or_its_note_are_told_at_once(cast, story):
    withhold(story, cast.editor)
    told = set(Change.objects.filter(at=NOON + 20 * MINUTE).values_list("tag", flat=True))
    assert {f"versions:{story.pk}", story.tag, "list:corrections", "list:corrections:2026-11", "list:all"} <= told


def test_a_lawyer_may_and_lets_it_be_shown_again(cast, story):
    withhold(story, cast.lawyer)
    workflow.show_again(story, by=cast.lawyer, versions=[2], reason="They settled.", now=NOON + 30 * MINUTE)
    row = Withheld.objects.get()
    assert (row.ended_by, row.ended_at) == (cast.lawyer, NOON + 30 * MINUTE)
    assert LogEntry.objects.latest("number").verb == "show_again"
    withhold(story, cast.editor, minute=40)
    assert Withheld.objects.count() == 2


@pytest.mark.parametrize("who", ["reporter", "copy_editor", "photo_editor", "administrator", "stranger"])
def test_others_may_not(cast, story, who):
    with pytest.raises(NotAllowed, match="may not withhold a version"):
        withhold(story, getattr(cast, who))
    assert not Withheld.objects.exists()


def test_an_editor_withholds_but_whoever_lifts_holds_shows_again(cast, story):
    withhold(story, cast.editor)
    with pytest.raises(NotAllowed, match="may not let a withheld version"):
        workflow.show_again(story, by=cast.editor, versions=[2], reason="So.", now=NOON + 30 * MINUTE)
    workflow.show_again(story, by=cast.duty_editor, versions=[2], reason="So.", now=NOON + 30 * MINUTE)
    assert not Withheld.objects.filter(ended_at=None).exists()


@pytest.mark.parametrize(
    ("versions", "reason", "said"),
    [
        ((2,), " ", "Say why it is withheld"),
        ((), WHY, "Choose which version"),
        ((3,), WHY, "Version 3 is what readers have now"),
        ((1, 3), WHY, "Version 3 is what readers have now"),
        ((7,), WHY, "never had a version 7"),
    ],
)
def test_what_cannot_be_withheld_is_refused_with_a_sentence(cast, story, versions, reason, said):
    with pytest.raises(Refused, match=said):
        withhold(story, cast.editor, versions, reason)
    assert not Withheld.objects.exists()


def test_it_is_done_once_and_ended_once(cast, story):
    withhold(story, cast.editor)
    with pytest.raises(Refused, match="Version 2 is withheld already"):
        withhold(story, cast.editor)
    for versions, said in (([1], "Version 1 is not withheld"), ([], "Choose which")):
        with pytest.raises(Refused, match=said):
            workflow.show_again(story, by=cast.duty_editor, versions=versions, reason="So.", now=NOON + 30 * MINUTE)


def test_what_is_to_come_was_never_readers(cast, story):
    later = NOON + 12 * MINUTE
    workflow.save(story, by=cast.reporter, content=replace(content_of(story), dek="To come"), now=later)
    workflow.publish(story, by=cast.editor, kind="update", live_from=NOON + timedelta(hours=2), now=later)
    with pytest.raises(Refused, match="never had a version 4"):
        withhold(story, cast.editor, (4,))


def test_nobody_goes_back_to_it_unawares(cast, story):
    withhold(story, cast.editor)
    second = story.editions.get(number=2)
    for to in (second, story.revisions.get(number=second.revision_number)):
        with pytest.raises(Refused, match="Version 2 was withheld for legal reasons"):
            workflow.go_back(story, by=cast.editor, to=to, now=NOON + 30 * MINUTE)


def test_others_that_say_what_is_gone_are_named(cast, story):
    """Withheld in one version alone, what it said would stand struck through in the redline of another."""
    assert say_the_same(story, [2]) == []
    issued_again(story, cast, 12, body="<p>He is tall.</p>\n<p>He stole it.</p>\n<p>More.</p>")
    issued_again(story, cast, 15, body="<p>He is tall.</p>\n<p>More.</p>")
    assert say_the_same(story, [2]) == [4]
    assert say_the_same(story, [2, 4]) == []


def test_editions_and_their_chain_are_as_they_were(cast, story):
    before = list(Edition.objects.values_list("uid", "digest", "words__text", "words__public_note"))
    withhold(story, cast.editor)
    assert list(Edition.objects.values_list("uid", "digest", "words__text", "words__public_note")) == before
