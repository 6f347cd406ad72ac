"""Verbs that give readers something: publish, publish alone, retract, reinstate, recall."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from articles.content import Content
from articles.eyes import COUNTS, sign_off_of, typed_by
from articles.models import Article, Capacity, Edition, OpenFix, ReadAfter, Revision
from articles.needed import Needed, can_give, missing, needed_by, voided
from articles.permissions import (
    may_issue_minor_fix,
    may_publish,
    may_publish_alone,
    may_recall,
    may_sign_off,
    may_withdraw,
)
from articles.preflight import blocks, lacking, preflight
from articles.receipts import open_receipt
from articles.substance import Doubt, doubts, in_words
from articles.working_copy import content_of, same_since
from newsroom import clock

from .act import Act, Refused, act, require_words
from .banner import AskedBanner, put_up
from .blocking import refuse_blocked
from .issuing import Eyes, ahead, back_in_work, issue, make_way, recall_edition, standing
from .review import keep_sign_off
from .telling import tell_reader

Kind = Edition.Kind
_FROM_THE_DESK = {Kind.FIRST, Kind.UPDATE, Kind.MINOR_FIX, Kind.CORRECTION, Kind.CLARIFICATION}


class IsItACorrection(Refused):
    """A minor fix changes what may be a fact, and nobody has said that it is none. `doubts` say what."""

    def __init__(self, found: list[Doubt]):
        super().__init__(
            _(
                "Is it a correction? It changes %(what)s. If readers were told something wrong, issue a correction; if "
                "it is a slip, say so and publish again."
            )
            % {"what": in_words(found)}
        )
        self.doubts = found


def publish(
    article: Article,
    *,
    by,
    kind: str = "",
    note: str = "",
    live_from: datetime | None = None,
    without_photos: Iterable[str] = (),
    revision: int | None = None,
    note_place: str = "",
    not_a_correction: bool = False,
    reader=None,
    read_after: datetime | None = None,
    more_follows: bool = False,
    banner: AskedBanner | None = None,
    complaints: list[int] | None = None,
    now: datetime | None = None,
) -> Edition:
    """Issue what was read: in seven seconds, or at `live_from`.

    Words that somebody signed off are read; publishing another's copy is itself the sign-off. `kind` is update when
    empty (first when readers have nothing yet). A copy editor's minor fix may go unread, with `reader` and
    `read_after`. `revision` is the one the publisher looked at. `banner` goes up when it goes live.
    `note_place` is where the note stands, "top" or "foot". `complaints` are those a correction settles, by number; all
    that wait for one where None.
    Raise Refused with preflight's findings, and IsItACorrection for a minor fix that may be one until
    `not_a_correction` answers that.
    """
    may = may_issue_minor_fix if kind == Kind.MINOR_FIX else may_publish
    with act("publish", article, by=by, now=now, may=may, doing=_("publish this story")) as under_way:
        under_way.settles = complaints
        content = _looked_at(under_way, revision).without_photos(without_photos)
        live_from = _moment(under_way, live_from, content)
        kind = _kind(under_way, kind, content, note, live_from)
        _ask(under_way, kind, content, live_from, not_a_correction)
        gives, left = _asked(under_way, content)
        # A minor fix may go unread by right, and then without what only another pair of eyes could give.
        unread = kind == Kind.MINOR_FIX and reader is not None and may_issue_minor_fix(by, under_way.article)
        _fly(under_way, content, live_from, note, _binding(left) if unread else left)
        eyes = _read(under_way, content, kind, gives, left)
        if eyes.eyes == Edition.Eyes.UNREAD:
            reader, read_after = _reading_to_come(under_way, reader, read_after)
        edition = _go(
            under_way,
            content,
            banner,
            kind=kind,
            live_from=live_from,
            eyes=eyes,
            note=note,
            note_place=note_place,
            more_follows=more_follows,
        )
        if eyes.eyes == Edition.Eyes.UNREAD:
            _owe_reading(under_way, edition, reader, read_after)
    return edition


def publish_alone(
    article: Article,
    *,
    by,
    reason: str,
    reader,
    read_after: datetime,
    kind: str = "",
    note: str = "",
    live_from: datetime | None = None,
    without_photos: Iterable[str] = (),
    revision: int | None = None,
    more_follows: bool = False,
    banner: AskedBanner | None = None,
    note_place: str = "",
    not_a_correction: bool = False,
    complaints: list[int] | None = None,
    now: datetime | None = None,
) -> Edition:
    """Issue unread, for a reason (breaking, alone, danger, error), to be read by `reader` before `read_after`."""
    doing = _("publish this story unread")
    with act("publish_alone", article, by=by, now=now, may=may_publish_alone, doing=doing) as under_way:
        under_way.settles = complaints
        content = _looked_at(under_way, revision).without_photos(without_photos)
        live_from = _moment(under_way, live_from, content)
        kind = _kind(under_way, kind, content, note, live_from)
        _ask(under_way, kind, content, live_from, not_a_correction)
        if reason not in Edition.UnreadReason.to_choose():
            raise Refused(_("Say why this goes out unread: breaking, alone on shift, danger, or mending an error."))
        reader, read_after = _reading_to_come(under_way, reader, read_after)
        left = missing(needed_by(under_way.article, content))
        _fly(under_way, content, live_from, note, _binding(left))
        _say_without(under_way, left)
        edition = _go(
            under_way,
            content,
            banner,
            kind=kind,
            live_from=live_from,
            eyes=Eyes(Edition.Eyes.UNREAD, unread_reason=reason),
            note=note,
            note_place=note_place,
            more_follows=more_follows,
        )
        _owe_reading(under_way, edition, reader, read_after)
    return edition


def retract(article: Article, *, by, note: str, now: datetime | None = None) -> Edition:
    """Leave the story readable under a notice that it is no longer stood by; off fronts and lists."""
    note = require_words(note, _("Tell readers why it is retracted: the notice stands above the story."))
    with act("retract", article, by=by, now=now, may=may_publish, doing=_("retract this story")) as under_way:
        before = standing(article, under_way.now)
        if before is None or before.shows != Edition.Shows.TEXT:
            raise Refused(_("Readers have no text of this story that could be retracted."))
        if before.kind == Kind.RETRACTION:
            raise Refused(_("This story is retracted already. Publish a correction if the notice must change."))
        live_from = under_way.now + clock.UNDO_SECONDS
        refuse_blocked(under_way.article, before.content, at=live_from, note=note)
        if make_way(under_way, live_from, before.content):
            back_in_work(under_way)
        edition = issue(
            under_way,
            before.content,
            kind=Kind.RETRACTION,
            live_from=live_from,
            eyes=Eyes(before.eyes, before.read_by, before.unread_reason),
            note=note,
        )
        open_receipt(edition, by=by)
    return edition


def reinstate(
    article: Article, *, by, note: str = "", revision: int | None = None, now: datetime | None = None
) -> Edition:
    """Give readers a withdrawn or retracted story again, from the working copy."""
    with act("reinstate", article, by=by, now=now, may=may_withdraw, doing=_("reinstate this story")) as under_way:
        content = _looked_at(under_way, revision)
        before = standing(article, under_way.now)
        if before is None or (before.shows == Edition.Shows.TEXT and before.kind != Kind.RETRACTION):
            raise Refused(_("This story was not withdrawn or retracted, so there is nothing to reinstate."))
        live_from = _moment(under_way, None, content)
        gives, left = _asked(under_way, content)
        _fly(under_way, content, live_from, note, left)
        eyes = _read(under_way, content, Kind.REINSTATEMENT, gives, left)
        edition = _go(under_way, content, None, kind=Kind.REINSTATEMENT, live_from=live_from, eyes=eyes, note=note)
    return edition


def recall(article: Article, *, by, edition: Edition | None = None, now: datetime | None = None) -> Edition:
    """Stop the version that lies ahead; within seven seconds of Publish that is Undo. The text stays in the desk."""
    with act("recall", article, by=by, now=now, may=may_recall, doing=_("recall this version")) as under_way:
        coming = ahead(under_way.article, under_way.now)
        if coming is None or (edition is not None and coming.pk != edition.pk):
            raise Refused(
                _("It is too late: that version is live, or was recalled before. To take it away, pull the story.")
            )
        recall_edition(under_way, coming, Revision.Why.UNDONE)
        back_in_work(under_way)
    return coming


def _looked_at(under_way: Act, revision: int | None) -> Content:
    """Return the working copy, or raise Refused when it is not the one the publisher looked at."""
    article = under_way.article
    if article.stage == Article.Stage.SPIKED:
        raise Refused(_("This story is spiked. Revive it first."))
    content = content_of(article)
    if revision is not None and not same_since(article, revision, content):
        raise Refused(
            _("The story was changed after you opened it (now revision %(number)s). Look at it again, then publish.")
            % {"number": article.revision_number}
        )
    return content


def _moment(under_way: Act, live_from: datetime | None, content: Content) -> datetime:
    """Return when it goes live, having made way for it."""
    if live_from is not None and live_from <= under_way.now:
        raise Refused(
            _("%(when)s is past. Choose a moment ahead, or publish now.")
            % {"when": f"{clock.local(live_from):%d %B %Y, %H:%M %Z}"}
        )
    live_from = live_from or under_way.now + clock.UNDO_SECONDS
    make_way(under_way, live_from, content)
    return live_from


def _kind(under_way: Act, kind: str, content: Content, note: str, live_from: datetime) -> str:
    """Return the kind of edition this is, or raise Refused when it cannot be that."""
    before = standing(under_way.article, live_from)
    if before is None:
        if kind not in {"", Kind.FIRST}:
            raise Refused(
                _("Readers have nothing of this story yet, so there is nothing to %(kind)s.")
                % {"kind": Kind(kind).label.lower()}
            )
        return Kind.FIRST
    kind = Kind(kind or Kind.UPDATE)
    if kind not in _FROM_THE_DESK or kind == Kind.FIRST:
        raise Refused(_("“%(kind)s” is not a kind of change to a story readers have.") % {"kind": kind.label})
    if before.shows != Edition.Shows.TEXT:
        raise Refused(_("This story was withdrawn. Reinstate it to give it to readers again."))
    if before.kind == Kind.RETRACTION:
        raise Refused(_("This story was retracted. Reinstate it to stand by it again."))
    if before.content.text == content.text and (not note or note == before.words.public_note):
        raise Refused(_("Readers already have exactly this (version %(number)s).") % {"number": before.number})
    if kind == Kind.MINOR_FIX and content.dated != before.content.dated:
        raise Refused(
            _("A minor fix moves no date a reader sees, and the printed date is another one. Issue a correction.")
        )
    if kind.needs_note and not note.strip():
        raise Refused(_("A %(kind)s needs a note that tells readers what changed.") % {"kind": kind.label.lower()})
    return kind


def _fly(under_way: Act, content: Content, live_from: datetime, note: str, left: Iterable[Needed] = ()) -> None:
    """Run preflight; raise Refused with everything that blocks, the sign-offs that are `left` to give among it."""
    found = blocks(preflight(under_way.article, content, at=live_from, note=note))
    if found := found + lacking(under_way.article, content, left, but=under_way.by):
        raise Refused.by_preflight(found)


def _ask(under_way: Act, kind: str, content: Content, live_from: datetime, not_a_correction: bool) -> None:
    """Ask of a minor fix whether it is a correction; of what readers have nothing of, there is nothing to ask."""
    if kind == Kind.MINOR_FIX and (before := standing(under_way.article, live_from)):
        say_no_correction(under_way, kind, before.content, content, not_a_correction)


def say_no_correction(under_way: Act, kind: str, before: Content, content: Content, not_a_correction: bool) -> None:
    """Write down the answer that a minor fix which looks like a correction is none, or raise IsItACorrection."""
    if kind != Kind.MINOR_FIX or not (found := doubts(before, content)):
        return
    if not not_a_correction:
        raise IsItACorrection(found)
    under_way.facts |= {"not_a_correction": 1, "changes": sorted({doubt.what for doubt in found})}
    under_way.words["not_a_correction"] = in_words(found)


def _asked(under_way: Act, content: Content) -> tuple[list[Needed], list[Needed]]:
    """Return the sign-offs publishing gives, being the publisher's to give, and those left for others."""
    needs = needed_by(under_way.article, content)
    gives = can_give(under_way.by, under_way.article, needs)
    return gives, [need for need in missing(needs) if need not in gives]


