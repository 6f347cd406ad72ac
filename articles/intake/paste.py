"""Raw text, as somebody pasted it, into a story and a list of doubts."""

import re
from datetime import date, datetime

from django.utils.translation import gettext as _

from articles.bylines import Byline, read_byline
from articles.bylines import unique as unique_bylines
from articles.intake import datelines, dates, doubts, lines, origin, photos, story
from articles.intake.head import read_head
from articles.intake.mail import sender, subject
from articles.intake.metaline import Meta, read_meta
from articles.intake.notices import read_notices
from articles.intake.page import Page
from articles.intake.result import Block, Doubt, Intake, Line, PhotoFound
from articles.intake.shapes import fold

__all__ = ["Block", "Byline", "Doubt", "Intake", "Line", "PhotoFound", "read_paste", "reread"]
# A page has hundreds of lines; what goes on after so many is not read closely.
CLOSELY = 4000
WIRE_TAG = re.compile(
    r"(?<=[.!?”\"’'])\s+(?:(PTI|ANI|IANS|UNI|APP|BSS)(?: [A-Z]{2,5}){1,5}|(REUTERS|AFP|BLOOMBERG|DPA)"
    r"(?:, [A-Z]{2,9})*)\.?$"
)
# How many paragraphs may be key points that stand over the one with the agency's dateline.
OPENING = 6
END_MARK = re.compile(r"(?<=[.!?”\"’')])\s*(?:[■◼◾▪∎█]|[-–—]\s?30\s?[-–—]|(?:#\s?){3})$")
ROLES = frozenset(
    (
        "headline",
        "dek",
        "byline",
        "dateline",
        "date",
        "caption",
        "body",
        "subhead",
        "quote",
        "list",
        "flag",
        "left_out",
        "section",
    )
)


def read_paste(text, *, now, source="", own_names=()):
    """Read pasted text; never raises, whatever the text."""
    return reread(text, {}, now=now, source=source, own_names=own_names)


def reread(text, roles, *, now, source="", own_names=()):
    """Read pasted text again, obeying the role an editor gave to raw lines by their number."""
    raw = lines.raw_lines(text)
    given = {number: role for number, role in roles.items() if role in ROLES}
    everything = lines.units(raw, given)
    page = Page(everything[:CLOSELY], now, tuple(own_names))
    read_given_metas(page)
    read_notices(page)
    photos.find_credits(page)
    photos.join_touching(page)
    read_head(page)
    photos.find_captions(page)
    story.read_body(page)
    take_dateline(page)
    take_unread(page, everything[CLOSELY:])
    return finish(page, raw, source)


def take_unread(page, rest):
    """Take the far end of an enormous text as copy, unread: it is no page, and must still cost only seconds."""
    for unit in rest:
        unit.role = unit.role or "body"
    if rest:
        sentence = _("The text is very long; from line %(number)s on every line was taken as body: check it.")
        page.doubt(Doubt("body", sentence % {"number": rest[0].numbers[0]}, tuple(rest[0].numbers)))
    page.units += rest


def read_given_metas(page):
    """Read the lines that the editor called a byline or a date."""

    for at, unit in enumerate(page.units):
        if unit.role in ("byline", "date"):
            meta = read_meta(unit.text, now=page.now, bare=True)
            if meta is None:
                meta = Meta(
                    bylines=read_byline(unit.text, bare=True) or [Byline(unit.text)] if unit.role == "byline" else []
                )
            page.metas.append((at, meta))


def take_dateline(page):
    """Split the dateline off the first paragraph, or off the one that key points stand over."""
    strip_wire_tag(page)
    strip_end_mark(page)
    given = page.having("dateline")
    if page.dateline or (given and given[0].forced):
        return
    for turn, unit in enumerate(page.having("body")[:OPENING]):
        found = datelines.read_dateline(unit.text)
        if found and (turn == 0 or found.agency):
            page.dateline = found
            unit.text = found.rest
            return


def strip_wire_tag(page):
    """Take an agency's signature off the last paragraph: "… asleep. PTI VBR SKC"."""
    body = page.having("body")
    tag = WIRE_TAG.search(body[-1].text) if len(body) > 1 and not body[-1].forced else None
    if tag:
        body[-1].text = body[-1].text[: tag.start()]
        page.claims.append(tag[1] or tag[2])
        sentence = _("“%(text)s” was taken for the agency's signature and cut from the end of the story.")
        page.doubt(doubts.about_line("body", sentence, tag[0].strip(), body[-1].numbers))


