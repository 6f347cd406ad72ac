"""One guarded way out: a signed JSON POST to a public address, that nobody can turn on the newsroom's own network."""

import hashlib
import hmac
import http.client
import ipaddress
import json
import secrets
import socket
import ssl
import time
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

PATIENCE = 10.0  # seconds, for each step of one delivery
LONGEST_BODY = 64 * 1024
LONGEST_ANSWER = 4 * 1024
_WEB = {"https": 443, "http": 80}


class NotSent(Exception):
    """A delivery did not arrive. The sentence says why; `worth_another_try` is false where it never can."""

    def __init__(self, message: str, *, worth_another_try: bool = True, status: int = 0):
        super().__init__(message)
        self.worth_another_try = worth_another_try
        self.status = status


@dataclass(frozen=True)
class Place:
    """A checked address, and the one number it is spoken to at: what it resolves to next changes nothing."""

    parts: SplitResult
    ip: str
    port: int


def new_secret() -> str:
    """Return a secret to sign deliveries with."""
    return secrets.token_hex(32)


def signature(secret: str, body: bytes, at: datetime) -> str:
    """Return the header by which a receiver knows that a delivery is ours, and how old it is."""
    moment = str(int(at.timestamp()))
    digest = hmac.new(secret.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()
    return f"t={moment},v1={digest}"


def check_url(url: str) -> SplitResult:
    """Return the parts of an address that may be posted to. Raise NotSent with a sentence for one that may not."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise NotSent(_("“%(url)s” is not an address.") % {"url": url}, worth_another_try=False) from None
    if parts.scheme not in _WEB or not parts.hostname or port == 0:
        raise NotSent(_("Write an address that begins with https://."), worth_another_try=False)
    if parts.scheme == "http" and not settings.WEBHOOK_LOOPBACK:
        raise NotSent(
            _("Write an address that begins with https://: over http anybody on the way could read it."),
            worth_another_try=False,
        )
    if parts.username or parts.password:
        raise NotSent(_("Leave name and password out of the address; deliveries are signed."), worth_another_try=False)
    return parts


def _may_speak_to(ip: str, scheme: str) -> bool:
    number = ipaddress.ip_address(ip.partition("%")[0])
    number = getattr(number, "ipv4_mapped", None) or number
    if number.is_loopback:
        return settings.WEBHOOK_LOOPBACK
    return scheme == "https" and number.is_global and not number.is_multicast and not number.is_reserved


def resolve(url: str) -> Place:
    """Return where an address leads, all of whose numbers are public. Raise NotSent."""
    parts = check_url(url)
    port = parts.port or _WEB[parts.scheme]
    try:
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotSent(_("“%(host)s” was not found.") % {"host": parts.hostname}) from None
    numbers = [each[4][0] for each in found]
    if not numbers or not all(_may_speak_to(number, parts.scheme) for number in numbers):
        raise NotSent(
            _("“%(host)s” leads into a private network; deliveries go to public addresses only.")
            % {"host": parts.hostname},
            worth_another_try=False,
        )
    return Place(parts, numbers[0], port)


def _connection(place: Place) -> http.client.HTTPConnection:
    """Return a connection to exactly that number, whose certificate must be for the name."""
    host = place.parts.hostname or ""
    line = socket.create_connection((place.ip, place.port), timeout=PATIENCE)
    if place.parts.scheme == "https":
        try:
            line = ssl.create_default_context().wrap_socket(line, server_hostname=host)
        except (OSError, ssl.SSLError):
            line.close()
            raise
    connection = http.client.HTTPConnection(host, place.port, timeout=PATIENCE)
    connection.sock = line
    return connection


def post(url: str, payload: dict, *, secret: str, delivery: str, now: datetime) -> int:
    """Post the payload once, signed, and return the status. Raise NotSent for anything but a 2xx answer.

    A redirect is an answer like any other and is not followed; no more of an answer is read than a few lines.
    """
    body = json.dumps(payload, ensure_ascii=False, sort_keys=True).encode()
    if len(body) > LONGEST_BODY:
        raise NotSent(_("The delivery is too long."), worth_another_try=False)
    place = resolve(url)
    path = (place.parts.path or "/") + (f"?{place.parts.query}" if place.parts.query else "")
    host = place.parts.hostname or ""
    named = f"[{host}]" if ":" in host else host
    default = place.port == _WEB[place.parts.scheme]
    headers = {
        "Host": named if default else f"{named}:{place.port}",
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Newsroom",
        "X-Newsroom-Delivery": delivery,
        "X-Newsroom-Signature": signature(secret, body, now),
    }
    until = time.monotonic() + PATIENCE
    try:
        connection = _connection(place)
        try:
            connection.request("POST", path, body, headers)
            connection.sock.settimeout(max(until - time.monotonic(), 0.1))
            answer = connection.getresponse()
            answer.read(LONGEST_ANSWER)
        finally:
            connection.close()
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NotSent(_("No answer from %(host)s: %(error)s") % {"host": host, "error": error}) from error
    if not 200 <= answer.status < 300:
        raise NotSent(
            _("%(host)s answered %(status)s.") % {"host": host, "status": answer.status}, status=answer.status
        )
    return answer.status
