"""Verbs of republishers: write down who took a story, and tell them what became of it."""

from datetime import datetime

from django.utils.translation import gettext as _

from articles import republishing
from articles.models import Article, Edition, Republisher, RepublisherNotice, Taken
from articles.permissions import may_keep_republishers
from articles.tasks import AFTER_LIVE, tell_republisher
from newsroom.tasks.queue import enqueue

from .act import Act, Refused, act


def note_taken(article: Article, republisher: Republisher, *, by, now: datetime | None = None) -> Taken:
    """Write down that somebody took this story, so that they hear of its corrections."""
    doing = _("say who took this story")
    with act("note_taken", article, by=by, now=now, may=may_keep_republishers, doing=doing, touched=False) as under_way:
        if not republisher.is_active:
            raise Refused(_("%(name)s takes no stories any more.") % {"name": republisher})
        if Taken.objects.filter(article=under_way.article, republisher=republisher).exists():
            raise Refused(_("It is written down already that %(name)s took this story.") % {"name": republisher})
        kept = Taken.objects.create(article=under_way.article, republisher=republisher, at=under_way.now, by=by)
        under_way.facts["republisher"] = republisher.pk
    return kept


def forget_taken(article: Article, republisher: Republisher, *, by, now: datetime | None = None) -> None:
    """Take back that somebody took this story."""
    doing = _("say who took this story")
    with act(
        "forget_taken", article, by=by, now=now, may=may_keep_republishers, doing=doing, touched=False
    ) as under_way:
        rows = Taken.objects.filter(article=under_way.article, republisher=republisher)
        if rows.exclude(key=None).exists():
            raise Refused(_("Their own feed handed it to %(name)s, so it stays written down.") % {"name": republisher})
        gone, _kinds = rows.delete()
        if not gone:
            raise Refused(_("It is not written down that %(name)s took this story.") % {"name": republisher})
        under_way.facts["republisher"] = republisher.pk


def send_again(notice: RepublisherNotice, *, by, now: datetime | None = None) -> RepublisherNotice:
    """Send a notice that did not arrive once more."""
    doing = _("write to republishers about this story")
    with act(
        "send_again", notice.article, by=by, now=now, may=may_keep_republishers, doing=doing, touched=False
    ) as under_way:
        kept = RepublisherNotice.objects.select_for_update().get(pk=notice.pk)
        if kept.state != RepublisherNotice.State.FAILED:
            raise Refused(_("It waits to be sent, or has arrived."))
        kept.state = RepublisherNotice.State.QUEUED
        kept.save(update_fields=["state"])
        under_way.facts["notice"] = kept.pk
        enqueue(tell_republisher, kept.pk)
    return kept


def tell_of_edition(under_way: Act, edition: Edition, before: Edition | None, note: str, **who) -> None:
    """Tell whoever took the story what an edition changes for them, once readers have it; `who` narrows it to some."""
    kind = republishing.kind_of(edition)
    if kind is None or before is None:
        return
    # What takes the story away has no words to name it by.
    shown = edition if edition.shows == Edition.Shows.TEXT else before
    _write(under_way, kind, shown, note, edition=edition, **who)


def tell_of_pull(under_way: Act, shown: Edition, *, over: bool) -> None:
    """Tell those who want to hear of pulls that a story is off, or back."""
    kind = RepublisherNotice.Kind.RESTORE if over else RepublisherNotice.Kind.PULL
    _write(under_way, kind, shown, "", told_of_pulls=True)


def _write(under_way: Act, kind: str, shown: Edition, note: str, *, edition: Edition | None = None, **who) -> None:
    found = list(republishing.receivers(under_way.article).filter(**who))
    if not found:
        return
    said = republishing.said_of(kind, shown, note=note)
    for republisher in found:
        kept = RepublisherNotice.objects.create(
            republisher=republisher,
            article=under_way.article,
            edition=edition,
            at=under_way.now,
            **vars(said),
        )
        after = edition.live_from + AFTER_LIVE if edition and edition.live_from > under_way.now else None
        enqueue(tell_republisher.using(run_after=after) if after else tell_republisher, kept.pk)
