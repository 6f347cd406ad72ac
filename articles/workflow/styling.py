"""Verbs of house style: what one story leaves alone, and the rules themselves. None moves a story or an edition."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from articles.content import is_uid
from articles.models import Article, Revision, StyleIgnored, StyleRule, StyleTrial
from articles.permissions import may_edit, may_keep_style, refusal
from articles.style.passages import replaced
from articles.style.rules import LONGEST_IGNORED
from articles.style.sheet import plain
from articles.style.story import Rules, StoryStyle
from articles.style.trial import TASK, begin
from articles.working_copy import content_of
from newsroom import clock
from newsroom.record.log import enter
from newsroom.tasks.queue import enqueue

from .act import NotAllowed, Refused, act
from .writing import save


def _rule(uid: str) -> StyleRule:
    rule = StyleRule.objects.live().filter(uid=uid).first() if is_uid(uid) else None
    if rule is None:
        raise Refused(_("That rule is not live any more. Reload to see what is."))
    return rule


def ignore_rule(article: Article, *, by, rule: str, text: str, now: datetime | None = None) -> None:
    """Leave this text as it is in this story, for everybody who works on it. `rule` is the rule's uid."""
    with act(
        "ignore_rule", article, by=by, now=now, may=may_edit, doing=_("change this story"), touched=False
    ) as under_way:
        found = _rule(rule)
        StyleIgnored.objects.get_or_create(
            article=under_way.article,
            rule=found,
            text=text[:LONGEST_IGNORED],
            defaults={"by": by, "at": under_way.now},
        )
        under_way.facts["rule"] = str(found.uid)
        under_way.words["text"] = text[:LONGEST_IGNORED]


def heed_rule(article: Article, *, by, rule: str, text: str, now: datetime | None = None) -> None:
    """Mark this text in this story again."""
    if not is_uid(rule):
        raise Refused(_("That rule is not live any more. Reload to see what is."))
    with act(
        "heed_rule", article, by=by, now=now, may=may_edit, doing=_("change this story"), touched=False
    ) as under_way:
        StyleIgnored.objects.filter(article=under_way.article, rule__uid=rule, text=text[:LONGEST_IGNORED]).delete()
        under_way.facts["rule"] = rule
        under_way.words["text"] = text[:LONGEST_IGNORED]


def replace_by_rule(
    article: Article, *, by, rule: str, text: str, now: datetime | None = None
) -> tuple[int, Revision | None]:
    """Put what the rule wants wherever this text stands, and save. Return how often, and the revision."""
    with transaction.atomic():
        locked = Article.objects.select_for_update().get(pk=article.pk)
        content = content_of(locked)
        found = StoryStyle(content, Rules.for_story(locked)).found_of(rule, text)
        found = [one for one in found if one.replacement is not None]
        if not found:
            raise Refused(
                _("“%(text)s” is not there any more, or nothing is known to write instead.") % {"text": text[:60]}
            )
        saved = save(locked, by=by, content=replaced(content, found), base=locked.revision_number, now=now)
    return len(found), saved


def _may_keep(by) -> None:
    if not may_keep_style(by):
        raise NotAllowed(refusal(str(by), _("change house style")))


@transaction.atomic
def keep_rule(rule: StyleRule, *, by, changed: Iterable[str] = (), now: datetime | None = None) -> StyleRule:
    """Add a rule, or keep what was changed of one."""
    _may_keep(by)
    verb = "change style rule" if rule.pk else "add style rule"
    rule.save()
    enter(verb, by=by, now=now or clock.now(), subject=rule.subject, facts={"fields": sorted(changed)})
    return rule


@transaction.atomic
def drop_rule(rule: StyleRule, *, by, now: datetime | None = None) -> None:
    """Take a rule away, with what stories left alone of it."""
    _may_keep(by)
    subject = rule.subject
    rule.delete()
    enter("drop style rule", by=by, now=now or clock.now(), subject=subject)


@transaction.atomic
def make_live(rule: StyleRule, *, by, now: datetime | None = None) -> None:
    """Let a draft rule mark what is typed, once somebody has seen where it would have fired."""
    _may_keep(by)
    rule = StyleRule.objects.select_for_update().get(pk=rule.pk)
    if not StyleTrial.objects.filter(rule=rule, wording=rule.wording).exists():
        raise Refused(_("First see where “%(name)s” would have fired: try it as it is now.") % {"name": rule})
    _to(rule, StyleRule.State.LIVE, "make style rule live", by, now)


@transaction.atomic
def make_draft(rule: StyleRule, *, by, now: datetime | None = None) -> None:
    """Stop a rule from marking anything; it stays, to be worked on."""
    _may_keep(by)
    rule = StyleRule.objects.select_for_update().get(pk=rule.pk)
    _to(rule, StyleRule.State.DRAFT, "make style rule a draft", by, now)


def _to(rule: StyleRule, state: str, verb: str, by, now: datetime | None) -> None:
    if rule.state != state:
        rule.state = state
        rule.save(update_fields=["state"])
        enter(verb, by=by, now=now or clock.now(), subject=rule.subject)


def bring_in(rules: list[StyleRule], *, by, now: datetime | None = None) -> dict[str, int]:
    """Take in the rules of a file, all or none: those of a name that is here are changed, the others added.

    Return how many were "added", "changed" and "same".
    """
    _may_keep(by)
    counts = {"added": 0, "changed": 0, "same": 0}
    try:
        with transaction.atomic():
            here = {rule.name.casefold(): rule for rule in StyleRule.objects.select_for_update()}
            for said in rules:
                known = here.get(said.name.casefold())
                if known and plain(known) == plain(said):
                    counts["same"] += 1
                    continue
                if known:
                    said.pk, said.uid = known.pk, known.uid
                counts["changed" if known else "added"] += 1
                said.save(force_update=bool(known), force_insert=not known)
            if counts["added"] or counts["changed"]:
                enter("bring in style rules", by=by, now=now or clock.now(), subject="style:", facts=counts)
    except IntegrityError as error:
        raise Refused(_("Somebody else changed the rules at the same moment. Bring the file in again.")) from error
    return counts


@transaction.atomic
def try_rule(rule: StyleRule, *, by, now: datetime | None = None) -> StyleTrial:
    """Begin to look where a rule would have fired in what readers have; what takes long goes on off the request."""
    _may_keep(by)
    trial = begin(rule, by=by, now=now or clock.now())
    enter("try style rule", by=by, now=trial.begun_at, subject=rule.subject)
    if trial.ended_at is None:
        enqueue(TASK, trial.pk, trial.wording)
    return trial
