"""House style of one story: what fires in it, gathered as the desk shows it, less what the story leaves alone."""

from dataclasses import dataclass
from functools import cached_property

from articles.content import Content
from articles.models import StyleRule

from .passages import of_content
from .rules import Found, Passage, Report, Rule, find


@dataclass(frozen=True)
class Remark:
    """One rule about one text of a story, however often it stands there."""

    rule: Rule
    text: str
    replacement: str | None
    count: int
    field: str
    place: str

    @property
    def token(self) -> str:
        """What a button says of it: the rule, and the text as it stands."""
        return f"{self.rule.uid}:{self.text}"


@dataclass(frozen=True)
class Rules:
    """The live rules, and what one story leaves alone of them: (rule's uid, text)."""

    rules: list[Rule]
    ignored: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def for_story(cls, article=None) -> "Rules":
        """Ask for them: one query."""
        if article is None or article.pk is None:
            return cls([row.as_rule() for row in StyleRule.objects.live()])
        rows = list(StyleRule.objects.live().with_ignored(article))
        ignored = frozenset((str(row.uid), row.ignored_text) for row in rows if row.ignored_text is not None)
        return cls(list({row.pk: row.as_rule() for row in rows}.values()), ignored)

    @property
    def left_alone(self) -> list[tuple[Rule, str]]:
        """What the story leaves alone: each rule and text, by name."""
        by_uid = {rule.uid: rule for rule in self.rules}
        left = [(by_uid[uid], text) for uid, text in self.ignored]
        return sorted(left, key=lambda pair: (pair[0].name, pair[1]))


class StoryStyle:
    """What fires in one content."""

    def __init__(self, content: Content, rules: Rules):
        self.content, self.rules = content, rules

    @cached_property
    def passages(self) -> list[Passage]:
        return of_content(self.content)

    @cached_property
    def report(self) -> Report:
        return find(self.rules.rules, self.passages, self.content.language, self.rules.ignored)

    @cached_property
    def remarks(self) -> list[Remark]:
        """What was found, once a rule and text, in the order of the story."""
        return gathered(self.report.found, self.passages)

    @property
    def ignored(self) -> list[tuple[Rule, str]]:
        """What the story leaves alone, by live rules."""
        return self.rules.left_alone

    def found_of(self, uid: str, text: str) -> list[Found]:
        """Every place of one rule and text."""
        return [one for one in self.report.found if (one.rule.uid, one.text) == (uid, text)]


def gathered(found: list[Found], passages: list[Passage]) -> list[Remark]:
    """Return one remark for each rule, text and replacement, in the order they first come."""
    together: dict[tuple, list[Found]] = {}
    for one in found:
        together.setdefault((one.rule.uid, one.text), []).append(one)
    remarks = []
    for same in together.values():
        first = same[0]
        instead = first.replacement
        at = passages[first.passage]
        remarks.append(Remark(first.rule, first.text, instead, len(same), at.field, at.place))
    return remarks
