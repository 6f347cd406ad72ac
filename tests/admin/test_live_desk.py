"""The desk of a live story, by plain form posts and as its scripts ask."""

import re
import uuid
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import html

from articles import workflow
from articles.models import LiveEntry, LiveGrant, LiveStory, Pull, ReadAfter
from articles.workflow import Said
from media.models import Photo
from newsroom import clock
from newsroom.reads.counting import Batch
from newsroom.reads.writing import write
from tests.makers import jpeg, make_contributor, make_live, make_photo

MINUTE = timedelta(minutes=1)


@pytest.fixture
def story(cast, noon, monkeypatch):
    made = make_live(cast, now=noon - 2 * MINUTE, headline="Election night")
    monkeypatch.setattr(clock, "now", lambda: noon)
    return made


@pytest.fixture
def night(story, cast, noon):
    """A live story the reporter posts to and the editor reads behind, with one entry; and the reporter's byline."""
    begun = noon - MINUTE
    workflow.open_live(story, by=cast.editor, now=begun)
    workflow.let_post(story, by=cast.editor, user=cast.reporter, reader=cast.editor, now=begun)
    byline = make_contributor()
    byline.account = cast.reporter
    byline.save()
    said = Said("Polls have closed\nIt rains", byline=byline)
    edition = workflow.post(story, by=cast.reporter, said=said, token=uuid.uuid4(), now=begun)
    return SimpleNamespace(story=story, byline=byline, edition=edition, entry=edition.article)


def page(story) -> str:
    return reverse("admin:articles_article_live", args=[story.pk])


def entries(story) -> str:
    return reverse("admin:articles_article_live_entries", args=[story.pk])


def typed(night, **fields) -> dict:
    return {
        "do": "post",
        "post-text": "It rains on",
        "post-byline": night.byline.pk,
        "post-token": str(uuid.uuid4()),
        **fields,
    }


def mended(night, **fields) -> dict:
    said = {"entry": night.entry.pk, "edition": 1, "byline": night.byline.pk, "kind": "minor_fix", **fields}
    return {"do": "mend", **{f"mend-{name}": value for name, value in said.items()}}


def test_an_editor_opens_lets_post_and_closes_by_plain_forms(as_, story, cast):
    desk = as_(cast.editor)
    assert "Open as a live story" in desk.get(page(story)).text
    assert desk.post(page(story), {"do": "open"}).status_code == 302
    assert LiveStory.objects.get().article == story
    said = {"do": "let", "let-user": cast.editor.pk, "let-reader": cast.duty_editor.pk, "let-read_within": 30}
    assert desk.post(page(story), said).status_code == 302
    assert LiveGrant.objects.get().reader == cast.duty_editor
    assert desk.post(page(story), {"do": "close", "close-summary": "It ended."}).status_code == 302
    assert LiveStory.objects.get().closed_at
    assert "Closed" in desk.get(page(story)).text


def test_an_entry_sent_after_it_closed_is_given_back_with_the_reason(as_, night, cast, noon):
    workflow.close_live(night.story, by=cast.editor, summary="It ended.", reader=cast.duty_editor, now=noon)
    late = typed(night, **{"post-headline": "Late", "post-text": "So it is"})
    answer = as_(cast.reporter).post(page(night.story), late)
    told = " ".join(html.document_fromstring(answer.text).get_element_by_id("refused").text_content().split())
    assert answer.status_code == 422 and "was closed at 12:00: nothing more goes into it" in told
    assert html.document_fromstring(answer.text).get_element_by_id("unsent").text == "Late\n\nSo it is"
    assert LiveEntry.objects.count() == 1


def test_a_reporter_with_leave_posts_and_a_form_sent_twice_posts_once(as_, night, cast):
    phone = as_(cast.reporter)
    assert "Post: live at once" in phone.get(page(night.story)).text
    said = typed(night)
    for _time in range(2):
        assert phone.post(page(night.story), said).status_code == 302
    assert LiveEntry.objects.count() == 2
    text = phone.get(page(night.story)).text
    assert text.index("It rains on") < text.index("Polls have closed")
    assert "unread: Editor reads" in text


