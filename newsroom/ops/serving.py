"""What is served with, and on which address: granian, the task worker and the chores."""

import http.client
import os
import sys
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import CommandError
from django.utils.translation import gettext as _

from .supervisor import Chore, Kept

HOUR = 3600.0
DAY = 24 * HOUR


def manage(*arguments: str) -> list[str]:
    """Return the command line of a management command, run by this interpreter."""
    return [sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments]


def workers() -> int:
    """Return how many server processes to run: one a core, at least two, at most four unless told."""
    told = os.environ.get("NEWSROOM_WORKERS") or str(max(2, min(os.cpu_count() or 2, 4)))
    if not told.isdecimal() or int(told) < 1:
        raise CommandError(
            _("NEWSROOM_WORKERS=%(told)s is not a number of processes: give 1 or more, or unset it.") % {"told": told}
        )
    return int(told)


def server(host: str, port: int) -> list[str]:
    """Return granian's command line."""
    options = {
        "--interface": "wsgi",
        "--host": host,
        "--port": str(port),
        "--workers": str(workers()),
        "--blocking-threads": "4",
        "--workers-kill-timeout": "10",
        "--working-dir": str(settings.BASE_DIR),
        "--log-level": "warning",
    }
    flat = [part for option in options.items() for part in option]
    return [sys.executable, "-m", "granian", *flat, "--no-ws", "--respawn-failed-workers", "newsroom.wsgi:application"]


def kept() -> list[Kept | Chore]:
    """Return what runs beside the server."""
    return [
        Kept(manage("db_worker", "--queue-name", "*", "--verbosity", "0")),
        Chore(manage("seal"), every=HOUR),
        Chore(manage("clearsessions"), every=DAY),
        Chore(manage("journal"), every=HOUR),
    ]


def answers(host: str, port: int) -> bool:
    """Tell whether the server answers a request yet, whatever it says."""
    site = urlsplit(settings.SITE_URL)
    connection = http.client.HTTPConnection("127.0.0.1" if host == "0.0.0.0" else host, port, timeout=10)
    try:
        connection.request("GET", "/robots.txt", headers={"Host": site.netloc, "X-Forwarded-Proto": site.scheme})
        return connection.getresponse().status > 0
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
