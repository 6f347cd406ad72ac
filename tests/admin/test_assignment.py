"""What a photographer is shown of a story they are to photograph: the assignment, and no word of the copy."""

import pytest

from articles import workflow
from newsroom.notices.models import Notice
from tests.makers import make_article

from .browsing import url


@pytest.fixture
def article(cast):
    article = make_article(by=cast.reporter, headline="Mayor takes bribes", body="<p>Secret words of the copy.</p>")
    return workflow.assign_photographer(article, by=cast.editor, to=cast.photographer)


def test_a_photographer_is_told_and_opens_what_they_are_to_bring(as_, cast, article):
    notice = Notice.objects.get(to=cast.photographer)
    assert (notice.kind, notice.about_kind) == ("assigned_photo", "assignment")
    client = as_(cast.photographer)
    assert article.slugline in client.get("/admin/notices/").content.decode()
    page = client.post(f"/admin/notices/{notice.pk}/open/", follow=True)
    assert page.redirect_chain[-1][0] == url("assignment", article)
    text = page.content.decode()
    assert "To photograph" in text and article.slugline in text and "Editor" in text


def test_no_word_of_the_copy_is_on_it_for_who_does_not_see_the_story(as_, cast, article):
    text = as_(cast.photographer).get(url("assignment", article)).content.decode()
    assert "Mayor takes bribes" not in text and "Secret words" not in text and url("change", article) not in text


def test_nobody_else_opens_it_and_it_ends_with_the_assignment(as_, cast, article):
    for person in (cast.stranger, cast.reporter, cast.editor):
        assert as_(person).get(url("assignment", article)).status_code in (302, 403, 404)
    workflow.assign_photographer(article, by=cast.editor, to=None)
    assert as_(cast.photographer).get(url("assignment", article)).status_code == 404
    assert article.slugline not in as_(cast.photographer).get("/admin/notices/").content.decode()


def test_of_a_restricted_story_they_are_shown_nothing(as_, cast, article):
    workflow.restrict(article, by=cast.duty_editor, people=[cast.duty_editor])
    assert as_(cast.photographer).get(url("assignment", article)).status_code == 404
