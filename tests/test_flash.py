"""Flash: a headline and one sentence at once, labelled until the next update."""

from datetime import timedelta

import pytest

from articles import workflow
from articles.audit import broken_chains
from articles.models import Article, Edition, ReadAfter
from articles.workflow import NotAllowed, Refused
from articles.workflow.chain import edition_digest
from newsroom.record.models import LogEntry
from tests.makers import make_content, make_contributor, make_live, make_section

SECOND = timedelta(seconds=1)


def _flash(cast, noon, **said):
    defaults = {
        "by": cast.duty_editor,
        "headline": "Fire at the mill",
        "sentence": "Firefighters are at Pells Mill",
        "section": make_section(),
        "byline": make_contributor(),
        "reader": cast.editor,
        "read_after": noon + timedelta(hours=1),
        "now": noon,
    }
    return workflow.flash(**{**defaults, **said})


def test_it_is_live_in_seven_seconds_unread_as_breaking_and_says_that_more_follows(cast, noon):
    edition = _flash(cast, noon)
    assert edition.live_from == noon + 7 * SECOND
    assert (edition.eyes, edition.unread_reason, edition.more_follows) == ("unread", "breaking", True)
    assert edition.content.body == "<p>Firefighters are at Pells Mill.</p>"
    assert ReadAfter.objects.get().reader == cast.editor
    assert [entry.verb for entry in LogEntry.objects.order_by("number")][-2:] == ["begin", "publish_alone"]


def test_it_is_no_more_than_what_was_typed(cast, noon):
    edition = _flash(cast, noon, sentence="<b>5 < 6</b> & “so on”.")
    assert edition.content.body == "<p>&lt;b&gt;5 &lt; 6&lt;/b&gt; &amp; “so on”.</p>"


def test_whoever_may_not_publish_alone_may_not_flash_and_nothing_is_begun(cast, noon):
    with pytest.raises(NotAllowed, match="Editor may not send a flash"):
        _flash(cast, noon, by=cast.editor)
    assert not Article.objects.exists()


def test_what_is_refused_leaves_nothing_behind(cast, noon):
    with pytest.raises(Refused, match="Name the colleague who reads it after"):
        _flash(cast, noon, reader=None)
    with pytest.raises(Refused, match="Write the headline"):
        _flash(cast, noon, headline=" ")
    with pytest.raises(Refused, match="“XX” stands in"):
        _flash(cast, noon, sentence="XX people are hurt.")
    assert not Article.objects.exists()


def test_the_label_falls_off_at_the_next_update_and_not_at_a_minor_fix(cast, noon):
    article = _flash(cast, noon).article
    later = noon + timedelta(minutes=5)
    for kind, kept in (("minor_fix", True), ("correction", True), ("update", False)):
        content = make_content(headline=f"After a {kind}", tags=())
        workflow.save(article, by=cast.duty_editor, content=content, now=later)
        said = {"kind": kind, "note": "It was wrong.", "not_a_correction": kind == "minor_fix"}
        edition = workflow.publish(article, by=cast.editor, **said, now=later)
        assert edition.more_follows is kept, kind
        later += timedelta(minutes=5)


def test_the_label_is_covered_by_the_digest_and_older_versions_keep_theirs(cast, noon):
    plain = make_live(cast, now=noon).editions.get()
    assert edition_digest(plain) == plain.digest
    flashed = _flash(cast, noon)
    Edition.objects.filter(pk=flashed.pk).update(more_follows=False)
    assert edition_digest(Edition.objects.get(pk=flashed.pk)) != flashed.digest
    assert list(broken_chains())


def test_undo_leaves_readers_nothing_and_the_flash_as_a_draft(cast, noon):
    edition = _flash(cast, noon)
    workflow.recall(edition.article, by=cast.duty_editor, now=noon + 3 * SECOND)
    assert not Edition.objects.standing_at(noon + timedelta(days=1)).exists()
    edition.article.refresh_from_db()
    assert edition.article.stage == "draft"
