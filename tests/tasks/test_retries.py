"""Work off the request: tried again when it fails, taken up again when its worker dies."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from media.tasks import make_photo_renditions
from newsroom import clock
from newsroom.tasks import retries
from newsroom.tasks.queue import enqueue

pytestmark = pytest.mark.django_db(databases="__all__")

READY, RUNNING, FAILED, SUCCESSFUL = (TaskResultStatus[name] for name in ("READY", "RUNNING", "FAILED", "SUCCESSFUL"))


def a_task(worker: str = "", *, tries: int = 0, started=None, **fields) -> DBTaskResult:
    return DBTaskResult.objects.create(
        args_kwargs={"args": [1], "kwargs": {}},
        task_path=make_photo_renditions.module_path,
        queue_name="photos",
        backend_name="default",
        run_after=get_date_max(),
        worker_ids=[worker] * tries,
        started_at=started,
        **fields,
    )


def a_dead_worker() -> str:
    """Return the name of a worker whose process has been and gone."""
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    return retries.worker_name("x").replace(f":{os.getpid()}:", f":{gone.pid}:")


def work() -> None:
    """Do what is due, as the worker does it, and return when nothing is."""
    call_command("db_worker", batch=True, interval=0, startup_delay=False, reload=False, verbosity=0)


def test_queueing_outside_a_transaction_is_refused(transactional_db):
    with pytest.raises(RuntimeError, match="outside a transaction"):
        enqueue(make_photo_renditions, 1)


def test_work_is_queued_with_its_act_or_not_at_all(transactional_db):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        enqueue(make_photo_renditions, 1)
        1 / 0  # noqa: B018
    assert not DBTaskResult.objects.exists()


def test_the_worker_does_work_from_every_queue(transactional_db):
    with transaction.atomic():
        enqueue(make_photo_renditions, 404)
    work()
    row = DBTaskResult.objects.get()
    assert (row.status, row.return_value, row.queue_name) == (SUCCESSFUL, 0, "photos")


def test_failed_work_is_put_back_to_be_tried_later(transactional_db, monkeypatch):
    def fail(photo):
        raise OSError("the disk is full")

    monkeypatch.setattr("media.tasks.Photo.objects.filter", fail)
    with transaction.atomic():
        enqueue(make_photo_renditions, 1)
    before = clock.now()
    work()
    row = DBTaskResult.objects.get()
    assert row.status == READY and row.run_after > before + timedelta(seconds=15)
    assert len(row.worker_ids) == 1


def test_each_wait_is_longer_than_the_one_before():
    waits = [retries.wait(tries) for tries in range(1, retries.MOST_TRIES)]
    assert waits == sorted(set(waits)) and waits[0] == timedelta(seconds=20)


def test_after_the_last_try_it_stays_failed_and_is_logged(noon, caplog):
    row = a_task("w", tries=retries.MOST_TRIES, status=FAILED, traceback="OSError: the disk is full")
    assert retries.try_again(row, noon) is False
    row.refresh_from_db()
    assert row.status == FAILED
    assert "given up after 5 tries" in caplog.text and "the disk is full" in caplog.text


def test_a_dead_workers_task_is_put_back(noon):
    row = a_task(a_dead_worker(), tries=1, status=RUNNING, started=noon)
    assert retries.reap(now=noon) == 1
    row.refresh_from_db()
    assert row.status == READY and row.run_after == noon + timedelta(seconds=20)


def test_a_living_workers_task_is_left_alone(noon):
    row = a_task(retries.worker_name("me"), tries=1, status=RUNNING, started=noon)
    assert retries.reap(now=noon) == 0
    row.refresh_from_db()
    assert row.status == RUNNING


def test_another_machines_worker_is_believed_for_twenty_minutes(noon):
    a_task("elsewhere:1:x", tries=1, status=RUNNING, started=noon)
    assert retries.reap(now=noon + timedelta(minutes=19)) == 0
    assert retries.reap(now=noon + timedelta(minutes=21)) == 1


def test_a_task_that_kills_every_worker_is_given_up(noon, caplog):
    row = a_task(a_dead_worker(), tries=retries.MOST_TRIES, status=RUNNING, started=noon)
    assert retries.reap(now=noon) == 0
    row.refresh_from_db()
    assert row.status == FAILED and "died" in row.traceback
    assert "given up" in caplog.text


def test_finished_work_is_forgotten_and_failed_work_is_not(noon):
    a_task(status=SUCCESSFUL, finished_at=noon - timedelta(days=15))
    recent = a_task(status=SUCCESSFUL, finished_at=noon - timedelta(days=13))
    failed = a_task(status=FAILED, finished_at=noon - timedelta(days=99))
    retries.tidy(now=noon)
    assert set(DBTaskResult.objects.all()) == {recent, failed}
