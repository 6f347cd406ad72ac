"""Signing in, for pages of the desk."""

import pytest


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.SECOND_FACTOR = False


@pytest.fixture
def as_(client):
    """Return the client, signed in as somebody."""

    def sign_in(person):
        client.force_login(person)
        return client

    return sign_in
