"""Pictures in New from text: taken in at once, credited, chosen, refused."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.intake.beside import read_beside
from articles.models import Article
from articles.working_copy import content_of
from media.models import Photo
from tests.makers import jpeg, make_photo

from .browsing import fields_of, read


def test_a_picture_is_taken_in_at_once_and_stays_attached(at_desk, address):
    fields = fields_of(read(at_desk, address))
    file = SimpleUploadedFile("wall.jpg", jpeg())
    again = fields_of(at_desk.post(address, fields | {"photo-0-picture": file, "photo-0-alt": "A wall."}))
    photo = Photo.objects.get()
    assert (again["photo-0-photo"], photo.credit_line) == (str(photo.uid), "Joss Ferrand")
    at_desk.post(address, again | {"create": "1"})
    article = Article.objects.get()
    (use,) = content_of(article).photos
    assert (use.photo, use.alt) == (str(photo.uid), "A wall.")
    assert use.caption.startswith("The wall at Pellgate")
    assert read_beside(article.left_out).photos == ()


def test_a_picture_sent_with_the_last_button_is_in_the_draft(at_desk, address):
    fields = fields_of(read(at_desk, address))
    at_desk.post(address, fields | {"photo-0-picture": SimpleUploadedFile("w.jpg", jpeg()), "create": "1"})
    assert len(content_of(Article.objects.get()).photos) == 1


def test_credit_and_rights_typed_after_the_upload_are_the_pictures_own(at_desk, address):
    fields = fields_of(read(at_desk, address))
    again = fields_of(at_desk.post(address, fields | {"photo-0-picture": SimpleUploadedFile("w.jpg", jpeg())}))
    at_desk.post(address, again | {"photo-0-credit": "Ada/Gazette", "photo-0-licence": "own", "create": "1"})
    photo = Photo.objects.get()
    assert (photo.credit_line, photo.licence) == ("Ada/Gazette", "own")


def test_a_file_that_is_no_picture_is_refused_and_no_draft_made(at_desk, address):
    fields = fields_of(read(at_desk, address))
    bad = SimpleUploadedFile("wall.jpg", b"not a picture at all")
    response = at_desk.post(address, fields | {"photo-0-picture": bad, "create": "1"})
    assert "wall.jpg" in response.content.decode()
    assert not Article.objects.exists()


def test_a_picture_that_is_here_already_can_be_chosen(at_desk, cast, address):
    photo = make_photo(by=cast.photographer, credit_line="Joss Ferrand")
    fields = fields_of(read(at_desk, address)) | {"photo-0-photo": str(photo.uid), "create": "1"}
    at_desk.post(address, fields)
    assert content_of(Article.objects.get()).photos[0].photo == str(photo.uid)


def test_a_picture_stays_attached_when_its_caption_is_read_as_something_else(at_desk, cast, address):
    photo = make_photo(by=cast.photographer)
    fields = fields_of(read(at_desk, address)) | {"photo-0-photo": str(photo.uid), "role-5": "body"}
    again = fields_of(at_desk.post(address, fields))
    assert again["photo-0-photo"] == str(photo.uid)


@pytest.mark.parametrize("uid", ["nonsense", "00000000-0000-4000-8000-000000000000"])
def test_a_picture_that_is_not_here_is_a_mistake_beside_its_field(at_desk, address, uid):
    fields = fields_of(read(at_desk, address)) | {"photo-0-photo": uid, "create": "1"}
    assert at_desk.post(address, fields).status_code == 422
