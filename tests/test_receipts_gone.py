"""The receipt of a pull, a withdrawal and a retraction: that nothing is left where readers had the story."""

from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from articles import workflow
from articles.models import Receipt, ReceiptRow
from articles.receipts import keeping
from articles.receipts.fetching import Fetched
from articles.receipts.gone import judge_gone
from articles.receipts.keeping import look_now
from media.renditions import make_renditions
from newsroom import clock
from tests.admin.browsing import url
from tests.makers import make_live, make_photo, use_of
from tests.test_receipts import _html

SECOND = timedelta(seconds=1)
WALL = "/2026/11/22/wall/"


def _minute_ago():
    return clock.now() - timedelta(minutes=1)


def _with_photo(cast, **fields):
    photo = make_photo(by=cast.photo_editor)
    make_renditions(photo)
    return make_live(cast, now=_minute_ago(), photos=(use_of(photo),), **fields), photo


def _shown(receipt) -> dict:
    return {(row.place, row.name): (row.state, row.shows) for row in receipt.rows.all()}


def _page(body: bytes, status: int) -> Fetched:
    return Fetched(status, "text/html", b"<!doctype html><html><body><main>" + body + b"</main></body></html>")


@pytest.mark.parametrize(
    ("place", "of_pull", "fetched", "good", "shows"),
    [
        ("story", True, _page(b"Being reviewed", 503), True, ""),
        ("story", False, _page(b"Withdrawn", 410), True, ""),
        ("story", True, _page(b"Withdrawn", 410), False, "It answers 410."),
        ("story", True, _html('<meta name="version" content="3">'), False, "It still shows version 3."),
        ("story", False, _html("<p>Words</p>"), False, "It still answers."),
        ("story", False, Fetched(301, leads_to="/x/"), False, "It leads to /x/."),
        ("front", True, _html('<a href="/2026/11/22/wall/">Council votes</a>'), False, "It still lists “Coun"),
        ("front", True, _html('<a href="/other/">Council votes</a>'), True, ""),
        ("tag", True, _page(b"", 404), True, ""),
        ("section", True, Fetched(502), False, "It answers 502."),
        ("feed", True, Fetched(200, "x", b"<rss><item><title>Wall</title><link>/2026/11/22/wall/</link></item></rss>"),
         False, "It still lists “Wall”."),
        ("feed", True, Fetched(200, "x", b"<rss><item>"), False, "It cannot be read as a page."),
        ("sitemap", True, Fetched(200, "x", b"<urlset><loc>/2026/11/22/wall/</loc></urlset>"), False, "It still lists"),
        ("sitemap", True, Fetched(200, "x", b"<urlset></urlset>"), True, ""),
        ("photo", True, Fetched(410), True, ""),
        ("picture", True, Fetched(200, "image/jpeg", b"x"), False, "It is still served."),
        ("photo", True, Fetched(None, why="No answer: refused"), False, "No answer: refused"),
    ],
)  # fmt: skip
def test_each_place_is_judged_by_what_is_left_there(cast, place, of_pull, fetched, good, shows):
    article = make_live(cast, now=_minute_ago())
    act = workflow.pull if of_pull else workflow.withdraw
    done = act(article, by=cast.duty_editor, **({} if of_pull else {"note": "It was wrong."}))
    row = ReceiptRow(receipt=done.receipt, place=place, path="/x/")
    verdict = judge_gone(row, fetched, WALL)
    assert (verdict.good, verdict.shows[: len(shows)]) == (good, shows)


def test_after_a_pull_nothing_is_left_anywhere_its_pictures_included(cast, served):
    article, photo = _with_photo(cast)
    look_now(Receipt.objects.get().pk)
    kept = workflow.pull(article, by=cast.editor)
    assert look_now(kept.receipt.pk) is None
    assert {state for state, _shows in _shown(kept.receipt).values()} == {"green"}, _shown(kept.receipt)
    month = f"{article.editions.get().listed_at:%Y-%m}"
    wanted = {("story", ""), ("front", ""), ("section", "City"), ("feed", "City"), ("feed", ""), ("tag", "Harbour")}
    assert wanted | {("name", "Writer A"), ("sitemap", ""), ("sitemap", month), ("picture", "")} <= set(
        _shown(kept.receipt)
    )
    assert str(photo.uid) in kept.receipt.rows.get(place="picture").path
    assert kept.receipt.rows.filter(place="photo").exists()
    kept.receipt.refresh_from_db()
    assert kept.receipt.finished_at and kept.receipt.is_whole


@pytest.mark.parametrize("nothing_here", [True, False])
def test_after_a_withdrawal_nothing_is_left_anywhere(cast, served, nothing_here):
    article, _photo = _with_photo(cast)
    said = {"nothing_here": True, "reason": "Order 4/26."} if nothing_here else {"note": "It was wrong."}
    edition = workflow.withdraw(article, by=cast.duty_editor, **said)
    assert look_now(edition.receipt.pk) is None
    assert {state for state, _shows in _shown(edition.receipt).values()} == {"green"}, _shown(edition.receipt)
    assert edition.receipt.rows.filter(place="photo").exists()


