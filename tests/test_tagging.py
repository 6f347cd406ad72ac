"""Tags that were meant, and tags that a text asks for."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import tagging
from articles.models import Tag, TagAlias
from articles.tagging import allowed, near, suggestions
from articles.working_copy import content_of
from newsroom.search.slips import distance
from tests.makers import make_article, make_content, make_live, make_tag

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    "typed",
    ["Intership", "intrnship", "Internshp", "Internhsip", "Imternship", "Inetrnship", "Internsihp"],
)
def test_a_near_miss_finds_the_tag(db, typed):
    tag = make_tag("Internship")
    make_tag("Interest rates")
    assert [found for found, _name in near(typed)] == [tag]


@pytest.mark.parametrize("typed", ["Intersh", "Climate chnage", "Climte", "Clmiate ch"])
def test_the_beginning_of_a_name_is_enough(db, typed):
    make_tag("Internship")
    make_tag("Climate change")
    assert len(near(typed)) == 1


def test_another_name_is_found_by_a_near_miss(db):
    tag = make_tag("Internship")
    TagAlias.objects.create(tag=tag, name="Placement")
    assert near("Placment") == [(tag, "Placement")]


@pytest.mark.parametrize("typed", ["war", "Xylophone", "Harbours of the north", "z"])
def test_other_words_find_nothing(db, typed):
    make_tag("Internship")
    make_tag("Tax")
    assert near(typed) == []


@settings(max_examples=200)
@given(st.text("abcde", min_size=1, max_size=9), st.data())
def test_one_slip_is_a_distance_of_one(word, data):
    at = data.draw(st.integers(0, len(word) - 1))
    slips = [word[:at] + word[at + 1 :], word[:at] + "x" + word[at:], word[:at] + "x" + word[at + 1 :]]
    assert all(distance(word, slip, 2) == 1 for slip in slips)
    assert distance(word, word, 2) == 0


def test_short_words_have_no_slips():
    assert [allowed(word) for word in ("war", "wars", "harbour")] == [0, 1, 2]


def names(content, at):
    return [each.tag.name for each in suggestions(content, at=at)]


def test_a_text_suggests_the_tags_it_names(db, noon):
    for name in ("Harbour wall", "Wall", "Council", "Elections"):
        make_tag(name)
    content = make_content(tags=(), headline="Council votes for the harbour wall", body="<p>The wall.</p>")
    assert names(content, noon) == ["Harbour wall", "Wall", "Council", "Harbour"]


def test_an_alias_and_a_plural_suggest_their_tag(db, noon):
    tag = make_tag("Internship")
    TagAlias.objects.create(tag=tag, name="Work placement")
    for text in ("Two internships are offered.", "A work placement is offered."):
        assert names(make_content(tags=(), headline="News", body=f"<p>{text}</p>"), noon) == ["Internship"]


def test_a_month_is_no_person(db, noon):
    Tag.objects.create(name="May", slug="may", kind="person")
    assert names(make_content(tags=(), headline="It may rain", dek="", body="<p>It may.</p>"), noon) == []
    assert names(make_content(tags=(), headline="Then May left", dek="", body="<p>So.</p>"), noon) == ["May"]


def test_what_the_story_has_is_not_suggested(db, noon):
    tag = make_tag("Harbour")
    content = make_content(tags=(str(tag.uid),), headline="The harbour")
    assert names(content, noon) == []


def test_a_merged_tag_is_not_suggested(cast, noon):
    from articles.workflow import naming

    gone, kept = make_tag("Dock"), make_tag("Port")
    naming.merge_tags(gone, into=kept, by=cast.editor, now=noon)
    content = make_content(tags=(), headline="The dock", dek="", body="<p>So.</p>")
    assert names(content, noon) == ["Port"]


def test_tags_that_stand_together_suggest_each_other(cast, noon):
    wall, money = make_tag("Wall"), make_tag("Money")
    for number in range(3):
        make_live(cast, now=noon - HOUR, headline=f"Story {number}", slug="", tags=(str(wall.uid), str(money.uid)))
    content = make_content(tags=(str(wall.uid),), headline="Nothing else", dek="", body="<p>So.</p>")
    [found] = suggestions(content, at=noon)
    assert (found.tag, found.why) == (money, "often beside these tags")


def test_stories_readers_do_not_have_teach_nothing(cast, noon):
    wall, secret = make_tag("Wall"), make_tag("Secret")
    for number in range(3):
        make_article(by=cast.reporter, headline=f"Story {number}", tags=(str(wall.uid), str(secret.uid)))
    content = make_content(tags=(str(wall.uid),), headline="Nothing else", dek="", body="<p>So.</p>")
    assert suggestions(content, at=noon) == []


def test_the_same_text_gives_the_same_suggestions(db, noon):
    for number in range(20):
        make_tag(f"Word{number}")
    content = make_content(tags=(), body="<p>" + " ".join(f"word{n}" for n in range(20)) + ".</p>")
    first = names(content, noon)
    assert len(first) == tagging.MOST
    assert all(names(content, noon) == first for _again in range(3))


@pytest.fixture
def desk(cast):
    client = Client()
    client.force_login(cast.editor)
    return client


def test_typing_a_near_miss_offers_the_tag(desk):
    make_tag("Internship")
    answer = desk.get(reverse("admin:articles_article_suggest_tags"), {"q": "Intership"}).json()
    assert answer["names"] == [{"name": "Internship", "said": "did you mean “Internship”?"}]


def test_the_form_asks_for_suggestions_with_what_is_typed(desk, noon):
    make_tag("Harbour")
    typed = {"headline": "The harbour", "body": "<p>x</p>", "tags": "Nothing that is there"}
    answer = desk.post(reverse("admin:articles_article_suggest_for"), typed).json()
    assert [each["name"] for each in answer["names"]] == ["Harbour"]


def test_a_stranger_is_told_nothing(cast):
    client = Client()
    client.force_login(cast.photographer)
    assert client.post(reverse("admin:articles_article_suggest_for"), {}).status_code == 403


def test_without_a_script_suggested_tags_are_ticked_on_a_page(cast, desk, noon):
    harbour = make_tag("Harbour")
    article = make_article(by=cast.reporter, tags=(), headline="The harbour")
    url = reverse("admin:articles_article_tags", args=[article.pk])
    assert f'value="{harbour.uid}"' in desk.get(url).content.decode()
    desk.post(url, {"tag": [str(harbour.uid), "no uid"]})
    assert content_of(article).tags == (str(harbour.uid),)


def test_somebody_who_may_not_change_the_story_is_not_offered_to(cast):
    client = Client()
    client.force_login(cast.second_reporter)
    article = make_article(by=cast.reporter)
    assert client.get(reverse("admin:articles_article_tags", args=[article.pk])).status_code == 403
