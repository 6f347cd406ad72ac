"""Which units are captions and credits, and which photo each belongs to."""

import re

from articles.bylines import split_lead
from articles.intake.captions import HINTS, SOURCE, Shot, hints_at_photo, is_lone_name, read_caption
from articles.intake.furniture import WHOLE, is_furniture
from articles.intake.result import PhotoFound
from articles.intake.shapes import count, ends_sentence, fold
from articles.names import AGENCIES, OUTLET

CAPTION_MOST = 70
# Credits of a whole story, not of one picture: they belong to the byline.
TEAM = re.compile(r"^(?:photographs|photography|words|illustrations?|graphics?) by\b", re.I)
RIGHTS = re.compile(r"©|\(c\)|copyright\b", re.I)
PLACEHOLDERS = frozenset(
    (
        "image",
        "photo",
        "media caption",
        "image caption",
        "caption",
        "open image in gallery",
        "view image in fullscreen",
        "enlarge this image",
        "toggle caption",
        "hide caption",
        "open this photo in gallery",
        "image source",
        "open image in modal",
        "show caption",
        "1 of 2",
    )
)


def find_credits(page):
    """Mark every unit that carries a credit, before names under the headline are read."""
    for at, unit in enumerate(page.units):
        if not unit.free or len(unit.text) > 900 or fold(unit.text) in WHOLE or TEAM.match(unit.text):
            continue
        if closes_wire(page, at, unit) or (RIGHTS.match(unit.text) and not page.prose_after(at + 1)):
            continue
        shot = read_caption(unit.text) or agency_over_caption(page, at, unit)
        if shot and (
            shot.credit
            or unit.text.casefold().startswith(
                (
                    "image caption",
                    "media caption",
                    "video caption",
                    "caption",
                    "photo caption",
                    "photo:",
                    "picture:",
                    "image:",
                    "pictured:",
                    "above:",
                    "figure",
                )
            )
        ):
            unit.photo = shot
            unit.role = "caption"
            hired = re.search(r" for ((?:the )?[A-Z][\w&.' ]{1,40})$", shot.credit)
            staff = re.search(r"/((?:The )?[A-Z][\w .&'’-]{3,40})$", shot.credit)
            is_paper = staff is not None and OUTLET.search(staff[1]) and not SOURCE.search(staff[1])
            page.claims += [hired[1]] if hired else [staff[1]] if is_paper else []


def agency_over_caption(page, at, unit):
    """Read an agency's name that stands, apart from the paragraphs, on the caption under it."""
    after = page.units[at + 1 : at + 3]
    if unit.text.casefold() not in AGENCIES or not unit.gap or not after or after[0].gap or at < 4:
        return None
    alone = (len(after) < 2 or after[1].gap or ends_sentence(after[1].text)) and 4 <= count(after[0].text) <= 40
    return Shot("", unit.text) if alone and not after[0].text.endswith(".") else None


def closes_wire(page, at, unit):
    """Say whether an agency in brackets ends the whole story, "(ANI)", and is no picture's credit."""
    tag = re.search(r"\(([A-Z][\w ]{1,20})\)\.?$", unit.text[-30:])
    if not tag or tag[1].casefold() not in AGENCIES or page.prose_after(at + 1) or at < 3:
        return False
    page.claims.append(tag[1])
    return True


def join_touching(page):
    """Join a lone credit line to the caption that plainly stands beside it, before the head is read."""
    for at, unit in enumerate(page.units):
        if is_lone_credit(unit):
            take_beside(page, at, least=5, late=False)


def join_near(page):
    """Join the credit lines that are left to the likelier line beside them."""
    leave_out_alternatives(page)
    for at, unit in enumerate(page.units):
        if unit.free and is_lone_name(unit.text) and is_over_caption(page, at):
            unit.role, unit.photo = "caption", Shot("", unit.text)
        if unit.role == "caption" and unit.photo is None:
            unit.photo = read_caption(unit.text) or Shot(unit.text, "")
        if is_lone_credit(unit):
            take_beside(page, at, least=3.5, late=True)


def is_over_caption(page, at):
    """Say whether the line under a name speaks as captions do."""
    after = page.units[at + 1] if at + 1 < len(page.units) else None
    return after is not None and after.free and not after.gap and hints_at_photo(after.text) and at > page.headline_at


def leave_out_alternatives(page):
    """Leave out the words for those who cannot see a picture, where they say the beginning of its caption."""
    for at, unit in enumerate(page.units):
        if unit.role != "caption" or unit.photo is None or not unit.photo.caption:
            continue
        caption = fold(unit.photo.caption)
        for other in page.units[max(at - 2, 0) : at]:
            if (
                not other.forced
                and other.role in ("", "date", "caption")
                and caption.startswith(fold(other.text) or "-")
            ):
                other.role = "left_out"
                page.metas = [(near, meta) for near, meta in page.metas if page.units[near] is not other]


def find_captions(page):
    """Take the captions that have no credit."""
    for at, unit in enumerate(page.units):
        if unit.free and is_uncredited(page, at, unit):
            unit.role, unit.photo = "caption", Shot(unit.text, "")


def is_lone_credit(unit):
    return unit.role == "caption" and unit.photo is not None and bool(unit.photo.credit) and not unit.photo.caption


