"""What each kind of edition moves outside: every kind against every output, by the one table that says so."""

import json
import re
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from lxml import etree

from articles import workflow
from articles.models import Edition
from articles.moves import MOVES, OWNED_UP, table
from articles.working_copy import content_of
from tests.makers import BODY, NOON, make_live
from tests.readers import LATER, address, text

FIXED_AT = NOON + timedelta(minutes=30)
NS = {
    "atom": "http://www.w3.org/2005/Atom",
    "sitemap": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
}
LIVE = "2026-11-22T12:00:07+00:00"
MOVED = "2026-11-22T12:30:07+00:00"
NOTE = "The wall is the outer one."
KINDS = ("update", "minor_fix", "correction", "clarification", "retraction", "reinstatement")


def _issue(story, cast, kind: str) -> None:
    now = FIXED_AT
    if kind == "retraction":
        workflow.retract(story, by=cast.editor, note=NOTE, now=now)
        return
    if kind == "reinstatement":
        workflow.withdraw(story, by=cast.duty_editor, note="Not true.", now=NOON + timedelta(minutes=10))
        workflow.reinstate(story, by=cast.duty_editor, note=NOTE, now=now)
        return
    content = replace(content_of(story), body=BODY.replace("will be built", "will be biult"))
    workflow.save(story, by=cast.reporter, content=content, now=now)
    workflow.publish(story, by=cast.editor, kind=kind, note="" if kind == "minor_fix" else NOTE, now=now)


@dataclass
class Outside:
    """Everything outside that a version could move, as readers and machines get it."""

    time: str
    json_modified: str
    meta_modified: str
    comments: list[str]
    lastmod: str
    news_lastmod: str
    news_published: str
    feed_updated: str
    feed_published: str
    feed_place: int
    corrections: list[str]
    corrections_feed: list[str]


def _find(pattern: str, page: str) -> str:
    found = re.search(pattern, page)
    return found[1] if found else ""


def _sitemap_of(read, path: str, wanted: str, name: str) -> str:
    root = etree.fromstring(read(path).content)
    for url in root.findall("sitemap:url", NS):
        if url.findtext("sitemap:loc", namespaces=NS).endswith(wanted):
            return url.findtext(name, namespaces=NS) or ""
    return ""


def outside(story, read) -> Outside:
    here = address(story)
    page = text(read(here))
    data = json.loads(_find(r'<script type="application/ld\+json">(.*?)</script>', page))
    items = etree.fromstring(read("/feed/").content).findall("channel/item")
    places = [item.findtext("link").endswith(here) for item in items]
    item = items[places.index(True)] if True in places else etree.Element("item")
    own = text(read("/corrections/"))
    feed = etree.fromstring(read("/corrections/feed/").content).findall("channel/item")
    return Outside(
        time=_find(r"<bdi>(Updated|Corrected|Clarified|Retracted|Reinstated) <time", page),
        json_modified=data["dateModified"],
        meta_modified=_find(r'article:modified_time" content="([^"]*)"', page),
        comments=[each["text"] for each in data.get("correction", [])],
        lastmod=_sitemap_of(read, "/sitemap/2026-11.xml", here, "sitemap:lastmod"),
        news_lastmod=_sitemap_of(read, "/sitemap/news.xml", here, "sitemap:lastmod"),
        news_published=_sitemap_of(read, "/sitemap/news.xml", here, "news:news/news:publication_date"),
        feed_updated=item.findtext("atom:updated", namespaces=NS) or "",
        feed_published=item.findtext("pubDate") or "",
        feed_place=places.index(True) if True in places else -1,
        corrections=re.findall(r"<strong>(\w+)</strong>, <time", own),
        corrections_feed=[each.findtext("title") for each in feed],
    )


