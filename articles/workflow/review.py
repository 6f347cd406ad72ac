"""Verbs of other eyes: file, send back, sign off, read after."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.content import Content
from articles.eyes import PARTS, WORDS, cover_of, drawn_from, typed_by
from articles.models import Article, Capacity, Edition, ReadAfter, SignOff
from articles.needed import Needed, can_give, gave_another, is_ready, needed_by, waits_for
from articles.permissions import (
    may_file,
    may_give_sign_off,
    may_read_after,
    may_send_back,
    may_sign_off,
    may_sign_off_as,
    refusal,
)
from articles.working_copy import content_of, same_since
from newsroom import clock

from .act import Act, NotAllowed, Refused, act, require_stage, require_words
from .noting import NewNote, leave
from .telling import tell_readers_to_come, tell_writers

Stage = Article.Stage


def file(article: Article, *, by, now: datetime | None = None) -> Article:
    """Hand a draft in for review."""
    with act("file", article, by=by, now=now, may=may_file, doing=_("file this story")) as under_way:
        require_stage(under_way.article, Stage.DRAFT)
        content = content_of(under_way.article)
        if not content.headline and not content.body:
            raise Refused(_("There is nothing to read yet. Write a headline or a sentence, then file."))
        under_way.article.filed_by = by
        under_way.article.save(update_fields=["filed_by"])
        under_way.move_to(Stage.IN_REVIEW)
        tell_readers_to_come(under_way)
    return under_way.article


def send_back(
    article: Article, *, by, reason: str = "", reasons: Iterable[NewNote] = (), now: datetime | None = None
) -> Article:
    """Return a filed story to its writer, with reasons that become notes, each on the story or on a passage."""
    given = ([NewNote(reason)] if reason.strip() else []) + list(reasons)
    if not given:
        raise Refused(_WHY)
    given = [replace(each, text=require_words(each.text, _WHY)) for each in given]
    with act("send_back", article, by=by, now=now, may=may_send_back, doing=_("send this story back")) as under_way:
        require_stage(under_way.article, Stage.IN_REVIEW, Stage.READY)
        under_way.facts["notes"] = [leave(under_way, each).pk for each in given]
        under_way.words["reason"] = "\n\n".join(each.text for each in given)
        under_way.move_to(Stage.DRAFT)
        tell_writers(under_way, "sent_back")
    return under_way.article


_WHY = gettext_lazy("Say why it goes back: the writer reads that first.")


def refuse_own(
    by, article: Article, parts: Iterable[str] = WORDS, *, upto: int | None = None, strictly: bool = False
) -> None:
    """Raise Refused when this person had a hand in these parts (of that revision) since another's last sign-off."""
    if typed := typed_by(by, article, upto, parts=tuple(parts), strictly=strictly):
        said = {"time": f"{clock.local(typed.at):%d %B, %H:%M}", "number": typed.revision_number}
        raise Refused(_OWN[typed.part] % said)


_OWN = {
    "words": gettext_lazy(
        "You changed the words yourself at %(time)s (revision %(number)s), so you cannot be the second pair of "
        "eyes for them. Ask a colleague to read this text."
    ),
    "pictures": gettext_lazy(
        "You changed the pictures yourself at %(time)s (revision %(number)s), so you cannot be the second pair of "
        "eyes for them. Ask a colleague to look at them."
    ),
    "placement": gettext_lazy(
        "You changed yourself where it stands at %(time)s (revision %(number)s), so you cannot be the second pair of "
        "eyes for that. Ask a colleague to look at it."
    ),
}


def keep_sign_off(under_way: Act, content: Content, need: Needed | None = None) -> SignOff:
    """Write down this person's yes to exactly this content, inside an act.

    As `need` it covers that one's parts. One other pair of eyes covers the words, and of pictures and placement what
    that person may answer for.
    """
    by, article = under_way.by, under_way.article
    capacity = need.capacity if need else ""
    parts = need.parts if need else WORDS
    refuse_own(by, article, parts, strictly=capacity == Capacity.LEGAL)
    if capacity in _READERS:
        others = [part for part in PARTS if part not in parts and typed_by(by, article, parts=(part,)) is None]
        parts = (*parts, *others)
    under_way.facts |= {"revision": article.revision_number, "parts": [part for part in PARTS if part in parts]}
    if capacity:
        under_way.facts["as"] = [*under_way.facts.get("as", []), str(capacity)]
    cover = cover_of(article, content)
    return SignOff.objects.create(
        article=article,
        revision_number=article.revision_number,
        at=under_way.now,
        by=by,
        capacity=capacity,
        **{part: getattr(cover, part) for part in parts},
    )


