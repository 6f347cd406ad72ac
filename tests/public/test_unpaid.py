"""A paper in which nobody pays for anything has none of the labels that test_paid.py asks for."""

import pytest

from tests.makers import make_live
from tests.readers import address, text

pytestmark = pytest.mark.django_db(databases="__all__")


def test_nothing_prints_a_label_where_nobody_pays(read, cast):
    story = make_live(cast)
    for path in (address(story), "/", "/section/city/", "/feed/", "/search/?q=council"):
        page = text(read(path))
        assert 'class="paid' not in page and "sponsored" not in page, path
