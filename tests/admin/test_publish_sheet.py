"""The publish sheet: clocks that change, what stays behind, what is mended right there, holds, banners."""

import uuid
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from articles import journal, workflow
from articles.models import Banner, Note
from newsroom import clock
from newsroom.notices.models import Notice
from newsroom.record.models import LogEntry
from tests.admin.browsing import fields_of, send, told, url
from tests.makers import make_article, make_live, make_photo, use_of


def _sheet(client, article) -> dict:
    return fields_of(client.get(url("publish", article)), "sheet-form")


def _publish(client, article, **said):
    return client.post(url("publish", article), _sheet(client, article) | said, follow=True)


def _filed(cast, **fields):
    article = make_article(by=cast.reporter, **fields)
    workflow.file(article, by=cast.reporter)
    return article


@pytest.mark.parametrize(
    ("zone", "skipped", "said"),
    [
        ("Europe/London", "2030-03-31T01:30", "no 01:30 in London. The nearest are 00:59 GMT and 02:00 BST."),
        ("America/New_York", "2030-03-10T02:30", "no 02:30 in New York. The nearest are 01:59 EST and 03:00 EDT."),
        ("Australia/Lord_Howe", "2030-10-06T02:15", "no 02:15 in Lord Howe. The nearest are 01:59 +1030 and 02:30"),
    ],
)
def test_a_time_the_clocks_skip_is_refused_with_the_nearest_named(as_, cast, settings, zone, skipped, said):
    settings.TIME_ZONE = zone
    article = _filed(cast)
    response = _publish(as_(cast.editor), article, when="at", at=skipped)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert fields_of(response, "sheet-form")["at"] == skipped
    assert not article.editions.exists()


@pytest.mark.parametrize(
    ("zone", "twice", "second"),
    [
        ("Europe/London", "2030-10-27T01:30", datetime(2030, 10, 27, 1, 30, tzinfo=UTC)),
        ("America/New_York", "2030-11-03T01:30", datetime(2030, 11, 3, 6, 30, tzinfo=UTC)),
        ("Australia/Lord_Howe", "2030-04-07T01:45", datetime(2030, 4, 6, 15, 15, tzinfo=UTC)),
    ],
)
def test_a_time_the_clocks_repeat_is_asked_about_and_the_answer_counts(as_, cast, settings, zone, twice, second):
    settings.TIME_ZONE = zone
    article = _filed(cast)
    client = as_(cast.editor)
    response = _publish(client, article, when="at", at=twice)
    page = response.content.decode()
    assert "Choose the first or the second." in page and "The second, " in page
    client.post(url("publish", article), fields_of(response, "sheet-form") | {"at_which": "2"})
    assert article.editions.get().live_from == second


