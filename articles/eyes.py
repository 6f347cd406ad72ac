"""Whose eyes words had: what a sign-off covers, and who may still read a text they had a hand in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from newsroom.record.canonical import digest

from .content import Content
from .models import Article, Revision, SignOff


@dataclass(frozen=True)
class Cover:
    """Digests of the three things a sign-off covers, keyed by the article's salt so that no name can be guessed."""

    words: str
    pictures: str
    placement: str


def cover_of(article: Article, content: Content) -> Cover:
    """Return what a sign-off of this content would cover."""
    return Cover(
        *(digest(article.salt, text) for text in (content.words_text, content.pictures_text, content.placement_text))
    )


def sign_off_of(article: Article, content: Content) -> SignOff | None:
    """Return the latest sign-off of exactly these words, or None when nobody's eyes had them."""
    return article.sign_offs.filter(words=cover_of(article, content).words).select_related("by").first()


@dataclass(frozen=True)
class Typed:
    """The last time somebody changed the words: the revision's number and its moment."""

    revision_number: int
    at: datetime


def typed_by(user, article: Article, upto: int | None = None) -> Typed | None:
    """Return when this person last typed in the words since another's last sign-off, or None if they did not.

    Whoever did cannot be the second pair of eyes for them. `upto` asks it of the words as that revision had them.
    """
    others = SignOff.objects.filter(article=article).exclude(by=user)
    revisions = Revision.objects.filter(article=article)
    if upto is not None:
        others, revisions = others.filter(revision_number__lte=upto), revisions.filter(number__lte=upto)
    since = others.order_by("-revision_number").values_list("revision_number", flat=True).first() or 0
    asked = revisions.filter(number__gte=since).order_by("number").only("number", "at", "by_id", "words", "why")
    return typed_in(user, article, asked, since)


def typed_in(user, article: Article, revisions: Iterable[Revision], since: int) -> Typed | None:
    """Return the same from revisions in their order; `since` is the one that another signed off last, or 0."""
    # A story begun with nothing in it was not typed by whoever began it.
    words_before = cover_of(article, Content(language=article.language)).words
    typed = None
    for revision in revisions:
        if revision.number < since or revision.why in _HANDED_BACK:
            continue
        changed = revision.words != words_before
        # What was planned and comes back nobody typed just now.
        by_hand = revision.why != Revision.Why.TAKEN_UP
        if revision.number > since and changed and by_hand and revision.by_id == user.pk:
            typed = Typed(revision.number, revision.at)
        words_before = revision.words
    return typed


# A recall hands its text back beside the working copy; nobody typed it.
_HANDED_BACK = [Revision.Why.RECALLED, Revision.Why.UNDONE]
