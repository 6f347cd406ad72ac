"""Rules in the admin: kept through verbs, tried, made live, sent out and brought in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.models import StyleRule
from articles.style.starter import starter_rows
from newsroom.record.models import LogEntry
from tests.makers import make_live

HOUSE = "/admin/articles/stylerule/"
SAID = {
    "name": "Wall",
    "message": "It is a sea wall.",
    "category": "usage",
    "engine": "words",
    "pattern": "harbour wall => sea wall",
    "replacement": "",
    "fields": ["body", "dek"],
    "languages": "EN, de",
}


@pytest.fixture(autouse=True)
def _starter_set(db):
    """The starter set, as a new newsroom has it: a test with real transactions before this one emptied the tables."""
    if not StyleRule.objects.exists():
        StyleRule.objects.bulk_create(StyleRule(**row) for row in starter_rows())


def file_of(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("rules.csv", text.encode(), "text/csv")


def test_a_rule_is_added_as_a_draft_and_its_trial_comes_next(as_, cast):
    response = as_(cast.copy_editor).post(f"{HOUSE}add/", SAID)
    rule = StyleRule.objects.get(name="Wall")
    assert response.url == f"{HOUSE}{rule.pk}/trial/"
    assert (rule.state, rule.fields, rule.languages) == ("draft", "body dek", "en, de")
    assert LogEntry.objects.get(verb="add style rule").subject == rule.subject


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a"])
def test_a_bad_pattern_is_refused_beside_its_field(as_, cast, pattern):
    response = as_(cast.editor).post(f"{HOUSE}add/", SAID | {"engine": "pattern", "pattern": pattern})
    assert response.status_code == 200
    assert "pattern" in response.context["adminform"].form.errors
    assert not StyleRule.objects.filter(name="Wall").exists()


def test_a_space_is_a_replacement(as_, cast):
    said = {"engine": "pattern", "pattern": "  +", "replacement": " "}
    as_(cast.editor).post(f"{HOUSE}add/", SAID | said)
    rule = StyleRule.objects.get(name="Wall")
    assert (rule.pattern, rule.replacement) == ("  +", " ")


def test_a_name_is_taken_once_whatever_its_capitals(as_, cast):
    response = as_(cast.editor).post(f"{HOUSE}add/", SAID | {"name": "doubled WORD"})
    assert "already" in response.text


def test_a_rule_is_tried_shown_and_made_live(as_, cast, noon):
    make_live(cast, now=noon, body="<p>The harbour wall, the &lt;b&gt; harbour wall.</p>")
    rule = StyleRule.objects.create(name="Wall", pattern="harbour wall => sea wall", message="Why.")
    client, page = as_(cast.copy_editor), f"{HOUSE}{rule.pk}/trial/"
    assert "Not tried yet" in client.get(page).text
    client.post(page, {"_style": "try"})
    shown = client.get(page).text
    assert "2 times" in shown
    assert "<mark>harbour wall</mark>" in shown
    assert "the &lt;b&gt; " in shown
    client.post(page, {"_style": "live"})
    rule.refresh_from_db()
    assert rule.state == "live"
    client.post(page, {"_style": "draft"})
    rule.refresh_from_db()
    assert rule.state == "draft"


def test_a_draft_that_was_not_tried_stays_a_draft(as_, cast):
    rule = StyleRule.objects.create(name="Wall", pattern="wall", message="Why.")
    page = as_(cast.editor).post(f"{HOUSE}{rule.pk}/trial/", {"_style": "live"}, follow=True)
    assert "First see where" in page.text
    rule.refresh_from_db()
    assert rule.state == "draft"


def test_a_reporter_sees_rules_and_changes_none(as_, cast):
    rule = StyleRule.objects.create(name="Wall", pattern="wall", message="Why.")
    client = as_(cast.reporter)
    for page in ("", "export/", f"{rule.pk}/change/", f"{rule.pk}/trial/"):
        assert client.get(HOUSE + page).status_code == 200, page
    assert "Import" not in client.get(HOUSE).text
    assert client.get(f"{HOUSE}import/").status_code == 403
    assert client.post(f"{HOUSE}{rule.pk}/trial/", {"_style": "try"}).status_code == 403
    assert client.post(f"{HOUSE}add/", SAID).status_code == 403
    assert client.post(f"{HOUSE}{rule.pk}/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("page", ["", "export/", "import/", "1/trial/", "add/"])
def test_a_stranger_sees_nothing_of_it(as_, cast, page):
    assert as_(cast.photographer).get(HOUSE + page).status_code in {403, 404}


def test_a_rule_is_taken_away_on_the_record(as_, cast):
    rule = StyleRule.objects.create(name="Wall", pattern="wall", message="Why.")
    as_(cast.editor).post(f"{HOUSE}{rule.pk}/delete/", {"post": "yes"})
    assert not StyleRule.objects.filter(pk=rule.pk).exists()
    assert LogEntry.objects.filter(verb="drop style rule", subject=rule.subject).exists()


def test_what_is_exported_can_be_brought_in_again(as_, cast):
    client = as_(cast.editor)
    text = client.get(f"{HOUSE}export/").text
    StyleRule.objects.filter(name="Double space").delete()
    page = client.post(f"{HOUSE}import/", {"file": file_of(text)}, follow=True)
    assert "1 rules added, 0 changed, 14 as they were." in page.text
    assert client.get(f"{HOUSE}export/").text == text


def test_a_bad_line_is_named_and_nothing_is_taken_in(as_, cast):
    text = "name,engine,pattern,message\nGood,words,x,Why.\nBad,pattern,(a,Why.\n"
    page = as_(cast.editor).post(f"{HOUSE}import/", {"file": file_of(text)})
    assert page.status_code == 422
    assert "Line 3:" in page.text
    assert not StyleRule.objects.filter(name="Good").exists()


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (None, "Choose a file first"),
        (SimpleUploadedFile("x.csv", b"\xff\xfe\x00n"), "is not UTF-8 text"),
        (SimpleUploadedFile("x.csv", b"\x00\x00"), "must name the columns"),
        (SimpleUploadedFile("x.csv", b"a" * 2_000_001), "larger than two megabytes"),
    ],
)
def test_a_file_that_is_none_is_refused_with_a_reason(as_, cast, file, said):
    page = as_(cast.editor).post(f"{HOUSE}import/", {"file": file} if file else {})
    assert (page.status_code, said in page.text) == (422, True)
