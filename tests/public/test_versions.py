"""Earlier versions of a story: off by default, and never of a story that had trouble."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from articles import workflow
from articles.working_copy import content_of
from newsroom.record.models import Change
from tests.makers import NOON, make_live, make_photo, use_of
from tests.readers import LATER, address, text

pytestmark = pytest.mark.django_db(databases="__all__")

MINUTE = timedelta(minutes=1)


@pytest.fixture
def on(settings):
    settings.VERSIONS = True


@pytest.fixture
def story(cast):
    """A story whose wall grew from four metres to nine, with a note."""
    article = make_live(cast, body="<p>The wall is four metres high. It stays.</p>", slugline="secret-slugline")
    return _again(article, cast, NOON + 5 * MINUTE, body="<p>The wall is nine metres high. It stays.</p>")


def _again(article, cast, at, *, kind="correction", **changes):
    workflow.save(article, by=cast.reporter, content=replace(content_of(article), **changes), now=at)
    workflow.publish(article, by=cast.editor, kind=kind, note="It is nine metres.", now=at)
    article.refresh_from_db()
    return article


def versions(story, tail: str = "") -> str:
    return f"/versions/{story.uid}/{tail}"


def test_it_is_off_unless_the_newsroom_turns_it_on(read, story):
    assert [read(versions(story, tail)).status_code for tail in ("", "2/")] == [404, 404]
    assert "/versions/" not in text(read(address(story)))


def test_the_storys_foot_leads_to_its_versions_and_each_to_what_it_changed(on, read, story):
    assert versions(story) in text(read(address(story)))
    page = text(read(versions(story)))
    assert page.index("Version 2") < page.index("Version 1") and "It is nine metres." in page
    assert versions(story, "2/") in page and versions(story, "1/") not in page


def test_a_version_shows_what_was_struck_and_what_was_put_in(on, read, story):
    page = text(read(versions(story, "2/")))
    assert "four" in page.split("<del>")[1].split("</del>")[0] and "nine" in page.split("<ins>")[1].split("</ins>")[0]
    assert "secret-slugline" not in page


@pytest.mark.parametrize("tail", ["1/", "3/", "99999999999999999999/"])
def test_a_version_that_changed_nothing_or_is_none_is_not_found(on, read, story, tail):
    assert read(versions(story, tail)).status_code == 404


def test_nobodys_story_has_no_versions(on, read, story):
    assert read("/versions/00000000-0000-4000-8000-000000000000/").status_code == 404


def test_what_is_to_come_and_what_was_recalled_is_not_among_them(on, read, story, cast):
    later = NOON + 10 * MINUTE
    content = replace(content_of(story), headline="Zqbird to come")
    workflow.save(story, by=cast.reporter, content=content, now=later)
    workflow.publish(story, by=cast.editor, kind="update", live_from=LATER + MINUTE, now=later)
    assert "Version 3" not in text(read(versions(story))) and read(versions(story, "3/")).status_code == 404
    assert "Zqbird to come" in text(read(versions(story, "3/"), LATER + MINUTE))
    workflow.recall(story, by=cast.editor, now=later + MINUTE)
    assert read(versions(story, "3/"), LATER + MINUTE).status_code == 404


def _sensitive(story, cast, at):
    content = replace(content_of(story), dek="Marked.")
    workflow.save(story, by=cast.reporter, content=content, sensitive=True, now=at)
    workflow.publish(story, by=cast.editor, kind="update", now=at)


def _pulled(story, cast, at):
    workflow.pull(story, by=cast.editor, now=at)
    workflow.restore(story, by=cast.editor, now=at + MINUTE)


def _held(story, cast, at):
    workflow.lift(
        workflow.hold(story, by=cast.editor, kind="legal", reason="A letter.", now=at), by=cast.duty_editor, now=at
    )


TROUBLE = {
    "sensitive": _sensitive,
    "pulled and restored": _pulled,
    "held by a lawyer, though it was lifted": _held,
    "retracted": lambda story, cast, at: workflow.retract(story, by=cast.duty_editor, note="Not so.", now=at),
    "redacted": lambda story, cast, at: workflow.redact(
        story, by=cast.duty_editor, words=["four"], reason="An order.", now=at
    ),
    "with a blocked name": lambda story, cast, at: workflow.block_names(
        story, by=cast.editor, names=["four"], reason="An order.", now=at
    ),
}


@pytest.mark.parametrize("trouble", TROUBLE)
def test_a_story_that_had_trouble_shows_no_earlier_version(on, read, story, cast, trouble):
    assert read(versions(story)).status_code == 200
    TROUBLE[trouble](story, cast, NOON + 20 * MINUTE)
    for tail in ("", "2/", "3/"):
        answer = read(versions(story, tail))
        assert answer.status_code == 404 and b"four" not in answer.content, tail
    assert "/versions/" not in text(read(address(story)))


def test_a_legal_hold_is_a_change_of_its_versions_at_once(on, story, cast):
    at = NOON + 20 * MINUTE
    workflow.hold(story, by=cast.editor, kind="legal", reason="A letter.", now=at)
    assert Change.objects.filter(tag=f"versions:{story.pk}", at=at).exists()


def test_no_picture_of_an_earlier_version_is_named(on, read, cast):
    photo = make_photo(by=cast.photo_editor, caption="Lapsed caption")
    article = make_live(cast, photos=(use_of(photo, use="inline", caption="Lapsed caption"),))
    article = _again(article, cast, NOON + 5 * MINUTE, photos=(), body="<p>Without. It stays.</p>")
    assert "Lapsed caption" not in text(read(versions(article, "2/")))


@pytest.mark.parametrize(("tail", "most"), [("", 4), ("2/", 4)])
def test_a_page_of_versions_takes_the_same_few_queries_however_many_there_are(on, read, story, cast, tail, most):
    _again(story, cast, NOON + 10 * MINUTE, body="<p>The wall is ten metres high. It stays.</p>")
    with CaptureQueriesContext(connections["readers"]) as captured:
        assert read(versions(story, tail)).status_code == 200
    asked = [query["sql"] for query in captured if query["sql"].lstrip("( ").startswith("SELECT")]
    assert len(asked) <= most, asked
