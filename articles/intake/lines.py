"""Raw text into clean lines, and lines into the units that a story is read in."""

import re
import unicodedata
from dataclasses import dataclass

from articles.intake.shapes import count, ends_sentence

NEWLINE = re.compile(r"\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
# Marks that carry no words: zero-width characters, soft hyphens, byte-order marks, direction controls.
UNSEEN = re.compile("[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffc]")
BULLET = re.compile(r"^(?:[•●▪■◦‣∙·►▶➤*+–—-]|o(?=\s{2,})|\(?\d{1,2}[.)])\s+(?=\S)|^[–—](?=[A-Z].{24})")
# A sub-head as some agencies print it: "- Cracked dam -".
DASHED_HEAD = re.compile(r"^[-–—] \S.{2,60} [-–—]$")
MARKED = re.compile(r"[*_\]]")
MARKDOWN_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*$")
MARKDOWN_LINK = re.compile(r"!?\[([^\]\n]{0,300})\]\((?:https?:|/|#|mailto:)[^)\s]{0,600}\)")
MARKDOWN_BOLD = re.compile(r"(\*\*|__)(?=\S)(.{1,500}?)(?<=\S)\1")
MARKDOWN_ITALIC = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])([^*_\n]{1,500}?)(?<=\S)\1(?![\w*_])")
# Small words that begin a line of their own on pages that print them so.
NOT_BROKEN = re.compile(
    (
        r"(?:by|posted|published|updated|with|via|photo|image|from|min|read|share|comments?|listen|follow|"
        r"toggle|hide)\b"
    ),
    re.I,
)
WRAP_LEAST, WRAP_MOST = 48, 100


@dataclass
class Unit:
    """One or more raw lines read as one: a paragraph, a title, a label."""

    numbers: list[int]
    text: str
    gap: bool = True
    mark: str = ""
    role: str = ""
    forced: bool = False
    printed: str = ""
    photo: object = None

    @property
    def free(self):
        return not self.role


@dataclass(frozen=True)
class RawLine:
    number: int
    text: str
    mark: str
    printed: str


def clean(text):
    """Give the words of a line, spaced as printed, without control or unseen characters."""
    if text.isascii() and text.isprintable():
        return text.strip()
    text = UNSEEN.sub("", unicodedata.normalize("NFC", text))
    text = "".join(" " if unicodedata.category(letter) == "Zs" or letter == "\t" else letter for letter in text)
    text = "".join(
        letter for letter in text if letter.isprintable() or unicodedata.category(letter) not in ("Cc", "Cs", "Co")
    )
    return text.strip()


def strip_markdown(text):
    """Give the words of a line without Markdown, and the mark it carried: h1, h2, quote, list or none."""
    if text[:1].isalpha() and text[:1] != "o" and not MARKED.search(text):
        return text, ""
    heading = MARKDOWN_HEADING.match(text)
    mark = ""
    if heading:
        mark, text = ("h1" if heading[1] == "#" else "h2"), heading[2]
    elif text.startswith("> ") and len(text) > 3:
        mark, text = "quote", text[2:].strip()
    elif DASHED_HEAD.match(text):
        mark = "h2"
    elif BULLET.match(text):
        mark, text = "list", BULLET.sub("", text, count=1)
    if "](" in text:
        text = MARKDOWN_LINK.sub(r"\1", text)
    if "**" in text or "__" in text:
        text = MARKDOWN_BOLD.sub(r"\2", text)
    if ("*" in text or "_" in text) and len(text) < 5000:
        text = MARKDOWN_ITALIC.sub(r"\2", text)
    return text.strip(), mark


def raw_lines(text):
    """Give every line as pasted, numbered from 1."""
    found = []
    for number, raw in enumerate(NEWLINE.split(text), start=1):
        printed = clean(raw)
        plain, mark = strip_markdown(re.sub(r" {2,}", " ", printed))
        found.append(RawLine(number, plain, mark, printed))
    return found


def units(lines, roles):
    """Join hard-wrapped lines into units; a line whose role the editor gave stands alone."""
    runs, run, gap = [], [], True
    for line in lines:
        if line.text:
            run.append(line)
        elif run:
            runs.append(run)
            run = []
    if run:
        runs.append(run)
    goes_on = continues if is_hard_wrapped(runs) else flows if is_ragged(runs) else None
    found = []
    for run in runs:
        gap = True
        for group in groups(run, goes_on, roles):
            text = " ".join(line.text for line in group)
            role = roles.get(group[0].number, "")
            found.append(
                Unit([line.number for line in group], text, gap, group[0].mark, role, bool(role), group[0].printed)
            )
            gap = False
    return found


def groups(run, goes_on, roles):
    """Split a run of lines into the units it holds."""
    group = []
    for line in run:
        if group and not (goes_on and goes_on(group[-1], line, roles)):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def continues(before, line, roles):
    """Say whether a hard-wrapped line goes on where the one before it broke off."""
    if line.number in roles or before.number in roles or line.mark not in ("", "quote"):
        return False
    if len(before.text) < WRAP_LEAST or len(before.text) > WRAP_MOST:
        return False
    return before.mark == line.mark or line.mark == ""


def flows(before, line, roles):
    """Say whether a sentence broken at no particular column goes on in this line."""
    if line.number in roles or before.number in roles or line.mark or before.mark:
        return False
    return not ends_sentence(before.text) and line.text[:1].islower() and not NOT_BROKEN.match(line.text)


def is_ragged(runs):
    """Say whether many sentences are broken mid-way, as copying from some pages does."""
    beside = [(before, line) for run in runs for before, line in zip(run, run[1:], strict=False)]
    broken = [1 for before, line in beside if flows(before, line, {}) and count(line.text) > 2]
    return len(broken) >= max(4, 0.4 * len(beside))


def is_hard_wrapped(runs):
    """Say whether the text was broken at a column, as mail and terminals do."""
    inner = [line for run in runs for line in run[:-1]]
    everything = [line for run in runs for line in run]
    if not inner or max(len(line.text) for line in everything) > WRAP_MOST:
        return False
    broken = [line for line in inner if len(line.text) >= WRAP_LEAST and not ends_sentence(line.text)]
    goes_on = [
        1
        for run in runs
        for before, after in zip(run, run[1:], strict=False)
        if len(before.text) >= WRAP_LEAST and not ends_sentence(before.text) and after.text[:1].islower()
    ]
    return len(goes_on) >= 2 and len(broken) >= 0.4 * len(inner) and count(everything[0].text) > 0
