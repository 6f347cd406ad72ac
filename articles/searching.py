"""What the desk's search knows of a story."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Exists, OuterRef

from newsroom.search import index
from newsroom.search.finding import found
from newsroom.search.models import DeskText
from newsroom.search.words import terms_of, words_of

from .body import plain
from .content import OF_ONE_KIND, Content
from .models import Article, Contributor, Tag


def stories(query: str) -> list[int] | None:
    """Return the stories that have what the query asks for, the latest begun first; None when it asks for nothing.

    Who may see them is not asked here: start from `visible_to`.
    """
    terms = terms_of(query)
    return found(terms) if terms else None


def keep(article: Article, content: Content) -> None:
    """Let the desk find the story by its words as they are now."""
    title = [content.slugline, content.headline, content.dek, *_names(content)]
    text = [
        content.dateline,
        content.search_headline,
        content.share_headline,
        content.sponsor,
        *(getattr(content, name) for name in OF_ONE_KIND),
        plain(content.body),
        *(said for photo in content.photos for said in (photo.caption, photo.alt)),
    ]
    index.keep(article.pk, title=_words(title), text=_words(text))


def _names(content: Content) -> Iterable[str]:
    """Return the names of writers and tags as they are today."""
    writers = [byline.contributor for byline in content.bylines]
    if writers:
        yield from Contributor.objects.filter(uid__in=writers).order_by("pk").values_list("name", flat=True)
    if content.tags:
        yield from Tag.objects.filter(uid__in=content.tags).order_by("pk").values_list("name", flat=True)


def _words(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in words_of(text)]


def keep_missing() -> int:
    """Write the words of stories the index does not have; return how many."""
    return _keep(Article.objects.filter(~Exists(DeskText.objects.filter(story=OuterRef("pk")))))


def keep_all() -> int:
    """Write every story's words anew; return how many."""
    return _keep(Article.objects.all())


def _keep(asked) -> int:
    from .working_copy import content_of

    count = 0
    for pk in asked.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=500):
        with transaction.atomic():
            article = Article.objects.select_for_update().get(pk=pk)
            keep(article, content_of(article))
        count += 1
    return count
