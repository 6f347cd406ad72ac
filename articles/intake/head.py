"""The head of a page: headline, dek, names and dates, up to the first paragraph."""

import re

from articles.bylines import read_byline
from articles.intake import dates
from articles.intake.footers import FOOTER, REPORTED_FROM, read_footer
from articles.intake.furniture import is_furniture, is_section, opens_box
from articles.intake.headline import ZONE, find_headline
from articles.intake.menus import is_menu
from articles.intake.metaline import Meta, is_dated, is_job, is_outlet, read_meta
from articles.intake.photos import TEAM, join_near
from articles.intake.shapes import count, ends_sentence, fold, is_prose, is_title_case
from articles.intake.voice import is_publisher_speaking
from articles.names import AGENCIES, is_name

JOINTS = frozenset(("and", "&", "with"))
# Furniture that may well carry a date.
STAMPLESS = re.compile(
    (
        r"(?:©|\(c\)|copyright|home|you are here|"
        r"read|this|a version|an earlier|published in|originally|more information|"
        r"citation|source)\b|©"
    ),
    re.I,
)


def read_head(page):
    """Find the headline, then what stands between it and the first paragraph."""
    mark_furniture(page)
    read_metas(page)
    find_headline(page)
    drop_masthead_dates(page)
    find_bare_names(page)
    page.body_at = find_body(page)
    join_near(page)
    name_leftovers(page)


def mark_furniture(page):
    """Leave out the furniture near the top; boxes further down are read with the body."""
    for unit in page.units[:ZONE]:
        if not unit.free or unit.mark in ("h1", "body"):
            continue
        known = is_menu(unit.printed) or is_publisher_speaking(unit.text) or is_furniture(unit.text)
        if not known or (opens_box(unit.text) and not is_menu(unit.printed)):
            continue
        if not any(map(is_dated, dates.scan(unit.text, now=page.now))) or STAMPLESS.match(unit.text):
            unit.role = "left_out"
            unit.mark = "menu" if is_menu(unit.printed) else "furniture"


def read_metas(page):
    """Read the lines that carry a byline or a date before the story is under way."""
    prose = 0
    for at, unit in enumerate(page.units[:ZONE]):
        if unit.free and is_prose(unit.text, 14):
            prose += 1
        if prose > 5:
            break
        if unit.free and fold(unit.text) == "by":
            unit.role = "byline"
        if unit.free and unit.mark not in ("h1", "h2") and not is_footer(unit.text):
            meta = read_meta(unit.text, now=page.now)
            if meta is None or (prose > 1 and not meta.bylines and any(one.dates for _at, one in page.metas)):
                continue
            unit.role = meta.role
            page.metas.append((at, meta))


def drop_masthead_dates(page):
    """Leave out the day that a site prints over its menu, where the story has a date of its own."""
    dated = [(at, meta) for at, meta in page.metas if meta.dates and not meta.bylines]
    if any(meta.dates and not meta.updated_only and at > page.headline_at for at, meta in page.metas):
        for at, meta in dated:
            if at < page.headline_at and not page.units[at].forced:
                page.units[at].role = "left_out"
                page.metas.remove((at, meta))


def is_footer(text):
    """Say whether a line names who reported and edited, as agencies print under a story."""
    return bool(FOOTER.match(text)) and not TEAM.match(text) and not text.lower().startswith("written by")


def find_bare_names(page):
    """Take names and jobs that stand alone beside a date or a byline, under the headline or just above it."""
    if page.release:
        return
    below = bare_positions(page)
    if not any(meta.bylines for _at, meta in page.metas):
        below = [*below, *range(max(page.headline_at - 3, 0), max(page.headline_at, 0))]
    for at in below:
        unit = page.units[at]
        if unit.free and unit.mark not in ("h2", "list") and count(unit.text) <= 24 and not ends_bare(unit.text):
            take_bare_line(page, at, unit)


def bare_positions(page):
    """Give the positions under the headline down to the first paragraph."""
    found = []
    for at in range(page.headline_at + 1, min(len(page.units), page.headline_at + 14)):
        if page.units[at].free and is_prose(page.units[at].text, 16) and not is_above_names(page, at):
            break
        found.append(at)
    return found


def is_above_names(page, at):
    """Say whether a sentence stands right under the headline, with a date or a byline just below: a dek."""
    near = page.units[at + 1 : at + 4]
    return at == page.headline_at + 1 and any(
        unit.role in ("byline", "date") and not any(is_prose(one.text) for one in near[:turn])
        for turn, unit in enumerate(near)
    )


def take_bare_line(page, at, unit):
    has_name = any(meta.bylines for _at, meta in page.metas)
    if has_name:
        joined = re.match(r"(?:&|and|et)\s+(.+)$", unit.text)
        if take_joined(page, at, unit):
            return
        if joined and is_beside_meta(page, at) and read_byline(joined[1], bare=True):
            unit.role = "byline"
            page.metas.append((at, Meta(bylines=read_byline(joined[1], bare=True))))
        elif is_beside_meta(page, at) and (is_job(unit.text) or is_outlet_line(unit)):
            unit.role = "left_out"
            page.claims += [part for part in re.split(r"\s*[,|]\s*", unit.text) if is_outlet(part)]
        return
    meta = read_meta(unit.text, now=page.now, bare=True)
    alone = is_name(unit.text) and at > page.headline_at
    if meta and meta.bylines and (is_beside_meta(page, at) or alone) and not is_section(unit.text):
        unit.role = "byline"
        page.metas.append((at, meta))


