"""The publish sheet: what it says, what it asks, what it refuses; and what stands on the story's page afterwards."""

from datetime import timedelta

from django.urls import reverse

from articles import workflow
from articles.models import Edition, ReadAfter
from articles.querysets import ReadersHave, readers_have
from newsroom import clock
from tests.admin.browsing import buttons_of, fields_of, send, told, url
from tests.makers import make_article, make_live, make_photo, use_of


def _sheet(client, article) -> dict:
    return fields_of(client.get(url("publish", article)), "sheet-form")


def _publish(client, article, **said):
    return client.post(url("publish", article), _sheet(client, article) | said, follow=True)


def _filed(cast, **fields):
    article = make_article(by=cast.reporter, **fields)
    workflow.file(article, by=cast.reporter)
    return article


def test_publishing_anothers_copy_is_one_act(as_, cast):
    article = _filed(cast)
    client = as_(cast.editor)
    assert "You sign off by publishing" in client.get(url("publish", article)).content.decode()
    _publish(client, article)
    edition = article.editions.get()
    assert (edition.eyes, edition.read_by) == ("read", cast.editor)


def test_afterwards_the_page_counts_down_and_offers_undo(as_, cast):
    article = _filed(cast)
    response = _publish(as_(cast.editor), article)
    page = response.content.decode()
    assert "data-live-seconds=" in page
    assert "Undo" in buttons_of(response)
    assert article.editions.get().address.key in page


def test_undo_within_the_seven_seconds(as_, cast):
    article = _filed(cast)
    client = as_(cast.editor)
    _publish(client, article)
    response = send(client, article, verb="recall")
    assert "Readers never had it" in told(response)[0]
    assert article.editions.get().recalled_at
    article.refresh_from_db()
    assert article.stage == "ready"


def test_undo_too_late_says_so(as_, cast):
    article = make_live(cast, now=clock.now() - timedelta(minutes=1))
    response = as_(cast.editor).post(url("recall", article))
    assert "It is too late" in told(response)[0]


def test_it_can_be_planned_for_a_moment_of_the_newsrooms_clock(as_, cast):
    article = _filed(cast)
    response = _publish(as_(cast.editor), article, when="at", at="2030-06-01T18:00")
    assert "goes live on 1 June 2030, 18:00 UTC" in " ".join(told(response))
    assert readers_have(article, clock.now()) == ReadersHave.SCHEDULED


def test_planned_without_a_time_it_asks_for_one(as_, cast):
    article = _filed(cast)
    response = _publish(as_(cast.editor), article, when="at", at="")
    assert response.status_code == 422
    assert "Say from when, or choose Now." in response.content.decode()


def test_a_moment_that_is_past_is_refused_with_what_was_typed_kept(as_, cast):
    article = _filed(cast)
    response = _publish(as_(cast.editor), article, when="at", at="2020-06-01T18:00")
    assert "is past" in told(response)[0]
    assert fields_of(response, "sheet-form")["at"] == "2020-06-01T18:00"


def test_a_photo_without_credit_stops_it_and_can_be_left_out(as_, cast):
    photo = make_photo(by=cast.reporter, credit_line="")
    article = _filed(cast, photos=(use_of(photo),))
    client = as_(cast.editor)
    response = _publish(client, article)
    assert "no credit line" in told(response)[0]
    page = response.content.decode()
    assert "Publish without photo 1" in page
    assert f'<a href="{reverse("admin:media_photo_change", args=[photo.pk])}">Photo 1' in page, "where it is mended"
    _publish(client, article, without=str(photo.uid))
    assert article.editions.get().content.photos == ()


def test_a_mark_in_the_text_stops_it_and_is_named(as_, cast):
    article = _filed(cast, body="<p>XX people came.</p>")
    assert "“XX” stands in paragraph 1" in told(_publish(as_(cast.editor), article))[0]


def test_an_embargo_stops_even_a_pressed_now_and_its_end_is_offered(as_, cast):
    article = _filed(cast)
    until = clock.now() + timedelta(days=1)
    workflow.embargo(article, by=cast.editor, until=until)
    client = as_(cast.editor)
    response = _publish(client, article, when="now")
    assert response.status_code == 422 and "under embargo until" in told(response)[0]
    assert not Edition.objects.exists()
    assert fields_of(response, "sheet-form")["when"] == "ends"
    client.post(url("publish", article), fields_of(response, "sheet-form"))
    assert article.editions.get().live_from == article.editions.get().embargoed_until == until


