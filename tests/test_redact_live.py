"""Redacting a live story: its key points go with it, and nobody is told that its entries did."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest

from articles import workflow
from articles.audit import broken_chains
from articles.blackout import BAR
from articles.models import Edition, Redaction
from articles.workflow import Refused, Said
from articles.workflow.finding import find_words
from articles.working_copy import content_of
from newsroom import clock
from newsroom.record.models import LogEntry, LogWords
from newsroom.record.seals import broken_log
from tests.makers import make_contributor, make_live, make_photo, use_of

MINUTE = timedelta(minutes=1)
NAME = "Maria Quell"


@pytest.fixture
def live(cast, noon, monkeypatch):
    """A live story that names somebody in its key points and in one of two entries, and nowhere else."""
    story = make_live(cast, now=noon - MINUTE, headline="Election night")
    workflow.open_live(story, by=cast.editor, now=noon)
    workflow.let_post(story, by=cast.editor, user=cast.reporter, reader=cast.editor, now=noon)
    set_points(story, cast, noon, f"{NAME} leads", "Turnout 61 %")
    monkeypatch.setattr(clock, "now", lambda: noon + 60 * MINUTE)
    return story


@pytest.fixture
def entries(live, cast, noon):
    return [post(live, cast, noon + number * MINUTE, text) for number, text in ((3, f"{NAME} speaks"), (4, "It rains"))]


def set_points(live, cast, at, *lines, version=0) -> Edition:
    given = {"by": cast.editor, "reader": cast.duty_editor, "now": at}
    return workflow.set_key_points(live, points=lines, version=version, **given)


def post(live, cast, at, text):
    said = Said(text, byline=make_contributor())
    return workflow.post(live, by=cast.reporter, said=said, token=uuid.uuid4(), now=at).article


def points_of(live):
    return live.live_story.entries.get(is_key_points=True).article


def redacted(live, cast, noon, **said):
    given = {"words": [NAME], "reason": "Protects a witness", "now": noon + 10 * MINUTE}
    return workflow.redact(live, by=cast.duty_editor, **given | said)


def test_its_key_points_are_redacted_with_it_and_every_chain_verifies(client, live, cast, noon):
    done = redacted(live, cast, noon)
    assert done.found["key points"] >= 3 and done.found["version"] == 0
    page = client.get(live.editions.first().address.key).text
    assert NAME not in page and f"{BAR} leads" in page and "Turnout 61 %" in page
    assert not points_of(live).revisions.filter(text__contains=NAME).exists()
    assert [*broken_chains(), *broken_log()] == []


def test_the_record_of_the_key_points_says_by_whom_and_why(live, cast, noon):
    redacted(live, cast, noon, order="4 K 12/26")
    points = points_of(live)
    own, other = Redaction.objects.get(article=points), Redaction.objects.get(article=live)
    assert (own.by, own.reason, own.order, own.at) == (other.by, other.reason, other.order, other.at)
    entry = LogEntry.objects.get(verb="redact", subject=points.subject)
    assert "4 K 12/26" in LogWords.objects.get(entry=entry).text


def test_key_points_without_the_words_are_left_alone(live, cast, noon):
    redacted(live, cast, noon, words=["Election night"])
    assert not Redaction.objects.filter(article=points_of(live)).exists()
    assert NAME in points_of(live).editions.get().content.body


def test_words_that_are_blocked_too_cannot_come_back_into_key_points(live, cast, noon):
    redacted(live, cast, noon, block=True)
    with pytest.raises(Refused):
        set_points(live, cast, noon + 20 * MINUTE, f"{NAME} wins", version=1)
    assert set_points(live, cast, noon + 20 * MINUTE, "Turnout 64 %", version=1).number == 2


def test_find_names_the_entries_that_have_the_words_and_redacting_leaves_them(live, entries, cast, noon):
    found = find_words(live, by=cast.duty_editor, words=[NAME.upper()], now=noon + 9 * MINUTE)
    assert found.entries == [entries[0]]
    assert found.found["key points"] >= 3
    assert not Redaction.objects.exists()
    redacted(live, cast, noon)
    assert NAME in entries[0].editions.get().content.body


def test_find_names_no_entry_of_a_story_that_is_none(cast, noon):
    story = make_live(cast, now=noon, headline=f"{NAME} in court")
    assert find_words(story, by=cast.duty_editor, words=[NAME], now=noon).entries == []


PLACES = {
    "a note": lambda entry, cast, at: workflow.add_note(entry, by=cast.editor, text=f"Is it {NAME}?", now=at),
    "what a photo says": lambda entry, cast, at: picture(entry, cast, at, caption=f"{NAME} votes."),
    "whom a photo shows": lambda entry, cast, at: picture(entry, cast, at).persons.create(name=NAME, number=0),
}


def picture(entry, cast, at, **said):
    """Put a photo into an entry, by a text that nobody issued yet."""
    photo = make_photo(by=cast.photo_editor, **said)
    content = replace(content_of(entry), photos=(use_of(photo, use="lead", caption="A hall."),))
    workflow.save(entry, by=cast.editor, content=content, now=at)
    return photo


@pytest.mark.parametrize("place", PLACES)
def test_find_looks_into_the_notes_and_photos_of_entries_too(live, entries, cast, noon, place):
    PLACES[place](entries[1], cast, noon + 8 * MINUTE)
    found = find_words(live, by=cast.duty_editor, words=[NAME], now=noon + 9 * MINUTE)
    assert set(found.entries) == set(entries)
    redacted(entries[1], cast, noon)
    found = find_words(live, by=cast.duty_editor, words=[NAME], now=noon + 11 * MINUTE)
    assert found.entries == [entries[0]]


def test_find_asks_as_often_however_many_entries_there_are(live, entries, cast, noon, django_assert_max_num_queries):
    from articles.blackout import Blackout
    from articles.workflow.redacting_live import entries_with

    post(live, cast, noon + 5 * MINUTE, f"{NAME} again")
    with django_assert_max_num_queries(9):
        assert len(entries_with(live, Blackout.of([NAME]), by=cast.duty_editor)) == 2
