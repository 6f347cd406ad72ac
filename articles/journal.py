"""The journal: what open forms hold, kept silently while somebody types, so that nothing typed is ever lost.

Nothing here writes the log, a revision or the Pulse. Each state is exactly what the browser would have posted, and
one row a minute is kept of each form.
"""

import re
from datetime import datetime, timedelta
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from .blackout import Blackout
from .body import sanitise
from .models import Article, JournalState, Redaction, Revision

LONGEST = 4_000_000  # characters of a payload; a letter outside ASCII takes six to twelve of them
MOST_FIELDS = 1_000
# A browser that was away says itself when its words were typed. Its clock is believed this far back.
AWAY = timedelta(days=60)

_URLENCODED = re.compile(r"[A-Za-z0-9*._~+%&=-]+")


class JournalRefused(ValueError):
    """The journal did not take a state. The message says why, and what the person can do next."""


def keep(
    *,
    by,
    key: UUID,
    seq: int,
    payload: str,
    story: int | None,
    now: datetime,
    typed_at: datetime | None = None,
    form: str = JournalState.Form.STORY,
) -> JournalState:
    """Keep what a form holds, and return the state that now has it. Call it again with the same: nothing changes.

    `story` is the story's number, None for one not begun; `form` which of its forms it is. Whoever typed it need not
    be allowed to edit any more, nor to see the story: it is kept for them. Raise JournalRefused for what is no form's,
    too long, or typed into a form from before a redaction.
    """
    _check(payload)
    base = _base_of(payload)
    at = typed_at if typed_at and now - AWAY < typed_at < now else now
    with transaction.atomic():
        last = _of_form(key, by).select_for_update().defer("payload").order_by("-seq").first()
        if last is not None and seq <= last.seq:
            return last
        article = last.article if last is not None and last.article_id else _story(story)
        if article is not None and _older_than_a_redaction(article, base):
            raise JournalRefused(
                _(
                    "Words were taken out of this story by order after you opened it. What you typed stays in this "
                    "browser: copy what you need, open the story anew, and go on there."
                )
            )
        said = {"article": article, "form": form, "seq": seq, "base": base, "payload": payload, "done": ""}
        return _put(key, by, at, said)


def saved(
    *,
    by,
    key: UUID,
    seq: int,
    payload: str,
    article: Article,
    now: datetime,
    form: str = JournalState.Form.STORY,
) -> None:
    """Note, in the transaction of a save, that it took this form as it was after its `seq`-th change."""
    rows = _of_form(key, by)
    rows.filter(seq__lte=seq).update(done=JournalState.Done.SAVED, article=article)
    rows.filter(article=None).update(article=article)
    if rows.filter(seq__gt=seq).exists() or len(payload) > LONGEST:
        return
    said = {"article": article, "form": form, "seq": seq, "base": _base_of(payload), "payload": payload}
    _put(key, by, now, {**said, "done": JournalState.Done.SAVED})


def taken_over(state: JournalState) -> None:
    """Note that this state was put back and saved: neither it nor what came before it in its form is offered again."""
    _of_form(state.key, state.by).filter(seq__lte=state.seq, done="").update(done=JournalState.Done.SAVED)


def let_go(state: JournalState) -> None:
    """Offer this state no more; it stays in the journal until it is old."""
    _of_form(state.key, state.by).filter(seq__lte=state.seq, done="").update(done=JournalState.Done.LET_GO)


def take_back(state: JournalState) -> None:
    """Offer again what was let go."""
    JournalState.objects.filter(pk=state.pk, done=JournalState.Done.LET_GO).update(done="")


def tidy(*, now: datetime) -> int:
    """Forget states older than the newsroom keeps them; return how many. The last that was not saved stays for ever."""
    old = JournalState.objects.filter(at__lt=now - timedelta(days=kept_days()))
    later = JournalState.objects.filter(key=OuterRef("key"), by=OuterRef("by"), seq__gt=OuterRef("seq"))
    gone = old.exclude(done="").delete()[0]
    return gone + old.filter(Exists(later)).delete()[0]


def kept_days() -> int:
    """Return how many days the journal keeps what was saved or let go."""
    return settings.JOURNAL_DAYS


def without(payload: str, out: Blackout) -> str:
    """Return the payload with the words blacked out; itself, byte for byte, where they are not in it."""
    said = parse_qsl(payload, keep_blank_values=True)
    left = [(name, _value_without(name, value, out)) for name, value in said]
    return payload if left == said else urlencode(left)


def _value_without(name: str, value: str, out: Blackout) -> str:
    if name == "slug":
        return out.slug(value)
    if not out.found_in(value):
        return value
    if name == "body":
        return sanitise(out.text(value))
    if name == "tags":
        return ", ".join(tag for tag in map(str.strip, value.split(",")) if not out.found_in(tag))
    return out.text(value)


def _of_form(key: UUID, by):
    return JournalState.objects.filter(key=key, by=by)


def _put(key: UUID, by, at: datetime, values: dict) -> JournalState:
    """Write the minute's row in one statement: a process killed in it leaves the old state whole, or the new one."""
    minute = at.replace(second=0, microsecond=0)
    if _of_form(key, by).filter(minute=minute).update(at=at, **values):
        return _of_form(key, by).defer("payload").get(minute=minute)
    return JournalState.objects.create(key=key, by=by, minute=minute, at=at, **values)


def _story(number: int | None) -> Article | None:
    return Article.objects.filter(pk=number).first() if number is not None else None


def _check(payload: str) -> None:
    """Raise JournalRefused for anything but a form as a browser posts it."""
    if len(payload) > LONGEST:
        raise JournalRefused(
            _(
                "This story is too long for the journal: %(size)s characters as it is sent, and %(most)s are the most. "
                "Save it, and split it into parts."
            )
            % {"size": f"{len(payload):,}", "most": f"{LONGEST:,}"}
        )
    if not _URLENCODED.fullmatch(payload) or payload.count("&") >= MOST_FIELDS:
        raise JournalRefused(_("What came was no story form, so it was not kept. Reload the page and go on there."))


def _base_of(payload: str) -> int | None:
    found = re.search(r"(?:^|&)base=(\d{1,9})(?:&|$)", payload)
    return int(found[1]) if found else None


def _older_than_a_redaction(article: Article, base: int | None) -> bool:
    """Say whether the form was opened before words were taken out: it may bring them back."""
    if base is None or base >= article.revision_number:
        return False
    opened = Revision.objects.filter(article=article, number=base).values("at")
    return Redaction.objects.filter(article=article, at__gt=opened[:1]).exists()
