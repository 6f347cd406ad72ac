"""A photo that something uses stays, and who asks is told where as far as they may know."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from media import rights
from media.models import Photo
from media.opening import PhotoRefused
from media.usages import usages
from tests.conftest import NOON
from tests.makers import make_article, use_of

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def story(photo, cast):
    """A story that uses the photo, seen by two people only."""
    return make_article(by=cast.reporter, headline="Secret harbour deal", slugline="deal", photos=(use_of(photo),))


def test_a_used_photo_cannot_be_deleted_and_says_where_it_is_used(photo, story, cast):
    with pytest.raises(PhotoRefused, match="is used by “.*” and cannot be deleted"):
        rights.delete_photo(photo, by=cast.photo_editor, now=NOON)
    assert Photo.objects.filter(pk=photo.pk).exists()
    assert default_storage.exists(photo.original.name)


def test_the_uses_link_to_the_story_once(photo, story, cast):
    found, more = usages(photo, cast.editor)
    assert [(usage.name, more) for usage in found] == [(str(story), 0)]


def test_a_restricted_story_is_counted_and_not_named(photo, story, cast):
    story.restricted_to.set([cast.reporter])
    found, more = usages(photo, cast.editor)
    assert (found, more) == ([], 1)
    with pytest.raises(PhotoRefused) as refusal:
        rights.delete_photo(photo, by=cast.photo_editor, now=NOON)
    assert "1 thing you may not see" in str(refusal.value)
    assert "Secret" not in str(refusal.value)


def test_the_admin_explains_instead_of_breaking(photo, story, cast, client, settings):
    settings.SECOND_FACTOR = False
    story.restricted_to.set([cast.reporter])
    client.force_login(cast.photo_editor, backend="newsroom.staff.backend.StaffBackend")
    url = reverse("admin:media_photo_delete", args=[photo.pk])
    for page in (client.get(url), client.post(url, {"post": "yes"})):
        assert page.status_code in {200, 403}
        assert b"Secret harbour deal" not in page.content
    assert b"cannot be deleted" in client.get(url).content
    # The contact sheet takes no post of its own, so no "delete selected" either.
    chosen = {"action": "delete_selected", "_selected_action": [photo.pk], "post": "yes"}
    assert client.post(reverse("admin:media_photo_changelist"), chosen).status_code == 405
    assert Photo.objects.filter(pk=photo.pk).exists()
    assert b"Secret harbour deal" not in client.get(reverse("admin:media_photo_change", args=[photo.pk])).content
