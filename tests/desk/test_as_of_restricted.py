"""Another moment of restricted stories: what readers have now is everybody's; what lies ahead is for those named."""

from types import SimpleNamespace

import pytest

from articles import workflow
from articles.workflow.banner import AskedBanner
from tests.makers import NOON, make_content, make_live, make_tag

from .looking import BANNER, HOUR, look, schedule

AT = NOON + 6 * HOUR
PATHS = ("/", "/section/city/", "/tag/zebra-tag/", "/feed/", "/by/writer-a/feed/", "/2026/11/22/",
         "/2026/11/22/zebrafinch/", "/2026/11/22/zebrafinch-alone/", "/2026/11/22/known-to-all/")  # fmt: skip
pytestmark = pytest.mark.usefixtures("no_second_factor")


@pytest.fixture(scope="module")
def ahead(standing):
    """A story readers have, a planned version of it, and a planned story; both stories are restricted."""
    article = make_live(standing, headline="Known to all", now=NOON - HOUR)
    content = make_content(headline="Zebrafinch", slug="zebrafinch", tags=(str(make_tag("Zebra tag").uid),))
    workflow.save(article, by=standing.reporter, content=content, now=NOON)
    workflow.publish(
        article, by=standing.editor, now=NOON, live_from=NOON + 5 * HOUR, kind="update",
        banner=AskedBanner("Zebrafinch breaks", 4),
    )  # fmt: skip
    new = schedule(standing, NOON + 5 * HOUR, headline="Zebrafinch alone", slug="zebrafinch-alone")
    for each in (article, new):
        workflow.restrict(each, by=standing.duty_editor, people=[standing.duty_editor, standing.editor], now=NOON)
    return SimpleNamespace(cast=standing, story=article)


@pytest.fixture
def cast(fresh, ahead):
    return fresh(ahead.cast)


@pytest.fixture
def story(fresh, ahead):
    return fresh(ahead.story)


def test_others_see_what_readers_have_and_are_told_that_something_is_left_out(cast, story):
    for path in PATHS:
        page = BANNER.sub("", look(cast.copy_editor, AT, path).content.decode()).lower()
        assert "zebrafinch" not in page.replace(path, ""), path
    front = look(cast.copy_editor, AT).content.decode()
    assert "Something is left out" in front and "Known to all" in front
    assert look(cast.copy_editor, AT, "/2026/11/22/zebrafinch/").status_code == 404, "its slug is ahead too"
    assert look(cast.copy_editor, AT, "/2026/11/22/known-to-all/").status_code == 200
    assert "17:00:00" not in front, "not even its minute"


def test_the_named_see_it(cast, story):
    front = look(cast.editor, AT).content.decode()
    assert "Zebrafinch breaks" in front and "Zebrafinch alone" in front and "Something is left out" not in front
    assert look(cast.editor, AT, "/2026/11/22/known-to-all/").status_code == 301


def test_until_then_there_is_nothing_left_out(cast, story):
    assert "Something is left out" not in look(cast.copy_editor, NOON + 4 * HOUR).content.decode()


def test_what_readers_no_longer_have_of_it_is_left_out_of_the_past_too(cast, story):
    path, later = "/2026/11/22/known-to-all/", NOON + 3 * HOUR
    assert look(cast.copy_editor, NOON, path, now=later).status_code == 200
    workflow.pull(story, by=cast.editor, now=NOON + 2 * HOUR)
    gone = look(cast.copy_editor, NOON, path, now=later)
    assert gone.status_code == 404 and "Something is left out" in gone.content.decode()
    assert "Known to all" not in look(cast.copy_editor, NOON, now=later).content.decode()
    assert look(cast.editor, NOON, path, now=later).status_code == 200
    assert look(cast.copy_editor, later, path, now=later).status_code == 503


def test_an_earlier_version_of_it_is_left_out_once_there_is_another(cast, story):
    later = NOON + 7 * HOUR
    assert look(cast.copy_editor, NOON, "/2026/11/22/known-to-all/", now=later).status_code == 404
    assert look(cast.copy_editor, later, "/2026/11/22/zebrafinch/", now=later).status_code == 200
