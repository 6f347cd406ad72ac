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


def test_the_picker_is_told_what_is_set_aside_in_its_order(client, settings, cast, noon, story, photos):
    settings.SECOND_FACTOR = False
    for photo in reversed(photos):
        workflow.set_aside(story, [photo], by=cast.photo_editor, now=noon)
    client.force_login(cast.reporter, backend="newsroom.staff.backend.StaffBackend")
    told = client.get(reverse("admin:articles_article_set_aside", args=[story.pk])).json()["photos"]
    assert [each["uid"] for each in told] == [str(photo.uid) for photo in reversed(photos)]
    assert told[0]["reason"] == "" and told[0]["caption"] == photos[1].caption


def test_the_form_says_how_many_are_set_aside_until_they_are_in(client, settings, cast, noon, story, photos):
    settings.SECOND_FACTOR = False
    workflow.set_aside(story, photos, by=cast.photo_editor, now=noon)
    client.force_login(cast.reporter, backend="newsroom.staff.backend.StaffBackend")
    form = reverse("admin:articles_article_change", args=[story.pk])
    assert "2 photos are set aside for this story." in client.get(form).content.decode()
    chosen = {"photo": [str(photos[0].uid)]}
    client.post(reverse("admin:articles_article_photos", args=[story.pk]), chosen)
    assert "1 photo is set aside for this story." in client.get(form).content.decode()
    chosen = {"photo": [str(photos[1].uid)]}
    client.post(reverse("admin:articles_article_photos", args=[story.pk]), chosen)
    page = client.get(form).content.decode()
    assert "set aside for this story." not in page and "data-tray-url" not in page


def test_a_stranger_learns_nothing_of_a_tray(client, settings, cast, noon, story, photos):
    settings.SECOND_FACTOR = False
    workflow.set_aside(story, photos, by=cast.photo_editor, now=noon)
    client.force_login(cast.photographer, backend="newsroom.staff.backend.StaffBackend")
    assert client.get(reverse("admin:articles_article_set_aside", args=[story.pk])).status_code in {403, 404}