@pytest.mark.parametrize(("typed_as", "printed"), [("11:40", (0, 11, 40)), ("", (0, 12, 0))])
def test_an_entry_is_printed_with_the_time_that_was_typed(as_, night, cast, noon, typed_as, printed):
    assert as_(cast.reporter).post(page(night.story), typed(night, **{"post-at": typed_as})).status_code == 302
    at = clock.local(LiveEntry.objects.order_by("-number").first().at)
    assert ((noon.date() - at.date()).days, at.hour, at.minute) == printed
    assert f"{at:%H:%M}" in as_(cast.reporter).get(page(night.story)).text


@pytest.mark.parametrize("typed_as", ["12:01", "23:30", "25:00", "noon"])
def test_a_printed_time_that_lies_ahead_or_is_none_is_said_and_nothing_is_posted(as_, night, cast, typed_as):
    answer = as_(cast.reporter).post(page(night.story), typed(night, **{"post-at": typed_as}))
    assert answer.status_code == 422 and "Printed time" in answer.text and "It rains on" in answer.text
    assert LiveEntry.objects.count() == 1


def test_just_after_midnight_a_time_before_it_is_the_day_befores(as_, night, cast, noon, monkeypatch):
    midnight = clock.start_of_day(clock.local_date(noon) + timedelta(days=1))
    monkeypatch.setattr(clock, "now", lambda: midnight + 5 * MINUTE)
    assert as_(cast.reporter).post(page(night.story), typed(night, **{"post-at": "23:58"})).status_code == 302
    assert LiveEntry.objects.order_by("-number").first().at == midnight - 2 * MINUTE


def test_who_runs_it_without_leave_to_post_has_the_box_folded_away_and_no_printed_time(as_, night, cast):
    text = as_(cast.editor).get(page(night.story)).text
    assert 'class="live-folded"' in text and "Write an entry for the queue" in text
    assert 'name="post-at"' not in text
    assert 'class="live-folded"' not in as_(cast.reporter).get(page(night.story)).text
    refused = as_(cast.editor).post(page(night.story), typed(night, do="queue", **{"post-byline": ""}))
    assert 'class="live-folded" open' in refused.text


def test_what_stands_beside_the_entries_is_said_to_be_another_after_any_change_of_it(as_, night, cast, noon):
    def rail() -> str:
        return re.search(r'data-rail="(\w+)"', as_(cast.editor).get(entries(night.story)).text)[1]

    seen = [rail()]
    workflow.pause_live(night.story, by=cast.editor, now=noon)
    seen.append(rail())
    workflow.let_post(night.story, by=cast.editor, user=cast.second_reporter, reader=cast.editor, now=noon)
    seen.append(rail())
    queued(night, cast, noon)
    assert rail() == seen[-1]
    assert len(set(seen)) == 3


def read(story, many: int, at) -> None:
    write(Batch({story.pk: many, story.pk + 1: 7}, many + 7), at)


def says_reads(answer) -> str:
    return html.document_fromstring(answer.text).find_class("live-reads")[0].text


def test_it_says_how_often_the_live_story_was_read_in_the_last_hour(as_, night, cast, noon):
    desk = as_(cast.editor)
    assert says_reads(desk.get(page(night.story))) == "0 reads in the last hour"
    read(night.story, 9, noon - timedelta(minutes=60))
    read(night.story, 1, noon - timedelta(minutes=59))
    assert says_reads(desk.get(page(night.story))) == "1 read in the last hour"
    read(night.story, 4309, noon)
    assert says_reads(desk.get(page(night.story))) == "4,310 reads in the last hour"


def test_how_it_stands_is_under_the_title_and_its_running_is_one_step_away(as_, night, cast):
    shown = html.document_fromstring(as_(cast.editor).get(page(night.story)).text)
    titles = shown.find_class("titles")[0]
    assert "Open since 11:59." in titles.get_element_by_id("live-status").text_content()
    led_to = [link.get("href") for link in titles.find_class("live-jumps")[0].iter("a")]
    assert led_to == ["#rail-points", "#rail-who", "#rail-running"]
    assert all(shown.get_element_by_id(anchor.lstrip("#")) is not None for anchor in led_to)
    assert 'id="live-status"' in as_(cast.editor).get(entries(night.story)).text, "what is open looks for it"


def test_a_page_that_is_open_is_told_once_it_was_read_more_often(as_, night, cast, noon):
    desk = as_(cast.editor)
    known = desk.get(entries(night.story))["ETag"]
    assert desk.get(entries(night.story), headers={"if-none-match": known}).status_code == 304
    read(night.story, 3, noon)
    answer = desk.get(entries(night.story), headers={"if-none-match": known})
    assert answer.status_code == 200 and says_reads(answer) == "3 reads in the last hour"


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


