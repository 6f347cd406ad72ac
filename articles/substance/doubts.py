"""Whether a change that is called a slip may be a correction: it errs on the side of asking."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from lxml import html

from articles.body import paragraphs
from articles.content import Content

from .changed import Change, begins_sentence, changes, lines_of
from .words import DENIALS, NO_VERBS, NUMBERS, of_language

DIGIT, NAME, QUOTATION, DENIAL, VERB, WORD = "digit", "name", "quotation", "denial", "verb", "word"

LABELS: dict[str, str | Promise] = {
    DIGIT: gettext_lazy("a figure"),
    NAME: gettext_lazy("a name"),
    QUOTATION: gettext_lazy("what somebody is quoted with"),
    DENIAL: gettext_lazy("whether something is denied"),
    VERB: gettext_lazy("what the headline says was done"),
    WORD: gettext_lazy("a word, in a script that marks no names"),
}
_HEADLINES = {"headline", "search_headline", "share_headline"}
# Opening and closing marks of what somebody said. An apostrophe is none of them.
_QUOTED = re.compile(
    r"“([^“”]*)”|„([^„“”]*)[“”]|«([^«»]*)»|»([^«»]*)«|「([^「」]*)」|『([^『』]*)』|\"([^\"]*)\"|”([^”]*)”"
)
_CONTRACTED = re.compile(r"n['’]t$", re.IGNORECASE)


@dataclass(frozen=True)
class Doubt:
    """One reason to ask: what was changed (a key of LABELS), and the words it was changed from and to."""

    what: str
    was: str
    now: str

    @property
    def label(self) -> str:
        return str(LABELS[self.what])


def doubts(before: Content, after: Content) -> list[Doubt]:
    """Return what makes one ask whether a change is a correction, each once; nothing for a plain slip."""
    language = after.language
    names = _names_within(before) | _names_within(after)
    found = [doubt for change in changes(before, after) for doubt in _of_change(change, language, names)]
    found += _of_quotations(before, after)
    return list(dict.fromkeys(found))


def in_words(found: Iterable[Doubt]) -> str:
    """Return doubts as one line: a figure (“34 people” → “43 people”); a name (…)."""
    return "; ".join(
        _("%(what)s (“%(was)s” → “%(now)s”)") % {"what": d.label, "was": d.was, "now": d.now} for d in found
    )


def _of_change(change: Change, language: str, names: frozenset[str]) -> Iterator[Doubt]:
    was, now = (_without_what_stayed(*sides) for sides in _both_ways(change))
    kinds = [
        (DIGIT, _counts(was, language) != _counts(now, language)),
        (DENIAL, _denials(was, language) != _denials(now, language)),
        (NAME, change.field == "bylines" or any(_is_name(word, begins, names) for word, begins in (*was, *now))),
        (VERB, change.field in _HEADLINES and any(_may_be_verb(word, language) for word, _begins in (*was, *now))),
        (WORD, any(_is_caseless(word) for word, _begins in (*was, *now))),
    ]
    for kind, so in kinds:
        if so:
            yield Doubt(kind, change.was, change.now)


Words = tuple[tuple[str, bool], ...]


def _both_ways(change: Change) -> tuple[tuple[Words, Words], tuple[Words, Words]]:
    return (change.words_before, change.words_after), (change.words_after, change.words_before)


def _without_what_stayed(words: Words, others: Words) -> Words:
    """Return the words that are not among the others in the same order: what went with a change unchanged."""
    # Words that changed places are changed: who beat whom.
    if Counter(_plain(word) for word, _b in words) == Counter(_plain(word) for word, _b in others):
        same = [_plain(word) for word, _b in words] == [_plain(word) for word, _b in others]
        return () if same else words
    there = Counter(_plain(word) for word, _b in others)
    left = []
    for word, begins in words:
        if there[_plain(word)]:
            there[_plain(word)] -= 1
        else:
            left.append((word, begins))
    return tuple(left)


def _plain(word: str) -> str:
    return unicodedata.normalize("NFKC", word).replace("’", "'")


def _counts(words: Words, language: str) -> Counter:
    """Return the figures among the words, whatever script their digits are of, and numbers in letters."""
    numbers = of_language(NUMBERS, language)
    digits = (
        "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in word) for word, _b in words if _has_digit(word)
    )
    spelled = (word.casefold() for word, _b in words if word.casefold() in numbers)
    return Counter([*digits, *spelled])


def _has_digit(word: str) -> bool:
    return any(c.isdigit() or c.isnumeric() for c in word)


def _denials(words: Words, language: str) -> Counter:
    denying = of_language(DENIALS, language)
    parts = (part for word, _b in words for part in _parts(word))
    return Counter(
        "not" if _CONTRACTED.search(part) else part for part in parts if part in denying or _CONTRACTED.search(part)
    )


def _parts(word: str) -> list[str]:
    """Return a word and, where an apostrophe parts it, what stands before: n’est denies."""
    plain = word.casefold().replace("’", "'")
    return [plain, plain.partition("'")[0]] if "'" in plain else [plain]


def _is_name(word: str, begins: bool, names: frozenset[str]) -> bool:
    """Say whether a word may be a name: a capital within a sentence, or one that is seen there elsewhere."""
    if not word[:1].isupper() or not word[:1].isalpha():
        return any(letter.isupper() for letter in word[1:])
    return not begins or word in names or any(letter.isupper() for letter in word[1:])


def _names_within(content: Content) -> frozenset[str]:
    """Return the words that stand with a capital inside a sentence of the text, and those of its bylines."""
    found = {part for byline in content.bylines for part in byline.name.split()}
    texts = [line for field, line in lines_of(content) if field not in _HEADLINES and field != "bylines"]
    for text in (*texts, *paragraphs(content.body)):
        for match in re.finditer(r"[^\W\d_]+", text):
            word = match[0]
            if word[0].isupper() and not begins_sentence(text[: match.start()]):
                found.add(word)
    return frozenset(found)


def _may_be_verb(word: str, language: str) -> bool:
    return word.casefold() not in of_language(NO_VERBS, language) and any(letter.isalpha() for letter in word)


def _is_caseless(word: str) -> bool:
    return any(letter.isalpha() and letter.lower() == letter.upper() for letter in word)


def _of_quotations(before: Content, after: Content) -> Iterator[Doubt]:
    was, now = Counter(_quotations(before)), Counter(_quotations(after))
    gone, come = list((was - now).elements()), list((now - was).elements())
    for number in range(max(len(gone), len(come))):
        yield Doubt(QUOTATION, gone[number] if number < len(gone) else "", come[number] if number < len(come) else "")


def _quotations(content: Content) -> Iterator[str]:
    """Yield what stands between quotation marks, line by line, and in quotes set apart; however the marks are drawn."""
    for text in (*(line for _field, line in lines_of(content)), *paragraphs(content.body)):
        for match in _QUOTED.finditer(text):
            yield _spoken(next(filter(None, match.groups()), ""))
    if "<blockquote" in content.body or "pull-quote" in content.body:
        root = html.fragment_fromstring(content.body, create_parent="div")
        for element in root.xpath(".//blockquote | .//*[contains(@class, 'pull-quote')]"):
            yield _spoken(element.text_content())


def _spoken(text: str) -> str:
    """Return the words of a quotation: a sign or a space more is no other quotation, nor is a curled apostrophe."""
    return " ".join(re.findall(r"[\w']+", unicodedata.normalize("NFKC", text).replace("’", "'")))
