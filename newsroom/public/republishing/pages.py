"""What a republisher's key opens: a feed of full texts, and the same stories in ninjs, a page or one of them."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, Q, QuerySet, Subquery
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import republishing
from articles.models import Edition, RepublisherKey, Taken
from articles.querysets import pulls_at
from newsroom import clock
from newsroom.paper.current import site

from ..api import ninjs
from ..api.pages import json_answer, loaded, told_of
from ..feeds import items_of, with_first_address
from ..lists import read_cursor, write_cursor
from ..structured import absolute
from ..syndication.answering import answer
from .doors import Handed, opened_by_key

PAGE = 30
KNOWN = {"before", "since"}


@opened_by_key
def feed(request: HttpRequest, key: RepublisherKey, at: datetime, form: str = "rss") -> Handed:
    """Answer with the newest stories they may have."""
    who = key.republisher
    editions = list(with_first_address(republishing.due_of_late(who, at), at)[:PAGE])
    response = answer(
        request,
        form,
        title=_("%(paper)s for %(name)s") % {"paper": site().name, "name": who.name},
        home="/",
        description=who.terms or _("Stories from %(name)s") % {"name": site().name},
        items=list(items_of(editions, at, pictures=who.photos)),
    )
    return Handed(response, editions)


@opened_by_key
def items(request: HttpRequest, key: RepublisherKey, at: datetime) -> Handed:
    """Answer with a page of the stories they may have, the newest first."""
    try:
        wanted = _asked(request, loaded(republishing.due_of_late(key.republisher, at)))
    except ValueError as wrong:
        return Handed(json_answer({"error": str(wrong)}, 400))
    rows = list(wanted[: PAGE + 1])
    shown, said = rows[:PAGE], {}
    if len(rows) > PAGE:
        asked = request.GET.copy()
        asked["before"] = write_cursor(shown[-1].listed_at, shown[-1].uid)
        said["next"] = f"{absolute(reverse('republishers:items', args=[key.token]))}?{asked.urlencode()}"
    return Handed(json_answer({"items": _told(key, shown, at), **said}), shown)


def _asked(request: HttpRequest, editions: QuerySet[Edition]) -> QuerySet[Edition]:
    """Return those that were asked for. Raise ValueError with a sentence."""
    if unknown := sorted(set(request.GET) - KNOWN):
        said = {"name": unknown[0][:40], "known": ", ".join(sorted(KNOWN))}
        raise ValueError(_("“%(name)s” is unknown. Ask by %(known)s.") % said)
    if since := request.GET.get("since", ""):
        moment = clock.from_stamp(since.replace(" ", "+"))
        if moment is None:
            raise ValueError(_("“since” is a moment with its zone, such as 2026-11-22T12:00:00Z."))
        editions = editions.filter(listed_at__gte=moment)
    if before := request.GET.get("before", ""):
        try:
            moment, uid = read_cursor(before)
        except Http404:
            raise ValueError(_("“before” is no place in this list. Take it from “next”, as it stands.")) from None
        last = Subquery(Edition.objects.filter(uid=uid).values("pk"))
        editions = editions.filter(Q(listed_at__lt=moment) | Q(listed_at=moment, pk__lt=last))
    return editions


def _told(key: RepublisherKey, editions: list[Edition], at: datetime) -> list[dict]:
    terms = {"usageTerms": key.republisher.terms} if key.republisher.terms else {}
    # What somebody pays for says so there already, and under whatever terms it has to.
    return [terms | told for told in told_of(editions, at, pictures=key.republisher.photos)]


@opened_by_key
def item(request: HttpRequest, key: RepublisherKey, at: datetime, uid: UUID) -> Handed:
    """Answer with a story by its uid: as it stands, that it must not be used, or that there is none for them."""
    edition = loaded(republishing.due(key.republisher, at)).filter(article__uid=uid).first()
    if edition is not None:
        return Handed(json_answer(_told(key, [edition], at)[0]), [edition])
    if not Taken.objects.filter(republisher=key.republisher, article__uid=uid).exists():
        return Handed(json_answer({"error": _("There is no such story, or it is not for you.")}, 404))
    return Handed(_no_more(uid, at))


def _no_more(uid: UUID, at: datetime):
    """Answer about a story they took that they may not have any more."""
    standing = Edition.objects.standing_at(at).filter(article__uid=uid).select_related("words")
    edition = standing.annotate(pulled=Exists(pulls_at(at))).first()
    if edition is None or edition.pulled:
        said = _("This story is being looked at. Ask again later, and do not use it until then.")
        return json_answer({"error": said}, 503)
    said = edition.words.public_note if edition.shows != Edition.Shows.NOTHING else ""
    return json_answer(ninjs.gone(uid, edition.live_from, said), 410)
