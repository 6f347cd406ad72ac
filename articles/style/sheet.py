"""Rules as a CSV file: out and back in, exactly. A file with a bad row changes nothing."""

import csv
from dataclasses import dataclass
from io import StringIO

from django.utils.translation import gettext as _

from articles.models import StyleRule
from newsroom.record.canonical import clean_text

from .rules import ENGINES, FIELDS
from .safety import trouble_with

COLUMNS = (
    "name", "engine", "pattern", "replacement", "message", "category", "state", "languages", "fields", "case_sensitive",
)  # fmt: skip
MOST_ROWS, MOST_BYTES = 2_000, 2_000_000
_YES, _NO = "yes", "no"
# A spreadsheet takes a cell that begins so for a formula and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
_LENGTHS = {
    name: StyleRule._meta.get_field(name).max_length for name in ("name", "replacement", "message", "languages")
}


@dataclass(frozen=True)
class Mistake:
    """What is wrong in one line of a file."""

    line: int
    message: str


class BadFile(ValueError):
    """A file that was not taken in, with every mistake in it."""

    def __init__(self, mistakes: list[Mistake]):
        super().__init__(" ".join(f"{one.line}: {one.message}" for one in mistakes))
        self.mistakes = mistakes


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _unguarded(text: str) -> str:
    return text[1:] if text[:1] == "'" and text[1:].startswith(_FORMULA) else text


def plain(rule: StyleRule) -> dict[str, str]:
    """Return a rule as the columns of a file."""
    row = {name: getattr(rule, name) for name in COLUMNS if name != "case_sensitive"}
    return {**row, "case_sensitive": _YES if rule.case_sensitive else _NO}


def written(rules) -> str:
    """Return rules as CSV, safe to open in a spreadsheet."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for rule in rules:
        row = plain(rule)
        writer.writerow([_guarded(row[name]) for name in COLUMNS])
    return out.getvalue()


def read(text: str) -> list[StyleRule]:
    """Return the rules of a file, not stored. Raise BadFile naming every bad line."""
    rows = list(_rows(text))
    mistakes: list[Mistake] = []
    rules: dict[str, StyleRule] = {}
    for line, row in rows:
        wrong = _wrong_in(row)
        if row["name"].casefold() in rules:
            wrong.append(_("“%(name)s” is in the file twice.") % {"name": row["name"]})
        mistakes += [Mistake(line, one) for one in wrong]
        rules[row["name"].casefold()] = _rule(row)
    if mistakes:
        raise BadFile(mistakes)
    return list(rules.values())


def _rows(text: str):
    """Yield (line, columns) of each row. Raise BadFile for a file that is no list of rules at all."""
    text = text.removeprefix("\ufeff")
    head = text.split("\n", 1)[0]
    reader = csv.reader(StringIO(text, newline=""), delimiter=";" if ";" in head and "," not in head else ",")
    try:
        names = [name.strip().lower() for name in next(reader, [])]
        if missing := [name for name in COLUMNS[:3] if name not in names]:
            raise BadFile([Mistake(1, _("The first line must name the columns; missing: %(names)s.")
                                   % {"names": ", ".join(missing)})])  # fmt: skip
        if odd := [name for name in names if name not in COLUMNS]:
            raise BadFile([Mistake(1, _("There is no column “%(names)s”.") % {"names": "”, “".join(odd)})])
        line = reader.line_num + 1
        for count, cells in enumerate(reader):
            if count >= MOST_ROWS:
                raise BadFile([Mistake(line, _("%(most)s rules are the most of one file.") % {"most": MOST_ROWS})])
            if any(cell.strip() for cell in cells):
                yield line, _columns(names, cells, line)
            line = reader.line_num + 1
    except csv.Error as error:
        raise BadFile([Mistake(reader.line_num, _("It cannot be read: %(reason)s.") % {"reason": error})]) from error


def _columns(names: list[str], cells: list[str], line: int) -> dict[str, str]:
    if len(cells) > len(names):
        raise BadFile(
            [Mistake(line, _("%(count)s cells under %(names)s columns.") % {"count": len(cells), "names": len(names)})]
        )
    said = {name: _unguarded(cell) for name, cell in zip(names, cells, strict=False)}
    tidy = {name: clean_text(said.get(name, "")) for name in COLUMNS}
    # A space can be the whole of a pattern or of what is written instead.
    kept = {name: tidy[name] for name in ("pattern", "replacement")}
    row = {name: " ".join(text.split()) for name, text in tidy.items()} | kept
    defaults = {"engine": "words", "category": "usage", "state": "draft", "fields": "body", "case_sensitive": _NO}
    return {name: text or defaults.get(name, "") for name, text in row.items()}


def _wrong_in(row: dict[str, str]) -> list[str]:
    wrong = []
    if not row["name"]:
        wrong.append(_("The rule has no name."))
    if not row["message"]:
        wrong.append(_("The rule has no message: say why."))
    for name, most in _LENGTHS.items():
        if len(row[name]) > most:
            wrong.append(
                _("“%(column)s” has %(count)s characters; %(most)s is the most.")
                % {"column": name, "count": len(row[name]), "most": most}
            )
    choices = {
        "engine": ENGINES,
        "category": StyleRule.Category.values,
        "state": StyleRule.State.values,
        "case_sensitive": (_YES, _NO),
    }
    for name, known in choices.items():
        if row[name] not in known:
            wrong.append(_unknown(name, row[name], known))
    for one in row["fields"].replace(",", " ").split():
        if one not in FIELDS:
            wrong.append(_unknown("fields", one, FIELDS))
    if row["engine"] in ENGINES:
        wrong.append(trouble_with(row["engine"], row["pattern"], row["replacement"], row["case_sensitive"] == _YES))
    return [one for one in wrong if one]


def _unknown(column: str, said: str, known) -> str:
    return _("“%(said)s” is no %(column)s. Write one of: %(all)s.") % {
        "said": said,
        "column": column,
        "all": ", ".join(known),
    }


def _rule(row: dict[str, str]) -> StyleRule:
    return StyleRule(**{**row, "case_sensitive": row["case_sensitive"] == _YES})
