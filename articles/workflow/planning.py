"""Verbs of the plan: pitch and take on; who writes and photographs; when it is due, for when it is planned."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from articles.content import Content
from articles.models import Article, Section
from articles.permissions import (
    may_assign,
    may_assign_photographer,
    may_create,
    may_plan,
    may_take,
    refusal,
)
from newsroom import clock
from newsroom.notices.telling import tell
from newsroom.staff.models import User

from .act import Act, NotAllowed, Refused, act, require_words
from .writing import start


def pitch(
    *,
    by,
    slugline: str,
    line: str,
    section: Section | None = None,
    due_at: datetime | None = None,
    planned_for: datetime | None = None,
    commissioned: int | None = None,
    now: datetime | None = None,
) -> Article:
    """Offer a story to the desk: a draft with nothing written yet, in nobody's hands until somebody takes it on.

    `line` says what it is; `planned_for` at midnight on the newsroom's clock is that day, at no time yet.
    """
    if not may_create(by):
        raise NotAllowed(refusal(str(by), _("pitch a story")))
    slugline = " ".join(require_words(slugline, _("Give it a slugline: the desk finds it by that.")).split())
    line = " ".join(require_words(line, _("Say in one line what it is.")).split())
    _fits("slugline", slugline)
    _fits("pitch", line)
    moment = now or clock.now()
    _ahead(due_at, planned_for, moment)
    language = section.language if section else settings.LANGUAGE_CODE
    content = Content(slugline=slugline, section=str(section.uid) if section else "", language=language)
    return start(
        "pitch",
        content,
        by=by,
        now=moment,
        pitch=line,
        is_pitch=True,
        due_at=due_at,
        planned_for=planned_for,
        commissioned=commissioned,
    )


def take_pitch(article: Article, *, by, now: datetime | None = None) -> Article:
    """Take a pitch on: it is a draft like any other from now on, and yours to write."""
    with act(
        "take_pitch", article, by=by, now=now, may=may_take, doing=_("take this pitch on"), touched=False
    ) as doing:
        if not doing.article.is_pitch:
            raise Refused(_not_a_pitch(doing.article))
        _in_work(doing.article)
        doing.no_longer_a_pitch()
        _hand_to(doing, "assignee", by)
    return doing.article


def assign(article: Article, *, by, to: User | None, now: datetime | None = None) -> Article:
    """Say who writes it; `to` None takes it out of everybody's hands. A pitch that is assigned is taken on."""
    with act("assign", article, by=by, now=now, may=may_assign, doing=_("assign this story"), touched=False) as doing:
        _in_work(doing.article)
        if to is not None:
            _may_be_given(doing.article, to, "articles.change_article", _("%(name)s may not write stories."))
            doing.no_longer_a_pitch()
        _hand_to(doing, "assignee", to)
    return doing.article


def assign_photographer(article: Article, *, by, to: User | None, now: datetime | None = None) -> Article:
    """Say who photographs it; `to` None is nobody."""
    may, saying = may_assign_photographer, _("send a photographer to this story")
    with act("assign_photographer", article, by=by, now=now, may=may, doing=saying, touched=False) as doing:
        _in_work(doing.article)
        if to is not None:
            _may_be_given(doing.article, to, "media.add_photo", _("%(name)s may not bring photos in."))
        _hand_to(doing, "photographer", to)
    return doing.article


def set_due(article: Article, *, by, due_at: datetime | None, now: datetime | None = None) -> Article:
    """Say by when it is to be filed; None is no time."""
    doing = _("set when this story is due")
    with act("set_due", article, by=by, now=now, may=may_plan, doing=doing, touched=False) as under_way:
        _in_work(under_way.article)
        _ahead(due_at, None, under_way.now)
        _set_moment(under_way, "due_at", due_at)
    return under_way.article


def plan_for(article: Article, *, by, planned_for: datetime | None, now: datetime | None = None) -> Article:
    """Say for when it is planned, which promises nothing; None takes it off the plan.

    Midnight on the newsroom's clock is that day, at no time yet.
    """
    doing = _("plan this story")
    with act("plan_for", article, by=by, now=now, may=may_plan, doing=doing, touched=False) as under_way:
        _in_work(under_way.article)
        _ahead(None, planned_for, under_way.now)
        _set_moment(under_way, "planned_for", planned_for)
    return under_way.article


def _in_work(article: Article) -> None:
    if article.stage == Article.Stage.SPIKED:
        raise Refused(_("This story is spiked. Revive it first."))


def _not_a_pitch(article: Article) -> str:
    if article.assignee:
        return _("%(name)s has this story already.") % {"name": article.assignee}
    return _("This is no pitch any more: somebody began to write it. Ask an editor to assign it to you.")


def _fits(name: str, text: str) -> None:
    longest = Article._meta.get_field(name).max_length
    if len(text) > longest:
        raise Refused(
            _("“%(text)s…” is %(length)s characters long; there is room for %(most)s. Say it in fewer.")
            % {"text": text[:40], "length": len(text), "most": longest}
        )


def _ahead(due_at: datetime | None, planned_for: datetime | None, now: datetime) -> None:
    """Raise Refused for a time that is past, or a day that is over."""
    if due_at is not None and due_at <= now:
        raise Refused(_("%(when)s is past. Choose a time ahead.") % {"when": f"{clock.local(due_at):%d %B, %H:%M}"})
    if planned_for is not None and clock.local_date(planned_for) < clock.local_date(now):
        raise Refused(
            _("%(day)s is over. Choose today or a day to come.") % {"day": f"{clock.local(planned_for):%d %B}"}
        )


def _may_be_given(article: Article, person: User, permission: str, sentence: str) -> None:
    """Raise Refused for somebody who could do nothing with it, or may not even see it."""
    if not (person.is_active and person.is_staff and person.has_perm(permission)):
        raise Refused(f"{sentence % {'name': person}} {_('Choose somebody else.')}")
    named = article.restricted_to.all()
    if named.exists() and not named.filter(pk=person.pk).exists():
        raise Refused(
            _("This story is restricted, and %(name)s is not among those who see it. Let them see it first.")
            % {"name": person}
        )


def _hand_to(under_way: Act, what: str, person: User | None) -> None:
    article = under_way.article
    was = getattr(article, what)
    if was == person and "was_pitch" not in under_way.facts:
        raise Refused(
            _("%(name)s has this story already.") % {"name": person} if person else _("Nobody has this story now.")
        )
    setattr(article, what, person)
    article.save(update_fields=[what])
    under_way.facts |= {"was": str(was.uid) if was else "", "to": str(person.uid) if person else ""}
    if person is not None and what == "photographer":
        # About the assignment: whoever photographs it need not be one of those who see the copy.
        about = f"assignment:{article.uid}"
        tell("assigned_photo", about=about, to=[person], by=under_way.by, now=under_way.now)
    elif person is not None:
        tell("assigned", about=article, to=[person], by=under_way.by, now=under_way.now)


def _set_moment(under_way: Act, name: str, moment: datetime | None) -> None:
    was = getattr(under_way.article, name)
    if was == moment:
        raise Refused(_("That is when it is set for already.") if moment else _("No time is set for it."))
    setattr(under_way.article, name, moment)
    under_way.article.save(update_fields=[name])
    under_way.facts |= {"was": was.isoformat() if was else "", "to": moment.isoformat() if moment else ""}
