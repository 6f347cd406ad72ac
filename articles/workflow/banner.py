"""Verbs for the breaking banner: show it over every readers' page, end it before its time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Article, Banner, Edition
from articles.permissions import may_end_banner, may_show_banner
from newsroom import clock
from newsroom.record.canonical import clean_text

from .act import Act, NotAllowed, Refused, act
from .blocking import refuse_blocked_note

HOURS = 3
MOST_HOURS = 24


@dataclass(frozen=True)
class AskedBanner:
    """A banner to go up with a version: its text (the headline, where empty) and how long it stays."""

    text: str = ""
    hours: int = HOURS


def show_banner(article: Article, *, by, text: str = "", hours: int = HOURS, now: datetime | None = None) -> Banner:
    """Show a line over every readers' page that leads to this story, from now on; the newest one shows.

    It ends by itself after `hours`, and is off while the story is. Raise Refused for a story that is on no list.
    """
    doing = _("show a breaking banner")
    with act("show_banner", article, by=by, now=now, may=may_show_banner, doing=doing, touched=False) as under_way:
        shown = Edition.objects.listed(under_way.now).filter(article=under_way.article).first()
        if shown is None:
            raise Refused(_("Readers do not have this story now, so there is nothing a banner could lead to."))
        _refuse_paid(shown)
        banner = put_up(under_way, AskedBanner(text or shown.content.headline, hours), under_way.now)
    return banner


def put_up(under_way: Act, asked: AskedBanner, starts_at: datetime, edition: Edition | None = None) -> Banner:
    """Write the banner inside an act, and say that every page is different when it starts and when it ends."""
    article, by = under_way.article, under_way.by
    if not may_show_banner(by, article):
        raise NotAllowed(_("%(name)s may not show a breaking banner. Publish without it.") % {"name": by})
    _refuse_paid(edition)
    text = " ".join(clean_text(asked.text or edition.content.headline).split())
    longest = Banner._meta.get_field("text").max_length
    if len(text) > longest:
        raise Refused(
            ngettext(
                "The banner is %(count)s character too long: readers see it on a phone. Shorten it.",
                "The banner is %(count)s characters too long: readers see it on a phone. Shorten it.",
                len(text) - longest,
            )
            % {"count": len(text) - longest}
        )
    if not 1 <= asked.hours <= MOST_HOURS:
        raise Refused(_("A banner stays between 1 and %(most)s hours.") % {"most": MOST_HOURS})
    refuse_blocked_note(article, text)
    banner = Banner.objects.create(
        article=article,
        edition=edition,
        text=text,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=asked.hours),
        shown_by=by,
    )
    under_way.facts |= {"banner": banner.pk, "banner_ends": banner.ends_at.isoformat()}
    under_way.words["banner"] = text
    for moment in (banner.starts_at, banner.ends_at):
        under_way.touch("banner", at=moment)
    return banner


def _refuse_paid(edition: Edition | None) -> None:
    """Refuse a banner that would lead to what somebody pays for: readers take it for the paper's own alarm, and it has
    no room for the label."""
    if edition is None or not edition.paid_as:
        return
    if edition.paid_as == Article.PaidAs.ADVERTISEMENT:
        raise Refused(
            _("This is an advertisement: a breaking banner over every page cannot lead to it. Publish without one.")
        )
    raise Refused(
        _(
            "%(sponsor)s supports this story: a breaking banner over every page cannot lead to it, since it has no "
            "room to say so. Publish without one."
        )
        % {"sponsor": edition.content.sponsor}
    )


def end_banner(banner: Banner, *, by, now: datetime | None = None) -> Banner:
    """Take a banner off before its time; an older one whose time it still is shows again."""
    doing = _("end this banner")
    with act("end_banner", banner.article, by=by, now=now, may=may_end_banner, doing=doing, touched=False) as under_way:
        kept = Banner.objects.select_for_update().get(pk=banner.pk)
        if kept.ended_at or kept.ends_at <= under_way.now:
            ended = clock.local(kept.ended_at or kept.ends_at)
            raise Refused(_("This banner ended already, at %(time)s.") % {"time": f"{ended:%H:%M}"})
        end(under_way, kept)
    return kept


def end(under_way: Act, banner: Banner) -> None:
    """Write that a banner is over, inside an act."""
    banner.ended_at, banner.ended_by = under_way.now, under_way.by
    banner.save(update_fields=["ended_at", "ended_by"])
    under_way.facts["banner"] = banner.pk
    under_way.touch("banner")


def showing(article: Article, at: datetime) -> Banner | None:
    """Return the banner of this story that shows, or is to come, if any."""
    return Banner.objects.to_come(at).filter(article=article).select_related("shown_by").first()
