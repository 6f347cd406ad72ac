"""Prepared stories: when they were last checked, and by whom."""

from datetime import timedelta

import pytest

from articles import workflow
from articles.workflow import NotAllowed, Refused
from newsroom.desk.board import cards
from newsroom.desk.week import key_of, week
from newsroom.record.models import LogEntry
from tests.makers import make_article


@pytest.fixture
def stock(cast, noon):
    story = make_article(by=cast.reporter, kind="obituary")
    return workflow.hold(story, by=cast.editor, kind="stock", reason="Prepared.", now=noon)


def test_checking_is_on_the_record_and_leaves_the_hold(cast, noon, stock):
    kept = workflow.check_stock(stock, by=cast.reporter, now=noon + timedelta(days=30))
    assert kept.checked_by == cast.reporter and kept.checked_at == noon + timedelta(days=30)
    assert kept.lifted_at is None and LogEntry.objects.order_by("-number").first().verb == "check_stock"


def test_the_board_says_when_it_was_checked(cast, noon, stock):
    def line():
        (card,) = (card for card in cards(cast.editor, noon + timedelta(days=200)) if card.name == "holds")
        return card.lines[0].facts

    assert "Stock (prepared), never checked" in line()
    workflow.check_stock(stock, by=cast.editor, now=noon + timedelta(days=170))
    assert "Stock (prepared), checked May 2027" in line()


@pytest.mark.parametrize("who", ["second_reporter", "photo_editor", "administrator", "photographer"])
def test_who_may_not_change_the_story_may_not_check_it(cast, noon, stock, who):
    with pytest.raises(NotAllowed, match="may not check this prepared story"):
        workflow.check_stock(stock, by=getattr(cast, who), now=noon)


def test_only_stock_is_checked_and_only_while_it_is_held(cast, noon, stock):
    other = workflow.hold(stock.article, by=cast.editor, kind="legal", reason="The lawyer.", now=noon)
    workflow.lift(stock, by=cast.duty_editor, now=noon)
    for hold in (other, stock):
        with pytest.raises(Refused, match="not held as stock"):
            workflow.check_stock(hold, by=cast.editor, now=noon)


def test_the_plan_and_the_board_never_call_it_overdue(cast, noon, stock):
    other = make_article(by=cast.reporter, slugline="late", now=noon)
    later = noon + timedelta(days=1)
    for story in (stock.article, other):
        workflow.set_due(story, by=cast.editor, due_at=noon + timedelta(hours=1), now=noon)
        workflow.plan_for(story, by=cast.editor, planned_for=noon + timedelta(hours=1), now=noon)
    shown = [entry for day in week(cast.editor, key_of(noon.date()), later).days for entry in day.entries]
    assert {entry.article.pk: entry.late for entry in shown} == {stock.article.pk: False, other.pk: True}
    overdue = [line for card in cards(cast.editor, later) if card.name == "overdue" for line in card.lines]
    assert [line.key for line in overdue] == [other.pk]
