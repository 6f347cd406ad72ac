"""What every reader of a live story asks for at once, answered out of a worker's memory as a cache in front would."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

MOST = 256
# A longer answer is made anew each time: what came since an entry is short.
LONGEST = 64 * 1024
# What a 304 says of the answer it stands for.
_OF_BOTH = {"cache-control", "etag", "vary", "surrogate-key", "cache-tag"}


@dataclass
class _Kept:
    """One answer, or the wait for it: whoever finds it stale makes it anew, and the others wait for that."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    made: float = 0.0
    lasts: int = 0
    status: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


class Briefly:
    """A WSGI application whose public answers under one path are kept as long as they say, a few seconds.

    It keeps what a cache in front of the newsroom may keep and no more: answers to GET with status 200, `public` and a
    `max-age`, without a cookie, and says their `Age`, so that both together keep nothing longer than one would. What
    differs by host, scheme or compression is kept apart. Everything else goes through.
    """

    def __init__(self, application: Callable, under: str, clock: Callable[[], float] = time.monotonic):
        self.application, self.under, self.clock = application, under, clock
        self._kept: OrderedDict[tuple, _Kept] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "GET" or not environ["PATH_INFO"].startswith(self.under):
            return self.application(environ, start_response)
        kept = self._place(environ)
        # Read as one: another thread may put a newer answer in its place.
        with kept.lock:
            age = self.clock() - kept.made
            if not kept.lasts or age >= kept.lasts:
                answer = _asked(self.application, {**environ, "HTTP_IF_NONE_MATCH": ""})
                if not (lasts := _lasts(*answer)):
                    kept.lasts = 0
                    return _told(*answer, environ, start_response)
                kept.made, kept.lasts, age = self.clock(), lasts, 0.0
                kept.status, kept.headers, kept.body = answer
            status, headers, body = kept.status, kept.headers, kept.body
        # Rounded up: nobody keeps it longer than it says.
        return _told(status, (*headers, ("Age", str(-int(-age // 1)))), body, environ, start_response)

    def _place(self, environ: dict) -> _Kept:
        asked = ("PATH_INFO", "QUERY_STRING", "HTTP_HOST", "wsgi.url_scheme", "HTTP_X_FORWARDED_PROTO")
        gzip = "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
        key = (gzip, *(environ.get(name, "") for name in asked))
        with self._lock:
            kept = self._kept.setdefault(key, _Kept())
            self._kept.move_to_end(key)
            if len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return kept


def _asked(application: Callable, environ: dict) -> tuple[str, tuple[tuple[str, str], ...], bytes]:
    """Return the whole answer of an application: status, headers, body."""
    said = []
    answer = application(environ, lambda status, headers, error=None: said.append((status, tuple(headers))))
    try:
        body = b"".join(answer)
    finally:
        if hasattr(answer, "close"):
            answer.close()
    return *said[-1], body


def _lasts(status: str, headers: tuple[tuple[str, str], ...], body: bytes) -> int:
    """Return for how many seconds an answer may be kept; 0 for one that may not."""
    said = {name.lower(): value for name, value in headers}
    if not status.startswith("200 ") or "set-cookie" in said or len(body) > LONGEST:
        return 0
    parts = [part.strip() for part in said.get("cache-control", "").split(",")]
    ages = [part.removeprefix("max-age=") for part in parts if part.startswith("max-age=")]
    return int(ages[0]) if "public" in parts and ages and ages[0].isdecimal() else 0


def _told(status: str, headers, body: bytes, environ: dict, start_response: Callable) -> Iterable[bytes]:
    """Answer whoever asked, with 304 where they have it."""
    etag = next((value for name, value in headers if name.lower() == "etag"), "")
    known = [each.strip().removeprefix("W/") for each in environ.get("HTTP_IF_NONE_MATCH", "").split(",")]
    if status.startswith("200 ") and etag and etag.removeprefix("W/") in known:
        start_response("304 Not Modified", [pair for pair in headers if pair[0].lower() in _OF_BOTH | {"age"}])
        return [b""]
    start_response(status, [*headers])
    return [body]
