"""The worker, in the place of the queue's own: of every queue, with its dead colleagues' work put back."""

import logging
import threading

from django.db import close_old_connections, connections
from django.db.utils import DatabaseError
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands import db_worker

from newsroom import clock
from newsroom.tasks.regular import do_chores
from newsroom.tasks.retries import reap, tidy, worker_name

logger = logging.getLogger(__name__)

# As often as the most frequent chore: what is read most is a minute behind at the most.
EVERY_SECONDS = 30


def _look_after(stop: threading.Event) -> None:
    while not stop.wait(EVERY_SECONDS):
        close_old_connections()
        try:
            reap()
            tidy()
            do_chores(clock.now())
        except DatabaseError:
            logger.exception("The queue could not be looked after; it is tried again in half a minute.")
    connections.close_all()


class Command(db_worker.Command):
    help = "Do background work from every queue, and put back what a dead worker left behind."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.set_defaults(queue_name="*", worker_id=worker_name(get_random_string(8)))

    def handle(self, **options):
        reap()
        stop = threading.Event()
        threading.Thread(target=_look_after, args=[stop], daemon=True).start()
        try:
            super().handle(**options)
        finally:
            stop.set()
