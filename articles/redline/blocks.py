"""One element of a body as a tree that can be compared: blocks of blocks, and leaves of words."""

from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _
from lxml import html

from .names import Names
from .words import BREAK, Token, bag, cut

_INLINE = {"strong", "em", "a", "br", "b", "i", "span"}
_MARKS = {"strong": "strong", "b": "strong", "em": "em", "i": "em"}
_KEPT = {"start", "rowspan", "colspan"}
_LEAVES = {"p", "h2", "h3", "figcaption", "caption"}
_BLOCKS = {*_LEAVES, "ul", "ol", "li", "blockquote", "figure", "aside", "table", "tbody", "tr", "td", "th", "div"}


@dataclass(frozen=True)
class Block:
    """A block of copy. A leaf has text, not yet cut into words, since most blocks are the same on either side; `thing`
    says what stands here that has no words of its own."""

    tag: str
    text: tuple[Token, ...] = ()
    children: tuple["Block", ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    thing: str = ""
    variety: str = ""

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        # Blocks are asked for it often, and each holds many others.
        return hash((self.tag, self.text, self.children, self.attributes, self.thing))

    @property
    def is_leaf(self) -> bool:
        return not self.children

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """A leaf's text, cut into words."""
        return tuple(token for run in self.text for token in cut(run.text, run.marks))

    @cached_property
    def words(self) -> tuple[Token, ...]:
        """All tokens in it, in reading order."""
        return self.tokens if self.is_leaf else tuple(token for child in self.children for token in child.words)

    @cached_property
    def bag(self) -> frozenset:
        return bag(self.words)

    @cached_property
    def leaves(self) -> list["Block"]:
        return [self] if self.is_leaf else [leaf for child in self.children for leaf in child.leaves]

    @property
    def called(self) -> str:
        """Return what the desk calls such a block."""
        return _called(self.variety or self.tag)


def _called(name: str) -> str:
    return {
        "p": _("a paragraph"),
        "h2": _("a sub-head"),
        "h3": _("a smaller sub-head"),
        "ul": _("a list"),
        "ol": _("a numbered list"),
        "blockquote": _("a quote"),
        "pull-quote": _("a pull quote"),
        "photo": _("a photo"),
        "embed": _("an embed"),
        "document": _("a document"),
        "table": _("a table"),
        "th": _("a head cell"),
        "td": _("a cell"),
        "fact-box": _("a fact box"),
        "sources-box": _("sources and methods"),
        "related-story": _("a related story"),
        "hr": _("a rule"),
    }.get(name, name)


@dataclass
class _Leaf:
    """Text and inline elements in a row, gathered by what they are set in."""

    text: list[Token] = field(default_factory=list)

    def add(self, text: str | None, marks: tuple) -> None:
        if text and self.text and self.text[-1].marks == marks:
            self.text[-1] = Token(self.text[-1].text + text, marks)
        elif text:
            self.text.append(Token(text, marks))

    def walk(self, element, marks: tuple) -> None:
        """Gather an inline element and all in it; its tail is its parent's."""
        if element.tag == "br":
            self.add(BREAK, marks)
            return
        if element.tag == "a":
            marks = (*marks, ("a", element.get("href", "")))
        elif element.tag in _MARKS:
            marks = (*marks, (_MARKS[element.tag], ""))
        self.add(element.text, marks)
        for child in element:
            if isinstance(child.tag, str):
                self.walk(child, marks)
            self.add(child.tail, marks)


def blocks_of(body: str, names: Names) -> list[Block]:
    """Return the top-level elements of a body as blocks."""
    if not body.strip():
        return []
    return _children(html.fragment_fromstring(body, create_parent="div"), names)


def block_of(markup: str, names: Names) -> Block:
    """Return one top-level element of a body as a block."""
    blocks = blocks_of(markup, names)
    return blocks[0] if len(blocks) == 1 else Block("div", children=tuple(blocks))


def _block(element, names: Names) -> Block:
    variety = (element.get("class") or "").split(" ")[0] if element.tag in {"figure", "aside"} else ""
    attributes = tuple((name, value) for name, value in element.attrib.items() if name in _KEPT)
    children = _children(element, names)
    thing = _thing(element, variety, names)
    if element.tag == "figure" and variety == "embed":
        children = [Block("p", (Token(element.get("data-url", "")),)), *children]
    if len(children) == 1 and not children[0].tag:
        return Block(element.tag, children[0].text, (), attributes, thing, variety)
    return Block(element.tag, (), tuple(children), attributes, thing, variety)


def _children(element, names: Names) -> list[Block]:
    """Return the blocks in an element; words that stand loose between them make leaves without a tag."""
    blocks: list[Block] = []
    loose = _Leaf()

    def settle() -> None:
        nonlocal loose
        if any(not run.text.isspace() for run in loose.text) or (loose.text and element.tag in _LEAVES):
            blocks.append(Block("", tuple(loose.text)))
        loose = _Leaf()

    loose.add(element.text, ())
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _INLINE:
            settle()
            blocks.append(_block(child, names))
        elif isinstance(child.tag, str):
            loose.walk(child, ())
        loose.add(child.tail, ())
    settle()
    return blocks


def _thing(element, variety: str, names: Names) -> str:
    if element.tag == "hr":
        return _("Rule")
    if variety == "photo":
        return _("Photo in the text: %(name)s") % {"name": names.photo(element.get("data-photo", ""))}
    if variety == "related-story":
        return _("Related story: %(name)s") % {"name": names.story(element.get("data-story", ""))}
    if variety == "document":
        return _("Document: %(name)s") % {"name": names.document(element.get("data-document", ""))}
    if variety == "embed":
        return _("Embed")
    return ""
