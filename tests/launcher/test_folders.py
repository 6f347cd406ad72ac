import os
import stat

import pytest

from newsroom.ops.setup import CannotSetUp, folders


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_it_makes_the_data_folder_for_its_owner_only(tmp_path):
    var = tmp_path / "deep" / "var"
    folders.prepare_var(var)
    assert mode(var) == 0o700


def test_it_makes_a_secret_key_for_its_owner_only(tmp_path):
    assert folders.prepare_var(tmp_path / "var") is True
    key = tmp_path / "var" / "secret_key"
    assert mode(key) == 0o600
    assert len(key.read_text()) > 50


def test_two_newsrooms_have_two_keys(tmp_path):
    folders.prepare_var(tmp_path / "one")
    folders.prepare_var(tmp_path / "two")
    assert (tmp_path / "one" / "secret_key").read_text() != (tmp_path / "two" / "secret_key").read_text()


def test_it_keeps_the_key_it_finds(tmp_path):
    folders.prepare_var(tmp_path)
    key = (tmp_path / "secret_key").read_text()
    assert folders.prepare_var(tmp_path) is False
    assert (tmp_path / "secret_key").read_text() == key


def test_a_key_made_in_the_meantime_by_another_start_stands(tmp_path, monkeypatch):
    key = tmp_path / "secret_key"
    key.write_text("of the other start")
    monkeypatch.setattr(type(key), "exists", lambda self: False)
    assert folders.make_secret_key(key) is False
    assert key.read_text() == "of the other start"


def test_it_makes_the_folder_of_fonts_that_settings_look_for(tmp_path):
    folders.prepare_var(tmp_path)
    (tmp_path / "fonts").rmdir()
    assert folders.prepare_var(tmp_path) is True
    assert (tmp_path / "fonts").is_dir()


def test_it_leaves_nothing_else_behind(tmp_path):
    folders.prepare_var(tmp_path)
    assert sorted(os.listdir(tmp_path)) == ["fonts", "names_key", "secret_key"]


def test_it_refuses_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotSetUp, match="cannot be made.*NEWSROOM_VAR="):
        folders.prepare_var(tmp_path / "file" / "var")


def test_it_refuses_a_folder_it_cannot_write_in(tmp_path, monkeypatch):
    def read_only(**kwargs):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(folders.tempfile, "NamedTemporaryFile", read_only)
    with pytest.raises(CannotSetUp, match=r"Nothing can be written in .*Read-only file system.*NEWSROOM_VAR="):
        folders.prepare_var(tmp_path)


def test_the_data_folder_can_be_moved(tmp_path, monkeypatch):
    monkeypatch.setenv("NEWSROOM_VAR", str(tmp_path))
    assert folders.var() == tmp_path