def test_a_retracted_story_is_at_its_address_with_its_picture_and_on_no_list(cast, served):
    article, _photo = _with_photo(cast)
    edition = workflow.retract(article, by=cast.editor, note="We were deceived.", now=clock.now() - 20 * SECOND)
    assert look_now(edition.receipt.pk) is None
    shown = _shown(edition.receipt)
    assert {state for state, _shows in shown.values()} == {"green"}, shown
    assert {"story", "front", "section", "tag", "sitemap", "picture"} <= {place for place, _name in shown}
    assert "photo" not in {place for place, _name in shown}


def test_what_still_shows_it_is_red_names_it_and_is_tried_again(cast, served, monkeypatch):
    article = make_live(cast, now=_minute_ago(), headline="Bridge shut")
    kept = workflow.pull(article, by=cast.editor)
    key = article.editions.get().address.key
    with monkeypatch.context() as patch:
        cached = _html(f'<a href="{key}">Bridge shut</a>')
        patch.setattr(keeping, "fetch", lambda path: cached if path == "/" else Fetched(404))
        now = clock.now()
        while again := look_now(kept.receipt.pk, now=now):
            now = again
    assert _shown(kept.receipt)["front", ""] == ("red", "It still lists “Bridge shut”.")
    keeping.try_again(kept.receipt)
    assert look_now(kept.receipt.pk) is None
    assert _shown(kept.receipt)["front", ""] == ("green", "")


def test_a_picture_that_another_story_shows_is_not_asked_for(cast, served):
    article, photo = _with_photo(cast)
    make_live(cast, now=_minute_ago(), photos=(use_of(photo),), headline="Another")
    kept = workflow.pull(article, by=cast.editor)
    look_now(kept.receipt.pk)
    assert not kept.receipt.rows.filter(place__in=["picture", "photo"]).exists()
    assert kept.receipt.rows.get(place="front").state == "green"


def test_a_pull_that_is_over_is_looked_at_no_more_and_alarms_nobody(cast):
    from newsroom.desk import board_asked

    article = make_live(cast, now=_minute_ago())
    kept = workflow.pull(article, by=cast.editor)
    ReceiptRow.objects.create(receipt=kept.receipt, position=0, place="front", path="/", state="red")
    day_ago = clock.now() - timedelta(days=1)
    assert [row.path for row in board_asked.red(user=cast.editor, since=day_ago)] == ["/"]
    workflow.restore(article, by=cast.editor)
    assert look_now(kept.receipt.pk) is None
    assert not board_asked.red(user=cast.editor, since=day_ago)


def test_an_alarm_of_a_version_ends_where_a_later_act_was_looked_at(cast):
    from newsroom.desk import board_asked

    article = make_live(cast, now=_minute_ago())
    first = Receipt.objects.get()
    ReceiptRow.objects.create(receipt=first, position=0, place="front", path="/", state="red")
    kept = workflow.pull(article, by=cast.editor)
    day_ago = clock.now() - timedelta(days=1)
    assert [row.path for row in board_asked.red(user=cast.editor, since=day_ago)] == ["/"]
    ReceiptRow.objects.create(receipt=kept.receipt, position=0, place="front", path="/", state="green")
    assert not board_asked.red(user=cast.editor, since=day_ago)


def test_a_redaction_takes_the_receipt_of_a_pull_away_too(cast):
    article = make_live(cast, now=_minute_ago(), headline="Jane Roe held")
    workflow.pull(article, by=cast.duty_editor)
    workflow.redact(article, by=cast.duty_editor, words=["Jane Roe"], reason="A child.")
    assert not Receipt.objects.exists()


def test_what_was_pulled_long_ago_has_none(cast, noon):
    workflow.pull(make_live(cast, now=noon), by=cast.editor, now=noon + 60 * SECOND)
    assert not Receipt.objects.exists() and not DBTaskResult.objects.exists()


def test_it_stands_on_the_page_and_on_take_down_and_is_kept_in_the_history(as_, cast, served):
    article = make_live(cast, now=_minute_ago())
    kept = workflow.pull(article, by=cast.editor)
    client = as_(cast.editor)
    address = f"{url('receipt', article)}?pull={kept.pk}"
    for page in ("change", "take_down"):
        said = client.get(url(page, article)).content.decode()
        assert "Receipt of the pull" in said and "Readers’ pages are being fetched" in said
    look_now(kept.receipt.pk)
    part = client.get(address + "&part=1").content.decode()
    assert "Gone from all" in part and "gone after" in part and "data-waits" not in part
    assert address in client.get(url("history", article)).content.decode()
    edition = workflow.withdraw(article, by=cast.duty_editor, note="It was wrong.")
    said = client.get(url("change", article)).content.decode()
    assert f"Receipt of the withdrawal (version {edition.number})" in said


def test_try_again_is_for_whoever_may_pull(as_, cast, settings):
    settings.RECEIPTS_FROM = "http://127.0.0.1:9"
    article = make_live(cast, now=_minute_ago())
    kept = workflow.pull(article, by=cast.editor)
    now = clock.now()
    while again := look_now(kept.receipt.pk, now=now):
        now = again
    address = f"{url('receipt', article)}?pull={kept.pk}"
    assert "Try again" not in as_(cast.reporter).get(address).content.decode()
    assert as_(cast.reporter).post(address).status_code == 403
    part = as_(cast.editor).get(address).content.decode()
    assert "places are not known to be without it" in part and "Try again" in part
    as_(cast.editor).post(address)
    kept.receipt.refresh_from_db()
    assert kept.receipt.finished_at is None
