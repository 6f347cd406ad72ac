"""What stands in the place of a story that is gone, and that it is gone from everywhere else."""

from datetime import timedelta

import pytest
from lxml import html

from articles import workflow
from newsroom.paper.policy_verbs import issue_policy
from tests.makers import NOON, make_contributor, make_live, make_section, make_tag
from tests.readers import LATER, address, text

SOON = NOON + timedelta(minutes=1)
EVERYWHERE = ["/", "/feed/", "/section/city/", "/section/city/feed/", "/2026/11/22/", "/nope/"]


@pytest.fixture
def story(cast):
    return make_live(cast, headline="Canary headline", dek="Canary dek.", slug="canary-slug")


def _nowhere(read, *, at=LATER):
    for path in EVERYWHERE:
        assert "anary" not in text(read(path, at)), path
    for path in ("/tag/harbour/", "/tag/harbour/feed/", "/by/writer-a/", "/by/writer-a/feed/"):
        assert read(path, at).status_code == 404, path


def test_a_pulled_story_is_being_reviewed_and_is_nowhere_else(cast, read, story):
    workflow.pull(story, by=cast.editor, now=SOON)
    response = read(address(story))
    assert response.status_code == 503 and int(response["Retry-After"]) > 0
    assert "This page is being reviewed" in text(response) and "anary" not in text(response)
    _nowhere(read)


def test_a_restored_story_is_back(cast, read, story):
    workflow.pull(story, by=cast.editor, now=SOON)
    workflow.restore(story, by=cast.editor, now=SOON + timedelta(minutes=1))
    assert read(address(story)).status_code == 200
    assert "Canary headline" in text(read("/"))


def test_a_withdrawn_story_says_so_with_its_note_and_no_headline(cast, read, story):
    workflow.withdraw(story, by=cast.duty_editor, note="It rested on a forgery.", now=SOON)
    response = read(address(story))
    assert response.status_code == 410
    assert "Story withdrawn" in text(response) and "It rested on a forgery." in text(response)
    assert "anary" not in text(response)
    _nowhere(read)


def test_a_withdrawn_story_leads_to_what_the_paper_says_of_errors(cast, read, story):
    workflow.withdraw(story, by=cast.duty_editor, note="It rested on a forgery.", now=SOON)
    ways = [
        each.get("href")
        for each in html.document_fromstring(read(address(story)).content).xpath("//*[@class='onward']//a")
    ]
    assert ways == ["/corrections/", "/"]
    issue_policy("corrections", "We correct at once.", by=cast.managing_editor, now=SOON)
    ways = [
        each.get("href")
        for each in html.document_fromstring(read(address(story)).content).xpath("//*[@class='onward']//a")
    ]
    assert ways[0] == "/about/corrections/"


def test_under_an_order_there_is_nothing_here(cast, read, story):
    workflow.withdraw(story, by=cast.duty_editor, nothing_here=True, reason="An order.", now=SOON)
    response = read(address(story))
    assert response.status_code == 410
    assert "There is nothing here" in text(response)
    assert "anary" not in text(response) and "order" not in text(response).lower()
    _nowhere(read)


def test_every_place_where_there_is_nothing_looks_the_same(cast, read, story):
    other = make_live(cast, headline="Other", slug="other", dek="")
    for each in (story, other):
        workflow.withdraw(each, by=cast.duty_editor, nothing_here=True, reason="An order.", now=SOON)
    assert read(address(story)).content == read(address(other)).content


def test_a_retracted_story_stays_readable_under_its_notice_and_is_on_no_list(cast, read, story):
    workflow.retract(story, by=cast.duty_editor, note="It could not be confirmed.", now=SOON)
    page = text(read(address(story)))
    assert page.index("It could not be confirmed.") < page.index("The council met on Monday")
    assert 'href="/tag/harbour/"' not in page and 'href="/by/writer-a/"' not in page
    _nowhere(read)


def test_a_tag_or_name_that_only_a_draft_has_is_not_public(cast, read):
    from articles.content import ContentByline
    from tests.makers import make_article

    secret = make_contributor("Canary Writer")
    tag = make_tag("Canary Operation")
    make_article(by=cast.reporter, tags=(str(tag.uid),), bylines=(ContentByline(str(secret.uid), secret.name),))
    for path in ("/tag/canary-operation/", "/by/canary-writer/", "/tag/canary-operation/feed/"):
        response = read(path)
        assert response.status_code == 404 and "Canary" not in text(response)
        assert read(f"{path}?before=99999999999999999-{'0' * 32}").status_code == 404


def test_what_stands_in_its_place_tells_neither_section_nor_tags(cast, read, story):
    sport = str(make_section("Sport").uid)
    other = make_live(cast, headline="Other", slug="other", section=sport, tags=(), kind="opinion")
    for each in (story, other):
        workflow.pull(each, by=cast.editor, now=SOON)
    assert text(read(address(story))) == text(read(address(other)))
    for each in (story, other):
        workflow.restore(each, by=cast.editor, now=SOON + timedelta(minutes=1))
        workflow.withdraw(each, by=cast.duty_editor, note="It was wrong.", now=SOON + timedelta(minutes=2))
    assert text(read(address(story))) == text(read(address(other)))
