"""How PostgreSQL answers the public pages: along an index from where the page begins, whatever lies behind it."""

import json
from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connections

from newsroom.public.lists import write_cursor
from tests.makers import NOON, make_live
from tests.readers import address

from .archive import fill

pytestmark = pytest.mark.skipif(
    "connections['default'].vendor != 'postgresql'", reason="The plan is asked of PostgreSQL."
)

STORIES = 4_000
# More rows of a table than any page shows or needs: who touches more goes through the archive.
FEW = 200
LISTS = {
    "/section/city/": "section_page",
    "/tag/harbour/": "tag_page",
    "/by/writer-a/": "contributor_page",
    "/feed/": "edition_listed",
}


def _nodes(plan: dict) -> Iterator[dict]:
    yield plan
    for child in plan.get("Plans", ()):
        yield from _nodes(child)


def _ran(sql: str) -> list[dict]:
    """Run a statement and return the steps it took."""
    with connections["default"].cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}".replace("%", "%%"))
        said = cursor.fetchone()[0]
    return list(_nodes((json.loads(said) if isinstance(said, str) else said)[0]["Plan"]))


def _touched(node: dict) -> float:
    """Return how many rows a step looked at, those it threw away with them."""
    thrown = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Join Filter", 0)
    return (node["Actual Rows"] + thrown) * node["Actual Loops"]


def _through_the_archive(statements: list[str]) -> list[str]:
    return [
        f"{node['Node Type']} of {node.get('Relation Name', node.get('Index Name', 'rows'))}: {_touched(node):.0f} rows"
        for sql in statements
        for node in _ran(sql)
        if _touched(node) > FEW
    ]


@pytest.fixture
def story(cast):
    story = make_live(cast)
    fill(story, STORIES)
    return story


def test_no_page_goes_through_the_archive_the_first_of_a_list_or_one_deep_in_it(story, selects):
    deep = write_cursor(NOON - timedelta(hours=STORIES * 3 // 4), uuid4())
    further = [f"{path}?before={deep}" for path in LISTS if path != "/feed/"]
    pages = ["/", address(story), *LISTS, *further, "/2026/11/20/", "/sitemap.xml"]
    found = {path: _through_the_archive(selects(path)) for path in pages}
    assert {path: steps for path, steps in found.items() if steps} == {}


def test_each_list_walks_its_own_index(story, selects):
    for path, index in LISTS.items():
        used = {node.get("Index Name") for sql in selects(path) for node in _ran(sql)}
        assert index in used, (path, used)
