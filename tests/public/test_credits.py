"""Every surface that prints a picture prints its credit. A new address, or a new template with a picture, that is not
named here fails."""

import re
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest

from articles import workflow
from articles.fronts.operations import Place
from media import rights
from media.addresses import path as rendition_path
from media.licences import LICENCES, Asks
from media.renditions import make_renditions
from newsroom.public.urls import urlpatterns
from tests.letter_makers import send_letter
from tests.makers import NOON, make_live, make_photo, use_of
from tests.readers import address, text

pytestmark = pytest.mark.django_db(databases="__all__")

CREDIT = "Photographer C/Gazette"
CC = LICENCES["cc-by-sa-4.0"]

# Every address of readers' pages, by its name in `public/urls.py`: an example of it.
WITH_PICTURES = {
    "front": "/",
    "section": "/section/city/",
    "section_all": "/section/city/all/",
    "special": "/special/harbour/",
    "tag": "/tag/harbour/",
    "contributor": "/by/writer-a/",
    "day": "/2026/11/22/",
    "story": "{story}",
    "feed": "/feed/",
    "section_feed": "/section/city/feed/",
    "tag_feed": "/tag/harbour/feed/",
    "contributor_feed": "/by/writer-a/feed/",
    "feed_form": "/feed/json/",
    "section_feed_form": "/section/city/feed/json/",
    "tag_feed_form": "/tag/harbour/feed/atom/",
    "contributor_feed_form": "/by/writer-a/feed/json/",
    "search": "/search/?kind=news",
    "api_items": "/api/items/",
    "api_item": "/api/items/{uid}/",
    "letter_issue": "/newsletters/harbour-news/1/",
}
WITHOUT = {
    "robots": "/robots.txt",
    "security": "/.well-known/security.txt",
    "api": "/api/",
    "most_read": "/most-read/",
    "section_most_read": "/section/city/most-read/",
    "logo": "/logo/00000000000000000000000000000000.png",
    "about": "/about/",
    "policy": "/about/ethics/",
    "policy_version": "/about/ethics/1/",
    "sheet": "/style/00508c-9cc3f5-000000000000.css",
    "corrections": "/corrections/",
    "corrections_feed": "/corrections/feed/",
    "corrections_feed_form": "/corrections/feed/json/",
    "sitemap": "/sitemap.xml",
    "news_sitemap": "/sitemap/news.xml",
    "month_sitemap": "/sitemap/2026-11.xml",
    "part_sitemap": "/sitemap/2026-11-1793491200000000-1796083200000000.xml",
    "more_news": "/sitemap/news-2.xml",
    "suggest": "/search/suggest/?q=ha",
    "archive": "/archive/",
    "year": "/2026/",
    "month": "/2026/11/",
    "report": "/corrections/report/",
    "reported": "/corrections/report/sent/",
    "letters": "/newsletters/",
    "letter": "/newsletters/harbour-news/",
    "letter_asked": "/newsletters/harbour-news/asked/",
    "letter_confirm": "/newsletters/confirm/x/",
    "letter_confirmed": "/newsletters/harbour-news/confirmed/",
    "letter_off": "/newsletters/off/x/",
    "letter_bounces": "/newsletters/bounces/",
    "versions": "/versions/00000000-0000-4000-8000-000000000000/",
    "version": "/versions/00000000-0000-4000-8000-000000000000/2/",
}
# The picture itself, with its credit inside its metadata; a story's share card, which has it drawn and inside, as
# test_share_cards.py says; a document, which test_documents.py looks at.
FILES = {"rendition", "share", "document"}
# An entry's picture, with its credit, is looked at in test_live_page.py.
ENTRIES = {"live_since"}

TEMPLATES = Path(__file__).parents[2] / "templates"
# Pages of the desk alone, where the photo's own page says whom it is owed to.
DESK = ("admin/", "allauth/", "account/")
# One for pages, one for mail, which has no style sheet and no sizes to choose from.
COMPONENTS = ("components/photo.html", "components/mail_photo.html")
# Which template prints the line that credits the small pictures of another.
CLOSED_BY = {
    "components/entry.html": {"components/entries.html"},
    "components/card.html": {"public/front.html", "public/curated.html"},
    "components/found.html": {"public/search.html"},
    "public/story.html": {"public/story.html"},
}


