"""Documents at the desk, by HTTP and without a script."""

from datetime import timedelta

import pytest
from django.urls import reverse

from media import standing
from media.documents.editing import edit_document
from media.documents.taking import accept
from media.leasing import grant_lease
from media.models import Document, DocumentLease
from newsroom.record.models import LogEntry
from newsroom.search.models import DocumentText
from tests import document_files as files
from tests.conftest import NOON

from .conftest import sent

pytestmark = pytest.mark.django_db(databases="__all__")
LIST, ADD = "admin:media_document_changelist", "admin:media_document_add"


@pytest.fixture
def paper(cast):
    return accept(
        sent(files.pdf(), "wall.pdf"),
        by=cast.photo_editor,
        now=NOON,
        title="Harbour wall report",
        credit_line="City of Harbour",
        licence="own",
    )


def page_of(document, name="change") -> str:
    return reverse(f"admin:media_document_{name}", args=[document.pk])


def form_of(document, **changes) -> dict:
    names = "title description credit_line source transcript language creator copyright_notice usage_terms licence"
    values = {name: getattr(document, name) for name in names.split()} | {"supplier": ""}
    leases = {"leases-TOTAL_FORMS": 0, "leases-INITIAL_FORMS": 0, "leases-MIN_NUM_FORMS": 0, "leases-MAX_NUM_FORMS": 9}
    return {**values, **leases, "_continue": "1", **changes}


def said(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("photographer", 403),
        ("reporter", 200),
        ("editor", 200),
        ("photo_editor", 200),
        ("administrator", 200),
        ("stranger", 403),
    ],
)
def test_who_may_open_the_list(as_, paper, who, status):
    response = as_(who).get(reverse(LIST))
    assert response.status_code == status
    assert ("Harbour wall report" in response.content.decode()) is (status == 200)


def test_several_documents_come_in_by_a_plain_form_with_their_rights(as_, cast):
    sent_files = [sent(files.pdf(), "a.pdf"), sent(files.csv(), "b.csv"), sent(b"MZ" + b"\0" * 99, "c.exe")]
    fields = {
        "credit_line": "City of Harbour",
        "licence": "own",
        "source": "Council",
        "supplier": "",
        "usage_terms": "",
    }
    response = as_("reporter").post(reverse(ADD), {"file": sent_files, **fields}, follow=True)
    assert "2 documents are in." in said(response) and "“c.exe” is no document this desk takes" in said(response)
    found = Document.objects.all()
    assert {(row.format, row.credit_line, row.licence, row.uploaded_by) for row in found} == {
        ("pdf", "City of Harbour", "own", cast.reporter),
        ("csv", "City of Harbour", "own", cast.reporter),
    }


def test_nothing_chosen_is_a_sentence_and_a_known_file_is_named(as_, paper):
    browser = as_("editor")
    assert "No file came along" in said(browser.post(reverse(ADD), {"licence": "own"}))
    again = sent(paper.original.open("rb").read(), "other.pdf")
    response = browser.post(reverse(ADD), {"file": again, "licence": "own"}, follow=True)
    assert "This very file was here already" in said(response)
    assert response.redirect_chain[-1][0] == page_of(paper)


def test_the_form_mends_and_grants_leave_in_one_act(as_, paper, cast):
    lease = {
        "leases-TOTAL_FORMS": 1,
        "leases-0-usable_from_0": "2026-11-22",
        "leases-0-usable_from_1": "10:00",
        "leases-0-usable_until_0": "2026-12-01",
        "leases-0-usable_until_1": "10:00",
        "leases-0-agreed_with": "The council",
    }
    as_("photo_editor").post(page_of(paper), form_of(paper, title="Wall report", **lease))
    paper.refresh_from_db()
    assert paper.title == "Wall report" and paper.leases.get().agreed_with == "The council"
    assert LogEntry.objects.filter(subject=paper.subject, verb__in=["edit_document", "grant_lease"]).count() == 2


def test_the_page_says_rights_uses_and_what_is_lacking(as_, cast):
    sound = accept(sent(files.wav(), "talk.wav"), by=cast.photo_editor, now=NOON, credit_line="Harbour FM")
    page = as_("editor").get(page_of(sound)).content.decode()
    for words in ("No story uses it yet.", "Not established", "it is not published without one", "0:02", "<audio"):
        assert words in page, words
    as_("editor").post(page_of(sound), form_of(sound, _verb="vouch", vouch_reason="We recorded it"))
    sound.refresh_from_db()
    assert sound.vouched_by == cast.editor


