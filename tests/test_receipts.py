"""The publish receipt: what is fetched, how it is judged, what becomes of what is red. The server is real."""

import threading
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django_tasks_db.models import DBTaskResult

from articles import workflow
from articles.models import Receipt, ReceiptRow
from articles.receipts import try_again
from articles.receipts.fetching import Fetched, fetch, own_path
from articles.receipts.judging import Expected, judge
from articles.receipts.keeping import look_now
from media.renditions import make_renditions
from newsroom import clock
from tests.makers import make_article, make_content, make_live, make_photo, use_of

SECOND = timedelta(seconds=1)
STORY = Expected(4, "/2026/11/22/wall/", "Council votes & waits")


def _html(body: str) -> Fetched:
    return Fetched(200, "text/html", f"<!doctype html><html><body><main>{body}</main></body></html>".encode())


# Judging.


@pytest.mark.parametrize(
    ("place", "fetched", "good", "shows"),
    [
        ("story", _html('<meta name="version" content="4">'), True, ""),
        ("story", _html('<meta name="version" content="3">'), False, "It still shows version 3."),
        ("story", _html("<p>Hello.</p>"), False, "It shows no version."),
        ("story", Fetched(503), False, "It answers 503."),
        ("story", Fetched(301, leads_to="https://elsewhere.example/"), False, "It leads to https://elsewhere"),
        ("story", Fetched(None, why="No answer: refused"), False, "No answer: refused"),
        ("story", Fetched(200, "text/html", b""), False, "It cannot be read as a page."),
        ("front", _html('<a href="/2026/11/22/wall/">Council votes &amp; waits</a>'), True, ""),
        ("front", _html('<a href="/2026/11/22/wall/">Council to vote</a>'), False, "It still says “Council to vote”."),
        ("front", _html('<a href="/other/">Council votes &amp; waits</a>'), False, "It does not list the story."),
        ("feed", Fetched(200, "x", b"<rss><item><title>Council votes &amp; waits</title>"
                         b"<link>http://127.0.0.1:8000/2026/11/22/wall/</link></item></rss>"), True, ""),
        ("feed", Fetched(200, "x", b"<rss><item>"), False, "It cannot be read as a page."),
        ("sitemap", Fetched(200, "x", b"<urlset><loc>http://127.0.0.1:8000/2026/11/22/wall/</loc></urlset>"), True, ""),
        ("sitemap", Fetched(200, "x", b"<urlset></urlset>"), False, "It does not list the story."),
        ("picture", Fetched(200, "image/jpeg", b"x"), True, ""),
        ("picture", Fetched(200, "text/html", b"x"), False, "It is no picture"),
    ],
)  # fmt: skip
def test_each_place_is_judged_by_what_it_shows(settings, place, fetched, good, shows):
    settings.SITE_URL = "http://127.0.0.1:8000"
    verdict = judge(place, fetched, STORY)
    assert (verdict.good, verdict.shows[: len(shows)]) == (good, shows)


def test_a_list_that_newer_stories_fill_may_be_without_it_but_not_with_an_old_headline(settings):
    older = Expected(4, STORY.path, STORY.headline, due=False)
    assert judge("section", _html("<p>Others.</p>"), older).good
    assert not judge("section", _html('<a href="/2026/11/22/wall/">Old</a>'), older).good


def test_an_entity_in_a_feed_opens_no_file():
    evil = b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><item><title>&x;</title></item></rss>'
    assert "root" not in judge("feed", Fetched(200, "x", evil), STORY).shows


# Fetching.


