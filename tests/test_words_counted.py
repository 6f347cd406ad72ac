"""The length of a story, counted by the verbs: the story list loads no bodies."""

from dataclasses import replace

from articles import workflow
from articles.working_copy import content_of
from tests.makers import make_article


def _words(article) -> int:
    article.refresh_from_db()
    return article.words


def test_a_story_begins_with_its_words_counted(cast):
    assert _words(make_article(by=cast.reporter, body="<p>One two three.</p>\n<p>Four.</p>")) == 4


def test_a_save_counts_them_anew(cast):
    article = make_article(by=cast.reporter)
    content = replace(content_of(article), body="<p>Two words.</p>")
    workflow.save(article, by=cast.reporter, content=content)
    assert _words(article) == 2


def test_going_back_counts_what_it_went_back_to(cast):
    article = make_article(by=cast.reporter, body="<p>One two three.</p>")
    workflow.save(article, by=cast.reporter, content=replace(content_of(article), body="<p>Two words.</p>"))
    workflow.go_back(article, by=cast.reporter, to=article.revisions.get(number=1), reason="better")
    assert _words(article) == 3


def test_a_redaction_counts_what_is_left(cast):
    article = make_article(by=cast.reporter, body="<p>Ask Nobody Atall today.</p>")
    before = _words(article)
    workflow.redact(article, by=cast.duty_editor, words=["Nobody Atall"], reason="an order")
    assert _words(article) < before
