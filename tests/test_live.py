"""Live stories: entries that are stories of their own, posted at once, read behind, and never lists' to have."""

import uuid
from datetime import timedelta

import pytest

from articles import workflow
from articles.audit import broken_chains
from articles.models import Article, Contributor, Edition, LiveEntry, LiveGrant, LiveStory, ReadAfter
from articles.workflow import NotAllowed, Refused, Said
from newsroom.record.models import LogEntry
from tests.makers import make_contributor, make_live

MINUTE = timedelta(minutes=1)


@pytest.fixture
def live(cast, noon):
    """A live story open since noon, to which the reporter may post while the editor reads behind."""
    story = make_live(cast, now=noon - MINUTE, headline="Election night")
    workflow.open_live(story, by=cast.editor, now=noon)
    workflow.let_post(story, by=cast.editor, user=cast.reporter, reader=cast.editor, now=noon)
    return story


def said(text="Turnout is 61 %", **fields) -> Said:
    return Said(text, byline=make_contributor(), **fields)


def posted(live, cast, noon, **given):
    token = given.pop("token", uuid.uuid4())
    return workflow.post(live, **{"by": cast.reporter, "said": said(), "token": token, "now": noon + MINUTE, **given})


def test_a_post_is_its_own_story_and_live_at_once_unread_with_a_reader(live, cast, noon):
    edition = posted(live, cast, noon, said=said("Turnout is 61 %\n\n5 < 6", headline="So far"))
    assert edition.live_from == noon + MINUTE
    assert (edition.eyes, edition.unread_reason, edition.kind) == ("unread", "live", "first")
    assert edition.content.body == "<p>Turnout is 61 %</p>\n<p>5 &lt; 6</p>"
    assert edition.article.part_of == live
    owed = ReadAfter.objects.get(edition=edition)
    assert (owed.reader, owed.due_at) == (cast.editor, noon + 31 * MINUTE)
    last = LogEntry.objects.order_by("number").last()
    assert (last.verb, last.number) == ("post", edition.article.live_entry.number)
    assert list(broken_chains()) == []


def test_it_needs_no_headline_and_something_to_say(live, cast, noon):
    assert posted(live, cast, noon).content.headline == ""
    with pytest.raises(Refused, match="The entry says nothing"):
        posted(live, cast, noon, said=said(" "))
    assert LiveEntry.objects.count() == 1


def test_what_is_sent_twice_is_posted_once(live, cast, noon):
    token = uuid.uuid4()
    first = posted(live, cast, noon, token=token)
    assert posted(live, cast, noon, token=token, now=noon + 2 * MINUTE) == first
    assert LiveEntry.objects.count() == 1
    with pytest.raises(Refused, match="posted already, in other words"):
        posted(live, cast, noon, token=token, said=said("Turnout is 62 %"))
    workflow.let_post(live, by=cast.editor, user=cast.second_reporter, reader=cast.editor, now=noon)
    with pytest.raises(Refused, match="Another entry was sent under that number"):
        posted(live, cast, noon, token=token, by=cast.second_reporter)


def test_only_who_was_given_leave_posts_and_nothing_is_begun_otherwise(live, cast, noon):
    stories = Article.objects.count()
    for person in (cast.second_reporter, cast.editor, cast.photographer, cast.stranger):
        with pytest.raises(NotAllowed, match="may not post to this live story"):
            posted(live, cast, noon, by=person)
    assert Article.objects.count() == stories


def test_leave_needs_another_who_may_sign_off(live, cast, noon):
    with pytest.raises(Refused, match="Nobody reads their own entries"):
        workflow.let_post(live, by=cast.editor, user=cast.editor, reader=cast.editor, now=noon)
    with pytest.raises(Refused, match="may not sign stories off"):
        workflow.let_post(live, by=cast.editor, user=cast.editor, reader=cast.reporter, now=noon)
    with pytest.raises(Refused, match="may post to it already"):
        workflow.let_post(live, by=cast.editor, user=cast.reporter, reader=cast.editor, now=noon)
    with pytest.raises(NotAllowed):
        workflow.let_post(live, by=cast.reporter, user=cast.second_reporter, reader=cast.editor, now=noon)
    assert LiveGrant.objects.count() == 1


def test_nothing_is_posted_under_the_name_of_who_pays(live, cast, noon):
    Contributor.objects.filter(pk=make_contributor("Harbour Bank").pk).update(kind="sponsor")
    paying = Contributor.objects.get(name="Harbour Bank")
    with pytest.raises(Refused, match="Harbour Bank pays for advertisements, and cannot be on the byline"):
        posted(live, cast, noon, said=Said("Save with us", byline=paying))
    assert LiveEntry.objects.count() == 0


