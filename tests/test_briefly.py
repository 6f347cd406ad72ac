"""A worker's memory of what all readers of a live story ask for: kept no longer than it says, as a cache would."""

import threading
import uuid
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import workflow
from articles.workflow import Said
from newsroom.pagecache.briefly import LONGEST, MOST, Briefly
from tests.makers import NOON, make_contributor, make_live

PATH = "/live/1/since/2/"
PUBLIC = (("Cache-Control", "public, max-age=2"), ("ETag", 'W/"a"'), ("Content-Type", "text/html"))


class Served:
    """An application that counts how often it was asked, and a clock that stands until it is set."""

    def __init__(self, headers=PUBLIC, status="200 OK", body=b"new"):
        self.headers, self.status, self.body = headers, status, body
        self.asked, self.now = [], 100.0
        self.briefly = Briefly(self._answer, under="/live/", clock=lambda: self.now)

    def _answer(self, environ, start_response):
        self.asked.append(environ)
        start_response(self.status, [*self.headers])
        return [self.body]

    def get(self, path=PATH, method="GET", **environ):
        """Return the status, the headers and the body."""
        said = []
        environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "HTTP_HOST": "a", **environ}
        body = b"".join(self.briefly(environ, lambda status, headers, error=None: said.append((status, dict(headers)))))
        return *said[0], body


def test_what_is_public_for_two_seconds_is_made_once_in_two_seconds_and_says_its_age():
    served = Served()
    told = []
    for now in (100.0, 100.4, 101.5, 102.0):
        served.now = now
        status, headers, body = served.get()
        told.append((status, headers["Age"], body))
    assert told == [("200 OK", age, b"new") for age in ("0", "1", "2", "0")]
    assert len(served.asked) == 2


def test_who_has_it_gets_a_304_with_its_age_and_no_body_also_the_first_time():
    served = Served()
    for etag in ('W/"a"', '"a"', '"z", "a"'):
        status, headers, body = served.get(HTTP_IF_NONE_MATCH=etag)
        assert (status, body, headers["ETag"], headers["Age"]) == ("304 Not Modified", b"", 'W/"a"', "0")
        assert "Content-Type" not in headers
    assert served.get(HTTP_IF_NONE_MATCH='"old"')[0] == "200 OK"
    assert len(served.asked) == 1


@pytest.mark.parametrize(
    "answer",
    [
        {"headers": (("Cache-Control", "no-cache"),)},
        {"headers": (("Cache-Control", "private, max-age=2"),)},
        {"headers": (("Cache-Control", "public, max-age=0"),)},
        {"headers": (("Cache-Control", "public, max-age=x"),)},
        {"headers": (*PUBLIC, ("Set-Cookie", "a=b"))},
        {"status": "404 Not Found"},
        {"body": b"x" * (LONGEST + 1)},
        {"headers": ()},
    ],
)
def test_what_no_cache_may_keep_is_made_each_time(answer):
    served = Served(**answer)
    answers = [served.get() for _time in range(2)]
    assert len(served.asked) == 2
    assert answers[0] == answers[1] == (served.status, dict(served.headers), served.body)


@pytest.mark.parametrize("asked", [{"path": "/"}, {"method": "HEAD"}, {"method": "POST"}])
def test_everything_else_goes_through_as_it_was_asked(asked):
    served = Served()
    for _time in range(2):
        served.get(**asked, HTTP_IF_NONE_MATCH='"a"')
    assert [each["HTTP_IF_NONE_MATCH"] for each in served.asked] == ['"a"', '"a"']


@pytest.mark.parametrize(
    "other",
    [
        {"HTTP_HOST": "b"}, {"QUERY_STRING": "x"}, {"HTTP_ACCEPT_ENCODING": "gzip"}, {"path": "/live/1/since/3/"},
        {"wsgi.url_scheme": "https"}, {"HTTP_X_FORWARDED_PROTO": "https"},
    ],
)  # fmt: skip
def test_what_could_differ_is_kept_apart(other):
    served = Served()
    served.get()
    served.get(**other)
    assert len(served.asked) == 2


def test_its_memory_is_bounded_and_lets_the_oldest_go():
    served = Served()
    for number in range(MOST + 5):
        served.get(f"/live/1/since/{number}/")
    assert len(served.briefly._kept) == MOST
    served.get(f"/live/1/since/{MOST}/")
    assert len(served.asked) == MOST + 5
    served.get("/live/1/since/0/")
    assert len(served.asked) == MOST + 6


def test_many_who_ask_at_once_wait_for_one_answer():
    served, together = Served(), threading.Barrier(4)
    slow = threading.Event()
    made = served.briefly.application
    served.briefly.application = lambda *asked: (slow.wait(0.2), made(*asked))[1]

    def ask():
        together.wait()
        served.get()

    threads = [threading.Thread(target=ask) for _thread in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(served.asked) == 1


def test_an_answer_that_fails_is_asked_for_again():
    served = Served()

    def fails(_environ, _start_response):
        raise RuntimeError("The database went away.")

    made, served.briefly.application = served.briefly.application, fails
    with pytest.raises(RuntimeError):
        served.get()
    served.briefly.application = made
    assert served.get()[0] == "200 OK"


@pytest.fixture
def _connections_stay():
    """The database of tests is in memory: a request that ends must not close it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.django_db(databases="__all__")
@pytest.mark.usefixtures("_connections_stay")
def test_readers_of_a_live_story_are_answered_without_a_query_and_hear_of_a_post_two_seconds_later(cast):
    from newsroom import wsgi

    assert isinstance(wsgi.application, Briefly) and wsgi.application.under == "/live/"
    story = make_live(cast, now=NOON)
    workflow.open_live(story, by=cast.editor, now=NOON + timedelta(minutes=1))
    workflow.let_post(story, by=cast.editor, user=cast.reporter, reader=cast.editor, now=NOON + timedelta(minutes=1))
    served = Served()
    served.briefly.application = WSGIHandler()
    path = reverse("public:live_since", args=[story.uid, 0])
    asked = {"HTTP_HOST": "testserver", "SERVER_NAME": "testserver", "SERVER_PORT": "80", "wsgi.url_scheme": "http"}
    asked |= {"wsgi.input": BytesIO()}
    assert 'data-count="0"' in served.get(path, **asked)[2].decode()
    said = Said("It rains", byline=make_contributor())
    workflow.post(story, by=cast.reporter, said=said, token=uuid.uuid4(), now=NOON + timedelta(minutes=2))
    served.now += 1
    with CaptureQueriesContext(connections["readers"]) as captured:
        assert 'data-count="0"' in served.get(path, **asked)[2].decode()
    assert len(captured) == 0
    served.now += 1
    assert "It rains" in served.get(path, **asked)[2].decode()
