"""Documents on their way in, as photos come: in pieces, after a lost line; and what is said of all of them."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from media import arriving, held, redacting
from media.models import Arrival, Batch, Document, Supplier
from newsroom.record.models import LogEntry
from tests import document_files as files
from tests.conftest import NOON

from .conftest import drawing, saved

pytestmark = pytest.mark.django_db(databases="__all__")
SAID = {"credit_line": "City/Gazette", "licence": "own", "source": "The council", "supplier": "", "usage_terms": ""}
BEGIN, PHOTOS = "admin:media_document_arriving", "admin:media_photo_arriving"


@pytest.fixture
def desk(as_):
    return as_("photo_editor")


def begun(client, *sent: tuple[str, bytes], to=BEGIN, batch="", said=SAID):
    rows = [{"name": name, "bytes": len(data), "print": name} for name, data in sent]
    address = reverse(to) + (f"?batch={batch}" if batch else "")
    return client.post(address, json.dumps({"files": rows, "said": said}), content_type="application/octet-stream")


def pieced(client, line: dict, data: bytes, offset=0):
    return client.post(f"{line['url']}?offset={offset}", data, content_type="application/octet-stream")


def test_a_document_comes_in_pieces_and_what_is_said_of_all_is_said_of_it(desk, cast):
    data = files.pdf()
    told = begun(desk, ("report.pdf", data)).json()
    (line,) = told["files"]
    assert (line["state"], line["held"], told["batch"]["see"]) == ("coming", 0, "/admin/media/document/")
    assert pieced(desk, line, data[:300]).json()["held"] == 300
    done = pieced(desk, line, data[300:], 300).json()
    document = Document.objects.get()
    assert (done["state"], done["document"]["url"]) == ("taken", f"/admin/media/document/{document.pk}/change/")
    assert done["document"]["said"] == "PDF · City/Gazette"
    assert (document.credit_line, document.licence, document.source) == ("City/Gazette", "own", "The council")
    assert document.original.open("rb").read() == data and document.uploaded_by == cast.photo_editor
    begin, took = LogEntry.objects.order_by("pk").values_list("verb", "facts")
    assert begin == ("begin_batch", '{"of":"documents"}') and took[0] == "upload_document"


def test_it_goes_on_where_the_line_broke_in_a_later_batch_with_what_is_said_then(desk):
    data = files.pdf()
    (line,) = begun(desk, ("report.pdf", data)).json()["files"]
    pieced(desk, line, data[:200])
    page = desk.get(reverse("admin:media_document_add")).content.decode()
    assert "1 file was not sent to its end" in page and "report.pdf" in page
    (again,) = begun(desk, ("report.pdf", data), said={**SAID, "credit_line": "Council"}).json()["files"]
    assert (again["uid"], again["held"]) == (line["uid"], 200)
    answer = pieced(desk, again, data, 0)
    assert (answer.status_code, answer.json()["held"]) == (409, 200)
    assert pieced(desk, again, data[200:], 200).json()["state"] == "taken"
    assert Document.objects.get().credit_line == "Council"


def test_a_sheet_is_an_archive_and_comes_in_as_it_is(desk):
    data = files.xlsx()
    (line,) = begun(desk, ("figures.xlsx", data)).json()["files"]
    assert pieced(desk, line, data).json()["state"] == "taken"
    assert Document.objects.get().format == "xlsx"


def test_a_supplier_is_said_of_all_of_them(desk, cast):
    council = Supplier.objects.create(name="The council", licence="handout")
    (line,) = begun(desk, ("a.csv", data := files.csv()), said={**SAID, "supplier": council.pk}).json()["files"]
    pieced(desk, line, data)
    assert Document.objects.get().supplier == council


def test_what_is_none_says_why_and_leaves_nothing(desk):
    picture = saved(drawing())
    (line,) = begun(desk, ("a.pdf", picture)).json()["files"]
    done = pieced(desk, line, picture).json()
    assert (done["state"], done["said"]) == ("refused", "“a.pdf” is a picture. Put it among the photos.")
    assert "document" not in done and not Document.objects.exists()
    assert not held.path_of(Arrival.objects.get()).exists()


def test_one_that_is_too_large_is_refused_before_it_is_sent(desk, settings):
    settings.DOCUMENT_MEGABYTES = 1
    (line,) = begun(desk, ("vast.pdf", b"x" * 1_100_000)).json()["files"]
    assert (line["state"], "larger than 1 megabyte, the most a document may be" in line["said"]) == ("refused", True)


def test_the_very_same_file_is_named_and_changes_nothing(desk):
    data = files.pdf()
    for said in ({**SAID}, {**SAID, "credit_line": "Another"}):
        (line,) = begun(desk, ("a.pdf", data), said=said).json()["files"]
        done = pieced(desk, line, data).json()
        Arrival.objects.all().delete()
    assert (done["state"], Document.objects.get().credit_line) == ("known", "City/Gazette")
    assert "was here already" in done["said"]


def test_photos_and_documents_are_not_mixed_up(desk):
    data = files.pdf()
    told = begun(desk, ("a.pdf", data)).json()
    (other,) = begun(desk, ("a.pdf", data), to=PHOTOS, batch=told["batch"]["uid"]).json()["files"]
    assert other["uid"] != told["files"][0]["uid"]
    assert "not sent to its end" in desk.get(reverse("admin:media_photo_add")).content.decode()
    assert {batch.of: batch.arrivals.count() for batch in Batch.objects.all()} == {"documents": 1, "photos": 1}
    assert begun(desk, ("b.pdf", data), batch=told["batch"]["uid"]).json()["batch"]["uid"] == told["batch"]["uid"]


@pytest.mark.parametrize("body", ["", "[]", '{"files": 1}', '{"files": [{"name": "a"}]}', "[" * 100_000])
def test_a_list_that_is_none_is_answered_with_a_sentence(desk, body):
    answer = desk.post(reverse(BEGIN), body, content_type="application/octet-stream")
    assert answer.status_code == 400 and "No file was named" in answer.json()["error"]


def test_what_cannot_be_said_is_a_sentence_with_its_field(desk):
    answer = begun(desk, ("a.pdf", b"x"), said={**SAID, "licence": "none such", "credit_line": "x" * 999})
    assert answer.status_code == 400 and not Batch.objects.exists()
    assert "Credit line: " in answer.json()["error"] and "Licence: " in answer.json()["error"]


@pytest.mark.parametrize(("who", "status"), [("stranger", 403), ("reporter", 200), ("photo_editor", 200)])
def test_who_may_send_documents(as_, who, status):
    assert begun(as_(who), ("a.pdf", b"x")).status_code == status


def test_nobody_sends_a_piece_of_somebody_elses(desk, as_):
    (line,) = begun(desk, ("a.pdf", files.pdf())).json()["files"]
    assert pieced(as_("reporter"), line, b"x").status_code == 404


def test_what_was_said_of_all_is_forgotten_with_their_lines(cast):
    arriving.begin_documents(by=cast.photo_editor, said=SAID, now=NOON)
    arriving.forget_old(NOON + timedelta(days=6))
    assert json.loads(Batch.objects.get().said)["source"] == "The council"
    arriving.forget_old(NOON + timedelta(days=8))
    assert Batch.objects.get().said == "{}"


def test_a_redaction_takes_words_out_of_what_was_said_of_all(cast):
    batch = arriving.begin_documents(by=cast.photo_editor, said={"source": "Zqgone Bird"}, now=NOON)
    assert redacting.of_batch(batch, lambda text: text.replace("Zqgone Bird", "█"), NOON)
    assert json.loads(Batch.objects.get().said) == {"source": "█"}
