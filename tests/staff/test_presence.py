"""Who is here: by their beats, and nobody a moment longer."""

import uuid
from datetime import timedelta

import pytest

from newsroom.staff import presence
from newsroom.staff.models import Presence
from newsroom.staff.presence import Where

SECOND = timedelta(seconds=1)


@pytest.fixture
def open_page(noon):
    """A function that opens a page for somebody: call what it returns to beat."""

    def open_for(person, place="article:1"):
        key = uuid.uuid4()

        def beat(after=0, field="headline", paragraph=None, hidden=False):
            where, now = Where(field, paragraph), noon + after * SECOND
            return presence.beat(person=person, key=key, place=place, where=where, hidden=hidden, now=now)

        beat.key = key
        return beat

    return open_for


def test_others_are_seen_at_their_next_beat(cast, open_page):
    reporter, editor = open_page(cast.reporter), open_page(cast.editor)
    assert reporter() == []
    editor(1, field="body", paragraph=4)
    (met,) = reporter(2)
    assert (met.person, met.field, met.paragraph) == (cast.editor, "body", 4)


def test_who_crashed_is_gone_after_three_beats(cast, open_page):
    reporter, editor = open_page(cast.reporter), open_page(cast.editor)
    editor(0)
    assert reporter(5)
    assert not reporter(6.5)


def test_who_left_is_gone_at_once(cast, open_page):
    reporter, editor = open_page(cast.reporter), open_page(cast.editor)
    editor(0)
    presence.leave(person=cast.editor, key=editor.key)
    assert not reporter(0.1)


def test_a_hidden_tab_is_believed_for_longer(cast, open_page):
    reporter, editor = open_page(cast.reporter), open_page(cast.editor)
    editor(0, hidden=True)
    assert reporter(120)
    assert not reporter(200)


def test_nobody_speaks_with_anothers_key(cast, open_page, noon):
    editor = open_page(cast.editor)
    editor(0)
    forged = {"key": editor.key, "place": "article:2", "where": Where(), "hidden": False, "now": noon}
    presence.beat(person=cast.reporter, **forged)
    presence.leave(person=cast.reporter, key=editor.key)
    assert Presence.objects.get().person == cast.editor


def test_another_story_is_another_place(cast, open_page):
    reporter, editor = open_page(cast.reporter), open_page(cast.editor, "article:2")
    editor(0)
    assert not reporter(1)


def test_a_steady_cursor_costs_one_query_and_no_write(cast, open_page, django_assert_num_queries):
    reporter = open_page(cast.reporter)
    reporter(0)
    with django_assert_num_queries(1):
        reporter(2)
    with django_assert_num_queries(2):
        reporter(4)
    with django_assert_num_queries(2):
        reporter(4.5, field="dek")


def test_silent_pages_are_swept(cast, open_page, noon):
    open_page(cast.editor)(0)
    assert presence.sweep(noon + 30 * SECOND) == 0
    assert presence.sweep(noon + 300 * SECOND) == 1
