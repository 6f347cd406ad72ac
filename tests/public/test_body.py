"""The body of a story as readers get it: each node, and what it becomes when the thing it names is not there."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from lxml import html

from articles import workflow
from articles.working_copy import content_of
from media import rights
from media.renditions import make_renditions
from newsroom.public.players import player_of
from newsroom.record.models import Change
from tests.makers import BODY, NOON, make_article, make_live, make_photo, use_of
from tests.readers import LATER, address, text

PULL = '<figure class="pull-quote"><blockquote><p>No.</p></blockquote><figcaption>The mayor</figcaption></figure>'
TABLE = (
    "<table><caption>Votes cast</caption><tbody><tr><th><p>Side</p></th><th><p>Votes</p></th></tr>"
    "<tr><th><p>For</p></th><td><p>9</p></td></tr></tbody></table>"
)
BOX = '<aside class="fact-box"><h3>The wall</h3><p>Long.</p></aside>'


def _embed(url: str, title: str = "The wave") -> str:
    return f'<figure class="embed" data-url="{url}"><figcaption>{title}</figcaption></figure>'


def _related(story) -> str:
    return f'<aside class="related-story" data-story="{story.uid}"></aside>'


def _link(story, words: str = "as reported") -> str:
    return f'<p>It rose, <a href="story:{story.uid}">{words}</a>.</p>'


def _body(response):
    """Return the body of a story's page as a tree."""
    return html.document_fromstring(response.content).xpath("//div[@class='body']")[0]


def _inline(cast, count: int = 1, **fields):
    uses = []
    for number in range(count):
        photo = make_photo(by=cast.photo_editor, **fields)
        make_renditions(photo, now=NOON)
        uses.append(use_of(photo, use="inline", caption=f"Caption {number}"))
    return tuple(uses)


def _figure(use) -> str:
    return f'<figure class="photo" data-photo="{use.photo}"></figure>'


def test_a_photo_stands_where_its_figure_stands(cast, read):
    uses = _inline(cast, 2)
    paragraphs = [f"<p>Paragraph {number}.</p>" for number in range(6)]
    body = "".join([paragraphs[0], _figure(uses[1]), *paragraphs[1:], _figure(uses[0])])
    page = text(read(address(make_live(cast, photos=uses, body=body))))
    order = [page.index(words) for words in ("Paragraph 0", "Caption 1", "Paragraph 1", "Paragraph 5", "Caption 0")]
    assert order == sorted(order)
    assert page.count("Caption 0") == page.count("Caption 1") == 1


@pytest.mark.parametrize(
    ("box", "name"), [(BOX, "The wall"), ('<aside class="fact-box"><p>Long.</p></aside>', "Fact box")]
)
def test_a_fact_box_is_named_by_its_heading_or_by_what_it_is(cast, read, box, name):
    page = _body(read(address(make_live(cast, body=f"<p>One.</p>{box}"))))
    assert page.xpath("./aside/@aria-label") == [name]


def test_a_photo_whose_permission_ended_leaves_no_hole(cast, read):
    photo = make_photo(by=cast.photo_editor)
    make_renditions(photo, now=NOON)
    use = use_of(photo, use="inline", caption="Caption")
    rights.grant_lease(photo, by=cast.photo_editor, usable_from=NOON, usable_until=LATER, now=NOON)
    story = make_live(cast, photos=(use,), body=f"<p>One.</p>{_figure(use)}<p>Two.</p>")
    assert _body(read(address(story), LATER - timedelta(minutes=1))).xpath("./figure")
    after = _body(read(address(story), LATER + timedelta(minutes=1)))
    assert [element.tag for element in after] == ["p", "p"]


def test_a_photo_without_a_place_stands_after_the_text_and_a_place_without_its_photo_goes(cast):
    lead, inline = _inline(cast, 2)
    body = f"<p>One.</p>\n{_figure(lead)}\n<p>Two.</p>"
    article = make_article(by=cast.reporter, photos=(replace(lead, use="lead"), inline, inline), body=body)
    content = content_of(article)
    assert content.body == "<p>One.</p>\n<p>Two.</p>"
    assert [(use.photo, use.use) for use in content.photos] == [(lead.photo, "lead"), (inline.photo, "inline")]


