from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    name = "media"
    label = "media"
    verbose_name = _("Photos")

    def ready(self):
        from newsroom.tasks.regular import HOUR, regularly

        from . import chores
        from .subjects import register_photos

        register_photos()
        regularly(chores.tell_of_endings, HOUR)
