"""Fronts: begun, arranged by key, issued, planned, recalled, rolled back."""

import json
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction

from articles import workflow
from articles.audit import broken_fronts
from articles.blackout import BAR
from articles.fronts.arrangement import Arrangement, Sublink, from_text, moment_text
from articles.fronts.chain import content_digest
from articles.fronts.operations import (
    AddContainer,
    Beside,
    Move,
    MoveContainer,
    Place,
    Remove,
    RemoveContainer,
    SetCard,
    SetContainer,
)
from articles.models import Front, FrontEdition, FrontPlace, FrontReceipt, FrontWords
from articles.workflow import NotAllowed, Refused
from newsroom.record.models import Change, LogEntry
from newsroom.record.seals import broken_log
from tests.makers import NOON, make_article, make_live, make_photo, make_section, use_of

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def cast(fresh, standing):
    return fresh(standing)


@pytest.fixture
def front(cast, noon):
    """The home front, of which nobody arranged anything yet."""
    return workflow.begin_front("home", by=cast.editor, now=noon)


@pytest.fixture(scope="class")
def arranged(of_class):
    stories = [make_live(of_class, headline=f"Story {n}", slug=f"story-{n}", now=NOON - HOUR) for n in range(4)]
    front = workflow.begin_front("home", by=of_class.editor, now=NOON)
    for name, story in zip("abcd", stories, strict=True):
        workflow.arrange(front, Place("top", str(story.uid), name), by=of_class.editor, now=NOON)
    front.refresh_from_db()
    return SimpleNamespace(front=front, stories=stories)


@pytest.fixture
def stories(fresh, arranged):
    return fresh(arranged.stories)


@pytest.fixture
def filled(fresh, arranged):
    """The home front with its four stories on top, a, b, c and d."""
    return fresh(arranged.front)


def _top(front) -> str:
    front.refresh_from_db()
    return "".join(card.key for card in front.working.container("top").cards)


def _last(verb: str) -> LogEntry:
    return LogEntry.objects.filter(verb=verb).first()


class TestBeginning:
    def test_a_home_that_is_begun_fills_itself_and_readers_have_nothing_of_it(self, cast, noon):
        make_section("City")
        front = workflow.begin_front("home", by=cast.editor, now=noon)
        assert [each.rule for each in front.working.containers] == ["latest", "section"]
        assert not FrontEdition.objects.exists()
        assert _last("begin_front").subject == front.subject

    def test_there_is_one_home(self, cast, noon, front):
        with pytest.raises(Refused, match="being curated already"):
            workflow.begin_front("home", by=cast.editor, now=noon)

    def test_a_special_needs_a_title_and_an_address_of_its_own(self, cast, noon):
        with pytest.raises(Refused, match="title"):
            workflow.begin_front("special", by=cast.editor, now=noon)
        made = workflow.begin_front("special", by=cast.editor, title="Election  night", now=noon)
        assert (made.slug, made.title, made.address) == ("election-night", "Election night", "/special/election-night/")
        with pytest.raises(Refused, match="already"):
            workflow.begin_front("special", by=cast.editor, title="Election night", now=noon)

    def test_who_may_not_issue_begins_none(self, cast, noon):
        for person in (cast.reporter, cast.copy_editor, cast.photographer, cast.stranger):
            with pytest.raises(NotAllowed):
                workflow.begin_front("home", by=person, now=noon)
        assert not Front.objects.exists()

    def test_a_front_of_a_section_without_one_is_no_row(self, cast, noon):
        with pytest.raises(IntegrityError, match="section_front_has_a_section"), transaction.atomic():
            Front.objects.create(kind="section", changed_by=cast.editor, changed_at=noon)


