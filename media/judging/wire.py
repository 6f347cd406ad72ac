"""How the newsroom and a child that reads pictures talk: one line of JSON and a blob each way, the file as a handle."""

import json
import os
import socket
import struct

_HEAD = struct.Struct(">IQ")
_MOST_WORDS = 16 * 1024 * 1024
_MOST_BLOB = 128 * 1024 * 1024


class Gone(Exception):
    """The other side has closed the line, or says what cannot be."""


def send(line: socket.socket, words: dict, blob: bytes = b"", file: int | None = None) -> None:
    """Send one message; `file` is an open file's number, which the other side then has too."""
    text = json.dumps(words).encode()
    head = _HEAD.pack(len(text), len(blob))
    try:
        if file is None:
            line.sendall(head)
        else:
            socket.send_fds(line, [head], [file])
        line.sendall(text)
        if blob:
            line.sendall(blob)
    except OSError as error:
        if isinstance(error, TimeoutError):
            raise
        raise Gone from error


def receive(line: socket.socket) -> tuple[dict, bytes, int | None]:
    """Return the next message: words, blob, and the file that came along. Raise Gone, or TimeoutError."""
    try:
        head, files, _flags, _address = socket.recv_fds(line, _HEAD.size, 1)
        head += _exactly(line, _HEAD.size - len(head)) if head else b""
        if not head:
            raise Gone
        words, blob = _HEAD.unpack(head)
        if words > _MOST_WORDS or blob > _MOST_BLOB:
            raise Gone
        said, sent = json.loads(_exactly(line, words)), _exactly(line, blob)
    except (ConnectionError, ValueError) as error:
        raise Gone from error
    for surplus in files[1:]:
        os.close(surplus)
    return said, sent, files[0] if files else None


def _exactly(line: socket.socket, count: int) -> bytes:
    found = bytearray()
    while len(found) < count:
        block = line.recv(min(count - len(found), 1024 * 1024))
        if not block:
            raise Gone
        found += block
    return bytes(found)
