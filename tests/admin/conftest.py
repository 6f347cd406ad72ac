"""Pages of the desk ask nobody for a second factor."""

import pytest


@pytest.fixture(autouse=True)
def _no_second_factor(no_second_factor):
    pass
