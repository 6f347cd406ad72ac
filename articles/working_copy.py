"""Between an article's rows and the one shape of a story."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from media.asking import order_crop, wake
from media.models import Document, Photo
from newsroom import clock
from newsroom.prepared import NUMBER, prepared
from newsroom.record.canonical import clean_text, stamp

from . import searching
from .body import keep_photos, sanitise, word_count
from .content import OF_ONE_KIND, Content, ContentByline, ContentPhoto, is_uid
from .models import (
    Article,
    ArticleDocument,
    ArticlePhoto,
    Byline,
    Contributor,
    Section,
    Tag,
    TaggedArticle,
    unicode_slug,
)

_ONE_LINE = ("headline", "slugline", "dateline", "search_headline", "share_headline", "sponsor", *OF_ONE_KIND)
_AS_IT_IS = ("dek", "slug", "kind", "language", "body", "paid_as", "sponsor_url", "related")
_OF_A_USE = ("use", "caption", "alt", "decorative", "crop", "shown")
# More than these beside a story are a list of its own.
MOST_RELATED = 4


class UnknownName(ValueError):
    """Content names a section, tag, contributor, photo or document that is not here. The message is for a person."""


def tags_of(article: Article | int):
    """Return the story's tags in their order."""
    return Tag.objects.filter(tagged__content_object=article).order_by("tagged__pk")


def content_of(article: Article, *, tags: list[Tag] | None = None, uses: list[ArticlePhoto] | None = None) -> Content:
    """Return what the working copy says, from its rows; `tags` and `uses` are some of them, for who has them."""
    tagged = (uid for (uid,) in _tagged(number=article.pk)) if tags is None else (tag.uid for tag in tags)
    photos = _used(number=article.pk) if uses is None else map(_as_used, uses)
    return Content(
        **{name: getattr(article, name) for name in (*_ONE_LINE, *_AS_IT_IS)},
        dated=article.dated.isoformat() if article.dated else "",
        paid_from=stamp(article.paid_from) if article.paid_from else "",
        paid_until=stamp(article.paid_until) if article.paid_until else "",
        section=str(article.section.uid) if article.section else "",
        bylines=tuple(ContentByline(str(uid), *said) for uid, *said in _written_by(number=article.pk)),
        tags=tuple(map(str, tagged)),
        photos=tuple(
            ContentPhoto(str(uid), use, caption, alt, int(decorative), crop, shown)
            for uid, use, caption, alt, decorative, crop, shown in photos
        ),
    )


@prepared(number=NUMBER)
def _written_by(number):
    rows = Byline.objects.filter(article=number).order_by("position", "pk")
    return rows.values_list("contributor__uid", "contributor__name", "role", "place")


@prepared(number=NUMBER)
def _tagged(number):
    return tags_of(number).values_list("uid")


@prepared(number=NUMBER)
def _used(number):
    rows = ArticlePhoto.objects.filter(article=number).order_by("position", "pk")
    return rows.values_list("photo__uid", *_OF_A_USE)


def _as_used(use: ArticlePhoto) -> tuple:
    return use.photo.uid, *(getattr(use, name) for name in _OF_A_USE)


def _one_lead(uses: Iterable[ContentPhoto]) -> Iterator[ContentPhoto]:
    """Yield the uses with at most one lead, and each photo inline at most once."""
    seen = set()
    for use in uses:
        if use.use != "inline" and "lead" in seen:
            use = replace(use, use="inline")
        place = use.photo if use.use == "inline" else "lead"
        if place not in seen:
            seen.add(place)
            yield use


def _shown(use: ContentPhoto) -> str:
    """Return how a use is shown: a lead has a place of its own."""
    return use.shown if use.use == "inline" and use.shown in ArticlePhoto.Shown else ""


