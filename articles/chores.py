"""What somebody has to be told because nothing happened: readings and stories that are overdue."""

from datetime import datetime

from django.db import transaction

from newsroom.notices.telling import tell
from newsroom.staff.roles import DUTY_EDITOR, EDITOR

from .complaints import forget_addresses
from .models import Article, ReadAfter


def tell_overdue(now: datetime) -> None:
    """Tell whoever it concerns, once, of each reading and each assignment whose time is past."""
    with transaction.atomic():
        _readings(now)
        _assignments(now)


def _readings(now: datetime) -> None:
    owed = ReadAfter.objects.filter(read_at=None, due_at__lt=now, edition__recalled_at=None)
    for row in owed.select_related("edition__article", "reader"):
        told = {"about": row.edition.article, "once": f"reading-{row.pk}", "now": now}
        tell("reading_overdue", to=[row.reader], role=DUTY_EDITOR, **told)


def _assignments(now: datetime) -> None:
    """A story is late until it is handed in; due again at another time, it can be late again."""
    late = Article.objects.filter(due_at__lt=now, stage=Article.Stage.DRAFT).exclude(assignee=None)
    for article in late.select_related("assignee"):
        told = {"about": article, "once": f"due-{article.uid}-{int(article.due_at.timestamp())}", "now": now}
        tell("assignment_overdue", to=[article.assignee], role=EDITOR, **told)


def forget_readers(now: datetime) -> None:
    """Forget the addresses of readers who were answered, or whom nobody answered within a quarter."""
    forget_addresses(now)
