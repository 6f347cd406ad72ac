"""The body of a page: paragraphs, sub-heads, quotes and lists, with the furniture among them left out."""

import re

from articles.intake import boxes, datelines
from articles.intake.footers import drop_bios, read_footer
from articles.intake.furniture import is_furniture, is_section
from articles.intake.menus import is_menu
from articles.intake.metaline import read_meta
from articles.intake.result import Block
from articles.intake.shapes import count, ends_sentence, fold, is_caps, is_prose
from articles.intake.voice import is_publisher_speaking

SUBHEAD_MOST = 14
STAMP = re.compile(r"^(?:first |last |originally )?(?:published|posted|updated|modified|created|filed|printed)\b", re.I)
# What agencies print under a story for its sums: "($1 = 0.92 euros)".
CONVERSION = re.compile(r"\([$£€¥]\s?\d.{0,20} = .{2,60}\)")
KINDS = {"body": "p", "subhead": "h2", "quote": "quote", "list": "list"}


def read_body(page):
    """Give every unit from the body on its role."""
    known = story_names(page)
    total = page.prose_after(page.body_at)
    seen, box, at = 0, "", page.body_at
    while at < len(page.units):
        unit = page.units[at]
        if unit.free:
            box = role_of(page, at, unit, box, seen, total, known)
            seen += unit.role == "body"
        elif unit.role in ("body", "subhead", "quote", "list"):
            box = ""
        elif unit.role == "left_out" and not unit.forced:
            box = "" if boxes.closes(unit) else box or ("tail" if boxes.ends_page(unit.text, seen, total) else "")
        at += 1
    settle_titles(page)
    settle_lists(page)
    drop_pull_quotes(page)
    drop_bios(page, known)


def story_names(page):
    return [one.name for _at, meta in page.metas for one in meta.bylines]


def role_of(page, at, unit, box, seen, total, known):
    """Give one unit its role, and the box that is open after it."""
    text = unit.text
    if boxes.closes(unit) or (box and not boxes.leaves(page, at, box, seen, total)):
        unit.role = "left_out"
        return "" if boxes.closes(unit) else boxes.opened(page, unit, seen, total) or box
    if seen == 0 and read_lone_dateline(page, at, unit):
        return ""
    if unit.mark == "body":
        unit.role = "body"
        return ""
    if seen >= 3 and fold(text) in map(fold, known):
        unit.role = "left_out"
        return ""
    if read_footer(page, at, unit):
        return ""
    box = boxes.opened(page, unit, seen, total)
    if box:
        unit.role = "left_out"
        return box
    if boxes.is_link_over_button(page, at) or is_pages(unit) or is_stray_date(page, text):
        unit.role = "left_out"
        return "tail" if boxes.ends_page(text, seen, total) else ""
    unit.role = plain_role(unit)
    return ""


def is_pages(unit):
    """Say whether a line, by itself, belongs to the page and not to the story."""
    return is_furniture(unit.text) or is_menu(unit.printed) or is_publisher_speaking(unit.text)


def is_stray_date(page, text):
    """Say whether a line repeats when the page was published or updated."""
    if count(text) > 16 or not STAMP.match(text) or not any(meta.dates for _at, meta in page.metas):
        return False
    meta = read_meta(text, now=page.now)
    return meta is not None and not meta.bylines


def read_lone_dateline(page, at, unit):
    """Take a dateline that stands on a line of its own; one of an agency alone says only whose copy it is."""
    if read_broken_dateline(page, at):
        return True
    after = page.units[at + 1] if at + 1 < len(page.units) else None
    dashed = after is not None and re.fullmatch(r"[–—-]+", after.text)
    alone = datelines.read_lone(f"{unit.text} —" if dashed else unit.text)
    if alone is None or not (alone.place or alone.agency):
        return False
    unit.role = "dateline" if alone.place else "left_out"
    page.claims += [alone.agency] if alone.agency else []
    page.dateline = alone if alone.place else None
    return True


def read_broken_dateline(page, at):
    """Take a dateline whose place, agency and dash stand on lines of their own."""
    units = page.units[at : at + 3]
    whole = " ".join(unit.text for unit in units)
    ours = all(not unit.forced and unit.role in ("", "left_out", "section", "date") for unit in units)
    found = datelines.read_broken([unit.text for unit in units]) if ours else None
    if found is None or len(whole) > 120:
        return False
    for unit in units[: 3 if found.agency else 2]:
        unit.role = "dateline"
    page.claims += [found.agency] if found.agency else []
    page.dateline = found
    return True


def plain_role(unit):
    if unit.mark == "quote":
        return "quote"
    if unit.mark == "list":
        return "list"
    if unit.mark in ("h1", "h2"):
        return "subhead"
    if CONVERSION.fullmatch(unit.text):
        return "body"
    if is_prose(unit.text, 5) or count(unit.text) > SUBHEAD_MOST:
        return "body"
    return "body" if ends_sentence(unit.text) and not unit.text.endswith("?") and not is_caps(unit.text) else "title"