def test_words_changed_since_the_sign_off_are_not_read(as_, cast):
    article = make_article(by=cast.editor)
    workflow.file(article, by=cast.editor)
    workflow.sign_off(article, by=cast.copy_editor)
    client = as_(cast.editor)
    sheet = _sheet(client, article)
    send(client, article, headline="Changed since")
    article.refresh_from_db()
    sheet["revision"] = article.revision_number
    response = client.post(url("publish", article), sheet)
    assert "signed off revision 1, but Editor changed the words" in told(response)[0]


def test_a_sheet_opened_before_somebody_elses_change_is_refused(as_, cast):
    article = _filed(cast)
    client = as_(cast.editor)
    sheet = _sheet(client, article)
    send(as_(cast.reporter), article, headline="Changed meanwhile")
    response = as_(cast.editor).post(url("publish", article), sheet)
    assert "The story was changed after you opened it" in told(response)[0]


def test_alone_at_night_it_goes_out_unread_for_a_reason(as_, cast):
    article = make_article(by=cast.duty_editor)
    client = as_(cast.duty_editor)
    assert "UNREAD: nobody else has read this text." in client.get(url("publish", article)).content.decode()
    unread = {"reason": "alone", "reader": cast.editor.pk, "read_by": "2030-01-01T08:00"}
    _publish(client, article, **unread)
    assert article.editions.get().eyes == "unread"
    assert "Version 1 is unread. Editor reads it before" in client.get(url("change", article)).content.decode()


def test_unread_without_a_reader_is_refused(as_, cast):
    article = make_article(by=cast.duty_editor)
    response = _publish(as_(cast.duty_editor), article, reason="alone", reader="", read_by="")
    assert "Name the colleague who reads it after" in told(response)[0]


def test_unread_without_a_reason_is_refused(as_, cast):
    article = make_article(by=cast.duty_editor)
    said = {"reason": "", "reader": cast.editor.pk, "read_by": "2030-01-01T08:00"}
    assert "Nobody else has read this text" in told(_publish(as_(cast.duty_editor), article, **said))[0]
    assert not Edition.objects.exists()


def test_the_named_colleague_reads_it_after(as_, cast):
    article = make_article(by=cast.duty_editor)
    said = {"reason": "alone", "reader": cast.editor.pk, "read_by": "2030-01-01T08:00"}
    _publish(as_(cast.duty_editor), article, **said)
    client = as_(cast.editor)
    assert "Read…" in buttons_of(client.get(url("change", article)))
    client.post(url("read_after", article), {"edition": article.editions.get().pk})
    assert ReadAfter.objects.get().read_by == cast.editor


def test_a_correction_without_a_note_is_refused(as_, cast):
    article = make_live(cast, now=clock.now() - timedelta(hours=1))
    send(as_(cast.reporter), article, headline="Council votes against the wall")
    response = _publish(as_(cast.editor), article, kind="correction", note="")
    assert "needs a note that tells readers what changed" in told(response)[0]


def test_a_correction_carries_its_note(as_, cast):
    article = make_live(cast, now=clock.now() - timedelta(hours=1))
    send(as_(cast.reporter), article, headline="Council votes against the wall")
    _publish(as_(cast.editor), article, kind="correction", note="An earlier version said for.")
    edition = article.editions.get(kind="correction")
    assert edition.words.public_note == "An earlier version said for."


def test_a_copy_editors_minor_fix_goes_unread_with_a_reader_named(as_, cast):
    article = make_live(cast, now=clock.now() - timedelta(hours=1))
    client = as_(cast.copy_editor)
    send(client, article, headline="Council votes for a wall")
    page = client.get(url("publish", article)).content.decode()
    assert 'value="minor_fix"' in page and 'value="correction"' not in page
    _publish(client, article, reader=cast.editor.pk, read_by="2030-01-01T08:00")
    assert article.editions.get(kind="minor_fix").unread_reason == "minor_fix"


def test_nothing_new_has_no_button(as_, cast):
    article = make_live(cast, now=clock.now() - timedelta(hours=1))
    page = as_(cast.editor).get(url("publish", article)).content.decode()
    assert "Readers already have exactly this (version 1)." in page
    assert ">Publish</button>" not in page


def test_a_time_beside_now_is_asked_about(as_, cast):
    article = _filed(cast)
    response = _publish(as_(cast.editor), article, when="now", at="2030-06-01T18:00")
    assert "You gave a time and chose Now" in response.content.decode()
    assert not article.editions.exists()


def test_it_says_which_planned_version_it_stops(as_, cast):
    article = _filed(cast)
    client = as_(cast.editor)
    _publish(client, article, when="at", at="2030-06-01T18:00")
    page = client.get(url("publish", article)).content.decode()
    assert "This stops version 1, planned for 1 June 2030, 18:00 UTC." in page
