"""Verbs of outside eyes: leave to read one story without an account, and what is done by it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from articles import outside
from articles.anchors import find
from articles.models import Article, Note, OutsideSignOff, OutsideView, ReviewLink, Revision
from articles.people import writers_of
from articles.permissions import may_review_link
from newsroom import clock
from newsroom.notices.telling import tell
from newsroom.record.canonical import clean_text

from .act import Act, NotAllowed, Refused, act, require_words
from .passages import place

LONGEST = timedelta(days=90)
SHORTEST_PHRASE = 8
LONGEST_COMMENT = 5_000
MOST_COMMENTS = 200
TRIES, WAIT = 5, timedelta(minutes=15)


@dataclass(frozen=True)
class Made:
    """A link, and the token of its address: nobody can ask for it again."""

    link: ReviewLink
    token: str


@sensitive_variables("pass_phrase", "token")
def make_review_link(
    article: Article,
    *,
    by,
    name: str,
    expires_at: datetime,
    email: str = "",
    asked: str = "",
    revision: int | None = None,
    may_comment: bool = True,
    may_sign_off: bool = False,
    pass_phrase: str = "",
    now: datetime | None = None,
) -> Made:
    """Let one named person outside read this story, until `expires_at`: one revision of it, or always the latest."""
    name = " ".join(require_words(name, _("Say who it is for: the page and the record have their name.")).split())
    email, asked = _email(email), clean_text(asked).strip()
    if pass_phrase and len(pass_phrase) < SHORTEST_PHRASE:
        raise Refused(_("A pass phrase has at least %(count)s characters.") % {"count": SHORTEST_PHRASE})
    token = outside.new_token()
    doing = _("ask somebody outside to read this story")
    with act("make_review_link", article, by=by, now=now, may=may_review_link, doing=doing, touched=False) as under_way:
        _refuse_moment(expires_at, under_way.now)
        _refuse_text(under_way.article, revision)
        link = ReviewLink.objects.create(
            article=under_way.article,
            token_hash=outside.hashed(token),
            name=name[:120],
            email=email,
            asked=asked,
            revision_number=revision,
            may_comment=may_comment,
            may_sign_off=may_sign_off,
            pass_phrase=make_password(pass_phrase) if pass_phrase else "",
            made_at=under_way.now,
            made_by=by,
            expires_at=expires_at,
        )
        under_way.facts |= {
            "link": link.pk,
            "revision": revision or 0,
            "until": expires_at.isoformat(),
            "comment": int(may_comment),
            "sign_off": int(may_sign_off),
            "pass_phrase": int(bool(pass_phrase)),
        }
        under_way.words |= {"outside": link.name, "asked": asked}
    return Made(link, token)


def _email(email: str) -> str:
    email = clean_text(email).strip()
    if email:
        try:
            validate_email(email)
        except ValidationError as error:
            raise Refused(_("“%(email)s” is not an e-mail address.") % {"email": email}) from error
    return email


def _refuse_moment(until: datetime, now: datetime) -> None:
    if until <= now:
        raise Refused(_("The link would be over already. Choose a moment ahead."))
    if until > now + LONGEST:
        raise Refused(_("A link is open for %(days)s days at most. Make another one then.") % {"days": LONGEST.days})


def _refuse_text(article: Article, revision: int | None) -> None:
    if article.stage == Article.Stage.SPIKED:
        raise Refused(_("This story is spiked. Revive it first."))
    if revision is not None and not article.revisions.filter(number=revision).exists():
        raise Refused(_("This story has no revision %(number)s.") % {"number": revision})


def revoke_review_link(link: ReviewLink, *, by, now: datetime | None = None) -> ReviewLink:
    """Shut a link for good, at once. What was said by it stays."""
    doing = _("revoke this link")
    with act(
        "revoke_review_link", link.article, by=by, now=now, may=may_review_link, doing=doing, touched=False
    ) as under_way:
        kept = ReviewLink.objects.select_for_update().get(pk=link.pk)
        if kept.revoked_at:
            raise Refused(_("This link was revoked at %(time)s already.") % {"time": _time(kept.revoked_at)})
        kept.revoked_at, kept.revoked_by = under_way.now, by
        kept.save(update_fields=["revoked_at", "revoked_by"])
        under_way.facts["link"] = kept.pk
        under_way.words["outside"] = kept.name
    return kept


@contextmanager
def _by_link(verb: str, link: ReviewLink, now: datetime | None) -> Iterator[tuple[Act, ReviewLink]]:
    """Open an act of somebody outside: nobody of the desk did it, and the link itself is the leave."""
    with act(verb, link.article, by=None, now=now, may=lambda by, article: True, doing="", touched=False) as under_way:
        kept = ReviewLink.objects.select_for_update(of=("self",)).select_related("made_by").get(pk=link.pk)
        kept.article = under_way.article
        if not outside.opens(kept, under_way.now):
            raise NotAllowed(_("This link is not open any more. Ask whoever sent it to you."))
        under_way.facts["link"] = kept.pk
        under_way.words["outside"] = kept.name
        yield under_way, kept


def view_by_link(link: ReviewLink, *, now: datetime | None = None) -> OutsideView:
    """Keep on the record that the link was looked at, and which text it showed."""
    with _by_link("view_by_link", link, now) as (under_way, link):
        number = link.revision_number or link.article.revision_number
        view = OutsideView.objects.create(link=link, at=under_way.now, revision_number=number)
        under_way.facts["revision"] = number
    return view


def comment_by_link(
    link: ReviewLink, *, text: str, revision: int, passage: int = 0, now: datetime | None = None
) -> Note:
    """Leave a note from outside, on the story or on the body's `passage`-th element as that revision had it."""
    text = require_words(text, _("Write your comment first."))
    if len(text) > LONGEST_COMMENT:
        raise Refused(
            _("Your comment is %(length)s characters long, and there is room for %(most)s. Send it in two.")
            % {"length": len(text), "most": LONGEST_COMMENT}
        )
    with _by_link("comment_by_link", link, now) as (under_way, link):
        if not link.may_comment:
            raise NotAllowed(_("This link is for reading alone. Ask whoever sent it to you."))
        if link.notes.count() >= MOST_COMMENTS:
            raise Refused(_("That is as many comments as one link takes. Ask whoever sent it to you for another."))
        seen = _seen(link, revision)
        quote = outside.passage(seen.content, passage) if passage else ""
        note = Note(article=link.article, at=under_way.now, outside=link, quote=quote, text=text)
        if anchor := find(under_way.article.body, quote, passage - 1):
            place(note, anchor, under_way.article.revision_number)
        note.save()
        under_way.facts |= {"note": note.pk, "revision": revision, "passage": passage}
        _tell(under_way, link)
    return note


