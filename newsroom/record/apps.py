from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _one_pulse(using, **kwargs):
    from .models import Pulse

    Pulse.objects.using(using).get_or_create(pk=1)


class RecordConfig(AppConfig):
    name = "newsroom.record"
    label = "record"

    def ready(self):
        # Here and not in a migration, so that it is there again after a test empties the tables.
        post_migrate.connect(_one_pulse, sender=self)
