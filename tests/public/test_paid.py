"""Wherever a story that somebody pays for is named, its label stands beside it. A new address, or a new template that
prints a headline, that is not named here fails."""

import html
import json
import re
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from django.urls import reverse

from articles import workflow
from articles.fronts.arrangement import Sublink
from articles.fronts.operations import Place, SetCard
from articles.working_copy import content_of
from newsroom.public.urls import urlpatterns
from newsroom.record.canonical import stamp
from tests.letter_makers import send_letter
from tests.makers import BODY, NOON, make_article, make_live, make_tag
from tests.readers import address, text
from tests.standing import undone

pytestmark = pytest.mark.django_db(databases="__all__")

UNTIL = NOON + timedelta(days=2)
LABELS = {
    "advertisement": "Advertisement: paid for and controlled by Harbour Bank",
    "supported": "Supported by Harbour Bank",
}
HEADLINE = "Saving is easy by the sea"

# Every address of readers that names stories, by its name in `public/urls.py`: an example of it.
NAMING = {
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
    "section_feed_form": "/section/city/feed/atom/",
    "tag_feed_form": "/tag/harbour/feed/json/",
    "contributor_feed_form": "/by/writer-a/feed/atom/",
    "corrections_feed_form": "/corrections/feed/atom/",
    "search": "/search/?kind=news",
    "suggest": "/search/suggest/?q=saving",
    "corrections": "/corrections/",
    "corrections_feed": "/corrections/feed/",
    "report": "/corrections/report/?story={uid}",
    "api_items": "/api/items/",
    "api_item": "/api/items/{uid}/",
    "letter_issue": "/newsletters/harbour-news/1/",
    "versions": "/versions/{uid}/",
    "version": "/versions/{uid}/2/",
}
# These have it nowhere: they show what may appear by itself, or news.
WITHOUT = {"front": "/", "news_sitemap": "/sitemap/news.xml"}
# Most read is of what may appear by itself: `automatic(at)`.
NEVER = {"most_read", "section_most_read"}
# Addresses without headlines.
NAMELESS = {
    "about",
    "logo",
    "policy",
    "policy_version",
    "archive",
    "month",
    "year",
    "api",
    "document",
    "robots",
    "security",
    "sheet",
    "sitemap",
    "month_sitemap",
    "part_sitemap",
    "more_news",
    "reported",
    "letters",
    "letter",
    "letter_asked",
    "letter_confirm",
    "letter_confirmed",
    "letter_off",
    "letter_bounces",
    "rendition",
    # The label is drawn on it: test_share_cards.py.
    "share",
    "live_since",
}
TEMPLATES = Path(__file__).parents[2] / "templates"
DESK = ("admin/", "allauth/", "account/", "mail/", "mfa/")
# Templates that print a headline and no label, each for its reason.
UNLABELLED = {
    "components/live_entry.html": "an entry's own headline, on the page of its live story",
    "components/ranked.html": "most read: what somebody pays for is never among it",
}


@pytest.fixture(scope="module", params=LABELS)
def printed(request, standing):
    """A story that somebody pays for, corrected once so that the corrections page has it too."""
    with undone():
        yield _print(standing, request.param)


def _print(cast, kind: str):
    article = make_article(by=cast.editor, now=NOON, headline=HEADLINE, slug="saving", paid_as=kind,
                           sponsor="Harbour Bank", sponsor_url="https://bank.example.org/", paid_until=stamp(UNTIL),
                           body=BODY + '<p><a href="https://bank.example.org/open">Open</a> and '
                           '<a href="https://elsewhere.example.org/">read</a>.</p>')  # fmt: skip
    workflow.file(article, by=cast.editor, now=NOON)
    workflow.publish(article, by=cast.duty_editor, now=NOON)
    later = NOON + timedelta(minutes=5)

    workflow.save(article, by=cast.editor, content=replace(content_of(article), dek="Mended."), now=later)
    workflow.publish(article, by=cast.duty_editor, kind="correction", note="It said 4 per cent.", now=later)
    special = workflow.begin_front("special", by=cast.editor, title="Harbour", now=NOON)
    other = make_live(cast, headline="Council sits", slug="sits", now=NOON - timedelta(days=1), tags=())
    for operation in (
        Place("top", str(article.uid), "a"),
        Place("top", str(other.uid), "b"),
        SetCard("b", {"sublinks": (Sublink(str(article.uid), "As said"),)}),
    ):
        workflow.arrange(special, operation, by=cast.editor, now=later)
    workflow.issue_front(special, by=cast.editor, now=later)
    send_letter(cast, special, later)
    article.refresh_from_db()
    article.label = LABELS[kind]
    return article


@pytest.fixture
def paid(fresh, printed, settings):
    settings.VERSIONS = True
    return fresh(printed)


def _said(page: str) -> str:
    return page.replace("&#x27;", "'").replace("&amp;", "&")


def test_every_address_of_readers_is_named_here():
    known = NAMING.keys() | WITHOUT.keys() | NAMELESS | NEVER
    assert {pattern.name for pattern in urlpatterns} <= known


@pytest.mark.parametrize("name", NAMING)
def test_the_label_stands_beside_its_headline(read, paid, name):
    page = _said(text(read(NAMING[name].format(story=address(paid), uid=paid.uid))))
    assert HEADLINE in page, name
    assert page.count(paid.label) >= 1, name