def expected(kind: str) -> Outside:
    """Return what the table says that readers find after a version of that kind."""
    moves, listed = MOVES[kind], kind != "retraction"
    moved = MOVED if moves.dates else LIVE
    label = {"correction": "Correction", "clarification": "Clarification", "retraction": "Retraction"}.get(kind, "")
    owned = [label] if moves.owned_up else []
    return Outside(
        time=str(moves.label),
        json_modified=moved,
        meta_modified=moved,
        comments=[NOTE] if moves.comment else [],
        lastmod=moved if listed else "",
        news_lastmod=moved if listed else "",
        news_published=LIVE if listed else "",
        feed_updated=MOVED if moves.dates and listed else "",
        feed_published="Sun, 22 Nov 2026 12:00:07 +0000" if listed else "",
        feed_place=1 if listed else -1,
        corrections=owned,
        corrections_feed=[f"{each}: Council votes for the wall" for each in owned],
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_moves_what_the_table_says_and_nothing_else(cast, read, kind):
    story = make_live(cast)
    make_live(cast, now=NOON + timedelta(minutes=5), headline="A later story", slug="later")
    _issue(story, cast, kind)
    assert outside(story, read) == expected(kind)


def test_the_first_version_moves_nothing(cast, read):
    story = make_live(cast)
    assert replace(outside(story, read), feed_place=1) == expected("first")


def test_a_withdrawn_story_and_its_corrections_are_nowhere(cast, read):
    story = make_live(cast)
    _issue(story, cast, "correction")
    assert NOTE in text(read("/corrections/"))
    workflow.withdraw(story, by=cast.duty_editor, note="Not true.", now=FIXED_AT + timedelta(minutes=5))
    for path in ("/corrections/", "/corrections/feed/", "/sitemap/2026-11.xml", "/sitemap/news.xml", "/feed/"):
        page = text(read(path))
        assert NOTE not in page and address(story) not in page


def test_every_kind_has_its_row_and_every_output_its_answer():
    assert set(MOVES) == set(Edition.Kind)
    assert OWNED_UP == ("correction", "clarification", "retraction")
    rows = {str(row.name): row.moved for row in table(("minor_fix", "correction"))}
    assert {moved for moved, _corrected in rows.values()} == {False}
    assert [name for name, (_slip, corrected) in rows.items() if not corrected] == ["Place in lists and feeds"]


@pytest.mark.parametrize("place, first", [("top", True), ("foot", False), ("", True)])
def test_a_note_stands_where_somebody_put_it_and_else_where_its_kind_does(cast, read, place, first):
    story = make_live(cast)
    content = replace(content_of(story), body=BODY + "<p>More.</p>")
    workflow.save(story, by=cast.reporter, content=content, now=FIXED_AT)
    workflow.publish(story, by=cast.editor, kind="correction", note=NOTE, note_place=place, now=FIXED_AT)
    page = text(read(address(story)))
    assert (page.index(NOTE, page.index("<body")) < page.index("The council met")) == first


def test_corrections_are_paged_by_a_cursor_with_the_same_queries(cast, read, selects, monkeypatch):
    from newsroom.public import corrections

    monkeypatch.setattr(corrections, "A_PAGE", 2)
    for number in range(3):
        story = make_live(cast, headline=f"Story {number}", slug=f"story-{number}")
        _issue(story, cast, "correction")
    first = text(read("/corrections/"))
    assert re.findall(r">Story (\d)<", first) == ["2", "1"]
    older = _find(r'href="(/corrections/\?before=[^"]*)" rel="next"', first)
    assert re.findall(r">Story (\d)<", text(read(older))) == ["0"]
    assert "noindex" in text(read(older))
    assert len(selects("/corrections/")) == len(selects(older)) == 5
    assert read("/corrections/?before=nonsense").status_code == 404
    assert len(selects("/corrections/feed/")) == 3


def test_a_correction_touches_the_page_of_corrections_and_so_does_taking_it_away(cast, read):
    from newsroom.record.models import Change

    story = make_live(cast)
    assert "list:corrections" in read("/corrections/").made_of
    _issue(story, cast, "update")
    assert not Change.objects.filter(tag="list:corrections").exists()
    content = replace(content_of(story), body=BODY + "<p>More.</p>")
    workflow.save(story, by=cast.reporter, content=content, now=LATER)
    workflow.publish(story, by=cast.editor, kind="correction", note=NOTE, now=LATER)
    assert Change.objects.filter(tag="list:corrections").count() == 1
    workflow.pull(story, by=cast.editor, now=LATER + timedelta(minutes=1))
    assert Change.objects.filter(tag="list:corrections").count() == 2


def test_robots_are_told_where_the_sitemaps_are_and_the_index_has_every_month(cast, read, selects, settings):
    make_live(cast, now=NOON - timedelta(days=70), headline="In September")
    make_live(cast)
    robots = text(read("/robots.txt"))
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml\n" in robots
    root = etree.fromstring(read("/sitemap.xml").content)
    found = [each.text.removeprefix(settings.SITE_URL) for each in root.iter(f"{{{NS['sitemap']}}}loc")]
    assert found == ["/sitemap/news.xml", *(f"/sitemap/2026-{month}.xml" for month in (11, 10, "09"))]
    assert len(selects("/sitemap.xml")) == 4 and len(selects("/sitemap/2026-11.xml")) == 2
    empty = etree.fromstring(read("/sitemap/2026-10.xml").content)
    assert len(empty) == 0
    assert read("/sitemap/2026-13.xml").status_code == 404
    assert read("/sitemap/9999-12.xml").status_code == 200


def test_the_news_sitemap_has_two_days_and_what_it_must_say(cast, read, settings):
    make_live(cast, headline="Fire & flood", slug="fire")
    make_live(cast, headline="Printed long ago", slug="old", dated="2023-01-14")
    (url,) = etree.fromstring(read("/sitemap/news.xml").content)
    assert url.findtext("sitemap:loc", namespaces=NS) == f"{settings.SITE_URL}/2026/11/22/fire/"
    news = url.find("news:news", NS)
    said = {each.tag.partition("}")[2]: each.text for each in news.iter() if each.text}
    assert said == {
        "name": settings.SITE_NAME,
        "language": "en",
        "publication_date": LIVE,
        "title": "Fire & flood",
    }
    assert len(etree.fromstring(read("/sitemap/news.xml", NOON + timedelta(hours=47)).content)) == 1
    assert len(etree.fromstring(read("/sitemap/news.xml", NOON + timedelta(hours=49)).content)) == 0
    assert read("/sitemap/news-2.xml").status_code == 404


def test_a_thousand_news_a_file_and_the_index_names_each_file(cast, read, monkeypatch):
    from newsroom.public import sitemaps

    monkeypatch.setattr(sitemaps, "MOST_NEWS", 2)
    for number in range(3):
        make_live(cast, headline=f"Story {number}", slug=f"story-{number}", now=NOON + timedelta(minutes=number))
    sizes = [len(etree.fromstring(read(f"/sitemap/{name}.xml").content)) for name in ("news", "news-2")]
    assert sizes == [2, 1]
    assert "/sitemap/news-2.xml" in text(read("/sitemap.xml"))


@pytest.mark.parametrize("code, language", [("en-gb", "en"), ("ar", "ar"), ("zh-Hant", "zh-tw"), ("zh", "zh-cn")])
def test_a_language_is_named_as_the_news_sitemap_takes_it(code, language):
    from newsroom.public.sitemaps import _language

    assert _language(code) == language
