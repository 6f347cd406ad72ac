"""What was changed between two states of a story, so that a person can read it.

`redline(before, after)` compares everything a story has, for `components/redline.html`; `marks(before, after)` one
element of a body. Both texts can be read off exactly: what stayed and what was struck is the text before, what stayed
and what was put in is the text after.
"""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from articles.content import Content

from . import showing
from .blocks import block_of, blocks_of
from .body import Differ, Passage, Stretch, folded
from .fields import FieldChange, ItemChange, changed_fields, label_of
from .names import Names, names_in

__all__ = [
    "FieldChange", "ItemChange", "Names", "Passage", "Redline", "Stretch", "label_of", "marks", "names_in", "redline",
]  # fmt: skip


@dataclass(frozen=True)
class Redline:
    """Two states of a story in one. `fields` are those that were changed; `body` is empty when the body was not."""

    fields: tuple[FieldChange, ...]
    body: tuple[Stretch, ...]
    words_in: int
    words_out: int
    language: str

    @property
    def same(self) -> bool:
        """Whether there is nothing to show."""
        return not self.fields and not self.body

    @property
    def words(self) -> int:
        """How many words were struck or put in."""
        return self.words_in + self.words_out


def redline(before: Content, after: Content, names: Names | None = None) -> Redline:
    """Return what was changed. `names` says what uids are called; without it the database is asked, at most thrice."""
    names = names_in(before, after) if names is None else names
    fields = changed_fields(before, after, names)
    differ = Differ()
    body: tuple[Stretch, ...] = ()
    if before.body != after.body:
        body = folded(differ.passages_of(blocks_of(before.body, names), blocks_of(after.body, names)))
    return Redline(
        fields=fields,
        body=body,
        words_in=differ.words_in + sum(change.words_in for change in fields),
        words_out=differ.words_out + sum(change.words_out for change in fields),
        language=after.language,
    )


def marks(before: str, after: str, names: Names | None = None) -> SafeString:
    """Return one element of a body as HTML with what was struck and put in; either may be empty."""
    names = names or Names()
    if not before or not after:
        mark = showing.put_in if after else showing.struck
        return showing.whole(block_of(after or before, names), mark)
    return Differ().marked(block_of(before, names), block_of(after, names))
