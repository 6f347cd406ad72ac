from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "newsroom.public"
    label = "public"

    def ready(self):
        from newsroom.letters import press

        from .letters.printing import PrintingPress

        press.use(PrintingPress())
