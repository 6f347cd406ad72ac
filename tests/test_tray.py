"""A story's tray: photos set aside for it from the contact sheet."""

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import TrayPhoto
from articles.workflow import NotAllowed
from media.usages import is_used
from newsroom.record.models import LogEntry
from tests.makers import make_article, make_photo

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def story(cast, noon):
    return make_article(by=cast.reporter, now=noon)


@pytest.fixture
def photos(cast, noon):
    return [make_photo(by=cast.photo_editor, now=noon) for _n in range(2)]


def test_photos_are_set_aside_once_and_on_the_record(cast, noon, story, photos):
    assert workflow.set_aside(story, photos, by=cast.photo_editor, now=noon) == 2
    assert workflow.set_aside(story, photos, by=cast.photo_editor, now=noon) == 0
    assert TrayPhoto.objects.filter(article=story).count() == 2
    assert LogEntry.objects.filter(verb="set_aside", subject=story.subject).exists()


def test_a_tray_is_no_use_of_a_photo(cast, noon, story, photos):
    workflow.set_aside(story, photos, by=cast.photo_editor, now=noon)
    assert not is_used(photos[0])


def test_somebody_who_does_not_work_on_it_fills_no_tray(cast, noon, story, photos):
    with pytest.raises(NotAllowed):
        workflow.set_aside(story, photos, by=cast.second_reporter, now=noon)


def test_the_sheet_sends_what_is_ticked_to_a_story(client, settings, cast, noon, story, photos):
    settings.SECOND_FACTOR = False
    client.force_login(cast.photo_editor, backend="newsroom.staff.backend.StaffBackend")
    asked = {"photo": [photo.pk for photo in photos]}
    page = client.post(reverse("admin:articles_article_tray"), asked).content.decode()
    assert story.headline in page
    client.post(reverse("admin:articles_article_tray"), {**asked, "story": story.pk})
    assert story.tray.count() == 2


def test_the_tray_stands_first_where_photos_are_chosen(client, settings, cast, noon, story, photos):
    settings.SECOND_FACTOR = False
    workflow.set_aside(story, photos[:1], by=cast.photo_editor, now=noon)
    client.force_login(cast.reporter, backend="newsroom.staff.backend.StaffBackend")
    page = client.get(reverse("admin:articles_article_photos", args=[story.pk])).content.decode()
    assert (
        page.index("Set aside for this story")
        < page.index(str(photos[0].uid))
        < page.index('role="search" class="photo')
    )
