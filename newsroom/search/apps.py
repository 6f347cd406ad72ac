from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _make_index(using, **kwargs):
    from .full_text import make

    make(using)


class SearchConfig(AppConfig):
    """Full text for the desk."""

    name = "newsroom.search"
    label = "search"

    def ready(self):
        # Here and not in a migration: rebuilding the table drops SQLite's triggers without a word.
        post_migrate.connect(_make_index, sender=self)
