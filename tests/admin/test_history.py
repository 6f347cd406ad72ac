"""The history of a story: any two states compared, printed, and gone back to."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from articles import workflow
from articles.eyes import cover_of
from articles.models import Article, Revision
from articles.working_copy import content_of
from tests.admin.browsing import told, url
from tests.makers import NOON, make_article, make_live

LATER = NOON + timedelta(hours=1)


def saved(article, by, now=LATER, **changes):
    article = Article.objects.get(pk=article.pk)
    workflow.save(article, by=by, content=replace(content_of(article), **changes), now=now)
    return Article.objects.get(pk=article.pk)


@pytest.fixture
def story(cast):
    """A live story whose headline was changed since."""
    return saved(make_live(cast), cast.reporter, headline="Council votes against the wall")


def words(response) -> str:
    """Return what a page says, less what only listeners hear."""
    page = html.fromstring(response.content.decode())
    for unseen in page.xpath("//*[contains(@class, 'visually-hidden')]"):
        unseen.drop_tree()
    return " ".join(page.text_content().split())


def redlined(response) -> str:
    page = html.fromstring(response.content.decode())
    for said in page.xpath("//*[contains(@class, 'redline-said')]"):
        said.drop_tree()
    (line,) = page.xpath("//div[@class='redline']")
    return html.tostring(line, encoding="unicode")


def test_it_compares_the_working_copy_with_what_readers_have(as_, cast, story):
    response = as_(cast.reporter).get(url("compare", story))
    assert "<del>for</del><ins>against</ins>" in redlined(response)
    assert "What readers have (Version 1)" in words(response)
    assert "1 word put in, 1 struck" in words(response)


def test_it_compares_any_two_states_either_way(as_, cast, story):
    client = as_(cast.reporter)
    there = client.get(url("compare", story), {"from": "revision:1", "to": "revision:2"})
    back = client.get(url("compare", story), {"from": "revision:2", "to": "version:1"})
    assert "<del>for</del><ins>against</ins>" in redlined(there)
    assert "<del>against</del><ins>for</ins>" in redlined(back)


def test_a_revision_alone_is_compared_with_the_one_before(as_, cast, story):
    response = as_(cast.reporter).get(url("compare", story), {"to": "revision:2"})
    assert "<del>for</del>" in redlined(response)


def test_it_says_who_when_and_why(as_, cast, story):
    response = as_(cast.editor).get(url("compare", story), {"from": "revision:1", "to": "revision:2"})
    assert "Saved · Reporter · 22 Nov 2026" in words(response)


def test_the_pickers_offer_every_state_and_have_the_two_picked(as_, cast, story):
    response = as_(cast.editor).get(url("compare", story), {"from": "version:1", "to": "revision:2"})
    page = html.fromstring(response.content.decode())
    options = page.xpath("//select[@name='from']//option/@value")
    assert options == ["now", "readers", "version:1", "revision:2", "revision:1"]
    assert page.xpath("//select/optgroup/option[@selected]/@value") == ["version:1", "revision:2"]


def test_it_leads_to_the_next_older_and_newer(as_, cast, story):
    story = saved(story, cast.reporter, dek="A third state.")
    response = as_(cast.editor).get(url("compare", story), {"from": "revision:2", "to": "revision:3"})
    page = html.fromstring(response.content.decode())
    (older,) = page.xpath("//a[@rel='prev']/@href")
    assert older.endswith("?from=revision%3A1&to=revision%3A2")
    assert not page.xpath("//a[@rel='next']")


@pytest.mark.parametrize(
    "asked",
    ["revision:99", "revision:x", "revision:", "version:0", "draft", "revision:²", "revision:99999999999", "<b>"],
)
def test_a_state_that_is_none_is_said_to_be_none(as_, cast, story, asked):
    response = as_(cast.editor).get(url("compare", story), {"from": asked})
    assert response.status_code == 404
    assert "This story has no state" in words(response)


def test_what_readers_have_is_not_there_before_they_have_anything(as_, cast):
    response = as_(cast.reporter).get(url("compare", make_article(by=cast.reporter)), {"to": "readers"})
    assert response.status_code == 404
    assert "Readers have no text of this story now." in words(response)


def test_a_new_story_can_be_compared_with_itself(as_, cast):
    response = as_(cast.reporter).get(url("compare", make_article(by=cast.reporter)))
    assert "Nothing was changed." in words(response)


def test_a_redacted_state_says_by_whom_when_and_why(as_, cast, story):
    workflow.redact(story, by=cast.duty_editor, words=["harbour"], reason="To protect a person.", order="4 K 12/26")
    response = as_(cast.editor).get(url("compare", story), {"from": "revision:1", "to": "version:1"})
    assert response.status_code == 200
    assert words(response).count("Duty Editor · To protect a person. (4 K 12/26)") == 2
    assert "harbour wall" not in words(response)


@pytest.mark.parametrize("name", ["compare", "printed_redline", "history"])
def test_pages_of_the_history_take_no_post(as_, cast, story, name):
    assert as_(cast.editor).post(url(name, story)).status_code == 405


@pytest.mark.parametrize("name", ["compare", "printed_redline", "go_back", "history"])
def test_who_may_not_see_the_story_finds_nothing(as_, cast, client, story, name):
    workflow.restrict(story, by=cast.duty_editor, people=[cast.duty_editor])
    assert as_(cast.reporter).get(url(name, story)).status_code == 404
    assert as_(cast.stranger).get(url(name, story)).status_code in {302, 403, 404}
    client.logout()
    assert client.get(url(name, story)).status_code == 302


def test_the_printed_redline_folds_nothing_and_has_no_desk_around_it(as_, cast):
    body = "".join(f"<p>Paragraph {n} of the story.</p>" for n in range(1, 12))
    story = saved(make_article(by=cast.reporter, body=body), cast.reporter, body=body + "<p>And an end.</p>")
    response = as_(cast.editor).get(url("printed_redline", story), {"from": "revision:1", "to": "now"})
    page = html.fromstring(response.content.decode())
    assert not page.xpath("//details | //nav | //script")
    assert len(page.xpath("//div[contains(@class,'redline-passage')]")) == 12
    assert "Redline of harbour-wall" in page.xpath("//title")[0].text
    assert "for Editor." in words(response)


# Going back


def go(client, story, to, **said):
    base = Article.objects.get(pk=story.pk).revision_number
    return client.post(f"{url('go_back', story)}?to={to}", {"base": base, **said}, follow=True)


def test_it_shows_what_would_change_and_changes_nothing(as_, cast, story):
    response = as_(cast.reporter).get(url("go_back", story), {"to": "revision:1"})
    assert "<del>against</del><ins>for</ins>" in redlined(response)
    assert html.fromstring(response.content.decode()).xpath("//input[@name='parts']/@value") == ["headline"]
    assert Article.objects.get(pk=story.pk).revision_number == 2


def test_only_the_part_that_was_asked_for_is_ticked(as_, cast, story):
    story = saved(story, cast.reporter, dek="Another dek.")
    response = as_(cast.reporter).get(url("go_back", story), {"to": "revision:1", "part": "dek"})
    page = html.fromstring(response.content.decode())
    assert page.xpath("//input[@name='parts' and @checked]/@value") == ["dek"]


def test_going_back_makes_a_revision_and_says_so(as_, cast, story):
    response = go(as_(cast.reporter), story, "revision:1", parts=["headline"], reason="The lawyer asked.")
    assert "Went back to Revision 1. Readers keep what they have." in " ".join(told(response))
    story.refresh_from_db()
    assert (story.revision_number, story.headline) == (3, "Council votes for the wall")
    page = words(as_(cast.editor).get(url("history", story)))
    assert "Went back to Revision 1 · Reporter" in page
    assert "The lawyer asked." in page


def test_ticking_nothing_is_said(as_, cast, story):
    response = go(as_(cast.reporter), story, "revision:1")
    assert response.status_code == 422
    assert "Tick what is to go back." in words(response)


def test_a_part_that_is_none_is_refused(as_, cast, story):
    assert go(as_(cast.reporter), story, "revision:1", parts=["stage"]).status_code == 422
    assert Article.objects.get(pk=story.pk).revision_number == 2


def test_a_colleagues_save_in_between_is_shown_first(as_, cast, story):
    saved(story, cast.editor, dek="The editor's dek.")
    client = as_(cast.reporter)
    data = {"base": 2, "parts": ["headline"], "reason": "Kept."}
    response = client.post(f"{url('go_back', story)}?to=revision:1", data)
    assert response.status_code == 409
    assert "Editor saved this story" in words(response)
    page = html.fromstring(response.content.decode())
    assert page.xpath("//input[@name='parts' and @checked]/@value") == ["headline"]
    assert page.xpath("//input[@name='base']/@value") == ["3"]
    assert page.xpath("//textarea[@name='reason']")[0].text.strip() == "Kept."


def test_whoever_may_not_edit_is_not_offered_it(as_, cast, story):
    client = as_(cast.second_reporter)
    assert client.get(url("go_back", story), {"to": "revision:1"}).status_code == 403
    for page in ("compare", "history"):
        assert "go-back" not in client.get(url(page, story)).content.decode()


def test_without_a_token_nothing_goes_back(cast, story):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.reporter)
    response = client.post(f"{url('go_back', story)}?to=revision:1", {"base": 2, "parts": ["headline"]})
    assert response.status_code == 403
    assert Article.objects.get(pk=story.pk).revision_number == 2


def test_there_is_nothing_to_go_back_to_in_the_working_copy(as_, cast, story):
    client = as_(cast.reporter)
    assert "There is nothing to go back to." in words(client.get(url("go_back", story)))
    assert go(client, story, "now", parts=["headline"]).status_code == 200


# The publish sheet


def test_the_publish_sheet_shows_what_readers_would_find_changed(as_, cast, story):
    response = as_(cast.editor).get(url("publish", story))
    assert "What changed: redline, 2 words" in words(response)
    assert "<del>for</del><ins>against</ins>" in redlined(response)


def test_the_first_version_has_nothing_to_be_compared_with(as_, cast):
    response = as_(cast.editor).get(url("publish", make_article(by=cast.reporter)))
    assert "redline" not in words(response)


# Size


@pytest.fixture
def long_history(cast):
    """A story with 300 revisions."""
    article = make_article(by=cast.reporter)
    content = content_of(article)
    rows = []
    for number in range(2, 301):
        kept = replace(content, dek=f"State {number}.")
        cover = vars(cover_of(article, kept))
        at = NOON + timedelta(minutes=number)
        rows.append(Revision(article=article, number=number, at=at, by=cast.reporter, text=kept.text, **cover))
    Revision.objects.bulk_create(rows)
    Article.objects.filter(pk=article.pk).update(revision_number=300, dek="State 300.")
    return Article.objects.get(pk=article.pk)


def counted(client, *asked):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.get(*asked)
    assert response.status_code == 200
    return response, queries


def test_revisions_are_listed_by_pages(as_, cast, long_history):
    client = as_(cast.editor)
    first, _queries = counted(client, url("history", long_history))
    last, _queries = counted(client, url("history", long_history), {"page": "6"})
    shown = [html.fromstring(page.content.decode()).xpath("//ol[@class='revision-list']/li") for page in (first, last)]
    assert [len(rows) for rows in shown] == [50, 50]
    assert "Page 6 of 6" in words(last)
    assert client.get(url("history", long_history), {"page": "nonsense"}).status_code == 200


def test_no_list_of_revisions_reads_what_they_say(as_, cast, long_history):
    client = as_(cast.editor)
    for page in ("history", "compare", "change"):
        _response, queries = counted(client, url(page, long_history))
        texts = [q["sql"] for q in queries if '"articles_revision"."text"' in q["sql"] and "LIMIT 1" not in q["sql"]]
        assert texts == [], page


def test_a_long_history_costs_no_more_queries_than_a_short_one(as_, cast, long_history):
    client = as_(cast.editor)
    short = saved(make_article(by=cast.reporter, headline="Another"), cast.reporter, dek="Changed.")
    for page in ("history", "compare"):
        counts = [len(counted(client, url(page, article))[1]) for article in (short, long_history)]
        assert counts[0] == counts[1], page
        assert counts[1] <= 25, page
