"""Tests of the editor in a browser sit down at a desk that runs inside the test."""

from tests.live_desk import signed_in  # noqa: F401
