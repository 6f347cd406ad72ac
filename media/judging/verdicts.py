"""Asking a child about one file: what picture or document it is, or a sentence why it is none."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PIL import Image

from ..likeness import Seen
from ..opening import TooBusy, Unfit, UploadRefused
from ..refusals import no_document, sentence, too_many_bytes
from .limits import MEGABYTE, most_megabytes
from .pool import Answer, pool

_SECONDS_FOR_CREDENTIALS = 3


@dataclass(frozen=True)
class Verdict:
    """A picture that may come in: upright width and height, what its file says, and how it looks, small, in sRGB."""

    format: str
    width: int
    height: int
    frames: int
    says: dict[str, str | list[str]]
    # Place and serial numbers, as canonical text, kept apart from all that is shown.
    traces: str
    # The bits of each window of it, by `media.likeness`.
    looks: list[Seen]
    # Its Content Credentials: "inside", the address of what is elsewhere, or "".
    credentials: str
    preview: Image.Image


def judge(file, name: str) -> Verdict:
    """Return what the picture in this file is. Raise UploadRefused with a sentence for whatever is none."""
    answer = _ask("judge", file, name)
    found = answer.found
    size = tuple(found.pop("preview"))
    found["looks"] = [Seen(*each) for each in found["looks"]]
    return Verdict(**found, preview=Image.frombytes("RGB", size, answer.blob))


def report(file, name: str) -> dict[str, object]:
    """Return what the file says of itself, by `media.reporting`. Raise UploadRefused as `judge` does."""
    return _ask("report", file, name).found


def judge_credentials(file, kind: str, anchors: str) -> dict:
    """Return what the file's Content Credentials are worth, by `media.judging.credentials`. Raise Unfit, unworded.

    A picture that is in already is none the worse for them: they get less time than it had.
    """
    with _as_handle(file) as handle:
        job = {"do": "credentials", "which": {"format": f"image/{kind}", "anchors": anchors}}
        return pool().ask(job, handle.fileno(), most_seconds=_SECONDS_FOR_CREDENTIALS).found


def is_archive(file) -> bool:
    """Say whether a file is an archive of others, by its first bytes."""
    file.seek(0)
    return file.read(4) in {b"PK\x03\x04", b"PK\x05\x06"}


def listed(file, name: str) -> list[dict]:
    """Return number, name and size of every file in an archive. Raise UploadRefused for an archive that is none."""
    return _ask("list", file, name, any_size=True).found


def entry(file, number: int, name: str) -> bytes:
    """Return one file of an archive. Raise UploadRefused for one that is too large, locked, damaged or a bomb."""
    which = {"entry": number, "bytes": most_megabytes() * MEGABYTE}
    return _ask("entry", file, name, any_size=True, which=which).blob


@dataclass(frozen=True)
class DocumentVerdict:
    """A document that may come in: a recording's length; of any other the words, and how much of it they are."""

    format: str
    seconds: int | None
    # Pages, pages read, pages without words and whether that is all, as `DocumentWords` has them; None of a recording.
    words: dict | None
    text: str


def judge_document(file, name: str) -> DocumentVerdict:
    """Return what the document in this file is and says. Raise UploadRefused with a sentence for what is none."""
    with _as_handle(file) as handle:
        try:
            answer = pool().ask({"do": "document"}, handle.fileno())
        except Unfit as unfit:
            raise _refusal(unfit, no_document, name) from unfit
    return DocumentVerdict(**answer.found, text=answer.blob.decode())


def _ask(what: str, file, name: str, any_size=False, **more) -> Answer:
    with _as_handle(file) as handle:
        if not any_size and _size(handle) > most_megabytes() * MEGABYTE:
            raise UploadRefused(too_many_bytes(name))
        try:
            return pool().ask({"do": what, **more}, handle.fileno())
        except Unfit as unfit:
            raise _refusal(unfit, sentence, name) from unfit


def _refusal(unfit: Unfit, words: Callable[[str, str, dict], str], name: str) -> UploadRefused:
    kind = TooBusy if unfit.why == "busy" else UploadRefused
    return kind(words(unfit.why, name, unfit.facts))


def _size(file) -> int:
    file.seek(0, 2)
    return file.tell()


@contextmanager
def _as_handle(file) -> Iterator:
    """Yield the file as one that another process can be handed: itself, or a copy of what is only in memory."""
    try:
        file.fileno()
    except (AttributeError, OSError):
        with tempfile.TemporaryFile() as copy:
            file.seek(0)
            shutil.copyfileobj(file, copy)
            copy.flush()
            yield copy
        return
    if hasattr(file, "flush") and getattr(file, "writable", lambda: True)():
        file.flush()
    yield file
