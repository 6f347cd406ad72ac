"""A crop of one story's own: set on its page, kept with the story, burnt into the version readers get."""

import pytest
from django.urls import reverse

from articles import workflow
from articles.working_copy import content_of
from media.models import OrderedCrop
from media.renditions import make_renditions
from tests.makers import NOON, make_article, make_live, make_photo, use_of

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def photo(cast):
    return make_photo(by=cast.photo_editor)


@pytest.fixture
def article(cast, photo):
    return make_article(by=cast.editor, photos=(use_of(photo),))


def _url(article, photo) -> str:
    return reverse("admin:articles_article_photo_crop", args=[article.pk, photo.uid])


def test_a_rectangle_of_the_storys_own_is_kept_with_its_use_and_ordered(cast, client, article, photo):
    client.force_login(cast.editor)
    assert 'name="shape" value="16:9"' in client.get(_url(article, photo)).content.decode()
    typed = {"shape": "16:9", "crop-16x9-x": "10", "crop-16x9-y": "5", "crop-16x9-width": "50"}
    assert client.post(_url(article, photo), typed).status_code == 302
    article.refresh_from_db()
    crop = content_of(article).photos[0].crop
    assert crop.startswith("16:9/1000,500,5000,")
    assert OrderedCrop.objects.get(photo=photo).crop == crop
    make_renditions(photo, now=NOON)
    assert photo.renditions.filter(crop=crop, format="avif").exists()
    assert (
        crop in client.get(_url(article, photo)).content.decode()
        or "10.0" in client.get(_url(article, photo)).content.decode()
    )


def test_a_shape_by_name_follows_the_photo(cast, client, article, photo):
    client.force_login(cast.editor)
    client.post(_url(article, photo), {"shape": "4:3"})
    article.refresh_from_db()
    assert content_of(article).photos[0].crop == "4:3"
    client.post(_url(article, photo), {"shape": ""})
    article.refresh_from_db()
    assert content_of(article).photos[0].crop == ""


def test_what_goes_beyond_the_edge_is_said_and_nothing_kept(cast, client, article, photo):
    client.force_login(cast.editor)
    answer = client.post(_url(article, photo), {"shape": "1:1", "crop-1x1-x": "90", "crop-1x1-width": "50"})
    assert answer.status_code == 422 and "beyond the edge" in answer.content.decode()
    article.refresh_from_db()
    assert content_of(article).photos[0].crop == ""


def test_a_photo_the_story_does_not_have_has_no_crop_in_it(cast, client, article):
    client.force_login(cast.editor)
    assert client.get(_url(article, make_photo(by=cast.photo_editor))).status_code == 404


def test_the_edition_keeps_the_crop_it_was_issued_with(cast, photo):
    crop = "16:9/1000,500,5000,3000"
    story = make_live(cast, photos=(use_of(photo, crop=crop),))
    make_renditions(photo, now=NOON)
    page = workflow and story.editions.get().content.photos[0]
    assert page.crop == crop
