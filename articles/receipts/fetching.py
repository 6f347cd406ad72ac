"""Fetching a page of this very site as an anonymous reader: nowhere else, no cookie, not for long, not too much."""

import re
import time
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

TIMEOUT = 5  # seconds for one answer of the server
LONGEST = 12  # seconds for all of a page
MOST = 4_000_000  # bytes
_PATH = re.compile(r"/(?!/)[\x21-\x7e]*")


@dataclass(frozen=True)
class Fetched:
    """What came back. `why` says in a sentence why nothing did."""

    status: int | None
    kind: str = ""
    body: bytes = b""
    leads_to: str = ""
    why: str = ""


def fetch(path: str) -> Fetched:
    """Fetch one path of this site, from its own server and no other. Redirects are reported, not followed.

    Raise ValueError for what is no path of ours. A failure of any kind is an answer that says why.
    """
    path = iri_to_uri(path)
    if not _PATH.fullmatch(path):
        raise ValueError(f"{path!r} is not a path of this site.")
    try:
        return _fetched(path)
    except (OSError, HTTPException) as error:
        said = str(error) or type(error).__name__
        return Fetched(None, why=_("No answer: %(why)s") % {"why": said[:200]})


def own_path(address: str) -> str | None:
    """Return the path of an address of this site, or None for any other."""
    site, asked = urlsplit(settings.SITE_URL), urlsplit(address)
    if (asked.scheme, asked.netloc) not in {("", ""), (site.scheme, site.netloc)} or not asked.path.startswith("/"):
        return None
    return f"{asked.path}?{asked.query}" if asked.query else asked.path


def _fetched(path: str) -> Fetched:
    server, site = urlsplit(settings.RECEIPTS_FROM), urlsplit(settings.SITE_URL)
    connect = HTTPSConnection if server.scheme == "https" else HTTPConnection
    connection = connect(server.hostname, server.port, timeout=TIMEOUT)
    until = time.monotonic() + LONGEST
    try:
        headers = {"Host": site.netloc, "User-Agent": "Newsroom receipt", "Accept-Encoding": "identity"}
        if site.scheme == "https" and server.scheme != "https":
            headers["X-Forwarded-Proto"] = "https"
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        body = b""
        while part := answer.read(65_536):
            body += part
            if len(body) > MOST or time.monotonic() > until:
                return Fetched(None, why=_("It was too long, or took too long, to be read whole."))
        kind = (answer.getheader("Content-Type") or "").partition(";")[0].strip()
        return Fetched(answer.status, kind, body, leads_to=answer.getheader("Location") or "")
    finally:
        connection.close()
