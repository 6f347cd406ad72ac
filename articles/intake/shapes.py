"""The shape of a line of copy: is it a sentence, a title, a name, a label?"""

import re

LONG = 600
WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
CLOSERS = "\"'”’»)]*_"
TERMINAL = ".!?…"
SMALL = frozenset(
    (
        "a an and as at aux but by de des das del der di du el en for from in is la le nor of on or per the to van "
        "les und vom von vs via with"
    ).split()
)


def words(text):
    return WORD.findall(text[: LONG * 4])


def count(text):
    return len(words(text))


def ends_sentence(text):
    """Say whether the line ends as a sentence does, quotation marks and brackets apart."""
    bare = text.rstrip().rstrip(CLOSERS).rstrip()
    return bool(bare) and (bare[-1] in TERMINAL or (bare[-1] in ":;" and count(bare) > 6))


def is_prose(text, least=8):
    """Say whether this reads as running text rather than as a title, a label or a name."""
    found = words(text)
    if len(found) >= 45:
        return True
    return len(found) >= least and ends_sentence(text) and lower_share(found) >= 0.35


def lower_share(found):
    return sum(1 for word in found if word[:1].islower() or not word[:1].isalpha() or not word.isascii()) / max(
        len(found), 1
    )


def is_caps(text):
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 1 and all(not letter.islower() for letter in letters)


def is_title_case(text):
    found = [word for word in words(text) if word[0].isalpha()]
    return bool(found) and all(word[0].isupper() or word.lower() in SMALL for word in found)


def fold(text):
    """Lower a line to what lexicons compare: no case, no edge punctuation, plain quotes."""
    text = text.casefold().replace("’", "'").replace("‘", "'")
    text = re.sub(r"^[\W_]+|[^\w)!?%+]+$", "", text)
    return re.sub(r"\s+", " ", text)


def shorten(text, limit=80):
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
