"""An issue arranged by hand before it goes: ordered, left out of, put into, worded, given back; and the rules stay."""

import json
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import permutations

import pytest

from articles import workflow
from articles.fronts.operations import AddContainer, Place, SetContainer
from articles.models import Edition
from newsroom.letters import arranging, issuing, keeping, wording
from newsroom.letters.acting import NotAllowed, Refused
from newsroom.letters.models import Issue, IssueStory, Letter
from newsroom.letters.press import press
from newsroom.letters.sending import press_on
from newsroom.record.models import LogEntry
from tests.makers import NOON, make_article, make_content, make_live, make_person, make_tag
from tests.readers import text

from .conftest import LATER, pull, said, take

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
SOON = LATER + MINUTE


def live(cast, name: str, **fields):
    fields.setdefault("now", NOON)
    return make_live(cast, headline=f"Story {name}", slug=f"story-{name}", **fields)


def elsewhere(cast, name: str, **fields):
    """Return a live story that the newsletter's tag does not give."""
    return live(cast, name, tags=(str(make_tag("Elsewhere").uid),), **fields)


def order(issue, at=SOON) -> str:
    """Return the stories of the mail as it would go at that moment, by their names."""
    printed = press().print(issue, at)
    lines = printed.text.split("\n") if printed else []
    return "".join(line.removeprefix("Story ")[0] for line in lines if line.startswith("Story "))


@pytest.fixture
def stories(cast):
    """Three stories of the tag, which its issue has as c, b, a."""
    return {name: live(cast, name, now=NOON + number * MINUTE) for number, name in enumerate("abc")}


@pytest.fixture
def issue(letter, stories, cast, mails) -> Issue:
    return issuing.draw_up(letter, by=cast.editor, now=LATER)


@pytest.fixture
def uid(stories):
    return {name: str(story.uid) for name, story in stories.items()}


def last_entry() -> LogEntry:
    return LogEntry.objects.latest("number")


class TestOrder:
    def test_a_story_moves_before_or_after_another(self, issue, uid, cast):
        assert order(issue) == "cba"
        arranging.move(issue, uid["a"], before=uid["c"], by=cast.editor, now=SOON)
        assert order(issue) == "acb"
        entry = last_entry()
        assert (entry.verb, entry.by, json.loads(entry.facts)) == (
            "move in letter", cast.editor, {"issue": 1, "story": uid["a"]},
        )  # fmt: skip
        arranging.move(issue, uid["a"], after=uid["c"], by=cast.editor, now=SOON)
        assert order(issue) == "cab"

    def test_beside_one_that_is_gone_it_stands_last(self, issue, uid, cast):
        arranging.move(issue, uid["c"], before="nobody", by=cast.editor, now=SOON)
        assert order(issue) == "bac"

    def test_where_it_stands_already_is_no_act(self, issue, uid, cast):
        before = LogEntry.objects.count()
        arranging.move(issue, uid["b"], after=uid["c"], by=cast.editor, now=SOON)
        assert LogEntry.objects.count() == before
        assert Issue.objects.get().mark == issue.mark

    def test_the_first_is_the_subject_where_none_was_typed(self, issue, uid, cast):
        arranging.move(issue, uid["a"], before=uid["c"], by=cast.editor, now=SOON)
        assert press().print(issue, SOON).subject == "Harbour news: Story a"

    def test_one_that_was_left_out_meanwhile_is_not_moved_and_that_is_said(self, issue, uid, cast):
        arranging.leave_out(issue, uid["a"], by=cast.duty_editor, now=SOON)
        with pytest.raises(Refused, match="not in this issue any more: a colleague left it out"):
            arranging.move(issue, uid["a"], before=uid["c"], by=cast.editor, now=SOON)

    def test_two_editors_who_looked_at_the_same_issue_both_have_their_way(self, letter, stories, uid, cast, mails):
        """Whichever of them is first: each act is done to what the other left."""
        acts = [
            lambda each: arranging.move(each, uid["a"], before=uid["c"], by=cast.editor, now=SOON),
            lambda each: arranging.leave_out(each, uid["b"], by=cast.duty_editor, now=SOON),
            lambda each: wording.set_intro(each, "Three at once.", was="", by=cast.editor, now=SOON),
            lambda each: wording.set_title(each, "The wall", was="", by=cast.duty_editor, now=SOON),
        ]
        for turn in permutations(acts):
            looked_at = issuing.draw_up(letter, by=cast.editor, now=LATER)
            for act in turn:
                act(Issue.objects.get(pk=looked_at.pk) if act is turn[0] else looked_at)
            printed = press().print(Issue.objects.get(pk=looked_at.pk), SOON)
            assert (order(looked_at), printed.subject) == ("ac", "Harbour news: The wall")
            assert "Three at once." in printed.text


