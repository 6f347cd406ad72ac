"""What the desk's search knows of a document: every word that is said of it, its transcript's and its file's too."""

from django.db.models import Exists, OuterRef, QuerySet

from newsroom.search import index
from newsroom.search.finding import found_documents
from newsroom.search.models import DocumentText
from newsroom.search.words import terms_of, words_of

from ..models import Document, DocumentWords

# What is said of a document, in its form and in its file.
SAID = (
    "title",
    "description",
    "transcript",
    "file_name",
    "creator",
    "credit_line",
    "copyright_notice",
    "source",
    "usage_terms",
)


def keep(document: Document) -> None:
    """Let the desk find the document by its words as they are now."""
    said = [getattr(document, name) for name in SAID]
    said += [str(document.terms.label), document.get_format_display()]
    said += [document.supplier.name] if document.supplier_id else []
    inside = DocumentWords.objects.filter(document=document).values_list("searched", flat=True).first() or ""
    words = [word for text in said for word in words_of(str(text))]
    index.keep_document(document.pk, [*words, *inside.split()])


def documents_with(documents: QuerySet, query: str) -> QuerySet:
    """Return those of the documents that have every word of the query; all of them for no word."""
    terms = terms_of(query)
    return documents.filter(pk__in=found_documents(terms)) if terms else documents


def keep_saved(sender, instance: Document, **kwargs) -> None:
    """Keep the words whoever wrote them, in the same transaction."""
    keep(instance)


def keep_read(sender, instance: DocumentWords, **kwargs) -> None:
    """Keep the words of its file, once those are read."""
    keep(instance.document)


def forget_deleted(sender, instance: Document, **kwargs) -> None:
    """Find a document that is gone by nothing."""
    index.forget_document(instance.pk)


def keep_missing() -> int:
    """Write the words of documents the index does not have; return how many."""
    return _keep(Document.objects.filter(~Exists(DocumentText.objects.filter(pk=OuterRef("pk")))))


def keep_all() -> int:
    """Write every document's words anew; return how many."""
    return _keep(Document.objects.all())


def _keep(asked: QuerySet) -> int:
    count = 0
    for document in asked.select_related("supplier").order_by("pk").iterator(chunk_size=500):
        keep(document)
        count += 1
    return count
