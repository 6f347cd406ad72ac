"""A backup is one consistent copy without the keys, and a restore puts exactly it back, or changes nothing."""

import json
import stat
import tarfile
from datetime import timedelta
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.conf import settings as conf
from django.core.management import CommandError, call_command

from articles import workflow
from articles.models import Article, Edition
from newsroom.ops import copies
from tests.makers import make_article, make_live, make_photo, use_of

CANARY = "Zqbackupbird"

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.fixture
def var(settings, tmp_path):
    settings.VAR = tmp_path / "var"
    settings.VAR.mkdir()
    for name in copies.KEPT_APART:
        (settings.VAR / name).write_text(f"the {name} itself")
    return settings.VAR


def run(command: str, *arguments) -> str:
    out = StringIO()
    call_command(command, *map(str, arguments), stdout=out, stderr=out)
    return out.getvalue()


def manifest(file: Path) -> dict:
    with tarfile.open(file) as archive:
        return json.load(archive.extractfile(copies.MANIFEST))


def everything_in(file: Path) -> bytes:
    """Return every byte of a backup, less its compression where it has any."""
    with tarfile.open(file) as archive:
        return b"".join(archive.extractfile(member).read() for member in archive if member.isfile())


@pytest.fixture
def paper(cast, noon, var):
    photo = make_photo(by=cast.reporter, now=noon)
    return make_live(cast, now=noon, headline="The wall is built", photos=(use_of(photo),))


def test_what_was_backed_up_is_there_again_after_a_restore(cast, noon, paper, var, tmp_path):
    file = tmp_path / "copy.tar"
    assert "Backed up to" in run("backup", file)
    digests = list(Edition.objects.values_list("digest", flat=True))
    kept = {path: path.read_bytes() for path in copies.uploads()}
    make_article(by=cast.reporter, headline="Begun after the backup")
    make_photo(by=cast.reporter, now=noon)
    said = run("restore", file, "--over-what-is-here")
    assert "Restored the database and" in said and "Everything verifies" in said
    assert [article.headline for article in Article.objects.all()] == ["The wall is built"]
    assert list(Edition.objects.values_list("digest", flat=True)) == digests
    assert {path: path.read_bytes() for path in copies.uploads()} == kept


def test_it_has_no_key_and_is_its_owners_alone(paper, var, tmp_path):
    file = tmp_path / "copy.tar"
    said = run("backup", file)
    assert "Not in it: secret_key, names_key." in said
    found = everything_in(file)
    for name in copies.KEPT_APART:
        assert f"the {name} itself".encode() not in found
        assert name not in manifest(file)["files"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_its_manifest_has_a_digest_of_every_file(paper, var, tmp_path):
    run("backup", tmp_path / "copy.tar")
    said = manifest(tmp_path / "copy.tar")
    assert said["database"] in said["files"] and len(said["files"]) > 2
    assert any(name.startswith("articles.0001") for name in said["migrations"])


def test_a_restore_refuses_a_newsroom_that_has_anything_unless_told(cast, paper, var, tmp_path):
    run("backup", tmp_path / "copy.tar")
    make_article(by=cast.reporter, headline="Not to be lost")
    with pytest.raises(CommandError, match=r"not empty \(stories: 2, photos: 1, people: \d+\); nothing was changed"):
        run("restore", tmp_path / "copy.tar")
    assert Article.objects.filter(headline="Not to be lost").exists()


def _changed(file: Path, name: str, data: bytes | None) -> Path:
    """Return a copy of the backup with one file in it other, or missing."""
    other = file.with_name("other.tar")
    with tarfile.open(file) as archive, tarfile.open(other, "w") as out:
        for member in archive:
            body = archive.extractfile(member).read()
            if member.name == name:
                if data is None:
                    continue
                body, member.size = data, len(data)
            out.addfile(member, BytesIO(body))
    return other


@pytest.mark.parametrize(
    ("data", "said"), [(b"cut", "is not what was backed up"), (None, "is missing: the file is damaged")]
)
def test_a_damaged_backup_is_refused_and_nothing_is_touched(cast, paper, var, tmp_path, data, said):
    run("backup", tmp_path / "copy.tar")
    name = next(name for name in manifest(tmp_path / "copy.tar")["files"] if name.startswith("uploads/"))
    make_article(by=cast.reporter, headline="Not to be lost")
    with pytest.raises(CommandError, match=said):
        run("restore", _changed(tmp_path / "copy.tar", name, data), "--over-what-is-here")
    assert Article.objects.filter(headline="Not to be lost").exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"format": 9}, "this program reads 1"),
        ({"migrations": ["articles.9999_from_the_future"]}, "a newer version, whose tables are made by articles.9999"),
        ({"files": {"../secret": "x"}}, "which is outside the copy"),
        ({"database": "other"}, "another kind of database"),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(paper, var, tmp_path, change, said):
    if change.get("database") and not copies.is_sqlite():
        change = {"database": copies.SQLITE}
    run("backup", tmp_path / "copy.tar")
    text = json.dumps(manifest(tmp_path / "copy.tar") | change).encode()
    other = _changed(tmp_path / "copy.tar", copies.MANIFEST, text)
    with pytest.raises(CommandError, match=said):
        run("restore", other, "--over-what-is-here")
    assert Article.objects.exists()


