from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    name = "media"
    label = "media"
    verbose_name = _("Photos")

    def ready(self):
        from django.core.checks import register
        from django.db.models.signals import post_delete, post_save

        from newsroom.tasks.regular import HOUR, regularly

        from . import arriving, checks, chores, searching, tidying, watching
        from .documents import reading
        from .documents import searching as documents
        from .subjects import register_photos

        register(checks.trust_file)
        register_photos()
        document = self.get_model("Document")
        post_save.connect(documents.keep_saved, sender=document)
        post_delete.connect(documents.forget_deleted, sender=document)
        post_save.connect(documents.keep_read, sender=self.get_model("DocumentWords"))
        photo = self.get_model("Photo")
        post_save.connect(searching.keep_saved, sender=photo)
        for row in (self.get_model("PersonShown"), self.get_model("PlaceShown")):
            post_save.connect(searching.keep_row, sender=row)
            post_delete.connect(searching.keep_row, sender=row)
        post_delete.connect(searching.forget_deleted, sender=photo)
        regularly(chores.tell_of_endings, HOUR)
        regularly(reading.read_unread)
        regularly(arriving.forget_old, HOUR)
        regularly(watching.look)
        regularly(watching.let_go_unused, HOUR)
        regularly(tidying.tidy_away, HOUR)
