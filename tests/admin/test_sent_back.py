"""What a writer reads first when a story comes back."""

from articles import workflow
from tests.admin.browsing import url
from tests.makers import make_article


def _sent_back(cast):
    article = make_article(by=cast.reporter)
    workflow.file(article, by=cast.reporter)
    workflow.send_back(article, by=cast.editor, reason="Ask the harbour master too.")
    return article


def _on_top(client, article) -> str:
    page = client.get(url("change", article)).content.decode()
    return page.partition('id="story-form"')[0]


def test_the_reasons_stand_above_the_story(as_, cast):
    assert "Ask the harbour master too." in _on_top(as_(cast.reporter), _sent_back(cast))


def test_they_go_when_it_is_filed_again(as_, cast):
    article = _sent_back(cast)
    workflow.file(article, by=cast.reporter)
    assert "Ask the harbour master too." not in _on_top(as_(cast.reporter), article)


def test_one_more_reason_is_asked_for_without_losing_what_was_said(as_, cast):
    article = make_article(by=cast.reporter)
    workflow.file(article, by=cast.reporter)
    client, reasons = as_(cast.editor), {"reason": "Ask.", "reason-2": "Date?", "reason-3": "", "_more": "1"}
    begun = client.get(url("send_back", article)).content.decode()
    assert 'name="reason"' in begun and 'name="reason-2"' not in begun and "One more reason" in begun
    page = client.post(url("send_back", article), reasons).content.decode()
    assert 'name="reason-4"' in page and "Date?" in page and 'role="alert"' not in page
    said = {"reason": "Ask.", **{f"reason-{number}": f"Reason {number}" for number in range(2, 6)}}
    client.post(url("send_back", article), said)
    assert article.notes.count() == 5
