"""People who write one story at once: a seeded player of sessions, and what must hold after every step.

Every word typed is one of a kind. A word may be gone only where somebody deleted it from a text in which they had it,
or chose another text over it. Who saves where is a `Desk`: a model of the newsroom, or the newsroom itself.
"""

import random
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import count

from articles.content import Content
from articles.merge import Merged, merge
from tests.session_edits import EDITS, OFTEN

WORD = re.compile(r"\bw\d+\b")


def words_of(content: Content) -> set[str]:
    """Return every typed word a story holds, wherever it stands."""
    return set(WORD.findall(content.text))


class Clashed(Exception):
    """The desk did not save: a person has to choose."""

    def __init__(self, merged: Merged):
        super().__init__(f"{len(merged.conflicts)} conflicts")
        self.merged = merged


class Desk:
    """A model of the newsroom: revisions, and one entry of the journal a person."""

    def __init__(self, content: Content, merging=merge):
        self.revisions, self.kept, self.merging = [content], {}, merging

    def open(self) -> tuple[Content, int]:
        return self.revisions[-1], len(self.revisions) - 1

    def save(self, who: str, content: Content, base: int, choices: dict) -> tuple[Content, int]:
        latest = self.revisions[-1]
        if base != len(self.revisions) - 1:
            merged = self.merging(self.revisions[base], content, latest)
            if merged.left(choices):
                raise Clashed(merged)
            content = merged.resolved(choices)
        if content != latest:
            self.revisions.append(content)
        self.kept.pop(who, None)
        return self.open()

    def keep(self, who: str, form: "Form") -> None:
        self.kept[who] = replace(form, gone=set(form.gone))

    def restore(self, who: str) -> "Form | None":
        return self.kept.get(who)


@dataclass
class Form:
    """What somebody has on the screen, from which revision, and which words they deleted in it."""

    content: Content
    base: int
    gone: set[str] = field(default_factory=set)
    choices: dict[str, str] = field(default_factory=dict)


class Session:
    """Two or three people at one story; `play` takes one random step after another and checks after each."""

    def __init__(self, seed, desk_of=Desk, people: int = 2, names=()):
        self.random = random.Random(seed)
        self.numbers = count()
        self.names = list(names) or [f"Writer {letter}" for letter in "ABC"[:people]]
        self.desk = desk_of(self._begun())
        opened, base = self.desk.open()
        self.forms: dict[str, Form | None] = {name: Form(opened, base) for name in self.names}
        self.saved = self.gone = set()
        self.saved = words_of(opened)
        self.fresh: dict[str, set[str]] = {name: set() for name in self.names}
        self.clashes = self.saves = 0

    def word(self, who: str = "") -> str:
        word = f"w{next(self.numbers)}"
        if who:
            self.fresh[who].add(word)
        return word

    def line(self, who: str = "", most: int = 9) -> str:
        return " ".join(self.word(who) for _ in range(self.random.randint(1, most)))

    def _begun(self) -> Content:
        body = "\n".join(f"<p>{self.line()}</p>" for _ in range(self.random.randint(0, 6)))
        return Content(headline=self.line(), body=body)

    def play(self, steps: int) -> None:
        for _ in range(steps):
            who = self.random.choice(self.names)
            self._step(who)
            self.check()
        for who in self.names:
            if self.forms[who] is None:
                self._come_back(who)
            while not self._save(who):
                self.check()
        self.check()
        lost = self.everything - self.gone - words_of(self.desk.open()[0])
        assert not lost, f"not in the text that was saved last: {sorted(lost)}"

    def _step(self, who: str) -> None:
        if self.forms[who] is None:
            self._come_back(who)
            return
        step = self.random.choices(
            ["edit", "keep", "save", "crash", "lose the machine", "open"], [60, 14, 16, 3, 4, 3]
        )[0]
        form = self.forms[who]
        if step == "edit":
            self._edit(who, form)
        elif step == "keep":
            self._keep(who)
        elif step == "save":
            self._save(who)
        elif step == "crash":
            # The browser's own store has what the journal had not yet.
            self._keep(who)
            self.forms[who] = None
        elif step == "lose the machine":
            self._lose(who)
        elif not self.fresh[who] and not form.gone:
            self._open(who)

    def _keep(self, who: str) -> None:
        self.desk.keep(who, self.forms[who])

    def _open(self, who: str) -> None:
        opened, base = self.desk.open()
        self.forms[who] = Form(opened, base)

    def _lose(self, who: str) -> None:
        """What was typed since the last pause was never sent anywhere."""
        kept = self.desk.restore(who)
        self.fresh[who] &= words_of(kept.content) if kept else set()
        self.forms[who] = None

    def _come_back(self, who: str) -> None:
        kept = self.desk.restore(who)
        if kept is None:
            self._open(who)
        else:
            self.forms[who] = replace(kept, gone=set(kept.gone))

    def _save(self, who: str) -> bool:
        form = self.forms[who]
        try:
            saved, base = self.desk.save(who, form.content, form.base, form.choices)
        except Clashed as clashed:
            self.clashes += 1
            self._choose(form, clashed.merged)
            return False
        self.saves += 1
        self.gone = self.gone | form.gone
        self.saved = self.saved | words_of(saved) | self.fresh[who]
        self.fresh[who] = set()
        self.forms[who] = Form(saved, base)
        return True

    def _choose(self, form: Form, merged: Merged) -> None:
        """Choose for each conflict that is shown: what is in neither text chosen was deleted knowingly."""
        form.choices = {}
        for clash in merged.conflicts:
            answer = self.random.choice(sorted(clash.options))
            form.choices[clash.key] = answer
            texts = {"mine": clash.mine or "", "theirs": clash.theirs or ""}
            left = " ".join(texts.values()) if answer == "both" or clash.where == "lead" else texts[answer]
            form.gone = form.gone | (set(WORD.findall(" ".join(texts.values()))) - set(WORD.findall(left)))

    @property
    def everything(self) -> set[str]:
        return self.saved.union(*self.fresh.values())

    def check(self) -> None:
        """Assert that nothing is lost."""
        now = words_of(self.desk.open()[0])
        lost = self.saved - self.gone - now
        assert not lost, f"saved once, and deleted by nobody: {sorted(lost)}"
        for who, fresh in self.fresh.items():
            form, kept = self.forms[who], self.desk.restore(who)
            held = [each for each in (form, kept if form is None else None) if each]
            at_hand = set().union(*(words_of(each.content) | each.gone for each in held))
            lost = fresh - at_hand - now - self.gone
            assert not lost, f"typed by {who}, and neither saved nor in their form or journal: {sorted(lost)}"

    def _edit(self, who: str, form: Form) -> None:
        before = Counter(WORD.findall(form.content.text))
        form.content = EDITS[self.random.choices(list(EDITS), OFTEN)[0]](self, who, form.content)
        # Of what stands twice, one deleted is a deletion: each of two people may have left the other one.
        form.gone = form.gone | set(before - Counter(WORD.findall(form.content.text)))
