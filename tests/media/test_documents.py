"""Documents: the one way in, what is said of them, and the photos' own verbs of rights and leases."""

from datetime import timedelta

import pytest

from media import permissions, standing
from media.chores import tell_of_endings
from media.contracts import keep_to_contract
from media.documents.editing import edit_document
from media.documents.taking import accept
from media.instructing import settle_unclear
from media.leasing import change_lease, end_lease, grant_lease
from media.licences import Asks
from media.models import Document, Lease, Leave, Licensed, Photo
from media.opening import PhotoRefused, UploadRefused
from media.sentences import DOCUMENT, PHOTO
from media.using import Use, why_not
from newsroom.notices.models import Notice
from newsroom.record.models import Change, LogEntry
from tests import document_files as files
from tests.conftest import NOON

from .conftest import sent

pytestmark = pytest.mark.django_db(databases="__all__")
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def take(cast):
    def _take(data=None, *, by=None, name="report.pdf", now=NOON, **fields):
        return accept(sent(files.pdf() if data is None else data, name), by=by or cast.photo_editor, now=now, **fields)

    return _take


@pytest.fixture
def paper(take):
    """A document that may be used."""
    return take(title="Harbour report", credit_line="City of Harbour", licence="own")


def usable(document, at=NOON) -> bool:
    """Ask the row and the queryset the same question."""
    document = Document.objects.get(pk=document.pk)
    found = document in Document.objects.usable(at)
    assert found == document.usable(at)
    return found


def test_a_document_is_kept_as_it_came_with_digest_and_size(take, cast):
    data = files.pdf()
    document = take(data, name="Geheim von Anna.pdf")
    assert document.original.open("rb").read() == data
    assert "Anna" not in document.original.name and document.original.name.startswith("documents/")
    entry = LogEntry.objects.get(verb="upload_document")
    assert (entry.by, entry.subject) == (cast.photo_editor, f"document:{document.uid}")
    assert (document.bytes, str(document)) == (len(data), "Geheim von Anna.pdf")


def test_the_very_same_file_is_recognised_and_changes_nothing(take, cast):
    data = files.pdf()
    first = take(data, title="Said first")
    again = take(data, title="Said again", by=cast.reporter)
    assert again.recognised and (again.pk, again.title) == (first.pk, "Said first")
    assert Document.objects.count() == 1


def test_who_may_not_see_it_is_told_only_that_it_is_here(take, cast):
    data = files.pdf()
    take(data)
    cast.reporter.groups.get().permissions.remove(
        *cast.reporter.groups.get().permissions.filter(codename="view_any_document")
    )
    with pytest.raises(UploadRefused, match="from somebody else"):
        take(data, by=type(cast.reporter).objects.get(pk=cast.reporter.pk))


@pytest.mark.parametrize("who", ["photographer", "administrator", "stranger"])
def test_who_may_not_upload_is_told_whom_to_ask(take, cast, who):
    with pytest.raises(UploadRefused, match="Ask the photo desk"):
        take(by=getattr(cast, who))
    assert not Document.objects.exists()


def test_what_a_column_cannot_hold_is_a_sentence(take):
    with pytest.raises(UploadRefused, match="title: "):
        take(title="t" * 251)
    assert not Document.objects.exists()


def test_a_document_is_no_use_without_credit_or_rights(take):
    document = take()
    assert not usable(document)
    assert [reason.split(".")[0] for reason in document.why_not(NOON)] == [
        "The document has no credit line",
        "The document's rights are not established",
    ]


def test_an_edit_is_logged_touches_its_pages_and_leaves_no_trace_when_nothing_is_new(paper, cast):
    edit_document(paper, by=cast.photo_editor, title="Another title", now=NOON)
    assert Change.objects.filter(tag=paper.tag, at=NOON).exists()
    edit_document(paper, by=cast.photo_editor, title="Another title", now=LATER)
    assert LogEntry.objects.filter(verb="edit_document").count() == 1


@pytest.mark.parametrize(
    ("who", "allowed"), [("reporter", False), ("copy_editor", False), ("editor", True), ("photo_editor", True)]
)
def test_who_may_edit_somebody_elses_document(paper, cast, who, allowed):
    person = getattr(cast, who)
    assert permissions.may_edit(person, paper) is allowed
    if not allowed:
        with pytest.raises(PhotoRefused, match="somebody else's document"):
            edit_document(paper, by=person, title="Mine", now=NOON)


def test_an_editor_vouches_for_one_whose_rights_are_not_established(take, cast):
    document = take(credit_line="Somebody")
    with pytest.raises(PhotoRefused, match="You may not vouch for a document"):
        standing.vouch(document, by=cast.reporter, reason="I know them", now=NOON)
    with pytest.raises(PhotoRefused, match="Say why you vouch for the document"):
        standing.vouch(document, by=cast.editor, reason=" ", now=NOON)
    standing.vouch(document, by=cast.editor, reason="From the council itself", now=NOON)
    assert usable(document) and LogEntry.objects.get(verb="vouch").subject == document.subject


