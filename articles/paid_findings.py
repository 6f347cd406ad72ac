"""What stands between readers and a story that somebody pays for, or that is of a kind with more to say."""

import re
from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from newsroom import clock

from .body import says_sources
from .content import Content
from .findings import BLOCK, WARN, Finding
from .models import Article, Contributor, PaidAs
from .paid import safe_address

_RATING = re.compile(r"(\d{1,3}(?:\.5)?)/(\d{1,3})")


def paid_findings(content: Content, at: datetime) -> Iterator[Finding]:
    """Yield what is found, blocks among it: readers must never have to guess who pays, or for what."""
    yield from _who(content)
    yield from by_who_pays(content)
    yield from _when(content, at)
    yield from _of_its_kind(content)


def _who(content: Content) -> Iterator[Finding]:
    if content.paid_as and not content.sponsor:
        what = (
            _("This is an advertisement, and does not say who pays for it.")
            if content.paid_as == PaidAs.ADVERTISEMENT
            else _("Somebody supports this story, and it does not say who.")
        )
        yield Finding("sponsor", BLOCK, what, _("Name them: readers are told beside the headline."), "sponsor")
    if not content.paid_as and (content.sponsor or content.sponsor_url or content.paid_from or content.paid_until):
        yield Finding(
            "paid-as",
            BLOCK,
            _("It says who pays, and not whether they have a say in it."),
            _("Choose: supported, or an advertisement. If nobody pays, empty the other fields."),
            "paid_as",
        )
    if content.sponsor_url and not safe_address(content.sponsor_url):
        yield Finding(
            "sponsor-url",
            BLOCK,
            _("“%(address)s” is no address that a label can lead to.") % {"address": content.sponsor_url[:80]},
            _("Write a web address, such as https://example.org/, or leave it empty."),
            "sponsor_url",
        )


def by_who_pays(content: Content) -> Iterator[Finding]:
    """Yield a block where somebody who pays is on the byline of what is no advertisement, an entry among it."""
    writers = [byline.contributor for byline in content.bylines]
    if not writers or content.paid_as == PaidAs.ADVERTISEMENT:
        return
    paying = Contributor.objects.filter(uid__in=writers, kind=Contributor.Kind.SPONSOR).first()
    if paying is not None:
        message = _("%(name)s pays for advertisements, and cannot be on the byline of anything else.")
        advice = _("Take the name off, or say that this is an advertisement.")
        yield Finding("byline-sponsor", BLOCK, message % {"name": paying}, advice, "bylines")


def _when(content: Content, at: datetime) -> Iterator[Finding]:
    begins, ends = (datetime.fromisoformat(m) if m else None for m in (content.paid_from, content.paid_until))
    if begins and ends and ends <= begins:
        yield Finding(
            "paid-until",
            BLOCK,
            _("What is paid for ends %(end)s, before it begins, %(start)s.")
            % {"end": _printed(ends), "start": _printed(begins)},
            _("Mend one of the two."),
            "paid_until",
        )
        return
    if ends and ends <= at:
        message = _("The time that is paid for is over by then: no list will have it.")
        yield Finding("paid-until", WARN, message, _("Give it a later end, or let it stand at its address alone."),
                      "paid_until")  # fmt: skip
    if content.paid_as == PaidAs.ADVERTISEMENT and not ends:
        message = _("Nothing says when the advertisement ends: lists will have it for good.")
        yield Finding("paid-until", WARN, message, _("Write until when it is paid for."), "paid_until")


def _of_its_kind(content: Content) -> Iterator[Finding]:
    if content.kind == Article.Kind.FACT_CHECK and bool(content.claim) != bool(content.verdict):
        message = _("A fact check needs both the claim and the verdict, or neither.")
        field = "verdict" if content.claim else "claim"
        yield Finding("claim", WARN, message, _("Search engines show neither without the other."), field)
    if content.kind == Article.Kind.FACT_CHECK and not says_sources(content.body):
        message = _("Nothing says what this fact check rests on.")
        advice = _("Put “Sources and methods” into the text: readers find it at its foot.")
        yield Finding("sources", WARN, message, advice, "body")
    if content.kind == Article.Kind.REVIEW and content.rating and rating_of(content) is None:
        message = _("“%(rating)s” is no rating that readers can be shown.") % {"rating": content.rating}
        yield Finding("rating", WARN, message, _("Write it as 4/5, or 3.5/5."), "rating")


def rating_of(content: Content) -> tuple[float, int] | None:
    """Return a review's rating and out of how many, or None where it has none that can be read."""
    found = _RATING.fullmatch(content.rating.replace(" ", ""))
    if content.kind != Article.Kind.REVIEW or found is None:
        return None
    given, most = float(found[1]), int(found[2])
    return (given, most) if 0 <= given <= most and most else None


def _printed(moment: datetime) -> str:
    return f"{clock.local(moment):%d %B %Y, %H:%M %Z}"
