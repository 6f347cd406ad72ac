"""What somebody means who searches, and the words of a text as they are searched."""

import re

from .finding import Term
from .spelling import has_two_foldings, parts

_QUOTED = re.compile(r'"([^"]*)"?')
# Of what somebody typed or pasted into the search box.
_LONGEST_QUERY = 300


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are searched: folded, and written out as well where letters can be."""
    words = [part.letters for part in parts(text)]
    if has_two_foldings(text):
        words += [part.letters for part in parts(text, written_out=True)]
    return words


def terms_of(query: str) -> list[Term]:
    """Return what a query asks for: each word, and each phrase in quotes; letters without spaces stand together."""
    terms = []
    rest = query[:_LONGEST_QUERY]
    for phrase in _QUOTED.findall(rest):
        terms.append(Term(tuple(part.letters for part in parts(phrase)), whole=True))
    for word in _QUOTED.sub(" ", rest).split():
        terms.append(Term(tuple(part.letters for part in parts(word))))
    return [term for term in terms if term.words]