def _binding(left: Iterable[Needed]) -> list[Needed]:
    """Return those without which nothing goes out, not even unread: the lawyer's."""
    return [need for need in left if need.capacity == Capacity.LEGAL]


def _say_without(under_way: Act, left: Iterable[Needed]) -> None:
    """Put on the record which sign-offs it went out without."""
    if without := [str(need.capacity) for need in left]:
        under_way.facts["without"] = without


def _read(under_way: Act, content: Content, kind: str, gives: list[Needed], left: list[Needed]) -> Eyes:
    """Return whose eyes these words had; publishing what one did not type is a sign-off, as whatever is asked for."""
    article, by = under_way.article, under_way.by
    for need in gives:
        keep_sign_off(under_way, content, need)
    if left:
        _say_without(under_way, left)
        return Eyes(Edition.Eyes.UNREAD, unread_reason=Edition.UnreadReason.MINOR_FIX)
    if signed := sign_off_of(article, content):
        return Eyes(Edition.Eyes.READ, read_by=signed.by)
    if may_sign_off(by, article) and typed_by(by, article) is None:
        keep_sign_off(under_way, content)
        return Eyes(Edition.Eyes.READ, read_by=by)
    if kind == Kind.MINOR_FIX and may_issue_minor_fix(by, article):
        return Eyes(Edition.Eyes.UNREAD, unread_reason=Edition.UnreadReason.MINOR_FIX)
    raise Refused(_unread(under_way, content))


