"""What the photo desk sees coming on the board: permissions that end, instructions that wait."""

from datetime import timedelta

import pytest

from media import rights
from media.models import DocumentUnclear, Unclear
from newsroom.desk.board_photos import photo_card
from tests.conftest import NOON
from tests.document_makers import make_document
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


def test_documents_stand_on_the_same_card(photo, cast):
    paper = make_document(by=cast.photo_editor)
    rights.grant_lease(paper, by=cast.photo_editor, usable_from=NOON, usable_until=END - timedelta(days=1), now=NOON)
    DocumentUnclear.objects.create(licensed=paper, words="TABLOIDS OUT", asked_at=NOON)
    assert said(cast.photo_editor, END - FORTNIGHT) == [
        ("Harbour report", "Instruction to settle"),
        ("Harbour report", "Permission ends"),
        ("Harbour wall", "Permission ends"),
    ]
    keys = [line.key for line in photo_card(cast.photo_editor, END - FORTNIGHT).lines]
    assert len(set(keys)) == 3


def test_the_card_asks_four_questions_however_many_there_are(photo, cast, django_assert_num_queries):
    for _number in range(3):
        paper = make_document(by=cast.photo_editor)
        rights.grant_lease(paper, by=cast.photo_editor, usable_until=END, now=NOON)
    user = type(cast.photo_editor).objects.get(pk=cast.photo_editor.pk)
    user.has_perm("media.change_lease")
    with django_assert_num_queries(4):
        photo_card(user, END - FORTNIGHT)