def test_who_pays_is_no_byline_to_choose(as_, night, cast):
    paying, desk = make_contributor("Harbour Bank"), make_contributor("News Desk")
    for each, kind, account in ((paying, "sponsor", cast.second_reporter), (desk, "desk", None)):
        each.kind, each.account = kind, account
        each.save()
    bylines = html.document_fromstring(as_(cast.reporter).get(page(night.story)).text).get_element_by_id(
        "id_post-byline"
    )
    assert [each.text for each in bylines.iter("option") if each.get("value")] == ["News Desk", "Writer A"]
    said = typed(night, do="queue", **{"post-byline": paying.pk})
    assert as_(cast.second_reporter).post(page(night.story), said).status_code == 422
    assert LiveEntry.objects.count() == 1


def test_who_was_given_no_leave_files_to_the_queue_and_posts_nothing(as_, night, cast):
    desk = as_(cast.second_reporter)
    text = desk.get(page(night.story)).text
    assert "the desk reads it first" in text and "Post: live at once" not in text
    night.byline.account = cast.second_reporter
    night.byline.save()
    answer = desk.post(page(night.story), typed(night))
    assert answer.status_code == 422 and "may not post to this live story" in answer.text
    assert LiveEntry.objects.count() == 1
    said = typed(night, do="queue")
    for _time in range(2):
        assert desk.post(page(night.story), said).status_code == 302
    assert LiveEntry.objects.queued().count() == 1
    assert "waits for the desk" in desk.get(page(night.story)).text


def queued(night, cast, noon, text="A crane came loose", by=None):
    said = Said(text, byline=night.byline)
    by = by or cast.second_reporter
    return workflow.queue_entry(night.story, by=by, said=said, token=uuid.uuid4(), now=noon - MINUTE / 2).article


def test_the_desk_approves_what_it_saw(as_, night, cast, noon):
    entry, desk = queued(night, cast, noon), as_(cast.editor)
    assert "A crane came loose" in desk.get(page(night.story)).text
    asked = {"do": "approve", "entry": entry.pk}
    assert "changed after you opened it" in desk.post(page(night.story), {**asked, "revision": 7}).text
    assert desk.post(page(night.story), {**asked, "revision": 1}).status_code == 302
    assert entry.editions.get().read_by == cast.editor
    assert "read by Editor" in desk.get(page(night.story)).text


def test_the_desk_sends_back_with_a_reason_and_the_writer_files_again(as_, night, cast, noon):
    entry = queued(night, cast, noon)
    asked = {"do": "send_back", "entry": entry.pk}
    assert "Say why it goes back" in as_(cast.editor).post(page(night.story), asked).text
    assert as_(cast.editor).post(page(night.story), {**asked, "reason": "Who says so?"}).status_code == 302
    assert "Who says so?" in as_(cast.second_reporter).get(page(night.story)).text
    form = as_(cast.second_reporter).get(f"{page(night.story)}?mend={entry.pk}").text
    assert "A crane came loose</textarea>" in form and "File it again" in form
    again = {"entry": entry.pk, "revision": 1, "byline": night.byline.pk, "text": "A crane came loose, says X"}
    sent = {"do": "requeue", **{f"queued-{name}": value for name, value in again.items()}}
    assert as_(cast.second_reporter).post(page(night.story), sent).status_code == 302
    assert "A crane came loose, says X" in as_(cast.editor).get(page(night.story)).text


def test_the_desk_edits_and_approves_in_one_act_with_a_reader(as_, night, cast, noon):
    entry, desk = queued(night, cast, noon), as_(cast.editor)
    form = desk.get(f"{page(night.story)}?mend={entry.pk}").text
    assert "Approve it so: live at once" in form and "somebody else has to read" in form
    said = {"entry": entry.pk, "revision": 1, "byline": night.byline.pk, "text": "A crane is loose"}
    sent = {"do": "approve_edited", **{f"queued-{name}": value for name, value in said.items()}}
    assert "Say who reads it behind you" in desk.post(page(night.story), sent).text
    sent["queued-reader"] = cast.copy_editor.pk
    assert desk.post(page(night.story), sent).status_code == 302
    assert ReadAfter.objects.get(edition=entry.editions.get()).reader == cast.copy_editor


