"""Finding where rules of house style fire: pure functions. The one engine; browsers are told what it found."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from time import monotonic

from . import built_in
from .matching import expression, replacement_for

BODY, HEADLINE, DEK, CAPTION = FIELDS = ("body", "headline", "dek", "captions")
WORDS, PATTERN, BUILT_IN = ENGINES = ("words", "pattern", "built_in")

LONGEST_IGNORED = 200
MOST_FOUND = 500
# Seconds. A pattern that goes round in circles costs its own share and is named; the others still run.
A_RULE, ALL_RULES = 0.25, 1.0


@dataclass(frozen=True)
class Rule:
    """One rule as the engine needs it. `languages` empty: every one. `pattern` as its engine reads it: an expression,
    a word a line ("this => that"), or the name of something built in and, a line each, what that leaves alone."""

    uid: str
    name: str
    engine: str
    pattern: str
    message: str
    replacement: str = ""
    category: str = "usage"
    languages: tuple[str, ...] = ()
    fields: tuple[str, ...] = (BODY,)
    case_sensitive: bool = False

    def speaks(self, language: str) -> bool:
        """Whether it applies to copy in that language: "en" is for "en-gb" as well."""
        wanted = language.lower()
        return not self.languages or any(wanted == one or wanted.startswith(f"{one}-") for one in self.languages)


@dataclass(frozen=True)
class Passage:
    """One paragraph, headline, dek or caption as typed. `field` is one of FIELDS; `place` says where to a machine."""

    field: str
    text: str
    place: str = ""


@dataclass(frozen=True)
class Found:
    """One place where a rule fires: `start` and `end` count characters of `passage`'s text.

    `replacement` is what to put there, or None where somebody has to think.
    """

    rule: Rule
    passage: int
    start: int
    end: int
    text: str
    replacement: str | None

    @property
    def key(self) -> tuple[str, str]:
        """What is ignored in a story: this rule, about this text."""
        return self.rule.uid, self.text[:LONGEST_IGNORED]


@dataclass
class Report:
    """What was found, in the order of the passages, and the rules that took too long and were left out."""

    found: list[Found] = field(default_factory=list)
    slow: list[Rule] = field(default_factory=list)


def find(
    rules: Iterable[Rule],
    passages: list[Passage],
    language: str,
    ignored: Collection[tuple[str, str]] = frozenset(),
    *,
    seconds: float = ALL_RULES,
) -> Report:
    """Return where the rules fire in these passages, less what is ignored.

    Where two rules would mark overlapping words, the one that begins first is kept, then the longer.
    """
    report = Report()
    until = monotonic() + seconds
    for rule in rules:
        if not rule.speaks(language):
            continue
        try:
            found = list(_of_rule(rule, passages, language, min(until, monotonic() + A_RULE)))
        except TimeoutError:
            report.slow.append(rule)
            continue
        report.found += [one for one in found if one.key not in ignored]
    report.found = _apart(report.found)[:MOST_FOUND]
    return report


def _of_rule(rule: Rule, passages: list[Passage], language: str, until: float) -> Iterator[Found]:
    if rule.engine == BUILT_IN:
        name, *left_alone = rule.pattern.split("\n")
        spans = built_in.BUILT_IN[name].find(
            [passage.text if passage.field in rule.fields else "" for passage in passages],
            language,
            frozenset(left_alone),
        )
        for number, start, end, instead in spans:
            yield Found(rule, number, start, end, passages[number].text[start:end], instead)
        return
    pattern = expression(rule.engine, rule.pattern, rule.case_sensitive)
    for number, passage in enumerate(passages):
        if passage.field not in rule.fields:
            continue
        left = until - monotonic()
        if left <= 0:
            raise TimeoutError
        for match in pattern.finditer(passage.text, timeout=left):
            instead = replacement_for(match, rule.engine, rule.pattern, rule.replacement, rule.case_sensitive)
            if match.end() > match.start() and not _is_so(match, instead):
                yield Found(rule, number, match.start(), match.end(), match[0], instead)


def _is_so(match, instead: str | None) -> bool:
    """Say whether the words already stand as the rule wants them, as part of what it would put there."""
    if instead is None:
        return False
    text, start, said = match.string, match.start(), match[0]
    at = instead.find(said)
    while at >= 0:
        if start >= at and text[start - at : start - at + len(instead)] == instead:
            return True
        at = instead.find(said, at + 1)
    return False


def _apart(found: list[Found]) -> list[Found]:
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (one.passage, one.start, one.start - one.end, one.rule.name)):
        if not kept or kept[-1].passage != one.passage or kept[-1].end <= one.start:
            kept.append(one)
    return kept
