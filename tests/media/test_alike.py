"""The same picture in another size, format or cut is suggested; both may stay."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from PIL import Image, ImageDraw, ImageFilter

from media import likeness
from media.alike import alike, keep_both
from media.arriving import begin_batch
from media.models import Look, Photo
from media.opening import PhotoRefused
from newsroom.ops.demo import pictures
from newsroom.record.models import LogEntry
from tests.conftest import NOON

from .conftest import saved

pytestmark = pytest.mark.django_db(databases="__all__")


def scene(seed: int, size=(1200, 800)) -> Image.Image:
    """Return a picture of soft shapes, another for each seed."""
    import random

    chance = random.Random(seed)
    image = Image.new("RGB", size, tuple(chance.randrange(256) for _ in range(3)))
    draw = ImageDraw.Draw(image)
    for _shape in range(60):
        x, y, r = chance.randrange(size[0]), chance.randrange(size[1]), chance.randrange(40, 260)
        draw.ellipse((x - r, y - r, x + r, y + r), fill=tuple(chance.randrange(256) for _ in range(3)))
    return image.filter(ImageFilter.GaussianBlur(6))


def test_another_size_format_and_quality_look_alike(upload, cast):
    image = scene(1)
    first = upload(saved(image, quality=95))
    for other in (saved(image.resize((600, 400)), quality=60), saved(image.resize((900, 600)), "PNG")):
        assert alike(upload(other), cast.photo_editor)[0] == first


@pytest.mark.parametrize("box", [(0, 64, 1200, 736), (0, 0, 1200, 600), (120, 80, 1080, 720), (0, 0, 800, 800)])
def test_a_cut_of_it_looks_like_it_whichever_came_first(upload, cast, box):
    image = scene(2)
    cut, whole = upload(saved(image.crop(box))), upload(saved(image))
    assert alike(whole, cast.photo_editor) == [cut]
    assert alike(cut, cast.photo_editor) == [whole]


def test_other_pictures_do_not(upload, cast):
    photos = [upload(saved(scene(seed))) for seed in range(10, 18)]
    assert [alike(photo, cast.photo_editor) for photo in photos] == [[]] * 8


def test_a_plain_picture_looks_like_nothing(upload, cast):
    upload(saved(Image.new("RGB", (600, 400), "navy")))
    assert alike(upload(saved(Image.new("RGB", (620, 400), "navy"))), cast.photo_editor) == []


def test_a_photographer_is_shown_only_their_own(upload, cast):
    upload(saved(scene(3)))
    own = upload(saved(scene(3), quality=50), by=cast.photographer)
    assert alike(own, cast.photographer) == []
    assert len(alike(own, cast.photo_editor)) == 1


def test_both_may_stay_and_are_not_suggested_again(upload, cast):
    first, second = upload(saved(scene(4))), upload(saved(scene(4), quality=50))
    keep_both(second, first, by=cast.photo_editor, now=NOON)
    assert alike(first, cast.photo_editor) == alike(second, cast.photo_editor) == []
    entry = LogEntry.objects.get(verb="keep_both")
    assert (entry.by, entry.at, entry.subject) == (cast.photo_editor, NOON, f"photo:{second.uid}")


def test_a_reporter_settles_nothing_about_others_pictures(upload, cast):
    first, second = upload(saved(scene(4))), upload(saved(scene(4), quality=50))
    with pytest.raises(PhotoRefused, match="somebody else's"):
        keep_both(second, first, by=cast.reporter)


def test_the_photos_page_shows_both_and_lets_both_stay(client, settings, upload, cast):
    settings.SECOND_FACTOR = False
    client.force_login(cast.photo_editor)
    first, second = upload(saved(scene(5))), upload(saved(scene(5), quality=50))
    page = reverse("admin:media_photo_change", args=[second.pk])
    answer = client.get(page)
    assert [other for other, _url in answer.context["alike"]] == [first]
    form = answer.context["adminform"].form
    data = {name: form[name].value() or "" for name in form.fields}
    for inline in answer.context["inline_admin_formsets"]:
        data |= {f"{inline.formset.prefix}-TOTAL_FORMS": 0, f"{inline.formset.prefix}-INITIAL_FORMS": 0}
    answer = client.post(page, {**data, "_verb": f"keep_both:{first.uid}"}, follow=True)
    assert [str(message) for message in answer.context["messages"]] == [
        "Both pictures stay; neither is suggested beside the other again."
    ]
    assert alike(second, cast.photo_editor) == []


def test_a_sea_a_map_and_a_stage_of_the_demo_are_not_taken_for_alike(upload, cast):
    """By the steps from left to right alone the lifeboat looked like four of them."""
    names = ("lifeboat", "map", "theatre", "bakery-oven", "trawlers-handout")
    photos = [upload(pictures.draw(name)) for name in names]
    assert [alike(photo, cast.photo_editor) for photo in photos] == [[]] * len(names)
    assert alike(upload(saved(Image.open(io.BytesIO(pictures.draw("map"))).resize((700, 467)))), cast.photo_editor)


def test_a_photo_from_before_the_second_measure_is_still_found(upload, cast):
    old = upload(saved(scene(11)))
    Look.objects.filter(photo=old).update(down=None)
    new = upload(saved(scene(11), quality=50))
    assert alike(new, cast.photo_editor) == [old] and alike(old, cast.photo_editor) == [new]


def test_seven_bits_apart_are_always_found_by_a_quarter():
    bits = 0x0123456789ABCDEF
    for apart in range(8):
        other = bits
        for bit in range(apart):
            other ^= 1 << (bit * 9 % 64)
        assert set(likeness.beside(bits)) & set(likeness.quarters(other))


def test_deleting_a_photo_takes_its_look_along(upload, cast):
    photo = upload(saved(scene(6)))
    assert photo.looks.exists()
    Photo.objects.get(pk=photo.pk).delete()
    assert likeness.looks(Image.open(io.BytesIO(saved(scene(6)))))


def test_the_sheet_shows_what_looks_like_a_photo_and_that_one(client, settings, upload, cast):
    settings.SECOND_FACTOR = False
    client.force_login(cast.photo_editor)
    first, _other, second = upload(saved(scene(7))), upload(saved(scene(8))), upload(saved(scene(7), quality=50))
    keep_both(second, first, by=cast.photo_editor, now=NOON)
    answer = client.get(reverse("admin:media_photo_changelist"), {"like": first.pk})
    assert [tile.photo for tile in answer.context["tiles"]] == [second, first]
    assert f'<span class="quiet">Looks like</span> {first}' in answer.content.decode()


@pytest.mark.parametrize("value", ["0", "x", "9" * 30])
def test_a_photo_that_is_not_there_looks_like_nothing(client, settings, upload, cast, value):
    settings.SECOND_FACTOR = False
    client.force_login(cast.photo_editor)
    upload(saved(scene(9)))
    assert client.get(reverse("admin:media_photo_changelist"), {"like": value}).context["tiles"] == []


def test_a_photographer_does_not_learn_what_looks_like_a_colleagues_photo(client, settings, upload, cast):
    settings.SECOND_FACTOR = False
    theirs = upload(saved(scene(3)))
    upload(saved(scene(3), quality=50), by=cast.photographer)
    client.force_login(cast.photographer)
    assert client.get(reverse("admin:media_photo_changelist"), {"like": theirs.pk}).context["tiles"] == []


def test_the_next_frame_of_a_shoot_is_not_suggested_and_another_copy_is(upload, cast):
    batch = begin_batch(by=cast.photo_editor)
    frames = [
        upload(saved(scene(6), quality=quality), batch=batch, taken_at=NOON + timedelta(seconds=quality))
        for quality in (60, 61, 62, 63, 64, 65, 66)
    ]
    assert alike(frames[0], cast.photo_editor) == []
    copy = upload(saved(scene(6), quality=40))
    assert alike(frames[0], cast.photo_editor) == [copy]
