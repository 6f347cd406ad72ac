"""Keys of republishers: given, ended, and what was fetched by one, written down before it is handed over."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from articles import republishing
from articles.models import Article, Edition, Republisher, RepublisherKey, RepublisherNotice, RepublisherUse, Taken
from articles.permissions import may_give_keys, refusal
from newsroom import clock
from newsroom.record.log import enter, stir

from .act import Act, NotAllowed, Refused
from .issuing import standing
from .republishing import tell_of_edition

# Whoever gets another key has so long to change over.
OVERLAP = timedelta(days=7)


@dataclass(frozen=True)
class GivenKey:
    """A key, and the token of its addresses: nobody can ask for it again."""

    key: RepublisherKey
    token: str


@sensitive_variables("token")
@transaction.atomic
def give_key(republisher: Republisher, *, by, now: datetime | None = None) -> GivenKey:
    """Give a republisher a key to their own feed. One they have already ends in a week."""
    now = now or clock.now()
    kept = _locked(republisher, by)
    if not kept.is_active:
        raise Refused(_("%(name)s takes no stories any more. Say that they do first.") % {"name": kept})
    ended = [_end(key, now + OVERLAP, by) for key in kept.keys.filter(ends_at=None)]
    token = republishing.new_token()
    hashed = republishing.hashed(token)
    key = RepublisherKey.objects.create(republisher=kept, token_hash=hashed, made_at=now, made_by=by)
    _enter("give key", kept, by, now, {"key": key.pk, "instead_of": ended})
    return GivenKey(key, token)


@transaction.atomic
def end_key(key: RepublisherKey, *, by, now: datetime | None = None) -> RepublisherKey:
    """Let a key open nothing any more, from now on."""
    now = now or clock.now()
    republisher = _locked(key.republisher, by)
    kept = RepublisherKey.objects.select_for_update().get(pk=key.pk)
    if kept.ended(now):
        raise Refused(_("This key opens nothing any more already."))
    _end(kept, now, by)
    _enter("end key", republisher, by, now, {"key": kept.pk})
    return kept


@transaction.atomic
def take_by_key(key: RepublisherKey, handed: Iterable[Edition], *, now: datetime | None = None) -> bool:
    """Write down what a republisher is about to be handed, so that they hear of all that comes of it.

    Return False where one of these is not what readers have any more, and must not be handed over. Raise NotAllowed
    once the key ended.
    """
    now, handed = now or clock.now(), list(handed)
    kept = RepublisherKey.objects.select_for_update(of=["self"]).select_related("republisher").get(pk=key.pk)
    if not republishing.opens(kept, now):
        raise NotAllowed(_("This key opens nothing any more."))
    fresh = _not_taken_yet(kept, handed)
    if Edition.objects.live(now).filter(pk__in=[edition.pk for edition in handed]).count() != len(handed):
        return False
    news = _note(kept, handed, fresh, now)
    for article in fresh:
        _tell_of_what_comes(article, kept.republisher, now)
    use, _made = RepublisherUse.objects.get_or_create(key=kept, day=clock.local_date(now))
    RepublisherUse.objects.filter(pk=use.pk).update(times=F("times") + 1, stories=F("stories") + len(fresh))
    RepublisherKey.objects.filter(pk=kept.pk).update(used_at=now)
    if fresh:
        stories = [str(article.uid) for article in fresh]
        _enter("take by key", kept.republisher, None, now, {"key": kept.pk, "stories": stories})
    elif news:
        stir()
    return True


def _not_taken_yet(key: RepublisherKey, handed: list[Edition]) -> list[Article]:
    """Return the stories that are new to them, locked: an act on one either is seen here, or sees who took it."""
    pks = [edition.article_id for edition in handed]
    taken = Taken.objects.filter(republisher=key.republisher, article__in=pks).values("article")
    found = Article.objects.filter(pk__in=pks).exclude(pk__in=taken)
    return list(found.select_for_update(no_key=True).order_by("pk")) if found.exists() else []


def _note(key: RepublisherKey, handed: list[Edition], fresh: list[Article], now: datetime) -> bool:
    """Write down what they have by now; return whether anything of it is news."""
    numbers = {edition.article_id: edition.number for edition in handed}
    Taken.objects.bulk_create(
        Taken(republisher=key.republisher, article=article, at=now, key=key, version=numbers[article.pk])
        for article in fresh
    )
    rows = Taken.objects.filter(republisher=key.republisher, article__in=numbers)
    newer = [row for row in rows if row.version != numbers[row.article_id]]
    for row in newer:
        row.version, row.key = numbers[row.article_id], key
    Taken.objects.bulk_update(newer, ["version", "key"])
    return bool(fresh or newer)


def _tell_of_what_comes(article: Article, republisher: Republisher, now: datetime) -> None:
    """Tell them of a correction that was issued before they took the story, and that readers get only now or later."""
    coming = Edition.objects.filter(article=article).ahead(now).select_related("words", "address").first()
    if coming is None or RepublisherNotice.objects.filter(republisher=republisher, edition=coming).exists():
        return
    under_way = Act(article, by=None, now=now)
    tell_of_edition(under_way, coming, standing(article, now), coming.words.public_note, pk=republisher.pk)


def _locked(republisher: Republisher, by) -> Republisher:
    if not may_give_keys(by):
        raise NotAllowed(refusal(str(by), _("give republishers keys or end them")))
    return Republisher.objects.select_for_update().get(pk=republisher.pk)


def _end(key: RepublisherKey, at: datetime, by) -> int:
    key.ends_at, key.ended_by = at, by
    key.save(update_fields=["ends_at", "ended_by"])
    return key.pk


def _enter(verb: str, republisher: Republisher, by, now: datetime, facts: dict) -> None:
    enter(verb, by=by, now=now, subject=f"republisher:{republisher.uid}", facts=facts)