def test_a_pull_quote_and_a_fact_box_are_printed_with_a_heading_of_the_right_level(cast, read):
    page = _body(read(address(make_live(cast, body=BODY + PULL + BOX + "<h2>Later</h2>" + BOX.replace("wall", "sea")))))
    assert page.xpath("string(.//figure[@class='pull-quote']/figcaption)") == "The mayor"
    headings = [heading.tag for heading in page.xpath(".//aside/*[self::h2 or self::h3]")]
    assert headings == ["h2", "h3"]


def test_a_table_has_a_head_a_name_and_a_place_of_its_own_to_move_in(cast, read):
    page = _body(read(address(make_live(cast, body=BODY + TABLE + TABLE.replace("<caption>Votes cast</caption>", "")))))
    first, second = page.xpath(".//div[@class='table']")
    assert (first.get("role"), first.get("tabindex"), first.get("aria-labelledby")) == ("region", "0", "table-1")
    assert first.xpath("string(.//caption[@id='table-1'])") == "Votes cast"
    assert first.xpath(".//thead/tr/th/@scope") == ["col", "col"] and first.xpath(".//tbody//th/@scope") == ["row"]
    assert first.xpath("string(.//td[@class='number'])") == "9"
    assert second.get("aria-label") == "Table 2"


def test_an_embed_is_a_link_and_asks_nothing_of_the_other_site(cast, read):
    body = BODY + _embed("https://www.youtube.com/watch?v=abcdefghijk") + _embed("https://social.example.org/@a/1", "")
    response = read(address(make_live(cast, body=body)))
    page = _body(response)
    film, post = page.xpath(".//div[@class='embed']")
    assert film.xpath("string(.//a)") == "The wave"
    assert film.xpath(".//a/@href") == ["https://www.youtube.com/watch?v=abcdefghijk"]
    assert film.get("data-player") == "https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1"
    assert post.xpath("string(.//a)") == "https://social.example.org/@a/1" and post.get("data-player") is None
    assert not post.xpath(".//button")
    assert "<iframe" not in text(response) and "public/embeds" in text(response)
    assert not re.search(r'<(?:link|img|script|source)[^>]+"https://www\.youtube', text(response))
    assert "https://www.youtube-nocookie.com" in response["Content-Security-Policy"]


def test_the_script_of_players_is_only_where_something_plays(cast, read):
    assert "embeds" not in text(read(address(make_live(cast, body=BODY + _embed("https://social.example.org/1")))))


@pytest.mark.parametrize(
    ("url", "player"),
    [
        ("https://youtu.be/abcdefghijk?t=3", "https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1"),
        (
            "https://m.youtube.com/watch?a=b&v=abcdefghijk",
            "https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1",
        ),
        ("https://vimeo.com/123456789", "https://player.vimeo.com/video/123456789?dnt=1&autoplay=1"),
        ("https://datawrapper.dwcdn.net/AbC12/3/", "https://datawrapper.dwcdn.net/AbC12/"),
        ("https://youtube.com.evil.example/watch?v=abcdefghijk", None),
        ("https://evil.example/?https://youtu.be/abcdefghijk", None),
        ("https://www.youtube.com/watch?v=abcdefghijk12", None),
    ],
)
def test_only_known_sites_have_a_player(url, player):
    assert (player_of(url).url if player_of(url) else None) == player


def test_a_link_to_a_story_follows_it_to_its_new_address(cast, read):
    other = make_live(cast, headline="Ferry returns", slug="ferry")
    story = make_live(cast, body=BODY + _link(other))
    assert f'<a href="{address(other)}">as reported</a>' in text(read(address(story)))
    moved = NOON + timedelta(minutes=10)
    workflow.save(
        other, by=cast.reporter, content=replace(content_of(other), slug="petrel", headline="Petrel"), now=moved
    )
    workflow.file(other, by=cast.reporter, now=moved)
    workflow.publish(other, by=cast.editor, kind="update", now=moved)
    assert '<a href="/2026/11/22/petrel/">as reported</a>' in text(read(address(story)))


