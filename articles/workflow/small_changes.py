"""The verb of a reader who mends a few words and says yes in one act."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from articles import small_changes
from articles.content import Content
from articles.eyes import cover_of, words_forgiven
from articles.models import Article, Capacity, Revision, SignOff, SmallChange
from articles.needed import is_ready
from articles.permissions import may_sign_off_with_changes
from articles.redline.short import Snippet
from articles.working_copy import tidy

from .act import Act, Refused, act
from .review import given_as, keep_sign_off, looked_at, refuse_own
from .telling import tell_writers
from .writing import _put, keep, tell_void

Stage = Article.Stage


def sign_off_with_changes(
    article: Article,
    *,
    by,
    content: Content,
    base: int,
    capacity: str = "",
    beside: Mapping[str, object] | None = None,
    now: datetime | None = None,
) -> SignOff:
    """Say yes to the text of revision `base` with these few words changed: one act, both on the record.

    The reader must be able to sign off what they read; what they typed is forgiven them up to the section's limit,
    and the writer is told. Never for a lawyer. `beside` is what stood beside the content on their page: it may not be
    different. Raise Refused in a sentence with the count and the limit; nothing is written then.
    """
    doing = _("sign this story off with changes of your own")
    with act("sign_off_with_changes", article, by=by, now=now, may=may_sign_off_with_changes, doing=doing) as under_way:
        article = under_way.article
        before = looked_at(under_way, base)
        need = given_as(by, article, before, capacity)
        if need and need.capacity == Capacity.LEGAL:
            raise Refused(_("A lawyer’s yes is to the text as it is. Leave a note with what has to be changed."))
        refuse_own(by, article, need.parts if need else ("words",))
        if any(getattr(article, name) != value for name, value in (beside or {}).items()):
            raise Refused(_("Only words can be changed with a sign-off. Save the rest first, then read it again."))
        places, most = _small(under_way, before, tidy(content))
        was = article.revision_number
        keep(under_way, _put(article, content), Revision.Why.SIGNED)
        kept = keep_sign_off(under_way, tidy(content), need)
        if outside := {place.part for place in places} - set(kept.parts):
            raise Refused(_not_covered(outside))
        _keep_change(under_way, kept, before, places, was, most)
        tell_void(under_way, before, tidy(content))
        tell_writers(under_way, "small_changes")
        under_way.move_to(Stage.READY if is_ready(article, tidy(content)) else Stage.IN_REVIEW)
    return kept


def _small(under_way: Act, before: Content, after: Content) -> tuple[list[Snippet], int]:
    """Return what was changed, and the limit; raise Refused where it is nothing, more than words, or too much."""
    if before.text == after.text:
        raise Refused(_("You changed nothing. Sign off, or type your changes into the text first."))
    if sentence := small_changes.more_than_words(before, after):
        raise Refused(sentence)
    places, most = small_changes.places_of(before, after), small_changes.limit_of(before)
    words, earlier = small_changes.words_of(places), words_forgiven(under_way.by, under_way.article)
    if words + earlier > most:
        raise Refused(small_changes.over_the_limit(words, earlier, most))
    return places, most


def _not_covered(parts: set[str]) -> str:
    if "pictures" in parts:
        return _("Your yes does not cover the pictures, so their captions and alt texts cannot be changed with it.")
    return _("Your yes does not cover the words, so they cannot be changed with it.")


def _keep_change(
    under_way: Act, kept: SignOff, before: Content, places: list[Snippet], was: int, most: int
) -> SmallChange:
    """Keep both digests and the redline; the log has the numbers.

    A redline has pieces of words, which a redaction could not find in the log; here it is made anew.
    """
    words = small_changes.words_of(places)
    under_way.facts |= {"from": was, "changed_words": words, "most_words": most}
    return SmallChange.objects.create(
        sign_off=kept,
        from_revision=was,
        changed_words=words,
        most_words=most,
        redline=small_changes.as_text(places),
        **vars(cover_of(under_way.article, before)),
    )
