"""Four reporters who post at the same moment, and a desk at work: everything is posted, once, and nobody merges."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection

from articles import workflow
from articles.audit import broken_chains
from articles.models import LiveEntry
from articles.workflow import Said
from tests.makers import NOON, make_contributor, make_live, make_people

WRITERS, EACH = 4, 5


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_four_who_post_at_once_all_post_and_never_meet_a_merge():
    roles = {f"writer {number}": "reporter" for number in range(WRITERS)}
    people = make_people({"reporter": "reporter", "editor": "editor", **roles})
    cast = SimpleNamespace(reporter=people["reporter"], editor=people["editor"])
    story = make_live(cast, now=NOON)
    opened = NOON + timedelta(minutes=1)
    workflow.open_live(story, by=cast.editor, now=opened)
    writers = [people[name] for name in roles]
    for writer in writers:
        workflow.let_post(story, by=cast.editor, user=writer, reader=cast.editor, now=opened)
    byline = make_contributor()

    def post_all(writer):
        try:
            for number in range(EACH):
                token = uuid.uuid4()
                said = Said(f"{writer} says {number}", byline=byline)
                # As a phone does that did not hear the answer.
                for _time in range(2):
                    workflow.post(story, by=writer, said=said, token=token, now=opened + timedelta(seconds=number))
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(post_all, writers))
    entries = LiveEntry.objects.order_by("number").select_related("article")
    assert len({entry.number for entry in entries}) == WRITERS * EACH
    for writer in writers:
        mine = [entry.article.body for entry in entries if entry.article.created_by_id == writer.pk]
        assert mine == [f"<p>{writer} says {number}</p>" for number in range(EACH)]


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_four_who_post_while_the_desk_approves_pins_and_pauses_lose_nothing():
    """Whatever a pause stops is refused in a sentence; all else is posted once, and no two entries share a number."""
    roles = {f"writer {number}": "reporter" for number in range(WRITERS)}
    people = make_people({"reporter": "reporter", "second": "reporter", "editor": "editor", "duty": "editor", **roles})
    cast = SimpleNamespace(reporter=people["reporter"], editor=people["editor"])
    story = make_live(cast, now=NOON)
    opened = NOON + timedelta(minutes=1)
    workflow.open_live(story, by=cast.editor, now=opened)
    writers = [people[name] for name in roles]
    for writer in writers:
        workflow.let_post(story, by=cast.editor, user=writer, reader=cast.editor, now=opened)
    byline = make_contributor()
    queued = [
        workflow.queue_entry(
            story, by=people["second"], said=Said(f"Queued {number}", byline=byline), token=uuid.uuid4(), now=opened
        ).article
        for number in range(EACH)
    ]

    def post_all(writer):
        sent, refused = [], []
        try:
            for number in range(EACH):
                said = Said(f"{writer} says {number}", byline=byline)
                try:
                    workflow.post(story, by=writer, said=said, token=uuid.uuid4(), now=opened + timedelta(minutes=1))
                    sent.append(said.body)
                except workflow.Refused as wrong:
                    refused.append(str(wrong))
        finally:
            connection.close()
        return sent, refused

    def desk():
        try:
            for number, entry in enumerate(queued):
                at = opened + timedelta(minutes=2, seconds=3 * number)
                workflow.approve_entry(entry, by=people["duty"], revision=1, now=at)
                workflow.pin_entry(story, by=cast.editor, entry=entry, now=at + timedelta(seconds=1))
                workflow.pause_live(story, by=cast.editor, now=at + timedelta(seconds=1))
                workflow.resume_live(story, by=cast.editor, now=at + timedelta(seconds=2))
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS + 1) as pool:
        posting = [pool.submit(post_all, writer) for writer in writers]
        pool.submit(desk).result()
        outcomes = [each.result() for each in posting]
    sent = [body for bodies, _refused in outcomes for body in bodies]
    refused = [sentence for _sent, sentences in outcomes for sentence in sentences]
    assert len(sent) + len(refused) == WRITERS * EACH
    assert all("Posting is paused" in sentence for sentence in refused)
    entries = LiveEntry.objects.exclude(number=None).select_related("article")
    assert sorted(entry.article.body for entry in entries) == sorted(
        [*sent, *(f"<p>Queued {number}</p>" for number in range(EACH))]
    )
    assert not list(broken_chains())
