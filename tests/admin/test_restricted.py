"""A restricted story: nobody who is not named finds a word of it on any page of the desk."""

import pytest
from django.contrib import admin

from articles import workflow
from articles.models import Article
from tests.admin.browsing import url
from tests.makers import make_article, make_photo, use_of

CANARY = "canaryquartz"
# Every page that is about one story and needs no more than its number.
ONE_STORY = [
    pattern.name.removeprefix("articles_article_")
    for pattern in admin.site._registry[Article].get_urls()
    if pattern.name and str(pattern.pattern).startswith("<int:pk>/") and str(pattern.pattern).count("<") == 1
] + ["preview", "delete"]
OTHERS = ["reporter", "second_reporter", "photographer", "copy_editor", "editor", "photo_editor", "administrator"]


@pytest.fixture
def secret(cast):
    article = make_article(
        by=cast.duty_editor,
        headline=f"{CANARY} headline",
        slugline=f"{CANARY}-line",
        dek=f"{CANARY} dek",
        body=f"<p>{CANARY} body.</p>",
        photos=(use_of(make_photo(by=cast.duty_editor), caption=f"{CANARY} caption"),),
    )
    workflow.add_note(article, by=cast.duty_editor, text=f"{CANARY} note")
    workflow.hold(article, by=cast.duty_editor, kind="legal", reason=f"{CANARY} reason")
    workflow.restrict(article, by=cast.duty_editor, people=[cast.duty_editor])
    return article


@pytest.mark.parametrize("name", [*OTHERS, "stranger"])
def test_no_page_of_it_is_there_for_others(as_, cast, secret, name):
    client = as_(getattr(cast, name))
    for page in ONE_STORY:
        for response in (client.get(url(page, secret)), client.post(url(page, secret), {"_verb": "pull"})):
            assert response.status_code in {302, 403, 404, 405}, page
            assert CANARY.encode() not in response.content
            assert CANARY not in response.get("Location", "")


@pytest.mark.parametrize("name", OTHERS)
def test_lists_searches_and_filters_do_not_know_it(as_, cast, secret, name):
    client = as_(getattr(cast, name))
    # A part of the word, since the page repeats what was searched for.
    asked = [{}, {"q": CANARY[:-1]}, {"stage": "draft"}, {"readers": "unpublished"}, {"for": "held"}, {"for": "mine"}]
    for query in asked:
        assert CANARY.encode() not in client.get(url("changelist"), query).content, query


@pytest.mark.parametrize("name", OTHERS)
def test_suggestions_and_autocomplete_do_not_know_it(as_, cast, secret, name):
    client = as_(getattr(cast, name))
    for page in ("suggest_tags", "suggest_contributors"):
        assert CANARY.encode() not in client.get(url(page), {"q": CANARY}).content
    asked = {"app_label": "articles", "model_name": "article", "field_name": "part_of", "term": CANARY}
    assert CANARY.encode() not in client.get("/admin/autocomplete/", asked).content


def test_the_person_named_sees_it(as_, cast, secret):
    client = as_(cast.duty_editor)
    assert CANARY.encode() in client.get(url("change", secret)).content
    assert CANARY.encode() in client.get(url("changelist")).content


def test_the_whole_desk_sees_it_once_the_restriction_is_lifted(as_, cast, secret):
    as_(cast.duty_editor).post(url("restrict", secret), {})
    assert as_(cast.reporter).get(url("change", secret)).status_code == 200
