"""The licences a picture may be under, and the suppliers it may come from."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from media.licences import LICENCES, Asks, Cost, RightsBasis, codes_of
from media.models import Photo, Supplier
from tests.makers import make_photo

pytestmark = pytest.mark.django_db(databases="__all__")


def test_every_basis_has_a_licence_and_its_plain_one_has_its_code():
    for basis in RightsBasis:
        assert codes_of(basis)
        assert LICENCES[basis.value].basis == basis


def test_the_basis_of_a_photo_is_its_licences(cast):
    photo = make_photo(by=cast.photo_editor, licence="cc-by-sa-4.0")
    assert photo.rights_basis == RightsBasis.LICENCE
    assert photo.terms.short == "CC BY-SA 4.0"


@pytest.mark.parametrize(
    ("code", "link"),
    [
        ("cc-by-4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("cc-by-nc-nd-1.0", "https://creativecommons.org/licenses/by-nd-nc/1.0/"),
        ("cc0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    ],
)
def test_a_creative_commons_licence_names_its_deed(code, link):
    assert LICENCES[code].link == link


def test_creative_commons_asks_for_a_link_and_no_derivatives_forbids_a_crop():
    cc = [licence for code, licence in LICENCES.items() if code.startswith("cc-")]
    assert len(cc) == 30
    assert all(Asks.LINK in licence.asks and licence.link for licence in cc)
    assert {licence.code for licence in cc if licence.whole} == {code for code in LICENCES if "-nd-" in code}
    assert {licence.code for licence in cc if licence.cost == Cost.CONDITIONAL} == {c for c in LICENCES if "-nc" in c}


def test_codes_fit_their_column_and_every_choice_has_its_row():
    column = Photo._meta.get_field("licence")
    assert max(map(len, LICENCES)) <= column.max_length
    assert {code for code, _label in column.flatchoices} == LICENCES.keys()


def test_one_folder_belongs_to_one_supplier():
    Supplier.objects.create(name="Press Images", watch_folder="press")
    Supplier.objects.create(name="Ada")
    Supplier.objects.create(name="Ben")
    with pytest.raises(IntegrityError), transaction.atomic():
        Supplier.objects.create(name="Other Images", watch_folder="press")


def test_photos_from_before_there_were_licences_say_what_they_said():
    old = MigrationExecutor(connection).loader.project_state(("media", "0002_initial")).apps.get_model("media", "Photo")
    before = {code for code, _label in old._meta.get_field("rights_basis").choices}
    assert before <= LICENCES.keys()
    assert all(LICENCES[code].basis == code for code in before)
