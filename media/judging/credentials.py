"""Reading a file's Content Credentials in the child: whether they hold, and what they say, with nothing fetched."""

import importlib
import json
import re
import resource
from collections.abc import Iterator
from contextlib import contextmanager

from .manifests import told

# The type of the box that holds them, as every kind of file has it.
_INSIDE = bytes.fromhex("6332706100110010800000aa00389b71")
# What a file says that has them elsewhere.
_ELSEWHERE = re.compile(rb"""dcterms:provenance(?:\s*=\s*["']|>)\s*(https?://[^\s"'<>]{1,500})""")
_STEP, _LONGEST = 1024 * 1024, 600
_SETTINGS = {
    "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False, "verify_trust": True},
    "core": {"allowed_network_hosts": [], "max_decompressed_manifest_size_in_mb": 32},
}


def carried(file) -> str:
    """Return "inside" for a file that has Content Credentials in it, their address where they are elsewhere, or ""."""
    file.seek(0)
    tail, address = b"", ""
    while block := file.read(_STEP):
        tail += block
        if _INSIDE in tail:
            return "inside"
        # The plain words first: to look for the pattern in every megabyte of pixels takes ten times as long.
        if not address and b"dcterms:provenance" in tail and (match := _ELSEWHERE.search(tail)):
            address = match[1].decode("utf-8", "replace")
        tail = tail[-_LONGEST:]
    return address


def judge(file, limits: dict) -> tuple[dict, bytes]:
    """Return `state` and what the credentials say. `anchors` are the certificates this newsroom trusts, as PEM."""
    where = carried(file)
    if where != "inside":
        return ({"state": "elsewhere", "address": where} if where else {"state": "none"}), b""
    try:
        library = importlib.import_module("c2pa")
    except (ImportError, OSError, RuntimeError):
        return {"state": "unread", "why": ["no_library"]}, b""
    file.seek(0)
    with _cut_off():
        return _read(library, file, limits["format"], limits["anchors"]), b""


def _read(library, file, kind: str, anchors: str) -> dict:
    trust = {"trust": {"trust_anchors": anchors}} if anchors else {}
    try:
        context = library.Context.from_dict(_SETTINGS | trust)
    except library.C2paError:
        return {"state": "unread", "why": ["no_anchors"]}
    with context:
        try:
            with library.Reader(kind, file, context=context) as reader:
                return told(json.loads(reader.json()))
        except library.C2paError.ManifestNotFound:
            return {"state": "none"}
        except (library.C2paError, ValueError, TypeError, KeyError, AttributeError):
            return {"state": "broken", "why": ["unreadable"]}


@contextmanager
def _cut_off() -> Iterator[None]:
    """Let nothing be opened meanwhile: no connection, whatever a file asks of the library, and no other file."""
    most, hardest = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, hardest))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hardest))
