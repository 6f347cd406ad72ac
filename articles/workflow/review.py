"""Verbs of other eyes: file, send back, sign off, read after."""

from datetime import datetime

from django.utils.translation import gettext as _

from articles.content import Content
from articles.eyes import cover_of, typed_by
from articles.models import Article, Edition, Note, ReadAfter, SignOff
from articles.permissions import may_file, may_read_after, may_send_back, may_sign_off
from articles.working_copy import content_of, same_since
from newsroom import clock

from .act import Act, Refused, act, require_stage, require_words
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


def send_back(article: Article, *, by, reason: str, now: datetime | None = None) -> Article:
    """Return a filed story to its writer, with reasons that become a note."""
    reason = require_words(reason, _("Say why it goes back: the writer reads that first."))
    with act("send_back", article, by=by, now=now, may=may_send_back, doing=_("send this story back")) as under_way:
        require_stage(under_way.article, Stage.IN_REVIEW, Stage.READY)
        Note.objects.create(article=under_way.article, at=under_way.now, by=by, text=reason)
        under_way.words["reason"] = reason
        under_way.move_to(Stage.DRAFT)
        tell_writers(under_way, "sent_back")
    return under_way.article


def refuse_own_words(by, article: Article, upto: int | None = None) -> None:
    """Raise Refused when this person had a hand in the words (of that revision) since another's last sign-off."""
    if typed := typed_by(by, article, upto):
        raise Refused(
            _(
                "You changed the words yourself at %(time)s (revision %(number)s), so you cannot be the second pair of "
                "eyes for them. Ask a colleague to read this text."
            )
            % {"time": f"{clock.local(typed.at):%d %B, %H:%M}", "number": typed.revision_number}
        )


def keep_sign_off(under_way: Act, content: Content) -> SignOff:
    """Write down this person's yes to exactly this content, inside an act."""
    refuse_own_words(under_way.by, under_way.article)
    under_way.facts["revision"] = under_way.article.revision_number
    return SignOff.objects.create(
        article=under_way.article,
        revision_number=under_way.article.revision_number,
        at=under_way.now,
        by=under_way.by,
        **vars(cover_of(under_way.article, content)),
    )


def sign_off(article: Article, *, by, revision: int | None = None, now: datetime | None = None) -> SignOff:
    """Say yes to exactly this text. `revision` is the one that was read; raise Refused when there is a later one."""
    with act("sign_off", article, by=by, now=now, may=may_sign_off, doing=_("sign this story off")) as under_way:
        article = under_way.article
        require_stage(article, Stage.IN_REVIEW, Stage.READY)
        content = content_of(article)
        if revision is not None and not same_since(article, revision, content):
            raise Refused(
                _("The story was changed after you opened it (now revision %(number)s). Read it again, then sign off.")
                % {"number": article.revision_number}
            )
        kept = keep_sign_off(under_way, content)
        under_way.move_to(Stage.READY)
    return kept


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
        refuse_own_words(by, under_way.article, edition.revision_number)
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
