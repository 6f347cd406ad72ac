"""What is mailed; the pages of notices ask nobody for a second factor."""

import pytest
from django.core import mail


@pytest.fixture(autouse=True)
def _no_second_factor(no_second_factor):
    pass


@pytest.fixture
def mails(settings):
    """What is mailed, where there is a mail server."""
    settings.EMAIL_URL = "console:"
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    mail.outbox = []
    return mail.outbox
