"""Which units are captions and credits, and which photo each belongs to."""

from articles.intake.captions import HINTS, Shot, hints_at_photo, read_caption
from articles.intake.furniture import is_furniture
from articles.intake.result import PhotoFound
from articles.intake.shapes import count, ends_sentence, fold

CAPTION_MOST = 70
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
    for unit in page.units:
        if not unit.free or len(unit.text) > 900:
            continue
        shot = read_caption(unit.text)
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


def find_captions(page):
    """Join credit lines to the caption beside them; take captions that have no credit."""
    at = 0
    while at < len(page.units):
        unit = page.units[at]
        if unit.role == "caption" and unit.photo is None:
            unit.photo = read_caption(unit.text) or Shot(unit.text, "")
        if unit.role == "caption" and unit.photo.credit and not unit.photo.caption:
            beside = caption_beside(page, at)
            if beside is not None:
                page.units[beside].role = "caption"
                page.units[beside].photo = Shot(page.units[beside].text, "")
        at += 1
    for at, unit in enumerate(page.units):
        if unit.free and is_uncredited(page, at, unit):
            unit.role, unit.photo = "caption", Shot(unit.text, "")


def caption_beside(page, at):
    """Give the position of the caption that a lone credit line belongs to, or None."""
    before, after = neighbour(page, at, -1), neighbour(page, at, 1)
    touching_before = before is not None and not page.units[at].gap
    touching_after = after is not None and not page.units[after].gap
    if has_caption(page, before) or has_caption(page, after):
        return None
    fits_before = before is not None and fits(page, before)
    fits_after = after is not None and fits(page, after)
    if (
        fits_before
        and touching_before
        and (not touching_after or page.units[before].gap or hints_at_photo(page.units[before].text))
    ):
        if page.units[before].gap or hints_at_photo(page.units[before].text) or before < page.body_at:
            return before
    if fits_after and touching_after and (before is None or not touching_before):
        return after
    for side, fit in ((before, fits_before), (after, fits_after)):
        if fit and hints_at_photo(page.units[side].text):
            return side
    if fits_before and before < page.body_at and before > page.headline_at + 1:
        return before
    return None


def has_caption(page, at):
    """Say whether a neighbour is already a caption that waits for this credit."""
    return (
        at is not None
        and page.units[at].role == "caption"
        and page.units[at].photo is not None
        and not page.units[at].photo.credit
    )


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
    photos, waiting = [], None
    for unit in page.units:
        if unit.role != "caption":
            continue
        shot, lines = unit.photo or Shot(unit.text, ""), tuple(unit.numbers)
        if waiting and joins(waiting, shot, page):
            waiting = PhotoFound(waiting.caption or shot.caption, waiting.credit or shot.credit, waiting.lines + lines)
            continue
        if waiting:
            photos.append(waiting)
        waiting = PhotoFound(shot.caption, shot.credit, lines)
    if waiting:
        photos.append(waiting)
    return unique(photos)


def joins(waiting, shot, page):
    """Say whether two pieces complete one photo: one has the caption, the other the credit, nothing between."""
    if (waiting.caption and shot.caption) or (waiting.credit and shot.credit):
        return False
    last = next(at for at, unit in enumerate(page.units) if unit.numbers[-1] == waiting.lines[-1])
    for unit in page.units[last + 1 :]:
        if unit.role == "caption":
            return True
        if fold(unit.text) not in PLACEHOLDERS:
            return False
    return False


def unique(photos):
    """Keep one of each photo that the page prints twice."""
    kept = []
    for photo in photos:
        if (photo.caption, photo.credit) not in [(other.caption, other.credit) for other in kept]:
            kept.append(photo)
    return kept
