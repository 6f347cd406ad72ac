"""What stands under a story: who reported and edited it, who signed it, who its writer is."""

import re

from articles.bylines import Byline, read_byline
from articles.intake.metaline import Meta, read_meta
from articles.intake.shapes import count, fold
from articles.names import is_name

FOOTER = re.compile(
    r"^[(\[]?(?:(?:additional|further|extra) (?:reporting|research)|reporting(?: and writing)?(?: by|"
    r",)|writing by|written by|edited by|editing by|compiled by|with (?:reporting|additional|assistance|help|"
    r"contributions|files|inputs?)|contribut(?:ed|ions)|translated by|photographs? by|"
    r"produced by)\b.{3,400}$",
    re.I,
)


CONTRIBUTED = re.compile(
    r"^(?:[–—*]\s*)?(?:[A-Z][\w .]{1,24}[’']s? )?"
    r"(?P<names>.{4,200}?) (?:also |in [\w ,]{2,40} )?contributed (?:to this|reporting|"
    r"additional|research).{0,120}$",
    re.I,
)


# Where each writer worked: "A reported from Beirut, and B from Cairo."
REPORTED_FROM = re.compile(
    r"^(?P<names>[A-Z][\w.'’ -]{3,40} reported from [A-Z][\w.'’ -]{2,40}"
    r"(?:,? (?:and )?[A-Z][\w.'’ -]{3,40} (?:reported )?from [A-Z][\w.'’ -]{2,40})*)\.?$"
)
BIO = re.compile(
    r"\b(?:is|was|are|covers|writes|reports|reported|reporting|has|joined|works|specialises|specializes|can be reached|"
    r"studied|lives|holds)\b",
    re.I,
)


def read_footer(page, at, unit):
    """Read names printed under a story: who reported, edited, helped."""
    text = unit.text.strip("()[]*_ ")
    if len(text) > 420:
        return False
    helped = CONTRIBUTED.match(text)
    if helped:
        found = read_byline(helped["names"], bare=True)
        if found:
            unit.role = "byline"
            page.metas.append((at, Meta(bylines=[named(one, "additional") for one in found])))
            return True
    if take_places(page, at, unit, text):
        return True
    if not FOOTER.match(text):
        return read_signature(page, at, unit, text)
    found = read_byline(text)
    if not found:
        return False
    if any(one.role == "edited" for one in found) and re.match(r"^\(?reporting|^\(?writing", text, re.I):
        page.by_agency_footer = page.by_agency_footer or "Reuters"
    has_name = any(meta.bylines for _at, meta in page.metas)
    unit.role = "left_out" if any(one.role == "edited" for one in found) else "byline"
    if has_name:
        found = [named(one, "additional") if one.role == "by" else one for one in found]
    page.metas.append((at, Meta(bylines=found)))
    return True


def take_places(page, at, unit, text):
    """Read where each writer reported from, and take the writers that no byline names."""
    match = REPORTED_FROM.match(text)
    pieces = re.split(r",? and |, ", match["names"]) if match else []
    people = [re.split(r" (?:reported )?from ", piece)[0] for piece in pieces]
    if not people or not all(map(is_name, people)):
        return False
    role = "additional" if any(meta.bylines for _at, meta in page.metas) else "by"
    unit.role = "left_out"
    page.metas.append((at, Meta(bylines=[Byline(name, role) for name in people])))
    return True


def named(one, role):
    return type(one)(one.name, role, one.place, one.kind)


def read_signature(page, at, unit, text):
    """Take a byline that stands under the story, when none stood above it."""
    if any(meta.bylines for _at, meta in page.metas) or count(text) > 16 or page.prose_after(at + 1):
        return False
    dashed = re.match(r"^[–—-]+\s*(.+)$", text)
    meta = read_meta(text, now=page.now)
    if meta is None and dashed and is_name(dashed[1]):
        meta = Meta(bylines=read_byline(dashed[1], bare=True))
    if meta is None:
        return False
    unit.role = "byline" if meta.bylines else "date"
    page.metas.append((at, meta))
    return True


def drop_bios(page, known):
    """Leave out the lines under a story that say who its writer is."""
    names = [fold(name) for name in known]
    body = [unit for unit in page.units if unit.role == "body"]
    for unit in [*body[:2], *body[-5:]]:
        if unit in body[:2] and " reported from " not in unit.text:
            continue
        if len(body) < 3 or unit.forced or count(unit.text) > 90:
            continue
        folded = fold(unit.text)
        if any(
            folded.startswith(name)
            and any(BIO.match(part.strip()) for part in folded[len(name) :].lstrip(" ,")[:60].split(","))
            for name in names
            if name
        ):
            unit.role = "left_out"
