"""Verbs that stop and let go: hold and lift, embargo, spike and revive, restrict."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from articles.models import Article, Edition, Hold, Revision
from articles.permissions import may_check_stock, may_edit, may_embargo, may_hold, may_lift, may_restrict, may_spike
from newsroom import clock

from .act import NotAllowed, Refused, act, require_stage, require_words
from .issuing import ahead, back_in_work, recall_ahead, recall_edition
from .telling import tell_writers


def _may_hold_on_arrival(user, article: Article) -> bool:
    """Whether they brought this story in just now: nothing of it has been saved since."""
    brought_in = article.revisions.filter(number=1, by=user, why=Revision.Why.INTAKE)
    return article.revision_number == 1 and may_edit(user, article) and brought_in.exists()


def hold(
    article: Article, *, by, kind: str, reason: str, now: datetime | None = None, came_with_copy: bool = False
) -> Hold:
    """Let nobody publish until it is lifted; what is scheduled is recalled.

    `came_with_copy`: the copy itself says so. Whoever brings such copy in places its hold, whatever their role; it
    takes `may_lift` to lift it, as with any other.
    """
    if kind not in Hold.Kind:
        raise Refused(_("“%(kind)s” is not a kind of hold.") % {"kind": kind})
    reason = require_words(reason, _("Say why it is held: whoever wants to publish reads that."))
    may = _may_hold_on_arrival if came_with_copy else may_hold
    with act("hold", article, by=by, now=now, may=may, doing=_("put this story on hold")) as under_way:
        kept = Hold.objects.create(
            article=under_way.article, kind=kind, reason=reason, placed_at=under_way.now, placed_by=by
        )
        under_way.facts |= {"hold": kept.pk, "kind": str(kind), "came_with_copy": int(came_with_copy)}
        under_way.words["reason"] = reason
        # What a lawyer stops may stand in an earlier version: readers are shown none from now on.
        under_way.touch(f"versions:{under_way.article.pk}")
        recall_ahead(under_way)
        tell_writers(under_way, "held")
    return kept


def lift(hold: Hold, *, by, reason: str = "", now: datetime | None = None) -> Hold:
    """Lift a hold, on the record."""
    with act("lift", hold.article, by=by, now=now, may=may_lift, doing=_("lift this hold")) as under_way:
        kept = Hold.objects.select_for_update().get(pk=hold.pk)
        if kept.lifted_at:
            raise Refused(_("%(name)s lifted this hold already.") % {"name": kept.lifted_by})
        kept.lifted_at, kept.lifted_by = under_way.now, by
        kept.save(update_fields=["lifted_at", "lifted_by"])
        under_way.facts |= {"hold": kept.pk, "kind": kept.kind}
        under_way.words["reason"] = reason
        tell_writers(under_way, "lifted")
    return kept


def check_stock(hold: Hold, *, by, now: datetime | None = None) -> Hold:
    """Say that a prepared story was looked through today and could go out. Nothing prepared is ever overdue."""
    doing = _("check this prepared story")
    with act("check_stock", hold.article, by=by, now=now, may=may_check_stock, doing=doing, touched=False) as under_way:
        kept = Hold.objects.select_for_update().get(pk=hold.pk)
        if kept.kind != Hold.Kind.STOCK or kept.lifted_at:
            raise Refused(_("This story is not held as stock, so there is nothing prepared to check."))
        kept.checked_at, kept.checked_by = under_way.now, by
        kept.save(update_fields=["checked_at", "checked_by"])
        under_way.facts |= {"hold": kept.pk, "revision": under_way.article.revision_number}
    return kept


def embargo(article: Article, *, by, until: datetime | None, now: datetime | None = None) -> Article:
    """Set the embargo, move it, or lift it (`until` None). What is scheduled below it is recalled.

    Anybody who may change the story may set it or move it later; to lift it or move it earlier takes `may_lift`.
    """
    doing = _("set this story's embargo")
    with act("embargo", article, by=by, now=now, may=may_embargo, doing=doing) as under_way:
        article = under_way.article
        was = article.embargoed_until
        in_force = was is not None and was > under_way.now
        if in_force and (until is None or until < was) and not may_lift(by, article):
            raise NotAllowed(
                _("%(name)s may not lift the embargo of %(when)s. Ask a duty editor.")
                % {"name": by, "when": f"{clock.local(was):%d %B %Y, %H:%M %Z}"}
            )
        article.embargoed_until = until
        article.save(update_fields=["embargoed_until"])
        under_way.facts |= {"was": was.isoformat() if was else "", "until": until.isoformat() if until else ""}
        coming = ahead(article, under_way.now)
        if coming and until and coming.live_from < until:
            recall_edition(under_way, coming)
            back_in_work(under_way)
    return article


def spike(article: Article, *, by, reason: str = "", now: datetime | None = None) -> Article:
    """Drop an unpublished story, reversibly."""
    with act("spike", article, by=by, now=now, may=may_spike, doing=_("spike this story")) as under_way:
        require_stage(under_way.article, Article.Stage.DRAFT, Article.Stage.IN_REVIEW, Article.Stage.READY)
        if Edition.objects.filter(article=article).standing_at(under_way.now).exists():
            raise Refused(_("Readers have this story, so it cannot be spiked. Pull or withdraw it instead."))
        recall_ahead(under_way)
        under_way.words["reason"] = reason
        under_way.move_to(Article.Stage.SPIKED)
    return under_way.article


def revive(article: Article, *, by, now: datetime | None = None) -> Article:
    """Bring a spiked story back as a draft."""
    with act("revive", article, by=by, now=now, may=may_spike, doing=_("revive this story")) as under_way:
        require_stage(under_way.article, Article.Stage.SPIKED)
        under_way.move_to(Article.Stage.DRAFT)
    return under_way.article


def restrict(article: Article, *, by, people: Iterable, now: datetime | None = None) -> Article:
    """Name the only people of the desk who see this story; nobody named means everybody. Binds administrators too."""
    people = list(people)
    with act("restrict", article, by=by, now=now, may=may_restrict, doing=_("restrict this story")) as under_way:
        if people and by not in people:
            raise Refused(_("Name yourself too, or you could not undo this."))
        under_way.article.restricted_to.set(people)
        under_way.facts["people"] = [person.pk for person in people]
    return under_way.article