def settle_titles(page):
    """Say of each short line: a sub-head if a paragraph follows, else a stray link or label."""
    units = [unit for unit in page.units if unit.role in ("title", "body", "list", "quote", "subhead")]
    last = max((at for at, unit in enumerate(units) if unit.role == "body"), default=-1)
    lists = [at for at, unit in enumerate(units) if unit.role in ("list", "quote")]
    last = max([last, *lists]) if lists else last
    at = 0
    while at < len(units):
        if units[at].role != "title":
            at += 1
            continue
        end = at
        while end < len(units) and units[end].role == "title":
            end += 1
        run = units[at:end]
        roles = ["left_out"] if names_picture(page, run) else title_roles(run, at > last)
        for unit, role in zip(run, roles, strict=True):
            unit.role = role
        at = end


def names_picture(page, run):
    """Say whether a short line stands over a caption, as the words for those who cannot see the picture do."""
    after = page.units.index(run[-1]) + 1
    if len(run) > 1 or after >= len(page.units) or run[0].text.endswith("?") or count(run[0].text) < 3:
        return False
    unit = page.units[after]
    return unit.role == "caption" and not unit.gap and unit.photo is not None and bool(unit.photo.caption)


def title_roles(run, trailing):
    """Give a run of short lines their roles: one alone before a paragraph is a sub-head."""
    if trailing:
        return ["body" if looks_unfinished(unit.text) else "left_out" for unit in run]
    if len(run) == 1 and is_caps(run[0].text) and count(run[0].text) >= 6:
        return ["left_out"]
    if len(run) == 1:
        return ["caption" if is_loose_caption(run[0].text) else "subhead"]
    figures = any(character.isdigit() for unit in run for character in unit.text)
    if not figures and all(count(unit.text) >= 5 for unit in run):
        return ["left_out"] * len(run)
    roles = ["left_out" if is_section(unit.text) else "body" for unit in run]
    if count(run[-1].text) <= 8 and not figures and roles[-1] == "body":
        roles[-1] = "subhead"
    return roles


def is_loose_caption(text):
    """Say whether a line among paragraphs is a picture's caption: "Wreck: The shed after it fell on Monday"."""
    labelled = re.match(r"^[A-Z][\w-]+(?: [\w-]+){0,2}: (?=[A-Z])", text)
    least = 7 if labelled else 9
    return count(text) >= least and (bool(labelled) or text.startswith(("The ", "A ", "An ")))


def looks_unfinished(text):
    """Say whether a last line is a sentence whose full stop was lost in copying."""
    found = text.split()
    return len(found) >= 10 and sum(1 for word in found if word[:1].islower()) >= 0.6 * len(found)


def settle_lists(page):
    """Let one bulleted line among paragraphs be a paragraph; two or more are a list."""
    body = [unit for unit in page.units if unit.role in ("body", "list", "subhead", "quote")]
    for at, unit in enumerate(body):
        if unit.role != "list" or unit.forced:
            continue
        near = [body[other] for other in (at - 1, at + 1) if 0 <= other < len(body)]
        if not any(other.role == "list" or other.mark == "list" for other in near):
            numbered = unit.printed[:1].isdigit()
            unit.role = "subhead" if numbered and not ends_sentence(unit.text) else "body"
            unit.text = unit.printed if numbered else unit.text


def drop_pull_quotes(page):
    """Leave out a quotation that only repeats words of a paragraph."""
    body = [
        unit
        for unit in page.units
        if unit.role in ("body", "quote") or (unit.role == "subhead" and unit.text[:1] in "“\"‘'")
    ]
    if len(body) > 400:
        return
    whole = [fold(unit.text) for unit in body]
    for at, unit in enumerate(body):
        text = re.sub(r"[“”\"'‘’]", "", whole[at]).strip(" .,")
        if unit.forced or not 6 <= count(text) <= 60 or unit.mark == "h2":
            continue
        plain = (
            re.sub(r"[“”\"'‘’]", "", other)
            for turn, other in enumerate(whole)
            if turn != at and len(other) > len(whole[at])
        )
        if any(text in other for other in plain) or whole[at] in whole[:at]:
            unit.role = "left_out"


def blocks(page):
    """Give the body as blocks, neighbouring list lines joined."""
    found, items = [], []
    for unit in page.units:
        kind = KINDS.get(unit.role)
        if kind == "list":
            items.append(unit)
        elif kind:
            found += list_block(items)
            items = []
            found.append(Block(kind, unit.text, tuple(unit.numbers)))
    return found + list_block(items)


def list_block(items):
    if not items:
        return []
    lines = tuple(number for unit in items for number in unit.numbers)
    return [Block("list", "", lines, tuple(unit.text for unit in items))]
