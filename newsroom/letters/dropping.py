"""Saying on the record which stories of an issue are not in its mails, since they may not be sent when those go."""

from datetime import datetime

from .acting import entered
from .models import Issue
from .press import Printed


def note_dropped(issue: Issue, printed: Printed, now: datetime) -> None:
    """Write down the stories that fell out of the mails, each once. Call it within a transaction."""
    if not printed.missing:
        return
    fallen = issue.stories.filter(article__in=printed.missing, dropped_at=None)
    rows = fallen.select_for_update(of=("self",)).order_by("place").values_list("article__uid", flat=True)
    uids = [str(uid) for uid in rows]
    if uids and fallen.update(dropped_at=now):
        # Nobody left them out: it is the newsroom's own rule.
        entered("drop from letter", issue, None, now, stories=uids)
