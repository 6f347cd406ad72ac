"""Whose copy it is: ours, an agency's, a handout, another publisher's, or not to be told."""

import re
from dataclasses import dataclass

from articles.bylines import AGENCIES, OUTLET
from articles.intake.shapes import count, fold

PERSONAL_AGENCIES = frozenset(("agencies", "news agencies", "wires", "wire services"))
RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)[\s©]*(?:\(c\)\s*)?(?:(?:19|20)\d{2}(?:\s*[-–]\s*(?:19|20)?\d{2,4})?)?[\s,.]*(?P<owner>[^.|]{2,70})?",
    re.I,
)
WIRES = re.compile(
    r"\b(PRNewswire|PR Newswire|Business Wire|GlobeNewswire|GLOBE NEWSWIRE|BUSINESS WIRE|ACCESSWIRE|EIN Presswire|PRWEB)\b"
)
SUFFIX = re.compile(r"\s(?:[|–—-]|::)\s(?P<name>[^|–—]{2,40})$")


@dataclass(frozen=True)
class Origin:
    copy_from: str = "unknown"
    source: str = ""


def find_origin(*, bylines, organisations, agency, release, left_out, footers, own_names, title_site=""):
    """Weigh what the page says about who owns its words."""
    own = {fold(name) for name in own_names if name}
    owners = [owner for owner in (owner_in(text) for text in left_out) if owner]
    claims = [*organisations, *owners, *([title_site] if title_site else [])]
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
    return owner if 0 < count(owner) <= 8 and any(letter.isupper() for letter in owner) else ""


def site_in_title(text, headline):
    """Give the site's name from "Headline | Site", when the headline stands alone elsewhere."""
    match = SUFFIX.search(text)
    return match["name"].strip() if match and text.startswith(headline[:60]) and OUTLET is not None else ""