def tidy(content: Content) -> Content:
    """Return the content as it may be stored: one-line fields on one line, the body sanitised, one lead photo.

    A photo is inline at most once. One without a place in the body stands after the text; a place without its photo
    among the story's goes.
    """

    def one_line(text: str) -> str:
        return " ".join(clean_text(text).split())

    photos = [
        replace(photo, caption=one_line(photo.caption), alt=one_line(photo.alt), shown=_shown(photo))
        for photo in _one_lead(content.photos)
    ]
    inline = {photo.photo for photo in photos if photo.use == "inline"}
    uids = dict.fromkeys(uid for uid in content.related.lower().split() if is_uid(uid))
    bylines = {
        (byline.contributor, byline.role): replace(byline, place=one_line(byline.place)) for byline in content.bylines
    }
    return replace(
        content,
        **{name: one_line(getattr(content, name)) for name in (*_ONE_LINE, "dek")},
        slug=unicode_slug(content.slug),
        sponsor_url="".join(clean_text(content.sponsor_url).split()),
        related=" ".join(list(uids)[:MOST_RELATED]),
        body=keep_photos(sanitise(content.body), inline),
        photos=tuple(photos),
        bylines=tuple(bylines.values()),
        tags=tuple(dict.fromkeys(content.tags)),
    )


def _by_uid(model, uids, what: str) -> dict:
    wanted = []
    for uid in uids:
        try:
            wanted.append(uuid.UUID(str(uid)))
        except ValueError:
            raise UnknownName(_("%(uid)s is not the number of a %(what)s.") % {"uid": uid, "what": what}) from None
    found = {str(row.uid): row for row in model.objects.filter(uid__in=wanted)} if wanted else {}
    for uid in map(str, wanted):
        if uid not in found:
            raise UnknownName(
                _("There is no %(what)s %(uid)s here any more. Choose another.") % {"what": what, "uid": uid[:8]}
            )
    return found


def put(article: Article, content: Content) -> None:
    """Write the content into the working copy's rows. `content` must be tidy. Raise UnknownName."""
    sections = _by_uid(Section, [content.section] if content.section else [], _("section"))
    contributors = _by_uid(Contributor, [b.contributor for b in content.bylines], _("contributor"))
    tags = _by_uid(Tag, content.tags, _("tag"))
    photos = _by_uid(Photo, [p.photo for p in content.photos], _("photo"))
    documents = _by_uid(Document, content.documents, _("document"))

    for name in (*_ONE_LINE, *_AS_IT_IS):
        setattr(article, name, getattr(content, name))
    for name in ("paid_from", "paid_until"):
        moment = getattr(content, name)
        setattr(article, name, datetime.fromisoformat(moment) if moment else None)
    article.words = word_count(content.body)
    article.dated = date.fromisoformat(content.dated) if content.dated else None
    article.section = sections.get(content.section)
    article.save(
        update_fields=[*_ONE_LINE, *_AS_IT_IS, "words", "dated", "section", "paid_from", "paid_until"],
    )
    article.bylines.all().delete()
    Byline.objects.bulk_create(
        Byline(article=article, contributor=contributors[b.contributor], position=n, role=b.role, place=b.place)
        for n, b in enumerate(content.bylines)
    )
    article.tagged.all().delete()
    TaggedArticle.objects.bulk_create(TaggedArticle(content_object=article, tag=tags[uid]) for uid in content.tags)
    article.photos.all().delete()
    ArticlePhoto.objects.bulk_create(
        ArticlePhoto(
            article=article,
            photo=photos[p.photo],
            use=p.use,
            position=n,
            caption=p.caption,
            alt=p.alt,
            decorative=bool(p.decorative),
            crop=p.crop,
            shown=p.shown,
        )
        for n, p in enumerate(content.photos)
    )
    article.documents.all().delete()
    ArticleDocument.objects.bulk_create(ArticleDocument(article=article, document=each) for each in documents.values())
    now = clock.now()
    if content.photos:
        wake(photos.values(), now)
    for use in content.photos:
        order_crop(photos[use.photo], use.crop, now)
    searching.keep(article, content)


def same_since(article: Article, revision_number: int, content: Content) -> bool:
    """Say whether the content is still what that revision had; a recall adds revisions that change nothing.

    One that was redacted since had other words, though none are left to compare.
    """
    if revision_number == article.revision_number:
        return True
    return article.revisions.filter(number=revision_number, text=content.text, redacted_at=None).exists()
