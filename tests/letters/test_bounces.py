"""Mail that came back, as a provider tells: heeded with a signature alone, telling nobody whose address is known."""

import hmac
import json
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from newsroom.letters import bounces, chores, readers
from newsroom.letters.models import Subscription
from newsroom.public.letters import reported
from tests.makers import NOON

from .conftest import LATER, take

PATH, SECRET = "/newsletters/bounces/", "a long secret"
ONE, TWO = "one@example.net", "two@example.net"


@pytest.fixture(autouse=True)
def _two_readers(letter, mails, settings):
    cache.clear()
    settings.BOUNCE_SECRET = SECRET
    take(letter, ONE, TWO)


def sign(body: bytes, at, secret=SECRET) -> str:
    seconds = str(int(at.timestamp()))
    return f"t={seconds},v1={hmac.new(secret.encode(), seconds.encode() + b'.' + body, 'sha256').hexdigest()}"


def tell(said, at=LATER, signature=None):
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    headers = {"Newsroom-Signature": sign(body, at) if signature is None else signature}
    with time_machine.travel(at, tick=False):
        return Client().post(PATH, body, content_type="application/json", headers=headers)


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
        tell({"soft": [ONE]}, LATER + timedelta(seconds=number))
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


BODY = json.dumps({"hard": [ONE]}).encode()


@pytest.mark.parametrize(
    "signature",
    [
        "",
        "t=,v1=",
        "Bearer é",
        sign(BODY, LATER, "another secret"),
        sign(BODY + b" ", LATER),
        sign(BODY, LATER - timedelta(minutes=6)),
        sign(BODY, LATER + timedelta(minutes=6)),
        sign(BODY, LATER).replace("v1=", "v2="),
    ],
)
def test_without_a_fresh_signature_of_just_this_there_is_no_such_address(signature):
    assert tell(BODY, signature=signature).status_code == 404
    assert getting() == [ONE, TWO]


def test_where_no_secret_is_set_nothing_signed_opens_it(settings):
    settings.BOUNCE_SECRET = ""
    assert tell(BODY, signature=sign(BODY, LATER, "")).status_code == 404
    assert getting() == [ONE, TWO]


def test_the_same_report_once_more_does_nothing(letter):
    for _time in range(6):
        answer = tell({"soft": [ONE]})
    assert (answer.status_code, answer.json()) == (200, {"taken": False})
    assert Subscription.objects.get(address=ONE).bounces == 1


def test_one_that_could_not_be_taken_may_come_once_more(monkeypatch):
    def fail(*_said):
        raise OSError

    with monkeypatch.context() as broken:
        broken.setitem(bounces.KINDS, "hard", fail)
        with pytest.raises(OSError):
            tell(BODY)
    assert tell(BODY).json() == {"taken": True}
    assert getting() == [TWO]


@pytest.mark.parametrize("kind", ["hard", "soft", "complaint"])
def test_what_was_said_before_somebody_confirmed_is_passed_over(letter, kind):
    for number in range(6):
        said = {kind: [ONE], "at": (NOON - timedelta(minutes=1 + number)).isoformat()}
        assert tell(said).json() == {"taken": True}
    assert getting() == [ONE, TWO]


def test_who_guesses_is_soon_not_heard_any_more(monkeypatch):
    monkeypatch.setattr(reported, "MOST_WRONG", 3)
    answers = [tell(BODY, signature="nonsense").status_code for _try in range(6)]
    assert answers == [404] * 4 + [429] * 2
    assert tell(BODY).status_code == 429


def test_too_many_in_a_minute_are_told_to_wait(monkeypatch):
    monkeypatch.setattr(reported, "MOST", 2)
    answers = [tell({"soft": [TWO]}, LATER + timedelta(seconds=number)) for number in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[-1]["Retry-After"] == "60"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (b"{", "no JSON"),
        (b"\xff\xfe", "no JSON"),
        (["hard"], "Send an object"),
        (b'{"hard": ["\\ud800@example.net"]}', "no JSON"),
        ({"hard": [ONE], "at": "yesterday"}, "Write moments as"),
        ({"hard": [ONE], "at": [1]}, "Write moments as"),
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
