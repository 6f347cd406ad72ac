from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Telling people what concerns them."""

    name = "newsroom.notices"
    label = "notices"