def test_a_writer_sees_their_own_of_the_queue_and_nobody_elses(as_, night, cast, noon):
    queued(night, cast, noon)
    queued(night, cast, noon, "Mine alone", by=cast.reporter)
    text = as_(cast.reporter).get(page(night.story)).text
    assert "Mine alone" in text and "A crane came loose" not in text


def test_what_is_dropped_leaves_the_queue(as_, night, cast, noon):
    entry, writer = queued(night, cast, noon), as_(cast.second_reporter)
    assert writer.post(page(night.story), {"do": "drop", "entry": entry.pk}).status_code == 302
    assert "A crane came loose" not in writer.get(page(night.story)).text


def test_an_editor_sets_key_points_pulls_them_and_pins_an_entry(as_, night, cast):
    said = {"do": "points", "points-points": "Polls closed at ten\nIt rains", "points-version": 0}
    desk = as_(cast.editor)
    assert "Say who reads it behind you" in desk.post(page(night.story), said).text
    said["points-reader"] = cast.duty_editor.pk
    assert desk.post(page(night.story), said).status_code == 302
    text = desk.get(page(night.story)).text
    assert "Polls closed at ten" in text and "unread: Duty Editor reads" in text
    assert "changed after you opened them" in desk.post(page(night.story), said).text
    points = LiveEntry.objects.get(is_key_points=True).article
    assert desk.post(page(night.story), {"do": "pull", "entry": points.pk}).status_code == 302
    assert Pull.objects.get().article == points
    pin = {"do": "pin", "entry": night.entry.pk}
    assert "Pinned" in desk.post(page(night.story), pin, follow=True).text
    assert "Unpin" in desk.get(page(night.story)).text
    assert desk.post(page(night.story), {"do": "unpin"}).status_code == 302
    for do in ("points", "pin", "unpin"):
        refused = as_(cast.reporter).post(page(night.story), {**said, **pin, "do": do})
        assert refused.status_code == 422 and "may not" in refused.text


def test_an_editor_pauses_resumes_reads_first_and_ends_a_leave(as_, night, cast):
    def does(**said):
        return as_(cast.editor).post(page(night.story), said, follow=True).text

    assert "Paused since 12:00 by Editor" in does(do="pause")
    assert "Posting is paused" in as_(cast.reporter).post(page(night.story), typed(night)).text
    assert "Open since" in does(do="resume")
    assert "The desk reads every entry first." in does(do="queue_first")
    assert "Read every entry first" in does(do="post_at_once")
    assert "posts to it no more" in does(do="end_leave", user=cast.reporter.pk)
    assert not LiveGrant.objects.filter(ended_at=None).exists()
    for do in ("pause", "resume", "queue_first", "post_at_once", "end_leave"):
        refused = as_(cast.reporter).post(page(night.story), {"do": do, "user": cast.reporter.pk})
        assert refused.status_code == 422 and "may not" in refused.text


@pytest.mark.parametrize("person", ["stranger", "photographer", "administrator"])
def test_who_writes_no_stories_has_no_live_desk(as_, night, cast, person):
    for address in (page(night.story), entries(night.story)):
        assert as_(getattr(cast, person)).get(address).status_code in {302, 403, 404}


def test_a_restricted_live_story_is_nobodys_who_is_not_named(as_, night, cast, noon):
    workflow.restrict(night.story, by=cast.duty_editor, people=[cast.duty_editor], now=noon)
    for address in (page(night.story), entries(night.story)):
        assert as_(cast.reporter).get(address).status_code == 404


def test_what_is_not_filled_in_is_said_and_kept_in_the_box(as_, night, cast):
    answer = as_(cast.reporter).post(page(night.story), typed(night, **{"post-byline": ""}))
    assert answer.status_code == 422
    assert "Mend the marked fields" in answer.text and "It rains on" in answer.text
    assert LiveEntry.objects.count() == 1


def test_a_script_is_answered_in_json(as_, night, cast):
    phone = as_(cast.reporter)
    accept = {"accept": "application/json"}
    told = phone.post(page(night.story), typed(night), headers=accept)
    assert (told.status_code, told.json()) == (200, {"said": "Posted. Readers have it."})
    refused = phone.post(page(night.story), typed(night, **{"post-text": " "}), headers=accept)
    assert refused.status_code == 422
    assert "The entry says nothing" in refused.json()["refused"]


