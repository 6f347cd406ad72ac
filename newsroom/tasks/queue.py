"""Handing work over to be done off the request."""

from django.db import transaction


def enqueue(task, *args) -> None:
    """Queue the task with the act that asks for it: it is there when the transaction commits, and only then.

    The queue is a table of the same database, so the row needs no `on_commit`, after which a killed process would
    have left the act without its work. Raise RuntimeError outside a transaction. Tasks run at least once: each
    must be safe to run again. Nothing that readers may or may not see may wait for one.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"The task {task.name} was queued outside a transaction.")
    task.enqueue(*args)
