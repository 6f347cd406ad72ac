"""What pages say to machines: schema.org data and share cards."""

import json
import re

import pytest

from articles.models import Contributor, Tag
from media.renditions import make_renditions
from tests.makers import NOON, make_live, make_photo, make_section, make_tag, use_of
from tests.readers import address, text

HOME = "http://127.0.0.1:8000"


def said(page: str) -> list[dict]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return [json.loads(each) for each in found]


def of_type(page: str, kind: str) -> dict:
    """Return the one thing of a type that a page says; inside a graph too."""
    things = [thing for each in said(page) for thing in each.get("@graph", [each])]
    (thing,) = [thing for thing in things if thing["@type"] == kind]
    return thing


def card(page: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<meta (?:property|name)="((?:og|article|twitter):[^"]+)" content="([^"]*)"', page):
        found.setdefault(name, []).append(value)
    return found


@pytest.mark.parametrize(
    ("kind", "called"),
    [
        ("news", "NewsArticle"),
        ("opinion", "OpinionNewsArticle"),
        ("analysis", "AnalysisNewsArticle"),
        ("explainer", "BackgroundNewsArticle"),
        ("review", "ReviewNewsArticle"),
        ("obituary", "NewsArticle"),
    ],
)
def test_a_story_says_of_what_kind_it_is(cast, read, kind, called):
    story = make_live(cast, kind=kind)
    article = of_type(text(read(address(story))), called)
    assert article["author"] == [{"@type": "Person", "name": "Writer A", "url": f"{HOME}/by/writer-a/"}]
    assert (article["publisher"]["@type"], article["publisher"]["@id"]) == ("NewsMediaOrganization", f"{HOME}/#paper")


def test_a_story_says_the_way_to_it_from_the_front(cast, read):
    story = make_live(cast)
    trail = of_type(text(read(address(story))), "BreadcrumbList")["itemListElement"]
    assert [step["position"] for step in trail] == [1, 2, 3]
    assert [step["name"] for step in trail] == ["The Newsroom", "City", "Council votes for the wall"]
    assert [step["item"] for step in trail] == [f"{HOME}/", f"{HOME}/section/city/", HOME + address(story)]


def test_a_story_says_where_it_was_written_and_which_places_it_is_about(cast, read):
    make_tag("Fish Quay"), make_tag("Fishing")
    Tag.objects.filter(name="Fish Quay").update(kind="place")
    tags = tuple(str(make_tag(name).uid) for name in ("Fish Quay", "Fishing"))
    article = of_type(text(read(address(make_live(cast, dateline="SKARHOLM", tags=tags)))), "NewsArticle")
    assert article["locationCreated"] == {"@type": "Place", "name": "SKARHOLM"}
    assert article["contentLocation"] == [{"@type": "Place", "name": "Fish Quay"}]


def test_a_story_without_a_dek_is_described_by_how_its_text_begins(cast, read):
    story = make_live(cast, dek="", body="<p>Power is out &amp; the tide is in.</p>")
    page = text(read(address(story)))
    assert '<meta name="description" content="Power is out &amp; the tide is in.">' in page
    assert card(page)["og:description"] == ["Power is out &amp; the tide is in."]
    assert of_type(page, "NewsArticle")["description"] == "Power is out & the tide is in."


def test_a_section_says_the_way_to_it_on_its_first_page_alone(cast, read, monkeypatch):
    monkeypatch.setattr("newsroom.public.lists.PAGE", 1)
    for number in range(2):
        make_live(cast, slug=f"story-{number}")
    page = text(read("/section/city/"))
    assert of_type(page, "BreadcrumbList")["itemListElement"][-1]["item"] == f"{HOME}/section/city/"
    assert f'<link rel="canonical" href="{HOME}/section/city/">' in page
    older = text(read(re.search(r'href="(/section/city/\?before=[^"]+)"', page)[1]))
    assert "canonical" not in older and said(older) == [] and "noindex" in older


def test_a_contributors_page_is_the_profile_of_a_person(cast, read):
    make_live(cast)
    writer = Contributor.objects.get(name="Writer A")
    writer.bio = "Writes of </script> the sea."
    writer.save(update_fields=["bio"])
    page = text(read("/by/writer-a/"))
    who = of_type(page, "ProfilePage")["mainEntity"]
    assert (who["@type"], who["name"], who["identifier"]) == ("Person", "Writer A", str(writer.uid))
    assert who["description"] == writer.bio and who["worksFor"]["@id"] == f"{HOME}/#paper"
    assert card(page)["og:type"] == ["profile"]


def test_an_agency_is_an_organization_of_its_own(cast, read):
    make_live(cast)
    Contributor.objects.update(kind="agency")
    who = of_type(text(read("/by/writer-a/")), "ProfilePage")["mainEntity"]
    assert who["@type"] == "Organization" and "parentOrganization" not in who


def test_the_front_says_whose_paper_it_is(read):
    page = text(read("/"))
    paper, site = of_type(page, "NewsMediaOrganization"), of_type(page, "WebSite")
    assert (paper["name"], paper["url"]) == ("The Newsroom", f"{HOME}/")
    assert site["publisher"] == {"@id": paper["@id"]}
    assert card(page)["og:type"] == ["website"] and card(page)["og:locale"] == ["en_GB"]


def test_a_picture_says_who_made_it_whose_it_is_on_what_terms_and_where_it_is_sold(cast, read):
    photo = make_photo(
        by=cast.photo_editor,
        creator="Photographer C",
        copyright_notice="© Gazette",
        licensor_url="https://pictures.example/1",
        web_statement="https://pictures.example/terms",
    )
    make_renditions(photo, now=NOON)
    story = make_live(cast, photos=(use_of(photo),))
    images = of_type(text(read(address(story))), "NewsArticle")["image"]
    assert len(images) == 3
    for image in images:
        assert image["creator"] == {"@type": "Person", "name": "Photographer C"}
        assert image["creditText"] == "Photographer C/Gazette" and image["copyrightNotice"] == "© Gazette"
        assert image["license"] == "https://pictures.example/terms"
        assert image["acquireLicensePage"] == "https://pictures.example/1"


def test_a_share_card_has_what_its_readers_ask_for(cast, read):
    make_section("Sport")
    story = make_live(cast, language="pt-BR")
    found = card(text(read(address(story))))
    assert found["og:type"] == ["article"] and found["og:locale"] == ["pt_BR"] and found["twitter:card"] == ["summary"]
    assert found["article:author"] == [f"{HOME}/by/writer-a/"]
    assert (found["article:section"], found["article:tag"]) == (["City"], ["Harbour"])
    assert found["article:published_time"] == found["article:modified_time"] == ["2026-11-22T12:00:07+00:00"]


def test_a_fact_check_says_the_claim_who_made_it_and_the_verdict(cast, read):
    story = make_live(cast, kind="fact_check", claim="It is 9 m high.", claimant="A member", verdict="False")
    page = text(read(address(story)))
    review = of_type(page, "ClaimReview")
    assert review["url"] == HOME + address(story)
    assert review["claimReviewed"] == "It is 9 m high."
    assert review["itemReviewed"]["author"] == {"@type": "Organization", "name": "A member"}
    assert review["reviewRating"] == {"@type": "Rating", "alternateName": "False"}
    assert review["author"]["@id"] == f"{HOME}/#paper"
    assert review["datePublished"] == of_type(page, "NewsArticle")["datePublished"]


@pytest.mark.parametrize("fields", [{"claim": "It is 9 m high."}, {"verdict": "False"}])
def test_half_a_fact_check_is_none(cast, read, fields):
    page = text(read(address(make_live(cast, kind="fact_check", **fields))))
    assert "ClaimReview" not in page


def test_another_kind_of_story_says_no_claim_however_its_fields_are_filled(cast, read):
    page = text(read(address(make_live(cast, claim="It is 9 m high.", verdict="False"))))
    assert "ClaimReview" not in page


@pytest.mark.parametrize(
    ("rating", "said"),
    [
        ("4/5", {"@type": "Rating", "ratingValue": 4.0, "bestRating": 5, "worstRating": 0}),
        ("3.5/5", {"@type": "Rating", "ratingValue": 3.5, "bestRating": 5, "worstRating": 0}),
        ("", None),
        ("good", None),
    ],
)
def test_a_review_says_what_it_is_of_and_how_it_is_rated(cast, read, rating, said):
    story = make_live(cast, kind="review", reviewed="The Salt Letters", rating=rating)
    article = of_type(text(read(address(story))), "ReviewNewsArticle")
    assert article["itemReviewed"] == {"@type": "Thing", "name": "The Salt Letters"}
    assert article.get("reviewRating") == said
