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
# Lines in which a page names the publisher it belongs to.
SELF = re.compile(
    r"^(?:(?i:why you can trust) (?P<trusted>.{2,40})|"
    r"(?i:add|prefer|make) (?P<preferred>.{2,40}?) (?i:as (?:a|your) preferred source|on google)\b.*|"
    r"(?P<described>(?:The )?(?:[A-Z][\w'’]*\s){1,5}?)(?:(?:delivers|provides) .{0,60}\b(?:coverage|journalism)\b|"
    r"is (?:an? )?(?:independent|non-?profit|reader-(?:funded|supported))\b).*)$"
)
PUBLISHED_IN = re.compile(r"^published in (?P<name>[\w&'’ -]{2,40}), .*\d{4}\.?$", re.I)
BUREAU = re.compile(r"^(?P<name>The [A-Z][\w'’]+(?: [A-Z][\w'’]+){0,3}) (?:Bureau|Staff|Newsroom|(?:Web|News) Desk)$")
PROVIDED = re.compile(r"^(?:materials )?provided by (?P<name>.{2,80})$", re.I)
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
    owners = [owner for owner in map(publisher_in, left_out) if owner]
    provider = next((match["name"] for match in map(PROVIDED.match, left_out) if match), "")
    claims = [
        *(name for name in organisations if not INSTITUTION.search(name)),
        *owners,
        *bureaus(bylines),
        *filter(None, [title_site]),
    ]
    if WIRES.search(agency) or release or INSTITUTION.search(provider):
        return Origin("handout", agency or provider)
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


def publisher_in(text):
    """Give the publisher that a line of a page's small print names."""
    return owner_in(text) or source_in(text) or site_in(text) or self_in(text)


def self_in(text):
    """Give the publisher that a page says it is: "Why you can trust …", "Published in …, March 9"."""
    match = SELF.match(text) if len(text) < 400 else None
    dated = PUBLISHED_IN.match(text)
    name = dated["name"] if dated else next((one for one in match.groupdict().values() if one), "") if match else ""
    return name.strip(" .:") if name[:1].isupper() and count(name) <= 5 else ""


def bureaus(bylines):
    """Give the papers whose desks stand where writers do: "The Herald Bureau"."""
    return [match["name"] for match in (BUREAU.match(one.name) for one in bylines) if match]


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
