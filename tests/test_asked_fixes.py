"""Asking a colleague to read a fix of what readers have: who publishes it, whose eyes it had, who is told."""

from dataclasses import replace
from datetime import timedelta

import pytest

from articles import workflow
from articles.asked_fixes import as_asked, text_of
from articles.eyes import typed_by
from articles.models import Article, AskedFix, Edition, SignOffRule
from articles.workflow import NotAllowed, Refused
from articles.working_copy import content_of
from newsroom.notices.models import Notice
from newsroom.record.models import LogEntry
from tests.makers import make_live

BODY = "<p>The fire hurt 34 people.</p>\n<p>Nobody knows why it burned.</p>"
MENDED = BODY.replace("34", "43")
HOUR = timedelta(hours=1)


@pytest.fixture
def live(cast, noon):
    return make_live(cast, now=noon - HOUR, body=BODY, headline="Fire at the mill")


def ask(live, by, now, **said):
    content = replace(standing(live).content, body=said.pop("body", MENDED))
    said = {"kind": "correction", "note": "It was 43.", "edition": standing(live).number} | said
    return workflow.ask_for_fix(live, by=by, content=content, now=now, **said)


def issue(asked, by, now, **said):
    article = Article.objects.get(pk=asked.article_id)
    about = {"kind": asked.kind, "note": asked.note, "edition": standing(article).number, "asked": asked}
    return workflow.fix_live(article, by=by, content=text_of(asked), now=now, **about | said)


def standing(article) -> Edition:
    return article.editions.filter(recalled_at=None).latest("live_from")


def test_readers_have_nothing_of_it_and_whoever_was_asked_is_told(cast, noon, live):
    asked = ask(live, cast.editor, noon, reader=cast.duty_editor)
    assert live.editions.count() == 1 and asked.settled_at is None
    assert content_of(Article.objects.get(pk=live.pk)).body == BODY
    notice = Notice.objects.get(kind="fix_asked")
    assert (notice.to, notice.by, notice.anchor) == (cast.duty_editor, cast.editor, "asked-fixes")
    assert LogEntry.objects.get(verb="ask_for_fix").by_id == cast.editor.pk


def test_published_as_it_was_asked_it_is_read_by_who_publishes_it(cast, noon, live):
    asked = ask(live, cast.copy_editor, noon)
    fixed = issue(asked, cast.editor, noon)
    edition = fixed.edition
    assert (edition.eyes, edition.read_by, edition.issued_by) == ("read", cast.editor, cast.editor)
    assert edition.content.body == MENDED and edition.words.public_note == "It was 43."
    asked.refresh_from_db()
    assert (asked.answer, asked.settled_by) == ("issued", cast.editor)
    assert Notice.objects.get(kind="fix_issued").to == cast.copy_editor


def test_whoever_asked_typed_it_and_whoever_published_it_did_not(cast, noon, live):
    issue(ask(live, cast.copy_editor, noon), cast.editor, noon)
    assert typed_by(cast.editor, live) is None
    assert set(live.revisions.filter(why__in=["fixed", "taken_in"]).values_list("by", flat=True)) == {
        cast.copy_editor.pk
    }


def test_what_is_changed_in_it_nobody_else_has_read(cast, noon, live):
    asked = ask(live, cast.copy_editor, noon)
    other = replace(standing(live).content, body=BODY.replace("34", "44"))
    with pytest.raises(Refused, match="Nobody else has read what you typed"):
        workflow.fix_live(
            live, by=cast.editor, content=other, edition=1, kind="correction", note="It was 44.", asked=asked, now=noon
        )
    asked.refresh_from_db()
    assert asked.settled_at is None and live.editions.count() == 1


def test_nobody_reads_what_they_asked_for_themselves(cast, noon, live):
    asked = ask(live, cast.editor, noon)
    with pytest.raises(Refused, match="Nobody else has read what you typed"):
        issue(asked, cast.editor, noon)


