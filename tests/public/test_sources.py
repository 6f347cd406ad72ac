"""Sources and methods: written anywhere in the text, found by readers at its foot, and told to machines."""

import pytest
from lxml import html

from articles.preflight import preflight
from articles.working_copy import content_of
from newsroom import clock
from tests.makers import BODY, make_article, make_live
from tests.public.test_structured import HOME, of_type
from tests.readers import address, text

pytestmark = pytest.mark.django_db(databases="__all__")

LOG = "https://log.example.org/1999"
BOX = (
    f'<aside class="sources-box"><p>The <a href="{LOG}">harbour log</a>.</p>'
    '<ul><li><p><a href="/about/ethics/">Our rules</a>, <a href="mailto:a@example.org">a letter</a></p></li></ul>'
    "</aside>"
)


def test_it_stands_at_the_foot_above_the_tags_wherever_it_was_written(cast, read):
    page = html.document_fromstring(read(address(make_live(cast, body=f"{BOX}<p>Last words.</p>"))).content)
    [box] = page.find_class("sources")
    assert box.getparent().get("class") == "story-foot"
    assert (box.get("aria-label"), box.xpath("string(h2)")) == ("Sources and methods", "Sources and methods")
    assert box.xpath(".//li/p/a[1]/@href") == ["/about/ethics/"]
    assert page.xpath("//div[@class='body']//aside") == []
    assert [each.tag for each in page.find_class("story-foot")[0]].index("section") == 0


def test_a_story_without_it_has_no_empty_box(cast, read):
    assert 'class="sources"' not in text(read(address(make_live(cast))))


def test_machines_are_told_how_the_story_was_made_and_which_pages_it_cites(cast, read):
    article = of_type(text(read(address(make_live(cast, body=BODY + BOX)))), "NewsArticle")
    assert article["backstory"] == "The harbour log. Our rules, a letter"
    assert article["citation"] == [
        {"@type": "CreativeWork", "name": "harbour log", "url": LOG},
        {"@type": "CreativeWork", "name": "Our rules", "url": f"{HOME}/about/ethics/"},
    ]


def test_a_story_without_it_says_nothing_of_the_kind(cast, read):
    article = of_type(text(read(address(make_live(cast)))), "NewsArticle")
    assert not {"backstory", "citation"} & set(article)


def test_on_paper_its_links_are_notes_after_those_of_the_text(cast, read):
    body = f'{BOX}<p>As <a href="https://first.example.org/">told</a>.</p>'
    page = html.document_fromstring(read(address(make_live(cast, body=body))).content)
    notes = [each.text for each in page.xpath("//ol[@class='print-links']/li")]
    assert notes == ["https://first.example.org/", LOG, f"{HOME}/about/ethics/", "mailto:a@example.org"]


def test_feeds_have_it_at_the_end_under_its_heading(cast, read):
    make_live(cast, body=f"{BOX}<p>Last words.</p>")
    feed = text(read("/feed/"))
    assert feed.index("Last words.") < feed.index("Sources and methods") < feed.index("harbour log")


@pytest.mark.parametrize(("kind", "body", "warned"), [("fact_check", BODY, True), ("fact_check", BODY + BOX, False),
                                                      ("news", BODY, False)])  # fmt: skip
def test_a_fact_check_without_it_is_warned_of_and_not_stopped(cast, kind, body, warned):
    article = make_article(by=cast.reporter, kind=kind, body=body)
    found = [finding for finding in preflight(article, content_of(article), at=clock.now()) if finding.id == "sources"]
    assert bool(found) is warned
    assert not any(finding.blocks for finding in found)
