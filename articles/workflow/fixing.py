"""Verbs for what readers have now: fix it as its own edition, and settle what the working copy says otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.content import Content
from articles.eyes import sign_off_of
from articles.merge import THEIRS, Clash, Merged, merge
from articles.models import Article, AskedFix, Edition, OpenFix, Revision, SignOff
from articles.needed import Needed, missing, needed_by
from articles.open_fixes import Question, open_rows, questions, still_open
from articles.permissions import may_edit, may_issue_minor_fix, may_post, may_publish, may_publish_alone
from articles.preflight import blocks, lacking, preflight
from articles.receipts import open_receipt
from articles.working_copy import content_of, tidy
from newsroom import clock

from .act import Act, Refused, act
from .issuing import Eyes, back_in_work, issue, make_way, standing
from .publishing import _binding, _kind, _owe_reading, _reading_to_come, _say_without, say_no_correction
from .taking_asked import take_asked
from .writing import _put, _restage, keep

Kind, Stage, Why = Edition.Kind, Article.Stage, Revision.Why


class OutOfDate(Refused):
    """Readers have another version by now than the one that was fixed: `standing` is what they have."""

    def __init__(self, message: str, standing: Edition):
        super().__init__(message)
        self.standing = standing


@dataclass(frozen=True)
class Fixed:
    """What a fix did: the edition it is; the revision of the working copy that took it in, if anything was taken in;
    the sign-off of the working copy that it made void; and what both changed, which waits for an answer."""

    edition: Edition
    taken_in: Revision | None = None
    voided: SignOff | None = None
    open: list[OpenFix] = field(default_factory=list)


def fix_live(
    article: Article,
    *,
    by,
    content: Content,
    edition: int,
    kind: str,
    note: str = "",
    note_place: str = "",
    not_a_correction: bool = False,
    reason: str = "",
    reader=None,
    read_after: datetime | None = None,
    asked: AskedFix | None = None,
    complaints: list[int] | None = None,
    now: datetime | None = None,
) -> Fixed:
    """Issue a fix of what readers have as its own edition, and merge it into the working copy, in one transaction.

    `content` is the live text as mended; `edition` the number of the version it was made from: raise OutOfDate where
    readers have another by now. Where the working copy changed the same thing it keeps its words, and the fix is kept
    as an open question. Nobody else has typed the fix, so it goes out unread: a minor fix by right, anything else for
    `reason` by whoever may publish alone; `reader` reads it before `read_after`. A minor fix that may be a correction
    is refused until `not_a_correction` answers that. `asked` is what a colleague handed in: where `content` is exactly
    that, whoever issues it read it. `complaints` are those a correction settles, all that wait for one where None.
    """
    may = may_issue_minor_fix if kind == Kind.MINOR_FIX else may_publish
    with act("fix_live", article, by=by, now=now, may=may, doing=_("fix this story")) as under_way:
        under_way.settles = complaints
        before = readers_have(under_way, edition)
        fixed = tidy(content)
        live_from = under_way.now + clock.UNDO_SECONDS
        recalled = make_way(under_way, live_from, fixed)
        kind = _kind(under_way, kind, fixed, note, live_from)
        refuse_new_photo(kind, before.content, fixed)
        say_no_correction(under_way, kind, before.content, fixed, not_a_correction)
        typed_by = take_asked(under_way, asked, before, fixed) if asked else by
        left = missing(needed_by(under_way.article, fixed))
        # What was asked for goes out read, or as unread as whoever may publish alone says.
        binding = left if asked and not may_publish_alone(by, under_way.article) else _binding(left)
        _fly_fixed(under_way, fixed, live_from, note, binding)
        eyes = _eyes(under_way, fixed, kind, reason, left)
        _say_without(under_way, left)
        owed = _reading_to_come(under_way, reader, read_after) if eyes.eyes == Edition.Eyes.UNREAD else None
        taking = _Taking(under_way, before, fixed, typed_by)
        taken_in = taking.before_it_is_issued()
        issued = issue(under_way, fixed, kind=kind, live_from=live_from, eyes=eyes, note=note, note_place=note_place)
        open_receipt(issued, by=by)
        if owed:
            _owe_reading(under_way, issued, *owed)
        taken_in = taken_in or taking.after_it_was_issued()
        still = taking.ask(issued)
        taking.restage(recalled)
        under_way.facts |= {"of": before.number, "open": len(still), "voided": taking.voided.pk if taking.voided else 0}
    return Fixed(issued, taken_in, taking.voided, still)


def readers_have(under_way: Act, number: int) -> Edition:
    """Return what readers have, if it is the version that was fixed and there is a text of it."""
    if under_way.article.stage == Stage.SPIKED:
        raise Refused(_("This story is spiked. Revive it first."))
    shown = standing(under_way.article, under_way.now)
    if shown is None or shown.shows != Edition.Shows.TEXT:
        raise Refused(_("Readers have no text of this story, so there is nothing to fix. Publish or reinstate it."))
    if shown.number != number:
        raise OutOfDate(
            _(
                "Readers have version %(now)s by now, issued by %(name)s, and you began with version %(then)s. Nothing "
                "was published, and nothing of yours is lost."
            )
            % {"now": shown.number, "then": number, "name": shown.issued_by},
            shown,
        )
    return shown


def refuse_new_photo(kind: str, before: Content, fixed: Content) -> None:
    """Raise Refused where a minor fix, which goes out unread by right, shows readers a photo they did not have."""
    if kind == Kind.MINOR_FIX and {use.photo for use in fixed.photos} - {use.photo for use in before.photos}:
        raise Refused(_("Another photo is more than a minor fix. Say what it is: an update, or a correction."))


def _fly_fixed(under_way: Act, fixed: Content, live_from: datetime, note: str, left: list[Needed]) -> None:
    """Run preflight; a text made from what readers have takes no earlier fix back, it fixes it again. Without the
    lawyer's yes nothing goes out; what else the section asks for can be given only by those who come after."""
    article = under_way.article
    found = [each for each in blocks(preflight(article, fixed, at=live_from, note=note)) if each.id != "open-fix"]
    if stops := found + lacking(article, fixed, left, but=under_way.by):
        raise Refused.by_preflight(stops)


