"""Whether a request is somebody who reads: by what browsers say, and nothing that tells one from another."""

import re

from django.conf import settings
from django.http import HttpRequest

# What robots, libraries, previews and monitors call themselves, and no browser that somebody reads in; "http" is the
# address that robots leave. Looked for one by one: an expression of them all takes ten times as long.
_ROBOTS = (
    "bot crawl spider slurp scrap fetch preview archiv monitor uptime pingdom lighthouse headless phantom selenium "
    "playwright puppeteer facebookexternalhit whatsapp telegram mediapartners http curl wget python java/ perl php "
    "libwww axios postman newsroom validator nutch"
).split()
# A maker of telephones.
_NO_ROBOT = "cubot"
# A page fetched before anybody asked for it.
_AHEAD = re.compile("prefetch|prerender|preview", re.IGNORECASE)


def is_robot(agent: str) -> bool:
    """Say whether this is what a program calls itself; no name, or a very short one, is a program's."""
    said = agent.lower().replace(_NO_ROBOT, "")
    return len(said) < 20 or any(word in said for word in _ROBOTS)


def is_somebody(request: HttpRequest) -> bool:
    """Say whether somebody reads: a browser that asks for a page to show, of nobody who works here."""
    said = request.META
    if request.method != "GET" or settings.SESSION_COOKIE_NAME in request.COOKIES:
        return False
    # Every browser names the languages its reader reads; few programs do.
    if "text/html" not in said.get("HTTP_ACCEPT", "") or not said.get("HTTP_ACCEPT_LANGUAGE"):
        return False
    if any(_AHEAD.search(said.get(name, "")) for name in ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_MOZ")):
        return False
    return said.get("HTTP_SEC_FETCH_DEST", "document") == "document" and not is_robot(said.get("HTTP_USER_AGENT", ""))
