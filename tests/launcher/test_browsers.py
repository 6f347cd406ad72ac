import pytest

from newsroom.ops.setup import CannotSetUp, browsers

from .fakes import make_failing_shim, make_program


def test_it_takes_the_chromium_on_the_path(tmp_path):
    chromium = make_program(tmp_path / "chromium", "echo Chromium 150")
    assert browsers.find({"PATH": str(tmp_path)}, places=()) == str(chromium)


def test_it_passes_over_a_stub_that_does_not_run(tmp_path):
    make_failing_shim(tmp_path / "chromium-browser")
    chrome = make_program(tmp_path / "google-chrome", "echo Chrome 150")
    assert browsers.find({"PATH": str(tmp_path)}, places=()) == str(chrome)


def test_it_takes_the_one_that_playwright_fetched(tmp_path):
    fetched = make_program(tmp_path / "chromium-1200" / "chrome-linux" / "chrome", "echo Chromium 150")
    places = (str(tmp_path / "chromium-*" / "chrome-linux*" / "chrome"),)
    assert browsers.find({"PATH": ""}, places=places) == str(fetched)


def test_the_one_named_by_hand_goes_first(tmp_path):
    make_program(tmp_path / "chromium", "exit 0")
    mine = make_program(tmp_path / "mine", "exit 0")
    assert browsers.find({"PATH": str(tmp_path), "CHROMIUM": str(mine)}) == str(mine)


def test_it_does_not_replace_a_named_one_that_fails(tmp_path):
    make_program(tmp_path / "chromium", "exit 0")
    with pytest.raises(CannotSetUp, match="CHROMIUM=/nowhere does not run"):
        browsers.find({"PATH": str(tmp_path), "CHROMIUM": "/nowhere"})


def test_it_says_how_to_get_one():
    with pytest.raises(CannotSetUp, match="need Chromium and none runs here: install one"):
        browsers.find({"PATH": ""}, places=())
