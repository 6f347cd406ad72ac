"""Fixes of what readers have that wait for a colleague's eyes: their text, and whether it is still what was asked."""

from .content import Content, from_text
from .eyes import drawn_from, typed_by
from .merge import MINE, merge
from .models import Article, AskedFix, Edition, Revision
from .working_copy import tidy


def waiting(article: Article):
    """Return the story's fixes that wait to be read, the first asked first."""
    return AskedFix.objects.filter(article=article, settled_at=None).select_related("by", "reader", "edition__words")


def text_of(asked: AskedFix) -> Content:
    """Return what was typed."""
    return tidy(from_text(Revision.objects.get(article=asked.article_id, number=asked.revision_number).text))


def as_asked(asked: AskedFix, live: Edition) -> Content:
    """Return what was typed, put into the version readers have by now; what was typed wins."""
    typed = text_of(asked)
    if asked.edition_id == live.pk:
        return typed
    merged = merge(tidy(asked.edition.content), typed, tidy(live.content))
    return tidy(merged.resolved({clash.key: MINE for clash in merged.conflicts}))


def reads_with_own_eyes(user, asked: AskedFix, live: Edition) -> bool:
    """Say whether this person is another pair of eyes for it: they typed neither the fix nor what nobody else has read
    of the version it goes into."""
    if asked.by_id == user.pk or typed_by(user, live.article, upto=drawn_from(live)):
        return False
    unread = live.article.editions.filter(issued_by=user, eyes=Edition.Eyes.UNREAD, recalled_at=None)
    return not unread.filter(number__lte=live.number).exclude(reading_owed__read_at__isnull=False).exists()
