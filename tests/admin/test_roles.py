"""Who gets which page of the stories' rooms."""

import pytest

from tests.admin.browsing import url
from tests.makers import make_article

# In the order of COLUMNS: the story list, a story, its history, its preview, a new story, sections, contributors, tags.
COLUMNS = ["changelist", "change", "history", "preview", "add", "section", "contributor", "tag"]
EXPECTED = {
    "photographer": [403, 404, 404, 404, 403, 403, 403, 403],
    "reporter": [200] * 8,
    "second_reporter": [200] * 8,
    "copy_editor": [200] * 8,
    "editor": [200] * 8,
    "duty_editor": [200] * 8,
    "photo_editor": [200, 200, 200, 200, 403, 200, 200, 200],
    "lawyer": [200, 200, 200, 200, 403, 200, 200, 200],
    "administrator": [200, 200, 200, 200, 403, 200, 200, 200],
    "stranger": [403, 404, 404, 404, 403, 403, 403, 403],
}


def _address(column: str, article) -> str:
    if column in {"section", "contributor", "tag"}:
        return f"/admin/articles/{column}/"
    return url(column) if column in {"changelist", "add"} else url(column, article)


@pytest.mark.parametrize("name", EXPECTED)
def test_each_role_gets_its_pages(as_, cast, name):
    article = make_article(by=cast.reporter)
    client = as_(getattr(cast, name))
    found = [client.get(_address(column, article)).status_code for column in COLUMNS]
    assert dict(zip(COLUMNS, found, strict=True)) == dict(zip(COLUMNS, EXPECTED[name], strict=True))


def test_nobody_gets_anything_without_signing_in(client, cast):
    article = make_article(by=cast.reporter)
    for column in COLUMNS:
        response = client.get(_address(column, article))
        assert response.status_code == 302
        assert "/admin/login/" in response["Location"] or "/accounts/login/" in response["Location"]
