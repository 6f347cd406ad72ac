"""Signing off with a few words changed: one act, under a limit, never more than words, never by a lawyer."""

from dataclasses import replace
from datetime import timedelta

import pytest

from articles import workflow
from articles.eyes import typed_by
from articles.models import Revision, Section, SmallChange
from articles.workflow import NotAllowed, Refused
from articles.working_copy import content_of
from newsroom.notices.models import Notice
from newsroom.record.models import LogEntry
from tests.makers import make_article, make_content, make_photo, make_rule, make_tag, use_of

MINUTE = timedelta(minutes=1)
SLIP = "<p>The council meet on Monday. It voted on the harbour wall.</p>\n<p>The wall will be built by spring.</p>"
MENDED = SLIP.replace("meet", "met")


@pytest.fixture
def article(cast, noon):
    article = make_article(by=cast.reporter, now=noon, body=SLIP)
    return workflow.file(article, by=cast.reporter, now=noon)


def _sign(article, by, at, **changes):
    article.refresh_from_db()
    content = replace(content_of(article), **changes)
    return workflow.sign_off_with_changes(article, by=by, content=content, base=article.revision_number, now=at)


def test_one_act_keeps_the_change_and_the_yes(cast, noon, article):
    kept = _sign(article, cast.copy_editor, noon + MINUTE, body=MENDED)
    article.refresh_from_db()
    assert (article.stage, content_of(article).body, article.revision_number) == ("ready", MENDED, 2)
    change = SmallChange.objects.get(sign_off=kept)
    assert (change.from_revision, kept.revision_number, change.changed_words, change.most_words) == (1, 2, 2, 12)
    assert change.places == [{"place": "paragraph 1", "before": "meet", "after": "met"}]
    first, second = article.revisions.order_by("number")
    assert (change.words, kept.words) == (first.words, second.words)
    assert second.why == Revision.Why.SIGNED
    entry = LogEntry.objects.get(verb="sign_off_with_changes")
    assert '"changed_words":2' in entry.facts


def test_the_writer_is_told(cast, noon, article):
    _sign(article, cast.copy_editor, noon + MINUTE, body=MENDED)
    assert Notice.objects.get(kind="small_changes").to == cast.reporter


def test_such_a_text_counts_as_read(cast, noon, article):
    _sign(article, cast.copy_editor, noon + MINUTE, body=MENDED)
    edition = workflow.publish(article, by=cast.duty_editor, now=noon + 2 * MINUTE)
    assert (edition.eyes, edition.read_by) == ("read", cast.copy_editor)
    assert typed_by(cast.copy_editor, article) is None
    assert typed_by(cast.copy_editor, article, strictly=True).revision_number == 2


def test_over_the_limit_it_says_how_many_and_how_many_may_be(cast, noon, article):
    Section.objects.update(small_change_words=3)
    with pytest.raises(Refused, match=r"You changed 4 words, and 3 is the most that goes with a sign-off here"):
        _sign(article, cast.copy_editor, noon, body=SLIP.replace("meet on Monday", "met on Tuesday"))
    assert article.revisions.count() == 1
    assert not article.sign_offs.exists()


def test_small_changes_since_anothers_yes_count_together(cast, noon, article):
    Section.objects.update(small_change_words=3)
    _sign(article, cast.copy_editor, noon + MINUTE, body=MENDED)
    article.refresh_from_db()
    workflow.save(article, by=cast.reporter, content=replace(content_of(article), dek="New."), now=noon + 2 * MINUTE)
    with pytest.raises(
        Refused, match="You changed 2 words now and 2 since a colleague last read it, and 3 is the most"
    ):
        _sign(article, cast.copy_editor, noon + 3 * MINUTE, body=MENDED.replace("Monday", "Friday"))
    # What they did not type they may still read.
    workflow.sign_off(article, by=cast.copy_editor, now=noon + 3 * MINUTE)
    workflow.sign_off(article, by=cast.editor, now=noon + 4 * MINUTE)
    _sign(article, cast.copy_editor, noon + 5 * MINUTE, body=MENDED.replace("Monday", "Friday"))


def test_where_the_section_allows_none_it_says_so(cast, noon, article):
    Section.objects.update(small_change_words=0)
    with pytest.raises(Refused, match="This section allows no changes with a sign-off"):
        _sign(article, cast.copy_editor, noon, body=MENDED)


