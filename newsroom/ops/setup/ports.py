"""The address to serve at, and whether it is free."""

import errno
import os
import socket

from . import CannotSetUp


def wanted() -> tuple[str, int]:
    """Return host and port from NEWSROOM_HOST and PORT."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise CannotSetUp(f"PORT={text} is not a port: give a number from 1 to 65535, as in PORT=8123 make run.")
    return os.environ.get("NEWSROOM_HOST") or "127.0.0.1", int(text)


def refuse_taken(host: str, port: int) -> None:
    """Raise when the address cannot be served at, saying why."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # As servers do: connections of the last run that still linger are no hindrance.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CannotSetUp(sentence(host, port, error)) from error


def sentence(host: str, port: int, error: OSError) -> str:
    """Say what is wrong with an address and which command gets round it."""
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} on {host} is taken by another program: stop it, or take another port, "
            f"as in PORT={port + 1 if port < 65535 else port - 1} make run."
        )
    if error.errno == errno.EACCES:
        return f"Port {port} needs the system's leave: take one above 1023, as in PORT=8000 make run."
    return (
        f"Nothing can be served at {host} ({error.strerror or error}): set NEWSROOM_HOST to an address of this machine."
    )


def default_site_url(host: str, port: int) -> str:
    """Return the address readers use when SITE_URL does not say; all interfaces are met at the loopback one."""
    name = "127.0.0.1" if host in {"0.0.0.0", "::"} else host
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"
