"""What stands between a story's photos and readers: rights at that moment and for that use, quotas, alt text."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from media import quotas, stories
from media.alt_text import trouble
from media.chores import BEFORE
from media.models import Photo, Supplier, Unclear
from media.using import Use, why_not
from newsroom import clock

from .body_doubts import numbered
from .content import Content, ContentPhoto
from .findings import BLOCK, WARN, Finding
from .lacking import lacks
from .models import Article
from .waiting import waiting_for_answers


def photos_of(content: Content) -> dict[str, Photo]:
    """Return the photos that the content uses, by uid, with their leases."""
    uids = [use.photo for use in content.photos]
    if not uids:
        return {}
    return {str(photo.uid): photo for photo in Photo.objects.filter(uid__in=uids).prefetch_related("leases")}


def photo_findings(article: Article, content: Content, at: datetime, photos: dict[str, Photo]) -> Iterator[Finding]:
    """Yield what is found of each use of a photo, in the order of the story."""
    others = _others(article, photos.values())
    for number, use in numbered(content):
        photo = photos.get(use.photo)
        reasons = photo.why_not(at) if photo else [_("The photo is not here any more.")]
        if photo and not reasons:
            reasons = why_not(photo, Use(at, content.section, use.crop, others=others.get(photo.pk, ())))
        for reason in reasons:
            yield _blocks("photo-rights", number, use, reason, _("Mend the photo, or publish without it."))
        if photo and not reasons:
            yield from _ending(number, use, photo, at, content.section)
        if not use.decorative:
            yield from _alt(number, use)
    yield from waiting_for_answers(article, content, photos)
    if not lacks(article, "unclear"):
        yield from _unclear(content, photos)
    yield from _quotas(article, content, at, photos)


def _alt(number: int, use: ContentPhoto) -> Iterator[Finding]:
    """Say that a listener is told nothing: no words, or a file's name for words."""
    said = trouble(use.alt) if use.alt else _("Photo %(number)s has no alt text.") % {"number": number}
    if said:
        advice = _("Say what it shows, mark it as decorative, or publish without it.")
        yield Finding("photo-alt", BLOCK, said, advice, "photos", use.photo)


def print_findings(article: Article, content: Content, at: datetime) -> list[Finding]:
    """Return what keeps the content's photos from the printed paper of that day."""
    photos = photos_of(content)
    others = _others(article, photos.values())
    found = []
    for number, use in numbered(content):
        if photo := photos.get(use.photo):
            in_print = Use(at, content.section, use.crop, in_print=True, others=others.get(photo.pk, ()))
            reasons = photo.why_not(at) or why_not(photo, in_print)
            found += [_blocks("photo-rights", number, use, reason, _("Print it without.")) for reason in reasons]
    return found


def _blocks(id: str, number: int, use: ContentPhoto, reason: str, advice: str, severity: str = BLOCK) -> Finding:
    said = _("Photo %(number)s: %(reason)s") % {"number": number, "reason": reason}
    return Finding(id, severity, said, advice, "photos", use.photo)


def _others(article: Article, photos) -> dict[int, tuple[datetime, ...]]:
    """Return when each other story had those photos whose uses are counted."""
    counted = [p.pk for p in photos if p.terms.uses is not None or any(lease.uses_allowed for lease in p.leases.all())]
    if not counted:
        return {}
    return {
        photo: tuple(moment for story, moment in had.items() if story != article.pk)
        for photo, had in stories.uses_of(counted).items()
    }


def _ending(number: int, use: ContentPhoto, photo: Photo, at: datetime, section: str) -> Iterator[Finding]:
    end = photo.lease_end(at, section)
    if end and end - at <= BEFORE:
        when = date_format(clock.local(end), "j F Y, H:i")
        reason = _("Permission ends on %(when)s, and it leaves the page then.") % {"when": when}
        yield _blocks("photo-ending", number, use, reason, _("Ask for longer, or have another at hand."), WARN)
    territories = any(lease.only_in or lease.not_in for lease in photo.leases.all())
    if territories and not settings.COUNTRIES:
        reason = _("Permission depends on the country, and nobody said where this site publishes.")
        yield _blocks("photo-country", number, use, reason, _("See what its permission says."), WARN)


def _unclear(content: Content, photos: dict[str, Photo]) -> Iterator[Finding]:
    if not photos:
        return
    waiting = Unclear.objects.filter(photo__in=[photo.pk for photo in photos.values()], settled_at=None)
    open_ones = set(waiting.order_by().values_list("photo", flat=True))
    for number, use in numbered(content):
        photo = photos.get(use.photo)
        if photo and photo.pk in open_ones:
            reason = _("It came with instructions that nobody has settled yet.")
            yield _blocks("photo-unclear", number, use, reason, _("Read them on the photo’s page."), WARN)


def _quotas(article: Article, content: Content, at: datetime, photos: dict[str, Photo]) -> Iterator[Finding]:
    """Say of photos that count anew against a quota that is used up, and refuse those whose supplier asks for it."""
    by_supplier = [photo for photo in photos.values() if photo.supplier_id]
    if not by_supplier:
        return
    limited = Supplier.objects.filter(pk__in={p.supplier_id for p in by_supplier}, quota__isnull=False).in_bulk()
    if not limited:
        return
    known = stories.uses_of(photo.pk for photo in by_supplier if photo.supplier_id in limited)
    places = {use.photo: (number, use) for number, use in numbered(content)}
    stands = quotas.standing(limited.values(), at)
    for pk, supplier in limited.items():
        found = stands[pk]
        new = [uid for uid, photo in photos.items() if photo.supplier_id == pk and not known.get(photo.pk)]
        for uid in new[: found.left]:
            reason = _("%(quota)s. This counts as one more.") % {"quota": found}
            yield _blocks("photo-counts", *places[uid], reason, _("Nothing has to be done."), WARN)
        for uid in new[found.left :]:
            severity = BLOCK if supplier.over_quota == Supplier.OverQuota.REFUSE else WARN
            reason = _("%(quota)s. This would be one more.") % {"quota": found}
            yield _blocks("photo-quota", *places[uid], reason, _("Use another, or ask the photo desk."), severity)