def test_whoever_issued_what_nobody_read_is_no_second_pair_of_eyes_for_it(cast, noon, live):
    slip = replace(standing(live).content, body=BODY.replace("Nobody", "No one"))
    workflow.fix_live(
        live, by=cast.duty_editor, content=slip, edition=1, kind="update", reason="error",
        reader=cast.editor, read_after=noon + HOUR, now=noon - HOUR / 2,
    )  # fmt: skip
    asked = ask(live, cast.editor, noon, body=slip.body.replace("34", "43"))
    due = {"reason": "error", "reader": cast.copy_editor, "read_after": noon + HOUR}
    assert issue(asked, cast.duty_editor, noon, **due).edition.eyes == "unread"


def test_put_into_a_newer_version_it_is_still_what_was_asked(cast, noon, live):
    asked = ask(live, cast.copy_editor, noon - HOUR / 2)
    draft = replace(content_of(live), body=BODY.replace("Nobody knows", "An inquiry asks"))
    workflow.save(live, by=cast.reporter, content=draft, now=noon - HOUR / 3)
    workflow.publish(live, by=cast.duty_editor, now=noon - HOUR / 4)
    content = as_asked(asked, standing(live))
    assert "43 people" in content.body and "An inquiry asks" in content.body
    said = {"edition": 2, "kind": "correction", "note": asked.note, "asked": asked}
    fixed = workflow.fix_live(live, by=cast.editor, content=content, now=noon, **said)
    assert (fixed.edition.eyes, fixed.edition.read_by) == ("read", cast.editor)


def test_what_a_section_asks_for_is_given_by_who_may(cast, noon):
    live = make_live(cast, now=noon - HOUR, body=BODY)
    SignOffRule.objects.create(section=live.section, capacity="editor", parts="words")
    edition = issue(ask(live, cast.copy_editor, noon), cast.editor, noon).edition
    assert edition.eyes == "read"
    assert live.sign_offs.filter(capacity="editor", by=cast.editor).exists()


def test_it_is_sent_back_with_what_is_wrong_and_taken_back_without_a_word(cast, noon, live):
    asked = ask(live, cast.copy_editor, noon)
    with pytest.raises(Refused, match="Say what is wrong with it"):
        workflow.send_fix_back(asked, by=cast.editor, now=noon)
    workflow.send_fix_back(asked, by=cast.editor, why="It was 44.", now=noon)
    notice = Notice.objects.get(kind="fix_sent_back")
    assert (notice.to, notice.words) == (cast.copy_editor, "It was 44.")
    again = ask(live, cast.copy_editor, noon)
    assert workflow.send_fix_back(again, by=cast.copy_editor, now=noon).answer == "taken_back"
    with pytest.raises(Refused, match="does not wait any more"):
        issue(again, cast.editor, noon)


def test_asking_anew_replaces_what_the_same_person_asked(cast, noon, live):
    first = ask(live, cast.copy_editor, noon)
    other = ask(live, cast.editor, noon)
    ask(live, cast.copy_editor, noon, body=BODY.replace("34", "44"))
    first.refresh_from_db()
    other.refresh_from_db()
    assert (first.answer, other.answer) == ("replaced", "")


def test_only_what_could_be_published_can_be_asked_and_only_of_who_may(cast, noon, live):
    with pytest.raises(Refused, match="needs a note"):
        ask(live, cast.editor, noon, note="")
    with pytest.raises(Refused, match="Reporter may not publish this story"):
        ask(live, cast.editor, noon, reader=cast.reporter)
    with pytest.raises(Refused, match="Ask a colleague"):
        ask(live, cast.editor, noon, reader=cast.editor)
    with pytest.raises(NotAllowed):
        ask(live, cast.reporter, noon)
    assert not AskedFix.objects.exists() and not LogEntry.objects.filter(verb="ask_for_fix").exists()
