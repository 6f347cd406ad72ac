"""Hostile text is watched at a desk that runs inside the test, with the policy switched off."""

import pytest

from .watching import Watch


@pytest.fixture
def watch(signed_in):
    """Return a function that sits somebody down at a browser that obeys no policy and notices everything."""
    return lambda user: Watch(signed_in(user, 1280, bypass_csp=True))
