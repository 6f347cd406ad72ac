"""Rows of the story form, when the form comes back."""

from lxml import html

from articles.admin.forms import BylineRows
from tests.admin.browsing import fields_of, url


def test_a_refused_form_keeps_the_order_somebody_gave_its_names(as_, cast):
    client = as_(cast.reporter)
    data = fields_of(client.get(url("add"))) | {
        "byline-TOTAL_FORMS": "2",
        "byline-0-name": "News Desk",
        "byline-0-ORDER": "2",
        "byline-1-name": "Writer A",
        "byline-1-ORDER": "1",
        "dated": "nonsense",
    }
    page = html.fromstring(client.post(url("add"), data).content.decode())
    shown = page.xpath("//section[@id='bylines']/ul//input[contains(@name, '-name')]/@value")
    assert shown == ["Writer A", "News Desk"]


def test_a_number_that_is_none_comes_last(cast):
    data = {"b-TOTAL_FORMS": "2", "b-INITIAL_FORMS": "0", "b-0-ORDER": "soon", "b-1-ORDER": "1"}
    rows = BylineRows(data, prefix="b", form_kwargs={"user": cast.reporter})
    assert [row.prefix for row in rows.in_order] == ["b-1", "b-0"]
