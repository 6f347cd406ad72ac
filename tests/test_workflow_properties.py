"""Any verbs in any order by anybody: what must always hold of editions holds, and every refusal is a sentence."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import workflow
from articles.audit import broken_chains
from articles.models import Edition
from articles.querysets import ReadersHave, readers_have
from articles.workflow import Refused
from newsroom.record.seals import broken_log
from tests.makers import NOON, make_article, make_content, make_live

PEOPLE = st.sampled_from(["reporter", "copy_editor", "editor", "duty_editor", "duty_editor", "administrator"])
KINDS = st.sampled_from(["", "update", "minor_fix", "correction", "clarification", "retraction", "migrated"])
AHEAD = st.sampled_from([None, 1, 60, 600])


def _save(article, by, at, draw):
    words = draw(st.sampled_from(["One", "Two", "Three XX"]))
    workflow.save(article, by=by, content=make_content(headline=words), now=at)


def _publish(article, by, at, draw):
    ahead = draw(AHEAD)
    live_from = at + timedelta(seconds=ahead) if ahead else None
    workflow.publish(article, by=by, kind=draw(KINDS), note=draw(st.sampled_from(["", "It was wrong."])),
                     live_from=live_from, now=at)  # fmt: skip


def _publish_alone(article, by, at, draw, cast):
    workflow.publish_alone(
        article, by=by, reason="breaking", reader=cast.copy_editor, read_after=at + timedelta(hours=1), now=at
    )


def _embargo(article, by, at, draw):
    ahead = draw(AHEAD)
    workflow.embargo(article, by=by, until=at + timedelta(seconds=ahead) if ahead else None, now=at)


def _lift(article, by, at, draw):
    for held in article.holds.filter(lifted_at=None):
        workflow.lift(held, by=by, now=at)


STEPS = {
    "save": _save,
    "publish": _publish,
    "embargo": _embargo,
    "lift": _lift,
    "file": lambda a, by, at, draw: workflow.file(a, by=by, now=at),
    "send_back": lambda a, by, at, draw: workflow.send_back(a, by=by, reason="Who says?", now=at),
    "sign_off": lambda a, by, at, draw: workflow.sign_off(a, by=by, now=at),
    "recall": lambda a, by, at, draw: workflow.recall(a, by=by, now=at),
    "pull": lambda a, by, at, draw: workflow.pull(a, by=by, now=at),
    "restore": lambda a, by, at, draw: workflow.restore(a, by=by, now=at),
    "withdraw": lambda a, by, at, draw: workflow.withdraw(a, by=by, note="Not true.", now=at),
    "reinstate": lambda a, by, at, draw: workflow.reinstate(a, by=by, note="It stands.", now=at),
    "retract": lambda a, by, at, draw: workflow.retract(a, by=by, note="Not stood by.", now=at),
    "hold": lambda a, by, at, draw: workflow.hold(a, by=by, kind="legal", reason="Wait.", now=at),
    "spike": lambda a, by, at, draw: workflow.spike(a, by=by, now=at),
    "revive": lambda a, by, at, draw: workflow.revive(a, by=by, now=at),
}


def _always(article, at) -> None:
    """Assert what must hold after every step."""
    editions = Edition.objects.filter(article=article)
    assert editions.standing_at(at).count() <= 1
    assert editions.ahead(at).count() <= 1
    for edition in editions.select_related("words"):
        assert edition.recalled_at is None or edition.recalled_at < edition.live_from
        if edition.shows == Edition.Shows.TEXT:
            assert edition.eyes in {Edition.Eyes.READ, Edition.Eyes.UNREAD}
            assert "XX" not in edition.content.headline
        if edition.eyes == Edition.Eyes.READ and edition.kind != Edition.Kind.RETRACTION:
            assert edition.read_by is not None
        if edition.eyes == Edition.Eyes.UNREAD and edition.kind != Edition.Kind.RETRACTION:
            assert edition.reading_owed.reader_id != edition.issued_by_id
    have = readers_have(article, at)
    live = editions.live(at).exists()
    assert live == (have in {ReadersHave.LIVE, ReadersHave.RETRACTED})
    article.refresh_from_db()
    if article.stage == "spiked":
        assert have == ReadersHave.UNPUBLISHED


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_order_of_verbs_breaks_what_must_hold(cast, data):
    with transaction.atomic():
        begun = data.draw(st.booleans())
        article = make_live(cast, now=NOON - timedelta(hours=1)) if begun else make_article(by=cast.reporter)
        at = NOON
        names = st.sampled_from(["publish_alone", *STEPS])
        for _turn in range(data.draw(st.integers(5, 18))):
            at += timedelta(seconds=data.draw(st.sampled_from([0, 3, 8, 90])), microseconds=1)
            name, by = data.draw(names), getattr(cast, data.draw(PEOPLE))
            try:
                if name == "publish_alone":
                    _publish_alone(article, by, at, data.draw, cast)
                else:
                    STEPS[name](article, by, at, data.draw)
            except Refused as refused:
                assert str(refused).strip().endswith((".", "”", ")")), refused
            _always(article, at)
        assert [*broken_chains(), *broken_log()] == []
        transaction.set_rollback(True)


@pytest.mark.parametrize("number", range(3))
def test_a_withdrawn_or_corrected_text_never_returns_by_itself(cast, noon, number):
    """Whatever is scheduled, what was issued before its minute stays until somebody acts."""
    article = make_article(by=cast.reporter)
    workflow.publish(article, by=cast.editor, now=noon)
    workflow.save(article, by=cast.reporter, content=make_content(headline="Scheduled"), now=noon)
    at = noon + timedelta(minutes=1)
    workflow.publish(article, by=cast.editor, live_from=at + timedelta(hours=1 + number), now=at)
    workflow.withdraw(article, by=cast.duty_editor, note="Not true.", now=at + timedelta(minutes=1))
    for hours in range(1, 50):
        standing = Edition.objects.standing_at(at + timedelta(hours=hours)).get(article=article)
        assert standing.kind == Edition.Kind.WITHDRAWAL
