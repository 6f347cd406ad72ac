"""Who needs a photo and a story locks the photo first: nobody waits for somebody who waits for them."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import connection, transaction

from articles import workflow
from articles.models import Article
from media import rights
from media.models import Photo
from tests.conftest import NOON
from tests.makers import make_article, make_live, make_photo, use_of

LATER = NOON + timedelta(hours=1)

pytestmark = [
    pytest.mark.django_db(transaction=True, databases="__all__"),
    pytest.mark.skipif(
        "connection.vendor != 'postgresql'", reason="SQLite has one writer at a time, and no such locks"
    ),
]


@pytest.fixture
def photo(cast):
    return make_photo(by=cast.photographer)


@pytest.fixture
def story(cast, photo):
    return make_live(cast, photos=(use_of(photo),))


def somewhere_else(done: list, work) -> threading.Thread:
    """Do it in a connection of its own; what it returns, or its error, is put on the list."""

    def run():
        try:
            done.append(work())
        except Exception as error:
            done.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def until_somebody_waits_for_a_lock() -> None:
    for _ in range(300):
        with connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    raise AssertionError("Nobody waits for a lock.")


def test_redacting_waits_for_a_photo_without_holding_its_story(cast, story, photo):
    done = []
    with transaction.atomic():
        Photo.objects.select_for_update(no_key=True).get(pk=photo.pk)
        said = {"words": ["harbour wall"], "reason": "An order."}
        thread = somewhere_else(done, lambda: workflow.redact(story, by=cast.duty_editor, **said))
        until_somebody_waits_for_a_lock()
        # What changes a photo's rights goes on to the stories planned with it.
        Article.objects.select_for_update(nowait=True).get(pk=story.pk)
    thread.join(timeout=30)
    assert isinstance(done[0], workflow.redacting.Redacted), done


def test_a_lease_that_ends_while_its_story_is_redacted_ends_both(cast, story, photo):
    done = []
    said = {"words": ["harbour wall"], "reason": "An order."}
    threads = [
        somewhere_else(done, lambda: workflow.redact(story, by=cast.duty_editor, **said)),
        somewhere_else(done, lambda: rights.edit_photo(photo, by=cast.photo_editor, credit_line="Agency/Gazette")),
    ]
    for thread in threads:
        thread.join(timeout=60)
    assert len(done) == 2 and not [each for each in done if isinstance(each, Exception)], done


def test_key_points_that_are_set_while_their_live_story_is_redacted_wait_for_it(cast, story):
    workflow.open_live(story, by=cast.editor)
    said = {"by": cast.editor, "reader": cast.duty_editor}
    workflow.set_key_points(story, points=["The harbour wall stands"], version=0, **said)
    done = []
    threads = [
        somewhere_else(
            done, lambda: workflow.redact(story, by=cast.duty_editor, words=["harbour wall"], reason="An order.")
        ),
        somewhere_else(done, lambda: workflow.set_key_points(story, points=["It rains"], version=1, **said)),
    ]
    for thread in threads:
        thread.join(timeout=60)
    assert len(done) == 2 and not [each for each in done if isinstance(each, Exception)], done
    points = story.live_story.entries.get().article
    assert not points.revisions.filter(text__contains="harbour wall").exists()


def test_a_story_is_issued_with_a_photo_whose_rights_somebody_changes(cast, photo):
    story = make_article(by=cast.reporter, photos=(use_of(photo),))
    workflow.file(story, by=cast.reporter, now=NOON)
    done = []
    with transaction.atomic():
        Photo.objects.select_for_update(no_key=True).get(pk=photo.pk)
        thread = somewhere_else(done, lambda: workflow.publish(story, by=cast.editor, now=LATER))
        thread.join(timeout=60)
        assert done and not isinstance(done[0], Exception), done
