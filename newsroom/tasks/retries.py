"""What becomes of work that failed or whose worker died: tried again, later and later, then laid aside and said."""

import logging
import os
import socket
from datetime import datetime, timedelta

from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from newsroom import clock

logger = logging.getLogger(__name__)

MOST_TRIES = 5
FIRST_WAIT = timedelta(seconds=20)
# No task of ours runs this long: beyond it even a worker on another machine is taken for dead.
LONGEST_RUN = timedelta(minutes=20)
KEPT_FOR = timedelta(days=14)


def worker_name(nonce: str) -> str:
    """Return a name for this process from which others on the machine can tell whether it lives."""
    return f"{socket.gethostname()[:30]}:{os.getpid()}:{nonce}"


def wait(tries: int) -> timedelta:
    """Return how long to wait after that many tries: 20 seconds, 80, five minutes, twenty."""
    return FIRST_WAIT * 4 ** (tries - 1)


def try_again(row: DBTaskResult, now: datetime) -> bool:
    """Put a task back to be run later; after the last try leave it failed, log it and return False.

    The row counts its own tries, one worker's name for each.
    """
    tries = len(row.worker_ids)
    if tries >= MOST_TRIES:
        logger.error("%s %s was given up after %s tries:\n%s", row.task_path, row.args_kwargs, tries, row.traceback)
        return False
    changed = DBTaskResult.objects.filter(pk=row.pk, status=row.status).update(
        status=TaskResultStatus.READY, run_after=now + wait(tries), finished_at=None
    )
    return bool(changed)


def alive(worker_id: str) -> bool:
    """Say whether the worker of that name may still be at work: on this machine ask, of others believe it."""
    host, _, rest = worker_id.partition(":")
    pid = rest.partition(":")[0]
    if host != socket.gethostname()[:30] or not pid.isdigit():
        return True
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def reap(*, now: datetime | None = None) -> int:
    """Put back every task whose worker died while it ran; return how many."""
    now = now or clock.now()
    reaped = 0
    for row in DBTaskResult.objects.running():
        too_long = row.started_at is None or row.started_at < now - LONGEST_RUN
        if not too_long and row.worker_ids and alive(row.worker_ids[-1]):
            continue
        row.traceback = f"Its worker, {', '.join(row.worker_ids[-1:])}, died."
        if try_again(row, now):
            reaped += 1
        else:
            DBTaskResult.objects.filter(pk=row.pk, status=row.status).update(
                status=TaskResultStatus.FAILED, finished_at=now, traceback=row.traceback
            )
    return reaped


def tidy(*, now: datetime | None = None) -> None:
    """Forget finished work after two weeks; failed work stays until somebody has looked at it."""
    DBTaskResult.objects.successful().filter(finished_at__lt=(now or clock.now()) - KEPT_FOR).delete()
