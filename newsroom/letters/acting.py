"""What every verb of newsletters has in common: leave is asked, the row is locked, one log row is written."""

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext as _

from newsroom.record.log import Change, enter

from .models import Issue, Letter


class Refused(Exception):
    """A verb did not do what it was asked. The message says why, and what the person can do next."""


class NotAllowed(Refused):
    """This person may not do that with newsletters."""


def require(may: Callable, by, doing: str) -> None:
    """Raise NotAllowed unless they may; `doing` finishes the sentence "X may not …"."""
    if not may(by):
        raise NotAllowed(
            _("%(name)s may not %(doing)s. Ask a colleague whose role allows it.") % {"name": by, "doing": doing}
        )


def locked(letter: Letter) -> Letter:
    """Return the newsletter as it is now, locked until the end of the transaction."""
    return Letter.objects.select_for_update(of=("self",)).select_related("front__section", "tag").get(pk=letter.pk)


def locked_issue(issue: Issue, *states: str) -> Issue:
    """Return the issue as it is now, locked. Raise Refused unless it is in one of these states."""
    found = Issue.objects.select_for_update(of=("self",)).select_related("letter", "edition").filter(pk=issue.pk)
    found = found.first()
    if found is None or found.state not in states:
        now = found.get_state_display() if found else _("gone")
        raise Refused(_("This issue is “%(state)s” by now. Reload to see it.") % {"state": now})
    return found


def entered(verb: str, issue: Issue, by, now: datetime, **facts) -> None:
    """Write what was done to an issue on the record; call it last. No word that was typed is among the facts."""
    letter = issue.letter
    enter(
        verb,
        by=by,
        now=now,
        subject=letter.subject,
        facts={"issue": issue.number, **facts},
        changes=[Change(letter.page_tag, now)],
    )
