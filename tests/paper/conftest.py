"""What the paper is, set and read: pages of the desk ask nobody for a second factor."""

import pytest

from newsroom.paper.verbs import set_paper
from tests.makers import NOON


@pytest.fixture(autouse=True)
def _no_second_factor(no_second_factor):
    pass


@pytest.fixture
def set_(cast, django_capture_on_commit_callbacks):
    """Set something of the paper as the managing editor does, to the end of the act."""

    def _set(at=NOON, **said):
        with django_capture_on_commit_callbacks(execute=True):
            return set_paper(said, by=cast.managing_editor, now=at)

    return _set