class TestOfAFront:
    @pytest.fixture
    def issue(self, cast, stories, uid, mails):
        front = workflow.begin_front("special", by=cast.editor, title="Mornings", now=NOON)
        for operation in (
            SetContainer("top", {"title": "Upper"}),
            AddContainer("low", {"title": "Lower"}),
            Place("top", uid["a"], "one"),
            Place("low", uid["b"], "two"),
            Place("low", uid["c"], "three"),
        ):
            workflow.arrange(front, operation, by=cast.editor, now=NOON)
        workflow.issue_front(front, by=cast.editor, now=NOON + HOUR / 2)
        letter = keeping.begin_letter(said(front=front), by=cast.administrator, now=NOON)
        return issuing.draw_up(letter, by=cast.editor, now=LATER)

    def test_a_story_stands_under_the_title_of_its_neighbour(self, issue, uid, cast):
        arranging.move(issue, uid["c"], after=uid["a"], by=cast.editor, now=SOON)
        lines = [line for line in press().print(issue, SOON).text.split("\n") if line.startswith(("==", "Story"))]
        assert lines == ["== Upper ==", "Story a", "Story c", "== Lower ==", "Story b"]
        arranging.reset(issue, by=cast.editor, now=SOON)
        lines = [line for line in press().print(issue, SOON).text.split("\n") if line.startswith(("==", "Story"))]
        assert lines == ["== Upper ==", "Story a", "== Lower ==", "Story b", "Story c"]


class TestLeftOut:
    def test_it_is_in_no_mail_and_can_be_put_back_where_it_was(self, issue, uid, cast):
        arranging.leave_out(issue, uid["b"], by=cast.editor, now=SOON)
        assert order(issue) == "ca"
        assert (last_entry().verb, json.loads(last_entry().facts)["story"]) == ("leave out of letter", uid["b"])
        arranging.put_in(issue, uid["b"], by=cast.editor, now=SOON)
        assert order(issue) == "cba"

    def test_twice_is_said(self, issue, uid, cast):
        arranging.leave_out(issue, uid["b"], by=cast.editor, now=SOON)
        with pytest.raises(Refused, match="a colleague left it out"):
            arranging.leave_out(issue, uid["b"], by=cast.duty_editor, now=SOON)

    def test_all_of_it_cannot_be_sent(self, issue, uid, cast):
        for each in uid.values():
            arranging.leave_out(issue, each, by=cast.editor, now=SOON)
        with pytest.raises(Refused, match="Readers have none of its stories"):
            issuing.send_issue(issue, by=cast.editor, now=SOON)

    def test_it_is_not_new_to_the_issue_after(self, letter, issue, uid, cast):
        arranging.leave_out(issue, uid["b"], by=cast.editor, now=SOON)
        issuing.send_issue(issue, by=cast.editor, now=SOON)
        live(cast, "d", now=SOON)
        assert order(issuing.draw_up(letter, by=cast.editor, now=SOON + HOUR), SOON + HOUR) == "d"

    def test_it_does_not_say_on_the_page_that_something_is_gone(self, letter, issue, uid, cast, read):
        arranging.leave_out(issue, uid["b"], by=cast.editor, now=SOON)
        issuing.send_issue(issue, by=cast.editor, now=SOON)
        page = text(read("/newsletters/harbour-news/1/", SOON + MINUTE))
        assert "Story a" in page and "Story b" not in page and "not available" not in page


