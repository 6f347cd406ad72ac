"""Signing in, and what is mailed, for the pages of notices."""

import pytest
from django.core import mail

from tests.admin.conftest import _no_second_factor, as_  # noqa: F401


@pytest.fixture
def mails(settings):
    """What is mailed, where there is a mail server."""
    settings.EMAIL_URL = "console:"
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    mail.outbox = []
    return mail.outbox
