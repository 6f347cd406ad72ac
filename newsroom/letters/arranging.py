"""Arranging an issue before it goes: the order of its stories, what is left out, what is put in.

Each act is about one story, named by its uid, and done to the issue as it is when the act has the row: two editors at
once lose nothing of each other's. What it was to stand beside may be gone by then; it stands last.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from articles.models import Edition
from newsroom import clock

from .acting import Refused, entered, locked_issue, require
from .models import Issue, IssueStory
from .permissions import may_send_letters

# More nobody reads; and a mail program shows no more than a hundred kilobytes of a mail.
MOST = 25
DOING = gettext_noop("arrange a newsletter")


@transaction.atomic
def move(issue: Issue, story: str, *, by, before: str = "", after: str = "", now: datetime | None = None) -> Issue:
    """Let a story stand before or after another one, under the title that one stands under. Raise Refused."""
    issue, rows, now = _begun(issue, by, now)
    row = _in_it(rows, story)
    if _place(rows, row, before, after):
        _done("move in letter", issue, by, now, row)
    return issue


@transaction.atomic
def leave_out(issue: Issue, story: str, *, by, now: datetime | None = None) -> Issue:
    """Leave a story out of the issue. Raise Refused."""
    issue, rows, now = _begun(issue, by, now)
    row = _in_it(rows, story)
    row.left_out = True
    row.save(update_fields=["left_out"])
    _done("leave out of letter", issue, by, now, row)
    return issue


@transaction.atomic
def put_in(issue: Issue, story: str, *, by, before: str = "", after: str = "", now: datetime | None = None) -> Issue:
    """Put a story in that readers have, or one back that was left out. Raise Refused."""
    issue, rows, now = _begun(issue, by, now)
    row = next((each for each in rows if str(each.uid) == story), None)
    if row and not row.left_out:
        raise Refused(_("That story is in this issue already: a colleague put it there. Nothing was changed."))
    if sum(not each.left_out for each in rows) >= MOST:
        raise Refused(_("This issue has %(most)d stories already. Leave one out first.") % {"most": MOST})
    number = _mailable(story, now)
    if row is None:
        row = IssueStory(issue=issue, article_id=number, place=len(rows), part=_last_part(rows))
        row.uid = UUID(story)
        rows.append(row)
        row.save()
    elif row.left_out:
        row.left_out = False
        row.save(update_fields=["left_out"])
    if before or after:
        _place(rows, row, before, after)
    _done("put in letter", issue, by, now, row)
    return issue


@transaction.atomic
def reset(issue: Issue, *, by, now: datetime | None = None) -> Issue:
    """Let the issue have the stories that its front or tag gave it, in that order; what was put in is left out.

    What was typed stays. Raise Refused.
    """
    issue, rows, now = _begun(issue, by, now)
    if not any(is_arranged(row, rows) for row in rows):
        return issue
    rows.sort(key=lambda row: (row.given is None, row.given if row.given is not None else row.place))
    for place, row in enumerate(rows):
        row.place, row.left_out = place, row.given is None
        row.part = row.part if row.given is None else row.given_part
    IssueStory.objects.bulk_update(rows, ["place", "left_out", "part"])
    _done("reset letter", issue, by, now)
    return issue


def is_arranged(row: IssueStory, rows: list[IssueStory]) -> bool:
    """Say whether a story stands otherwise than its front or tag gave it."""
    if row.given is None or row.left_out:
        return row.given is not None or not row.left_out
    earlier = [each.given for each in rows if each.place < row.place and each.given is not None]
    return row.part != row.given_part or any(given > row.given for given in earlier)


def _begun(issue: Issue, by, now: datetime | None) -> tuple[Issue, list[IssueStory], datetime]:
    """Return the issue, locked, with its rows in their order, each with its story's uid."""
    require(may_send_letters, by, _(DOING))
    issue = locked_issue(issue, Issue.State.DRAWN)
    return issue, list(issue.stories.annotate(uid=F("article__uid")).order_by("place", "pk")), now or clock.now()


def _in_it(rows: list[IssueStory], story: str) -> IssueStory:
    row = next((each for each in rows if str(each.uid) == story and not each.left_out), None)
    if row is None:
        raise Refused(_("That story is not in this issue any more: a colleague left it out. Nothing was changed."))
    return row


def _mailable(story: str, now: datetime) -> int:
    """Return the number of a story that may be mailed. Raise Refused."""
    try:
        listed = Edition.objects.listed(now).filter(article__uid=UUID(story)).order_by()
    except ValueError:
        raise Refused(_("There is no such story.")) from None
    found = listed.values_list("article_id", "sensitive").first()
    if found is None:
        raise Refused(_("Readers do not have that story now, so that it cannot be mailed."))
    if found[1]:
        raise Refused(_("That story is sensitive: it is in no newsletter. Readers find it on its page."))
    return found[0]


def _last_part(rows: list[IssueStory]) -> str:
    return next((each.part for each in reversed(rows) if not each.left_out), "")


def _place(rows: list[IssueStory], row: IssueStory, before: str, after: str) -> bool:
    """Let a row stand beside another, or last; say whether anything is another than before."""
    was = [(each.pk, each.part) for each in rows]
    rows.remove(row)
    uids = [str(each.uid) for each in rows]
    if before in uids:
        place = uids.index(before)
        part = rows[place].part
    elif after in uids:
        place = uids.index(after) + 1
        part = rows[place - 1].part
    else:
        place, part = len(rows), _last_part(rows)
    row.part = part
    rows.insert(place, row)
    for number, each in enumerate(rows):
        each.place = number
    IssueStory.objects.bulk_update(rows, ["place", "part"])
    return was != [(each.pk, each.part) for each in rows]


def _done(verb: str, issue: Issue, by, now: datetime, row: IssueStory | None = None) -> None:
    issue.acts += 1
    issue.save(update_fields=["acts"])
    entered(verb, issue, by, now, **({"story": str(row.uid)} if row else {}))