def test_nobody_signs_their_own_text_off_by_changing_a_word(cast, noon, article):
    workflow.save(article, by=cast.editor, content=replace(content_of(article), dek="Mine."), now=noon + MINUTE)
    with pytest.raises(Refused, match="You changed the words yourself"):
        _sign(article, cast.editor, noon + 2 * MINUTE, body=MENDED)
    with pytest.raises(NotAllowed, match="Reporter may not sign this story off with changes of your own"):
        _sign(article, cast.reporter, noon + 2 * MINUTE, body=MENDED)


def test_what_somebody_saved_in_between_is_not_signed(cast, noon, article):
    content = replace(content_of(article), body=MENDED)
    workflow.save(article, by=cast.reporter, content=replace(content_of(article), dek="Later."), now=noon + MINUTE)
    with pytest.raises(Refused, match=r"changed after you opened it \(now revision 2\)"):
        workflow.sign_off_with_changes(article, by=cast.editor, content=content, base=1, now=noon + 2 * MINUTE)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({}, "You changed nothing"),
        ({"kind": "opinion"}, "not the byline, the date, the tags or where it stands"),
        ({"bylines": ()}, "not the byline"),
        ({"body": SLIP.replace("Monday", '<a href="https://example.org/">Monday</a>')}, "not a link"),
    ],
)
def test_only_words_go_with_a_sign_off(cast, noon, article, change, sentence):
    with pytest.raises(Refused, match=sentence):
        _sign(article, cast.copy_editor, noon, **change)


def test_a_photo_cannot_be_taken_out_but_its_caption_mended(cast, noon):
    photo = make_photo(by=cast.photographer)
    article = make_article(by=cast.reporter, now=noon, photos=(use_of(photo, caption="A wal."),))
    workflow.file(article, by=cast.reporter, now=noon)
    with pytest.raises(Refused, match="not which photos there are"):
        _sign(article, cast.copy_editor, noon, photos=())
    kept = _sign(article, cast.copy_editor, noon, photos=(use_of(photo, caption="A wall."),))
    assert kept.small_change.places == [{"place": "caption of photo 1", "before": "wal", "after": "wall"}]


def test_a_lawyers_yes_changes_nothing(cast, noon, article):
    cast.editor.groups.add(*cast.lawyer.groups.all())
    editor = type(cast.editor).objects.get(pk=cast.editor.pk)
    content = replace(content_of(article), body=MENDED)
    with pytest.raises(Refused, match="A lawyer’s yes is to the text as it is"):
        workflow.sign_off_with_changes(article, by=editor, content=content, base=1, capacity="legal", now=noon)
    _sign(article, editor, noon + MINUTE, body=MENDED)
    with pytest.raises(Refused, match="You changed the words yourself"):
        workflow.sign_off(article, by=editor, capacity="legal", now=noon + 2 * MINUTE)


def test_it_voids_the_yes_of_others_and_tells_them(cast, noon, article):
    make_rule("editor")
    make_rule("copy_desk", turn=2)
    workflow.sign_off(article, by=cast.editor, now=noon)
    kept = _sign(article, cast.copy_editor, noon + MINUTE, body=MENDED)
    assert (kept.capacity, kept.article.stage) == ("copy_desk", "in_review")
    assert Notice.objects.get(kind="sign_off_void").to == cast.editor
    workflow.sign_off(article, by=cast.editor, now=noon + 2 * MINUTE)
    article.refresh_from_db()
    assert article.stage == "ready"


def test_a_redaction_reaches_the_pieces_in_its_redline(cast, noon):
    body = "<p>Person Showm was there. It rained.</p>"
    article = make_article(by=cast.reporter, now=noon, body=body, tags=(str(make_tag().uid),))
    workflow.file(article, by=cast.reporter, now=noon)
    kept = _sign(article, cast.copy_editor, noon, body=body.replace("Showm", "Shown"))
    workflow.redact(
        article, by=cast.duty_editor, words=["Person Shown", "Person Showm"], reason="An order.", now=noon + MINUTE
    )
    change = SmallChange.objects.get(sign_off=kept)
    assert "Show" not in change.redline
    assert change.redacted_at == noon + MINUTE
    assert change.words == article.revisions.get(number=1).words


def test_the_same_text_is_no_change(cast, noon, article):
    with pytest.raises(Refused, match="You changed nothing"):
        workflow.sign_off_with_changes(article, by=cast.editor, content=make_content(body=SLIP), base=1, now=noon)
