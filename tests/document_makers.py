"""Documents through the one way in, and stories that have them."""

from django.core.files.uploadedfile import SimpleUploadedFile

from media.documents.taking import accept

from . import document_files as files
from .makers import BODY, NOON


def make_document(*, by, now=NOON, data: bytes | None = None, name: str = "report.pdf", **fields):
    """Take in a document that may be used, as somebody."""
    said = {"title": "Harbour report", "description": "What it costs.", "credit_line": "City/Gazette", "licence": "own"}
    return accept(SimpleUploadedFile(name, data or files.pdf()), by=by, now=now, **{**said, **fields})


def figure(document, caption: str = "") -> str:
    """Return the block of a body that a document stands in."""
    said = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure class="document" data-document="{document.uid}">{said}</figure>'


def body_with(*documents, caption: str = "") -> str:
    return "\n".join([BODY, *(figure(document, caption) for document in documents)])
