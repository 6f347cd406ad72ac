"""A live story with one entry, as it is two minutes after it went out."""

import uuid
from types import SimpleNamespace

import pytest

from articles import workflow
from articles.workflow import Said
from newsroom import clock
from tests.conftest import NOON
from tests.makers import make_contributor, make_live

from .pages import MINUTE


@pytest.fixture
def cast(fresh, standing):
    return fresh(standing)


@pytest.fixture(scope="module")
def made(standing):
    """Make the night once for a file: the reporter posts to it, and the editor reads behind."""
    story, begun = make_live(standing, now=NOON - 2 * MINUTE, headline="Election night"), NOON - MINUTE
    workflow.open_live(story, by=standing.editor, now=begun)
    workflow.let_post(story, by=standing.editor, user=standing.reporter, reader=standing.editor, now=begun)
    byline = make_contributor()
    byline.account = standing.reporter
    byline.save()
    said = Said("Polls have closed\nIt rains", byline=byline)
    edition = workflow.post(story, by=standing.reporter, said=said, token=uuid.uuid4(), now=begun)
    return SimpleNamespace(story=story, byline=byline, edition=edition, entry=edition.article)


@pytest.fixture
def _at_noon(noon, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: noon)


@pytest.fixture
def night(fresh, made, _at_noon):
    """A live story with one entry; the reporter's byline."""
    return fresh(made)


@pytest.fixture
def story(cast, noon, _at_noon):
    """A story readers have, which nobody has opened yet."""
    return make_live(cast, now=noon - 2 * MINUTE, headline="Election night")