def test_a_zone_without_changes_asks_nothing(as_, cast, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    article = _filed(cast)
    _publish(as_(cast.editor), article, when="at", at="2030-03-31T02:30")
    assert article.editions.get().live_from == datetime(2030, 3, 30, 17, 30, tzinfo=UTC)


def test_an_embargo_is_asked_about_in_the_same_way(as_, cast, settings):
    settings.TIME_ZONE = "Europe/London"
    article = _filed(cast)
    response = as_(cast.editor).post(url("embargo", article), {"until": "2030-03-31T01:30"})
    assert "no 01:30 in London" in response.content.decode()


def test_both_clocks_are_shown_to_whoever_is_elsewhere(as_, cast, settings):
    settings.TIME_ZONE = "Europe/London"
    article = _filed(cast)
    client = as_(cast.editor)
    client.post(reverse("admin:own_zone"), {"zone": "Europe/Paris"})
    assert LogEntry.objects.latest("number").verb == "set time zone"
    assert "In Paris, where you are, it is" in client.get(url("publish", article)).content.decode()
    response = _publish(client, article, when="at", at="2030-06-01T18:00")
    assert "goes live on 1 June 2030, 18:00 BST (19:00 yours)." in told(response)[0]


def test_a_zone_that_is_none_is_refused(as_, cast):
    response = as_(cast.editor).post(reverse("admin:own_zone"), {"zone": "Europe/Atlantis"})
    assert response.status_code == 422 and "“Europe/Atlantis” is no time zone." in told(response)[0]


def test_under_embargo_until_sets_it_and_schedules_at_it(as_, cast):
    article = _filed(cast)
    _publish(as_(cast.editor), article, when="embargo", at="2030-06-01T18:00")
    edition = article.editions.get()
    assert edition.live_from == edition.embargoed_until == datetime(2030, 6, 1, 18, tzinfo=UTC)
    article.refresh_from_db()
    assert article.embargoed_until == edition.embargoed_until


def test_it_says_whose_draft_does_not_go_out(as_, cast):
    article = _filed(cast)
    client = as_(cast.editor)
    assert "Nothing stays behind" in client.get(url("publish", article)).content.decode()
    typed = {"headline": article.headline, "body": "<p>A new start.</p><p>And a new end.</p>", "base": 1}
    journal.keep(by=cast.reporter, key=uuid.uuid4(), seq=1, payload=urlencode(typed), story=article.pk, now=clock.now())
    page = client.get(url("publish", article)).content.decode()
    assert "Reporter’s draft differs in" in page and "it stays a draft." in page
    _publish(client, article)
    assert "A new start" not in article.editions.get().content.body


def test_an_alt_text_is_written_on_the_sheet_and_goes_out_read(as_, cast):
    photo = make_photo(by=cast.reporter)
    article = _filed(cast, photos=(use_of(photo, alt=""),))
    client = as_(cast.editor)
    response = _publish(client, article)
    assert "Photo 1 has no alt text" in told(response)[0]
    client.post(url("publish", article), fields_of(response, "sheet-form") | {"alt_1": "A wall in the sea."})
    edition = article.editions.get()
    assert edition.content.photos[0].alt == "A wall in the sea." and edition.read_by == cast.editor
    assert article.photos.get().alt == "A wall in the sea."


def test_a_section_is_chosen_on_the_sheet(as_, cast):
    from tests.makers import make_section

    article = _filed(cast, section="")
    section = make_section("Sport")
    _publish(as_(cast.editor), article, section=section.pk)
    assert article.editions.get().content.section == str(section.uid)


def test_what_is_refused_mends_nothing_and_keeps_what_was_written(as_, cast):
    photo = make_photo(by=cast.reporter)
    article = _filed(cast, photos=(use_of(photo, alt=""),), body="<p>XX came.</p>")
    response = _publish(as_(cast.editor), article, alt_1="A wall.")
    assert response.status_code == 422
    assert fields_of(response, "sheet-form")["alt_1"] == "A wall."
    assert article.photos.get().alt == ""


def test_a_mend_carries_nobody_elses_words_out(as_, cast):
    photo = make_photo(by=cast.reporter)
    article = _filed(cast, photos=(use_of(photo, alt=""),))
    client = as_(cast.editor)
    sheet = _sheet(client, article)
    send(as_(cast.reporter), article, headline="Changed meanwhile")
    response = as_(cast.editor).post(url("publish", article), sheet | {"alt_1": "A wall."})
    assert "The story was changed after you opened it" in told(response)[0]
    assert not article.editions.exists() and article.photos.get().alt == ""


def test_on_hold_the_button_is_whom_to_ask_and_asking_leaves_a_note(as_, cast):
    article = _filed(cast)
    workflow.hold(article, by=cast.editor, kind="legal", reason="The lawyer rings at six.")
    client = as_(cast.editor)
    page = client.get(url("publish", article)).content.decode()
    assert "data-confirm" not in page and "Who can let it go: Duty Editor." in page
    response = client.post(url("publish", article), {"_ask": "1"}, follow=True)
    assert "Asked Duty Editor" in told(response)[0]
    assert "Editor asks @Duty Editor to let it go: On hold (Legal)" in Note.objects.get().text
    assert Notice.objects.get(kind="mentioned").to == cast.duty_editor
    assert "You can lift the hold" in as_(cast.duty_editor).get(url("publish", article)).content.decode()


def test_a_banner_and_more_follows_go_with_it(as_, cast):
    article = _filed(cast)
    response = _publish(
        as_(cast.editor), article, more_follows="on", banner="on", banner_text="Wall voted", banner_hours="6"
    )
    edition = article.editions.get()
    banner = Banner.objects.get()
    assert edition.more_follows and banner.starts_at == edition.live_from
    assert banner.ends_at - banner.starts_at == timedelta(hours=6)
    assert "Breaking banner “Wall voted” over every page" in response.content.decode()
    send(as_(cast.editor), article, verb="end_banner")
    banner.refresh_from_db()
    assert banner.ended_by == cast.editor


def test_a_plan_that_was_overtaken_is_offered_on_the_page_and_taken_up(as_, cast):
    from dataclasses import replace

    from articles.working_copy import content_of

    then, minute = clock.now() - timedelta(hours=1), timedelta(minutes=1)
    article = make_live(cast, now=then)
    live = content_of(article)
    evening = datetime(2030, 6, 1, 18, tzinfo=UTC)
    workflow.save(article, by=cast.reporter, content=replace(live, dek="Tonight."), now=then + minute)
    workflow.publish(article, by=cast.editor, live_from=evening, now=then + 2 * minute)
    workflow.save(article, by=cast.reporter, content=replace(live, headline="Fixed"), now=then + 3 * minute)
    workflow.publish(article, by=cast.editor, now=then + 4 * minute)
    client = as_(cast.editor)
    page = client.get(url("change", article)).content.decode()
    assert "Version 2, planned for 1 June 2030, 18:00 UTC, was stopped when version 3 was issued." in page
    send(client, article, verb="take_up")
    article.refresh_from_db()
    assert (article.headline, article.dek) == ("Fixed", "Tonight.")
    assert _sheet(client, article)["at"] == "2030-06-01T18:00"
