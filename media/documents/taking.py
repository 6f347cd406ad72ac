"""The one way in for a document."""

from datetime import datetime
from pathlib import PurePath

from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from newsroom import clock
from newsroom.record.canonical import clean_text
from newsroom.record.log import enter

from ..act import typed
from ..contracts import keep_to_contract
from ..incoming import refuse_what_does_not_fit, sha256_of, size_of
from ..instructing import read_instructions
from ..judging.limits import most_document_megabytes
from ..judging.verdicts import DocumentVerdict, judge_document
from ..models import Document
from ..opening import UploadRefused
from ..permissions import may_see, may_upload_document
from ..refusals import document_too_large
from .editing import EDITABLE
from .reading import keep_words


def accept(file, *, by, now: datetime | None = None, **fields) -> Document:
    """Take in an uploaded file and return its document, judged by its content and never by its name.

    `fields` are what the sender says of it (see `editing.EDITABLE`). The very same bytes are recognised: the document
    that has them is returned with `recognised` set, unchanged. Raise UploadRefused with a sentence for whatever cannot
    be taken in, and TypeError for an unknown field.
    """
    if unknown := fields.keys() - EDITABLE:
        raise TypeError(f"A document has no field {', '.join(sorted(unknown))} to upload with.")
    name = clean_text(PurePath(getattr(file, "name", "") or gettext("the file")).name)[:100]
    if not may_upload_document(by):
        raise UploadRefused(gettext("You may not upload documents. Ask the photo desk to take them in."))
    sha256 = sha256_of(file, most_document_megabytes(), document_too_large(name))
    if known := Document.objects.filter(sha256=sha256).first():
        return _recognised(known, by, name)
    # The slow part comes before the transaction: others would wait for it.
    verdict = judge_document(file, name)
    document = Document(
        format=verdict.format,
        seconds=verdict.seconds,
        bytes=size_of(file),
        sha256=sha256,
        file_name=name,
        uploaded_by=by,
        uploaded_at=now or clock.now(),
        **{key: typed(value) for key, value in fields.items()},
    )
    refuse_what_does_not_fit(document)
    return _put_on_record(document, file, name, verdict)


def _recognised(document: Document, by, name: str) -> Document:
    if not may_see(by, document):
        raise UploadRefused(
            gettext("“%(name)s” is on file already, from somebody else. Ask the photo desk for it.") % {"name": name}
        )
    document.recognised = True
    return document


def recognised_sentence(document: Document) -> str:
    """Return what to tell somebody who sent a file that was here already."""
    sentence = gettext("This very file was here already, uploaded by %(who)s. Nothing was added.") % {
        "who": document.uploaded_by
    }
    return sentence + (" " + gettext("It is withdrawn: nobody may use it.") if document.withdrawn_at else "")


def _put_on_record(document: Document, file, name: str, verdict: DocumentVerdict) -> Document:
    by, now = document.uploaded_by, document.uploaded_at
    file.seek(0)
    # The sender's name says nothing that is trusted, not even its suffix.
    path = document.original.field.generate_filename(document, f"original.{document.format}")
    document.original.name = default_storage.save(path, file)
    try:
        with transaction.atomic():
            document.save(force_insert=True)
            # Its kind is for the database to say.
            document.refresh_from_db(fields=["kind"])
            keep_words(document, verdict, now)
            if document.usage_terms:
                read_instructions(document, by=by, text=document.usage_terms, now=now)
            keep_to_contract(document, document.supplier, by, now)
            facts = {"sha256": document.sha256, "format": document.format, "bytes": document.bytes}
            enter("upload_document", by=by, now=now, subject=document.subject, facts=facts)
    except BaseException as error:
        default_storage.delete(document.original.name)
        # Two people sent the same file at the same instant: the other's is the document.
        twin = Document.objects.filter(sha256=document.sha256).first() if isinstance(error, IntegrityError) else None
        if twin is None:
            raise
        return _recognised(twin, by, name)
    return document
