"""Editors of one front at the same time: every move is kept, all see the same, nothing is lost or stands twice."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import workflow
from articles.fronts.operations import Beside, Move, Place, Unfit
from articles.models import Front
from articles.workflow import Refused
from newsroom.record.models import LogEntry
from tests.fronts_at_random import beginning, came_of, moves_of_two, play
from tests.makers import NOON, make_live, make_people


def _plainly(name, newest, operation):
    return operation.on(newest)


@given(st.integers(0, 2**32))
@settings(max_examples=120, deadline=None)
def test_two_editors_who_move_different_cards_both_see_all_moves(seed):
    assert moves_of_two(seed, _plainly) == []


@given(st.integers(0, 2**32), st.integers(2, 3))
@settings(max_examples=120, deadline=None)
def test_two_and_three_editors_who_do_anything_end_with_the_same_and_lose_nothing(seed, editors):
    _newest, _refused, wrong = play(seed, editors, _plainly)
    assert wrong == []


def test_the_check_finds_what_would_be_wrong():
    front = beginning()
    assert came_of(Move("k00", "c1"), front, front) == "it stands in another part"
    assert "lost" in came_of(Move("k00", "c1"), front, Move("k00", "c1").on(front).with_container(front.container("c2")
        .__class__("c2")))  # fmt: skip


def test_editors_whose_screens_are_behind_act_through_the_verb(cast, noon):
    """As above, through locks, permissions, rows and the log."""
    front = workflow.begin_front("home", by=cast.editor, now=noon)
    people = {"A": cast.editor, "B": cast.duty_editor, "C": cast.copy_editor}
    stories = {}

    def apply(name, newest, operation):
        if Front.objects.get(pk=front.pk).arrangement != newest.text:
            Front.objects.filter(pk=front.pk).update(arrangement=newest.text)
        if isinstance(operation, Place):
            if operation.story not in stories:
                slug = f"s-{len(stories)}"
                stories[operation.story] = str(make_live(cast, slug=slug, headline=slug, now=noon).uid)
            operation = Place(operation.container, stories[operation.story], operation.card, operation.beside)
        try:
            return workflow.arrange(front, operation, by=people[name], now=noon.replace(hour=13)).working
        except Refused as refused:
            raise Unfit(str(refused)) from refused

    acts = LogEntry.objects.filter(verb="arrange").count
    before = acts()
    for seed in range(4):
        assert moves_of_two(seed, apply) == []
        assert play(seed, 3, apply)[2] == []
    assert acts() > before + 100


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_two_who_move_at_the_same_moment_both_succeed():
    people = make_people({"editor": "editor", "duty editor": "duty editor", "reporter": "reporter"})
    cast = type("Cast", (), {"reporter": people["reporter"], "editor": people["editor"]})
    front = workflow.begin_front("home", by=cast.editor, now=NOON)
    later = NOON.replace(hour=13)
    for number in range(6):
        story = make_live(cast, headline=f"Story {number}", slug=f"story-{number}", now=NOON)
        workflow.arrange(front, Place("top", str(story.uid), f"k{number}"), by=cast.editor, now=later)

    def move_all(who, cards):
        try:
            for step in range(10):
                card = cards[step % len(cards)]
                workflow.arrange(front, Move(card, "top", Beside(first=True)), by=who, now=later)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(move_all, people["editor"], ["k0", "k1", "k2"])
        second = pool.submit(move_all, people["duty editor"], ["k3", "k4", "k5"])
        first.result(), second.result()
    front.refresh_from_db()
    assert sorted(card.key for card in front.working.cards) == [f"k{number}" for number in range(6)]
    assert front.version == 6 + 20, "each move is one version, and none was written over"
