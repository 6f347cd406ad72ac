"""What is blocked in a live story is blocked in its entries, and who blocks it is told which entries have it now."""

import uuid
from datetime import timedelta

import pytest

from articles import workflow
from articles.models import Edition, Pull
from articles.restricted_names import restricted_by
from articles.workflow import Refused, Said
from newsroom import clock
from tests.makers import make_contributor, make_live

MINUTE = timedelta(minutes=1)
NAME = "Maria Quell"


@pytest.fixture(autouse=True)
def _key(settings):
    settings.NAMES_KEY = "a key that is only in this test"


@pytest.fixture
def live(cast, noon, monkeypatch):
    """A live story open since noon with two entries; the one of 12:03 names somebody."""
    story = make_live(cast, now=noon - MINUTE, headline="Election night")
    workflow.open_live(story, by=cast.editor, now=noon)
    workflow.let_post(story, by=cast.editor, user=cast.reporter, reader=cast.editor, now=noon)
    monkeypatch.setattr(clock, "now", lambda: noon + 60 * MINUTE)
    return story


@pytest.fixture
def named(live, cast, noon):
    post(live, cast, noon + 2 * MINUTE, "It rains")
    return post(live, cast, noon + 3 * MINUTE, f"{NAME} speaks")


def post(live, cast, at, text) -> Edition:
    said = Said(text, byline=make_contributor())
    return workflow.post(live, by=cast.reporter, said=said, token=uuid.uuid4(), now=at)


def block(live, cast, at, name=NAME):
    return workflow.block_names(live, by=cast.editor, names=[name], reason="A minor.", now=at)


def test_who_blocks_a_name_is_told_which_entries_readers_have_with_it(live, named, cast, noon):
    done = block(live, cast, noon + 4 * MINUTE)
    assert list(done.entries) == [named.article.live_entry]
    workflow.pull(named.article, by=cast.editor, now=noon + 5 * MINUTE)
    again = block(live, cast, noon + 6 * MINUTE, "Somebody Else")
    assert list(again.entries) == []


def test_an_entry_with_it_cannot_be_restored_corrected_or_filed_and_approved(live, named, cast, noon):
    block(live, cast, noon + 4 * MINUTE)
    workflow.pull(named.article, by=cast.editor, now=noon + 5 * MINUTE)
    with pytest.raises(Refused, match="A blocked name stands in"):
        workflow.restore(named.article, by=cast.editor, now=noon + 6 * MINUTE)
    assert Pull.objects.get().off_until is None
    said = Said("quell maria spoke", byline=make_contributor())
    entry = workflow.queue_entry(live, by=cast.reporter, said=said, token=uuid.uuid4(), now=noon + 7 * MINUTE).article
    with pytest.raises(Refused, match="A blocked name stands in"):
        workflow.approve_entry(entry, by=cast.editor, revision=1, now=noon + 8 * MINUTE)
    assert not entry.editions.exists()


def test_the_notice_of_a_withdrawn_entry_cannot_say_it(live, named, cast, noon):
    block(live, cast, noon + 4 * MINUTE)
    with pytest.raises(Refused, match="A blocked name stands in the note"):
        workflow.withdraw(named.article, by=cast.duty_editor, note=f"{NAME} did not.", now=noon + 5 * MINUTE)
    assert named.article.editions.count() == 1


def test_another_live_storys_entries_may_say_it(live, cast, noon):
    block(live, cast, noon + MINUTE)
    other = make_live(cast, now=noon - MINUTE, headline="Budget day", slugline="budget-day")
    workflow.open_live(other, by=cast.editor, now=noon)
    workflow.let_post(other, by=cast.editor, user=cast.reporter, reader=cast.editor, now=noon)
    assert post(other, cast, noon + 2 * MINUTE, f"{NAME} speaks").number == 1


def test_a_writer_of_its_entries_is_not_given_the_name(live, named, cast, noon):
    block(live, cast, noon + 4 * MINUTE, "Zqbird")
    writer = make_contributor()
    assert restricted_by(writer) is None
    writer.name = "Zqbird Junior"
    assert restricted_by(writer) is not None


def test_the_desk_says_so_on_the_story_and_on_the_entry(as_, live, named, cast, noon):
    block(live, cast, noon + 4 * MINUTE)
    desk = as_(cast.editor)
    page = desk.get(f"/admin/articles/article/{live.pk}/change/").text
    assert "Readers have a blocked name now, in:" in page and "the entry of 12:03" in page
    entry = desk.get(f"/admin/articles/article/{named.article_id}/change/").text
    assert "Readers have a blocked name now, in:" in entry and "paragraph 1" in entry


def test_entries_are_looked_through_in_as_many_queries_however_many(
    live, named, cast, noon, django_assert_max_num_queries
):
    from articles.blocked_places import entries_with_one

    block(live, cast, noon + 4 * MINUTE, "Somebody Else")
    post(live, cast, noon + 5 * MINUTE, "Somebody Elsewhere")
    with django_assert_max_num_queries(2):
        assert entries_with_one(live, noon + 9 * MINUTE) == []
