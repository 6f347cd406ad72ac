"""What the worker does for newsletters. Tasks are kept with what they were given: none is given an address."""

import logging

from django.db import transaction
from django.tasks import task
from django.utils.crypto import get_random_string

from newsroom import clock
from newsroom.tasks.queue import enqueue
from newsroom.tasks.retries import worker_name

logger = logging.getLogger(__name__)


# Behind everything else: a hundred thousand mails may take the night, a notice may not wait for them.
@task(priority=-10)
def send_batch(pk: int) -> bool:
    """Send a batch of an issue, and have the next one sent after what waits meanwhile."""
    from .sending import press_on

    if not press_on(pk, worker_name(get_random_string(8))):
        return False
    with transaction.atomic():
        enqueue(send_batch, pk)
    return True


@task
def mail_confirmation(pk: int) -> bool:
    """Ask somebody by mail whether they want the newsletter; or tell them that they have it."""
    from .answering import mail_answer

    return mail_answer(pk, clock.now())


@task
def mail_trial(pk: int, person: int) -> bool:
    """Mail an issue to one member of the staff."""
    from .trying import mail_to

    return mail_to(pk, person, clock.now())
