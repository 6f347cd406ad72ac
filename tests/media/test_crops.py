"""Focal point and crops: what is kept in view, what somebody drew, what is burnt into the files."""

import pytest
from django.urls import reverse
from PIL import Image

from media import crops, declaration
from media.cropping import SHAPES, crop_photo
from media.models import HandCrop, Making, Shape
from media.opening import PhotoRefused
from media.renditions import make_renditions
from newsroom.record.models import Change, LogEntry
from tests.conftest import NOON

from .conftest import saved, shown

pytestmark = pytest.mark.django_db(databases="__all__")

BOX = crops.Box(1000, 2000, 3000, 4000)


def quarters() -> Image.Image:
    """A picture whose left half is red and right half blue, the lower part of each darker."""
    image = Image.new("RGB", (400, 300), (250, 10, 10))
    image.paste((10, 10, 250), (200, 0, 400, 300))
    image.paste((120, 5, 5), (0, 150, 200, 300))
    return image


@pytest.fixture
def photo(upload, few_sizes):
    return upload(saved(quarters(), quality=95))


@pytest.mark.parametrize("text", ["", "16:9", "free", "4:5/0,0,10000,10000", "3:2/10,20,3000,2000,-155"])
def test_what_is_written_down_is_read_back(text):
    assert str(crops.read(text)) == text


@pytest.mark.parametrize(
    "text", ["7:5", "3:2/", "3:2/1,2,3", "3:2/9000,0,2000,1", "3:2/0,0,0,5", "3:2/0,0,1,1,9999", "x"]
)
def test_what_is_no_crop_is_none(text):
    assert crops.read(text) is None


@pytest.mark.parametrize(
    ("focus", "expected"), [(None, (150, 0)), ((0, 5000), (0, 0)), ((10000, 0), (300, 0)), ((6000, 0), (210, 0))]
)
def test_a_cut_keeps_the_focal_point_as_near_the_middle_as_the_edges_let_it(focus, expected):
    rectangle = crops.rectangle((600, 300), Shape.SQUARE, None, focus)
    assert rectangle == (*expected, expected[0] + 300, 300)


def test_a_drawn_rectangle_gets_exactly_its_shapes_ratio():
    left, top, right, bottom = crops.rectangle((1000, 1000), Shape.WIDE, crops.Box(0, 0, 8000, 8000), None)
    assert (right - left, bottom - top) == (800, 450) and top == 175


@pytest.mark.parametrize("turn", [-450, -20, 5, 150, 900, 1800])
@pytest.mark.parametrize("shape", [Shape.WIDE, Shape.FREE, Shape.PORTRAIT])
def test_the_largest_crop_of_a_turned_picture_shows_no_edge(turn, shape):
    box = crops.largest_turned((900, 600), shape, turn)
    assert crops.inside((900, 600), box) and box.width > 1000
    wider = crops.Box(max(0, box.x - 300), max(0, box.y - 300), box.width + 600, box.height + 600, turn)
    assert not crops.inside((900, 600), wider)


def test_the_focal_point_decides_what_a_square_shows(photo, cast):
    for focus, red in (((500, 5000), True), ((9500, 5000), False)):
        crop_photo(photo, by=cast.photo_editor, focus=focus, drawn={}, now=NOON)
        make_renditions(photo, now=NOON)
        pixel = shown(photo.renditions.get(crop="1:1", format="jpeg")).getpixel((32, 10))
        assert (pixel[0] > 200) is red


def test_a_crop_by_hand_is_what_every_size_of_its_shape_shows(photo, cast):
    crop_photo(photo, by=cast.photo_editor, focus=None, drawn={Shape.SQUARE: crops.Box(5000, 0, 4000, 5000)}, now=NOON)
    make_renditions(photo, now=NOON)
    for rendition in photo.renditions.filter(crop="1:1"):
        red, _green, blue = shown(rendition).getpixel((5, 5))
        assert blue > 200 and red < 60


def test_a_picture_is_turned_clockwise(photo, cast):
    box = crops.largest_turned((400, 300), Shape.FREE, 900)
    crop_photo(photo, by=cast.photo_editor, focus=None, drawn={Shape.FREE: box}, now=NOON)
    how = declaration.cut(photo, "free")
    assert how.turn == 900
    left, top, right, bottom = how.rectangle((400, 300))
    assert (right - left, bottom - top) == (300, 400) or abs(right - left - 300) <= 2


