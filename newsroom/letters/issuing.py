"""Drawing up an issue of a newsletter, sending it, stopping it."""

from dataclasses import replace
from datetime import date, datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from newsroom import clock
from newsroom.record.log import enter, stir
from newsroom.tasks.queue import enqueue

from .acting import Refused, entered, locked, locked_issue, require
from .dropping import note_dropped
from .models import Issue, IssueStory, Letter
from .permissions import may_send_letters
from .press import Choice, Printed, press
from .tasks import send_batch

State = Issue.State


def _sent_before(letter: Letter) -> Issue | None:
    """Return the last issue that went to readers."""
    return letter.issues.filter(sent_at__isnull=False).order_by("-number").first()


def _drawn(letter: Letter, choice: Choice, **said) -> Issue:
    number = (letter.issues.aggregate(most=Max("number"))["most"] or 0) + 1
    issue = Issue.objects.create(letter=letter, number=number, edition=choice.edition, **said)
    IssueStory.objects.bulk_create(
        IssueStory(
            issue=issue,
            place=place,
            article_id=each.article,
            part=each.part,
            card=each.card,
            given=place,
            given_part=each.part,
        )
        for place, each in enumerate(choice.stories)
    )
    return issue


def _chosen(letter: Letter, now: datetime) -> Choice:
    before = _sent_before(letter)
    choice = press().choose(letter, before.drawn_at if before else None, now)
    if before is None or not letter.tag_id:
        return choice
    # What came after the last issue was drawn up, and was put into it by hand, is not new.
    had = set(before.stories.filter(given=None, left_out=False).values_list("article", flat=True))
    return replace(choice, stories=tuple(each for each in choice.stories if each.article not in had))


@transaction.atomic
def draw_up(letter: Letter, *, by, now: datetime | None = None) -> Issue:
    """Draw up an issue of what readers have now; one that was drawn up and not sent is drawn up anew.

    A subject that was typed goes: it was about other stories. Raise Refused where there is nothing.
    """
    require(may_send_letters, by, _("draw up a newsletter"))
    letter, now = locked(letter), now or clock.now()
    choice = _chosen(letter, now)
    if not choice.stories:
        raise Refused(_nothing_in(letter))
    letter.issues.filter(state=State.DRAWN).delete()
    issue = _drawn(letter, choice, drawn_at=now, drawn_by=by)
    entered("draw up letter", issue, by, now, stories=len(choice.stories))
    return issue


def _nothing_in(letter: Letter) -> str:
    if letter.tag_id:
        return _("No story with this tag has come since the last issue. There is nothing to send.")
    return _("Readers have no story on this front that may be mailed. Issue the front first.")


@transaction.atomic
def send_issue(issue: Issue, *, by, seen: str | None = None, now: datetime | None = None) -> Issue:
    """Send an issue to everybody who has the newsletter; the worker does it, a batch at a time. Raise Refused.

    `seen`: the mark of what somebody looked at; what a colleague made another thing of is not sent.
    """
    require(may_send_letters, by, _("send a newsletter"))
    issue, now = locked_issue(issue, State.DRAWN), now or clock.now()
    if seen is not None and seen != issue.mark:
        raise Refused(_("A colleague changed this issue since you looked at it. Look once more, then send it."))
    # Without a reader it is there to be looked at in a browser, which needs no mail.
    if issue.letter.subscriptions.getting().exists():
        require_mail()
    if not issue.letter.is_on:
        raise Refused(_("This newsletter is off, so nobody can take it. Turn it on first."))
    printed = press().print(issue, now)
    if printed is None:
        raise Refused(_("Readers have none of its stories any more. Draw it up anew."))
    _begin(issue, printed, by, now)
    return issue


def _begin(issue: Issue, printed: Printed | None, by, now: datetime) -> None:
    issue.state, issue.sent_at, issue.sent_by, issue.pressed_at = State.SENDING, now, by, now
    issue.save(update_fields=["state", "sent_at", "sent_by", "pressed_at"])
    enqueue(send_batch, issue.pk)
    if printed:
        note_dropped(issue, printed, now)
    entered("send letter", issue, by, now, readers=issue.letter.subscriptions.getting().count())


@transaction.atomic
def send_by_itself(letter: Letter, day: date, now: datetime) -> Issue | None:
    """Send the issue of a day, as the newsletter says; once, whoever asks how often.

    It is drawn up now, unless one that somebody arranged or worded waits.
    Nothing new is an issue too, which is sent to nobody: the day is done.
    """
    letter = locked(letter)
    if letter.issues.filter(day=day).exists() or not letter.is_on:
        return None
    if arranged := _sent_as_arranged(letter, day, now):
        return arranged
    choice, before = _chosen(letter, now), _sent_before(letter)
    same = before and {each.article for each in choice.stories} <= set(before.stories.values_list("article", flat=True))
    said = {"day": day, "drawn_at": now}
    try:
        with transaction.atomic():
            if not choice.stories or same:
                issue = _drawn(letter, Choice(()), state=State.EMPTY, **said)
                stir()
                return issue
            issue = _drawn(letter, choice, **said)
    except IntegrityError:
        return None  # another worker was first
    _begin(issue, press().print(issue, now), None, now)
    return issue


def goes_as_arranged(issue: Issue) -> bool:
    """Say whether the clock sends this issue as it waits, and draws up none of its own."""
    letter, drawn = issue.letter, issue.state == State.DRAWN and issue.acts > 0
    return drawn and letter.rhythm != Letter.Rhythm.HAND and issue.drawn_at >= letter.timed_since


def _sent_as_arranged(letter: Letter, day: date, now: datetime) -> Issue | None:
    """Send what somebody arranged for the clock; nothing where there is none, or readers have nothing of it."""
    waiting = (
        letter.issues.select_for_update(of=("self",)).select_related("letter", "edition").filter(state=State.DRAWN)
    )
    issue = waiting.order_by("-number").first()
    printed = press().print(issue, now) if issue and goes_as_arranged(issue) else None
    if issue is None or printed is None:
        return None
    issue.day = day
    issue.save(update_fields=["day"])
    _begin(issue, printed, None, now)
    return issue


@transaction.atomic
def stop_issue(issue: Issue, *, by, now: datetime | None = None) -> Issue:
    """Stop an issue: whoever has it keeps it, nobody else gets it. Raise Refused for one that is not being sent."""
    require(may_send_letters, by, _("stop a newsletter"))
    issue, now = locked_issue(issue, State.DRAWN, State.SENDING), now or clock.now()
    if issue.state == State.DRAWN:
        letter = issue.letter
        issue.delete()
        enter("drop letter", by=by, now=now, subject=letter.subject, facts={"issue": issue.number})
        return issue
    issue.state, issue.finished_at = State.STOPPED, now
    issue.save(update_fields=["state", "finished_at"])
    entered("stop letter", issue, by, now)
    return issue


def require_mail() -> None:
    """Raise Refused where the newsroom can send nothing."""
    if not settings.EMAIL_URL:
        raise Refused(_("This newsroom has no mail server (EMAIL_URL), so that nothing can be sent."))
