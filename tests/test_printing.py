"""Print: where a story stands, what its page has once that is sent, and when the web says something else."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from articles import workflow
from articles.models import Article, PrintUse
from articles.print_uses import drifted
from articles.working_copy import content_of
from newsroom import clock
from newsroom.record.models import LogEntry
from tests.makers import NOON, make_article, make_live

HOUR = timedelta(hours=1)
MONDAY = date(2026, 11, 23)


def make_sent(cast, article, now=NOON):
    workflow.plan_print(article, by=cast.editor, print_date=MONDAY, page="3", now=now)
    return workflow.send_to_print(article, by=cast.editor, print_date=MONDAY, now=now)


def changed(cast, article, now, **fields):
    content = replace(content_of(Article.objects.get(pk=article.pk)), **fields)
    workflow.save(article, by=cast.reporter, content=content, now=now)
    workflow.file(article, by=cast.reporter, now=now)
    return workflow.publish(article, by=cast.editor, now=now)


def drifts(at) -> list[str]:
    return [str(use.article) for use in drifted(Article.objects.all(), at)]


def test_a_story_is_planned_for_print_and_planned_otherwise(cast):
    article = make_article(by=cast.reporter, now=NOON)
    workflow.plan_print(article, by=cast.editor, print_date=MONDAY, page="3", headline="Wall", length=300, now=NOON)
    use = workflow.plan_print(article, by=cast.editor, print_date=MONDAY, page="5", now=NOON)
    assert (PrintUse.objects.get(), use.page, use.headline) == (use, "5", "")
    assert LogEntry.objects.first().verb == "plan_print"
    workflow.plan_print(article, by=cast.editor, print_date=MONDAY, drop=True, now=NOON)
    assert not PrintUse.objects.exists()


def test_a_print_edition_that_is_out_and_a_reporter_are_refused(cast):
    article = make_article(by=cast.reporter, now=NOON)
    with pytest.raises(workflow.Refused, match="is out"):
        workflow.plan_print(article, by=cast.editor, print_date=date(2026, 11, 21), now=NOON)
    with pytest.raises(workflow.NotAllowed):
        workflow.plan_print(article, by=cast.reporter, print_date=MONDAY, now=NOON)
    with pytest.raises(workflow.Refused, match="planned for no print edition"):
        workflow.send_to_print(article, by=cast.editor, print_date=MONDAY, now=NOON)


def test_sending_pins_the_words_and_is_a_second_pair_of_eyes(cast):
    article = make_article(by=cast.reporter, now=NOON)
    use = make_sent(cast, article)
    assert (use.sent_revision, use.sent_by, use.sent_page) == (1, cast.editor, "3")
    assert article.sign_offs.get().by == cast.editor
    with pytest.raises(workflow.Refused, match="sent already"):
        workflow.plan_print(article, by=cast.editor, print_date=MONDAY, drop=True, now=NOON)


def test_nobody_sends_their_own_unread_words(cast):
    article = make_article(by=cast.editor, now=NOON)
    with pytest.raises(workflow.Refused, match="Nobody else has read this text"):
        make_sent(cast, article)
    assert PrintUse.objects.get().sent_at is None


def test_what_is_held_goes_to_no_printer(cast):
    article = make_article(by=cast.reporter, now=NOON)
    workflow.hold(article, by=cast.editor, kind="legal", reason="The lawyer reads it.", now=NOON)
    with pytest.raises(workflow.Refused, match="The lawyer reads it"):
        make_sent(cast, article)


def test_a_blocked_name_in_the_print_headline_is_refused(cast):
    article = make_article(by=cast.reporter, now=NOON)
    workflow.block_names(article, by=cast.editor, names=["Jonas Brockley"], reason="Order.", now=NOON)
    workflow.plan_print(article, by=cast.editor, print_date=MONDAY, headline="Brockley trial: Jonas Brockley", now=NOON)
    with pytest.raises(workflow.Refused, match="blocked"):
        workflow.send_to_print(article, by=cast.editor, print_date=MONDAY, now=NOON)


def test_the_web_has_changed_since_the_page_was_sent_only_when_its_words_have(cast):
    article = make_live(cast, now=NOON - HOUR, slugline="wall")
    make_sent(cast, article)
    assert drifts(NOON + HOUR) == []
    changed(cast, article, NOON + HOUR, slug="another-slug")
    assert drifts(NOON + 2 * HOUR) == []
    changed(cast, article, NOON + 2 * HOUR, dek="Work begins in May.")
    assert drifts(NOON + 3 * HOUR) == ["wall"]
    make_sent(cast, article, now=NOON + 3 * HOUR)
    assert drifts(NOON + 4 * HOUR) == []


def test_a_story_that_was_withdrawn_has_changed_and_one_never_on_the_web_has_not(cast):
    article, printed = make_live(cast, now=NOON - HOUR, slugline="gone"), make_article(by=cast.reporter, now=NOON)
    for each in (article, printed):
        make_sent(cast, each)
    workflow.withdraw(article, by=cast.duty_editor, note="It was wrong.", now=NOON + HOUR)
    assert drifts(NOON + 2 * HOUR) == ["gone"]
    assert drifts(NOON + timedelta(days=4)) == []


def test_the_board_and_the_story_say_so_with_the_redline(client, cast, settings):
    settings.SECOND_FACTOR = False
    then, tomorrow = clock.now() - HOUR, clock.local_date(clock.now()) + timedelta(days=1)
    article = make_live(cast, now=then, slugline="wall")
    client.force_login(cast.editor)
    client.post(f"/admin/articles/article/{article.pk}/plan-print/", {"print_date": tomorrow, "page": "3"})
    use = PrintUse.objects.get()
    client.post(f"/admin/articles/article/{article.pk}/send-to-print/", {"use": use.pk, "revision": 1})
    PrintUse.objects.update(sent_at=then + timedelta(minutes=10))
    changed(cast, article, then + timedelta(minutes=20), dek="Work begins in May.")
    for address in ("/admin/", f"/admin/articles/article/{article.pk}/change/"):
        page = client.get(address).content.decode()
        assert "eb changed since page sent" in page
        assert f"/admin/articles/article/{article.pk}/history/compare/?from=revision%3A1" in page
    asked = {"from": "revision:1", "to": "readers"}
    page = client.get(f"/admin/articles/article/{article.pk}/history/compare/", asked).content.decode()
    assert "May" in page