def sign_off_by_link(link: ReviewLink, *, revision: int, now: datetime | None = None) -> OutsideSignOff:
    """Say yes from outside to exactly the words of the revision that was seen. It never makes a text read."""
    with _by_link("sign_off_by_link", link, now) as (under_way, link):
        if not link.may_sign_off:
            raise NotAllowed(_("This link is not for signing off. Ask whoever sent it to you."))
        seen = _seen(link, revision)
        shown = outside.revision_for(link)
        if (shown.words, shown.pictures) != (seen.words, seen.pictures):
            raise Refused(
                _("The text was changed after you opened it, so nothing was signed off. Read it as it is now below.")
            )
        if before := link.sign_offs.filter(words=shown.words, pictures=shown.pictures).first():
            raise Refused(_("You signed off exactly this text at %(time)s already.") % {"time": _time(before.at)})
        signed = OutsideSignOff.objects.create(
            link=link,
            revision_number=shown.number,
            at=under_way.now,
            words=shown.words,
            pictures=shown.pictures,
            placement=shown.placement,
        )
        under_way.facts["revision"] = shown.number
        _tell(under_way, link)
    return signed


def _tell(under_way: Act, link: ReviewLink) -> None:
    """Tell whoever asked, and those whose story it is, that somebody outside answered."""
    people = [link.made_by, *writers_of(under_way.article)]
    tell("outside_review", about=under_way.article, to=people, now=under_way.now, anchor="outside")


def _seen(link: ReviewLink, number: int) -> Revision:
    """Return the revision, or raise Refused where this link never showed it."""
    if not link.views.filter(revision_number=number).exists():
        raise Refused(_("The text you answer was not shown to you by this link. Load the page again."))
    return Revision.objects.get(article=link.article, number=number)


@sensitive_variables("pass_phrase")
def unlock_by_link(link: ReviewLink, *, pass_phrase: str, now: datetime | None = None) -> None:
    """Check a pass phrase. Raise Refused for a wrong one, and for any after too many, for a while."""
    right = check_password(pass_phrase, link.pass_phrase)
    with _by_link("unlock_by_link", link, now) as (under_way, link):
        recent = link.tried_at is not None and link.tried_at > under_way.now - WAIT
        tries = link.wrong_tries if recent else 0
        over = tries >= TRIES
        if not over:
            link.wrong_tries, link.tried_at = (0, None) if right else (tries + 1, under_way.now)
            link.save(update_fields=["wrong_tries", "tried_at"])
        under_way.facts |= {"right": int(right and not over), "tries": link.wrong_tries}
    # After the act: that somebody tried stays on the record.
    if over:
        minutes = int(WAIT.total_seconds() // 60)
        raise Refused(
            _("Too many wrong pass phrases. Wait %(minutes)s minutes, then try again.") % {"minutes": minutes}
        )
    if not right:
        raise Refused(_("That is not the pass phrase. Whoever sent you the link has it."))


def _time(moment: datetime) -> str:
    return f"{clock.local(moment):%d %B, %H:%M}"
