"""The rules a new newsroom begins with: small, neutral, nearly all of them drafts until somebody makes them live."""

from pathlib import Path

from . import sheet


def starter_rules():
    """Return the starter set, not stored."""
    return sheet.read((Path(__file__).parent / "starter.csv").read_text(encoding="utf-8"))


def starter_rows() -> list[dict]:
    """Return the starter set as plain columns, as a migration puts them in."""
    return [{**sheet.plain(rule), "case_sensitive": rule.case_sensitive, "uid": rule.uid} for rule in starter_rules()]
