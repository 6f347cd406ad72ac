"""People who write one story at once: a seeded player of sessions, and what must hold after every step.

Every word typed is one of a kind. A word may be gone only where somebody deleted it from a text in which they had it,
or chose another text over it. Who saves where is a `Desk`: a model of the newsroom, or the newsroom itself.
"""

import random
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import count

from articles.body import elements
from articles.content import Content, ContentByline, ContentPhoto
from articles.merge import Merged, merge

WORD = re.compile(r"\bw\d+\b")
UID = "00000000-0000-4000-8000-{:012d}"


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
        form.content = EDITS[self.random.choices(list(EDITS), _OFTEN)[0]](self, who, form.content)
        # Of what stands twice, one deleted is a deletion: each of two people may have left the other one.
        form.gone = form.gone | set(before - Counter(WORD.findall(form.content.text)))


def _body(content: Content) -> list[str]:
    return [element[3:-4] for element in elements(content.body)]


def _with(content: Content, paragraphs: list[str]) -> Content:
    return replace(content, body="\n".join(f"<p>{text}</p>" for text in paragraphs if text.strip()))


def _of_body(change):
    """Make an edit of a change to the list of paragraphs."""

    def edit(session: Session, who: str, content: Content) -> Content:
        paragraphs = _body(content)
        if paragraphs:
            change(session, who, paragraphs)
        else:
            paragraphs.append(session.line(who))
        return _with(content, paragraphs)

    return edit


def _type(session, who, paragraphs):
    at = session.random.randrange(len(paragraphs))
    words = paragraphs[at].split()
    words.insert(session.random.randint(0, len(words)), session.line(who, 3))
    paragraphs[at] = " ".join(words)


def _add(session, who, paragraphs):
    paragraphs.insert(session.random.randint(0, len(paragraphs)), session.line(who))


def _delete(session, who, paragraphs):
    paragraphs.pop(session.random.randrange(len(paragraphs)))


def _delete_all(session, who, paragraphs):
    paragraphs.clear()


def _delete_word(session, who, paragraphs):
    at = session.random.randrange(len(paragraphs))
    words = paragraphs[at].split()
    words.pop(session.random.randrange(len(words)))
    paragraphs[at] = " ".join(words)


def _move(session, who, paragraphs):
    paragraphs.insert(
        session.random.randrange(len(paragraphs)), paragraphs.pop(session.random.randrange(len(paragraphs)))
    )


def _copy(session, who, paragraphs):
    copied = session.random.choice(paragraphs)
    paragraphs.insert(session.random.randint(0, len(paragraphs)), copied)


def _split(session, who, paragraphs):
    at = session.random.randrange(len(paragraphs))
    words = paragraphs[at].split()
    cut = session.random.randint(0, len(words))
    paragraphs[at : at + 1] = [" ".join(words[:cut]), " ".join(words[cut:])]


def _join(session, who, paragraphs):
    at = session.random.randrange(len(paragraphs))
    paragraphs[at : at + 2] = [" ".join(paragraphs[at : at + 2])]


def _cut_and_paste(session, who, paragraphs):
    at, to = session.random.randrange(len(paragraphs)), session.random.randrange(len(paragraphs))
    words = paragraphs[at].split()
    cut = session.random.randint(0, len(words))
    paragraphs[at] = " ".join(words[:cut])
    paragraphs[to] = " ".join([paragraphs[to], *words[cut:]])


def _shuffle(session, who, paragraphs):
    session.random.shuffle(paragraphs)


def _rewrite(session, who, paragraphs):
    paragraphs[session.random.randrange(len(paragraphs))] = session.line(who)


def _headline(session, who, content):
    return replace(content, headline=f"{content.headline} {session.word(who)}".strip()[-200:])


def _dek(session, who, content):
    return replace(content, dek=session.line(who, 5))


def _photo(session, who, content):
    uid = UID.format(session.random.randint(1, 4))
    if any(use.photo == uid for use in content.photos):
        return content
    use = "inline" if content.lead else "lead"
    return replace(content, photos=(*content.photos, ContentPhoto(uid, use, session.line(who, 4))))


def _caption(session, who, content):
    uses = list(content.photos)
    if uses:
        at = session.random.randrange(len(uses))
        uses[at] = replace(uses[at], caption=f"{uses[at].caption} {session.word(who)}".strip())
    return replace(content, photos=tuple(uses))


def _take_out_photo(session, who, content):
    return replace(content, photos=tuple(use for use in content.photos if session.random.random() < 0.5))


def _order_photos(session, who, content):
    return replace(content, photos=tuple(session.random.sample(content.photos, len(content.photos))))


def _byline(session, who, content):
    uid = UID.format(session.random.randint(11, 13))
    others = tuple(byline for byline in content.bylines if byline.contributor != uid)
    before = next((byline.place for byline in content.bylines if byline.contributor == uid), "")
    return replace(content, bylines=(*others, ContentByline(uid, "", "by", f"{before} {session.word(who)}".strip())))


def _take_out_byline(session, who, content):
    return replace(content, bylines=content.bylines[1:])


def _tags(session, who, content):
    return replace(content, tags=tuple(UID.format(n) for n in session.random.sample(range(21, 26), 3)))


EDITS = {
    "type": _of_body(_type),
    "add": _of_body(_add),
    "delete": _of_body(_delete),
    "delete all": _of_body(_delete_all),
    "delete word": _of_body(_delete_word),
    "move": _of_body(_move),
    "copy": _of_body(_copy),
    "split": _of_body(_split),
    "join": _of_body(_join),
    "cut and paste": _of_body(_cut_and_paste),
    "shuffle": _of_body(_shuffle),
    "rewrite": _of_body(_rewrite),
    "headline": _headline,
    "dek": _dek,
    "photo": _photo,
    "caption": _caption,
    "take out a photo": _take_out_photo,
    "order photos": _order_photos,
    "byline": _byline,
    "take out a byline": _take_out_byline,
    "tags": _tags,
}
_OFTEN = [20, 12, 6, 1, 6, 8, 1, 4, 4, 5, 1, 3, 3, 2, 4, 6, 3, 1, 4, 1, 1]
