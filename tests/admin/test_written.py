"""The fields of a story run as its language does, whichever way the desk's own runs."""

import pytest
from django.utils import translation
from lxml import html

from articles import workflow
from tests.admin.browsing import url
from tests.makers import make_article, make_live, make_photo, use_of

OF_READERS = ("headline", "dek", "dateline", "body", "search_headline", "photo-0-caption", "photo-0-alt")
OF_THE_DESK = ("slugline", "slug", "tags", "section")


def _way(page, name: str) -> tuple[str | None, str | None]:
    field = page.xpath(f"//*[@name='{name}']")[0]
    return field.get("lang"), field.get("dir")


def _open(client, address: str):
    return html.document_fromstring(client.get(address).content)


@pytest.mark.parametrize(("desk", "story", "way"), [("ar", "en", "ltr"), ("en", "ar", "rtl"), ("en", "en", "ltr")])
def test_the_story_form_has_the_storys_way_and_the_desks_own_fields_that_of_the_desk(
    as_, cast, settings, desk, story, way
):
    settings.LANGUAGE_CODE = desk
    photo = make_photo(by=cast.reporter)
    article = make_article(by=cast.reporter, language=story, photos=(use_of(photo),))
    with translation.override(desk):
        page = _open(as_(cast.reporter), url("change", article))
    assert [_way(page, name) for name in OF_READERS] == [(story, way)] * len(OF_READERS)
    assert [_way(page, name) for name in OF_THE_DESK] == [(None, None)] * len(OF_THE_DESK)
    assert "ar" in page.xpath("//select[@name='language']")[0].get("data-rtl").split()


def test_a_refused_form_keeps_the_way_of_the_language_that_was_chosen(as_, cast):
    said = {"language": "ar", "headline": "x" * 300, "byline-TOTAL_FORMS": 0, "byline-INITIAL_FORMS": 0}
    said |= {"photo-TOTAL_FORMS": 0, "photo-INITIAL_FORMS": 0, "_save": 1}
    answer = as_(cast.reporter).post(url("add"), said)
    assert answer.status_code == 422
    assert _way(html.document_fromstring(answer.content), "headline") == ("ar", "rtl")


def test_a_fix_of_the_live_text_has_its_way(as_, cast):
    article = make_live(cast, language="ar")
    page = _open(as_(cast.editor), url("fix_live", article))
    assert [_way(page, name) for name in ("headline", "body", "note")] == [("ar", "rtl")] * 3


def test_an_entry_of_a_live_story_has_its_way(as_, cast):
    article = make_live(cast, language="ar")
    workflow.open_live(article, by=cast.editor)
    page = _open(as_(cast.editor), url("live", article))
    assert [_way(page, name) for name in ("post-headline", "post-text")] == [("ar", "rtl")] * 2
