"""Verbs for a version that was replaced for legal reasons: withhold it, and let it be shown again."""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from articles.models import Article, Edition, Withheld
from articles.permissions import may_show_again, may_withhold

from .act import Act, Refused, act, require_words
from .issuing import standing, touch_pages
from .telling import tell_writers


def withhold(
    article: Article, *, by, versions: Collection[int], reason: str, now: datetime | None = None
) -> list[Withheld]:
    """Show readers nothing more of these versions: neither their words nor their notes, only that they were there.

    All of them or none: raise Refused where one is what readers have now, or was never theirs.
    """
    reason = require_words(reason, _("Say why it is withheld, without the words themselves: colleagues will ask."))
    doing = _("withhold a version of this story")
    with act("withhold", article, by=by, now=now, may=may_withhold, doing=doing, touched=False) as under_way:
        chosen = _chosen(under_way, versions)
        already = {row.edition_id for row in under_way.article.withheld.filter(ended_at=None)}
        if doubled := [edition for edition in chosen if edition.pk in already]:
            raise Refused(_("Version %(number)s is withheld already.") % {"number": doubled[0].number})
        said = {"reason": reason, "withheld_at": under_way.now, "withheld_by": by}
        kept = [Withheld.objects.create(article=under_way.article, edition=each, **said) for each in chosen]
        _say(under_way, chosen, reason)
        tell_writers(under_way, "withheld")
    return kept


def show_again(
    article: Article, *, by, versions: Collection[int], reason: str, now: datetime | None = None
) -> list[Withheld]:
    """Let readers be shown these versions again, where they may see earlier ones at all."""
    reason = require_words(reason, _("Say why it may be shown again."))
    doing = _("let a withheld version be shown again")
    with act("show_again", article, by=by, now=now, may=may_show_again, doing=doing, touched=False) as under_way:
        open_rows = under_way.article.withheld.select_for_update(of=("self",)).filter(ended_at=None)
        kept = {row.edition.number: row for row in open_rows.select_related("edition")}
        for number in versions:
            if number not in kept:
                raise Refused(_("Version %(number)s is not withheld.") % {"number": number})
        ended = [kept[number] for number in sorted(set(versions))]
        if not ended:
            raise Refused(_("Choose which version may be shown again."))
        for row in ended:
            row.ended_at, row.ended_by = under_way.now, by
            row.save(update_fields=["ended_at", "ended_by"])
        _say(under_way, [row.edition for row in ended], reason)
        tell_writers(under_way, "shown_again")
    return ended


def _chosen(under_way: Act, versions: Collection[int]) -> list[Edition]:
    """Return these versions, or raise Refused with what is wrong with one of them."""
    had = under_way.article.editions.issued().filter(live_from__lte=under_way.now)
    found = {edition.number: edition for edition in had.filter(number__in=versions)}
    for number in versions:
        if number not in found:
            raise Refused(_("Readers never had a version %(number)s of this story.") % {"number": number})
    if not found:
        raise Refused(_("Choose which version is withheld."))
    shown = standing(under_way.article, under_way.now)
    if shown.number in found:
        raise Refused(
            _(
                "Version %(number)s is what readers have now. Pull the story, or publish what replaces it; then "
                "withhold the version that was replaced."
            )
            % {"number": shown.number}
        )
    return [found[number] for number in sorted(found)]


def _say(under_way: Act, editions: list[Edition], reason: str) -> None:
    under_way.facts["versions"] = [edition.number for edition in editions]
    under_way.words["reason"] = reason
    under_way.touch(f"versions:{under_way.article.pk}")
    # Notes of earlier versions stand under the story, in feeds and among the corrections.
    touch_pages(under_way, standing(under_way.article, under_way.now), under_way.now)