@pytest.mark.parametrize("state", ["draft", "pulled", "withdrawn", "gone"])
def test_a_story_that_readers_do_not_have_is_neither_linked_nor_named(cast, read, state):
    secret = "CANARY headline"
    if state in {"draft", "gone"}:
        other = make_article(by=cast.reporter, headline=secret, slug="canary")
    else:
        other = make_live(cast, headline=secret, slug="canary")
    if state == "pulled":
        workflow.pull(other, by=cast.editor, now=NOON + timedelta(minutes=2))
    if state == "withdrawn":
        now = NOON + timedelta(minutes=2)
        workflow.withdraw(other, by=cast.duty_editor, note="It was wrong.", reason="Wrong.", now=now)
    body = BODY + _link(other) + _related(other)
    if state == "gone":
        body = body.replace(str(other.uid), "0f8fad5b-d9cb-469f-a165-70867728950e")
    response = read(address(make_live(cast, body=body)))
    page = text(response)
    assert "CANARY" not in page and "canary" not in page and "story:" not in page
    assert "It rose, as reported." in page
    assert not _body(response).xpath(".//aside")


def test_a_related_story_is_a_card_of_what_stands_now(cast, read):
    other = make_live(cast, headline="Ferry returns", slug="ferry")
    response = read(address(make_live(cast, body=BODY + _related(other))))
    card = _body(response).xpath(".//aside[@class='related-story']")[0]
    assert "Ferry returns" in card.text_content() and card.xpath(".//a/@href") == [address(other)]
    assert f"article:{other.pk}" in response["Surrogate-Key"].split()


def test_a_story_that_is_still_to_come_is_linked_once_it_is_live(cast, read):
    soon = LATER + timedelta(hours=1)
    other = make_article(by=cast.reporter, headline="Ferry returns", slug="ferry")
    workflow.file(other, by=cast.reporter, now=NOON)
    workflow.publish(other, by=cast.editor, live_from=soon, now=NOON)
    story = make_live(cast, body=BODY + _related(other))
    before = read(address(story))
    assert "Ferry" not in text(before) and f"story:{other.uid}" in before["Surrogate-Key"].split()
    assert "Ferry returns" in text(read(address(story), soon + timedelta(seconds=1)))
    assert list(Change.objects.filter(tag=f"story:{other.uid}").values_list("at", flat=True)) == [soon]


def test_links_and_related_stories_take_one_query_together_and_none_without(cast, selects):
    others = [make_live(cast, headline=f"Other {n}", slug=f"other-{n}", tags=()) for n in range(3)]
    plain = make_live(cast, slug="plain")
    linking = make_live(cast, slug="linking", body=BODY + "".join(_link(each) + _related(each) for each in others))
    assert len(selects(address(linking))) == len(selects(address(plain))) + 1


def test_the_links_on_paper_are_counted_as_they_stand_in_the_body(cast, read):
    other = make_live(cast, headline="Ferry returns", slug="ferry")
    body = f'<p><a href="https://a.example.org/">a</a></p>{_embed("https://b.example.org/")}{_link(other)}'
    response = read(address(make_live(cast, body=body + "<p>It is so.</p>")))
    listed = html.document_fromstring(response.content).xpath("//ol[@class='print-links']/li/text()")
    assert listed == ["https://a.example.org/", "https://b.example.org/", f"http://127.0.0.1:8000{address(other)}"]


def test_a_feed_has_links_where_a_page_has_cards(cast, read):
    other = make_live(cast, headline="Ferry returns", slug="ferry", tags=())
    (use,) = _inline(cast)
    body = BODY + _figure(use) + _embed("https://b.example.org/") + _related(other) + _link(other) + PULL + TABLE + BOX
    make_live(cast, slug="all", body=body, photos=(use,))
    item = html.document_fromstring(read("/feed/").content)
    full = next(
        each for each in item.xpath("//*[name()='encoded' or name()='content:encoded']/text()") if "Long." in each
    )
    assert "<iframe" not in full and "data-" not in full and '"story:' not in full
    assert '<p><a href="https://b.example.org/">The wave (b.example.org)</a></p>' in full
    link = f"http://127.0.0.1:8000{address(other)}"
    assert (
        f'<p>Related story: <a href="{link}">Ferry returns</a></p>' in full and f'<a href="{link}">as reported' in full
    )
    assert "<blockquote><p>No.</p><p>— The mayor</p></blockquote>" in full and "Votes cast" in full


def test_a_feed_takes_one_query_for_all_the_stories_its_items_name(cast, selects):
    other = make_live(cast, headline="Ferry returns", slug="ferry", tags=())
    before = len(selects("/feed/"))
    for number in range(3):
        make_live(cast, slug=f"linking-{number}", body=BODY + _link(other))
    assert len(selects("/feed/")) == before + 1
