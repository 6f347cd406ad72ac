"""Ask all outside validators about one demo newsroom; with `run` or `lighthouse` behind it, only those."""

import os
import sys
import tempfile
from pathlib import Path

import django

from . import lighthouse, run
from .served import prepare

VALIDATORS = {"run": run.main, "lighthouse": lighthouse.main}


def main(asked: list[str]) -> int:
    """Make a newsroom, ask each validator about it, and return 1 where one of them found something."""
    with tempfile.TemporaryDirectory() as folder:
        # Which migrations there are is asked of the models.
        os.environ |= {"NEWSROOM_VAR": folder, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
        django.setup()
        var = Path(folder, "var")
        print(prepare(var), flush=True)
        return max(VALIDATORS[name](var) for name in asked or VALIDATORS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
