"""Programs that behave like the interpreters and browsers found on real machines."""

import json
from pathlib import Path


def make_program(path: Path, script: str) -> Path:
    """Write an executable shell script."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def make_python(path: Path, version: str, plain: bool = True, real: str | None = None) -> Path:
    """Write an interpreter that answers the probe with a version; `real` is the file behind a shim."""
    said = {
        "version": [int(part) for part in version.split(".")],
        "plain": plain,
        "executable": real or str(path),
    }
    return make_program(path, f"[ \"$2\" = -c ] || exit 1\ncat <<'END'\n{json.dumps(said)}\nEND")


def make_failing_shim(path: Path) -> Path:
    """Write what version managers leave behind: the right name, an error, no interpreter."""
    return make_program(path, "echo \"pyenv: version '3.13' is not installed\" >&2\nexit 127")
