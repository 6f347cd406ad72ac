"""The mail server's address, turned into what Django calls a mailer."""

from urllib.parse import parse_qs, unquote, urlsplit

BACKENDS = {
    "console": "django.core.mail.backends.console.EmailBackend",
    "smtp": "django.core.mail.backends.smtp.EmailBackend",
    "smtps": "django.core.mail.backends.smtp.EmailBackend",
}


def mailer(url: str) -> dict:
    """Return a mailer for `smtp://user:password@host:587`, `smtps://…:465` or `console:`.

    `smtp` asks for an encrypted line (STARTTLS) unless the address ends in `?plain=1`. Raise ValueError otherwise.
    """
    parts = urlsplit(url)
    if parts.scheme not in BACKENDS:
        raise ValueError(f"EMAIL_URL begins with {parts.scheme!r}; write smtp://…, smtps://… or console:")
    made: dict = {"BACKEND": BACKENDS[parts.scheme]}
    if parts.scheme in {"smtp", "smtps"}:
        ssl = parts.scheme == "smtps"
        made["OPTIONS"] = {
            "host": parts.hostname or "localhost",
            "port": parts.port or (465 if ssl else 587),
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_ssl": ssl,
            "use_tls": not ssl and "plain" not in parse_qs(parts.query),
            "timeout": 10,
        }
    return made