def test_a_withdrawal_is_at_once_and_can_be_taken_back(paper, cast):
    with pytest.raises(PhotoRefused, match="You may not withdraw a document"):
        standing.withdraw(paper, by=cast.reporter, reason="Wrong", now=NOON)
    standing.withdraw(paper, by=cast.editor, reason="A name in it", now=NOON)
    assert not usable(paper) and "was withdrawn on" in paper.why_not(NOON)[0]
    assert LogEntry.objects.get(verb="withdraw_document").by == cast.editor
    standing.reinstate(paper, by=cast.editor, now=LATER)
    assert usable(paper, LATER) and LogEntry.objects.filter(verb="reinstate_document").exists()


def test_a_document_is_deleted_with_its_file(paper, cast, django_capture_on_commit_callbacks):
    name, storage = paper.original.name, paper.original.storage
    with pytest.raises(PhotoRefused, match="You may not delete a document"):
        standing.delete(paper, by=cast.editor, now=NOON)
    with django_capture_on_commit_callbacks(execute=True):
        standing.delete(paper, by=cast.photo_editor, now=NOON)
    assert not storage.exists(name) and LogEntry.objects.filter(verb="delete_document").exists()


def test_a_lease_holds_from_its_first_moment_until_before_its_last(paper, cast):
    lease = grant_lease(paper, by=cast.photo_editor, usable_from=NOON, usable_until=LATER, now=NOON)
    assert usable(paper) and not usable(paper, LATER) and not usable(paper, NOON - timedelta(seconds=1))
    assert list(Change.objects.filter(tag=paper.tag).values_list("at", flat=True)) == [NOON, LATER]
    assert paper.lease_end(NOON) == LATER
    change_lease(lease, by=cast.photo_editor, usable_until=LATER + timedelta(hours=1), now=NOON)
    assert usable(paper, LATER)
    end_lease(lease, by=cast.photo_editor, now=LATER)
    assert not usable(paper, LATER)


@pytest.mark.parametrize("who", ["reporter", "editor", "duty_editor"])
def test_only_the_photo_desk_grants_leases(paper, cast, who):
    with pytest.raises(PhotoRefused, match="permission to use a document"):
        grant_lease(paper, by=getattr(cast, who), now=NOON)


def test_a_lease_says_where_and_how_it_may_be_used(paper, cast, settings):
    settings.COUNTRIES = ["GB"]
    grant_lease(paper, by=cast.photo_editor, only_in=["US"], now=NOON)
    assert paper.why_not(NOON) == ["Permission to use the document holds in US only."]
    grant_lease(paper, by=cast.photo_editor, uses_allowed=1, limits=[Asks.ONLINE_ONLY], now=NOON)
    paper = Document.objects.get(pk=paper.pk)
    assert usable(paper)
    assert why_not(paper, Use(NOON, in_print=True, others=(NOON,))) == [
        "It may only be used online.",
        "Permission is for 1 story, which has it already.",
    ]


def test_a_licence_that_lasts_brings_its_lease_along(take, cast):
    document = take(credit_line="Somebody", licence="screengrab")
    assert document.lease_end(NOON) == NOON + timedelta(days=14)
    keep_to_contract(document, None, cast.photo_editor, NOON)
    assert document.leases.count() == 1


def test_what_its_sender_asks_for_becomes_a_lease_and_a_task(take, cast):
    document = take(
        licence="handout", usage_terms="For use until 1 December 2026. Mandatory credit: Port/Press Office."
    )
    assert document.credit_line == "Port/Press Office"
    assert document.leases.get().origin == Leave.Origin.INSTRUCTIONS
    other = take(licence="handout", credit_line="Somebody", by=cast.reporter)
    edit_document(other, by=cast.reporter, usage_terms="Ask Gwen about the gala before breakfast.", now=NOON)
    row = other.unclear.get()
    assert Notice.objects.filter(kind="instructions_unclear", about_uid=other.uid).exists()
    with pytest.raises(PhotoRefused, match="document’s use"):
        settle_unclear(row, by=cast.photo_editor, meaning="", now=NOON)
    settle_unclear(row, by=cast.photo_editor, meaning="Nothing.", now=NOON)
    assert not other.unclear.filter(settled_at=None).exists()


def test_the_photo_desk_is_told_two_weeks_before_leave_ends(paper, cast):
    grant_lease(paper, by=cast.photo_editor, usable_until=NOON + timedelta(days=13), now=NOON)
    tell_of_endings(NOON)
    tell_of_endings(NOON)
    assert Notice.objects.filter(kind="rights_ending", about_uid=paper.uid, to=cast.photo_editor).count() == 1


def test_photos_and_documents_follow_one_rule():
    """Rights, leases and sentences are the same code for both: neither may have a rule of its own beside it."""
    assert PHOTO.keys() == DOCUMENT.keys()
    for kind in (Photo, Document):
        assert issubclass(kind, Licensed) and kind.why_not is Licensed.why_not
        lease = kind._meta.get_field("leases").related_model
        assert lease.covers is Leave.covers and lease.why_not_here is Leave.why_not_here
    assert Lease.holds_here is Leave.holds_here


def test_usable_asks_no_more_than_one_query_for_many(paper, take, django_assert_num_queries):
    for _number in range(3):
        take(credit_line="Somebody", licence="own")
    with django_assert_num_queries(1):
        assert len(Document.objects.usable(NOON)) == 4