class TestPlacing:
    def test_only_a_story_that_readers_have_or_will_have_is_placed(self, cast, noon, front):
        draft = make_article(by=cast.reporter, now=noon)
        with pytest.raises(Refused, match="readers have, or that is scheduled"):
            workflow.arrange(front, Place("top", str(draft.uid), "x"), by=cast.editor, now=noon)
        workflow.file(draft, by=cast.reporter, now=noon)
        workflow.publish(draft, by=cast.editor, live_from=noon + HOUR, now=noon)
        workflow.arrange(front, Place("top", str(draft.uid), "x"), by=cast.editor, now=noon)
        assert _top(front) == "x"

    def test_a_story_that_somebody_may_not_see_is_not_placed_by_them(self, cast, noon, front):
        story = make_live(cast, now=noon - HOUR)
        workflow.restrict(story, by=cast.duty_editor, people=[cast.duty_editor], now=noon)
        with pytest.raises(Refused, match="Choose another"):
            workflow.arrange(front, Place("top", str(story.uid), "x"), by=cast.editor, now=noon)


class TestArranging:
    def test_a_story_is_placed_moved_and_taken_off(self, cast, noon, filled):
        assert _top(filled) == "abcd"
        workflow.arrange(filled, Move("d", "top", Beside(before="a")), by=cast.editor, now=noon)
        assert _top(filled) == "dabc"
        workflow.arrange(filled, Move("d", "top", Beside(after="b")), by=cast.editor, now=noon)
        assert _top(filled) == "abdc"
        workflow.arrange(filled, Remove("b"), by=cast.editor, now=noon)
        assert _top(filled) == "adc"
        entry = _last("arrange")
        assert json.loads(entry.facts) == {"op": "Remove", "card": "b", "version": filled.version}

    def test_a_story_stands_once_unless_it_is_asked_for(self, cast, noon, filled, stories):
        twice = str(stories[0].uid)
        with pytest.raises(Refused, match="already"):
            workflow.arrange(filled, Place("top", twice, "e"), by=cast.editor, now=noon)
        workflow.arrange(filled, Place("top", twice, "e", again=True), by=cast.editor, now=noon)
        assert _top(filled) == "abcde"

    def test_what_was_sent_twice_is_done_once(self, cast, noon, filled, stories):
        workflow.arrange(filled, Place("top", str(stories[0].uid), "a"), by=cast.editor, now=noon)
        workflow.arrange(filled, AddContainer("top", {"title": "Again"}), by=cast.editor, now=noon)
        assert _top(filled) == "abcd" and filled.working.container("top").title == ""

    def test_of_two_who_set_different_fields_of_a_card_both_are_kept(self, cast, noon, filled):
        workflow.arrange(filled, SetCard("a", {"kicker": "Harbour"}), by=cast.editor, now=noon)
        workflow.arrange(filled, SetCard("a", {"headline": "Shorter", "byline": 1}), by=cast.copy_editor, now=noon)
        card = filled.working if filled.refresh_from_db() else filled.working.card("a")
        assert (card.kicker, card.headline, card.byline) == ("Harbour", "Shorter", 1)
        entry = _last("arrange")
        assert "Shorter" not in entry.facts and "Shorter" in entry.words.text

    def test_a_photo_of_another_story_is_refused(self, cast, noon, filled, stories):
        mine = make_live(
            cast, headline="Mine", slug="mine", photos=(use_of(make_photo(by=cast.reporter)),), now=noon - HOUR
        )
        photo = mine.photos.get().photo
        with pytest.raises(Refused, match="none of this story"):
            workflow.arrange(filled, SetCard("a", {"photo": str(photo.uid)}), by=cast.editor, now=noon)
        workflow.arrange(filled, Place("top", str(mine.uid), "m"), by=cast.editor, now=noon)
        workflow.arrange(filled, SetCard("m", {"photo": str(photo.uid)}), by=cast.editor, now=noon)
        edition = workflow.issue_front(filled, by=cast.editor, now=noon)
        assert FrontPlace.objects.get(edition=edition, article=mine).photo == photo
        # A second card of the story without a photo of its own takes nothing from the first.
        workflow.arrange(filled, Place("top", str(mine.uid), "again", again=True), by=cast.editor, now=noon + HOUR)
        edition = workflow.issue_front(filled, by=cast.editor, now=noon + HOUR)
        assert FrontPlace.objects.get(edition=edition, article=mine).photo == photo

    @pytest.mark.parametrize(
        ("operation", "said"),
        [
            (Move("zz", "top"), "not on this front any more"),
            (Remove("zz"), "not on this front any more"),
            (SetCard("zz", {"kicker": "x"}), "not on this front any more"),
            (Move("a", "zz"), "is gone"),
            (SetContainer("zz", {"title": "x"}), "is gone"),
            (RemoveContainer("zz"), "is gone"),
            (MoveContainer("zz"), "is gone"),
            (SetCard("a", {"kicker": "x" * 41}), "Shorten it"),
            (SetCard("a", {"size": "huge"}), "size"),
            (SetCard("a", {"crop": "7:1"}), "cut to"),
            (SetCard("a", {"nothing": "x"}), "has no"),
            (SetCard("a", {"sublinks": (Sublink("a"),)}), "Only a story that readers have"),
            (SetContainer("top", {"rule": "tag", "of": "a"}), "no such section or tag"),
            (SetContainer("top", {"layout": "round"}), "no layout"),
            (SetContainer("top", {"rule": "luck"}), "Nothing fills"),
            (SetContainer("top", {"rule": "section"}), "which section"),
            (AddContainer("new", {"wrong": "x"}), "has no"),
        ],
    )
    def test_what_cannot_be_done_says_why_and_changes_nothing(self, cast, noon, filled, operation, said):
        before = (filled.arrangement, filled.version, LogEntry.objects.count())
        with pytest.raises(Refused, match=said):
            workflow.arrange(filled, operation, by=cast.editor, now=noon)
        filled.refresh_from_db()
        assert (filled.arrangement, filled.version, LogEntry.objects.count()) == before

    def test_parts_are_added_moved_filled_by_another_rule_and_taken_away(self, cast, noon, filled):
        city = make_section("City")
        added = AddContainer("new", {"title": "From the harbour", "layout": "three"}, Beside(after="top"))
        workflow.arrange(filled, added, by=cast.editor, now=noon)
        workflow.arrange(
            filled, SetContainer("new", {"rule": "section", "of": str(city.uid)}), by=cast.editor, now=noon
        )
        workflow.arrange(filled, MoveContainer("new", Beside(before="top")), by=cast.editor, now=noon)
        filled.refresh_from_db()
        assert [each.key for each in filled.working.containers][:2] == ["new", "top"]
        workflow.arrange(filled, SetContainer("new", {"rule": "latest"}), by=cast.editor, now=noon)
        workflow.arrange(filled, RemoveContainer("top"), by=cast.editor, now=noon)
        filled.refresh_from_db()
        assert filled.working.container("new").of == "" and filled.working.card("a") is None

    def test_who_may_arrange(self, cast, noon, filled):
        for person in (cast.editor, cast.duty_editor, cast.copy_editor):
            workflow.arrange(filled, Move("a", "top"), by=person, now=noon)
        for person in (cast.reporter, cast.photographer, cast.photo_editor, cast.administrator, cast.stranger):
            with pytest.raises(NotAllowed):
                workflow.arrange(filled, Move("a", "top"), by=person, now=noon)

    def test_the_editors_of_a_front_arrange_and_issue_it_and_no_other(self, cast, noon, filled):
        sport = workflow.begin_front("section", section=make_section("Sport"), by=cast.editor, now=noon)
        workflow.edit_front(sport, by=cast.editor, editors=[cast.reporter], now=noon)
        workflow.arrange(sport, SetContainer("top", {"title": "Today"}), by=cast.reporter, now=noon)
        workflow.issue_front(sport, by=cast.reporter, now=noon)
        with pytest.raises(NotAllowed):
            workflow.issue_front(filled, by=cast.reporter, now=noon)
        with pytest.raises(NotAllowed):
            workflow.edit_front(sport, by=cast.reporter, editors=[], now=noon)


