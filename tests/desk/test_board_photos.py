"""What the photo desk sees coming on the board: permissions that end, instructions that wait."""

from datetime import timedelta

import pytest

from media import rights
from media.models import Unclear
from newsroom.desk.board_photos import photo_card
from tests.conftest import NOON
from tests.makers import make_photo

pytestmark = pytest.mark.django_db(databases="__all__")
END = NOON + timedelta(days=20)
FORTNIGHT = timedelta(days=14)


@pytest.fixture
def photo(cast):
    photo = make_photo(by=cast.photo_editor, headline="Harbour wall")
    rights.grant_lease(photo, by=cast.photo_editor, usable_from=NOON, usable_until=END, now=NOON)
    return photo


def said(user, now) -> list[tuple[str, str]]:
    return [(line.title, line.state) for line in photo_card(user, now).lines]


def test_a_permission_is_there_from_fourteen_days_before_its_end_to_its_end(photo, cast):
    ends = [("Harbour wall", "Permission ends")]
    assert said(cast.photo_editor, END - FORTNIGHT - timedelta(seconds=1)) == []
    assert said(cast.photo_editor, END - FORTNIGHT) == ends
    assert said(cast.photo_editor, END - timedelta(seconds=1)) == ends
    assert said(cast.photo_editor, END) == []


def test_one_that_another_goes_on_after_is_not(photo, cast):
    rights.grant_lease(photo, by=cast.photo_editor, usable_from=END, now=NOON)
    assert said(cast.photo_editor, END - FORTNIGHT) == []


def test_an_instruction_waits_until_it_is_settled(photo, cast):
    row = Unclear.objects.create(photo=photo, words="TABLOIDS OUT", asked_at=NOON)
    assert said(cast.photo_editor, NOON) == [("Harbour wall", "Instruction to settle")]
    rights.settle_unclear(row, by=cast.photo_editor, meaning="Not us.", now=NOON)
    assert said(cast.photo_editor, NOON) == []


def test_it_is_for_who_may_change_permissions(photo, cast):
    assert said(cast.editor, END - FORTNIGHT) == []