def test_a_file_that_is_no_backup_is_said_to_be_none(var, tmp_path):
    with pytest.raises(CommandError, match="There is no file"):
        run("restore", tmp_path / "none.tar")
    (tmp_path / "text.tar").write_text("hello")
    with pytest.raises(CommandError, match="it is no backup, or it is damaged"):
        run("restore", tmp_path / "text.tar")
    with tarfile.open(tmp_path / "empty.tar", "w") as archive:
        archive.addfile(tarfile.TarInfo("x"))
    with pytest.raises(CommandError, match="no manifest in it"):
        run("restore", tmp_path / "empty.tar")


def test_a_backup_is_not_written_over_another(paper, var, tmp_path):
    run("backup", tmp_path / "copy.tar")
    with pytest.raises(CommandError, match="is there already"):
        run("backup", tmp_path / "copy.tar")
    with pytest.raises(CommandError, match="There is no folder"):
        run("backup", tmp_path / "none" / "copy.tar")


def test_what_was_redacted_is_in_no_byte_of_a_backup_made_afterwards(cast, noon, var, tmp_path):
    photo = make_photo(by=cast.reporter, caption=f"{CANARY} at court.", now=noon)
    story = make_live(
        cast, now=noon, headline=f"{CANARY} in court", slug=f"{CANARY.lower()}-in-court",
        body=f"<p>{CANARY} said so.</p>", photos=(use_of(photo, caption=CANARY, alt=CANARY),),
    )  # fmt: skip
    workflow.add_note(story, by=cast.reporter, text=f"Rang {CANARY}.", now=noon)
    run("backup", tmp_path / "before.tar")
    before = everything_in(tmp_path / "before.tar").lower()
    assert not copies.is_sqlite() or CANARY.lower().encode() in before
    workflow.redact(story, by=cast.duty_editor, words=[CANARY], reason="A witness", now=noon + timedelta(minutes=1))
    run("backup", tmp_path / "after.tar")
    assert CANARY.lower().encode() not in everything_in(tmp_path / "after.tar").lower()
    # Compressed by PostgreSQL's program: put back, the rows say it.
    run("restore", tmp_path / "after.tar", "--over-what-is-here")
    assert CANARY not in " ".join(Edition.objects.values_list("words__text", flat=True))


@pytest.mark.skipif("sqlite" in conf.DATABASES["default"]["ENGINE"], reason="PostgreSQL’s own programs")
def test_without_postgresqls_programs_it_says_what_to_install(paper, var, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CommandError, match="The program pg_dump is not here"):
        run("backup", tmp_path / "copy.tar")