def _unread(under_way: Act, content: Content) -> str:
    """Return the sentence for words nobody has read: who signed what off, and which words voided it."""
    article = under_way.article
    counting = article.sign_offs.exclude(words="").filter(capacity__in=COUNTS["words"])
    last = counting.select_related("by").first()
    if last is None:
        return _(
            "Nobody else has read this text. Ask a colleague to sign it off; a duty editor may publish it unread, "
            "with a reason."
        )
    why = voided(article, last, content, ("words",))
    return _(
        "%(reader)s signed off revision %(number)s, but %(name)s changed the words at %(time)s%(places)s. Ask a "
        "colleague to sign off the text as it is now; a duty editor may publish it unread, with a reason."
    ) % {
        "reader": last.by,
        "number": last.revision_number,
        "name": why.by if why else article.touched_by,
        "time": f"{clock.local(why.at if why else article.touched_at):%d %B, %H:%M}",
        "places": f" ({why.said})" if why else "",
    }


def _reading_to_come(under_way: Act, reader, read_after: datetime | None):
    """Return the colleague who reads it after, and by when; raise Refused where either is missing."""
    if reader is None or read_after is None:
        raise Refused(_("Nobody else has read this. Name the colleague who reads it after, and by when."))
    if reader.pk == under_way.by.pk:
        raise Refused(_("You cannot be the one who reads your own version after. Name a colleague."))
    if not may_sign_off(reader, under_way.article):
        raise Refused(_("%(name)s may not sign stories off. Name somebody who may.") % {"name": reader})
    if read_after <= under_way.now:
        raise Refused(_("The time to read it by is past. Choose one ahead."))
    return reader, read_after


def _owe_reading(under_way: Act, edition: Edition, reader, due_at: datetime) -> None:
    ReadAfter.objects.create(edition=edition, reader=reader, due_at=due_at)
    tell_reader(under_way, reader)


def _go(under_way: Act, content: Content, banner: AskedBanner | None, **edition) -> Edition:
    issued = issue(under_way, content, **edition)
    if banner is not None:
        put_up(under_way, banner, issued.live_from, issued)
    open_receipt(issued, by=under_way.by)
    under_way.move_to(Article.Stage.AT_REST)
    # What readers get now is what the desk decided on.
    overtaken = OpenFix.objects.filter(article=under_way.article, settled_at=None)
    overtaken.update(settled_at=under_way.now, settled_by=under_way.by, answer=OpenFix.Answer.OVERTAKEN)
    return issued
