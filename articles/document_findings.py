"""What stands between a story's documents and readers: rights at that moment and for that use, title, transcript."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from media import stories
from media.chores import BEFORE
from media.documents.inside import unread
from media.models import Document, DocumentUnclear
from media.using import Use, why_not
from newsroom import clock

from .blocked_places import any_name_is_blocked
from .content import Content
from .findings import BLOCK, WARN, Finding
from .models import Article


def document_findings(article: Article, content: Content, at: datetime) -> Iterator[Finding]:
    """Yield what is found of each document, in the order of the story. Nothing is asked where there is none."""
    if not content.documents:
        return
    found = Document.objects.filter(uid__in=content.documents).prefetch_related("leases").select_related("inside")
    found = found.defer("inside__text", "inside__searched")
    documents = {str(document.uid): document for document in found}
    others = _others(article, documents.values())
    unclear = set(
        DocumentUnclear.objects.filter(licensed__in=documents.values(), settled_at=None).values_list(
            "licensed", flat=True
        )
    )
    for uid in content.documents:
        if document := documents.get(uid):
            use = Use(at, content.section, others=others.get(document.pk, ()))
            yield from _of(document, use, document.pk in unclear)
            yield from _unread(article, document)
        else:
            yield _finding("gone", BLOCK, _("A document in the text is not here any more."), _("Take it out."))


def _of(document: Document, use: Use, unclear: bool) -> Iterator[Finding]:
    reasons = document.why_not(use.at) or why_not(document, use)
    for reason in reasons:
        advice = _("Mend the document, or take it out of the text.")
        yield _finding("rights", BLOCK, _said(document, reason), advice)
    if not document.title:
        said = _said(document, _("It has no title, by which readers would know it."))
        yield _finding("title", BLOCK, said, _("Write one on its page."))
    if document.kind == Document.Kind.AUDIO and not document.transcript:
        said = _said(document, _("It has no transcript, for who cannot hear it."))
        yield _finding("transcript", BLOCK, said, _("Write it on its page, or take the recording out."))
    if not document.description and not document.transcript:
        said = _said(document, _("Nothing says what is in it."))
        yield _finding("description", WARN, said, _("A sentence on its page helps who does not open it."))
    end = document.lease_end(use.at, use.section)
    if not reasons and end and end - use.at <= BEFORE:
        when = date_format(clock.local(end), "j F Y, H:i")
        said = _said(document, _("Permission ends on %(when)s, and it leaves the page then.") % {"when": when})
        yield _finding("ending", WARN, said, _("Ask for longer, or have another at hand."))
    if unclear:
        said = _said(document, _("It came with instructions that nobody has settled yet."))
        yield _finding("unclear", WARN, said, _("Read them on its page."))


def _unread(article: Article, document: Document) -> Iterator[Finding]:
    """Where names must not appear, say what of the file nobody could look for them in."""
    if (sentences := unread(document)) and any_name_is_blocked(article):
        for sentence in sentences:
            advice = _("Look through it for the blocked names yourself.")
            yield _finding("unread", WARN, _said(document, sentence), advice)


def _said(document: Document, reason: str) -> str:
    return _("Document “%(document)s”: %(reason)s") % {"document": document, "reason": reason}


def _finding(id: str, severity: str, message: str, advice: str) -> Finding:
    return Finding(f"document-{id}", severity, message, advice, "body")


def _others(article: Article, documents) -> dict[int, tuple[datetime, ...]]:
    """Return when each other story had those documents whose uses are counted."""
    counted = [
        document.pk
        for document in documents
        if document.terms.uses is not None or any(lease.uses_allowed for lease in document.leases.all())
    ]
    if not counted:
        return {}
    return {
        document: tuple(moment for story, moment in had.items() if story != article.pk)
        for document, had in stories.uses_of(counted, Document).items()
    }