def test_before_it_opens_nothing_is_posted(cast, noon):
    story = make_live(cast, now=noon - MINUTE)
    workflow.open_live(story, by=cast.editor, opens_at=noon + 10 * MINUTE, now=noon)
    workflow.let_post(story, by=cast.editor, user=cast.reporter, reader=cast.editor, now=noon)
    with pytest.raises(Refused, match="It opens at"):
        posted(story, cast, noon)
    assert posted(story, cast, noon, now=noon + 10 * MINUTE).number == 1


def test_a_hold_or_a_blocked_name_of_the_live_story_binds_its_entries(live, cast, noon):
    workflow.block_names(live, by=cast.editor, names=["Maria Quell"], reason="A minor.", now=noon)
    with pytest.raises(Refused, match="A blocked name stands in"):
        posted(live, cast, noon, said=said("Maria Quell was seen at the count."))
    workflow.hold(live, by=cast.editor, kind="legal", reason="A letter came.", now=noon)
    with pytest.raises(Refused, match="put it on hold"):
        posted(live, cast, noon)
    assert not LiveEntry.objects.exists()


def test_no_list_has_an_entry_and_a_pull_of_the_live_story_takes_it(live, cast, noon):
    edition = posted(live, cast, noon)
    at = noon + 2 * MINUTE
    assert edition in Edition.objects.live(at)
    assert list(Edition.objects.listed(at).values_list("article", flat=True)) == [live.pk]
    workflow.pull(live, by=cast.editor, now=at)
    assert not Edition.objects.live(at).exists()
    workflow.restore(live, by=cast.editor, now=at + MINUTE)
    assert edition in Edition.objects.live(at + MINUTE)
    with pytest.raises(Refused, match="Readers do not have the live story itself"):
        workflow.pull(live, by=cast.editor, now=at + 2 * MINUTE)
        posted(live, cast, noon, now=at + 3 * MINUTE)


def test_a_correction_keeps_the_time_and_the_place_and_is_read_again(live, cast, noon):
    edition = posted(live, cast, noon)
    entry = LiveEntry.objects.get()
    note = {"kind": "correction", "note": "We said 61.", "edition": 1}
    again = workflow.edit_entry(
        edition.article, by=cast.reporter, said=said("It is 51 %"), **note, now=noon + 9 * MINUTE
    )
    after = LiveEntry.objects.get()
    assert (after.at, after.number) == (entry.at, entry.number)
    assert (again.number, again.kind, again.words.public_note) == (2, "correction", "We said 61.")
    assert ReadAfter.objects.filter(edition=again).exists()
    assert LogEntry.objects.order_by("number").last().verb == "edit_entry"
    with pytest.raises(Refused, match="changed after you opened it"):
        workflow.edit_entry(edition.article, by=cast.reporter, said=said("It is 52 %"), **note, now=noon + 9 * MINUTE)


def test_who_posted_an_entry_may_pull_it_and_nobody_elses(live, cast, noon):
    workflow.let_post(live, by=cast.editor, user=cast.second_reporter, reader=cast.editor, now=noon)
    mine, theirs = posted(live, cast, noon), posted(live, cast, noon, by=cast.second_reporter)
    workflow.pull(mine.article, by=cast.reporter, now=noon + 2 * MINUTE)
    assert mine not in Edition.objects.live(noon + 2 * MINUTE)
    with pytest.raises(NotAllowed):
        workflow.pull(theirs.article, by=cast.reporter, now=noon + 2 * MINUTE)


def test_closing_asks_for_a_summary_and_ends_every_leave_to_post(live, cast, noon):
    end = noon + 60 * MINUTE
    with pytest.raises(Refused, match="Write the summary"):
        workflow.close_live(live, by=cast.editor, summary=" ", now=end)
    with pytest.raises(Refused, match="Say who reads it behind you"):
        workflow.close_live(live, by=cast.editor, summary="The wall won.", now=end)
    fixed = workflow.close_live(live, by=cast.editor, summary="The wall won.", reader=cast.duty_editor, now=end)
    assert ReadAfter.objects.get(edition=fixed.edition).reader == cast.duty_editor
    assert fixed.edition.content.body == "<p>The wall won.</p>"
    assert LiveStory.objects.get().closed_at == end
    assert not LiveGrant.objects.filter(ended_at=None).exists()
    with pytest.raises(NotAllowed):
        posted(live, cast, noon, now=end + MINUTE)
    assert list(broken_chains()) == []


def test_a_story_is_opened_once_and_never_an_entry(live, cast, noon):
    with pytest.raises(Refused, match="This is a live story already"):
        workflow.open_live(live, by=cast.editor, now=noon)
    entry = posted(live, cast, noon).article
    with pytest.raises(Refused, match="an entry of a live story already"):
        workflow.open_live(entry, by=cast.editor, now=noon)
    with pytest.raises(NotAllowed):
        workflow.open_live(live, by=cast.reporter, now=noon)
