"""A button means what was on the page: not a text, nor a version, that came in between."""

from datetime import timedelta

import pytest

from articles import workflow
from newsroom import clock
from newsroom.pagecache.collecting import path_tag
from newsroom.record.models import Change
from tests.makers import make_article, make_content, make_live


@pytest.fixture
def desk(client, cast):
    """The editor's browser."""
    client.force_login(cast.editor)
    return client


def test_a_text_changed_since_the_page_was_opened_is_not_signed_off(desk, cast):
    article = make_article(by=cast.reporter, now=clock.now())
    workflow.file(article, by=cast.reporter)
    page = f"/admin/articles/article/{article.pk}/sign-off/"
    assert b'name="revision" value="1"' in desk.get(page).content
    workflow.save(article, by=cast.reporter, content=make_content(headline="Slipped in"))
    answer = desk.post(page, {"revision": "1"})
    assert answer.status_code == 422
    assert "changed after you opened it" in answer.content.decode()
    assert not article.sign_offs.exists()


def test_undo_stops_the_version_on_the_page_and_no_later_one(desk, cast):
    article = make_live(cast, now=clock.now() - timedelta(hours=1))
    workflow.save(article, by=cast.reporter, content=make_content(headline="Scheduled by somebody else"))
    workflow.publish(article, by=cast.duty_editor, live_from=clock.now() + timedelta(hours=1))
    page = f"/admin/articles/article/{article.pk}/change/"
    assert b'name="version" value="2"' in desk.get(page).content
    answer = desk.post(page, {"_verb": "recall", "version": "1"}, follow=True)
    assert "It is too late" in answer.content.decode()
    assert article.editions.get(number=2).recalled_at is None
    desk.post(page, {"_verb": "recall", "version": "2"})
    assert article.editions.get(number=2).recalled_at


def test_publishing_a_pulled_story_says_that_it_stays_pulled(desk, cast):
    article = make_live(cast, now=clock.now() - timedelta(hours=1))
    workflow.pull(article, by=cast.editor)
    workflow.save(article, by=cast.reporter, content=make_content(headline="Put right"))
    article.refresh_from_db()
    said = {"when": "now", "kind": "update", "revision": article.revision_number}
    answer = desk.post(f"/admin/articles/article/{article.pk}/publish/", said, follow=True)
    assert "the story stays pulled" in answer.content.decode()


def test_a_new_slug_touches_the_page_that_was_not_found_under_it(client, cast):
    client.force_login(cast.administrator)
    client.post("/admin/articles/contributor/add/", {"name": "New Name", "slug": "new-name", "kind": "person"})
    assert Change.objects.filter(tag=path_tag("/by/new-name/")).exists()


def test_a_notice_of_withdrawal_can_be_taken_away_too(client, cast):
    article = make_live(cast, now=clock.now() - timedelta(hours=1))
    workflow.withdraw(article, by=cast.duty_editor, note="It was not true of her.")
    client.force_login(cast.duty_editor)
    page = f"/admin/articles/article/{article.pk}/withdraw/"
    assert b'value="notice"' not in client.get(page).content
    answer = client.post(page, {"says": "nothing", "reason": "High Court"}, follow=True)
    assert "there is nothing here" in answer.content.decode()
    assert b"not true of her" not in client.get(article.addresses.get().key).content
