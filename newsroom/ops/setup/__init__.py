"""Make a fresh machine ready: interpreter, packages, folders. Runs before anything is installed, so stdlib only."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


class CannotSetUp(Exception):
    """Carry the one sentence that tells a person what to do next."""