class TestPutIn:
    def test_a_story_of_another_tag_stands_where_it_is_put(self, issue, uid, cast):
        other = elsewhere(cast, "x")
        arranging.put_in(issue, str(other.uid), before=uid["b"], by=cast.editor, now=SOON)
        assert order(issue) == "cxba"
        assert (last_entry().verb, json.loads(last_entry().facts)["story"]) == ("put in letter", str(other.uid))

    def test_one_that_is_there_is_refused_and_changes_nothing(self, issue, uid, cast):
        with pytest.raises(Refused, match="in this issue already"):
            arranging.put_in(issue, uid["b"], by=cast.editor, now=SOON)
        assert order(issue) == "cba"

    def test_nothing_that_readers_do_not_have_can_be_put_in(self, issue, cast):
        draft = make_article(by=cast.reporter, headline="Story draft", slug="draft")
        pulled = elsewhere(cast, "pulled")
        pull(pulled, cast, LATER)
        embargoed = make_article(by=cast.reporter, headline="Story embargoed", slug="embargoed")
        workflow.embargo(embargoed, by=cast.reporter, until=LATER + HOUR, now=NOON)
        workflow.publish(embargoed, by=cast.editor, live_from=LATER + HOUR, now=NOON)
        for story in (draft, pulled, embargoed):
            with pytest.raises(Refused, match="Readers do not have that story now"):
                arranging.put_in(issue, str(story.uid), by=cast.editor, now=SOON)
        assert order(issue) == "cba"

    def test_nothing_sensitive_can_be_put_in(self, issue, cast):
        story = make_sensitive(elsewhere(cast, "x"), cast)
        assert Edition.objects.standing_at(LATER).get(article=story).sensitive
        with pytest.raises(Refused, match="sensitive: it is in no newsletter"):
            arranging.put_in(issue, str(story.uid), by=cast.editor, now=SOON)

    @pytest.mark.parametrize("story", ["", "nonsense", "0" * 500, "9" * 32, "\0"])
    def test_what_is_no_story_is_said(self, issue, cast, story):
        with pytest.raises(Refused, match="no such story|do not have that story"):
            arranging.put_in(issue, story, by=cast.editor, now=SOON)

    def test_no_more_than_fit_a_mail(self, issue, cast, monkeypatch):
        monkeypatch.setattr(arranging, "MOST", 3)
        with pytest.raises(Refused, match="has 3 stories already. Leave one out first"):
            arranging.put_in(issue, str(elsewhere(cast, "x").uid), by=cast.editor, now=SOON)

    def test_what_is_paid_for_is_mailed_under_its_label_where_an_editor_put_it(self, issue, cast):
        paid = make_article(by=cast.duty_editor, paid_as="supported", sponsor="Pell", headline="Story p", slug="p")
        workflow.file(paid, by=cast.duty_editor, now=NOON)
        workflow.publish(paid, by=cast.editor, now=NOON)
        again = issuing.draw_up(issue.letter, by=cast.editor, now=LATER)
        assert order(again) == "cba", "nobody put it there"
        arranging.put_in(again, str(paid.uid), by=cast.editor, now=SOON)
        assert "[Supported by Pell]\nStory p" in press().print(again, SOON).text

    def test_one_that_came_after_the_issue_was_drawn_up_is_not_in_the_next_again(self, letter, issue, cast):
        late = live(cast, "l", now=LATER + timedelta(seconds=30))
        arranging.put_in(issue, str(late.uid), by=cast.editor, now=SOON)
        issuing.send_issue(issue, by=cast.editor, now=SOON)
        live(cast, "m", now=SOON)
        assert order(issuing.draw_up(letter, by=cast.editor, now=SOON + HOUR), SOON + HOUR) == "m"


def make_sensitive(story, cast):
    type(story).objects.filter(pk=story.pk).update(sensitive=True)
    story.refresh_from_db()
    content = make_content(headline=story.headline, slug=story.slug)
    workflow.save(story, by=cast.reporter, content=replace(content, dek="Told again."), now=NOON + MINUTE)
    workflow.publish(story, by=cast.editor, kind="update", now=NOON + 2 * MINUTE)
    return story


class TestGivenBack:
    def test_it_has_what_the_tag_gave_in_that_order_and_keeps_what_was_typed(self, issue, uid, cast):
        other = elsewhere(cast, "x")
        arranging.put_in(issue, str(other.uid), before=uid["c"], by=cast.editor, now=SOON)
        arranging.move(issue, uid["a"], before=uid["c"], by=cast.editor, now=SOON)
        arranging.leave_out(issue, uid["b"], by=cast.editor, now=SOON)
        wording.set_title(issue, "Mine", by=cast.editor, now=SOON)
        arranging.reset(issue, by=cast.editor, now=SOON)
        assert order(issue) == "cba"
        assert press().print(Issue.objects.get(), SOON).subject == "Harbour news: Mine"
        assert last_entry().verb == "reset letter"
        arranging.put_in(issue, str(other.uid), by=cast.editor, now=SOON)
        assert order(issue) == "cbax"

    def test_where_nothing_is_otherwise_it_is_no_act(self, issue, cast):
        before = LogEntry.objects.count()
        arranging.reset(issue, by=cast.editor, now=SOON)
        assert LogEntry.objects.count() == before


