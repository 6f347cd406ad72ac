"""Saying which newsletters there are: what each is called, is of, says first, and when it goes."""

from dataclasses import dataclass, fields
from datetime import datetime, time

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from articles.models import Front, Tag, unicode_slug
from newsroom import clock
from newsroom.paper import current
from newsroom.paper.models import Paper
from newsroom.paper.site import TAG as PAPER
from newsroom.record.canonical import clean_text
from newsroom.record.log import Change, enter

from .acting import Refused, locked, require
from .models import Letter
from .permissions import may_keep_letters

# Addresses under /newsletters/ that are something else.
TAKEN = {"confirm", "off", "bounces"}
DOING = gettext_noop("say which newsletters there are")


@dataclass(frozen=True)
class Said:
    """All that is said of a newsletter. An empty slug is made of the name."""

    name: str
    about: str
    front: Front | None = None
    tag: Tag | None = None
    slug: str = ""
    greeting: str = ""
    rhythm: str = Letter.Rhythm.HAND.value
    weekday: int | None = None
    at: time | None = None
    is_on: bool = False


def _checked(said: Said) -> dict:
    """Return what is said as it is kept. Raise Refused with a sentence."""
    kept = {each.name: getattr(said, each.name) for each in fields(said)}
    kept["name"], kept["about"] = (" ".join(clean_text(getattr(said, name)).split()) for name in ("name", "about"))
    kept["greeting"] = clean_text(said.greeting).strip()
    kept["slug"] = unicode_slug(said.slug or kept["name"])[:60]
    if not kept["name"] or not kept["slug"]:
        raise Refused(_("Give the newsletter a name; its address is made of it."))
    if not kept["about"]:
        raise Refused(_("Say in a sentence what it is, for readers who think about taking it."))
    for name in ("name", "about", "greeting"):
        most = Letter._meta.get_field(name).max_length
        if len(kept[name]) > most:
            raise Refused(
                _("“%(text)s…” is %(have)d characters long; %(most)d fit.")
                % {"text": kept[name][:30], "have": len(kept[name]), "most": most}
            )
    if kept["slug"] in TAKEN:
        raise Refused(_("The address “%(slug)s” is taken by the newsroom itself. Choose another.") % kept)
    if (said.front is None) == (said.tag is None):
        raise Refused(_("Say what it is of: one front or one tag."))
    _check_times(said)
    if said.rhythm != Letter.Rhythm.WEEKLY:
        kept["weekday"] = None
    if said.rhythm == Letter.Rhythm.HAND:
        kept["at"] = None
    return kept


def _check_times(said: Said) -> None:
    if said.rhythm not in Letter.Rhythm.values:
        raise Refused(_("Say when it goes: by hand, every day, or once a week."))
    if said.rhythm != Letter.Rhythm.HAND and said.at is None:
        raise Refused(_("Say at what time it goes."))
    if said.rhythm == Letter.Rhythm.WEEKLY and said.weekday not in Letter.Day.values:
        raise Refused(_("Say on which day it goes."))


@transaction.atomic
def begin_letter(said: Said, *, by, now: datetime | None = None) -> Letter:
    """Begin a newsletter. Raise Refused."""
    require(may_keep_letters, by, _(DOING))
    now, kept = now or clock.now(), _checked(said)
    paper = _paper()
    letter = Letter(**kept, timed_since=now, changed_by=by, changed_at=now)
    _save(letter)
    _entered("begin letter", letter, paper, sorted(kept), by, now)
    return letter


@transaction.atomic
def change_letter(letter: Letter, said: Said, *, by, now: datetime | None = None) -> Letter:
    """Say otherwise what a newsletter is. The same again is no act. Raise Refused."""
    require(may_keep_letters, by, _(DOING))
    now, kept = now or clock.now(), _checked(said)
    paper, letter = _paper(), locked(letter)
    changed = [name for name, value in kept.items() if getattr(letter, name) != value]
    if not changed:
        return letter
    for name in changed:
        setattr(letter, name, kept[name])
    if {"rhythm", "weekday", "at", "is_on"} & set(changed):
        letter.timed_since = now
    letter.changed_by, letter.changed_at = by, now
    _save(letter)
    _entered("change letter", letter, paper, changed, by, now)
    return letter


def _save(letter: Letter) -> None:
    try:
        with transaction.atomic():
            letter.save()
    except IntegrityError as error:
        if "slug" not in str(error):
            raise
        raise Refused(
            _("There is a newsletter at the address “%(slug)s” already. Choose another.") % {"slug": letter.slug}
        ) from error


def _paper() -> Paper:
    """Lock the paper's row: it knows whether there is any newsletter, so that every page can name them."""
    return Paper.objects.select_for_update().get_or_create(pulse_id=1)[0]


def _entered(verb: str, letter: Letter, paper: Paper, changed: list[str], by, now: datetime) -> None:
    changes = [Change(letter.page_tag, now), Change("letters", now)]
    has = Letter.objects.filter(is_on=True).exists()
    if paper.letters != has:
        paper.letters = has
        paper.save(update_fields=["letters"])
        changes.append(Change(PAPER, now))
        transaction.on_commit(current.forget)
    enter(verb, by=by, now=now, subject=letter.subject, facts={"changed": sorted(changed)}, changes=changes)
