"""The board: what needs somebody now, and only what they may see."""

from dataclasses import replace
from datetime import timedelta

import pytest

from articles import workflow
from articles.working_copy import content_of
from newsroom.desk.board import LONGEST, cards
from tests.conftest import NOON
from tests.makers import make_article, make_live


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


def board(user, now=NOON) -> dict[str, list[str]]:
    """Return the titles on each filled card."""
    return {card.name: [line.title for line in card.lines] for card in cards(user, now) if card.lines}


def filed(cast, slugline="filed", now=NOON):
    article = make_article(by=cast.reporter, now=now, slugline=slugline)
    return workflow.file(article, by=cast.reporter, now=now)


def test_a_new_newsroom_has_nothing_waiting(cast):
    assert board(cast.editor) == {}


def test_a_filed_story_is_for_whoever_may_read_it(cast):
    filed(cast)
    assert board(cast.editor)["for-me"] == ["filed"]
    assert "for-me" not in board(cast.second_reporter)


def test_nobody_is_asked_to_read_what_they_filed(cast):
    article = make_article(by=cast.editor, slugline="own")
    workflow.file(article, by=cast.editor, now=NOON)
    assert "for-me" not in board(cast.editor)
    assert board(cast.copy_editor)["for-me"] == ["own"]


def test_the_one_that_waited_longest_comes_first(cast):
    filed(cast, "later", NOON + minutes(5))
    filed(cast, "sooner", NOON)
    assert board(cast.editor, NOON + minutes(9))["for-me"] == ["sooner", "later"]


def test_an_unread_story_stands_first_until_it_is_read(cast):
    article = make_article(by=cast.duty_editor, slugline="fire")
    edition = workflow.publish_alone(
        article, by=cast.duty_editor, reason="alone", reader=cast.editor, read_after=NOON + minutes(60), now=NOON
    )
    found = [card for card in cards(cast.editor, NOON + minutes(1)) if card.lines][0]
    assert found.name == "unread"
    assert "by you" in found.lines[0].facts
    workflow.read_after(edition, by=cast.editor, now=NOON + minutes(2))
    assert "unread" not in board(cast.editor, NOON + minutes(3))


def test_a_reading_that_is_overdue_says_so(cast):
    article = make_article(by=cast.duty_editor)
    workflow.publish_alone(
        article, by=cast.duty_editor, reason="alone", reader=cast.editor, read_after=NOON + minutes(60), now=NOON
    )
    line = next(card.lines[0] for card in cards(cast.editor, NOON + minutes(61)) if card.name == "unread")
    assert (line.state, line.tone) == ("Reading overdue", "stop")


def test_a_hold_shows_its_kind_until_it_is_lifted(cast):
    hold = workflow.hold(make_article(by=cast.reporter), by=cast.editor, kind="legal", reason="Ask Anna", now=NOON)
    line = next(card.lines[0] for card in cards(cast.editor, NOON) if card.name == "holds")
    assert "Legal" in line.facts
    assert "Ask Anna" not in "".join(line.facts)
    workflow.lift(hold, by=cast.duty_editor, reason="cleared", now=NOON + minutes(1))
    assert "holds" not in board(cast.editor)


def test_a_live_story_somebody_went_on_with_is_shown_with_its_version(cast):
    article = make_live(cast, slugline="meals")
    assert "changed" not in board(cast.editor, NOON + minutes(1))
    content = replace(content_of(article), dek="Another dek.")
    workflow.save(article, by=cast.reporter, content=content, now=NOON + minutes(2))
    line = next(card.lines[0] for card in cards(cast.editor, NOON + minutes(3)) if card.name == "changed")
    assert "readers have version 1" in line.facts


def test_what_goes_live_within_a_day_is_shown_and_what_is_later_is_not(cast):
    for name, ahead in [("soon", timedelta(hours=5)), ("tomorrow-night", timedelta(hours=25))]:
        workflow.publish(filed(cast, name), by=cast.editor, live_from=NOON + ahead, now=NOON)
    assert board(cast.editor)["ahead"] == ["soon"]


def test_what_is_signed_off_is_ready_for_whoever_publishes(cast):
    workflow.sign_off(filed(cast, "signed"), by=cast.copy_editor, now=NOON)
    assert board(cast.editor)["ready"] == ["signed"]
    assert "ready" not in board(cast.copy_editor)


def test_reporters_find_their_own_work(cast):
    make_article(by=cast.reporter, slugline="mine")
    assert board(cast.reporter)["mine"] == ["mine"]
    assert "mine" not in board(cast.second_reporter)


@pytest.mark.parametrize(
    "role", ["editor", "second_reporter", "copy_editor", "administrator", "photographer", "stranger"]
)
def test_a_restricted_story_is_on_nobody_elses_board(cast, role):
    secret = filed(cast, "secret")
    workflow.hold(secret, by=cast.editor, kind="legal", reason="x", now=NOON)
    workflow.restrict(secret, by=cast.duty_editor, people=[cast.reporter, cast.duty_editor], now=NOON)
    assert "secret" not in str(board(getattr(cast, role)))
    assert "secret" in str(board(cast.duty_editor))


def test_a_long_card_is_cut_and_says_that_there_is_more(cast):
    for n in range(LONGEST + 1):
        filed(cast, f"story-{n}")
    card = next(card for card in cards(cast.editor, NOON) if card.name == "for-me")
    assert (len(card.lines), card.more) == (LONGEST, True)


def test_its_cost_does_not_grow_with_the_stories(cast, django_assert_max_num_queries):
    for n in range(6):
        filed(cast, f"story-{n}")
        workflow.hold(make_article(by=cast.reporter), by=cast.editor, kind="legal", reason="x", now=NOON)
    list(cards(cast.editor, NOON))
    with django_assert_max_num_queries(10):
        list(cards(cast.editor, NOON))


def test_the_page_shows_it_and_names_what_is_empty(client, cast):
    filed(cast, "on-the-page", now=NOON)
    client.force_login(cast.editor)
    page = client.get("/admin/").text
    assert "on-the-page" in page
    assert "no holds" in page


def test_the_page_of_a_quiet_newsroom_is_one_line(client, cast):
    client.force_login(cast.editor)
    assert "Nothing waiting." in client.get("/admin/").text
