"""Addresses of renditions: nobody but the newsroom writes one."""

import pytest

from media import addresses
from media.models import Photo, Rendition

UID = "5a1bfb2c-4a0e-4c66-9d0b-0d3cf0d4a001"


def _path(crop="", width=640, **fields) -> str:
    rendition = Rendition(crop=crop, width=width, format="webp", digest="0123456789abcdef", **fields)
    return addresses.path(Photo(uid=UID), rendition)


def _read(path: str) -> addresses.Address | None:
    return addresses.read(UID, path.rpartition("/")[2])


@pytest.mark.parametrize("crop", ["", "3:2", "free/0,0,10000,5000", "16:9/1200,300,5000,2812,-15"])
def test_an_address_says_what_it_is_of(crop):
    asked = _read(_path(crop))
    assert (asked.crop, asked.width, asked.format, asked.digest) == (crop, 640, "webp", "0123456789abcdef")


def test_a_size_nobody_offered_cannot_be_ordered():
    path = _path()
    assert _read(path)
    for other in (path.replace("_640_", "_641_"), path.replace("whole", "4x5"), path.replace(".webp", ".avif")):
        assert _read(other) is None


def test_an_address_of_another_photo_is_none_of_this_one():
    assert addresses.read("5a1bfb2c-4a0e-4c66-9d0b-0d3cf0d4a002", _path().rpartition("/")[2]) is None


def test_an_address_outlives_a_change_of_the_key(settings):
    path, former = _path(), settings.SECRET_KEY
    settings.SECRET_KEY = "n" * 60
    assert _read(path) is None
    settings.SECRET_KEY_FALLBACKS = [former]
    assert _read(path)
    assert _path() != path


@pytest.mark.parametrize("name", ["", "ab-1.jpg", "whole_640_ab_zz.jpg", "whole_640_ab_0123456789abcdef.jpg", "é" * 40])
def test_what_is_no_address_is_none(name):
    assert addresses.read(UID, name) is None