def take_beside(page, at, *, least, late):
    """Make the likelier neighbour of a lone credit its caption, when it is likely enough."""
    sides = [side for side in (neighbour(page, at, -1), neighbour(page, at, 1)) if side is not None]
    if any(has_caption(page, side) for side in sides):
        return
    scored = [(caption_score(page, at, side, late), side) for side in sides if fits(page, side)]
    score, side = max(scored, key=lambda each: each[0], default=(0, None))
    if side is not None and score >= least:
        page.units[side].role = "caption"
        page.units[side].photo = Shot(page.units[side].text, "")


def caption_score(page, at, side, late):
    """Weigh how much a line looks like the caption of the credit beside it."""
    unit, before = page.units[side], side < at
    first, last = min(at, side), max(at, side)
    score = 3.0 * hints_at_photo(unit.text)
    apart = unit.gap if before else page.units[last + 1].gap if last + 1 < len(page.units) else True
    touches = not any(page.units[other].gap for other in range(first + 1, last + 1))
    if touches and apart and page.gap_share:
        score += 3
    if last - first > 1 or any(is_placeholder(page, other) for other in (first - 1, last + 1)):
        score += 3
    if late and page.headline_at < side and side < page.body_at + (page.units[side - 1].role != "caption"):
        others = [
            one for one in page.units[page.headline_at + 1 : side][:60] if one.role in ("", "dek", "byline", "date")
        ]
        score += (2 if others else -1) if before else 0
    if not before and not ends_sentence(unit.text):
        score += 2
    elif not before:
        score -= 1
    if not touches and 0.6 < page.gap_share < 1:
        score -= 2
    score -= 2 * (not before and count(unit.text) > 16 and not hints_at_photo(unit.text))
    score += 2 * (late and before and touches and ends_sentence(unit.text) and side < page.body_at)
    score += -2 if any(mark in unit.text for mark in '“"') else 1
    score += (count(unit.text) <= 25) + (len(re.findall(r"[.!?]\s+[A-Z]", unit.text)) == 0)
    slashed = "/" in page.units[at].photo.credit or " for " in page.units[at].photo.credit
    score += 0.5 * (slashed == before)
    return score if late or side > first_free(page) else 0


def is_placeholder(page, at):
    return 0 <= at < len(page.units) and fold(page.units[at].text) in PLACEHOLDERS


def first_free(page):
    """Give the position of the first line that may be a headline."""
    return next(
        (
            at
            for at, unit in enumerate(page.units[:60])
            if unit.free and count(unit.text) > 3 and not is_furniture(unit.text)
        ),
        -1,
    )


def has_caption(page, at):
    """Say whether a neighbour is already a caption that waits for this credit."""
    return page.units[at].role == "caption" and page.units[at].photo is not None and not page.units[at].photo.credit


def neighbour(page, at, step):
    """Give the position of the nearest unit on one side that is not a placeholder for the picture."""
    at += step
    while 0 <= at < len(page.units):
        if fold(page.units[at].text) not in PLACEHOLDERS:
            return at
        at += step
    return None


def fits(page, at):
    unit = page.units[at]
    if not unit.free or unit.mark in ("h1", "h2", "list"):
        return False
    if split_lead(unit.text)[2]:
        return False
    return 3 <= count(unit.text) <= CAPTION_MOST and not is_furniture(unit.text) and at != page.headline_at


def is_uncredited(page, at, unit):
    """Say whether a unit is a caption though it names no credit: it speaks as captions do."""
    if not HINTS.search(unit.text) or count(unit.text) > 45 or at <= page.headline_at:
        return False
    if unit.text.casefold().startswith(("file photo", "file picture", "file image", "file pic", "in this ")):
        return True
    quoted = any(mark in unit.text for mark in '“"')
    placed = at > 0 and fold(page.units[at - 1].text) in PLACEHOLDERS
    early = at <= page.body_at + 1
    return not quoted and (placed or (early and len(unit.text) < 220 and hints_strongly(unit.text)))


def hints_strongly(text):
    found = HINTS.search(text)
    return bool(found) and (
        "(" in found[0]
        or "pictured" in found[0].lower()
        or "file" in found[0].lower()
        or "photo" in found[0].lower()
        or "left" in found[0].lower()
        or not ends_sentence(text)
    )


def collect(page):
    """Give the photos: a caption and the credit beside it make one."""
    photos, waiting, beside = [], None, False
    for unit in page.units:
        if unit.role != "caption":
            beside = beside and fold(unit.text) in PLACEHOLDERS
            continue
        shot, lines = unit.photo or Shot(unit.text, ""), tuple(unit.numbers)
        if waiting and beside and completes(waiting, shot):
            waiting = PhotoFound(waiting.caption or shot.caption, waiting.credit or shot.credit, waiting.lines + lines)
            continue
        if waiting:
            photos.append(waiting)
        waiting, beside = PhotoFound(shot.caption, shot.credit, lines), True
    if waiting:
        photos.append(waiting)
    return list({(photo.caption, photo.credit): photo for photo in reversed(photos)}.values())[::-1]


def completes(waiting, shot):
    """Say whether two pieces are one photo: one has the caption, the other the credit."""
    return not ((waiting.caption and shot.caption) or (waiting.credit and shot.credit))
