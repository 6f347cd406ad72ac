"""Any order of edits and sign-offs by anybody: what goes out as read was read by another than who typed it.

The oracle knows nothing of digests and revisions. Every word typed is one of a kind; it knows who brought it in, and
who said yes to a text that had it.
"""

from dataclasses import replace
from datetime import timedelta

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import workflow
from articles.body import plain
from articles.models import Section, SignOff
from articles.needed import missing, needed_by
from articles.workflow import Refused
from articles.working_copy import content_of
from tests.makers import NOON, make_article, make_rule

LIMIT = 5
PEOPLE = ["reporter", "copy_editor", "editor", "duty_editor", "lawyer"]
STEPS = ["type", "type", "strike", "go_back", "file", "sign_off", "sign_off", "small", "small", "send_back", "publish"]


class Oracle:
    """Who brought each word in, whether with a small change, and whether anybody else said yes to it."""

    def __init__(self):
        self.owner, self.small, self.read, self.there, self.signed = {}, {}, set(), [], 0

    def typed(self, by, body: str, *, small: bool = False) -> None:
        words = plain(body).replace(".", "").split()
        for word in set(words) - set(self.there):
            self.owner[word], self.small[word] = by.pk, small
            self.read.discard(word)
        self.there = words

    def heard(self, article) -> None:
        """Take in the sign-offs since the last step; a lawyer's is no reading."""
        for yes in SignOff.objects.filter(article=article, pk__gt=self.signed).order_by("pk"):
            self.signed = yes.pk
            if yes.capacity != "legal":
                self.read |= {word for word in self.there if self.owner[word] != yes.by_id}

    def must_hold_of(self, edition) -> None:
        words = plain(edition.content.body).replace(".", "").split()
        unread = [word for word in words if word not in self.read]
        assert all(self.small[word] for word in unread), unread
        assert len(unread) <= LIMIT, unread


def _changed(draw, body: str, new: list[str]) -> str:
    words = plain(body).replace(".", "").split()
    at = draw(st.integers(0, len(words)))
    words[at:at] = new
    return f"<p>{' '.join(words)}.</p>"


def _struck(draw, body: str) -> str:
    words = plain(body).replace(".", "").split()
    if len(words) > 1:
        words.pop(draw(st.integers(0, len(words) - 1)))
    return f"<p>{' '.join(words)}.</p>"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_goes_out_as_read_was_read_by_another_than_who_typed_it(cast, data):
    with transaction.atomic():
        draw, at, number, oracle = data.draw, NOON, 1, Oracle()
        article = make_article(by=cast.reporter, body="<p>w0 w1.</p>")
        Section.objects.update(small_change_words=LIMIT)
        for capacity in draw(st.sets(st.sampled_from(["copy_desk", "editor", "legal"]), max_size=2)):
            make_rule(capacity, turn=draw(st.integers(1, 2)))
        oracle.typed(cast.reporter, content_of(article).body)
        for _turn in range(draw(st.integers(6, 22))):
            at += timedelta(seconds=9)
            step, by = draw(st.sampled_from(STEPS)), getattr(cast, draw(st.sampled_from(PEOPLE)))
            article.refresh_from_db()
            content = content_of(article)
            new = [f"w{number + n + 1}" for n in range(draw(st.integers(1, 3)))]
            number += len(new)
            try:
                if step in {"type", "strike"}:
                    body = _changed(draw, content.body, new) if step == "type" else _struck(draw, content.body)
                    workflow.save(article, by=by, content=replace(content, body=body), now=at)
                elif step == "go_back":
                    to = draw(st.sampled_from(list(article.revisions.all())))
                    workflow.go_back(article, by=by, to=to, now=at)
                elif step == "small":
                    body = _changed(draw, content.body, new)
                    said = {"content": replace(content, body=body), "base": article.revision_number}
                    workflow.sign_off_with_changes(article, by=by, now=at, **said)
                elif step == "publish":
                    edition = workflow.publish(article, by=by, now=at)
                    oracle.heard(article)
                    assert edition.eyes == "read"
                    oracle.must_hold_of(edition)
                    assert missing(needed_by(article, edition.content)) == []
                    continue
                elif step == "send_back":
                    workflow.send_back(article, by=by, reason="Who says?", now=at)
                else:
                    getattr(workflow, step)(article, by=by, now=at)
            except Refused:
                continue
            article.refresh_from_db()
            oracle.typed(by, content_of(article).body, small=step == "small")
            oracle.heard(article)
        transaction.set_rollback(True)