def take_joined(page, at, unit):
    """Take an "and" that stands alone under a byline, and the name on the line after it."""
    before = page.units[at - 1]
    if before.role == "byline" and fold(unit.text) in JOINTS | {""} and unit.text.casefold() in JOINTS:
        unit.role = "byline"
    elif before.role == "byline" and before.text.casefold() in JOINTS and is_name(unit.text):
        unit.role = "byline"
        page.metas.append((at, Meta(bylines=read_byline(unit.text, bare=True))))
    return unit.role == "byline"


def ends_bare(text):
    return text.rstrip().endswith((".", "?", "!")) and count(text) > 6


def is_outlet_line(unit):
    return is_outlet(unit.text) and is_title_case(unit.text)


def is_beside_meta(page, at):
    near = [page.units[other] for other in (at - 2, at - 1, at + 1, at + 2) if 0 <= other < len(page.units)]
    return any(
        unit.role in ("byline", "date", "dateline") or is_job(unit.text) for unit in near if unit.role != "headline"
    )


def find_body(page):
    """Give the position of the first unit after the head's last name, date or row of buttons."""
    last, prose, since = page.headline_at, 0, 0
    for at in range(page.headline_at + 1, min(len(page.units), page.headline_at + ZONE)):
        unit = page.units[at]
        if anchors(page, at, unit, prose, since):
            last, since = at, 0
        elif unit.free and unit.mark != "list" and is_prose(unit.text):
            prose, since = prose + 1, since + 1
            if prose > 3:
                break
    return last + 1


def anchors(page, at, unit, prose, since):
    """Say whether a unit shows that the head of the page goes on at least to here."""
    if unit.role in ("byline", "date", "dateline"):
        return prose <= 2 and page.prose_after(at) > 0
    if unit.role == "caption":
        return since == 0 and unit.photo is not None and bool(unit.photo.credit)
    if unit.role != "left_out" or unit.mark not in ("furniture", "menu"):
        return False
    return since == 0 or (prose == 1 and is_head_furniture(unit.text))


HEAD_FURNITURE = re.compile(
    r"\b(?:share|listen|save|min(?:ute)?s? (?:read|listen)|reading time|comments?|follow|print|"
    r"facebook|twitter|whatsapp|copy link|bookmark|gift|min|mins)\b",
    re.I,
)


def is_head_furniture(text):
    return bool(HEAD_FURNITURE.search(text)) and count(text) <= 20


def name_leftovers(page):
    """Say what the free lines of the head are: section above the headline, dek and the rest below."""
    for unit in page.units[: max(page.headline_at, 0)]:
        if unit.free:
            page.claims += [unit.text] if unit.text.casefold() in AGENCIES and unit.text[:1].isupper() else []
            unit.role = "section" if is_section(unit.text) or count(unit.text) <= 4 else "left_out"
    find_dek(page)
    for at in range(page.headline_at + 1, page.body_at):
        if page.units[at].free and not page.units[at].photo:
            leftover(page, at, page.units[at])


def leftover(page, at, unit):
    if (is_footer(unit.text) or REPORTED_FROM.match(unit.text)) and read_footer(page, at, unit):
        return
    after = page.units[at + 1]
    told_below = after.role == "caption" and not after.gap and after.photo is not None and bool(after.photo.caption)
    if is_prose(unit.text, 12) and not told_below:
        unit.role = "caption"
    else:
        unit.role = "section" if is_section(unit.text) else "left_out"


def find_dek(page):
    """Find the dek: between headline and names, or the odd line out before the first paragraph."""
    if page.having("dek") or page.headline_at < 0:
        return
    between = [
        unit
        for unit in page.units[page.headline_at + 1 : page.body_at]
        if unit.free and count(unit.text) >= 4 and not is_section(unit.text) and not is_job(unit.text)
    ]
    bullets = [unit for unit in between if unit.mark == "list"]
    if between:
        chosen = bullets if len(bullets) == len(between) or (bullets and bullets[0] is between[0]) else between[:1]
        for unit in chosen:
            unit.role = "dek"
        return
    dek_before_paragraphs(page)


def dek_before_paragraphs(page):
    """Take the first line of a body as the dek when it is shaped unlike a paragraph."""
    free = [
        unit
        for unit in page.units[page.body_at : page.body_at + 8]
        if unit.free and unit.mark not in ("list", "h2", "quote")
    ]
    if len(free) < 2 or opens_box(free[0].text):
        return
    first, second = free[0], free[1]
    words = count(first.text)
    touches = page.body_at == page.headline_at + 1 and not first.gap and second.gap and spaced(page)
    unfinished = 6 <= words <= 45 and not ends_sentence(first.text)
    if (touches and 5 <= words <= 60) or (unfinished and is_prose(second.text)):
        first.role = "dek"
        page.body_at = page.units.index(first) + 1


def spaced(page):
    """Say whether paragraphs stand apart by blank lines."""
    prose = [unit for unit in page.units[page.body_at + 1 :][:40] if unit.free and is_prose(unit.text)]
    return bool(prose) and sum(1 for unit in prose if unit.gap) >= 0.8 * len(prose)
