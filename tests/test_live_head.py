"""Key points and the pinned entry: versions and acts of their own, public with their time, at every moment."""

import json
import uuid
from datetime import timedelta

import pytest
from lxml import html

from articles import workflow
from articles.audit import broken_chains
from articles.models import Edition, LiveEntry, LivePin, ReadAfter
from articles.workflow import NotAllowed, Refused, Said
from newsroom import clock
from newsroom.pagecache.links import address_as_of
from newsroom.record.models import LogEntry
from tests.makers import make_contributor, make_live

MINUTE = timedelta(minutes=1)


@pytest.fixture
def live(cast, noon, monkeypatch):
    story = make_live(cast, now=noon - MINUTE, headline="Election night")
    workflow.open_live(story, by=cast.editor, now=noon)
    workflow.let_post(story, by=cast.editor, user=cast.reporter, reader=cast.editor, now=noon)
    monkeypatch.setattr(clock, "now", lambda: noon + 60 * MINUTE)
    return story


def post(live, cast, noon, text, after=1):
    said = Said(text, byline=make_contributor())
    return workflow.post(live, by=cast.reporter, said=said, token=uuid.uuid4(), now=noon + after * MINUTE).article


def points(live, cast, noon, *lines, version=0, after=2, **given):
    given = {"by": cast.editor, "reader": cast.duty_editor, **given}
    return workflow.set_key_points(live, points=lines, version=version, now=noon + after * MINUTE, **given)


def shown(client, live, path="") -> html.HtmlElement:
    return html.document_fromstring(client.get((live.editions.first().address.key) + path).content)


def test_key_points_are_versions_of_a_story_of_their_own(live, cast, noon):
    first = points(live, cast, noon, "Polls closed at ten", " Turnout  61 % ", "")
    assert first.content.body == "<ul><li><p>Polls closed at ten</p></li><li><p>Turnout 61 %</p></li></ul>"
    assert (first.number, first.kind, first.eyes) == (1, "first", "unread")
    assert ReadAfter.objects.get(edition=first).reader == cast.duty_editor
    again = points(live, cast, noon, "Turnout 64 %", version=1, after=3)
    assert (again.article, again.number, again.kind) == (first.article, 2, "update")
    assert LogEntry.objects.order_by("number").last().verb == "set_key_points"
    assert LiveEntry.objects.get().is_key_points
    assert list(broken_chains()) == []


def test_whoever_edits_them_sees_what_was_changed_in_between(live, cast, noon):
    points(live, cast, noon, "Turnout 61 %")
    for version in (0, 2):
        with pytest.raises(Refused, match="changed after you opened them"):
            points(live, cast, noon, "Turnout 64 %", version=version, after=3)
    with pytest.raises(Refused, match="already have exactly these"):
        points(live, cast, noon, "Turnout 61 %", version=1, after=3)


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [([" "], "Write at least one point"), (["a"] * 7, "6 at most"), (["a" * 201], "has 201 characters")],
)
def test_they_are_few_and_short(live, cast, noon, lines, sentence):
    with pytest.raises(Refused, match=sentence):
        points(live, cast, noon, *lines)
    assert not LiveEntry.objects.exists()


def test_only_who_runs_the_live_story_sets_them_and_never_in_a_pause(live, cast, noon):
    for person in (cast.reporter, cast.copy_editor, cast.stranger):
        with pytest.raises(NotAllowed):
            points(live, cast, noon, "Turnout 61 %", by=person)
    with pytest.raises(Refused, match="Say who reads it behind you"):
        points(live, cast, noon, "Turnout 61 %", reader=None)
    workflow.pause_live(live, by=cast.editor, now=noon + MINUTE)
    with pytest.raises(Refused, match="Posting is paused"):
        points(live, cast, noon, "Turnout 61 %")
    assert not LiveEntry.objects.exists()


def test_readers_see_them_at_the_top_with_their_time_and_never_among_the_entries(client, live, cast, noon):
    post(live, cast, noon, "It rains")
    edition = points(live, cast, noon, "Turnout 61 %", "5 < 6")
    page = shown(client, live)
    (box,) = page.xpath("//section[@id='key-points']")
    assert [item.text_content() for item in box.xpath(".//li")] == ["Turnout 61 %", "5 < 6"]
    assert box.xpath("string(.//time/@datetime)").startswith("2026-11-22T12:02")
    assert len(page.xpath("//article[@class='live-entry']")) == 1
    answer = client.get(edition.address.key)
    assert (answer.status_code, answer["Location"]) == (302, f"{live.editions.first().address.key}#key-points")


def test_readers_of_a_page_that_is_open_get_them_with_what_came_since(client, live, cast, noon):
    points(live, cast, noon, "Turnout 61 %")
    assert "Turnout 61 %" in client.get(f"/live/{live.uid}/since/0/").text


