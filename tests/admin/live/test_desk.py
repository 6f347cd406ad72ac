"""The desk of a live story, by plain form posts and as its scripts ask."""

import re
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import html

from articles import workflow
from articles.models import LiveEntry, LiveGrant, LiveStory, Pull
from articles.workflow import Said
from media.models import Photo
from newsroom import clock
from newsroom.reads.counting import Batch
from newsroom.reads.writing import write
from tests.makers import jpeg, make_contributor, make_photo

from .pages import MINUTE, entries, page, queued, typed


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


def test_an_entry_is_pulled_and_restored(as_, night, cast):
    phone = as_(cast.reporter)
    assert phone.post(page(night.story), {"do": "pull", "entry": night.entry.pk}).status_code == 302
    assert Pull.objects.get().pulled_by == cast.reporter
    assert "pulled by Reporter" in phone.get(page(night.story)).text
    assert phone.post(page(night.story), {"do": "restore", "entry": night.entry.pk}).status_code == 302
    assert Pull.objects.get().off_until


@pytest.mark.parametrize("said", [{}, {"do": "x"}, {"do": "read"}, {"do": "pull", "entry": "x"}, {"do": "mend"}])
def test_what_makes_no_sense_is_refused_in_words(as_, night, cast, said):
    answer = as_(cast.reporter).post(page(night.story), said)
    assert answer.status_code == 422 and "Not done:" in answer.text


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
