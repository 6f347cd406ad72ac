"""`manage.py intake`: what it prints, what it skips, what it makes."""

import io
import json
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from articles.intake.decoding import MOST_BYTES
from articles.models import Article, Hold, Section
from tests.makers import make_section

from .test_draft import COPY

SEED = Path(__file__).resolve().parents[3] / "shared" / "seeds" / "story.txt"
KEYS = [
    "source",
    "headline",
    "dek",
    "bylines",
    "dateline",
    "published",
    "embargo",
    "hold",
    "copy_from",
    "photos",
    "body",
    "left_out",
    "doubts",
]


def run(*arguments):
    """Return the exit code, what was printed, and what was said of trouble."""
    out, err = io.StringIO(), io.StringIO()
    code = 0
    try:
        call_command("intake", *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as ended:
        code = ended.code
    return code, out.getvalue(), err.getvalue()


@pytest.fixture
def copy(tmp_path):
    path = tmp_path / "wall.txt"
    path.write_text(COPY, encoding="utf-8")
    return path


@pytest.mark.skipif(not SEED.exists(), reason="the seed story is not on this machine")
def test_the_seed_is_one_line_of_json():
    code, out, err = run(SEED, "--dry-run", "--json")
    (line,) = out.splitlines()
    said = json.loads(line)
    assert (code, err) == (0, "")
    assert list(said) == KEYS
    assert said["source"] == str(SEED)
    assert said["headline"] == "Syrian army soldiers killed in extremist attack"
    assert said["bylines"] == ["News Desk"]
    assert said["published"] == "2023-01-14"
    assert said["photos"][0]["credit"] == "hstoday.us"
    assert len(said["body"]) == 12
    assert said["left_out"] == ["Most Popular"]
    assert (said["embargo"], said["hold"], said["copy_from"]) == (None, "", "unknown")


def test_a_dry_run_needs_no_database(copy):
    assert json.loads(run(copy, "--dry-run", "--json")[1])["headline"] == "Harbour wall to be rebuilt by spring"


def test_an_unreadable_file_is_named_and_the_others_are_done(copy, tmp_path):
    missing, picture = tmp_path / "missing.txt", tmp_path / "picture.jpg"
    picture.write_bytes(b"\xff\xd8\xff\xe0 not text")
    code, out, err = run(missing, copy, picture, tmp_path, copy, "--dry-run", "--json")
    assert code == 1
    assert [json.loads(line)["source"] for line in out.splitlines()] == [str(copy), str(copy)]
    assert len(err.splitlines()) == 3
    assert all(str(name) in err for name in (missing, picture, tmp_path))


@pytest.mark.parametrize("data", [b"", b" \n\n", b"\xef\xbb\xbf", b"\x00\x01\x02", b"%PDF-1.7", b"\x81\x8d\x8f"])
def test_a_file_without_readable_words_is_skipped(tmp_path, data):
    path = tmp_path / "odd.txt"
    path.write_bytes(data)
    code, out, err = run(path, "--dry-run", "--json")
    assert (code, out) == (1, "")
    assert "odd.txt" in err


def test_a_file_larger_than_copy_can_be_is_skipped(tmp_path):
    path = tmp_path / "huge.txt"
    path.write_bytes(b"word " * (MOST_BYTES // 5 + 1))
    code, _out, err = run(path, "--dry-run")
    assert code == 1
    assert "huge.txt" in err and "1024" in err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_it_reads_what_editors_save(tmp_path, encoding):
    path = tmp_path / "wall.txt"
    path.write_bytes(COPY.replace("Ada", "Zoë").encode(encoding))
    said = json.loads(run(path, "--dry-run", "--json")[1])
    assert said["bylines"][0] == "Zoë Penrose"
    assert said["headline"] == "Harbour wall to be rebuilt by spring"
    assert said["body"][1].startswith("“It will be built")


def test_a_dash_reads_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(COPY.encode())))
    said = json.loads(run("-", "--dry-run", "--json")[1])
    assert (said["source"], said["published"]) == ("-", "2023-01-14")


def test_now_says_which_tuesday_is_meant(tmp_path):
    path = tmp_path / "embargo.txt"
    path.write_text("EMBARGOED UNTIL 10:00 GMT TUESDAY\n\n" + COPY)
    said = json.loads(run(path, "--dry-run", "--json", "--now", "2023-01-16T12:00:00Z")[1])
    assert said["embargo"] == "2023-01-17T10:00:00+00:00"


def test_a_moment_it_cannot_read_is_a_sentence(copy):
    with pytest.raises(CommandError, match="“soon” is not a moment"):
        run(copy, "--dry-run", "--now", "soon")


def test_without_json_it_prints_a_summary_with_the_doubts(copy):
    _code, out, _err = run(copy, "--dry-run")
    assert "Harbour wall to be rebuilt by spring" in out
    assert "? " in out


def test_a_draft_is_made_as_the_person_named_and_its_address_printed(cast, copy):
    section = make_section("City")
    code, out, _err = run(copy, "--by", "Reporter@Example.org", "--section", "city")
    article = Article.objects.get()
    assert code == 0
    assert (article.created_by, article.section) == (cast.reporter, section)
    assert f"/admin/articles/article/{article.pk}/change/" in out


def test_json_of_a_draft_has_its_address(cast, copy):
    said = json.loads(run(copy, "--json", "--by", cast.reporter.email)[1])
    assert list(said) == [*KEYS, "address"]


def test_copy_that_says_kill_is_held(cast, tmp_path):
    path = tmp_path / "kill.txt"
    path.write_text("KILL KILL KILL\n\n" + COPY)
    run(path, "--by", cast.reporter.email)
    assert Hold.objects.get().kind == Hold.Kind.ADVISORY


def test_a_dry_run_makes_nothing(cast, copy):
    run(copy, "--dry-run", "--by", cast.reporter.email)
    assert not Article.objects.exists()


def test_a_bad_file_among_good_ones_stops_no_draft(cast, copy, tmp_path):
    code, _out, _err = run(tmp_path / "missing.txt", copy, "--by", cast.reporter.email)
    assert code == 1
    assert Article.objects.count() == 1


def test_it_asks_who_brings_the_copy_in(copy):
    with pytest.raises(CommandError, match="--by EMAIL"):
        run(copy)


def test_an_address_that_is_nobodys_is_a_sentence(cast, copy):
    with pytest.raises(CommandError, match="nobody@example.org"):
        run(copy, "--by", "nobody@example.org")


@pytest.mark.parametrize("who", ["photographer", "administrator", "stranger"])
def test_whoever_may_not_begin_a_story_is_refused(cast, copy, who):
    with pytest.raises(CommandError, match="may not begin a story"):
        run(copy, "--by", getattr(cast, who).email)


def test_somebody_who_has_left_is_refused(cast, copy):
    cast.reporter.is_active = False
    cast.reporter.save()
    with pytest.raises(CommandError, match="may not begin a story"):
        run(copy, "--by", cast.reporter.email)


def test_a_section_that_is_not_there_is_named_with_those_that_are(cast, copy):
    Section.objects.create(name="City", slug="city")
    with pytest.raises(CommandError, match="“sport”.*city"):
        run(copy, "--by", cast.reporter.email, "--section", "sport")
