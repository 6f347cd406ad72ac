"""Signing in, for the pages of notices."""

from tests.admin.conftest import _no_second_factor, as_  # noqa: F401
