"""The page on which a contributor's portrait is chosen, and the form beside it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import workflow
from articles.models import Contributor
from articles.workflow import portraits
from media.models import Photo
from newsroom.record.models import LogEntry
from tests.makers import NOON, jpeg, make_contributor, make_live, make_photo


@pytest.fixture
def writer(db):
    return make_contributor()


@pytest.fixture
def path(writer):
    return f"/admin/articles/contributor/{writer.pk}/portrait/"


def _said(writer, **fields) -> dict:
    return {"name": writer.name, "slug": writer.slug, "kind": "person", "bio": "", "account": "", **fields}


def test_a_portrait_is_chosen_from_the_library(as_, cast, writer, path):
    photo = make_photo(by=cast.photo_editor)
    client = as_(cast.editor)
    assert f'value="{photo.uid}"' in client.get(path).content.decode()
    answer = client.post(path, {"photo": str(photo.uid)}, follow=True)
    writer.refresh_from_db()
    assert writer.portrait == photo
    assert "The photo stands beside “Writer A” now." in answer.content.decode()
    assert "Change the portrait…" in answer.content.decode()


def test_the_library_begins_with_what_can_be_shown_and_a_search_finds_the_rest_with_the_reason(as_, cast, path):
    ready, owed = make_photo(by=cast.photo_editor), make_photo(by=cast.photo_editor, credit_line="")
    client = as_(cast.editor)
    first = client.get(path).content.decode()
    assert f'value="{ready.uid}"' in first and f'value="{owed.uid}"' not in first
    assert "These can be shown to readers now." in first
    every = client.get(path, {"q": ""}).content.decode()
    assert f'value="{owed.uid}" disabled' in every and "The photo has no credit line." in every


def test_a_portrait_sent_from_here_is_taken_in_with_its_credit(as_, cast, writer, path):
    file = SimpleUploadedFile("face.jpg", jpeg(colour=(9, 9, 9)), "image/jpeg")
    said = {"photo": file, "credit_line": "Photographer C/Gazette", "licence": "own", "_send": "1"}
    as_(cast.editor).post(path, said)
    writer.refresh_from_db()
    assert (writer.portrait.credit_line, writer.portrait.licence) == ("Photographer C/Gazette", "own")
    assert {"upload_photo", "set_portrait"} <= set(LogEntry.objects.values_list("verb", flat=True))


def test_a_picture_without_rights_stays_in_the_library_and_says_why(as_, cast, writer, path):
    file = SimpleUploadedFile("face.jpg", jpeg(colour=(8, 8, 8)), "image/jpeg")
    said = {"photo": file, "credit_line": "Somebody", "licence": "not_established", "_send": "1"}
    answer = as_(cast.editor).post(path, said)
    page = answer.content.decode()
    writer.refresh_from_db()
    assert answer.status_code == 422 and writer.portrait is None
    assert f"/admin/media/photo/{Photo.objects.get().pk}/change/" in page and "Not done:" in page


@pytest.mark.parametrize("uid", ["", "nonsense", "00000000-0000-0000-0000-000000000000"])
def test_no_photo_at_all_is_asked_for_again(as_, cast, path, uid):
    answer = as_(cast.editor).post(path, {"photo": uid})
    assert answer.status_code == 422 and "Choose a photo first." in answer.content.decode()


def test_a_portrait_is_taken_away_again(as_, cast, writer, path):
    portraits.set_portrait(writer, make_photo(by=cast.photo_editor), by=cast.editor, now=NOON)
    as_(cast.editor).post(path, {"_drop": "1"})
    writer.refresh_from_db()
    assert writer.portrait is None
    answer = as_(cast.editor).post(path, {"_drop": "1"}, follow=True)
    assert "has no portrait" in answer.content.decode()


def test_a_reporter_looks_at_a_contributor_and_chooses_no_portrait(as_, cast, writer, path):
    client = as_(cast.reporter)
    page = client.get(f"/admin/articles/contributor/{writer.pk}/change/").content.decode()
    assert "portrait/" not in page and "No picture stands beside this name." in page
    assert client.get(path).status_code == 403 and client.post(path, {"_drop": "1"}).status_code == 403


def test_beats_are_kept_each_once_and_profiles_one_a_line(as_, cast, writer):
    said = _said(writer, title="Chief reporter", beats=" Harbour,City , Harbour,,", profiles="https://a.example/@w  ")
    as_(cast.editor).post(f"/admin/articles/contributor/{writer.pk}/change/", said)
    writer.refresh_from_db()
    assert (writer.title, writer.beats, writer.profiles) == ("Chief reporter", "Harbour, City", "https://a.example/@w")
    entry = LogEntry.objects.get(verb="change contributor")
    assert all(name in entry.facts for name in ("title", "beats", "profiles"))


def _changed(as_, cast, writer, **said):
    fields = dict.fromkeys(("title", "beats", "profiles"), "") | said
    answer = as_(cast.editor).post(f"/admin/articles/contributor/{writer.pk}/change/", _said(writer, **fields))
    writer.refresh_from_db()
    return answer.content.decode()


def test_expertise_is_kept_as_it_can_be_printed_and_on_the_record(as_, cast, writer):
    _changed(
        as_, cast, writer,
        contact=" writer@example.org ", languages="English, arabic, EN , Français",
        awards="\n A  prize, 2024\n\nA prize, 2024\nAnother, 2020 ", education="Law, Marlhithe, 2016",
    )  # fmt: skip
    assert (writer.contact, writer.languages) == ("writer@example.org", "en, ar, fr")
    assert (writer.awards, writer.education) == ("A prize, 2024\nAnother, 2020", "Law, Marlhithe, 2016")
    entry = LogEntry.objects.get(verb="change contributor")
    assert all(name in entry.facts for name in ("contact", "languages", "awards", "education"))


@pytest.mark.parametrize("contact", ["https://social.example/@writer", "ed+tips@example.org", ""])
def test_readers_reach_somebody_by_mail_or_on_a_page(as_, cast, writer, contact):
    _changed(as_, cast, writer, contact=contact)
    assert writer.contact == contact


@pytest.mark.parametrize(
    "contact",
    [
        "javascript:alert(1)",
        "http://a.example/",
        "ring me",
        "a@b",
        "mailto:a@b.example",
        "https://[",
        "https://a b.example",
    ],
)
def test_what_reaches_nobody_is_no_contact(as_, cast, writer, contact):
    assert "is no way to reach them" in _changed(as_, cast, writer, contact=contact)
    assert writer.contact == ""


def test_what_is_no_language_and_too_many_lines_are_refused_with_a_sentence(as_, cast, writer):
    assert "“Klingonish” is no language known here" in _changed(as_, cast, writer, languages="en, Klingonish")
    assert "These are 13; 12 fit." in _changed(as_, cast, writer, awards="\n".join(map(str, range(13))))
    assert (writer.languages, writer.awards) == ("", "")


def test_what_a_restricted_story_may_not_say_is_in_nobodys_awards(as_, cast, writer):
    article = make_live(cast)
    workflow.block_names(article, by=cast.editor, names=["Zqname Bird"], reason="An order.")
    assert "reporting restriction" in _changed(as_, cast, writer, awards="The Zqname Bird Prize")
    assert writer.awards == ""


@pytest.mark.parametrize("said", ["javascript:alert(1)", "http://a.example/", "a.example", "https://x"])
def test_what_is_no_page_is_no_profile(as_, cast, writer, said):
    answer = as_(cast.editor).post(
        f"/admin/articles/contributor/{writer.pk}/change/", _said(writer, title="", beats="", profiles=said)
    )
    assert "is no address of a page" in answer.content.decode()
    assert Contributor.objects.get().profiles == ""


def test_the_library_costs_the_same_whatever_is_in_it(as_, cast, path, django_assert_max_num_queries):
    client = as_(cast.editor)
    make_photo(by=cast.photo_editor)
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    for _ in range(6):
        make_photo(by=cast.photo_editor)
    with django_assert_max_num_queries(len(few)):
        client.get(path)
