"""Whom an act on a story concerns."""

from articles.models import Edition
from articles.people import writers_of
from newsroom import clock
from newsroom.notices.telling import tell
from newsroom.staff.roles import COPY_EDITOR, DUTY_EDITOR, EDITOR

from .act import Act

Kind = Edition.Kind
# A minor fix moves nothing a reader sees, and an archive that is brought in was nobody's story here.
_ISSUED = {
    Kind.FIRST: "published",
    Kind.UPDATE: "published",
    Kind.REINSTATEMENT: "published",
    Kind.CORRECTION: "corrected",
    Kind.CLARIFICATION: "corrected",
    Kind.RETRACTION: "corrected",
    Kind.WITHDRAWAL: "corrected",
}


def tell_writers(under_way: Act, kind: str, **said) -> None:
    """Tell those whose story it is what was done to it, save whoever did it."""
    tell(kind, about=under_way.article, to=writers_of(under_way.article), by=under_way.by, now=under_way.now, **said)


def tell_readers_to_come(under_way: Act) -> None:
    """Tell whoever may read it that a story was filed."""
    tell("filed", about=under_way.article, role=(COPY_EDITOR, EDITOR), by=under_way.by, now=under_way.now)


def tell_issued(under_way: Act, edition: Edition) -> None:
    """Tell those whose story it is what readers get of it."""
    if kind := _ISSUED.get(Kind(edition.kind)):
        tell_writers(under_way, "scheduled" if kind == "published" and not _at_once(edition) else kind)


def _at_once(edition: Edition) -> bool:
    return edition.live_from - edition.issued_at <= clock.UNDO_SECONDS


def tell_recalled(under_way: Act, edition: Edition) -> None:
    """Tell those whose story it is, and whoever planned it, that a version does not go live."""
    tell(
        "undone" if _at_once(edition) else "recalled",
        about=under_way.article,
        to=[*writers_of(under_way.article), edition.issued_by],
        by=under_way.by,
        now=under_way.now,
    )


def tell_asked_fix(under_way: Act, asked) -> None:
    """Tell whoever was asked to read a fix; where nobody was named, those on duty who may publish."""
    whom = {"to": [asked.reader]} if asked.reader else {"role": (EDITOR, DUTY_EDITOR)}
    tell("fix_asked", about=under_way.article, by=under_way.by, now=under_way.now, anchor="asked-fixes", **whom)


def tell_fix_answered(under_way: Act, asked) -> None:
    """Tell whoever asked what became of their fix."""
    kind = "fix_sent_back" if asked.answer == asked.Answer.SENT_BACK else "fix_issued"
    tell(kind, about=under_way.article, to=[asked.by], by=under_way.by, now=under_way.now, words=asked.why)


def tell_reader(under_way: Act, reader) -> None:
    """Tell the colleague who was named that a reading is owed."""
    tell("reading_owed", about=under_way.article, to=[reader], by=under_way.by, now=under_way.now)
