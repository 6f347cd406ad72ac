"""Verbs for Most read: bar a story from it, with a reason, and let it back."""

from datetime import datetime

from django.utils.translation import gettext as _

from articles.models import Article, MostRead, MostReadBar
from articles.most_read import tag_of
from articles.permissions import may_bar

from .act import Refused, act, require_words


def bar(article: Article, *, by, reason: str, now: datetime | None = None) -> MostReadBar:
    """Keep a story out of every list of what is read most, at once; readers keep the story itself."""
    reason = require_words(reason, _("Say why it is kept out of Most read: colleagues will ask."))
    doing = _("keep this story out of Most read")
    with act("bar", article, by=by, now=now, may=may_bar, doing=doing, touched=False) as under_way:
        if under_way.article.most_read_bars.filter(ended_at=None).exists():
            raise Refused(_("This story is kept out of Most read already."))
        kept = MostReadBar.objects.create(article=under_way.article, barred_at=under_way.now, barred_by=by)
        places = MostRead.objects.filter(article=under_way.article)
        under_way.touch(*(tag_of(key) for key in places.values_list("key", flat=True)))
        places.delete()
        under_way.words["reason"] = reason
    return kept


def unbar(article: Article, *, by, reason: str, now: datetime | None = None) -> MostReadBar:
    """Let a story back into what is read most: it is there within a minute, if it is read."""
    reason = require_words(reason, _("Say why it may be in Most read again."))
    doing = _("let this story back into Most read")
    with act("unbar", article, by=by, now=now, may=may_bar, doing=doing, touched=False) as under_way:
        kept = under_way.article.most_read_bars.select_for_update().filter(ended_at=None).first()
        if kept is None:
            raise Refused(_("This story is not kept out of Most read."))
        kept.ended_at, kept.ended_by = under_way.now, by
        kept.save(update_fields=["ended_at", "ended_by"])
        under_way.words["reason"] = reason
    return kept