def _eyes(under_way: Act, fixed: Content, kind: str, reason: str, left: list[Needed]) -> Eyes:
    """Return whose eyes the fix had: nobody's but the fixer's, unless exactly these words were signed off before."""
    article, by = under_way.article, under_way.by
    if not left and (signed := sign_off_of(article, fixed)):
        return Eyes(Edition.Eyes.READ, read_by=signed.by)
    if kind == Kind.MINOR_FIX and not reason:
        return Eyes(Edition.Eyes.UNREAD, unread_reason=Edition.UnreadReason.MINOR_FIX)
    if reason == Edition.UnreadReason.LIVE and may_post(by, article):
        return Eyes(Edition.Eyes.UNREAD, unread_reason=reason)
    if not may_publish_alone(by, article):
        raise Refused(
            _(
                "Nobody else has read what you typed. Ask a colleague who may publish to read it, with the button "
                "below: they publish it as it is. A minor fix may go out unread."
            )
        )
    if reason not in Edition.UnreadReason.to_choose():
        raise Refused(_("Say why this goes out unread: breaking, alone on shift, danger, or mending an error."))
    return Eyes(Edition.Eyes.UNREAD, unread_reason=reason)


class _Taking:
    """A fix on its way into the working copy, which keeps its own words wherever both changed one thing."""

    def __init__(self, under_way: Act, before: Edition, fixed: Content, typed_by):
        self.under_way, self.before, self.fixed, self.typed_by = under_way, before, fixed, typed_by
        self.article = under_way.article
        self.draft = content_of(self.article)
        self.merged: Merged = merge(tidy(before.content), fixed, self.draft)
        self.content = tidy(self.merged.resolved({clash.key: THEIRS for clash in self.merged.conflicts}))
        self.voided: SignOff | None = None

    @property
    def is_beside(self) -> bool:
        """Whether the working copy is another text than what readers get."""
        return self.content.text != self.fixed.text

    def before_it_is_issued(self) -> Revision | None:
        """Keep the fixed text: as the working copy, where it becomes exactly that, else as a revision beside it."""
        if self.is_beside:
            keep(self.under_way, self.fixed, Why.FIXED, by=self.typed_by)
            return None
        return self._take_in() if self.content.text != self.draft.text else None

    def after_it_was_issued(self) -> Revision | None:
        """Let the working copy be the latest revision again, with what it took in."""
        if not self.is_beside:
            return None
        if self.content.text != self.draft.text:
            return self._take_in()
        keep(self.under_way, self.draft, Why.SAVED)
        return None

    def _take_in(self) -> Revision:
        signed = sign_off_of(self.article, self.draft)
        revision = keep(self.under_way, _put(self.article, self.content), Why.TAKEN_IN, by=self.typed_by)
        # What readers had was signed off too; it is the working copy's own yes that somebody has to give again.
        in_work = self.draft.text != tidy(self.before.content).text
        if signed and in_work and sign_off_of(self.article, self.content) is None:
            self.voided = signed
        return revision

    def ask(self, issued: Edition) -> list[OpenFix]:
        """Keep what both changed as open questions; those of earlier fixes that this one answers are settled."""
        rows = [
            OpenFix(
                article=self.article, edition=issued, base=self.before,
                where=clash.where, of=clash.of, name=clash.name, was=clash.base, fixed=clash.mine,
            )
            for clash in self.merged.conflicts
        ]  # fmt: skip
        self._overtake()
        return OpenFix.objects.bulk_create(rows)

    def _overtake(self) -> None:
        earlier: dict[int, list[OpenFix]] = {}
        for row in open_rows(self.article):
            earlier.setdefault(row.edition_id, []).append(row)
        for rows in earlier.values():
            left = {row.pk for row in still_open(rows, self.fixed, self.content)}
            for row in rows:
                if row.pk not in left:
                    _settle(self.under_way, row, OpenFix.Answer.OVERTAKEN)

    def restage(self, recalled: bool) -> None:
        """Leave the story at rest where readers get all of it; in review again where its sign-off is void."""
        article = self.article
        if article.stage == Stage.AT_REST:
            if recalled and self.is_beside:
                back_in_work(self.under_way)
        elif not self.is_beside:
            self.under_way.move_to(Stage.AT_REST)
        else:
            _restage(self.under_way, self.content)


