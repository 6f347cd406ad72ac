from django.apps import AppConfig


class ReadsConfig(AppConfig):
    """How often stories are read: counted without knowing by whom."""

    name = "newsroom.reads"
    label = "reads"

    def ready(self):
        from newsroom.tasks.regular import regularly

        from .writing import trim

        regularly(trim)
