"""What a second run on another database leaves out: only what cannot reach one."""

from importlib import import_module

import pytest
from django.test import SimpleTestCase

from tests.touching import starts_programs, touches_database


def test_a_test_that_asks_for_no_database_does_not_touch_one(request):
    assert not touches_database(request.node)


def test_one_that_asks_for_it_through_a_fixture_does(request, cast):
    assert touches_database(request.node)


@pytest.mark.django_db(databases="__all__")
def test_one_that_is_marked_does(request):
    assert touches_database(request.node)


class CaseOfDjangosOwn(SimpleTestCase):
    @pytest.fixture(autouse=True)
    def _keep_the_request(self, request):
        self.node = request.node

    def test_it_touches_one(self):
        assert touches_database(self.node)


@pytest.mark.parametrize("name", ["test_readers_connection", "launcher.test_supervisor", "browser.conftest"])
def test_one_that_starts_a_program_or_whose_helper_does_may_reach_one_that_way(name):
    assert starts_programs(import_module(f"tests.{name}"))


def test_one_that_only_thinks_starts_none():
    assert not starts_programs(import_module("tests.test_typography"))
