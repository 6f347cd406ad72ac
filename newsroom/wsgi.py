"""The door a web server knocks at."""

import os

from django.core.wsgi import get_wsgi_application

from newsroom.pagecache.briefly import Briefly

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
# What came since an entry is what all readers of a live story ask for every few seconds.
application = Briefly(get_wsgi_application(), under="/live/")


def _keep_writing_reads():
    # What it needs is there only once the applications are.
    from newsroom.reads.writing import keep_writing

    keep_writing()


_keep_writing_reads()