class TestIssuing:
    def test_readers_have_it_at_once_chained_and_on_the_record(self, cast, noon, filled):
        first = workflow.issue_front(filled, by=cast.editor, now=noon)
        workflow.arrange(filled, Remove("a"), by=cast.editor, now=noon)
        second = workflow.issue_front(filled, by=cast.editor, now=noon + MINUTE)
        assert (str(second), second.previous, second.live_from) == ("F-2", first.digest, noon + MINUTE)
        assert _last("issue_front").edition_digest == second.digest
        assert Change.objects.filter(tag="front:home", at=noon + MINUTE).exists()
        assert [card.key for card in first.arrangement.cards] == list("abcd")

    def test_who_may_issue(self, cast, noon, filled):
        for person in (cast.copy_editor, cast.reporter, cast.photo_editor, cast.administrator, cast.stranger):
            with pytest.raises(NotAllowed):
                workflow.issue_front(filled, by=person, now=noon)
        assert not FrontEdition.objects.exists()

    def test_what_readers_have_already_is_not_issued_again(self, cast, noon, filled):
        workflow.issue_front(filled, by=cast.editor, now=noon)
        with pytest.raises(Refused, match=r"exactly this already \(F-1\)"):
            workflow.issue_front(filled, by=cast.editor, now=noon + MINUTE)

    def test_what_a_colleague_changed_since_is_looked_at_first(self, cast, noon, filled):
        seen = filled.version
        workflow.arrange(filled, Remove("a"), by=cast.duty_editor, now=noon)
        with pytest.raises(Refused, match="Duty Editor changed this front since you looked"):
            workflow.issue_front(filled, by=cast.editor, version=seen, now=noon)

    def test_there_is_one_ahead_and_it_stays_when_something_is_issued_before_it(self, cast, noon, filled):
        morning = workflow.issue_front(filled, by=cast.editor, live_from=noon + 18 * HOUR, now=noon)
        workflow.arrange(filled, Remove("a"), by=cast.editor, now=noon)
        with pytest.raises(Refused, match="F-1 goes live at .* already"):
            workflow.issue_front(filled, by=cast.editor, live_from=noon + HOUR, now=noon)
        with pytest.raises(Refused, match="F-1 is scheduled. Look at what takes whose place"):
            workflow.issue_front(filled, by=cast.editor, now=noon)
        now = workflow.issue_front(filled, by=cast.editor, seen=1, now=noon)
        standing = filled.editions.standing_at
        assert standing(noon).first() == now and standing(noon + 18 * HOUR).first() == morning

    def test_a_moment_that_is_past_is_refused(self, cast, noon, filled):
        with pytest.raises(Refused, match="past"):
            workflow.issue_front(filled, by=cast.editor, live_from=noon - MINUTE, now=noon)

    def test_the_page_is_another_when_the_time_of_a_card_is_over(self, cast, noon, filled):
        ends = noon + 6 * HOUR
        workflow.arrange(filled, SetCard("a", {"until": moment_text(ends)}), by=cast.editor, now=noon)
        workflow.issue_front(filled, by=cast.editor, now=noon)
        assert Change.objects.filter(tag="front:home", at=ends).exists()

    def test_what_is_ahead_can_be_recalled_and_what_was_live_cannot(self, cast, noon, filled):
        ahead = workflow.issue_front(filled, by=cast.editor, live_from=noon + HOUR, now=noon)
        with pytest.raises(NotAllowed):
            workflow.recall_front(ahead, by=cast.copy_editor, now=noon)
        workflow.recall_front(ahead, by=cast.editor, now=noon)
        assert not filled.editions.ahead(noon).exists()
        with pytest.raises(Refused, match="already"):
            workflow.recall_front(ahead, by=cast.editor, now=noon)
        live = workflow.issue_front(filled, by=cast.editor, now=noon)
        with pytest.raises(Refused, match="Roll the front back"):
            workflow.recall_front(live, by=cast.editor, now=noon)
        with pytest.raises(IntegrityError, match="front_recalled_before_live"), transaction.atomic():
            FrontEdition.objects.filter(pk=live.pk).update(recalled_at=noon + HOUR)