_READERS = ("", Capacity.EDITOR, Capacity.COPY_DESK)


def given_as(by, article: Article, content: Content, capacity: str = "") -> Needed | None:
    """Return as what this person's yes counts; None for one other pair of eyes.

    Without a capacity it is the first the section asks for that they can give; a lawyer's yes is only ever meant.
    Raise NotAllowed or Refused, in a sentence.
    """
    needs = needed_by(article, content)
    if capacity:
        return _asked_for(by, article, needs, capacity)
    if first := next(iter(can_give(by, article, needs)), None):
        return first
    if may_sign_off(by, article):
        return None
    own = [each for each in Capacity if may_sign_off_as(by, article, each)]
    return _asked_for(by, article, needs, own[0]) if own else None


def _asked_for(by, article: Article, needs: list[Needed], capacity: str) -> Needed:
    capacity = Capacity(capacity)
    if not may_sign_off_as(by, article, capacity):
        raise NotAllowed(refusal(str(by), _("sign this story off as “%(who)s”") % {"who": capacity.label}))
    asked = next((each for each in needs if each.capacity == capacity), None)
    need = asked or Needed(capacity, capacity.usual_parts)
    if first := waits_for(need, needs) if asked else None:
        raise Refused(
            _("“%(first)s” comes first here, and has not signed off yet. Then it is the turn of “%(who)s”.")
            % {"first": first.capacity.label, "who": capacity.label}
        )
    if other := gave_another(by, need, needs):
        raise Refused(
            _("You signed this text off as “%(other)s” already. The yes of “%(who)s” has to be somebody else’s.")
            % {"other": other.capacity.label, "who": capacity.label}
        )
    return need


def sign_off(
    article: Article, *, by, revision: int | None = None, capacity: str = "", now: datetime | None = None
) -> SignOff:
    """Say yes to exactly this text. `revision` is the one that was read; raise Refused when there is a later one.

    `capacity` is what it is given as (editor, copy desk, legal, photo desk); empty: what the section asks for next of
    what this person can give, or else one other pair of eyes.
    """
    doing = _("sign this story off")
    with act("sign_off", article, by=by, now=now, may=may_give_sign_off, doing=doing) as under_way:
        content = looked_at(under_way, revision)
        kept = keep_sign_off(under_way, content, given_as(by, under_way.article, content, capacity))
        if is_ready(under_way.article, content):
            under_way.move_to(Stage.READY)
    return kept


def looked_at(under_way: Act, revision: int | None) -> Content:
    """Return what waits to be read, or raise Refused when it is not what this person looked at."""
    article = under_way.article
    require_stage(article, Stage.IN_REVIEW, Stage.READY)
    content = content_of(article)
    if revision is not None and not same_since(article, revision, content):
        raise Refused(
            _("The story was changed after you opened it (now revision %(number)s). Read it again, then sign off.")
            % {"number": article.revision_number}
        )
    return content


def read_after(edition: Edition, *, by, now: datetime | None = None) -> ReadAfter:
    """Read what went out unread, and say so on the record."""
    doing = _("read this version")
    with act(
        "read_after", edition.article, by=by, now=now, may=may_read_after, doing=doing, touched=False
    ) as under_way:
        owed = ReadAfter.objects.select_for_update().filter(edition=edition).first()
        if owed is None:
            raise Refused(_("Version %(number)s does not wait to be read.") % {"number": edition.number})
        if owed.read_at:
            raise Refused(
                _("%(name)s read version %(number)s already, at %(time)s.")
                % {
                    "name": owed.read_by,
                    "number": edition.number,
                    "time": f"{clock.local(owed.read_at):%d %B, %H:%M}",
                }
            )
        if owed.edition.recalled_at:
            raise Refused(_("Readers never had version %(number)s: it was recalled.") % {"number": edition.number})
        if edition.issued_by_id == by.pk:
            raise Refused(_("You issued this version yourself; a colleague has to read it."))
        refuse_own(by, under_way.article, upto=drawn_from(edition))
        owed.read_at, owed.read_by = under_way.now, by
        owed.save(update_fields=["read_at", "read_by"])
        SignOff.objects.create(
            article=under_way.article,
            revision_number=edition.revision_number,
            at=under_way.now,
            by=by,
            **vars(cover_of(under_way.article, edition.content)),
        )
        under_way.facts |= {"edition": str(edition.uid), "version": edition.number}
    return owed
