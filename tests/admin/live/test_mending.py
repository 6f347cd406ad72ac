"""An entry of a live story, read behind and mended where it stands."""

import re

import pytest
from lxml import html

from articles import workflow
from articles.models import LiveEntry, Pull, ReadAfter
from articles.workflow import Said
from newsroom import clock
from tests.makers import make_live

from .pages import MINUTE, page, typed


def mended(night, **fields) -> dict:
    said = {"entry": night.entry.pk, "edition": 1, "byline": night.byline.pk, "kind": "minor_fix", **fields}
    return {"do": "mend", **{f"mend-{name}": value for name, value in said.items()}}


def test_an_entry_with_an_address_is_mended_where_it_stands(as_, night, cast, noon, monkeypatch):
    said = typed(night, **{"post-text": "Results: https://example.org/count?a=1&b=2."})
    as_(cast.reporter).post(page(night.story), said)
    entry = LiveEntry.objects.order_by("-number").first().article
    link = '<a href="https://example.org/count?a=1&amp;b=2">https://example.org/count?a=1&amp;b=2</a>'
    assert entry.editions.get().content.body == f"<p>Results: {link}.</p>"
    monkeypatch.setattr(clock, "now", lambda: noon + MINUTE)
    form = as_(cast.reporter).get(f"{page(night.story)}?mend={entry.pk}").text
    assert "Results: https://example.org/count?a=1&amp;b=2.</textarea>" in form
    changed = mended(night, entry=entry.pk, text="All results: https://example.org/count?a=1&b=2", kind="update")
    assert as_(cast.reporter).post(page(night.story), changed).status_code == 302
    assert entry.editions.order_by("number").last().content.body == f"<p>All results: {link}</p>"


def test_an_entry_whose_address_became_no_link_is_mended_where_it_stands_too(as_, night, cast, noon, monkeypatch):
    monkeypatch.setattr(Said, "body", Said.unlinked)
    as_(cast.reporter).post(page(night.story), typed(night, **{"post-text": "See https://example.org/"}))
    monkeypatch.undo()
    monkeypatch.setattr(clock, "now", lambda: noon)
    entry = LiveEntry.objects.order_by("-number").first().article
    assert entry.editions.get().content.body == "<p>See https://example.org/</p>"
    assert "live-mend" in as_(cast.reporter).get(f"{page(night.story)}?mend={entry.pk}").text


def test_who_reads_behind_reads_by_one_button_and_the_writer_has_none(as_, night, cast):
    assert "data-row-read" not in as_(cast.reporter).get(page(night.story)).text
    desk = as_(cast.editor)
    assert "data-row-read" in desk.get(page(night.story)).text
    asked = {"do": "read", "entry": night.entry.pk, "edition": 1}
    assert desk.post(page(night.story), asked).status_code == 302
    assert ReadAfter.objects.get(edition=night.edition).read_by == cast.editor
    assert "read by Editor" in desk.get(page(night.story)).text
    assert "read version 1 already" in desk.post(page(night.story), asked).text


def test_what_was_changed_since_is_not_read_unseen(as_, night, cast, noon):
    said = Said("Polls close at ten", byline=night.byline)
    workflow.edit_entry(night.entry, by=cast.reporter, said=said, kind="update", edition=1, now=noon - MINUTE / 2)
    asked = {"do": "read", "entry": night.entry.pk, "edition": 1}
    assert "changed after you opened it" in as_(cast.editor).post(page(night.story), asked).text
    assert not ReadAfter.objects.filter(read_at__isnull=False).exists()


def test_an_entry_is_corrected_with_a_note_where_it_stands(as_, night, cast):
    phone = as_(cast.reporter)
    form = phone.get(f"{page(night.story)}?mend={night.entry.pk}&as=correction").text
    assert re.search(r'<input[^>]*value="correction"[^>]*checked', form)
    assert "Polls have closed\nIt rains</textarea>" in form
    said = mended(night, text="Polls close at ten", kind="correction")
    assert "needs a note" in phone.post(page(night.story), said).text
    said["mend-note"] = "We said they had closed."
    assert phone.post(page(night.story), said).status_code == 302
    text = phone.get(page(night.story)).text
    assert "Corrected 12:00" in text and "We said they had closed." in text


def test_a_slip_that_may_be_a_correction_is_asked_about(as_, night, cast):
    phone = as_(cast.reporter)
    said = mended(night, text="Polls have closed for 34\nIt rains")
    # The box that answers is shown once it was asked.
    assert 'class="live-mend"' in phone.get(f"{page(night.story)}?mend={night.entry.pk}").text
    answer = phone.post(page(night.story), said).text
    assert "Is it a correction?" in answer and 'class="live-mend is-asked"' in answer
    said["mend-not_a_correction"] = "on"
    assert phone.post(page(night.story), said).status_code == 302
    assert night.entry.editions.count() == 2


def test_what_was_changed_in_between_is_said_and_what_was_typed_stays(as_, night, cast, noon):
    said = Said("Polls close at ten", byline=night.byline)
    workflow.edit_entry(night.entry, by=cast.reporter, said=said, kind="update", edition=1, now=noon - MINUTE / 2)
    answer = as_(cast.reporter).post(page(night.story), mended(night, text="Mine", kind="update"))
    assert answer.status_code == 422
    assert "changed after you opened it" in answer.text and "Mine</textarea>" in answer.text


def test_an_entry_that_was_made_more_of_elsewhere_is_not_mended_here(as_, night, cast, noon):
    """Its second byline, or a link in its text, would be lost."""
    edition = night.entry.editions.get()
    edition.words.text = edition.words.text.replace("It rains", "It <strong>rains</strong>")
    edition.words.save()
    assert "data-row-correct" not in as_(cast.reporter).get(page(night.story)).text


def test_another_storys_entry_is_not_this_ones(as_, night, cast, noon):
    other = make_live(cast, now=noon - MINUTE, headline="Another", slugline="another")
    workflow.open_live(other, by=cast.editor, now=noon)
    for do in ("pull", "restore", "read"):
        answer = as_(cast.editor).post(page(other), {"do": do, "entry": night.entry.pk, "edition": 1})
        assert "There is no such entry" in answer.text
    assert not Pull.objects.exists()


@pytest.mark.parametrize("asked", ["x", "0", "9" * 30, "-1"])
def test_an_entry_to_mend_that_is_none_changes_nothing(as_, night, cast, asked):
    answer = as_(cast.reporter).get(f"{page(night.story)}?mend={asked}")
    assert answer.status_code == 200 and "live-mend" not in answer.text


def test_the_form_that_mends_an_entry_has_what_readers_have(as_, night, cast):
    shown = html.document_fromstring(as_(cast.reporter).get(f"{page(night.story)}?mend={night.entry.pk}").text)
    typed_in = shown.xpath("string(//*[@name='mend-headline']/@value)"), shown.xpath("string(//*[@name='mend-text'])")
    assert "Polls have closed" in " ".join(typed_in) and "It rains" in typed_in[1]
