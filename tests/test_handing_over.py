"""One shift leaves the desk to the next: what the record drafts, who sees what of it, what a redaction reaches."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from lxml import html

from articles import handing_over, workflow
from articles.models import HandOver
from articles.workflow import Said
from articles.workflow.handing_over import hand_over, read_hand_over, take_over
from newsroom import clock
from newsroom.record.models import LogEntry
from newsroom.staff import duty
from tests.makers import NOON, make_article, make_contributor, make_live

HOUR = timedelta(hours=1)


def sorts(facts) -> dict[str, list[str]]:
    return {name: [row[0] for row in rows] for name, rows in facts.items() if rows}


def titles(kept, user) -> dict[str, list[str]]:
    return {sort.name: [line.title for line in sort.lines] for sort in handing_over.named(kept.drafted, user)}


def test_it_drafts_what_was_published_since_the_last_and_what_waits(cast):
    before = make_live(cast, now=NOON - 3 * HOUR, slugline="before")
    hand_over(by=cast.editor, now=NOON - 2 * HOUR)
    out = make_live(cast, now=NOON - HOUR, slugline="out")
    unread = make_article(by=cast.duty_editor, now=NOON)
    read_by = NOON + 2 * HOUR
    workflow.publish_alone(
        unread, by=cast.duty_editor, reason="alone", reader=cast.editor, read_after=read_by, now=NOON - HOUR
    )
    soon, later = (make_article(by=cast.reporter, now=NOON - HOUR) for _each in range(2))
    for article, hours in ((soon, 3), (later, 30)):
        workflow.publish(article, by=cast.editor, live_from=NOON + hours * HOUR, now=NOON - HOUR)
    held, stock = (make_article(by=cast.reporter, now=NOON - HOUR) for _each in range(2))
    workflow.hold(held, by=cast.editor, kind="legal", reason="The lawyer reads it.", now=NOON - HOUR)
    workflow.hold(stock, by=cast.editor, kind="stock", reason="Prepared.", now=NOON - HOUR)
    late = make_article(by=cast.reporter, now=NOON - HOUR)
    workflow.set_due(late, by=cast.editor, due_at=NOON - HOUR / 2, now=NOON - HOUR)
    workflow.embargo(late, by=cast.editor, until=NOON + 5 * HOUR, now=NOON - HOUR)

    found = sorts(handing_over.draft(handing_over.since(NOON), NOON))
    assert set(found["published"]) == {str(out.uid), str(unread.uid)}
    assert str(before.uid) not in str(found)
    assert found["unread"] == [str(unread.uid)]
    assert found["scheduled"] == [str(soon.uid)]
    assert found["holds"] == [str(held.uid)]
    assert found["overdue"] == found["embargoes"] == [str(late.uid)]


def test_an_entry_is_called_by_its_live_story_and_its_words_and_its_time_is_said_once(cast, client):
    story = make_live(cast, now=NOON - 3 * HOUR, headline="Election night", slugline="")
    workflow.open_live(story, by=cast.editor, now=NOON - 3 * HOUR)
    workflow.let_post(story, by=cast.editor, user=cast.reporter, reader=cast.editor, now=NOON - 3 * HOUR)
    for text, headline in (
        ("Polls have closed.\nCounting begins " + "soon " * 20, ""),
        ("It rains", "Queues in the rain"),
    ):
        said = Said(text, byline=make_contributor(), headline=headline)
        workflow.post(story, by=cast.reporter, said=said, token=uuid.uuid4(), now=NOON - 2 * HOUR)
    workflow.set_key_points(
        story, by=cast.editor, points=["Turnout is high"], version=0, reader=cast.duty_editor, now=NOON - HOUR
    )
    kept = hand_over(by=cast.duty_editor, now=NOON)
    first = "Election night: Polls have closed. Counting begins soon soon soon soon soon…"
    calls = ["Election night: key points", "Election night: Queues in the rain", first, "Election night"]
    assert sorted(titles(kept, cast.editor)["published"]) == sorted(calls)
    client.force_login(cast.editor)
    page = client.get(reverse("admin:hand_over_kept", args=[kept.uid])).text
    published = " ".join(
        html.document_fromstring(page).get_element_by_id("sort-published").getparent().text_content().split()
    )
    assert published.count("10:00") == 2, "once for each entry"


def test_it_is_as_of_its_moment(cast):
    article = make_article(by=cast.reporter, now=NOON - HOUR)
    held = workflow.hold(article, by=cast.editor, kind="legal", reason="Wait.", now=NOON - HOUR)
    workflow.lift(held, by=cast.duty_editor, now=NOON)
    assert sorts(handing_over.draft(NOON - 2 * HOUR, NOON - HOUR / 2))["holds"] == [str(article.uid)]
    assert "holds" not in sorts(handing_over.draft(NOON - 2 * HOUR, NOON))


def test_a_restricted_story_is_in_nobody_elses_hand_over(cast):
    article = make_live(cast, now=NOON, slugline="secret-inquiry")
    workflow.restrict(article, by=cast.duty_editor, people=[cast.duty_editor], now=NOON + HOUR)
    kept = hand_over(by=cast.editor, text="A quiet night.", now=NOON + 2 * HOUR)
    assert titles(kept, cast.duty_editor) == {"published": ["secret-inquiry"]}
    assert titles(kept, cast.editor) == {}
    assert "secret" not in kept.facts


def test_reading_and_taking_over_are_on_the_record_and_put_somebody_on_duty(cast):
    kept = hand_over(by=cast.editor, text="Third update due.", now=NOON)
    read_hand_over(kept, by=cast.copy_editor, now=NOON)
    read_hand_over(kept, by=cast.copy_editor, now=NOON)
    kept = take_over(kept, by=cast.duty_editor, now=NOON)
    assert (kept.accepted_by, kept.readings.count()) == (cast.duty_editor, 1)
    assert duty.is_on(cast.duty_editor, NOON)
    verbs = LogEntry.objects.filter(subject=kept.subject).order_by("number").values_list("verb", flat=True)
    assert list(verbs) == ["hand_over", "read_hand_over", "take_over"]


def test_it_is_taken_over_once(cast):
    kept = hand_over(by=cast.editor, now=NOON)
    take_over(kept, by=cast.duty_editor, now=NOON)
    with pytest.raises(workflow.Refused, match="Duty Editor took over at 12:00 already"):
        take_over(kept, by=cast.copy_editor, now=NOON)


def test_who_hands_over_may_go_off_with_it(cast):
    duty.go_on(cast.editor, now=NOON - HOUR)
    hand_over(by=cast.editor, go_off=True, now=NOON)
    assert not duty.is_on(cast.editor, NOON)


@pytest.mark.parametrize("who", ["reporter", "photographer", "stranger"])
def test_only_the_desk_hands_over(cast, who):
    with pytest.raises(workflow.NotAllowed):
        hand_over(by=getattr(cast, who), now=NOON)
    assert not HandOver.objects.exists()


def test_a_redaction_reaches_its_words(cast):
    article = make_article(by=cast.reporter, now=NOON, headline="Ashby arrested")
    kept = hand_over(by=cast.editor, text="Ashby’s lawyer rings at eight.", now=NOON + HOUR)
    done = workflow.redact(article, by=cast.duty_editor, words=["Ashby"], reason="Order.", now=NOON + 2 * HOUR)
    kept.refresh_from_db()
    assert "Ashby" not in kept.text and kept.redacted_at
    assert done.found["hand-over"] == 1


def test_the_next_shift_sees_it_first_on_the_board_and_takes_over(client, cast):
    make_live(cast, now=clock.now() - HOUR, slugline="on-the-site")
    client.force_login(cast.editor)
    page = client.get("/admin/hand-over/").content.decode()
    assert "on-the-site" in page
    answer = client.post("/admin/hand-over/", {"text": "The mayor rings back."}, follow=True)
    assert "The mayor rings back." in answer.content.decode()
    kept = HandOver.objects.get()
    client.force_login(cast.duty_editor)
    page = client.get("/admin/").content.decode()
    assert "The mayor rings back." in page and "Take over" in page
    assert page.index("The mayor rings back.") < page.index("stories-title")
    client.post(f"/admin/hand-over/{kept.uid}/read/")
    client.post(f"/admin/hand-over/{kept.uid}/take-over/")
    kept.refresh_from_db()
    assert kept.accepted_by == cast.duty_editor
    page = client.get("/admin/").content.decode()
    assert "The mayor rings back." not in page and "taken over by Duty Editor" in page
    assert "The mayor rings back." in client.get("/admin/hand-over/kept/").content.decode()


def test_too_many_words_are_refused_and_kept_in_the_form(client, cast):
    client.force_login(cast.editor)
    answer = client.post("/admin/hand-over/", {"text": "so much " * 2_000})
    assert answer.status_code == 422
    assert "so much so much" in answer.content.decode()
    assert not HandOver.objects.exists()


def test_a_long_hand_over_costs_no_more_queries(client, cast, django_assert_max_num_queries):
    for number in range(12):
        make_live(cast, now=clock.now() - HOUR, slugline=f"story-{number}")
    kept = hand_over(by=cast.editor, now=clock.now())
    client.force_login(cast.editor)
    with django_assert_max_num_queries(12):
        assert client.get(f"/admin/hand-over/{kept.uid}/").content.decode().count("story-") >= 12
