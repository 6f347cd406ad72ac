"""Boxes of links, comments and newsletters among the paragraphs: where they open, and where the story goes on."""

import re

from articles.intake.furniture import is_furniture, opens_box, opens_newsletter, opens_tail, sells_newsletter
from articles.intake.page import is_paragraph
from articles.intake.shapes import count, ends_sentence, fold, is_prose, lower_share, words

CLOSERS = frozenset(("end of list", "after newsletter promotion", "subscribed", "end of promoted content"))
# After these, late on a page, no line is the story's any more.
FOR_GOOD = re.compile(
    r"about the (?:authors?|writers?)|"
    r"what readers are saying|journal|doi|method of research|coi statement|article title|"
    r"notes for editors|(?:media|press) contacts?|author information|biography|author bio|meet the (?:author|writer)|"
    r"(?:show |view |all |\d+ )?comments?(?: \(?\d+\)?)?|(?:join|have) (?:the|your) (?:conversation|discussion|say)|"
    r"leave a (?:comment|reply)|comments?: .*|\d+ (?:thoughts?|responses?) .*|discussion about this .*"
)
SMALL_PRINT = re.compile(
    r"(?:tags?|tagged|filed under|topics?|related topics|keywords?|see more on|more on|copyright|\(c\)|our standards|"
    r"categor(?:y|ies)|posted in|explore more)\b"
)
LINK_BUTTONS = frozenset(("read more", "read now", "watch", "listen", "read the full story", "learn more", "read"))


def opened(page, unit, seen, total):
    """Give the kind of box that a line opens: newsletter, comments, tail, box, or none."""
    if opens_newsletter(unit.text):
        return "newsletter"
    if not opens_box(unit.text):
        return ""
    if seen >= 3 and seen >= 0.5 * total and FOR_GOOD.fullmatch(fold(unit.text)):
        return "comments"
    late = seen >= 3 and seen >= 0.5 * total
    return "tail" if late and opens_tail(unit.text) else "box"


def ends_page(text, seen, total):
    """Say whether a line of small print shows that the story above it is over: tags, copyright, standards."""
    return seen >= 3 and seen >= 0.75 * total and bool(SMALL_PRINT.match(fold(text))) or (seen >= 3 and "©" in text)


def closes(unit):
    return fold(unit.text) in CLOSERS


def leaves(page, at, box, seen, total):
    """Say whether the story goes on here, after a box of links or a newsletter's blurb."""
    unit = page.units[at]
    if box == "comments" or (box == "newsletter" and sells_newsletter(unit.text)):
        return False
    if not (box == "tail" and seen >= 0.75 * total) and is_subhead_after(page, at, box):
        return True
    if not is_prose(unit.text, 7) or is_furniture(unit.text):
        return False
    if not is_paragraph(unit.text) and count(unit.text) >= 8:
        return False
    following = next((other for other in page.units[at + 1 : at + 3] if other.free), None)
    goes_on = following is not None and (is_prose(following.text, 9) or (following.mark == "list" and unit.gap))
    if box == "tail":
        apart = unit.gap or page.gap_share < 0.1
        return apart and (goes_on or count(unit.text) >= 25) and seen < 0.95 * total
    stopped = unit.text.rstrip('"”’)').endswith((".", ":")) and lower_share(words(unit.text)) >= 0.6
    return goes_on or count(unit.text) >= 16 or stopped or seen == 0


def is_subhead_after(page, at, box):
    """Say whether a short line after a box, apart from it, heads the paragraph that follows."""
    unit, before = page.units[at], page.units[at - 1]
    if at + 1 >= len(page.units) or not 0.2 < page.gap_share < 0.97 or not unit.gap:
        return False
    if count(unit.text) > 8 or unit.text.endswith((".", ":")) or is_furniture(unit.text) or opens_box(unit.text):
        return False
    after = page.units[at + 1]
    beside = box == "newsletter" or not before.gap or ends_sentence(before.text)
    return beside and after.free and after.gap and is_paragraph(after.text) and count(after.text) >= 9


def is_link_over_button(page, at):
    """Say whether a title stands on a button that leads away from the story: "Read more"."""
    after = page.units[at + 1] if at + 1 < len(page.units) else None
    text = page.units[at].text
    return (
        after is not None
        and not after.gap
        and fold(after.text) in LINK_BUTTONS
        and count(text) <= 20
        and not ends_sentence(text)
    )
