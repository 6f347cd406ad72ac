"""Redacting a live story: its key points go with it; its entries are stories that are redacted each by itself."""

from collections.abc import Iterator

from django.db.models import Q

from articles.blackout import Blackout, content_without
from articles.content import from_text
from articles.models import (
    Article,
    ArticleDocument,
    ArticlePhoto,
    EditionDocument,
    EditionPhoto,
    EditionWords,
    LiveEntry,
    Note,
    Redaction,
    Revision,
)
from media.documents.redacting import document_says
from media.redacting import photo_says
from newsroom.record.log import enter

from .act import Act


def key_points_of(article: Article):
    """Return the story of the key points, where it is a live story that has some: one at most."""
    return Article.objects.filter(live_entry__live=article.pk, live_entry__is_key_points=True)


def with_key_points(article: Article):
    """Return the numbers of the story and, where it is a live one, of its key points."""
    return Article.objects.filter(Q(pk=article.pk) | Q(pk__in=key_points_of(article).values("pk"))).values("pk")


def enter_key_points(points: Act, like: Redaction, places: int) -> None:
    """Enter on the key points' own record what was done to them with their live story."""
    said = {"reason": like.reason, "order": like.order}
    own = Redaction.objects.create(article=points.article, at=like.at, by=like.by, places=places, **said)
    enter(
        "redact",
        by=points.by,
        now=points.now,
        subject=points.article.subject,
        facts=points.facts | {"redaction": own.pk, "places": places},
        words=points.words | said,
        changes=points.changes,
    )


def entries_with(article: Article, out: Blackout, *, by) -> list[Article]:
    """Return the entries of a live story that have the words, the newest first: in a version, a revision, a note, or
    in what goes with one of their pictures or documents. As many queries however many entries there are."""
    entries = LiveEntry.objects.filter(live=article.pk, is_key_points=False)
    named = {pk for pk, has in _texts(entries.values("pk"), out) if has}
    return list(Article.objects.visible_to(by).filter(pk__in=named).order_by("-live_entry__at", "-pk"))


def _texts(entries, out: Blackout) -> Iterator[tuple[int, bool]]:
    """Yield whether the words stand in it, for each version, revision, note, picture and document of these entries."""
    issued = EditionWords.objects.filter(edition__article__in=entries)
    for story, text, note in issued.values_list("edition__article", "text", "public_note").iterator():
        yield story, _has(text, out) or out.found_in(note)
    for story, text in Revision.objects.filter(article__in=entries).values_list("article", "text").iterator():
        yield story, _has(text, out)
    for story, text, quote in Note.objects.filter(article__in=entries).values_list("article", "text", "quote"):
        yield story, out.found_in(text) or out.found_in(quote)
    yield from _of_media(entries, out)


def _of_media(entries, out: Blackout) -> Iterator[tuple[int, bool]]:
    """Yield whether the words stand in what goes with it, for each photo and document these entries have or had."""
    for kind in (EditionPhoto, ArticlePhoto):
        for row in kind.objects.filter(article__in=entries).select_related("photo").prefetch_related("photo__persons"):
            yield row.article_id, photo_says(row.photo, out.text)
    for kind in (EditionDocument, ArticleDocument):
        for row in kind.objects.filter(article__in=entries).select_related("document"):
            yield row.article_id, document_says(row.document, out.text)


def _has(text: str, out: Blackout) -> bool:
    content = from_text(text)
    return content_without(content, out, set()).text != content.text
