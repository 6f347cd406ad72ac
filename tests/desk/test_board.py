"""The board: what needs somebody now, and only what they may see."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import workflow
from articles.models import Article, Receipt, ReceiptRow
from articles.working_copy import content_of
from media.models import Lease
from newsroom import clock
from newsroom.desk.board import LONGEST, cards
from newsroom.desk.board_day import day
from newsroom.desk.board_site import site
from tests.conftest import NOON
from tests.makers import make_article, make_live, make_photo, use_of

# The bar of every page asks for some of them; the cards, the line, the front and the list ask for theirs.
MOST_QUERIES = 44


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


def board(user, now=NOON) -> dict[str, list[str]]:
    """Return the titles on each filled card."""
    return {card.name: [line.title for line in card.lines] for card in cards(user, now) if card.lines}


def filed(cast, slugline="filed", now=NOON):
    article = make_article(by=cast.reporter, now=now, slugline=slugline)
    return workflow.file(article, by=cast.reporter, now=now)


def test_a_new_newsroom_has_nothing_waiting(cast):
    assert board(cast.editor) == {}


def test_a_filed_story_is_for_whoever_may_read_it(cast):
    filed(cast)
    assert board(cast.editor)["for-me"] == ["filed"]
    assert "for-me" not in board(cast.second_reporter)


def test_nobody_is_asked_to_read_what_they_filed(cast):
    article = make_article(by=cast.editor, slugline="own")
    workflow.file(article, by=cast.editor, now=NOON)
    assert "for-me" not in board(cast.editor)
    assert board(cast.copy_editor)["for-me"] == ["own"]


def test_the_one_that_waited_longest_comes_first(cast):
    filed(cast, "later", NOON + minutes(5))
    filed(cast, "sooner", NOON)
    assert board(cast.editor, NOON + minutes(9))["for-me"] == ["sooner", "later"]


def test_an_unread_story_stands_first_until_it_is_read(cast):
    article = make_article(by=cast.duty_editor, slugline="fire")
    edition = workflow.publish_alone(
        article, by=cast.duty_editor, reason="alone", reader=cast.editor, read_after=NOON + minutes(60), now=NOON
    )
    found = [card for card in cards(cast.editor, NOON + minutes(1)) if card.lines][0]
    assert found.name == "unread"
    assert "by you" in found.lines[0].facts
    workflow.read_after(edition, by=cast.editor, now=NOON + minutes(2))
    assert "unread" not in board(cast.editor, NOON + minutes(3))


def test_a_reading_that_is_overdue_says_so(cast):
    article = make_article(by=cast.duty_editor)
    workflow.publish_alone(
        article, by=cast.duty_editor, reason="alone", reader=cast.editor, read_after=NOON + minutes(60), now=NOON
    )
    line = next(card.lines[0] for card in cards(cast.editor, NOON + minutes(61)) if card.name == "unread")
    assert (line.state, line.tone) == ("Reading overdue", "stop")


def test_a_hold_shows_its_kind_until_it_is_lifted(cast):
    hold = workflow.hold(make_article(by=cast.reporter), by=cast.editor, kind="legal", reason="Ask Anna", now=NOON)
    line = next(card.lines[0] for card in cards(cast.editor, NOON) if card.name == "holds")
    assert "Legal" in line.facts
    assert "Ask Anna" not in "".join(line.facts)
    workflow.lift(hold, by=cast.duty_editor, reason="cleared", now=NOON + minutes(1))
    assert "holds" not in board(cast.editor)


def test_a_live_story_somebody_went_on_with_is_shown_with_its_version(cast):
    article = make_live(cast, slugline="meals")
    assert "changed" not in board(cast.editor, NOON + minutes(1))
    content = replace(content_of(article), dek="Another dek.")
    workflow.save(article, by=cast.reporter, content=content, now=NOON + minutes(2))
    line = next(card.lines[0] for card in cards(cast.editor, NOON + minutes(3)) if card.name == "changed")
    assert "readers have version 1" in line.facts


def ahead(user, now=NOON) -> list[tuple[str, str]]:
    """Return what the time line says, in order."""
    return [(event.kind, event.title) for event in day(user, now).events]


def test_what_goes_live_within_a_day_is_shown_and_what_is_later_is_not(cast):
    for name, hours in [("soon", 5), ("tomorrow-night", 25)]:
        workflow.publish(filed(cast, name), by=cast.editor, live_from=NOON + timedelta(hours=hours), now=NOON)
    assert ahead(cast.editor) == [("live", "soon")]


def test_embargoes_and_due_times_stand_on_the_same_line_in_the_order_of_the_clock(cast):
    embargoed = make_article(by=cast.reporter, slugline="report")
    workflow.embargo(embargoed, by=cast.editor, until=NOON + timedelta(hours=3), now=NOON)
    due = make_article(by=cast.reporter, slugline="feature")
    workflow.set_due(due, by=cast.editor, due_at=NOON + timedelta(hours=1), now=NOON)
    workflow.publish(filed(cast, "soon"), by=cast.editor, live_from=NOON + timedelta(hours=2), now=NOON)
    assert ahead(cast.editor) == [("due", "feature"), ("live", "soon"), ("embargo", "report")]


def test_tomorrows_print_pages_stand_where_that_day_begins_and_say_whether_they_were_sent(cast):
    today, tomorrow = clock.local_date(NOON), clock.local_date(NOON) + timedelta(days=1)
    for name, day_of, page in [("wall", tomorrow, "3"), ("ferry", tomorrow, ""), ("today", today, "1")]:
        workflow.plan_print(filed(cast, name), by=cast.editor, print_date=day_of, page=page, now=NOON)
    workflow.send_to_print(Article.objects.get(slugline="wall"), by=cast.editor, print_date=tomorrow, now=NOON)
    found = {event.title: (event.at, event.says, event.fact) for event in day(cast.editor, NOON).events}
    begins = clock.start_of_day(tomorrow)
    assert found == {
        "wall": (begins, "In print, page 3", "page sent"),
        "ferry": (begins, "In print", "page not sent yet"),
    }


def test_a_print_page_of_a_restricted_story_is_on_nobody_elses_line(cast):
    secret = filed(cast, "secret")
    workflow.plan_print(secret, by=cast.editor, print_date=clock.local_date(NOON) + timedelta(days=1), now=NOON)
    workflow.restrict(secret, by=cast.duty_editor, people=[cast.duty_editor], now=NOON)
    assert ahead(cast.editor) == []
    assert ahead(cast.duty_editor) == [("print", "secret")]


def _ask_for_fix(cast, slugline: str, reader=None):
    live = make_live(cast, slugline=slugline)
    mended = replace(live.editions.get().content, dek="Work begins in the spring.")
    said = {"kind": "minor_fix", "edition": 1, "reader": reader, "now": NOON + minutes(5)}
    return workflow.ask_for_fix(live, by=cast.copy_editor, content=mended, **said)


def test_a_fix_of_a_live_story_waits_for_who_was_asked_or_else_for_who_publishes(cast):
    asked = _ask_for_fix(cast, "for-duty", reader=cast.duty_editor)
    _ask_for_fix(cast, "for-anybody")
    line = next(card.lines[0] for card in cards(cast.duty_editor, NOON) if card.name == "fixes")
    assert line.url.endswith(f"/fix-live/?asked={asked.uid}") and "you were asked" in line.facts
    assert board(cast.duty_editor)["fixes"] == ["for-duty", "for-anybody"]
    assert board(cast.editor)["fixes"] == ["for-anybody"]
    assert "fixes" not in board(cast.copy_editor) and "fixes" not in board(cast.second_reporter)


def test_a_fix_that_is_settled_or_restricted_waits_for_nobody_else(cast):
    asked, hidden = _ask_for_fix(cast, "settled"), _ask_for_fix(cast, "hidden")
    workflow.send_fix_back(asked, by=cast.editor, why="No.", now=NOON + minutes(6))
    workflow.restrict(hidden.article, by=cast.duty_editor, people=[cast.duty_editor], now=NOON + minutes(6))
    assert "fixes" not in board(cast.editor)
    assert board(cast.duty_editor)["fixes"] == ["hidden"]


def test_marks_at_one_hour_stand_in_lanes_and_every_third_hour_is_named(cast):
    for name in ("one", "two"):
        workflow.publish(filed(cast, name), by=cast.editor, live_from=NOON + timedelta(hours=12), now=NOON)
    found = day(cast.editor, NOON)
    assert [mark.x for mark in found.marks] == ["50.00%", "50.00%"]
    assert found.marks[0].y != found.marks[1].y
    assert [tick.label for tick in found.ticks] == ["12", "15", "18", "21", "Mon", "03", "06", "09", "12"]


def _live_in(cast, hours: float, *names: str) -> None:
    for name in names:
        workflow.publish(filed(cast, name), by=cast.editor, live_from=NOON + timedelta(hours=hours), now=NOON)


def _spans(marks) -> list[tuple[int, float, float]]:
    """Return where each mark with its word is drawn on a line of 736 pixels: its lane, from, to."""
    found = []
    for mark in marks:
        x = float(mark.x.rstrip("%")) * 7.36
        word = 10 + 6.6 * len(mark.word) if mark.word else 6
        found.append((mark.y, *((x - word, x + 6) if mark.before else (x - 6, x + word))))
    return found


def test_no_word_on_the_line_stands_on_another(cast):
    _live_in(cast, 18, "night-ferry-and-more", "council")
    _live_in(cast, 19.5, "a-long-slugline-of-a-story", "b")
    _live_in(cast, 21, "c-long-slugline-of-a-story", "harbour-pilot-week")
    _live_in(cast, 22.5, "d-long-slugline-of-a-story")
    spans = _spans(day(cast.editor, NOON).marks)
    for number, (lane, start, end) in enumerate(spans):
        beside = [each for each in spans[number + 1 :] if each[0] == lane]
        assert all(end <= other or stop <= start for _lane, other, stop in beside), spans


def test_the_pages_of_a_print_edition_are_one_mark_and_leave_its_night_room(cast):
    tomorrow = clock.local_date(NOON) + timedelta(days=1)
    for number in range(9):
        workflow.plan_print(filed(cast, f"page-{number}"), by=cast.editor, print_date=tomorrow, now=NOON)
    _live_in(cast, 13, "town-manager")
    found = day(cast.editor, NOON)
    assert [(mark.event.kind, mark.word) for mark in found.marks] == [("print", "9 in print"), ("live", "town-manager")]
    assert len(found.events) == 10


def test_a_pulled_story_alarms_until_it_is_decided(cast):
    article = make_live(cast, slugline="mistaken")
    workflow.pull(article, by=cast.editor, now=NOON + minutes(2))
    assert board(cast.editor, NOON + minutes(3))["alarms"] == ["mistaken"]
    workflow.restore(article, by=cast.editor, now=NOON + minutes(4))
    assert "alarms" not in board(cast.editor, NOON + minutes(5))


def test_a_photo_that_lapses_before_its_story_goes_live_alarms(cast):
    photo = make_photo(by=cast.photo_editor)
    article = make_article(by=cast.reporter, slugline="planned", photos=(use_of(photo),))
    workflow.file(article, by=cast.reporter, now=NOON)
    workflow.publish(article, by=cast.editor, live_from=NOON + timedelta(hours=5), now=NOON)
    assert "alarms" not in board(cast.editor)
    # A lease that was shortened behind the desk's back, as an import might.
    until = {"usable_from": NOON, "usable_until": NOON + timedelta(hours=4)}
    Lease.objects.create(photo=photo, agreed_by=cast.photo_editor, agreed_at=NOON, **until)
    assert board(cast.editor)["alarms"] == ["planned"]


def test_a_page_that_was_not_served_as_issued_alarms_and_names_the_address(cast):
    article = make_live(cast, slugline="fire")
    edition = article.editions.get()
    receipt, _made = Receipt.objects.update_or_create(
        edition=edition,
        defaults={"article": article, "since": edition.live_from, "asked_by": cast.editor, "finished_at": NOON},
    )
    receipt.rows.all().delete()
    ReceiptRow.objects.create(receipt=receipt, position=0, place="front", path="/", state="red")
    line = next(card.lines[0] for card in cards(cast.editor, NOON + minutes(1)) if card.name == "alarms")
    assert line.title == "fire"
    assert "/" in line.facts
    assert site(cast.editor, NOON + minutes(1)).last.receipt == "bad"


def test_on_the_site_are_the_first_stories_of_the_front_with_version_and_age(cast):
    make_live(cast, slugline="older", headline="Older story", now=NOON - timedelta(hours=3))
    make_live(cast, slugline="newer", headline="Newer story", now=NOON - timedelta(hours=1))
    found = site(cast.editor, NOON)
    assert [(each.card.headline, each.version) for each in found.stories] == [("Newer story", 1), ("Older story", 1)]
    assert found.last.edition.article.slugline == "newer"


def test_of_a_restricted_story_on_the_site_only_what_readers_have_is_shown(cast):
    article = make_live(cast, slugline="secret-line", headline="Public headline", now=NOON - timedelta(hours=1))
    workflow.restrict(article, by=cast.duty_editor, people=[cast.duty_editor], now=NOON)
    found = site(cast.editor, NOON)
    assert (found.stories[0].card.headline, found.stories[0].url, found.last) == ("Public headline", "", None)


def test_whoever_may_pull_finds_pull_beside_what_is_live(cast):
    article = make_live(cast, slugline="meals")
    workflow.save(article, by=cast.reporter, content=replace(content_of(article), dek="Else."), now=NOON + minutes(2))
    pulls = {
        person: next(card.lines[0].pull_url for card in cards(person, NOON + minutes(3)) if card.name == "changed")
        for person in (cast.editor, cast.reporter)
    }
    assert pulls[cast.editor].endswith(f"/{article.pk}/pull/") and pulls[cast.reporter] == ""


def fresh(client, *shown, tag="") -> tuple[int, str, str]:
    headers = {"If-None-Match": tag} if tag else {}
    response = client.get("/admin/board/", {"shown": ".".join(shown)}, headers=headers)
    return response.status_code, response.get("ETag", ""), response.content.decode()


def test_an_open_board_is_told_of_what_is_new_and_of_nothing_when_nothing_happened(client, cast):
    first = filed(cast, "first", now=clock.now())
    client.force_login(cast.editor)
    shown = (f"for-me-{first.pk}", str(first.pk))
    _status, tag, page = fresh(client, *shown)
    assert 'data-living-fresh="0"' in page and "first" in page
    assert fresh(client, *shown, tag=tag)[0] in {304, 200}  # a minute may just have begun
    filed(cast, "second", now=clock.now())
    status, _tag, page = fresh(client, *shown, tag=tag)
    assert status == 200 and 'data-living-fresh="2"' in page


def test_what_is_signed_off_is_ready_for_whoever_publishes(cast):
    workflow.sign_off(filed(cast, "signed"), by=cast.copy_editor, now=NOON)
    assert board(cast.editor)["ready"] == ["signed"]
    assert "ready" not in board(cast.copy_editor)


def test_reporters_find_their_own_work(cast):
    make_article(by=cast.reporter, slugline="mine")
    assert board(cast.reporter)["mine"] == ["mine"]
    assert "mine" not in board(cast.second_reporter)


@pytest.mark.parametrize(
    "role", ["editor", "second_reporter", "copy_editor", "administrator", "photographer", "stranger"]
)
def test_a_restricted_story_is_on_nobody_elses_board(cast, role):
    secret = filed(cast, "secret")
    workflow.hold(secret, by=cast.editor, kind="legal", reason="x", now=NOON)
    workflow.restrict(secret, by=cast.duty_editor, people=[cast.reporter, cast.duty_editor], now=NOON)
    assert "secret" not in str(board(getattr(cast, role)))
    assert "secret" in str(board(cast.duty_editor))


def test_a_long_card_is_cut_and_says_that_there_is_more(cast):
    for n in range(LONGEST + 1):
        filed(cast, f"story-{n}")
    card = next(card for card in cards(cast.editor, NOON) if card.name == "for-me")
    assert (len(card.lines), card.more) == (LONGEST, True)


def _page_queries(client) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/admin/").status_code == 200
    return len(queries)


def test_the_pages_cost_does_not_grow_with_the_stories(client, cast):
    def more():
        now = clock.now()
        filed(cast, "filed", now)
        workflow.hold(make_article(by=cast.reporter), by=cast.editor, kind="legal", reason="x")
        live = make_live(cast, now=now - minutes(5), photos=(use_of(make_photo(by=cast.reporter)),))
        workflow.save(live, by=cast.reporter, content=replace(content_of(live), dek="Else."))
        workflow.publish(filed(cast, "soon", now), by=cast.editor, live_from=now + timedelta(hours=2))
        workflow.pull(make_live(cast, now=now - minutes(5)), by=cast.editor)

    more()
    client.force_login(cast.editor)
    few = _page_queries(client)
    for _number in range(4):
        more()
    assert _page_queries(client) == few
    assert few <= MOST_QUERIES


def test_the_page_shows_it_and_names_what_is_empty(client, cast):
    filed(cast, "on-the-page", now=NOON)
    client.force_login(cast.editor)
    page = client.get("/admin/").text
    assert "on-the-page" in page
    assert "no holds" in page


def test_the_page_of_a_quiet_newsroom_is_one_line(client, cast):
    client.force_login(cast.editor)
    assert "Nothing waiting." in client.get("/admin/").text


def test_what_is_overdue_stands_out_for_who_assigns_and_for_whose_it_is(cast):
    article = make_article(by=cast.reporter, now=NOON, slugline="late-one")
    workflow.assign(article, by=cast.editor, to=cast.second_reporter, now=NOON)
    workflow.set_due(article, by=cast.editor, due_at=NOON + timedelta(hours=1), now=NOON)
    later = NOON + timedelta(hours=2)

    def said(person, name):
        return [line.title for card in cards(person, later) if card.name == name for line in card.lines]

    assert said(cast.editor, "overdue") == said(cast.second_reporter, "overdue") == ["late-one"]
    assert said(cast.reporter, "overdue") == []
    assert (said(cast.second_reporter, "mine"), said(cast.reporter, "mine")) == (["late-one"], [])
