"""`manage.py photos`: pictures taken in from the command line, or only read."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from media.models import Photo

from .conftest import drawing, saved

REAL = Path(__file__).resolve().parents[3] / "shared" / "photos"
# What this desk does not take in, and a HEIC without a single pixel in it.
REFUSED = (".gif", ".bmp", ".heic")


@pytest.fixture
def run(capsys):
    """Return a function that runs the command and returns its exit code, its lines of JSON and its complaints."""

    def _run(*words) -> tuple[int, list[dict], str]:
        code = 0
        try:
            call_command("photos", *map(str, words))
        except SystemExit as stopped:
            code = stopped.code
        said = capsys.readouterr()
        return code, [json.loads(line) for line in said.out.splitlines() if line.startswith("{")], said.err

    return _run


@pytest.fixture
def folder(tmp_path):
    """A folder with two pictures, one below the other, and a hidden one."""
    (tmp_path / "later").mkdir()
    (tmp_path / "a.jpg").write_bytes(saved(drawing()))
    (tmp_path / "later" / "b.png").write_bytes(saved(drawing(), "PNG"))
    (tmp_path / ".c.jpg").write_bytes(saved(drawing()))
    return tmp_path


@pytest.fixture
def waits(monkeypatch):
    """The seconds the command would have slept, one by one."""
    slept = []
    monkeypatch.setattr("media.management.commands.photos.time.sleep", slept.append)
    return slept


def test_a_dry_run_says_what_was_read_and_keeps_nothing(db, run, folder):
    code, lines, _err = run(folder / "a.jpg", "--dry-run", "--json")
    assert code == 0
    assert lines == [
        {"file": str(folder / "a.jpg"), "fields": {"height": 420, "mime": "image/jpeg", "width": 640}},
    ]
    assert not Photo.objects.exists()


def test_a_folder_stands_for_its_files_without_the_hidden_ones(db, run, folder):
    _code, lines, _err = run(folder, "--dry-run", "--json")
    assert [Path(line["file"]).name for line in lines] == ["a.jpg", "b.png"]


def test_what_cannot_be_a_picture_is_named_and_the_others_are_done(db, run, folder):
    (folder / "aa.jpg").write_bytes(b"<svg onload=alert(1)>")
    code, lines, _err = run(folder, folder / "missing.jpg", "--dry-run", "--json")
    assert code == 1
    assert "SVG" in lines[1]["refused"]
    assert "fields" in lines[2]
    assert "cannot be read" in lines[3]["refused"]


def test_pictures_are_taken_in_under_somebodys_name_and_known_again(cast, run, folder):
    how = ["--json", "--by", cast.photo_editor.email, "--credit-line", "Costa/Gazette", "--licence", "own"]
    code, lines, _err = run(folder, *how)
    assert code == 0
    photos = Photo.objects.filter(uid__in=[line["photo"] for line in lines])
    assert {(photo.credit_line, photo.uploaded_by) for photo in photos} == {("Costa/Gazette", cast.photo_editor)}
    _code, again, _err = run(folder / "a.jpg", *how)
    assert again[0]["photo"] == lines[0]["photo"]
    assert "was here already" in again[0]["known"]


def test_it_asks_who_takes_them_in_and_whether_they_may(cast, folder):
    with pytest.raises(CommandError, match="--by EMAIL"):
        call_command("photos", str(folder))
    with pytest.raises(CommandError, match="may not upload pictures"):
        call_command("photos", str(folder), "--by", cast.stranger.email)


@pytest.mark.skipif(not REAL.exists(), reason="The photos with real metadata are not on this machine.")
def test_it_says_what_exiftool_says_of_every_field_of_real_files(db, run):
    """Blank values are none; where blocks disagree, one of them is right."""
    _code, lines, _err = run(REAL, "--dry-run", "--json")
    read = {Path(line["file"]).name: line.get("fields") for line in lines}
    refused = [line for line in lines if "refused" in line and not line["file"].endswith((*REFUSED, ".md", ".json"))]
    assert refused == []
    asked, wrong = 0, []
    for row in json.loads((REAL / "truth.json").read_text()):
        if row["file"].endswith(REFUSED):
            assert read[row["file"]] is None
            continue
        for name, tags in row["fields"].items():
            wanted = [_plain(value) for value in tags.values() if str(value).strip()]
            if name == "problem" or not wanted:
                continue
            asked += 1
            got = _plain(read[row["file"]].get(name))
            if name == "licensor":
                wanted, got = [wanted[0][0]["LicensorName"]], got[0]["LicensorName"]
            lists = [each.split("; ") for each in wanted if isinstance(each, str)]
            if got not in [*wanted, *([each] for each in wanted), *lists]:
                wrong.append((row["file"], name, got, wanted))
    assert asked > 330
    assert wrong == []


def _plain(value):
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value if isinstance(value, dict) else str(value).strip()


def test_what_a_busy_newsroom_does_not_read_at_once_is_asked_again(db, run, folder, busy, waits):
    busy(3)
    code, lines, _err = run(folder / "a.jpg", "--dry-run", "--json")
    assert (code, waits) == (0, [5, 5, 5])
    assert "fields" in lines[0]


def test_a_newsroom_that_stays_busy_is_named_and_the_next_file_read(db, run, folder, busy, waits):
    busy(4)
    code, lines, _err = run(folder / "a.jpg", folder / "a.jpg", "--dry-run", "--json")
    assert code == 1
    assert "in a minute" in lines[0]["refused"]
    assert "fields" in lines[1]