def test_programs_are_told_once_that_somebody_pays(read, paid):
    said = json.loads(text(read(NAMING["api_item"].format(uid=paid.uid))))
    assert [genre.get("literal") for genre in said["genres"]].count(paid.paid_as) == 1


@pytest.mark.parametrize("name", WITHOUT)
def test_it_stands_nowhere_by_itself_and_in_no_news_sitemap(read, paid, cast, name):
    make_live(cast, headline="Council votes", slug="votes", now=NOON - timedelta(hours=1))
    page = text(read(WITHOUT[name]))
    assert HEADLINE not in page and "Council votes" in page


@pytest.mark.parametrize(
    "name",
    sorted(
        set(NAMING)
        - {
            "story",
            "api_item",
            "corrections",
            "corrections_feed",
            "corrections_feed_form",
            "report",
            "versions",
            "version",
        }
    ),
)
def test_at_the_minute_its_time_is_over_lists_have_it_no_more(read, paid, name):
    path = NAMING[name].format(story=address(paid), uid=paid.uid)
    assert HEADLINE in text(read(path, UNTIL - timedelta(seconds=1)))
    assert HEADLINE not in text(read(path, UNTIL))


def test_a_curated_card_and_a_line_under_another_are_both_labelled(read, paid):
    page = _said(text(read("/special/harbour/")))
    assert re.search(rf"{paid.label}</bdi></p>.*?{HEADLINE}", page, re.S)
    assert re.search(rf'As said</a> <span class="paid[^>]*><bdi>{paid.label}', page)


def test_its_own_address_answers_after_that_with_the_label(read, paid):
    page = _said(text(read(address(paid), UNTIL)))
    assert HEADLINE in page and paid.label in page


def test_the_page_says_it_in_its_title_its_share_card_and_to_machines(read, paid):
    page = _said(text(read(address(paid))))
    assert f"<title>{paid.label} – {HEADLINE}" in page
    assert f'<meta property="og:title" content="{paid.label} – {HEADLINE}">' in page
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1])
    assert data["sponsor"] == {"@type": "Organization", "name": "Harbour Bank", "url": "https://bank.example.org/"}
    kind = "AdvertiserContentArticle" if paid.paid_as == "advertisement" else "NewsArticle"
    assert (data["@type"], data["isAccessibleForFree"]) == (kind, True)
    assert ('<meta name="googlebot-news" content="noindex">' in page) is (paid.paid_as == "advertisement")


def test_links_that_are_paid_for_say_so(read, paid):
    page = text(read(address(paid)))
    assert '<a href="https://bank.example.org/" rel="sponsored noopener">' in page
    assert '<a href="https://bank.example.org/open" rel="sponsored">' in page
    all_of_them = paid.paid_as == "advertisement"
    assert ('<a href="https://elsewhere.example.org/" rel="sponsored">' in page) is all_of_them


def test_it_stands_beside_another_story_only_by_hand_and_labelled(read, paid, cast):
    by_tag = make_live(cast, headline="Council votes", slug="votes")
    assert HEADLINE not in text(read(address(by_tag)))
    by_hand = make_live(cast, headline="Council waits", slug="waits", related=str(paid.uid))
    page = _said(text(read(address(by_hand))))
    assert HEADLINE in page and paid.label in page


def test_it_is_labelled_in_a_package_in_a_series_and_within_a_text(read, paid, cast):
    body = f'{BODY}<aside class="related-story" data-story="{paid.uid}"></aside>'
    within = make_live(cast, headline="Council reads", slug="reads", body=body)
    assert paid.label in _said(text(read(address(within))))
    for form in ("", "atom/", "json/"):
        assert f"{paid.label} – {HEADLINE}</a>" in html.unescape(text(read(f"/feed/{form}")))
    main = make_live(cast, headline="Council packs", slug="packs")
    workflow.pack(main, by=cast.editor, parts=[(paid, "sidebar")], now=NOON + timedelta(minutes=10))
    assert paid.label in _said(text(read(address(main))))


def test_a_series_labels_its_parts(read, paid, cast):
    harbour = make_tag()
    type(harbour).objects.filter(pk=harbour.pk).update(kind="series")
    other = make_live(cast, headline="Part two", slug="two", now=NOON + timedelta(minutes=20))
    assert f'{HEADLINE}</span></a> <span class="paid' in text(read(address(other)))


def test_the_preview_and_another_moment_have_the_label(paid, cast, as_):
    page = as_(cast.editor).get(reverse("admin:articles_article_preview", args=[paid.pk]))
    assert paid.label in _said(text(page))


@cache
def _public_templates() -> dict[str, str]:
    found = {str(path.relative_to(TEMPLATES)): path.read_text() for path in TEMPLATES.rglob("*.html")}
    return {name: source for name, source in found.items() if not name.startswith(DESK)}


@pytest.mark.parametrize("name", sorted(_public_templates()))
def test_a_template_that_prints_a_headline_prints_the_label(name):
    source = _public_templates()[name]
    if re.search(r"{{[^}]*\b(?:headline|each\.text)\b", source) and name not in UNLABELLED:
        assert '"components/paid.html"' in source, name


def test_the_templates_without_a_label_are_still_there():
    assert UNLABELLED.keys() <= _public_templates().keys()
