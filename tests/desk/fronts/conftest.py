"""A front with two of three stories on it, an hour after it was arranged."""

from types import SimpleNamespace

import pytest
import time_machine

from articles import workflow
from articles.fronts.operations import Place
from tests.makers import NOON, make_live

from .pages import HOUR, LATER


@pytest.fixture(autouse=True)
def _an_hour_later():
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture(autouse=True)
def _without_a_second_factor(no_second_factor):
    """What is looked at here is who may arrange and issue."""


@pytest.fixture
def cast(fresh, standing):
    return fresh(standing)


@pytest.fixture(scope="class")
def arranged(of_class):
    stories = [make_live(of_class, headline=f"Story {name}", slug=f"story-{name}", now=NOON - HOUR) for name in "abc"]
    front = workflow.begin_front("home", by=of_class.editor, now=NOON)
    for name, story in zip("ab", stories, strict=False):
        workflow.arrange(front, Place("top", str(story.uid), name), by=of_class.editor, now=NOON)
    front.refresh_from_db()
    return SimpleNamespace(front=front, stories=stories)


@pytest.fixture
def stories(fresh, arranged):
    return fresh(arranged.stories)


@pytest.fixture
def front(fresh, arranged):
    return fresh(arranged.front)
