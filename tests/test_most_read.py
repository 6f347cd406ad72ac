"""What is read most: reckoned twice a minute, steady, never with what must not be in it; kept out and let back."""

from datetime import timedelta

import pytest

from articles import workflow
from articles.models import MostRead, MostReadBar
from articles.most_read import EVERY, KEPT, OLD, kept, rank, steadied
from articles.workflow import NotAllowed, Refused
from newsroom.reads import writing
from newsroom.reads.counting import Batch
from newsroom.reads.writing import write
from newsroom.record.log import turn
from newsroom.record.models import Change, LogEntry, LogWords, Pulse
from newsroom.record.seals import broken_log
from newsroom.tasks.management.commands import db_worker
from tests.makers import make_live, make_section

HOUR = timedelta(hours=1)


@pytest.fixture
def stories(cast, noon):
    """Four stories of two sections, live before noon."""
    sport = str(make_section("Sport").uid)
    said = [{}, {}, {"section": sport}, {"section": sport}]
    return [make_live(cast, now=noon - HOUR, headline=f"Story {n}", **each) for n, each in enumerate(said, start=1)]


def test_a_list_is_a_minute_behind_a_read_at_most():
    assert timedelta(seconds=writing.EVERY) + EVERY <= timedelta(minutes=1)
    assert timedelta(seconds=db_worker.EVERY_SECONDS) <= EVERY


def _read(counts: dict, now) -> None:
    write(Batch({story.pk: many for story, many in counts.items()}, sum(counts.values())), now)


def test_the_paper_and_each_section_have_a_list_for_each_window(stories, noon):
    one, two, three, four = stories
    _read({one: 5, two: 40, three: 20, four: 30}, noon)
    rank(noon)
    city, sport = make_section().pk, make_section("Sport").pk
    for window in ("hour", "day", "week"):
        lists = kept()
        assert lists[window] == [two.pk, four.pk, three.pk, one.pk]
        assert lists[f"{window}:{city}"] == [two.pk, one.pk]
        assert lists[f"{window}:{sport}"] == [four.pk, three.pk]
    rank(noon + timedelta(hours=2))
    assert "hour" not in kept(), "nothing was read in that hour"
    assert "day" in kept()


def test_a_story_that_is_sensitive_pulled_withdrawn_retracted_or_old_is_never_in_it(cast, stories, noon):
    one, two, three, four = stories
    workflow.pull(two, by=cast.editor, now=noon)
    workflow.withdraw(three, by=cast.duty_editor, note="Wrong.", now=noon)
    workflow.retract(four, by=cast.editor, note="We no longer stand by it.", now=noon - timedelta(minutes=1))
    old = make_live(cast, now=noon - timedelta(days=OLD + 1), headline="Old")
    quiet = make_live(cast, now=noon - HOUR, headline="Quiet")
    quiet.editions.update(sensitive=True)
    _read({one: 1, two: 9, three: 9, four: 9, old: 9, quiet: 9}, noon)
    rank(noon)
    assert kept()["day"] == [one.pk]


def test_it_keeps_a_few_more_than_it_shows_and_no_more(cast, noon):
    many = [make_live(cast, now=noon - HOUR, headline=f"Story {n}") for n in range(KEPT + 2)]
    _read({story: 100 - n for n, story in enumerate(many)}, noon)
    rank(noon)
    assert kept()["day"] == [story.pk for story in many[:KEPT]]


def test_pages_are_told_only_when_the_places_they_show_are_different(stories, noon):
    one, two, *_rest = stories
    _read({one: 100, two: 50}, noon)
    rank(noon)
    city = make_section().pk
    assert set(Change.objects.filter(tag__startswith="most-read").values_list("tag", flat=True)) == {
        f"most-read:{window}{section}" for window in ("hour", "day", "week") for section in ("", f":{city}")
    }
    before = Pulse.objects.get()
    _read({one: 5, two: 20}, noon + timedelta(minutes=1))
    rank(noon + timedelta(minutes=1))
    assert Pulse.objects.get().turns == before.turns, "nobody changed places"
    _read({two: 200}, noon + timedelta(minutes=2))
    rank(noon + timedelta(minutes=2))
    after = Pulse.objects.get()
    assert (after.turns, after.number, after.stirs) == (before.turns + 1, before.number, before.stirs)
    assert Change.objects.latest("pk").number == after.number + after.turns
    assert not list(broken_log()), "the log is whole: a turn is no act"


