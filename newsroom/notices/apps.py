from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Telling people what concerns them."""

    name = "newsroom.notices"
    label = "notices"

    def ready(self):
        from newsroom.tasks.regular import HOUR, regularly

        from . import chores

        regularly(chores.queue_digests)
        regularly(chores.forget, HOUR)
