"""Whose eyes a story had: what a sign-off covers, and who may still give one after having had a hand in it.

A part of a story (its words, its pictures, its placement) is *read* when somebody who typed none of it since another's
last sign-off on it signed off exactly that. Two things soften "typed none of it":

- What a reader typed in one act with their own sign-off ("with these small changes", under the section's limit) is
  forgiven them. All they typed so since another's last sign-off counts together against the limit, so that of a text
  that is read at most so many words had one pair of eyes. A lawyer is forgiven nothing.
- What a recall hands back beside the working copy nobody typed. Taken up again, it is typed by nobody who had no hand
  in the story before; whoever had may have typed just that, and cannot be the second pair of eyes for it.

Whose yes counts: for words one other pair of eyes, an editor's or the copy desk's; a lawyer and the photo desk answer
another question, so theirs makes no words read, and gives nobody who typed them the right to read them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Sum

from newsroom.record.canonical import digest

from .content import Content
from .models import Article, Capacity, Edition, Part, Revision, SignOff, SmallChange

WORDS = (Part.WORDS.value,)
PARTS = tuple(Part.values)
_READERS = ("", Capacity.EDITOR.value, Capacity.COPY_DESK.value)
# In which capacities a yes is another pair of eyes on a part.
COUNTS = {
    "words": _READERS,
    "pictures": (*_READERS, Capacity.PHOTO_DESK.value),
    "placement": _READERS,
}


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


def counts_for(sign_off: SignOff, part: str) -> bool:
    """Say whether this yes is another pair of eyes on that part."""
    return bool(getattr(sign_off, part)) and sign_off.capacity in COUNTS[part]


def sign_off_of(article: Article, content: Content) -> SignOff | None:
    """Return the latest sign-off of exactly these words, or None when nobody's eyes had them."""
    words = cover_of(article, content).words
    return article.sign_offs.filter(words=words, capacity__in=COUNTS["words"]).select_related("by").first()


def signed_in(sign_offs: Iterable[SignOff], cover: Cover) -> SignOff | None:
    """Return the same from sign-offs, the latest first."""
    return next((each for each in sign_offs if each.words == cover.words and counts_for(each, "words")), None)


@dataclass(frozen=True)
class Typed:
    """The last time somebody changed a part: the revision's number, its moment, and which part."""

    revision_number: int
    at: datetime
    part: str = "words"


def typed_by(
    user, article: Article, upto: int | None = None, *, parts: Sequence[str] = WORDS, strictly: bool = False
) -> Typed | None:
    """Return when this person last typed in these parts since another's last sign-off on them, or None.

    Whoever did cannot be the second pair of eyes for them. `upto` asks it of the story as that revision had it;
    `strictly` also counts what they typed with a sign-off of their own.
    """
    revisions = Revision.objects.filter(article=article)
    # Whoever read a fix of the live text read nothing of the working copy.
    beside = revisions.filter(why=Revision.Why.FIXED).values("number")
    others = SignOff.objects.filter(article=article).exclude(by=user).exclude(revision_number__in=beside)
    if upto is not None:
        others, revisions = others.filter(revision_number__lte=upto), revisions.filter(number__lte=upto)
    others = list(others.only("article_id", "by_id", "revision_number", "capacity", *PARTS))
    lowest = min((last_by_another(user, others, part) for part in parts), default=0)
    if revisions.filter(why=Revision.Why.TAKEN_UP, number__gt=lowest).exists():
        # Whose words it brought back is told by what was typed before.
        lowest = 0
    asked = revisions.filter(number__gte=lowest).order_by("number").only("number", "at", "by_id", "why", *PARTS)
    return typed_in(user, article, list(asked), others, parts=parts, strictly=strictly)


def last_by_another(user, sign_offs: Iterable[SignOff], part: str) -> int:
    """Return the last revision on which somebody else signed that part off, or 0."""
    others = (each.revision_number for each in sign_offs if each.by_id != user.pk and counts_for(each, part))
    return max(others, default=0)


def typed_in(
    user,
    article: Article,
    revisions: Sequence[Revision],
    sign_offs: Sequence[SignOff],
    *,
    parts: Sequence[str] = WORDS,
    strictly: bool = False,
) -> Typed | None:
    """Return the same from revisions in their order and sign-offs in any."""
    blank = cover_of(article, Content(language=article.language))
    fixes = {each.number for each in revisions if each.why == Revision.Why.FIXED}
    sign_offs = [each for each in sign_offs if each.revision_number not in fixes]
    found = (
        _typed(user, part, getattr(blank, part), revisions, last_by_another(user, sign_offs, part), strictly)
        for part in parts
    )
    return max(filter(None, found), key=lambda each: each.revision_number, default=None)


def _typed(user, part: str, before: str, revisions, since: int, strictly: bool) -> Typed | None:
    # A story begun with nothing in it was not typed by whoever began it: `before` is that of an empty one.
    typed, had_a_hand = None, False
    for revision in revisions:
        if revision.why in BESIDE:
            continue
        now = getattr(revision, part)
        if now != before:
            if revision.why == Revision.Why.TAKEN_UP:
                # Nobody typed just now what was planned and comes back; but it may be theirs from then.
                theirs = had_a_hand
            else:
                theirs = revision.by_id == user.pk and (strictly or revision.why != Revision.Why.SIGNED)
                had_a_hand = had_a_hand or revision.by_id == user.pk
            if theirs and revision.number > since:
                typed = Typed(revision.number, revision.at, part)
        before = now
    return typed


def words_forgiven(user, article: Article) -> int:
    """Return how many words this person changed with sign-offs of their own since another's last yes to the words."""
    beside = Revision.objects.filter(article=article, why=Revision.Why.FIXED).values("number")
    others = SignOff.objects.filter(article=article, capacity__in=COUNTS["words"]).exclude(by=user).exclude(words="")
    others = others.exclude(revision_number__in=beside)
    since = others.aggregate(last=Max("revision_number"))["last"] or 0
    theirs = SmallChange.objects.filter(sign_off__article=article, sign_off__by=user)
    theirs = theirs.filter(sign_off__revision_number__gt=since)
    return theirs.aggregate(words=Sum("changed_words"))["words"] or 0


def drawn_from(edition: Edition) -> int:
    """Return the last revision of the working copy that an edition's words were drawn from: its own, or for a fix of
    the live text that of the version which was fixed."""
    article = edition.article
    beside = Revision.objects.filter(article=article, why=Revision.Why.FIXED).values("number")
    drawn = article.editions.filter(number__lte=edition.number, recalled_at=None).exclude(revision_number__in=beside)
    return drawn.order_by("-number").values_list("revision_number", flat=True).first() or 0


# Kept beside the working copy, which did not say this: what a recall hands back, and what readers got as a fix.
BESIDE = [Revision.Why.RECALLED, Revision.Why.UNDONE, Revision.Why.FIXED]