class TestRollingBack:
    @pytest.fixture
    def second(self, cast, noon, filled):
        workflow.issue_front(filled, by=cast.editor, now=noon - MINUTE)
        workflow.arrange(filled, Remove("a"), by=cast.editor, now=noon)
        return workflow.issue_front(filled, by=cast.editor, now=noon)

    def test_an_earlier_front_is_given_back_as_a_new_edition(self, cast, noon, filled, second):
        back = workflow.roll_back(filled, by=cast.editor, to=filled.editions.get(number=1), now=noon + MINUTE)
        assert (back.number, back.like_number) == (3, 1)
        assert _top(filled) == "abcd" and filled.kept == ""
        assert filled.editions.standing_at(noon + MINUTE).first() == back

    def test_what_was_being_arranged_is_kept_and_can_be_brought_back(self, cast, noon, filled, second):
        workflow.arrange(filled, Remove("d"), by=cast.copy_editor, now=noon)
        workflow.roll_back(filled, by=cast.editor, to=filled.editions.get(number=1), now=noon + MINUTE)
        assert _top(filled) == "abcd"
        workflow.bring_back(filled, by=cast.copy_editor, now=noon + MINUTE)
        assert _top(filled) == "bc"
        assert [card.key for card in from_text(filled.kept).container("top").cards] == list("abcd")

    def test_what_readers_never_had_or_have_now_is_refused(self, cast, noon, filled, second):
        workflow.arrange(filled, Remove("b"), by=cast.editor, now=noon)
        ahead = workflow.issue_front(filled, by=cast.editor, live_from=noon + HOUR, now=noon)
        with pytest.raises(Refused, match="never had"):
            workflow.roll_back(filled, by=cast.editor, to=ahead, now=noon)
        with pytest.raises(Refused, match="exactly this now"):
            workflow.roll_back(filled, by=cast.editor, to=second, now=noon)
        with pytest.raises(NotAllowed):
            workflow.roll_back(filled, by=cast.copy_editor, to=second, now=noon)
        with pytest.raises(Refused, match="Nothing was kept"):
            workflow.bring_back(filled, by=cast.editor, now=noon)


