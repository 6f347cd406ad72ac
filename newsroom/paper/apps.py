from django.apps import AppConfig

from newsroom import clock


class PaperConfig(AppConfig):
    name = "newsroom.paper"
    label = "paper"

    def ready(self):
        from .current import site

        clock.ask_zone_of(lambda: site().time_zone)
