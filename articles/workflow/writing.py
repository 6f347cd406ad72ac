"""Verbs for the working copy: begin, save."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.content import Content
from articles.eyes import BESIDE, cover_of
from articles.merge import Merged, merge
from articles.models import Article, Revision
from articles.needed import holds, is_ready
from articles.own_fields import own_field
from articles.paid import terms
from articles.permissions import may_create, may_edit, may_sponsor, refusal
from articles.working_copy import UnknownName, content_of, put, same_since, tidy
from newsroom import clock
from newsroom.notices.telling import tell
from newsroom.record.log import enter

from .act import Act, Conflict, NotAllowed, Refused, act
from .passages import carry_notes

ABOUT = ("copy_from", "copy_source", "sensitive", "left_out", "commissioned", "pitch")


def keep(under_way: Act, content: Content, why: str = Revision.Why.SAVED, *, by=None) -> Revision:
    """Keep this content as the story's next revision, inside an act; `by` says who typed it, where another did."""
    article = under_way.article
    article.revision_number += 1
    article.save(update_fields=["revision_number"])
    under_way.facts["revision"] = article.revision_number
    if why not in BESIDE:
        carry_notes(article, content)
    return Revision.objects.create(
        article=article,
        number=article.revision_number,
        at=under_way.now,
        by=by or under_way.by,
        why=why,
        text=content.text,
        **vars(cover_of(article, content)),
    )


def refuse_to_sponsor(by, article: Article | None, before: Content, content: Content) -> None:
    """Raise NotAllowed where somebody changes who pays for a story who may not."""
    if terms(before) != terms(content) and not may_sponsor(by, article):
        raise NotAllowed(refusal(str(by), _("say who pays for a story")))


def _put(article: Article, content: Content) -> Content:
    content = tidy(content)
    try:
        put(article, content)
    except UnknownName as unknown:
        raise Refused(str(unknown)) from unknown
    return content_of(article)


def begin(*, by, content: Content | None = None, now: datetime | None = None, why=Revision.Why.SAVED, **about):
    """Begin a story and keep its first revision. `about`: see ABOUT."""
    if not may_create(by):
        raise NotAllowed(refusal(str(by), _("begin a story")))
    refuse_to_sponsor(by, None, Content(), content or Content())
    unknown = set(about) - set(ABOUT)
    if unknown:
        raise TypeError(f"begin() knows nothing about {sorted(unknown)}.")
    return start("begin", content or Content(), by=by, now=now, why=why, **about)


def start(verb: str, content: Content, *, by, now: datetime | None, why=Revision.Why.SAVED, **columns) -> Article:
    """Make the story's row and its first revision, with one log row; who may is the verb's question."""
    with transaction.atomic():
        moment = now or clock.now()
        article = Article.objects.create(created_by=by, created_at=moment, touched_by=by, touched_at=moment, **columns)
        under_way = Act(article, by, moment)
        keep(under_way, _put(article, content), why)
        enter(verb, by=by, now=moment, subject=article.subject, facts=under_way.facts)
    return article


def save(
    article: Article,
    *,
    by,
    content: Content,
    base: int | None = None,
    opened: Mapping[str, object] | None = None,
    choices: Mapping[str, str] | None = None,
    now: datetime | None = None,
    **about,
) -> Revision | None:
    """Save the working copy; return the new revision, or None when nothing was different.

    `base` is the revision the person began with, and `opened` what stood beside its content then: when somebody saved
    since, both are merged under the story's lock. Raise Conflict, which has the merge, where both changed one thing
    and `choices` does not say which; nothing is written then.
    """
    unknown = {*about, *(opened or {})} - set(ABOUT)
    if unknown:
        raise TypeError(f"save() knows nothing about {sorted(unknown)}.")
    with transaction.atomic():
        locked = Article.objects.select_for_update().get(pk=article.pk)
        # Asked here too: whoever may not change the story is shown no merge of it.
        if not may_edit(by, locked):
            raise NotAllowed(refusal(str(by), _("change this story")))
        before = content_of(locked)
        content, since = tidy(content), None
        if base is not None:
            since = None if same_since(locked, base, before) else base
            merged = _merged(locked, before, content, since, opened or {}, about)
            content, about = _chosen(locked, merged, choices or {})
        refuse_to_sponsor(by, locked, before, tidy(content))
        if tidy(content).text == before.text and all(getattr(locked, name) == about[name] for name in about):
            return None
        with act("save", locked, by=by, now=now, may=may_edit, doing=_("change this story")) as under_way:
            article = under_way.article
            for name, value in about.items():
                setattr(article, name, value)
            if about:
                article.save(update_fields=[*about])
            if content.body:
                under_way.no_longer_a_pitch()
            if since is not None:
                under_way.facts |= {"base": since, "merged_with": article.revision_number}
            content = _put(article, content)
            why = Revision.Why.SAVED if since is None else Revision.Why.MERGED
            revision = keep(under_way, content, why) if content.text != before.text else None
            tell_void(under_way, before, content)
            _restage(under_way, content)
        return revision


