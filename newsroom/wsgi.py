"""The door a web server knocks at."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
application = get_wsgi_application()


def _keep_writing_reads():
    # What it needs is there only once the applications are.
    from newsroom.reads.writing import keep_writing

    keep_writing()


_keep_writing_reads()
