"""Drawing up an issue of a newsletter, sending it, stopping it."""

from datetime import date, datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from newsroom import clock
from newsroom.record.canonical import clean_text
from newsroom.record.log import Change, enter, stir
from newsroom.tasks.queue import enqueue

from .acting import Refused, locked, require
from .models import Issue, IssueStory, Letter
from .permissions import may_send_letters
from .press import Choice, press
from .tasks import send_batch

State = Issue.State


def _sent_before(letter: Letter) -> Issue | None:
    """Return the last issue that went to readers."""
    return letter.issues.filter(sent_at__isnull=False).order_by("-number").first()


def _drawn(letter: Letter, choice: Choice, **said) -> Issue:
    number = (letter.issues.aggregate(most=Max("number"))["most"] or 0) + 1
    issue = Issue.objects.create(letter=letter, number=number, edition=choice.edition, **said)
    IssueStory.objects.bulk_create(
        IssueStory(issue=issue, place=place, article_id=each.article, part=each.part, card=each.card)
        for place, each in enumerate(choice.stories)
    )
    return issue


def _chosen(letter: Letter, now: datetime) -> Choice:
    before = _sent_before(letter)
    return press().choose(letter, before.drawn_at if before else None, now)


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
    _entered("draw up letter", issue, by, now, stories=len(choice.stories))
    return issue


def _nothing_in(letter: Letter) -> str:
    if letter.tag_id:
        return _("No story with this tag has come since the last issue. There is nothing to send.")
    return _("Readers have no story on this front that may be mailed. Issue the front first.")


@transaction.atomic
def set_title(issue: Issue, title: str, *, by, now: datetime | None = None) -> Issue:
    """Give an issue that is not sent yet a subject; none is its first story's. Raise Refused."""
    require(may_send_letters, by, _("word a newsletter"))
    issue, now = _locked_issue(issue, State.DRAWN), now or clock.now()
    title = " ".join(clean_text(title).split())
    most = Issue._meta.get_field("title").max_length
    if len(title) > most:
        raise Refused(_("This is %(have)d characters long; %(most)d fit.") % {"have": len(title), "most": most})
    if issue.title != title:
        issue.title = title
        issue.save(update_fields=["title"])
        # What was typed is in the row alone, where a redaction finds it.
        _entered("word letter", issue, by, now)
    return issue


@transaction.atomic
def send_issue(issue: Issue, *, by, now: datetime | None = None) -> Issue:
    """Send an issue to everybody who has the newsletter; the worker does it, a batch at a time. Raise Refused."""
    require(may_send_letters, by, _("send a newsletter"))
    issue, now = _locked_issue(issue, State.DRAWN), now or clock.now()
    # Without a reader it is there to be looked at in a browser, which needs no mail.
    if issue.letter.subscriptions.getting().exists():
        require_mail()
    if not issue.letter.is_on:
        raise Refused(_("This newsletter is off, so nobody can take it. Turn it on first."))
    if press().print(issue, now) is None:
        raise Refused(_("Readers have none of its stories any more. Draw it up anew."))
    _begin(issue, by, now)
    return issue


def _begin(issue: Issue, by, now: datetime) -> None:
    issue.state, issue.sent_at, issue.sent_by, issue.pressed_at = State.SENDING, now, by, now
    issue.save(update_fields=["state", "sent_at", "sent_by", "pressed_at"])
    enqueue(send_batch, issue.pk)
    _entered("send letter", issue, by, now, readers=issue.letter.subscriptions.getting().count())


@transaction.atomic
def send_by_itself(letter: Letter, day: date, now: datetime) -> Issue | None:
    """Draw up and send the issue of a day, as the newsletter says; once, whoever asks how often.

    Nothing new is an issue too, which is sent to nobody: the day is done.
    """
    letter = locked(letter)
    if letter.issues.filter(day=day).exists() or not letter.is_on:
        return None
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
    _begin(issue, None, now)
    return issue


@transaction.atomic
def stop_issue(issue: Issue, *, by, now: datetime | None = None) -> Issue:
    """Stop an issue: whoever has it keeps it, nobody else gets it. Raise Refused for one that is not being sent."""
    require(may_send_letters, by, _("stop a newsletter"))
    issue, now = _locked_issue(issue, State.DRAWN, State.SENDING), now or clock.now()
    if issue.state == State.DRAWN:
        letter = issue.letter
        issue.delete()
        enter("drop letter", by=by, now=now, subject=letter.subject, facts={"issue": issue.number})
        return issue
    issue.state, issue.finished_at = State.STOPPED, now
    issue.save(update_fields=["state", "finished_at"])
    _entered("stop letter", issue, by, now)
    return issue


def _locked_issue(issue: Issue, *states: str) -> Issue:
    """Return the issue as it is now, locked. Raise Refused unless it is in one of these states."""
    found = Issue.objects.select_for_update(of=("self",)).select_related("letter", "edition").filter(pk=issue.pk)
    found = found.first()
    if found is None or found.state not in states:
        now = found.get_state_display() if found else _("gone")
        raise Refused(_("This issue is “%(state)s” by now. Reload to see it.") % {"state": now})
    return found


def require_mail() -> None:
    """Raise Refused where the newsroom can send nothing."""
    if not settings.EMAIL_URL:
        raise Refused(_("This newsroom has no mail server (EMAIL_URL), so that nothing can be sent."))


def _entered(verb: str, issue: Issue, by, now: datetime, **facts: int) -> None:
    letter = issue.letter
    enter(
        verb,
        by=by,
        now=now,
        subject=letter.subject,
        facts={"issue": issue.number, **facts},
        changes=[Change(letter.page_tag, now)],
    )
