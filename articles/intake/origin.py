"""Whose copy it is: ours, an agency's, a handout, another publisher's, or not to be told."""

import re
from dataclasses import dataclass

from articles.intake.shapes import count, fold
from articles.names import AGENCIES, OUTLET

PERSONAL_AGENCIES = frozenset(("agencies", "news agencies", "wires", "wire services", "news wires", "newswires"))
WITH_AGENCY = re.compile(
    r"^\(?(?:[\w .’'-]{2,40} )?(?:with|and|from) (AFP|AP|Reuters|dpa|PTI|ANI|Anadolu|EFE|Xinhua|Bloomberg)"
    r"(?:,? .{0,30})?\)$"
)
RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)[\s©]*(?:\(c\)\s*)?(?:(?:19|20)\d{2}(?:\s*[-–]\s*(?:19|"
    r"20)?\d{2,4})?)?[\s,.]*(?P<owner>[^.|]{2,70})?",
    re.I,
)
WIRES = re.compile(
    r"\b(PRNewswire|PR Newswire|Business Wire|GlobeNewswire|GLOBE NEWSWIRE|BUSINESS WIRE|ACCESSWIRE|"
    r"EIN Presswire|PRWEB)\b"
)
SOURCE_LINE = re.compile(
    (
        r"^(?:source|published in|originally published (?:in|by|on)|first published (?:in|"
        r"by)|published by|المصدر)\s*:?\s+(?P<name>[^\W\d].*)$"
    ),
    re.I,
)
INSTITUTION = re.compile(r"\b(?:university|institute|foundation|college|school|hospital|laboratory)\b", re.I)


ADDRESS = re.compile(r"^https?://(?:www\.)?([\w-]+(?:\.[\w-]+)+)(?:/\S*)?$")
OTHERS_SITES = re.compile(
    r"twitter|facebook|instagram|youtu|bit\.ly|t\.co$|doi\.org|x\.com|linkedin|reddit|tiktok|t\.me"
)


@dataclass(frozen=True)
class Origin:
    copy_from: str = "unknown"
    source: str = ""


def find_origin(
    *, bylines, organisations, agency, release, left_out, footers, own_names, title_site="", in_house=False
):
    """Weigh what the page says about who owns its words."""
    own = {fold(name) for name in own_names if name}
    agency = agency or next((match[1] for match in map(WITH_AGENCY.match, left_out) if match), "")
    owners = [owner for owner in (owner_in(text) or source_in(text) or site_in(text) for text in left_out) if owner]
    claims = [
        *(name for name in organisations if not INSTITUTION.search(name)),
        *owners,
        *([title_site] if title_site else []),
    ]
    if WIRES.search(agency) or release:
        return Origin("handout", agency)
    if agency:
        return named(agency, own)
    by_agency = [one.name for one in bylines if one.kind == "agency" and fold(one.name) not in PERSONAL_AGENCIES]
    for claim in [*by_agency, *claims]:
        if fold(claim) in own or bare_the(fold(claim)) in {bare_the(name) for name in own}:
            return Origin("ours", claim)
    for claim in [*by_agency, *claims]:
        if bare_the(fold(claim)) in AGENCIES or fold(claim) in AGENCIES:
            return Origin("agency", claim)
    if footers:
        return Origin("agency", footers)
    if in_house:
        return Origin("ours")
    if claims:
        return Origin("another_publisher", claims[0])
    return Origin()


def named(name, own):
    if fold(name) in own:
        return Origin("ours", name)
    if fold(name) in AGENCIES or bare_the(fold(name)) in AGENCIES:
        return Origin("agency", name)
    return Origin("another_publisher", name)


def bare_the(name):
    return re.sub(r"^the ", "", name)


def owner_in(text):
    """Give who a copyright line names."""
    match = RIGHTS.search(text[:300]) if len(text) < 400 else None
    owner = (
        re.sub(
            r"\b(?:all rights reserved|inc|ltd|limited|llc|plc|group|media group|news service)\b\.?.*",
            "",
            match["owner"] or "",
            flags=re.I,
        )
        if match
        else ""
    )
    owner = re.sub(r"(?:19|20)\d{2}.*$", "", owner).strip(" .,|-–—")
    return owner if 0 < count(owner) <= 8 and any(not letter.islower() for letter in owner if letter.isalpha()) else ""


def site_in(text):
    """Give the site that a line of its own address names."""
    match = ADDRESS.match(text)
    return match[1] if match and not OTHERS_SITES.search(match[1]) else ""


def source_in(text):
    """Give the publisher that a "Source: …" or "Published in …" line names."""
    match = SOURCE_LINE.match(text) if len(text) < 120 else None
    name = re.sub(r"\s+and (?:news )?agencies$|,.*$", "", match["name"]).strip(" .") if match else ""
    return (
        name
        if name
        and not name[0].islower()
        and (OUTLET.search(name) or fold(name) in AGENCIES or "Source" in text and count(name) <= 4)
        else ""
    )