def strip_end_mark(page):
    """Take the sign that a story is over off its last paragraph: "… ship. ■"."""
    body = page.having("body")
    if body and not body[-1].forced:
        body[-1].text = END_MARK.sub("", body[-1].text)


def finish(page, raw, source):
    """Put everything understood together, with the doubts that remain."""
    bylines = unique_bylines([one for _at, meta in page.metas for one in meta.bylines])
    dated, printed_at = printed_date(page)
    blocks = tuple(story.blocks(page))
    found = photos.collect(page)
    left_out = left_out_lines(page, raw)
    whose = find_origin(page, bylines, left_out)
    headline = " ".join(unit.text for unit in page.having("headline")) or (
        subject(page) if page.headline_at >= 0 else ""
    )
    place, agency = dateline_of(page)
    add_missing(page, headline, bylines, dated, blocks, whose)
    add_photo_doubts(page, found)
    return Intake(
        source=source,
        headline=headline,
        dek=" ".join(unit.text for unit in page.having("dek")),
        bylines=tuple(bylines),
        dateline=place,
        dateline_agency=agency,
        dated=dated,
        printed_at=printed_at,
        embargo=page.embargo,
        hold=page.hold,
        copy_from=whose.copy_from,
        copy_source=whose.source,
        photos=tuple(found),
        blocks=blocks,
        left_out=tuple(left_out),
        doubts=tuple(page.doubts),
        lines=all_lines(page, raw),
    )


def dateline_of(page):
    if page.dateline:
        return page.dateline.place, page.dateline.agency
    given = page.having("dateline")
    place = next((meta.place for _at, meta in page.metas if meta.role == "dateline" and meta.place), "")
    return (place or (given[0].text if given else "")), ""


def printed_date(page) -> tuple[date | None, datetime | None]:
    """Give the printed day, and the moment where a time is printed."""
    candidates = [
        (meta.updated_only, order, one, page.units[at])
        for order, (at, meta) in enumerate(page.metas)
        for one in meta.dates
    ]
    candidates.sort(key=lambda each: (each[2].day is None, each[0], each[2].problem == "ambiguous", each[1]))
    if candidates:
        updated, _order, one, unit = candidates[0]
        problem = one.problem or ("updated" if updated else "")
    else:
        one, unit, problem = fallback_date(page)
    if one is None:
        return None, None
    if problem:
        page.doubt(doubts.about_date(problem, one.text, unit.numbers if unit else ()))
    return one.day, one.moment if one.problem != "relative" else None


def fallback_date(page):
    """Give the dateline's date, or the mail's, when the page prints no other."""
    if page.dateline:
        one = datelines.day_of(page.dateline, now=page.now)
        if one:
            return one, None, one.problem
    for name in ("date", "sent"):
        if name in page.mail:
            text, unit = page.mail[name]
            found = dates.scan(text, now=page.now)
            if found and found[0].day:
                return found[0], unit, "mail"
    return None, None, ""


def left_out_lines(page, raw):
    """Give the raw lines that nothing was made of, as pasted."""
    numbers = {number for unit in page.units if unit.role in ("left_out", "section", "") for number in unit.numbers}
    return [Line(line.number, line.printed, "left_out") for line in raw if line.number in numbers]


def find_origin(page, bylines, left_out):
    organisations = [name for _at, meta in page.metas for name in meta.organisations] + page.claims
    return origin.find_origin(
        bylines=bylines,
        organisations=organisations,
        in_house=page.internal or sender(page) in {fold(one.name) for one in bylines},
        agency=dateline_of(page)[1],
        release=page.release,
        left_out=[line.text for line in left_out],
        footers=page.by_agency_footer,
        own_names=page.own_names,
        title_site=page.site,
    )


def add_missing(page, headline, bylines, dated, blocks, whose):
    absent = (
        ("headline", not headline),
        ("bylines", not bylines),
        ("published", dated is None and not any(doubt.field == "published" for doubt in page.doubts)),
        ("body", not blocks),
        ("copy_from", whose.copy_from == "unknown"),
    )
    for field, is_absent in absent:
        if is_absent:
            page.doubt(doubts.missing(field))


def add_photo_doubts(page, found):
    for photo in found:
        if not photo.credit:
            page.doubt(
                doubts.about_line(
                    "photos",
                    _("The photo “%(text)s” has no credit line: find out whose it is."),
                    photo.caption,
                    photo.lines,
                )
            )


def all_lines(page, raw):
    """Give every raw line with the role it was given."""
    role_by_number = {number: unit.role or "left_out" for unit in page.units for number in unit.numbers}
    return tuple(Line(line.number, line.printed, role_by_number.get(line.number, "blank")) for line in raw)
