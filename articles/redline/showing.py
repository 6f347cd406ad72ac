"""A redline's HTML. Every word is escaped here; tags and attributes come from this file alone."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .blocks import Block
from .words import BREAK, PARAGRAPH, Run, Token

_TAGS = {
    *("p", "h2", "h3", "ul", "ol", "li", "blockquote", "figure", "figcaption", "aside"),
    *("table", "caption", "tbody", "tr", "td", "th", "div"),
}
# A redline stands under headings of its own page, so that sub-heads of copy do not become the page's.
_INSTEAD = {"h2": "p", "h3": "p", "figure": "div", "figcaption": "p", "aside": "div"}
_OPEN = {"strong": SafeString("<strong>"), "em": SafeString("<em>")}
_CLOSE = {"strong": SafeString("</strong>"), "em": SafeString("</em>")}
_EMPTY = SafeString("")
_PILCROW = SafeString('<span class="redline-said redline-mark">¶</span>')


def together(parts: Iterable[SafeString]) -> SafeString:
    """Return the parts as one. Each must be HTML already: a plain string has no `__html__` and is refused."""
    return SafeString("".join(part.__html__() for part in parts))


def struck(inside: SafeString) -> SafeString:
    """Return words that were taken out, also for those who listen."""
    return _between("del", inside)


def put_in(inside: SafeString) -> SafeString:
    """Return words that were put in, also for those who listen."""
    return _between("ins", inside)


def _between(tag: str, inside: SafeString) -> SafeString:
    start, end = _bounds(tag, get_language())
    return start + inside + end if inside else _EMPTY


@lru_cache(maxsize=64)
def _bounds(tag: str, language: str | None) -> tuple[SafeString, SafeString]:
    """Return what stands before and after changed words, in a language: it is needed thousands of times."""
    start, end = (
        (_("deletion start"), _("deletion end")) if tag == "del" else (_("insertion start"), _("insertion end"))
    )
    heard = '<span class="visually-hidden redline-said"> [{}] </span>'
    return format_html("<{}>" + heard, tag, start), format_html(heard + "</{}>", end, tag)


def said(text: str) -> SafeString:
    """Return a remark about a change, told apart from the words of the copy."""
    return format_html('<span class="redline-said redline-remark">{}</span>', text)


def inline(tokens: Iterable[Token]) -> SafeString:
    """Return tokens in their marks."""
    return together(_marked(list(same), marks) for marks, same in groupby(tokens, lambda token: token.marks))


def _marked(tokens: list[Token], marks: tuple) -> SafeString:
    text = escape("".join(token.text for token in tokens))
    inside = SafeString(text.replace(BREAK, "<br>").replace(PARAGRAPH, _PILCROW))
    for name, value in reversed(marks):
        if name == "a":
            inside = _link(value, inside)
        elif name in _OPEN:
            inside = _OPEN[name] + inside + _CLOSE[name]
    return inside


def _link(href: str, inside: SafeString) -> SafeString:
    if href.lower().startswith(("https://", "http://", "mailto:")):
        return format_html('<a href="{}" rel="noreferrer">{}</a>', href, inside)
    return format_html('<span class="redline-link">{}</span>', inside)


def runs(changes: Iterable[Run]) -> SafeString:
    """Return what stayed, what was struck and what was put in; what is only set otherwise is said."""
    return together(
        _stayed(run) if run.stayed else together((struck(inline(run.before)), put_in(inline(run.after))))
        for run in changes
    )


def split_paragraphs(changes: Iterable[Run]) -> SafeString:
    """Return runs as paragraphs, where ends of paragraphs were put in; those that were struck are only marked."""
    paragraphs: list[list[SafeString]] = [[]]
    for run in changes:
        if run.stayed:
            paragraphs[-1].append(_stayed(run))
            continue
        paragraphs[-1].append(struck(inline(run.before)))
        for is_end, tokens in groupby(run.after, lambda token: token.text == PARAGRAPH):
            paragraphs[-1].append(put_in(inline(tokens)))
            if is_end:
                paragraphs.append([])
    return together(format_html("<p>{}</p>", together(parts)) for parts in paragraphs)


def _stayed(run: Run) -> SafeString:
    pairs = zip(run.before, run.after, strict=True)
    parts = []
    for (was, now), same in groupby(pairs, lambda pair: (pair[0].marks, pair[1].marks)):
        tokens = [after for _before, after in same]
        shown = inline(tokens)
        if was != now and any(not token.text.isspace() for token in tokens):
            shown = format_html('<span class="redline-style">{}{}</span>', shown, said(f" [{set_otherwise(was, now)}]"))
        parts.append(shown)
    return together(parts)


def set_otherwise(was: tuple, now: tuple) -> str:
    """Return in words how the setting of the same words was changed."""
    before, after = dict(was), dict(now)
    parts = []
    for mark, on, off in (
        ("strong", _("now bold"), _("no longer bold")),
        ("em", _("now italic"), _("no longer italic")),
    ):
        if (mark in before) != (mark in after):
            parts.append(on if mark in after else off)
    if (href := after.get("a")) is not None and "a" not in before:
        parts.append(_("now a link to %(address)s") % {"address": href})
    elif (old := before.get("a")) is not None and "a" not in after:
        parts.append(_("no longer a link to %(address)s") % {"address": old})
    elif before.get("a") != after.get("a"):
        parts.append(_("link to %(old)s → %(new)s") % {"old": before["a"], "new": after["a"]})
    return ", ".join(parts) or _("marked up otherwise")


def element(block: Block, inside: SafeString, note: str = "") -> SafeString:
    """Return the block's element around what is in it."""
    kind = block.variety or (block.tag if block.tag in _INSTEAD else "")
    tag = _INSTEAD.get(block.tag, block.tag)
    if tag not in _TAGS:
        return format_html("{}{}", remark(note), inside) if note else inside
    attributes = format_html_join("", ' {}="{}"', [(n, v) for n, v in block.attributes if v.isdecimal()])
    if kind:
        attributes = format_html('{} class="redline-{}"', attributes, kind)
    start = remark(note) if note and tag in {"p", "li", "td", "th"} else _EMPTY
    shown = format_html("<{0}{1}>{2}{3}</{0}>", tag, attributes, start, inside)
    return format_html('<p class="redline-note">{}</p>{}', said(note), shown) if note and not start else shown


def remark(note: str) -> SafeString:
    """Return a remark in front of the words it is about."""
    return said(f"[{note}] ")


def whole(block: Block, mark=None) -> SafeString:
    """Return a block as it is, or with all its words struck or put in."""
    inside = _EMPTY
    if block.thing:
        text = format_html("{}", block.thing)
        inside = format_html('<p class="redline-thing redline-said">{}</p>', mark(text) if mark else text)
    if block.is_leaf:
        words = inline(block.text)
        inside = together((inside, mark(words) if mark else words))
    else:
        inside = together((inside, *(whole(child, mark) for child in block.children)))
    if block.tag == "hr" or (block.thing and block.is_leaf and not block.text):
        return format_html('<div class="redline-{}">{}</div>', block.variety or block.tag, inside)
    return element(block, inside)
