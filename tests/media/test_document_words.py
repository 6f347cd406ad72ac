"""What a document's file says: read when it comes in, kept for the desk, found by its search and by nobody else."""

from datetime import timedelta

import pytest
from django.urls import reverse

from media import standing
from media.documents import reading
from media.documents.inside import texts_inside, unread
from media.documents.searching import documents_with
from media.documents.taking import accept
from media.judging import documents as judging
from media.models import Document, DocumentWords
from media.opening import UploadRefused
from newsroom.search.models import DocumentText
from tests import document_files as files
from tests.conftest import NOON

from .conftest import sent

pytestmark = pytest.mark.django_db(databases="__all__")

NOTE = b"<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (Zqnote) /T (Zqauthor) >>"
INFO = b"<< /Title (Zqtitle) /Author (Zqwriter) >>"
TWO_KINDS_OF_TYPE = (
    b"<sst><si><r><rPr><b/></rPr><t>Zq</t></r><r><t>gone</t></r></si><si><t>Bird &amp; Co</t></si></sst>"
)


def take(cast, data: bytes, name="paper.bin", **said) -> Document:
    return accept(sent(data, name), by=cast.photo_editor, now=NOON, **said)


def inside(document) -> str:
    return "\n".join(texts_inside(document))


def found(query: str) -> list[str]:
    return [row.file_name for row in documents_with(Document.objects.order_by("pk"), query)]


def test_the_words_of_a_pdf_are_kept_its_notes_and_properties_among_them(cast):
    data = files.pdf(NOTE, INFO, trailer=b"/Info 7 0 R", words=b"Signed, Zqgone Bird", page=b"/Annots [6 0 R]")
    paper = take(cast, data)
    said = inside(paper)
    for word in ("Signed, Zqgone Bird", "Zqnote", "Zqauthor", "Zqtitle", "Zqwriter"):
        assert word in said
    row = paper.inside
    assert (row.pages, row.pages_read, row.pages_silent, row.whole, row.read_at) == (1, 1, 0, True, NOON)
    assert unread(paper) == []


def test_words_under_a_black_bar_are_in_the_file_and_are_found(cast):
    drawn = b"BT /F1 24 Tf 72 700 Td (Zqgone Bird) Tj ET 0 g 60 690 300 40 re f"
    assert "Zqgone Bird" in inside(take(cast, files.pdf(drawn=drawn)))


def test_a_word_that_is_broken_at_the_end_of_a_line_is_one_word(cast):
    paper = take(cast, files.pdf(words=b"Signed, Zqgo-) Tj 0 -30 Td (ne Bird"))
    assert "Zqgone Bird" in inside(paper)


def test_a_page_that_is_a_picture_is_said_to_be_one(cast):
    paper = take(cast, files.pdf(drawn=b"0 0 99 99 re f"))
    assert unread(paper) == ["Its only page is a picture, and whatever words are in it are found by nobody."]
    assert unread(take(cast, files.pdf(drawn=b""))) == [], "an empty page hides nothing"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (files.xlsx({"xl__sharedStrings.xml": TWO_KINDS_OF_TYPE}), "Zqgone\nBird & Co"),
        (files.xlsx({"xl__workbook.xml": b'<workbook><sheet name="Zqgone" r:id="1"/></workbook>'}), "Zqgone"),
        (files.xlsx(sheet=b"<c><is><t>Zqgone Bird</t></is></c>"), "Zqgone Bird"),
        (files.xlsx({"docProps__core.xml": b"<dc:creator>Zqgone Bird</dc:creator>"}), "Zqgone Bird"),
        (files.xlsx({"xl__comments1.xml": b"<text><t>Zqgone Bird</t></text>"}), "Zqgone Bird"),
        (files.ods(content=b"<text:p>Zq<text:span>go</text:span>ne</text:p><text:p>Bird</text:p>"), "Zqgone\nBird"),
        (files.ods(content=b'<table:table table:name="Zqgone Bird"/>'), "Zqgone Bird"),
        (b"who,what\nZqgone Bird,5\n", "Zqgone Bird"),
        (b'{"who": "Zqgone Bird"}', "Zqgone Bird"),
    ],
)
def test_the_words_of_sheets_and_of_plain_data_are_kept(cast, data, words):
    paper = take(cast, data)
    assert words in inside(paper) and paper.inside.whole
    assert found(words.split()[0]) == ["paper.bin"]


