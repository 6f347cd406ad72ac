"""What the child does with one file. Everything here runs on a stranger's bytes."""

import socket
from pathlib import Path

from PIL import Image

from .. import likeness, metadata, pixels, reporting, traces
from ..opening import FORMATS, Unfit, open_picture
from . import archives, credentials, documents, wire

# Enough for the one rendition that is made while somebody waits, and for what a picture looks like.
PREVIEW_WIDTH = 640
_TALLEST = 16_000


def do(job: dict, file, line: socket.socket) -> None:
    """Do what is asked and answer: `found`, or `unfit` with why."""
    try:
        found, blob = _JOBS[job["do"]](file, job["limits"] | job.get("which", {}))
        words = {"found": found}
    except Unfit as unfit:
        words, blob = {"unfit": unfit.why, "facts": unfit.facts}, b""
    except MemoryError:
        words, blob = {"unfit": "too_much_memory", "facts": {}}, b""
    except RecursionError:
        words, blob = {"unfit": "damaged", "facts": {}}, b""
    words["peak"] = _peak()
    wire.send(line, words, blob)


def _peak() -> int:
    """Return the most memory this process has ever held, in kilobytes; 0 where the system does not say."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)


def _judge(file, limits: dict) -> tuple[dict, bytes]:
    """Return what the picture is and says, and the picture itself, small, upright and in sRGB."""
    with open_picture(file, limits["pixels"], PREVIEW_WIDTH) as opened:
        image = opened.image
        small = _preview(image)
        found = {
            "format": FORMATS[image.format],
            "width": opened.width,
            "height": opened.height,
            "frames": opened.frames,
            "says": metadata.read(image),
            "traces": traces.as_text(image),
            "preview": small.size,
            "looks": likeness.looks(small),
            "credentials": credentials.carried(file),
        }
    return found, small.tobytes()


def _preview(image: Image.Image) -> Image.Image:
    width, height = pixels.upright_size(image)
    wide = max(1, min(width, PREVIEW_WIDTH, width * _TALLEST // height))
    tall = max(1, round(height * wide / width))
    return pixels.sized(pixels.ready(pixels.nearer(image, max(wide, tall))), wide)


def _report(file, limits: dict) -> tuple[dict, bytes]:
    with open_picture(file, limits["pixels"], PREVIEW_WIDTH) as opened:
        told = reporting.report(opened.image)
        return told | {name: told[name] and size for name, size in opened.stored.items()}, b""


_JOBS = {
    "judge": _judge,
    "report": _report,
    "list": archives.listed,
    "entry": archives.entry,
    "document": documents.judge,
    "credentials": credentials.judge,
}