def _settle(under_way: Act, row: OpenFix, answer: str) -> None:
    row.settled_at, row.settled_by, row.answer = under_way.now, under_way.by, answer
    row.save(update_fields=["settled_at", "settled_by", "answer"])


class StillOpen(Refused):
    """Not everything was chosen, or the working copy says something else by now: `question` has it all."""

    def __init__(self, message: str, question: Question):
        super().__init__(message)
        self.question = question


def settle_fix(
    article: Article, *, by, edition: int, choices: Mapping[str, str], now: datetime | None = None
) -> Revision | None:
    """Answer what a fix (by the number of its version) and the working copy say differently: take the fix, keep the
    working copy, or both, by clash. Return the new revision, or None where the working copy stays as it is."""
    doing = _("settle what the fix and the draft say differently")
    with act("settle_fix", article, by=by, now=now, may=may_edit, doing=doing) as under_way:
        draft = content_of(under_way.article)
        question = next((q for q in questions(under_way.article, draft) if q.edition.number == edition), None)
        if question is None:
            raise Refused(_("There is nothing left to settle with version %(number)s.") % {"number": edition})
        if left := [clash for clash in question.merged.left(choices) if clash.key in question.keys]:
            raise StillOpen(_what_is_left(left), question)
        chosen = {key: answer for key, answer in choices.items() if key in question.keys}
        content = tidy(question.merged.resolved({**question.settled, **chosen}))
        revision = None
        if content.text != draft.text:
            revision = keep(under_way, _put(under_way.article, content), Why.MERGED)
            _restage(under_way, content)
        for row, clash in question.asked:
            _settle(under_way, row, chosen[clash.key])
        _rest(under_way, content)
        under_way.facts |= {"version": edition, "answers": [chosen[clash.key] for _row, clash in question.asked]}
    return revision


def _rest(under_way: Act, content: Content) -> None:
    """Leave the story at rest when all of it is what readers have, or have in a moment."""
    shown = standing(under_way.article, under_way.now + clock.UNDO_SECONDS)
    if shown and shown.shows == Edition.Shows.TEXT and shown.content.text == content.text:
        under_way.move_to(Stage.AT_REST)


def _what_is_left(left: list[Clash]) -> str:
    return ngettext(
        "%(count)s thing is still to choose. Nothing was changed.",
        "%(count)s things are still to choose. Nothing was changed.",
        len(left),
    ) % {"count": len(left)}
