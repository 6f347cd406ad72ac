"""Whether a report of mail that came back is a provider's: by a secret, a signature and a time, and for the first time.

No certificate is fetched and no address called: what Amazon signs is checked by a certificate that lies here.
"""

import base64
import hmac
import logging
import re
from collections.abc import Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from django.conf import settings
from django.core.cache import cache

from newsroom.record.canonical import keyed

logger = logging.getLogger(__name__)

# How old a report may be that is signed with its time: ours is sent at once, providers try again for hours.
OURS, THEIRS = timedelta(minutes=5), timedelta(hours=9)
# For how long a report is known again.
KNOWN_FOR = timedelta(days=7)
_OURS = re.compile(r"t=(\d{1,12}),v1=([0-9a-f]{64})")
_AMAZON = re.compile(r"sns\.[a-z0-9-]+\.amazonaws\.com(\.cn)?")
# What SNS signs, in this order, of a notification and of the question whether it may notify.
_SIGNED = {
    "Notification": ("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"),
    "SubscriptionConfirmation": ("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"),
}


class Unvouched(Exception):
    """Nobody who may report sent this."""


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _signature(key: str, text: bytes) -> str:
    return hmac.new(key.encode(), text, sha256).hexdigest()


def _in_time(seconds: str, now: datetime, most: timedelta) -> bool:
    is_number = seconds.isascii() and seconds.isdigit() and len(seconds) < 13
    return is_number and abs(now.timestamp() - int(seconds)) <= most.total_seconds()


def ours(headers: Mapping[str, str], body: bytes, now: datetime) -> str:
    """Return by what a signed report is known again: `Newsroom-Signature: t=<seconds>,v1=<HMAC-SHA256 of "t.body">`."""
    found = _OURS.fullmatch(headers.get("Newsroom-Signature", ""))
    if not settings.BOUNCE_SECRET or not found or not _in_time(found[1], now, OURS):
        raise Unvouched
    if not _same(found[2], _signature(settings.BOUNCE_SECRET, found[1].encode() + b"." + body)):
        raise Unvouched
    return found[2]


def by_password(headers: Mapping[str, str]) -> None:
    """Raise Unvouched unless the secret is the password of an `Authorization: Basic`, whatever the name."""
    scheme, _space, said = headers.get("Authorization", "").partition(" ")
    try:
        password = base64.b64decode(said, validate=True).decode().partition(":")[2] if scheme == "Basic" else ""
    except ValueError:
        password = ""
    if not settings.BOUNCE_SECRET or not _same(password, settings.BOUNCE_SECRET):
        raise Unvouched


def postmark(headers: Mapping[str, str], said: dict, now: datetime) -> str:
    """Postmark signs nothing: the secret stands in the address it is given, and a bounce has a number."""
    by_password(headers)
    return f"{said.get('RecordType')}:{said.get('ID')}:{said.get('MessageID')}"


def mailgun(headers: Mapping[str, str], said: dict, now: datetime) -> str:
    """Mailgun signs a time and a token with a key of its own."""
    signed = said.get("signature")
    signed = signed if isinstance(signed, dict) else {}
    seconds, token, signature = (str(signed.get(name, "")) for name in ("timestamp", "token", "signature"))
    if not settings.MAILGUN_KEY or not token or not _in_time(seconds, now, THEIRS):
        raise Unvouched
    if not _same(signature, _signature(settings.MAILGUN_KEY, f"{seconds}{token}".encode())):
        raise Unvouched
    return token


def ses(headers: Mapping[str, str], said: dict, now: datetime) -> str:
    """SNS has the secret, speaks for the topic that is ours, and signs by a certificate, where that lies here."""
    by_password(headers)
    at, topic = str(said.get("Timestamp", "")), str(said.get("TopicArn", ""))
    try:
        age = abs(now - datetime.fromisoformat(at))
    except (ValueError, TypeError):
        raise Unvouched from None
    if not settings.SNS_TOPIC or not _same(topic, settings.SNS_TOPIC) or age > THEIRS:
        raise Unvouched
    if not is_amazons(str(said.get("SigningCertURL", ""))):
        raise Unvouched
    if settings.SNS_CERTIFICATE:
        _check_sns(said, _certificate())
    return str(said.get("MessageId", ""))


def is_amazons(url: str) -> bool:
    """Say whether an address is one of SNS."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    return parts.scheme == "https" and bool(_AMAZON.fullmatch(parts.hostname or "")) and port in (None, 443)


def _certificate() -> bytes:
    try:
        return Path(settings.SNS_CERTIFICATE).read_bytes()
    except OSError:
        logger.exception("The certificate of Amazon SNS (NEWSROOM_SNS_CERTIFICATE) cannot be read.")
        raise Unvouched from None


def _check_sns(said: dict, pem: bytes) -> None:
    names = _SIGNED.get(str(said.get("Type")), ())
    text = "".join(f"{name}\n{said[name]}\n" for name in names if name in said)
    # By its first version SNS signs with SHA-1: Amazon's choice, and a collision needs words of one's own in it.
    method = hashes.SHA256() if said.get("SignatureVersion") == "2" else hashes.SHA1()
    try:
        key = x509.load_pem_x509_certificate(pem).public_key()
        if not isinstance(key, rsa.RSAPublicKey):
            raise Unvouched
        signature = base64.b64decode(str(said.get("Signature", "")), validate=True)
        key.verify(signature, text.encode(), padding.PKCS1v15(), method)
    except (InvalidSignature, ValueError):
        raise Unvouched from None


@contextmanager
def first_time(provider: str, mark: str):
    """Yield whether a report comes for the first time; one that could not be taken may come once more."""
    key = f"bounces:{provider}:{keyed('bounces', mark)[:32]}"
    is_first = cache.add(key, 1, int(KNOWN_FOR.total_seconds()))
    try:
        yield is_first
    except BaseException:
        if is_first:
            cache.delete(key)
        raise
