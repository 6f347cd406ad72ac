"""Looking at what readers are served, off the request: nothing that readers may or may not see waits for it."""

from django.db import transaction
from django.tasks import task

from newsroom.tasks.queue import enqueue

from .keeping import look_now


@task()
def look(receipt_pk: int) -> None:
    """Look once, and again later where something is not as it should be."""
    if again := look_now(receipt_pk):
        with transaction.atomic():
            enqueue(look.using(run_after=again), receipt_pk)
