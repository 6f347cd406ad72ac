from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LettersConfig(AppConfig):
    """Newsletters: who gets them, what each issue had in it, and sending them."""

    name = "newsroom.letters"
    label = "letters"
    verbose_name = _("Newsletters")

    def ready(self):
        from articles.signals import words_taken_out
        from newsroom.tasks.regular import HOUR, regularly

        from . import chores
        from .redacting import take_out

        regularly(chores.send_what_is_due)
        regularly(chores.go_on_sending)
        regularly(chores.forget, HOUR)
        words_taken_out.connect(take_out, dispatch_uid="newsletters")
