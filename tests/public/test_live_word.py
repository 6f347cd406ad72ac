"""Wherever an open live story is offered it says Live: from when it opens until it closes, and each page is told."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test.utils import override_settings

from articles import workflow
from articles.fronts.operations import Place
from newsroom.letters import issuing, keeping
from newsroom.letters.press import press
from newsroom.record.models import Change
from tests.makers import NOON, make_live, make_tag
from tests.readers import address, text

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
BEFORE, OPENS, OPEN, CLOSES = NOON + MINUTE, NOON + 5 * MINUTE, NOON + 10 * MINUTE, NOON + HOUR
HEADLINE = "Election night"
PAGES = {
    "front": "/",
    "section": "/section/city/",
    "tag": "/tag/harbour/",
    "contributor": "/by/writer-a/",
    "day": "/2026/11/22/",
    "search": "/search/?q=election",
    "related": "related",
    "newsletter": "/newsletters/harbour-news/1/",
}


@pytest.fixture(autouse=True)
def nobody_searched():
    from newsroom.public.searching import pages

    pages.search_page.sources._period = -1


@pytest.fixture
def live(cast):
    """A live story that opens five minutes after noon, with everything it can be listed by."""
    tags = (str(make_tag().uid),)
    story = make_live(cast, headline=HEADLINE, slug="election", tags=tags, now=NOON)
    workflow.open_live(story, by=cast.editor, opens_at=OPENS, now=NOON)
    return story


@pytest.fixture
def path_of(cast, live):
    """Return the address of a page of each kind the live story stands on."""

    def path_of(page: str) -> str:
        if page == "related":
            beside = make_live(cast, headline="Beside it", slug="beside", tags=(str(make_tag().uid),), now=NOON)
            return address(beside)
        if page == "newsletter":
            said = keeping.Said(name="Harbour news", about="What is new.", is_on=True, tag=make_tag())
            letter = keeping.begin_letter(said, by=cast.administrator, now=NOON)
            with override_settings(EMAIL_URL="console:"):
                issuing.send_issue(issuing.draw_up(letter, by=cast.editor, now=BEFORE), by=cast.editor, now=BEFORE)
        return PAGES[page]

    return path_of


def close(live, cast):
    workflow.close_live(live, by=cast.editor, summary="It was counted.", reader=cast.duty_editor, now=CLOSES)


def says_live(response) -> bool:
    """Say whether the card of the live story has the word, with the dot that is no colour alone."""
    page = text(response)
    assert response.status_code == 200 and HEADLINE in re.sub("</?mark>", "", page)
    return bool(
        re.search(r'class="live-now" lang="en"><bdi><span class="live-dot" aria-hidden="true"></span>Live<', page)
    )


@pytest.mark.parametrize("page", PAGES)
def test_it_says_live_from_when_it_opens_until_it_closes(read, live, cast, path_of, page):
    path = path_of(page)
    assert not says_live(read(path, OPENS - timedelta(microseconds=1)))
    assert says_live(read(path, OPENS))
    close(live, cast)
    assert says_live(read(path, CLOSES - timedelta(microseconds=1)))
    assert not says_live(read(path, CLOSES))


@pytest.mark.parametrize("page", PAGES)
def test_each_page_it_stands_on_is_told_when_it_opens_and_when_it_closes(read, live, cast, path_of, page):
    path = path_of(page)
    made_of = set(read(path, OPEN)["Surrogate-Key"].split())
    assert Change.objects.filter(tag__in=made_of, at=OPENS).exists()
    before = Change.objects.order_by("-pk").first().pk
    close(live, cast)
    assert Change.objects.filter(pk__gt=before, tag__in=made_of, at=CLOSES).exists()


@pytest.mark.parametrize("page", ["front", "section", "day"])
def test_no_card_costs_a_query_more(selects, live, cast, path_of, page):
    path = path_of(page)
    before = len(selects(path, OPEN))
    for number in range(3):
        story = make_live(cast, headline=f"{HEADLINE} {number}", slug=f"n-{number}", now=NOON)
        workflow.open_live(story, by=cast.editor, now=NOON)
    assert len(selects(path, OPEN)) == before


def test_a_curated_front_says_it_whatever_words_an_editor_gave_the_card(read, live, cast):
    front = workflow.begin_front("home", by=cast.editor, now=NOON)
    workflow.arrange(front, Place("top", str(live.uid), "e"), by=cast.editor, now=NOON)
    workflow.issue_front(front, by=cast.editor, now=NOON)
    assert says_live(read("/", OPEN))
    close(live, cast)
    assert not says_live(read("/", CLOSES))


def test_a_mail_says_it_in_both_its_forms(live, cast):
    said = keeping.Said(name="Harbour news", about="What is new.", is_on=True, tag=make_tag())
    letter = keeping.begin_letter(said, by=cast.administrator, now=NOON)
    printed = press().print(issuing.draw_up(letter, by=cast.editor, now=OPEN), OPEN)
    assert f"[Live]\n{HEADLINE}" in printed.text
    assert re.search(r'class="mail-live"[^>]*><bdi><span aria-hidden="true">● </span>Live<', printed.html)
    printed = press().print(issuing.draw_up(letter, by=cast.editor, now=BEFORE), BEFORE)
    assert "[Live]" not in printed.text and 'class="mail-live"' not in printed.html


def test_it_is_said_in_the_language_of_the_paper(read, live, settings):
    settings.LANGUAGE_CODE = "ar"
    assert re.search(r'class="live-now" lang="ar"><bdi><span [^>]*></span>مباشر<', text(read("/", OPEN)))


def test_a_template_that_says_more_follows_of_a_card_says_live():
    for path in (Path(settings.BASE_DIR) / "templates").rglob("*.html"):
        source = path.read_text()
        if "card.more_follows" in source:
            assert "live_word.html" in source or "card.is_live" in source, path