@pytest.fixture(scope="module", autouse=True)
def printed(standing):
    """A story with a picture everywhere that stories are named, for all tests of this file."""
    cast = standing
    photo = make_photo(by=cast.photo_editor, licence=CC.code)
    make_renditions(photo, now=NOON)
    made = make_live(cast, photos=(use_of(photo),))
    special = workflow.begin_front("special", by=cast.editor, title="Harbour", now=NOON)
    later = NOON + timedelta(minutes=1)
    workflow.arrange(special, Place("top", str(made.uid), "a"), by=cast.editor, now=later)
    workflow.issue_front(special, by=cast.editor, now=later)
    send_letter(cast, special, later)
    return made


@pytest.fixture
def story(fresh, printed):
    return fresh(printed)


def test_every_address_of_readers_is_named_here():
    assert {pattern.name for pattern in urlpatterns} == WITH_PICTURES.keys() | WITHOUT.keys() | FILES | ENTRIES


@pytest.mark.parametrize("name", WITH_PICTURES)
def test_a_page_with_a_picture_prints_its_credit_and_what_its_licence_asks_for(read, story, name):
    page = text(read(WITH_PICTURES[name].format(story=address(story), uid=story.uid)))
    assert "/photos/" in page and CREDIT in page, name
    assert CC.link in page and CC.short in page, name


def test_the_page_that_says_nothing_is_there_credits_the_picture_it_offers(read, story):
    page = text(read("/nope/"))
    assert "/photos/" in page and CREDIT in page and CC.link in page


@pytest.mark.parametrize("name", WITHOUT)
def test_the_others_have_no_picture_or_are_the_page_that_says_nothing_is_there(read, story, name):
    answer = read(WITHOUT[name])
    page = answer.content.decode(errors="replace")
    assert "/photos/" not in page or (answer.status_code == 404 and CREDIT in page and CC.link in page), name


@cache
def _public_templates() -> dict[str, str]:
    found = {str(path.relative_to(TEMPLATES)): path.read_text() for path in TEMPLATES.rglob("*.html")}
    return {name: source for name, source in found.items() if not name.startswith(DESK)}


@pytest.mark.parametrize("name", sorted(_public_templates()))
def test_only_the_component_with_the_credit_prints_a_picture(name):
    source = _public_templates()[name]
    # The logo is the paper's own: it is owed to nobody.
    if name not in {*COMPONENTS, "components/paper_name.html"}:
        assert not re.search(r"<(img|picture|source)\b|background-image", source), name
    for included in re.findall(r'{% include "components/photo\.html"([^%]*)%}', source):
        if "bare=" in included:
            for closed_by in CLOSED_BY[name]:
                assert '"components/pictures_line.html"' in _public_templates()[closed_by], (name, closed_by)


@pytest.mark.parametrize("name", COMPONENTS)
def test_the_component_prints_the_credit_unless_another_line_does(name):
    source = (TEMPLATES / name).read_text()
    assert source.count('"components/credit.html"') == source.count("<img") == 1


def test_a_licence_that_asks_for_no_link_prints_none(cast, read, story):
    photo = make_photo(by=cast.photo_editor)
    make_renditions(photo, now=NOON)
    other = make_live(cast, slug="other", photos=(use_of(photo),))
    assert 'rel="license"' not in text(read(address(other)))


def test_what_may_not_be_cut_is_shown_whole_everywhere(cast, read):
    photo = make_photo(by=cast.photo_editor)
    make_renditions(photo, now=NOON)
    make_live(cast, slug="whole", photos=(use_of(photo),))
    cut = [rendition_path(photo, rendition) for rendition in photo.renditions.exclude(crop="")]
    assert any(address in text(read("/section/city/")) for address in cut)
    rights.grant_lease(photo, by=cast.photo_editor, usable_from=NOON, limits=[Asks.NO_CROP], now=NOON)
    for path in ("/", "/section/city/"):
        page = text(read(path))
        assert "photo--whole" in page and not any(address in page for address in cut), path
