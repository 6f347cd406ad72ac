"""Four reporters who post at the same moment: everything is posted, once, and nobody is asked to merge."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection

from articles import workflow
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