def test_it_is_one_act_on_the_record_and_pages_are_told(photo, cast):
    Change.objects.all().delete()
    Making.objects.all().delete()
    crop_photo(
        photo, by=cast.photo_editor, focus=(2500, 4000), drawn={Shape.CARD: crops.Box(0, 0, 6000, 5333)}, now=NOON
    )
    entry = LogEntry.objects.get(verb="crop_photo")
    assert '"3:2":"0,0,6000,5333"' in entry.facts and "[2500,4000]" in entry.facts
    assert (photo.focus_x, HandCrop.objects.get().shape) == (2500, "3:2")
    assert Change.objects.filter(tag=photo.tag).exists() and Making.objects.filter(photo=photo).exists()
    crop_photo(
        photo, by=cast.photo_editor, focus=(2500, 4000), drawn={Shape.CARD: crops.Box(0, 0, 6000, 5333)}, now=NOON
    )
    assert LogEntry.objects.filter(verb="crop_photo").count() == 1


@pytest.mark.parametrize(
    "drawn", [{Shape.WHOLE: BOX}, {Shape.FULL: BOX}, {Shape.CARD: crops.Box(0, 0, 10000, 10000, 50)}]
)
def test_a_crop_beyond_the_edge_is_refused_with_a_sentence(photo, cast, drawn):
    with pytest.raises(PhotoRefused, match="beyond the edge"):
        crop_photo(photo, by=cast.photo_editor, focus=None, drawn=drawn, now=NOON)
    assert not HandCrop.objects.exists()


def test_somebody_elses_picture_is_not_cropped(photo, cast):
    with pytest.raises(PhotoRefused, match="somebody else's"):
        crop_photo(photo, by=cast.photographer, focus=None, drawn={}, now=NOON)


def _posted(**fields) -> dict:
    return {"focus_x": "", "focus_y": "", **fields}


def test_the_page_sets_point_and_crops_by_plain_numbers(photo, cast, client):
    client.force_login(cast.photo_editor)
    url = reverse("admin:media_photo_crops", args=[photo.pk])
    page = client.get(url).content.decode()
    assert all(f'data-shape="{shape.value}"' in page for shape in SHAPES)
    fields = {"focus_x": "25.5", "focus_y": "40", "crop-16x9-x": "10", "crop-16x9-y": "10", "crop-16x9-width": "50"}
    assert client.post(url, _posted(**fields, **{"crop-free-turn": "-1.5"})).status_code == 302
    photo.refresh_from_db()
    assert (photo.focus_x, photo.focus_y) == (2550, 4000)
    assert {(row.shape, row.width, row.turn) for row in HandCrop.objects.all()} == {
        ("16:9", 5000, 0),
        ("free", HandCrop.objects.get(shape="free").width, -15),
    }


def test_the_page_says_what_goes_beyond_the_edge(photo, cast, client):
    client.force_login(cast.photo_editor)
    response = client.post(
        reverse("admin:media_photo_crops", args=[photo.pk]), _posted(**{"crop-1x1-x": "90", "crop-1x1-width": "50"})
    )
    assert response.status_code == 422 and "goes beyond the edge of the picture" in response.content.decode()


def test_a_download_carries_the_words_and_the_full_size_is_made_on_demand(photo, cast, client):
    make_renditions(photo, now=NOON)
    client.force_login(cast.photo_editor)
    url = reverse("admin:media_photo_download", args=[photo.pk])
    response = client.get(url)
    assert "attachment" in response["Content-Disposition"]
    assert "private" in response["Cache-Control"]
    assert b"xmpmeta" in b"".join(response.streaming_content)
    assert client.get(url, {"shape": "full"}).status_code == 404
    client.post(url)
    make_renditions(photo, now=NOON)
    full = photo.renditions.get(crop="full")
    assert (full.width, full.height, full.format) == (400, 300, "jpeg")
    assert b"".join(client.get(url, {"shape": "full"}).streaming_content).startswith(b"\xff\xd8")
    client.force_login(cast.stranger)
    assert client.get(url).status_code in {302, 403, 404}
