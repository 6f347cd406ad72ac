"""A newsletter, readers who take it, and what is mailed."""

import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.core import mail
from django.test import Client

from articles import workflow
from newsroom.letters import issuing, keeping, readers
from newsroom.letters.addresses import off_token
from newsroom.letters.models import Subscription
from newsroom.letters.sending import press_on
from newsroom.letters.tasks import mail_confirmation
from tests.makers import NOON, make_live, make_tag

HERE = {"Origin": "http://testserver"}
LATER = NOON + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _a_desk_without_second_factor(no_second_factor, settings):
    settings.ALLOWED_HOSTS = ["testserver"]


@pytest.fixture
def mails(settings):
    """What is mailed, where there is a mail server."""
    settings.EMAIL_URL = "console:"
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    mail.outbox = []
    return mail.outbox


def said(**fields) -> keeping.Said:
    """Return what is said of a newsletter of the tag Harbour, unless `fields` say otherwise."""
    if "front" not in fields:
        fields.setdefault("tag", make_tag())
    return keeping.Said(**{"name": "Harbour news", "about": "What is new at the harbour.", "is_on": True, **fields})


@pytest.fixture
def letter(cast):
    """A newsletter of a tag, which is on and sent by hand."""
    return keeping.begin_letter(said(), by=cast.administrator, now=NOON)


def take(letter, *addresses: str, now=NOON) -> list[Subscription]:
    """Have people take a newsletter and confirm it by the link they are mailed."""
    rows = []
    for address in addresses:
        readers.ask(letter, address, now=now)
        row = letter.subscriptions.get(address=address)
        with time_machine.travel(now, tick=False):
            mail_confirmation.func(row.pk)
        rows.append(readers.confirm(confirm_token(mail.outbox.pop()), now=now))
    return rows


def confirm_token(message) -> str:
    """Return what is in the link of a confirmation."""
    return re.search(r"/newsletters/confirm/([^/\s]+)/", message.body)[1]


def off_path(row: Subscription) -> str:
    return f"/newsletters/off/{off_token(row.uid)}/"


@pytest.fixture
def story(cast):
    """A story with the newsletter's tag, which readers have."""
    return make_live(cast, headline="Council votes for the wall", slug="wall")


def send(letter, cast, now=LATER, run: str = "elsewhere:1:test"):
    """Draw an issue up, send it, and do all of the worker's batches."""
    issue = issuing.send_issue(issuing.draw_up(letter, by=cast.editor, now=now), by=cast.editor, now=now)
    while press_on(issue.pk, run, now):
        pass
    issue.refresh_from_db()
    return issue


def form_token(response) -> str:
    return unescape(re.search(r'name="token" value="([^"]+)"', response.content.decode())[1])


def ask_by_form(letter, address: str, at=LATER, client=None, headers=HERE, **fields):
    """Open the newsletter's page and send its form ten seconds later."""
    client, path = client or Client(), f"/newsletters/{letter.slug}/"
    with time_machine.travel(at, tick=False):
        token = form_token(client.get(path))
    with time_machine.travel(at + timedelta(seconds=10), tick=False):
        return client.post(path, {"email": address, "website": "", "token": token, **fields}, headers=headers)


def pull(story, cast, now=LATER):
    return workflow.pull(story, by=cast.editor, now=now)
