"""What readers' search knows of an edition: the words readers are shown, and what they can narrow by.

It is written with the edition and rewritten by a redaction. Captions are left out: they go when a photo's rights lapse.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Exists, OuterRef

from newsroom.search import readers
from newsroom.search.models import ReaderText
from newsroom.search.words import words_of

from .body import plain
from .content import Content
from .models import Article, Contributor, Edition, Section, Tag
from .preflight import is_entry

SHOWN = {"obituary": ("life",), "fact_check": ("claim", "claimant", "verdict"), "review": ("reviewed",)}
SECTION, TAG, CONTRIBUTOR, KIND, MONTH, YEAR = "s", "t", "c", "k", "m", "y"
# Of an entry of a live story: whatever it is narrowed by, its live story is, and it is looked for by this alone.
AN_ENTRY = readers.mark("e", 1)


def keep(edition: Edition, content: Content) -> None:
    """Let readers find this edition by its words, whenever it is listed; one without text is not found."""
    if edition.shows != Edition.Shows.TEXT:
        return
    tags = dict(Tag.objects.filter(uid__in=content.tags).order_by("pk").values_list("pk", "name"))
    printed = [byline.name for byline in content.bylines]
    readers.keep(
        edition.pk,
        title=_words([content.headline, content.dek, *printed, *tags.values()]),
        text=_words([content.dateline, plain(content.body), *shown_beside(content)]),
        marks=_marks(edition, content, tags),
    )


def shown_beside(content: Content) -> list[str]:
    """Return the texts of its kind and of who pays, which readers are shown beside the body."""
    sponsor = [content.sponsor] if content.paid_as else []
    return [*sponsor, *(getattr(content, name) for name in SHOWN.get(content.kind, ()))]


def _words(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in words_of(text)]


def _marks(edition: Edition, content: Content, tags: Iterable[int]) -> list[str]:
    """Return the marks. Tags are those that were printed: a merge of tags is asked for when marks are read."""
    sections = Section.objects.filter(uid=content.section) if content.section else Section.objects.none()
    # Who asked not to be named has no page, and is nothing to narrow by.
    names = Contributor.objects.filter(uid__in={byline.contributor for byline in content.bylines}).exclude(
        kind="unnamed"
    )
    found = [(SECTION, pk) for pk in sections.values_list("pk", flat=True)]
    found += [(TAG, pk) for pk in tags]
    found += [(CONTRIBUTOR, pk) for pk in names.order_by("pk").values_list("pk", flat=True)]
    found += [(KIND, content.kind), (MONTH, f"{edition.dated:%Y%m}"), (YEAR, edition.dated.year)]
    marks = [readers.mark(what, value) for what, value in found]
    return [AN_ENTRY, *marks] if is_entry(edition.article) else marks


def keep_missing() -> int:
    """Write the words of editions the index does not have, or has of entries without their mark; return how many."""
    have = ReaderText.objects.filter(edition=OuterRef("pk"))
    unmarked = ~Exists(have.filter(marks__startswith=AN_ENTRY))
    return _keep(Edition.objects.filter(~Exists(have))) + _keep(
        Edition.objects.filter(unmarked, article__live_entry__isnull=False)
    )


def keep_all() -> int:
    """Write the words of every edition anew; return how many."""
    return _keep(Edition.objects.all())


def _keep(editions) -> int:
    count = 0
    wanted = editions.filter(shows=Edition.Shows.TEXT).order_by("pk").values_list("pk", flat=True)
    for pk in wanted.iterator(chunk_size=500):
        with transaction.atomic():
            # Its story is locked first, so that a redaction is waited for and never undone.
            Article.objects.select_for_update().get(editions=pk)
            edition = Edition.objects.select_related("words", "article").get(pk=pk)
            keep(edition, edition.content)
        count += 1
    return count