@contextmanager
def _server(answer):
    """Serve, on a free port, what `answer(handler)` writes."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            seen.append(dict(self.headers) | {"path": self.path})
            answer(self)

        def log_message(self, *args):
            pass

    seen: list[dict] = []
    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", seen
    finally:
        server.shutdown()
        server.server_close()


def _answers(status: int, body: bytes = b"", **headers):
    def answer(handler):
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def test_it_asks_its_own_server_as_a_stranger_under_the_readers_name(settings):
    with _server(_answers(200, b"ok", Content_Type="text/html; charset=utf-8")) as (address, seen):
        settings.RECEIPTS_FROM, settings.SITE_URL = address, "https://paper.example"
        assert fetch("/tag/straße/") == Fetched(200, "text/html", b"ok")
    assert seen[0]["Host"] == "paper.example" and seen[0]["X-Forwarded-Proto"] == "https"
    assert seen[0]["path"] == "/tag/stra%C3%9Fe/" and "Cookie" not in seen[0]


def test_a_redirect_is_reported_and_not_followed(settings):
    with _server(_answers(302, Location="http://169.254.169.254/secrets")) as (address, seen):
        settings.RECEIPTS_FROM = address
        assert fetch("/").leads_to == "http://169.254.169.254/secrets"
        assert len(seen) == 1


@pytest.mark.parametrize("path", ["", "x", "//elsewhere.example/", "http://elsewhere.example/"])
def test_it_fetches_nothing_but_paths_of_this_site(path):
    with pytest.raises(ValueError, match="is not a path"):
        fetch(path)


def test_what_would_be_another_header_is_quoted(settings):
    with _server(_answers(200)) as (address, seen):
        settings.RECEIPTS_FROM = address
        fetch("/a b\r\nX-Evil: y")
    assert seen[0]["path"] == "/a%20b%0D%0AX-Evil:%20y" and "X-Evil" not in seen[0]


def test_a_page_without_end_is_given_up(settings, monkeypatch):
    monkeypatch.setattr("articles.receipts.fetching.MOST", 1_000)
    with _server(_answers(200, b"x" * 200_000)) as (address, _seen):
        settings.RECEIPTS_FROM = address
        assert "too long" in fetch("/").why


def test_no_server_is_a_sentence(settings):
    settings.RECEIPTS_FROM = "http://127.0.0.1:9"
    assert fetch("/").why.startswith("No answer: ")


def test_only_addresses_of_this_site_have_a_path(settings):
    settings.SITE_URL = "https://paper.example"
    assert own_path("https://paper.example/photos/x.jpg") == "/photos/x.jpg"
    assert own_path("/a/?b=1") == "/a/?b=1"
    for other in ("https://elsewhere.example/x", "http://paper.example/x", "//elsewhere.example/x", "javascript:x", ""):
        assert own_path(other) is None


# Keeping.


def _minute_ago():
    return clock.now() - timedelta(minutes=1)


def test_after_a_publish_every_place_is_fetched_and_green_with_its_seconds(cast, served):
    photo = make_photo(by=cast.photo_editor)
    make_renditions(photo)
    article = make_live(cast, now=_minute_ago(), photos=(use_of(photo),))
    receipt = Receipt.objects.get()
    assert look_now(receipt.pk) is None
    rows = {(row.place, row.name): row for row in receipt.rows.all()}
    assert [(key, row.shows) for key, row in rows.items() if row.state != "green"] == []
    wanted = {("story", ""), ("front", ""), ("section", "City"), ("tag", "Harbour"), ("feed", ""), ("feed", "City")}
    assert wanted | {("picture", "")} <= set(rows)
    assert rows["story", ""].path == article.editions.get().address.key
    assert rows["picture", ""].path.startswith("/photos/") and 52 <= rows["story", ""].seconds < 3_600
    receipt.refresh_from_db()
    assert receipt.finished_at and receipt.is_whole


def test_what_is_red_says_what_it_shows_is_tried_again_and_then_turns_green(cast, served, monkeypatch):
    from articles.receipts import keeping

    make_live(cast, now=_minute_ago())
    receipt = Receipt.objects.get()

    def stale(path):
        if path == "/":
            return _html(f'<a href="{receipt.edition.address.key}">Yesterday’s headline</a>')
        return fetch(path)

    with monkeypatch.context() as patch:
        patch.setattr(keeping, "fetch", stale)
        now = clock.now()
        moments = []
        while again := look_now(receipt.pk, now=now):
            moments.append(round((again - now).total_seconds()))
            now = again
    assert moments == [2, 5, 15, 60]
    front = receipt.rows.get(place="front")
    assert (front.state, front.shows) == ("red", "It still says “Yesterday’s headline”.")
    assert look_now(receipt.pk) is None
    try_again(receipt)
    assert DBTaskResult.objects.filter(task_path="articles.receipts.tasks.look").count() == 2
    look_now(receipt.pk)
    front.refresh_from_db()
    assert (front.state, front.shows) == ("green", "")


def test_it_waits_until_the_version_is_live_and_is_done_where_it_was_recalled(cast):
    noon = clock.now()
    article = make_article(by=cast.reporter, now=noon)
    workflow.file(article, by=cast.reporter, now=noon)
    edition = workflow.publish(article, by=cast.editor, live_from=noon + 3600 * SECOND, now=noon)
    task = DBTaskResult.objects.get(task_path="articles.receipts.tasks.look")
    assert task.run_after == edition.live_from
    assert look_now(edition.receipt.pk, now=noon + SECOND) == edition.live_from
    workflow.recall(article, by=cast.editor, now=noon + 2 * SECOND)
    assert look_now(edition.receipt.pk, now=noon + 3601 * SECOND) is None
    assert not ReceiptRow.objects.exists()


def test_no_server_leaves_it_red_and_readers_have_it_all_the_same(cast, settings):
    settings.RECEIPTS_FROM, noon = "http://127.0.0.1:9", clock.now()
    article = make_live(cast, now=noon)
    receipt = Receipt.objects.get()
    assert look_now(receipt.pk, now=noon + 8 * SECOND)
    assert set(receipt.rows.values_list("state", flat=True)) == {"red"}
    assert article.editions.live(noon + 8 * SECOND).exists()


def test_a_redaction_takes_receipts_away_with_the_words_in_them(cast, settings):
    settings.RECEIPTS_FROM, noon = "http://127.0.0.1:9", clock.now()
    article = make_live(cast, now=noon, headline="Jane Roe held")
    look_now(Receipt.objects.get().pk, now=noon + 8 * SECOND)
    workflow.redact(article, by=cast.duty_editor, words=["Jane Roe"], reason="A child.", now=noon + 9 * SECOND)
    assert not Receipt.objects.exists() and not ReceiptRow.objects.exists()


def test_what_is_issued_for_long_ago_has_none(cast, noon):
    make_live(cast, now=noon)
    assert not Receipt.objects.exists() and not DBTaskResult.objects.exists()


def test_an_update_under_a_new_headline_is_looked_for_everywhere(cast, served):
    article = make_live(cast, now=_minute_ago())
    workflow.save(article, by=cast.reporter, content=make_content(headline="A newer headline"), now=_minute_ago())
    edition = workflow.publish(article, by=cast.editor, now=clock.now() - 20 * SECOND)
    look_now(edition.receipt.pk)
    assert edition.receipt.is_whole
    first = article.editions.get(number=1).receipt
    assert look_now(first.pk) is None and not first.rows.exists()
