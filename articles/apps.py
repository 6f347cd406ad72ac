from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Stories")

    def ready(self):
        from media import stories
        from media.models import Document, Photo
        from media.signals import rights_changed
        from newsroom.paper.verbs import zone_changed
        from newsroom.tasks.regular import HOUR, regularly

        from . import calendar, chores, most_read, photo_places, photo_uses
        from .planned_days import keep_days
        from .subjects import register_stories
        from .workflow.lapsing import on_rights_changed

        register_stories()
        stories.register(
            Photo,
            uses=photo_uses.uses,
            places=photo_places.places,
            first_used=photo_uses.first_used,
            needless=photo_uses.needless,
            crops=photo_uses.crops,
        )
        stories.register(Document, uses=photo_uses.uses_of_documents, places=photo_places.places)
        regularly(chores.tell_overdue)
        regularly(chores.forget_readers, HOUR)
        regularly(most_read.rank, every=most_read.EVERY)
        regularly(calendar.count_days)
        rights_changed.connect(on_rights_changed, dispatch_uid="planned versions")
        zone_changed.connect(keep_days, dispatch_uid="planned days")
