"""What can be computed of the readers' look without a browser: colours, sides, one sheet."""

import re
from pathlib import PurePosixPath

import pytest
from django.contrib.staticfiles.finders import FileSystemFinder

from newsroom.ops.setup import ROOT
from newsroom.public.sheets import WHOLE, Whole

PUBLIC = ROOT / "static" / "public"
SHEETS = sorted(PUBLIC.glob("*.css"))
# What stands on what, and the contrast the design measured; 4.5 is the law, the rest is ours.
ON_PAPER = {"ink": 14, "ink-2": 7, "ink-3": 5, "accent": 7, "link": 7, "live": 6, "opinion": 6}
ON_TINT = {
    ("fix", "fix-tint"): 8,
    ("opinion", "opinion-tint"): 6,
    ("sponsor", "sponsor-tint"): 5.4,
    ("on-live", "live-tint"): 6.4,
}
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PHYSICAL = re.compile(
    r"(?:^|[\s;{])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)(?:-\w+)?"
    r"|left|right|top|bottom|width|height|(?:min|max)-(?:width|height))\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)"
)


def _css(path) -> str:
    return _COMMENT.sub("", path.read_text())


def _tokens() -> dict[str, dict[str, str]]:
    sheet = _css(PUBLIC / "readers.css")
    light = dict(re.findall(r"--([\w-]+): (#[0-9a-f]+)", sheet.split("@media")[0]))
    dark = dict(re.findall(r"--([\w-]+): (#[0-9a-f]+)", sheet.split("(prefers-color-scheme: dark)")[1].split("}")[0]))
    return {"light": light, "dark": {**light, **dark}}


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(each * 2 for each in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_of_words_stands_out_from_what_is_behind_it(scheme):
    colours = _tokens()[scheme]
    pairs = {(word, "paper"): least for word, least in ON_PAPER.items()} | ON_TINT
    short = {
        pair: round(_contrast(colours[pair[0]], colours[pair[1]]), 2)
        for pair, least in pairs.items()
        if _contrast(colours[pair[0]], colours[pair[1]]) < least
    }
    assert short == {}


def test_dark_has_every_colour_of_its_own():
    sheet = _css(PUBLIC / "readers.css")
    dark = sheet.split("(prefers-color-scheme: dark)")[1].split("}")[0]
    mixed = {name for name in _tokens()["light"] if f"--{name}:" not in dark}
    assert mixed == {"live-tint", "on-live"}  # white on a red of its own, by day and by night


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_no_rule_knows_left_from_right(sheet):
    rules = re.sub(r"@media[^{]*\{", "{", _css(sheet))
    assert _PHYSICAL.findall(rules) == []


@pytest.mark.parametrize(
    "rule", ["p { margin-left: 1px }", "p{text-align:right}", "p { color: red; right: 0 }", "p { max-width: 3em }"]
)
def test_a_rule_that_knows_left_from_right_is_found(rule):
    assert _PHYSICAL.search(rule)


def test_languages_are_asked_for_one_by_one_since_not_every_browser_knows_a_list():
    lists = [re.findall(r":lang\([^)]*,[^)]*\)", _css(sheet)) for sheet in SHEETS]
    assert [each for each in lists if each] == []


def test_the_one_sheet_has_every_sheet_of_the_readers_in_it():
    imported = re.findall(r'@import url\("([^"]+)"\)', (PUBLIC / "paper.css").read_text())
    assert {*imported, "paper.css"} == {path.name for path in SHEETS}


def test_the_collected_sheet_imports_nothing_and_keeps_paper_for_paper():
    storage = next(storage for name, storage in FileSystemFinder().list([]) if name == WHOLE)
    with Whole(storage).open(WHOLE) as file:
        whole = file.read().decode()
    assert "@import" not in whole and "/*" not in whole
    assert ".story-headline" in whole and ".shape-single" in whole
    assert "@media print {\n" in whole and whole.count("{") == whole.count("}")
    assert PurePosixPath(WHOLE).name == "paper.css"


def test_no_readers_page_has_a_sheet_beside_the_one():
    pages = sorted((ROOT / "templates" / "public").glob("*.html"))
    sheets = {page.name: re.findall(r"static '([^']+\.css)'", page.read_text()) for page in pages}
    # The frame's own comes by its tag, in the paper's colour.
    assert {name: found for name, found in sheets.items() if found} == {}
    assert (ROOT / "templates/public/base.html").read_text().count('rel="stylesheet"') == 1


def test_every_kind_of_headline_says_which_were_read():
    (rule,) = re.findall(
        r"^([^\n{]*a:visited[^\n{]*) \{ color: var\(--ink-2\); \}", _css(PUBLIC / "readers.css"), re.MULTILINE
    )
    named = {each.strip().split(" ")[0] for each in rule.split(",")}
    assert named >= {".flash", ".lead", ".major", ".std", ".brief", ".package", ".series", ".body"}


def test_what_is_in_focus_looks_the_same_on_every_page():
    """Two pixels of the colour of links, two beside it; on a banner its own ink, since that colour is lost there."""
    rules = [
        rule for sheet in SHEETS for rule in re.findall(r"^[^\n{]*:focus[^\n{]*\{[^}]*\}", _css(sheet), re.MULTILINE)
    ]
    sized = [rule for rule in rules if re.search(r"outline: \d", rule)]
    assert len(sized) == 1 and "outline: 2px solid var(--link); outline-offset: 2px" in sized[0]
