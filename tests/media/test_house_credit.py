"""A photographer's own picture is credited to them by the house's rule, until somebody says otherwise."""

import pytest

from media import metadata, rights
from media.house_credit import house_credit
from media.models import Photo, Supplier
from media.source_types import address
from tests.conftest import NOON

from .conftest import drawing, saved

pytestmark = pytest.mark.django_db(databases="__all__")


def with_xmp(**says) -> bytes:
    """Return a picture whose file says these of itself."""
    return saved(drawing(), xmp=metadata.embed(Photo(**says)))


@pytest.fixture
def line(cast, settings):
    settings.SITE_NAME = "The Lantern"
    return f"{cast.photographer.name}/The Lantern"


def test_a_photographers_own_upload_is_credited_to_them(upload, cast, line):
    photo = upload(by=cast.photographer)
    assert (photo.creator, photo.credit_line) == (cast.photographer.name, line)
    assert photo.licence == "not_established", "a credit says nothing of rights"


def test_it_may_be_written_otherwise_at_the_upload_and_after(upload, cast, line):
    said = upload(by=cast.photographer, credit_line="Writer A")
    assert (said.creator, said.credit_line) == ("", "Writer A")
    photo = rights.edit_photo(upload(by=cast.photographer), by=cast.photographer, credit_line="C/Pool", now=NOON)
    assert photo.credit_line == "C/Pool"


@pytest.mark.parametrize("who", ["reporter", "photo_editor"])
def test_who_brings_in_other_peoples_pictures_is_credited_with_none(upload, cast, who):
    photo = upload(by=getattr(cast, who))
    assert (photo.creator, photo.credit_line) == ("", "")


def test_a_file_that_names_its_photographer_alone_is_credited_by_the_rule_too(upload, cast, line):
    photo = upload(with_xmp(creator=cast.photographer.name), by=cast.photographer)
    assert (photo.creator, photo.credit_line) == (cast.photographer.name, line)


@pytest.mark.parametrize(
    "says",
    [
        {"creator": "Ana Costa"},
        {"credit_line": "Press Images"},
        {"source": "Press Images"},
        {"copyright_notice": "Press Images 2026"},
        {"digital_source_type": address("trainedAlgorithmicMedia")},
        {"digital_source_type": address("screenCapture")},
    ],
)
def test_a_picture_that_may_be_somebody_elses_is_not_credited_to_them(upload, cast, line, says):
    photo = upload(with_xmp(**says), by=cast.photographer)
    assert cast.photographer.name not in photo.creator + photo.credit_line


def test_what_a_model_made_is_no_photographers(upload, cast, line):
    assert upload(by=cast.photographer, ai_system="A model").credit_line == ""


def test_a_contract_puts_its_own_line_in_the_place_of_the_rules(upload, cast, line):
    photo = upload(by=cast.photographer)
    pool = Supplier.objects.create(name="A pool", licence="commissioned", credit="{creator}/Pool")
    rights.apply_contract([photo], pool, by=cast.photo_editor, now=NOON)
    photo.refresh_from_db()
    assert photo.credit_line == f"{cast.photographer.name}/Pool"


def test_the_line_is_cut_to_what_is_kept(db):
    assert len(house_credit("x" * 300)) == 250
