from django.apps import AppConfig
from django.tasks import TaskResultStatus
from django.tasks.signals import task_finished


def _retry_failed(sender, task_result, **kwargs):
    from newsroom import clock

    from .retries import try_again

    row = getattr(task_result, "db_result", None)
    if row is not None and task_result.status == TaskResultStatus.FAILED:
        try_again(row, clock.now())


class TasksConfig(AppConfig):
    name = "newsroom.tasks"
    label = "tasks"

    def ready(self):
        task_finished.connect(_retry_failed, dispatch_uid="newsroom.tasks.retry")