class TestWords:
    def test_an_introduction_stands_over_the_stories_in_mail_text_and_browser(self, issue, cast, read):
        wording.set_intro(issue, " A day <of>\n water. ", by=cast.editor, now=SOON)
        entry = last_entry()
        assert (entry.verb, json.loads(entry.facts)) == ("word letter", {"issue": 1, "what": "intro"})
        issuing.send_issue(Issue.objects.get(), by=cast.editor, now=SOON)
        printed = press().print(Issue.objects.get(), SOON)
        assert printed.text.index("A day <of> water.") < printed.text.index("Story c")
        page = text(read("/newsletters/harbour-news/1/", SOON + MINUTE))
        for said_ in (printed.html, page):
            assert said_.index("A day &lt;of&gt; water.") < said_.rindex("Story c")

    def test_one_too_long_is_refused(self, issue, cast):
        with pytest.raises(Refused, match="301 characters long; 300 fit"):
            wording.set_intro(issue, "x" * 301, by=cast.editor, now=SOON)

    @pytest.mark.parametrize("word", [wording.set_title, wording.set_intro])
    def test_a_colleague_s_words_are_not_written_over_unseen(self, issue, cast, word):
        word(issue, "Hers", was="", by=cast.duty_editor, now=SOON)
        with pytest.raises(Refused, match="wrote “Hers” there meanwhile; you wrote “Mine”"):
            word(issue, "Mine", was="", by=cast.editor, now=SOON)
        word(issue, "Mine", was="Hers", by=cast.editor, now=SOON)

    @pytest.mark.parametrize("word", [wording.set_title, wording.set_intro])
    def test_they_fall_with_a_story_they_may_be_about_left_out_or_not(self, issue, stories, uid, cast, word):
        word(issue, "Zqwall collapses", by=cast.editor, now=SOON)
        arranging.leave_out(issue, uid["b"], by=cast.editor, now=SOON)
        assert "Zqwall" in said_in(issue)
        pull(stories["b"], cast, SOON)
        assert "Zqwall" not in said_in(issue, SOON + MINUTE)
        word(issue, "Zqwall collapses", by=cast.editor, now=SOON + MINUTE)
        assert "Zqwall" in said_in(issue, SOON + MINUTE), "somebody looked at it once more"

    def test_a_redaction_reaches_an_introduction(self, letter, cast, mails):
        story = live(cast, "z", body="<p>Zqname Bird said so.</p>")
        issue = issuing.draw_up(letter, by=cast.editor, now=LATER)
        wording.set_intro(issue, "What Zqname Bird said", by=cast.editor, now=LATER)
        workflow.redact(story, by=cast.duty_editor, words=["Zqname Bird"], reason="An order", now=LATER)
        assert "zqname" not in Issue.objects.get().intro.lower()


def said_in(issue, at=SOON) -> str:
    printed = press().print(Issue.objects.get(pk=issue.pk), at)
    return printed.subject + printed.text + printed.html