def _merged(
    article: Article, theirs: Content, mine: Content, since: int | None, opened: Mapping, about: Mapping
) -> Merged:
    """Return what both meant: this person, and everybody who saved since revision `since`; None is nobody."""
    beside = {
        name: (opened.get(name, getattr(article, name)), value, getattr(article, name)) for name, value in about.items()
    }
    base = theirs if since is None else _begun_with(article, since)
    return merge(base, mine, theirs, beside=beside)


def _begun_with(article: Article, number: int) -> Content | None:
    """Return what that revision said; None where that is not known, or words were taken out by order since.

    Merged from such a base, words that were taken out would come back as if they were new.
    """
    revision = article.revisions.filter(number=number, redacted_at=None).first()
    if revision is None or article.redactions.filter(at__gte=revision.at).exists():
        return None
    return tidy(revision.content)


def _chosen(article: Article, merged: Merged, choices: Mapping[str, str]) -> tuple[Content, dict]:
    """Return what the story becomes; raise Conflict while something is left to choose, or two texts are too long."""
    if merged.left(choices):
        raise Conflict(_who_saved(article), merged)
    content, about = merged.resolved(choices), merged.resolved_beside(choices)
    for name, text in [*((name, getattr(content, name)) for name in merged.fields), *about.items()]:
        longest = own_field(Article, name).max_length
        if isinstance(text, str) and longest and len(text) > longest:
            raise Conflict(
                _(
                    "Both texts of “%(field)s” together are %(length)s characters long, and it has room for %(most)s. "
                    "Take one of them."
                )
                % {"field": own_field(Article, name).verbose_name, "length": len(text), "most": longest},
                merged,
            )
    return content, about


def _who_saved(article: Article) -> str:
    latest = article.revisions.select_related("by").latest("number")
    return _(
        "%(name)s saved this story at %(time)s, after you opened it, and changed what you changed too. Nothing is "
        "lost, and nothing of yours is saved yet: choose below."
    ) % {"name": latest.by, "time": f"{clock.local(latest.at):%H:%M:%S}"}


def tell_void(under_way: Act, before: Content, content: Content) -> None:
    """Tell whoever signed off what the story said before that their yes is void now, and put it on the record."""
    article = under_way.article
    was, now = cover_of(article, before), cover_of(article, content)
    if was == now:
        return
    held = [each for each in article.sign_offs.select_related("by") if holds(each, was, each.parts)]
    if void := [each for each in held if not holds(each, now, each.parts)]:
        under_way.facts["void"] = [each.pk for each in void]
        people = {each.by_id: each.by for each in void}.values()
        tell("sign_off_void", about=article, to=people, by=under_way.by, now=under_way.now)


def _restage(under_way: Act, content: Content) -> None:
    """Put a story that was changed where it belongs: back in work, and back in review when a yes it needs is void."""
    article = under_way.article
    if article.stage == Article.Stage.AT_REST:
        under_way.move_to(Article.Stage.DRAFT)
    elif article.stage == Article.Stage.READY and not is_ready(article, content):
        under_way.move_to(Article.Stage.IN_REVIEW)