def test_pulled_key_points_are_gone_and_redacted_words_never_come_back(client, live, cast, noon):
    edition = points(live, cast, noon, "Maria Quell leads", "Turnout 61 %")
    workflow.redact(
        edition.article, by=cast.duty_editor, words=["Maria Quell"], reason="An order.", now=noon + 5 * MINUTE
    )
    text = client.get(live.editions.first().address.key).text
    assert "Maria Quell" not in text and "Turnout 61 %" in text
    workflow.pull(edition.article, by=cast.editor, now=noon + 6 * MINUTE)
    assert not shown(client, live).xpath("//section[@id='key-points']")
    assert list(broken_chains()) == []


def test_one_entry_is_pinned_above_the_others_and_stays_among_them(client, live, cast, noon):
    first, second = post(live, cast, noon, "It rains", 1), post(live, cast, noon, "It pours", 2)
    workflow.pin_entry(live, by=cast.editor, entry=first, now=noon + 3 * MINUTE)
    last = LogEntry.objects.order_by("number").last()
    assert (last.verb, json.loads(last.facts)["entry"]) == ("pin_entry", str(first.uid))
    page = shown(client, live)
    assert "It rains" in page.xpath("string(//div[@class='live-pinned'])")
    assert len(page.xpath("//article[@class='live-entry']")) == 3
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    workflow.pin_entry(live, by=cast.editor, entry=second, now=noon + 4 * MINUTE)
    assert "It pours" in shown(client, live).xpath("string(//div[@class='live-pinned'])")
    workflow.unpin_entry(live, by=cast.editor, now=noon + 5 * MINUTE)
    assert not shown(client, live).xpath("//div[@class='live-pinned']")
    assert LivePin.objects.count() == 2


def test_a_pinned_entry_that_is_older_than_the_page_is_shown_and_a_pulled_one_is_not(client, live, cast, noon):
    first = post(live, cast, noon, "It rains")
    for number in range(21):
        post(live, cast, noon, f"Entry {number}", 2)
    workflow.pin_entry(live, by=cast.editor, entry=first, now=noon + 3 * MINUTE)
    assert "It rains" in shown(client, live).xpath("string(//div[@class='live-pinned'])")
    assert not shown(client, live, "?before=999999").xpath("//div[@class='live-pinned']")
    workflow.pull(first, by=cast.editor, now=noon + 4 * MINUTE)
    assert not shown(client, live).xpath("//div[@class='live-pinned']")


def test_what_readers_do_not_have_is_not_pinned_and_pins_are_the_desks(live, cast, noon):
    entry = post(live, cast, noon, "It rains")
    said = Said("It pours", byline=make_contributor())
    queued = workflow.queue_entry(live, by=cast.reporter, said=said, token=uuid.uuid4(), now=noon + MINUTE).article
    for other in (queued, live):
        with pytest.raises(Refused, match="Readers do not have that entry"):
            workflow.pin_entry(live, by=cast.editor, entry=other, now=noon + 2 * MINUTE)
    with pytest.raises(NotAllowed):
        workflow.pin_entry(live, by=cast.reporter, entry=entry, now=noon + 2 * MINUTE)
    with pytest.raises(Refused, match="No entry is pinned"):
        workflow.unpin_entry(live, by=cast.editor, now=noon + 2 * MINUTE)
    workflow.pin_entry(live, by=cast.editor, entry=entry, now=noon + 2 * MINUTE)
    with pytest.raises(Refused, match="pinned already"):
        workflow.pin_entry(live, by=cast.editor, entry=entry, now=noon + 3 * MINUTE)
    assert LivePin.objects.get().unpinned_at is None


def test_at_another_moment_both_are_as_they_were(client, live, cast, noon):
    first = post(live, cast, noon, "It rains")
    points(live, cast, noon, "Turnout 61 %", after=2)
    workflow.pin_entry(live, by=cast.editor, entry=first, now=noon + 3 * MINUTE)
    points(live, cast, noon, "Turnout 64 %", version=1, after=10)
    workflow.unpin_entry(live, by=cast.editor, now=noon + 11 * MINUTE)
    client.force_login(cast.editor)
    then = address_as_of(noon + 5 * MINUTE, live.editions.first().address.key)
    text = client.get(then, follow=True).text
    assert "Turnout 61 %" in text and "Turnout 64 %" not in text and "Pinned" in text


def test_a_correction_is_still_told_after_a_slip_was_mended(client, live, cast, noon):
    entry, byline = post(live, cast, noon, "Turnout is 61 %"), make_contributor()
    told = {"kind": "correction", "note": "We said 61.", "edition": 1}
    workflow.edit_entry(
        entry, by=cast.reporter, said=Said("Turnuot is 51 %", byline=byline), **told, now=noon + 9 * MINUTE
    )
    slip = {"kind": "minor_fix", "edition": 2, "not_a_correction": True}
    workflow.edit_entry(
        entry, by=cast.reporter, said=Said("Turnout is 51 %", byline=byline), **slip, now=noon + 10 * MINUTE
    )
    text = client.get(live.editions.first().address.key).text
    assert "We said 61." in text and "Corrected" in text
    assert Edition.objects.filter(article=entry).count() == 3