class TestSending:
    def test_what_may_not_be_sent_any_more_falls_out_and_the_record_says_so(self, issue, stories, uid, cast, mails):
        take(issue.letter, "one@example.net", "two@example.net")
        pull(stories["b"], cast, SOON)
        issuing.send_issue(issue, by=cast.editor, now=SOON)
        [entry] = LogEntry.objects.filter(verb="drop from letter")
        assert (entry.by, json.loads(entry.facts)) == (None, {"issue": 1, "stories": [uid["b"]]})
        pull(stories["c"], cast, SOON + MINUTE)
        while press_on(issue.pk, "elsewhere:1:x", SOON + 2 * MINUTE):
            pass
        assert all("Story a" in mail.body and "Story b" not in mail.body for mail in mails)
        dropped = [json.loads(each.facts)["stories"] for each in LogEntry.objects.filter(verb="drop from letter")]
        assert sorted(dropped) == sorted([[uid["b"]], [uid["c"]]]), "each is said once"

    def test_where_nothing_fell_out_nothing_is_said(self, issue, cast):
        issuing.send_issue(issue, by=cast.editor, now=SOON)
        assert not LogEntry.objects.filter(verb="drop from letter").exists()

    def test_what_a_colleague_changed_since_it_was_looked_at_is_not_sent(self, issue, uid, cast):
        seen = issue.mark
        arranging.leave_out(issue, uid["b"], by=cast.duty_editor, now=SOON)
        with pytest.raises(Refused, match="A colleague changed this issue since you looked"):
            issuing.send_issue(issue, seen=seen, by=cast.editor, now=SOON)
        issuing.send_issue(issue, seen=Issue.objects.get().mark, by=cast.editor, now=SOON)
        assert Issue.objects.get().state == "sending"

    def test_nothing_is_arranged_once_it_is_on_its_way(self, issue, uid, cast):
        issuing.send_issue(issue, by=cast.editor, now=SOON)
        for act in (arranging.leave_out, arranging.put_in, arranging.move):
            with pytest.raises(Refused, match="“Being sent” by now"):
                act(issue, uid["a"], by=cast.editor, now=SOON)
        for again in (arranging.reset, lambda each, **by: wording.set_intro(each, "x", **by)):
            with pytest.raises(Refused, match="“Being sent” by now"):
                again(issue, by=cast.editor, now=SOON)


class TestByTheClock:
    @pytest.fixture
    def letter(self, cast):
        daily = said(rhythm=Letter.Rhythm.DAILY, at=time(14, 0))
        return keeping.begin_letter(daily, by=cast.administrator, now=NOON)

    def test_one_that_somebody_arranged_goes_as_it_stands(self, letter, issue, uid, cast):
        arranging.move(issue, uid["a"], before=uid["c"], by=cast.editor, now=SOON)
        sent = issuing.send_by_itself(letter, date(2026, 11, 22), SOON + HOUR)
        assert (sent.pk, sent.day, sent.state, order(sent)) == (issue.pk, date(2026, 11, 22), "sending", "acb")
        assert issuing.send_by_itself(letter, date(2026, 11, 22), SOON + HOUR) is None

    def test_one_that_was_only_looked_at_does_not(self, letter, issue, cast):
        live(cast, "d", now=SOON)
        sent = issuing.send_by_itself(letter, date(2026, 11, 22), SOON + HOUR)
        assert (sent.pk != issue.pk, order(sent, SOON + HOUR)) == (True, "dcba")

    def test_one_of_which_readers_have_nothing_does_not(self, letter, issue, stories, uid, cast):
        for name in "bc":
            arranging.leave_out(issue, uid[name], by=cast.editor, now=SOON)
        pull(stories["a"], cast, SOON)
        live(cast, "d", now=SOON)
        sent = issuing.send_by_itself(letter, date(2026, 11, 22), SOON + HOUR)
        assert (sent.pk != issue.pk, order(sent, SOON + HOUR)) == (True, "dcb")

    def test_one_from_before_its_hours_were_changed_does_not(self, letter, issue, uid, cast):
        arranging.move(issue, uid["a"], before=uid["c"], by=cast.editor, now=SOON)
        later = said(rhythm=Letter.Rhythm.DAILY, at=time(15, 0))
        letter = keeping.change_letter(letter, later, by=cast.administrator, now=SOON)
        sent = issuing.send_by_itself(letter, date(2026, 11, 22), LATER + 2 * HOUR)
        assert sent.pk != issue.pk


def test_who_may_not_send_may_arrange_nothing(issue, uid, cast):
    before = LogEntry.objects.count(), list(IssueStory.objects.values())
    for who in (cast.reporter, cast.administrator, cast.photographer, make_person("other", "copy editor")):
        for act in (
            lambda by: arranging.move(issue, uid["a"], before=uid["c"], by=by),
            lambda by: arranging.leave_out(issue, uid["a"], by=by),
            lambda by: arranging.put_in(issue, uid["a"], by=by),
            lambda by: arranging.reset(issue, by=by),
            lambda by: wording.set_intro(issue, "x", by=by),
        ):
            with pytest.raises(NotAllowed, match="may not (arrange|word) a newsletter"):
                act(who)
    assert (LogEntry.objects.count(), list(IssueStory.objects.values())) == before