def test_withdrawing_shows_its_places_and_takes_a_reason(as_, paper):
    browser = as_("editor")
    assert "No story uses it yet." in browser.get(page_of(paper, "withdraw")).content.decode()
    refused = browser.post(page_of(paper, "withdraw"), {"reason": " "})
    assert refused.status_code == 422 and "Say why the document is withdrawn." in refused.content.decode()
    response = browser.post(page_of(paper, "withdraw"), {"reason": "A name in it"}, follow=True)
    assert "is withdrawn: it is on no page any more" in said(response)
    browser.post(page_of(paper), form_of(paper, _verb="reinstate"))
    paper.refresh_from_db()
    assert paper.withdrawn_at is None
    assert as_("reporter").get(page_of(paper, "withdraw")).status_code == 403


def test_the_file_is_handed_over_as_its_kind_alone_and_never_opened_here(as_, paper, client):
    response = as_("reporter").get(page_of(paper, "file"))
    assert b"".join(response.streaming_content) == paper.original.open("rb").read()
    assert response["Content-Type"] == "application/pdf" and response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"] == f'attachment; filename="document-{paper.uid.hex[:8]}.pdf"'
    assert "sandbox" in response["Content-Security-Policy"] and "no-store" in response["Cache-Control"]
    assert as_("photographer").get(page_of(paper, "file")).status_code == 404


def test_no_card_of_permissions_is_shown_empty(as_, paper, cast):
    heading = "Permissions to use documents"
    assert heading not in as_("editor").get(page_of(paper)).content.decode()
    assert heading in as_("photo_editor").get(page_of(paper)).content.decode()
    grant_lease(paper, by=cast.photo_editor, usable_until=NOON + timedelta(days=9), now=NOON)
    assert heading in as_("editor").get(page_of(paper)).content.decode()


def test_the_letter_behind_a_lease_is_for_the_photo_desk(as_, paper, cast):
    letter = sent(b"Dear desk", "letter.txt")
    lease = grant_lease(paper, by=cast.photo_editor, document=letter, now=NOON)
    address = reverse("admin:media_documentlease_document", args=[lease.pk])
    assert b"".join(as_("photo_editor").get(address).streaming_content) == b"Dear desk"
    assert as_("reporter").get(address).status_code == 403
    assert DocumentLease.objects.get() == lease


def test_deleting_asks_first_and_the_list_can_be_narrowed(as_, paper, cast):
    sound = accept(sent(files.wav(), "talk.wav"), by=cast.photo_editor, now=NOON)
    browser = as_("photo_editor")
    listed = browser.get(reverse(LIST) + "?lacks=transcript").content.decode()
    assert "talk.wav" in listed and "Harbour wall report" not in listed
    assert "Delete the document" in browser.get(page_of(sound, "delete")).content.decode()
    browser.post(page_of(sound, "delete"), {"post": "yes"})
    assert not Document.objects.filter(pk=sound.pk).exists()


def test_the_list_is_searched_by_any_word_that_is_said_of_a_document(as_, paper, cast):
    said = {"title": "The harbour at six", "transcript": "Anna: the wall was never surveyed."}
    sound = accept(sent(files.wav(), "talk.wav"), by=cast.photo_editor, now=NOON, **said)
    browser = as_("editor")

    def found(words: str) -> set[str]:
        return set(browser.get(reverse(LIST), {"q": words}).context["cl"].queryset.values_list("title", flat=True))

    assert found("harbour") == {"The harbour at six", "Harbour wall report"}
    assert found("never survey") == {"The harbour at six"}
    assert found("nothing of the kind") == set()
    edit_document(sound, by=cast.photo_editor, transcript="Ben: good morning.", now=NOON)
    assert found("surveyed") == set() and found("Ben morning") == {"The harbour at six"}
    standing.delete(sound, by=cast.photo_editor, now=NOON)
    assert not DocumentText.objects.filter(pk=sound.pk).exists()


def test_the_list_asks_the_same_however_many_there_are(as_, paper, cast, django_assert_max_num_queries):
    for _number in range(12):
        row = accept(sent(files.csv(), "b.csv"), by=cast.reporter, now=NOON, credit_line="Somebody", licence="own")
        grant_lease(row, by=cast.photo_editor, usable_until=NOON + timedelta(days=20), now=NOON)
    browser = as_("photo_editor")
    browser.get(reverse(LIST))
    with django_assert_max_num_queries(12):
        browser.get(reverse(LIST))


def test_a_notice_leads_to_the_document(as_, paper, cast):
    from newsroom.notices.subjects import of_kind

    assert of_kind("document").url(paper) == page_of(paper)
    standing.withdraw(paper, by=cast.editor, reason="A name in it", now=NOON)
    log = as_("administrator").get(reverse("admin:record_logentry_changelist")).content.decode()
    assert "Withdrew the document" in log and page_of(paper) in log
