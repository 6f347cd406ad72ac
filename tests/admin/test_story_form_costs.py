"""What the story form asks of the database: as much for a long story with a long history as for a short one."""

from dataclasses import replace
from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import workflow
from articles.models import Revision
from articles.working_copy import content_of
from newsroom import clock
from tests.admin.browsing import url
from tests.makers import make_article, make_photo, use_of

# The last of them asks whether somebody who pays is on the byline.
MOST = 15
PARAGRAPH = "<p>" + "The council met on Monday and voted on the wall. " * 5 + "</p>\n"


def _long_story(cast):
    """Return a story of 5,000 words with 300 revisions, a note, a sign-off, a version that readers have."""
    then = clock.now() - timedelta(hours=9)
    photo = make_photo(by=cast.reporter)
    article = make_article(by=cast.reporter, now=then, body=PARAGRAPH * 100, photos=(use_of(photo),))
    workflow.file(article, by=cast.reporter, now=then)
    workflow.publish(article, by=cast.editor, now=then)
    workflow.add_note(article, by=cast.editor, text="A note.", now=then)
    workflow.save(article, by=cast.reporter, content=replace(content_of(article), headline="Newer"), now=then)
    article.refresh_from_db()
    first = article.revision_number
    last = article.revisions.first()
    kept = ("article", "by", "why", "text", "words", "pictures", "placement")
    Revision.objects.bulk_create(
        Revision(number=first + n, at=then + timedelta(minutes=n), **{name: getattr(last, name) for name in kept})
        for n in range(1, 301 - first)
    )
    article.revision_number = 300
    article.save(update_fields=["revision_number"])
    return article


def _asked(client, article) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url("change", article)).status_code == 200
    return [query["sql"] for query in queries]


def test_a_long_story_with_300_revisions_opens_with_15_queries_at_most(as_, cast):
    article = _long_story(cast)
    assert article.revisions.count() == 300
    for person in (cast.editor, cast.reporter):
        asked = _asked(as_(person), article)
        assert len(asked) <= MOST, "\n".join(sql[:160] for sql in asked)