def test_the_number_of_a_shared_text_is_no_word_of_a_sheet(cast):
    assert "4711" not in inside(take(cast, files.xlsx(sheet=b'<c r="A1" t="s"><v>4711</v></c>')))


def test_a_recording_says_nothing_here(cast):
    sound = take(cast, files.wav())
    assert not DocumentWords.objects.exists() and unread(sound) == [] and inside(sound) == ""


def test_the_desk_finds_a_document_by_the_words_of_its_file(cast, as_):
    paper = take(cast, files.pdf(words=b"Signed, Zqgone Bird"), "letter.pdf", title="A letter")
    take(cast, files.pdf(), "other.pdf")
    assert found("zqgone bird") == found('"signed zqgone"') == ["letter.pdf"]
    browser = as_("editor")
    listed = browser.get(reverse("admin:media_document_changelist"), {"q": "zqgone"}).content.decode()
    assert "A letter" in listed and "other.pdf" not in listed
    page = browser.get(reverse("admin:media_document_change", args=[paper.pk])).content.decode()
    assert "What its file says" in page and "1 page · 6 words" in " ".join(page.split())
    standing.delete(paper, by=cast.photo_editor, now=NOON)
    assert not DocumentWords.objects.filter(pk=paper.pk).exists()


def test_of_a_very_long_file_every_word_is_found_wherever_it_stands(cast):
    take(cast, b"the wall and the harbour\n" * 12_000 + b"Zqgone\n", "long.txt")
    assert found("zqgone") == ["long.txt"]
    assert len(DocumentText.objects.get().words.split()) < 40_000


def test_what_is_too_long_is_read_in_part_and_said(cast):
    most = judging.MOST_LETTERS
    sheet = take(cast, files.xlsx(sheet=b"<c><is><t>%s</t></is></c>" % (b"abcd efgh " * (most // 10 + 1))))
    assert len(sheet.inside.text) <= most and unread(sheet) == ["Its words could not be read to their end."]


def test_pages_there_was_no_time_for_are_said(cast):
    paper = take(cast, files.pdf())
    DocumentWords.objects.update(pages=900, pages_read=312, whole=False)
    paper = Document.objects.get(pk=paper.pk)
    assert unread(paper) == ["Its words were read up to page 312 of 900: it is too long for more."]


def test_a_pdf_that_no_reader_opens_is_refused_as_damaged(cast):
    whole = files.pdf()
    with pytest.raises(UploadRefused, match="damaged or was cut off"):
        take(cast, whole.replace(b"/Type /Catalog", b"/Type /Cxtalog").replace(b"/Kids [3 0 R] /Count 1", b"/Count 0"))
    assert not Document.objects.exists()


def test_documents_that_came_before_are_read_by_the_worker(cast):
    paper = take(cast, files.pdf(words=b"Signed, Zqgone Bird"), "letter.pdf")
    DocumentWords.objects.all().delete()
    paper = Document.objects.get(pk=paper.pk)
    assert unread(paper) == ["Its words have not been read yet."]
    assert reading.read_unread(NOON + timedelta(hours=1)) == 1 and reading.read_unread(NOON) == 0
    assert found("zqgone") == ["letter.pdf"]


def test_one_that_cannot_be_read_any_more_is_not_tried_for_ever(cast):
    paper = take(cast, files.pdf())
    DocumentWords.objects.all().delete()
    paper.original.storage.delete(paper.original.name)
    assert reading.read_unread(NOON) == 1 and reading.read_unread(NOON) == 0
    assert unread(Document.objects.get(pk=paper.pk)) == ["Its words could not be read to their end."]