def test_an_act_after_a_turn_has_a_change_of_a_later_number(cast, stories, noon):
    _read({stories[0]: 5, stories[1]: 2}, noon)
    rank(noon)
    turned = Change.objects.latest("pk").number
    workflow.pull(stories[0], by=cast.editor, now=noon)
    assert Change.objects.filter(tag=stories[0].tag).latest("pk").number > turned
    assert not list(broken_log())


def test_a_turn_outside_a_transaction_is_refused(transactional_db):
    with pytest.raises(RuntimeError, match="outside a transaction"):
        turn([])


class TestSteadied:
    def test_without_a_list_before_the_reads_alone_decide(self):
        assert steadied([], {1: 100, 2: 101, 3: 7}) == [2, 1, 3]

    def test_two_that_are_read_alike_keep_their_places(self):
        assert steadied([1, 2], {1: 100, 2: 105}) == [1, 2]
        assert steadied([1, 2], {1: 100, 2: 106}) == [2, 1]

    def test_one_that_comes_in_finds_its_place_and_one_that_is_read_no_more_goes(self):
        assert steadied([1, 2, 3], {1: 50, 3: 20, 9: 200}) == [9, 1, 3]


class TestBarred:
    WHY = "Its headline is a joke that goes round."

    def test_an_editor_keeps_a_story_out_at_once_with_a_reason_on_the_record(self, cast, stories, noon):
        one, two, *_rest = stories
        _read({one: 5, two: 9}, noon)
        rank(noon)
        workflow.bar(two, by=cast.editor, reason=self.WHY, now=noon)
        assert kept()["day"] == [one.pk]
        entry = LogEntry.objects.latest("number")
        assert (entry.verb, entry.by, entry.subject) == ("bar", cast.editor, two.subject)
        assert self.WHY in LogWords.objects.get(entry=entry).text
        told = Change.objects.filter(tag="most-read:day").latest("pk")
        assert told.number > entry.number, "the pages that showed it are told"
        rank(noon)
        assert kept()["day"] == [one.pk]

    def test_it_is_let_back_likewise(self, cast, stories, noon):
        one, two, *_rest = stories
        _read({one: 5, two: 9}, noon)
        workflow.bar(two, by=cast.editor, reason=self.WHY, now=noon)
        workflow.unbar(two, by=cast.duty_editor, reason="It is news again.", now=noon + HOUR / 60)
        row = MostReadBar.objects.get()
        assert (row.ended_by, row.ended_at) == (cast.duty_editor, noon + HOUR / 60)
        assert "news again" in LogWords.objects.latest("entry__number").text
        rank(noon + HOUR / 60)
        assert kept()["day"] == [two.pk, one.pk]

    def test_it_asks_for_a_reason_and_is_done_once(self, cast, stories, noon):
        one = stories[0]
        with pytest.raises(Refused, match="Say why it is kept out"):
            workflow.bar(one, by=cast.editor, reason=" ", now=noon)
        with pytest.raises(Refused, match="is not kept out"):
            workflow.unbar(one, by=cast.editor, reason="So.", now=noon)
        workflow.bar(one, by=cast.editor, reason=self.WHY, now=noon)
        with pytest.raises(Refused, match="kept out of Most read already"):
            workflow.bar(one, by=cast.editor, reason=self.WHY, now=noon)
        with pytest.raises(Refused, match="why it may be"):
            workflow.unbar(one, by=cast.editor, reason="", now=noon)

    def test_whoever_may_not_publish_may_not(self, cast, stories, noon):
        for person in (cast.reporter, cast.copy_editor, cast.stranger):
            with pytest.raises(NotAllowed, match="may not keep this story out of Most read"):
                workflow.bar(stories[0], by=person, reason=self.WHY, now=noon)
        assert not MostReadBar.objects.exists()


def test_two_workers_that_reckon_at_once_leave_one_list(stories, noon, monkeypatch):
    """The second finds the places taken, and leaves it at that."""
    one, two, *_rest = stories
    _read({one: 5, two: 9}, noon)
    rank(noon)
    monkeypatch.setattr("articles.most_read.kept", dict)
    monkeypatch.setattr(MostRead.objects, "filter", lambda **_said: MostRead.objects.none())
    rank(noon)
    monkeypatch.undo()
    assert kept()["day"] == [two.pk, one.pk]
