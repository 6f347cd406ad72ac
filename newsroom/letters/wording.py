"""What is typed for one issue: its subject, and a line that introduces its stories."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from newsroom import clock
from newsroom.record.canonical import clean_text

from .acting import Refused, entered, locked_issue, require
from .models import Issue
from .permissions import may_send_letters


@transaction.atomic
def set_title(issue: Issue, title: str, *, by, was: str | None = None, now: datetime | None = None) -> Issue:
    """Give an issue that is not sent yet a subject; none is its first story's. Raise Refused."""
    return _word(issue, "title", title, was, by, now)


@transaction.atomic
def set_intro(issue: Issue, intro: str, *, by, was: str | None = None, now: datetime | None = None) -> Issue:
    """Give an issue that is not sent yet a line of introduction, under the greeting. Raise Refused."""
    return _word(issue, "intro", intro, was, by, now)


def _word(issue: Issue, field: str, text: str, was: str | None, by, now: datetime | None) -> Issue:
    """Keep what was typed, and about which stories it may be: those that are in the issue then.

    `was`: what somebody looked at; another's words are not written over unseen.
    """
    require(may_send_letters, by, _("word a newsletter"))
    issue, now = locked_issue(issue, Issue.State.DRAWN), now or clock.now()
    text, stands = " ".join(clean_text(text).split()), getattr(issue, field)
    most = Issue._meta.get_field(field).max_length
    if len(text) > most:
        raise Refused(_("This is %(have)d characters long; %(most)d fit.") % {"have": len(text), "most": most})
    if was is not None and was != stands and text != stands:
        raise Refused(
            _("A colleague wrote “%(stands)s” there meanwhile; you wrote “%(text)s”. Nothing was changed.")
            % {"stands": stands, "text": text}
        )
    about, out = (issue.stories.filter(left_out=left_out) for left_out in (False, True))
    known = {f"in_{field}": bool(text)}
    if text == stands and not about.exclude(**known).exists() and not out.filter(**{f"in_{field}": True}).exists():
        return issue
    setattr(issue, field, text)
    issue.acts += 1
    issue.save(update_fields=[field, "acts"])
    out.update(**{f"in_{field}": False})
    about.update(**known)
    # What was typed is in the row alone, where a redaction finds it.
    entered("word letter", issue, by, now, what=field)
    return issue
