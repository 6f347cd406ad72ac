"""Mail that came back, as a provider tells: heeded with the secret alone, telling nobody whose address is known."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from newsroom.letters import chores, readers
from newsroom.letters.models import Subscription

from .conftest import LATER, take

PATH, SECRET = "/newsletters/bounces/", "a long secret"
ONE, TWO = "one@example.net", "two@example.net"


@pytest.fixture(autouse=True)
def _two_readers(letter, mails, settings):
    settings.BOUNCE_SECRET = SECRET
    take(letter, ONE, TWO)


def tell(said, at=LATER, secret=f"Bearer {SECRET}"):
    body = said if isinstance(said, bytes) else json.dumps(said)
    with time_machine.travel(at, tick=False):
        return Client().post(PATH, body, content_type="application/json", headers={"Authorization": secret})


def getting() -> list[str]:
    return list(Subscription.objects.getting().order_by("pk").values_list("address", flat=True))


def test_nobody_there_suspends_and_is_forgotten_after_a_month():
    answer = tell({"hard": [ONE.upper(), "unknown@example.net"]})
    assert (answer.status_code, answer.json()) == (200, {"taken": True})
    assert getting() == [TWO]
    assert chores.forget(LATER + timedelta(days=30)) == 0
    assert chores.forget(LATER + timedelta(days=30, minutes=1)) == 1
    assert not Subscription.objects.filter(address=ONE).exists()


def test_full_or_away_suspends_the_fifth_time():
    for number in range(1, 6):
        tell({"soft": [ONE]})
        assert getting() == ([ONE, TWO] if number < 5 else [TWO])


def test_not_wanted_is_erased_at_once():
    tell({"complaint": [ONE]})
    assert list(Subscription.objects.values_list("address", flat=True)) == [TWO]


def test_who_was_suspended_may_confirm_again(letter, mails):
    tell({"hard": [ONE]})
    take(letter, ONE, now=LATER + timedelta(hours=1))
    assert getting() == [ONE, TWO]
    assert Subscription.objects.get(address=ONE).bounces == 0


def test_it_is_answered_the_same_for_an_address_nobody_has():
    known, unknown = tell({"hard": [ONE]}), tell({"hard": ["unknown@example.net"]})
    assert (known.content, known.status_code) == (unknown.content, unknown.status_code)


@pytest.mark.parametrize("secret", ["", "Bearer", "Bearer ", "Bearer wrong", SECRET, f"Bearer {SECRET} ", "Bearer é"])
def test_without_the_secret_there_is_no_such_address(secret):
    assert tell({"hard": [ONE]}, secret=secret).status_code == 404
    assert getting() == [ONE, TWO]


def test_where_none_is_set_no_secret_opens_it(settings):
    settings.BOUNCE_SECRET = ""
    for secret in ("Bearer ", "Bearer", ""):
        assert tell({"hard": [ONE]}, secret=secret).status_code == 404
    assert getting() == [ONE, TWO]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (b"{", "no JSON"),
        (b"\xff\xfe", "no JSON"),
        (["hard"], "Send an object"),
        ({"hrad": [ONE]}, "Send an object"),
        ({"hard": ONE}, '"hard" has to be a list'),
        ({"hard": [1]}, '"hard" has to be a list'),
        ({"hard": [ONE], "soft": ["x" * 300]}, '"soft" has to be a list'),
        ({"hard": [f"r{number}@example.net" for number in range(1001)]}, "at most 1000"),
        (b'{"hard": ["' + b"x" * 300_000 + b'"]}', "at most 262144 bytes"),
    ],
)
def test_what_is_not_in_the_form_is_answered_with_a_sentence_and_does_nothing(said, sentence):
    answer = tell(said)
    assert answer.status_code == 400
    assert sentence in answer.json()["error"]
    assert getting() == [ONE, TWO]


def test_a_nul_in_an_address_is_no_fault():
    assert tell({"hard": ["a\0b@example.net"], "soft": ["\0\0\0"], "complaint": ["x\0y@z"]}).status_code == 200


def test_it_takes_no_other_method():
    assert Client().get(PATH).status_code == 405


def test_an_erased_reader_has_nothing_left():
    assert readers.erase(ONE.upper()) == 1
    assert readers.held_of(ONE) == []
