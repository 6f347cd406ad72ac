"""Stories offered to link to: found by words, never one this person may not see."""

import pytest

from tests.makers import make_article

FIND = "/admin/articles/article/names/stories/"
NAME = "/admin/articles/article/names/stories/linked/"


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.SECOND_FACTOR = False


def test_it_finds_stories_by_their_words_and_first_those_with_them_in_the_headline(cast, client):
    story = make_article(by=cast.reporter, headline="Harbour wall to be built", slugline="wall")
    other = make_article(by=cast.reporter, headline="Ferries stay in port", slugline="ferries")
    client.force_login(cast.reporter)
    names = client.get(FIND, {"q": "wall harbour"}).json()["names"]
    # The other has the words in its text.
    assert [(one["uid"], one["name"], one["said"]) for one in names] == [
        (str(story.uid), "Harbour wall to be built", "Unpublished"),
        (str(other.uid), "Ferries stay in port", "Unpublished"),
    ]


def test_the_story_with_exactly_that_slugline_comes_first(cast, client):
    exact = make_article(by=cast.reporter, headline="A vote", slugline="wall")
    make_article(by=cast.reporter, headline="Harbour wall to be built", slugline="harbour")
    client.force_login(cast.reporter)
    assert client.get(FIND, {"q": "wall"}).json()["names"][0]["uid"] == str(exact.uid)


@pytest.mark.parametrize("asked", [{"q": ""}, {"q": "   "}, {}])
def test_no_words_find_nothing(cast, client, asked):
    make_article(by=cast.reporter)
    client.force_login(cast.reporter)
    assert client.get(FIND, asked).json() == {"names": []}


def test_it_never_offers_a_story_that_is_restricted_to_others(cast, client):
    story = make_article(by=cast.reporter, headline="Secret wall")
    story.restricted_to.add(cast.administrator)
    client.force_login(cast.second_reporter)
    assert client.get(FIND, {"q": "secret"}).json() == {"names": []}
    assert client.get(NAME, {"uids": str(story.uid)}).json() == {"names": []}


def test_it_names_linked_stories_and_passes_over_what_is_no_uid(cast, client):
    story = make_article(by=cast.reporter, headline="Harbour wall to be built")
    client.force_login(cast.reporter)
    names = client.get(NAME, {"uids": f"x,{story.uid},' OR 1"}).json()["names"]
    assert [one["name"] for one in names] == ["Harbour wall to be built"]


def test_it_refuses_somebody_who_sees_no_stories(cast, client):
    client.force_login(cast.stranger)
    assert client.get(FIND, {"q": "wall"}).status_code in {302, 403}