class TestRedacting:
    NAME = "Zqgone Bird"

    @pytest.fixture
    def named(self, cast, noon, filled):
        """A front that names somebody everywhere it can, issued, changed since, and rolled back."""
        name, other = self.NAME, str(filled.working.card("b").story)
        said = {
            "headline": f"{name} walks",
            "kicker": name,
            "trail": f"{name} says",
            "sublinks": (Sublink(other, "x"),),
        }
        workflow.arrange(filled, SetContainer("top", {"title": f"About {name}"}), by=cast.editor, now=noon)
        workflow.arrange(filled, SetCard("a", said), by=cast.editor, now=noon)
        links = (Sublink(str(filled.working.card("a").story), f"{name} again"),)
        workflow.arrange(filled, SetCard("b", {"sublinks": links, "kicker": f"Not {name}"}), by=cast.editor, now=noon)
        workflow.issue_front(filled, by=cast.editor, now=noon)
        workflow.arrange(filled, SetContainer("top", {"layout": "big"}), by=cast.editor, now=noon)
        workflow.issue_front(filled, by=cast.editor, now=noon + MINUTE)
        workflow.arrange(filled, SetContainer("top", {"layout": "top"}), by=cast.editor, now=noon)
        workflow.roll_back(filled, by=cast.editor, to=filled.editions.get(number=1), now=noon + 2 * MINUTE)
        filled.refresh_from_db()
        return filled

    def test_its_words_are_gone_from_every_edition_and_the_chain_verifies(self, cast, noon, named, stories):
        redacted = workflow.redact(
            stories[0], by=cast.duty_editor, words=[self.NAME], reason="A witness", now=noon + HOUR
        )
        assert redacted.found["front"] >= 3
        named.refresh_from_db()
        for arrangement in (named.working, *(each.arrangement for each in named.editions.select_related("words"))):
            about = [arrangement.container("top").title, arrangement.card("a").headline, arrangement.card("a").kicker]
            assert not any(self.NAME in text for text in (*about, arrangement.card("b").sublinks[0].text))
        assert not LogEntry.objects.filter(subject=named.subject, words__text__contains="Zqgone").exists()
        assert Change.objects.filter(tag="front:home", at=noon + HOUR).exists()
        assert [*broken_fronts(), *broken_log()] == []

    @pytest.fixture
    def special(self, cast, noon, stories):
        """A special that is named for somebody, issued, and seen without its story."""
        made = workflow.begin_front("special", by=cast.editor, title=f"All about {self.NAME}", now=noon)
        workflow.arrange(made, AddContainer("part", {"title": "More"}), by=cast.editor, now=noon)
        workflow.arrange(made, Place("part", str(stories[0].uid), "a"), by=cast.editor, now=noon)
        workflow.issue_front(made, by=cast.editor, now=noon)
        FrontReceipt.objects.update(shows="/2026/11/22/zqgone-birds-day/ is not where it was put.")
        return made

    def test_a_special_named_for_it_gets_another_title_and_address(self, cast, noon, special, stories):
        old = special.tag
        workflow.redact(stories[0], by=cast.duty_editor, words=[self.NAME], reason="A witness", now=noon + HOUR)
        special.refresh_from_db()
        assert (special.title, special.slug) == (f"All about {BAR}", f"all-about-{special.uid.hex[:8]}")
        assert Change.objects.filter(tag__in=[old, special.tag], at=noon + HOUR).count() == 2
        assert FrontReceipt.objects.get().shows == ""
        assert [*broken_fronts(), *broken_log()] == []

    def test_a_special_without_the_story_keeps_its_name(self, cast, noon, special, stories):
        workflow.add_note(stories[1], by=cast.editor, text=self.NAME, now=noon)
        workflow.redact(stories[1], by=cast.duty_editor, words=[self.NAME], reason="A witness", now=noon + HOUR)
        assert self.NAME in Front.objects.get(pk=special.pk).title

    def test_a_changed_edition_and_a_pretended_redaction_are_named(self, named):
        assert list(broken_fronts()) == []
        words = named.editions.get(number=2).words
        FrontWords.objects.filter(pk=words.pk).update(text=words.text.replace("walks", "runs"))
        assert "F-2 of front" in next(broken_fronts())
        changed = FrontWords.objects.get(pk=words.pk)
        changed.redacted_at, changed.redacted_digest = NOON, content_digest(changed)
        changed.save()
        assert "F-2 of front" in next(broken_fronts())

    def test_a_cut_tail_is_named(self, named):
        last = named.editions.order_by("-number").first()
        FrontReceipt.objects.filter(edition=last).delete()
        FrontPlace.objects.filter(edition=last).delete()
        FrontWords.objects.filter(edition=last).delete()
        last.delete()
        assert "cut" in next(broken_fronts())


def test_an_arrangement_is_read_as_it_was_written(filled):
    assert from_text(filled.arrangement) == filled.working and filled.working.text == filled.arrangement
    with pytest.raises(ValueError, match="schema 9"):
        from_text(Arrangement(schema=9).text)
