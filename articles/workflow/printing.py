"""Verbs of the printed paper: plan a story for it, and pin what its page has when that is sent."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from articles.eyes import sign_off_of, typed_by
from articles.models import Article, Edition, PrintUse
from articles.permissions import may_plan_print, may_send_to_print, may_sign_off
from articles.photo_findings import print_findings
from articles.preflight import stops
from articles.working_copy import content_of, same_since
from newsroom import clock
from newsroom.record.canonical import clean_text

from .act import Act, Refused, act
from .blocking import refuse_blocked
from .issuing import standing
from .review import keep_sign_off


def plan_print(
    article: Article,
    *,
    by,
    print_date: date,
    page: str = "",
    headline: str = "",
    length: int | None = None,
    drop: bool = False,
    now: datetime | None = None,
) -> PrintUse | None:
    """Say in which print edition it is to stand, where, under which headline, how long; `drop` takes it out of that.

    What was sent keeps what it was sent with: whoever changes its headline or page sends it again.
    """
    page, headline = (" ".join(clean_text(text).split()) for text in (page, headline))
    doing = _("plan this story for print")
    with act("plan_print", article, by=by, now=now, may=may_plan_print, doing=doing, touched=False) as under_way:
        if under_way.article.stage == Article.Stage.SPIKED:
            raise Refused(_("This story is spiked. Revive it first."))
        use = under_way.article.print_uses.filter(print_date=print_date).first()
        under_way.facts |= {"print_date": print_date.isoformat(), "page": page}
        if drop:
            return _drop(use, print_date)
        if print_date < clock.local_date(under_way.now):
            raise Refused(
                _("The print edition of %(day)s is out. Choose one to come.") % {"day": f"{print_date:%d %B}"}
            )
        _fits(page=page, headline=headline)
        use = use or PrintUse(article=under_way.article, print_date=print_date)
        use.page, use.headline, use.length = page, headline, length
        use.planned_by, use.planned_at = by, under_way.now
        use.save()
    return use


def _drop(use: PrintUse | None, print_date: date) -> None:
    if use is None:
        raise Refused(_("It is not in the print edition of %(day)s.") % {"day": f"{print_date:%d %B}"})
    if use.sent_at:
        raise Refused(_("Its page was sent already, so it is on the record there. Ring the printers."))
    use.delete()


def _fits(**texts: str) -> None:
    for name, text in texts.items():
        longest = PrintUse._meta.get_field(name).max_length
        if len(text) > longest:
            raise Refused(
                _("“%(text)s…” is %(length)s characters long; there is room for %(most)s. Say it in fewer.")
                % {"text": text[:40], "length": len(text), "most": longest}
            )


def send_to_print(
    article: Article, *, by, print_date: date, revision: int | None = None, now: datetime | None = None
) -> PrintUse:
    """Pin what the page has: the working copy as it is, read by a second pair of eyes, under its print headline.

    `revision` is the one that was looked at. Sending a page again pins it anew.
    """
    doing = _("send this story to print")
    with act("send_to_print", article, by=by, now=now, may=may_send_to_print, doing=doing, touched=False) as under_way:
        article = under_way.article
        use = article.print_uses.select_for_update().filter(print_date=print_date).first()
        if use is None:
            raise Refused(
                _("It is planned for no print edition of %(day)s. Say under “Print…” where it stands, then send it.")
                % {"day": f"{print_date:%d %B}"}
            )
        content = content_of(article)
        if revision is not None and not same_since(article, revision, content):
            raise Refused(_("The story was changed after you opened it. Look at it again, then send it."))
        if not content.headline and not use.headline:
            raise Refused(_("It has no headline. Write one, here or for print."))
        at = clock.start_of_day(print_date)
        at = max(at, under_way.now)
        if found := [*stops(article, at=at), *print_findings(article, content, at)]:
            raise Refused.by_preflight(found)
        refuse_blocked(article, content, at=at, note=use.headline)
        _refuse_unread(under_way, content)
        use.sent_at, use.sent_by, use.sent_revision = under_way.now, by, article.revision_number
        use.sent_headline, use.sent_page = use.headline, use.page
        use.save()
        under_way.facts |= {"print_date": print_date.isoformat(), "page": use.page, "revision": article.revision_number}
    return use


def _refuse_unread(under_way: Act, content) -> None:
    """A page cannot be called back: its words need another's eyes, which whoever sends another's copy has."""
    article, by = under_way.article, under_way.by
    shown = standing(article, under_way.now)
    has_it = shown and shown.shows == Edition.Shows.TEXT and shown.content.words_text == content.words_text
    if (has_it and shown.eyes == Edition.Eyes.READ) or sign_off_of(article, content):
        return
    if may_sign_off(by, article) and typed_by(by, article) is None:
        keep_sign_off(under_way, content)
        return
    raise Refused(
        _("Nobody else has read this text, and a page cannot be called back. Ask a colleague to sign it off.")
    )