def test_a_picture_comes_along_with_its_credit_and_alt_text(as_, night, cast):
    phone = as_(cast.reporter)
    about = {"post-alt": "A queue.", "post-caption": "At the hall", "post-credit": "Reporter/Gazette"}
    file = SimpleUploadedFile("queue.jpg", jpeg())
    said = typed(night, **about, **{"post-licence": "own", "post-upload": file})
    assert phone.post(page(night.story), said).status_code == 302
    photo = Photo.objects.get()
    assert (photo.credit_line, photo.licence, photo.uploaded_by) == ("Reporter/Gazette", "own", cast.reporter)
    use = LiveEntry.objects.order_by("-number").first().article.editions.get().content.lead
    assert (use.photo, use.caption, use.alt) == (str(photo.uid), "At the hall", "A queue.")
    shown = phone.get(page(night.story)).text
    assert reverse("admin:media_photo_preview", args=[photo.uid, 192]) in shown


def test_a_picture_at_hand_is_chosen_and_one_without_rights_says_so(as_, night, cast, noon):
    phone = as_(cast.reporter)
    photo = make_photo(by=cast.reporter, now=noon - MINUTE)
    assert phone.post(page(night.story), typed(night, **{"post-photo": str(photo.uid)})).status_code == 302
    unclear = make_photo(by=cast.reporter, now=noon - MINUTE, licence="not_established")
    answer = phone.post(page(night.story), typed(night, **{"post-photo": str(unclear.uid)}))
    assert answer.status_code == 422 and "rights are not established" in answer.text
    assert LiveEntry.objects.count() == 2


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


def test_an_entry_is_pulled_and_restored(as_, night, cast):
    phone = as_(cast.reporter)
    assert phone.post(page(night.story), {"do": "pull", "entry": night.entry.pk}).status_code == 302
    assert Pull.objects.get().pulled_by == cast.reporter
    assert "pulled by Reporter" in phone.get(page(night.story)).text
    assert phone.post(page(night.story), {"do": "restore", "entry": night.entry.pk}).status_code == 302
    assert Pull.objects.get().off_until


def test_another_storys_entry_is_not_this_ones(as_, night, cast, noon):
    other = make_live(cast, now=noon - MINUTE, headline="Another", slugline="another")
    workflow.open_live(other, by=cast.editor, now=noon)
    for do in ("pull", "restore", "read"):
        answer = as_(cast.editor).post(page(other), {"do": do, "entry": night.entry.pk, "edition": 1})
        assert "There is no such entry" in answer.text
    assert not Pull.objects.exists()


@pytest.mark.parametrize("said", [{}, {"do": "x"}, {"do": "read"}, {"do": "pull", "entry": "x"}, {"do": "mend"}])
def test_what_makes_no_sense_is_refused_in_words(as_, night, cast, said):
    answer = as_(cast.reporter).post(page(night.story), said)
    assert answer.status_code == 422 and "Not done:" in answer.text


@pytest.mark.parametrize("asked", ["x", "0", "9" * 30, "-1"])
def test_an_entry_to_mend_that_is_none_changes_nothing(as_, night, cast, asked):
    answer = as_(cast.reporter).get(f"{page(night.story)}?mend={asked}")
    assert answer.status_code == 200 and "live-mend" not in answer.text


def test_an_open_page_asks_again_for_nothing_until_something_happens(as_, night, cast, noon):
    desk = as_(cast.editor)
    first = desk.get(entries(night.story))
    assert "Polls have closed" in first.text and "<html" not in first.text
    again = desk.get(entries(night.story), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    workflow.pull(night.entry, by=cast.editor, now=noon)
    after = desk.get(entries(night.story), headers={"If-None-Match": first["ETag"]})
    assert after.status_code == 200 and "pulled by Editor" in after.text


def test_its_queries_are_as_few_however_many_entries_there_are(as_, night, cast, noon, django_assert_num_queries):
    def more(number):
        queued(night, cast, noon, f"Waiting {number}")
        said = Said(f"Entry {number}", byline=night.byline)
        workflow.post(night.story, by=cast.reporter, said=said, token=uuid.uuid4(), now=noon + number * MINUTE)

    more(0)
    desk, queries = as_(cast.editor), {page(night.story): 27, entries(night.story): 20}
    desk.get(page(night.story))
    for address, number in queries.items():
        with django_assert_num_queries(number):
            desk.get(address)
    for number in range(1, 9):
        more(number)
    for address, number in queries.items():
        with django_assert_num_queries(number):
            desk.get(address)
