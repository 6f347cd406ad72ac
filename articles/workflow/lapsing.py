"""What becomes of a planned version when a photo or document of it may not be used any more at its minute."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.models import Article, Edition, Note, Section
from articles.people import writers_of
from media.models import Licensed
from media.using import not_in_section
from newsroom import clock
from newsroom.notices.telling import tell

from .act import Act, act
from .issuing import ahead, back_in_work, recall_edition


def settle_plans(licensed: Licensed, *, by, now: datetime) -> None:
    """Settle every version ahead that would go live without this photo or document: stop it, or let it go out so.

    Its section chose which. Called within the transaction of whatever changed its rights, so that nobody has
    to be there at the minute; whoever planned it and whose story it is are told now.
    """
    licensed = type(licensed).objects.prefetch_related("leases").get(pk=licensed.pk)
    kind = licensed._meta.model_name
    planned = Edition.objects.ahead(now).filter(**{f"{kind}_rows__{kind}": licensed}).order_by("article_id")
    for edition in planned.select_related("article", "words"):
        if _why_not(licensed, edition):
            _settle(edition.article, licensed, by, now)


def _why_not(licensed: Licensed, edition: Edition) -> list[str]:
    """Return what keeps it from the edition's page at its minute, as the page itself will ask it."""
    at = edition.live_from
    return licensed.why_not(at) or not_in_section(licensed, at, edition.content.section)


def _settle(article: Article, licensed: Licensed, by, now: datetime) -> None:
    stopped = article.section is not None and article.section.when_rights_lapse == Section.WhenRightsLapse.RECALL
    # Whoever keeps its rights may not publish; their own act did this all the same.
    with act(
        "recall" if stopped else f"{licensed._meta.model_name}_lapses",
        article,
        by=by,
        now=now,
        may=lambda by, article: True,
        doing="",
        touched=False,
    ) as under_way:
        coming = ahead(under_way.article, now)
        if coming is None:
            return
        under_way.facts |= {licensed._meta.model_name: str(licensed.uid), "version": coming.number}
        _say(under_way, coming, licensed, stopped)
        if stopped:
            recall_edition(under_way, coming)
            back_in_work(under_way)
        else:
            _tell(under_way, coming, licensed)


def _say(under_way: Act, coming: Edition, licensed: Licensed, stopped: bool) -> None:
    """Leave the reason on the story, as a note of whoever changed its rights."""
    said = {
        "photo": licensed,
        "number": coming.number,
        "when": date_format(clock.local(coming.live_from), "j F Y, H:i T"),
        "why": " ".join(_why_not(licensed, coming)),
    }
    sentence = (
        _("Version %(number)s, planned for %(when)s, was stopped: it has “%(photo)s”, which may not be used then.")
        if stopped
        else _("Version %(number)s goes live on %(when)s without “%(photo)s”, which may not be used then.")
    )
    text = f"{sentence % said} {said['why']}"
    note = Note.objects.create(article=under_way.article, at=under_way.now, by=under_way.by, text=text)
    under_way.facts["note"] = note.pk


def _tell(under_way: Act, coming: Edition, licensed: Licensed) -> None:
    people = [*writers_of(under_way.article), coming.issued_by]
    once = f"{coming.uid}:{licensed.uid}"[:80]
    tell("photo_left_out", about=under_way.article, to=people, by=under_way.by, now=under_way.now, once=once)


def on_rights_changed(sender, licensed: Licensed, by, now: datetime, **said) -> None:
    """Hear from the photo desk that a photo's or a document's rights are others now."""
    settle_plans(licensed, by=by, now=now)
