"""What becomes of a fix that was asked for, inside the act that answers it."""

from django.utils.translation import gettext as _

from articles.asked_fixes import as_asked, reads_with_own_eyes
from articles.content import Content
from articles.eyes import PARTS, cover_of, typed_by
from articles.models import AskedFix, Edition, Revision, SignOff
from articles.needed import can_give, needed_by
from articles.permissions import refusal
from newsroom import clock

from .act import Act, NotAllowed, Refused
from .telling import tell_fix_answered
from .writing import keep

Answer = AskedFix.Answer


def refuse_settled(row: AskedFix) -> None:
    """Raise Refused with who answered it, where somebody did."""
    if row.settled_at:
        raise Refused(
            _("This fix does not wait any more. %(name)s, %(time)s: %(answer)s.")
            % {
                "name": row.settled_by,
                "time": f"{clock.local(row.settled_at):%d %B, %H:%M}",
                "answer": row.get_answer_display(),
            }
        )


def settle_asked(under_way: Act, row: AskedFix, answer: str, why: str = "") -> None:
    """Write down what became of it, inside an act."""
    row.settled_at, row.settled_by, row.answer, row.why = under_way.now, under_way.by, answer, why
    row.save(update_fields=["settled_at", "settled_by", "answer", "why"])


def take_asked(under_way: Act, asked: AskedFix, live: Edition, fixed: Content) -> object:
    """Settle a fix that was asked for, inside the act that issues it; return who typed what readers get.

    Where that is what was asked, whoever issues it read it, and this is their sign-off; what they changed they typed.
    """
    row = AskedFix.objects.select_for_update().get(pk=asked.pk)
    if row.article_id != under_way.article.pk:
        raise NotAllowed(refusal(str(under_way.by), _("publish a fix of another story here")))
    refuse_settled(row)
    row.article = under_way.article
    settle_asked(under_way, row, Answer.ISSUED)
    under_way.facts["asked"] = row.pk
    if row.by_id != under_way.by.pk:
        tell_fix_answered(under_way, row)
    if as_asked(row, live).text != fixed.text:
        return under_way.by
    if reads_with_own_eyes(under_way.by, row, live):
        _sign_off(under_way, row, fixed)
    return row.by


def _sign_off(under_way: Act, row: AskedFix, fixed: Content) -> None:
    """Write down the yes of whoever issues it, as one other pair of eyes and as whatever the section asks for."""
    by, article = under_way.by, under_way.article
    kept = article.revisions.get(number=row.revision_number)
    number = kept.number if kept.text == fixed.text else keep(under_way, fixed, Revision.Why.FIXED, by=row.by).number

    def typed_nothing(*_given, **_how):
        return None

    gives = can_give(by, article, needed_by(article, fixed), typed=typed_nothing)
    cover = cover_of(article, fixed)
    own = [part for part in PARTS if part == "words" or typed_by(by, article, parts=(part,)) is None]
    for capacity, parts in [("", own), *((need.capacity, need.parts) for need in gives)]:
        said = {part: getattr(cover, part) for part in parts}
        SignOff.objects.create(
            article=article, revision_number=number, at=under_way.now, by=by, capacity=capacity, **said
        )
