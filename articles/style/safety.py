"""Whether a rule can be trusted to run beside somebody's typing: what is wrong with a pattern, in a sentence."""

import regex
from django.utils.translation import gettext as _

from .built_in import BUILT_IN
from .matching import expression
from .word_lists import lines_of

LONGEST_PATTERN, LONGEST_LIST, MOST_WORDS = 500, 20_000, 1_000
_PATIENCE = 0.25
_LENGTH = 2_000


def trouble_with(engine: str, pattern: str, replacement: str = "", case_sensitive: bool = False) -> str:
    """Return what is wrong with a rule's pattern as a sentence for a person; empty when nothing is."""
    if engine == "built_in":
        return _trouble_with_built_in(pattern)
    if engine == "words":
        return _trouble_with_words(pattern)
    return _trouble_with_expression(pattern, replacement, case_sensitive)


def _trouble_with_built_in(pattern: str) -> str:
    name = pattern.split("\n")[0]
    if name in BUILT_IN:
        return ""
    return _("There is no built-in rule “%(name)s”. There are: %(all)s.") % {"name": name, "all": ", ".join(BUILT_IN)}


def _trouble_with_words(pattern: str) -> str:
    words = lines_of(pattern)
    if not words:
        return _("The list has no word. Write one a line: “this” or “this => that”.")
    if len(words) > MOST_WORDS or len(pattern) > LONGEST_LIST:
        return _("The list has %(count)s words; %(most)s is the most. Make two rules of it.") % {
            "count": len(words),
            "most": MOST_WORDS,
        }
    same = next((wrong for wrong, right in words if wrong == right), "")
    return _("“%(word)s” would be replaced by itself.") % {"word": same} if same else ""


def _trouble_with_expression(pattern: str, replacement: str, case_sensitive: bool) -> str:
    if not pattern.strip(" \n") and " " not in pattern:
        return _("There is no pattern. Write the expression that finds the words.")
    if len(pattern) > LONGEST_PATTERN:
        return _("The pattern has %(count)s characters; %(most)s is the most. A word list may be what is wanted.") % {
            "count": len(pattern),
            "most": LONGEST_PATTERN,
        }
    try:
        compiled = expression("pattern", pattern, case_sensitive)
    except (regex.error, OverflowError, RecursionError) as error:
        reason, place = getattr(error, "msg", str(error)), getattr(error, "pos", None)
        if place is None:
            return _("The pattern cannot be read: %(reason)s.") % {"reason": reason}
        return _("The pattern cannot be read: %(reason)s, at character %(place)s.") % {
            "reason": reason,
            "place": place + 1,
        }
    if repeat := _repeat_in_a_repeat(pattern):
        return _("“%(part)s” repeats a repeat, which can take for ever. Repeat it once.") % {"part": repeat}
    return _trouble_with_running(compiled) or _trouble_with_replacement(compiled, replacement)


def _trouble_with_running(compiled: regex.Pattern) -> str:
    if compiled.match("", timeout=_PATIENCE) or compiled.search("x y", timeout=_PATIENCE, pos=1, endpos=1):
        return _("The pattern fires on nothing at all, so it would fire everywhere. Ask for at least one character.")
    for worst in _worst_for(compiled.pattern):
        try:
            for _match in compiled.finditer(worst, timeout=_PATIENCE):
                pass
        except TimeoutError:
            return _("The pattern takes too long on “%(text)s…”. Repeat less of it, or say more exactly what.") % {
                "text": worst[:20]
            }
    return ""


def _worst_for(pattern: str) -> list[str]:
    """Return texts on which a pattern that can go round in circles does: its own letters and common ones, repeated."""
    plain = "".join(dict.fromkeys(one for one in pattern if one.isalnum() or one in " -,'’\"."))[:12]
    seeds = ["a", "A", "1", " ", ".", "-", "ab", "a ", "a b", "Aa ", "1,", '"', "the ", "a-", "\u00e9", "a\n"]
    return [(seed * _LENGTH)[:_LENGTH] + end for seed in [*seeds, plain, *plain] if seed for end in ("", "§" + plain)]


_QUANTIFIED = regex.compile(r"(?:[*+]|\{\d*,\d*\})[?+]?")


def _repeat_in_a_repeat(pattern: str) -> str:
    """Return the first group that ends in a repeat without end and is itself repeated without end."""
    opened: list[int] = []
    at = 0
    ends_in_repeat = False
    while at < len(pattern):
        one = pattern[at]
        if one == "\\":
            at, ends_in_repeat = at + 2, False
            continue
        if one == "[":
            at, ends_in_repeat = _after_class(pattern, at), False
            continue
        if one == "(":
            opened.append(at)
            ends_in_repeat = False
        elif one == ")" and opened:
            start = opened.pop()
            repeat = _QUANTIFIED.match(pattern, at + 1)
            if ends_in_repeat and repeat and not repeat[0].endswith("++"):
                return pattern[start : repeat.end()]
            ends_in_repeat = False
        elif repeat := _QUANTIFIED.match(pattern, at):
            at, ends_in_repeat = repeat.end(), True
            continue
        elif one != "|":
            ends_in_repeat = False
        at += 1
    return ""


def _after_class(pattern: str, at: int) -> int:
    """Return the place after a class of characters that opens here."""
    at += 2 if pattern[at + 1 : at + 2] != "^" else 3
    while at < len(pattern) and pattern[at] != "]":
        at += 2 if pattern[at] == "\\" else 1
    return at + 1


def _trouble_with_replacement(compiled: regex.Pattern, replacement: str) -> str:
    for number in regex.findall(r"\\(\d+)", replacement):
        if int(number) > compiled.groups:
            return _("The replacement asks for group %(number)s; the pattern has %(count)s.") % {
                "number": number,
                "count": compiled.groups,
            }
    for name in regex.findall(r"\\g<([^>]*)>", replacement):
        if name not in compiled.groupindex and not (name.isdigit() and int(name) <= compiled.groups):
            return _("The replacement asks for a group “%(name)s” that the pattern does not have.") % {"name": name}
    if regex.search(r"\\(?![\dgnN\\])", replacement) or regex.search(r"\\g(?!<)", replacement):
        return _("The replacement has a backslash that means nothing. Write \\1 for the first group.")
    return ""
