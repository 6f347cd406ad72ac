"""Countries as agencies write them in their instructions, and as codes of ISO 3166."""

import re

# Codes are read in capitals alone: "us" is mostly a pronoun.
_CODES = {"UK": "GB", "GB": "GB", "US": "US", "USA": "US", "UAE": "AE", "NZ": "NZ", "RSA": "ZA", "ROI": "IE"}
_NAMES = {
    "united kingdom": "GB", "great britain": "GB", "britain": "GB", "united states": "US",
    "united arab emirates": "AE", "ireland": "IE", "republic of ireland": "IE", "france": "FR", "germany": "DE",
    "austria": "AT", "switzerland": "CH", "italy": "IT", "spain": "ES", "portugal": "PT", "belgium": "BE",
    "netherlands": "NL", "the netherlands": "NL", "holland": "NL", "luxembourg": "LU", "denmark": "DK",
    "sweden": "SE", "norway": "NO", "finland": "FI", "iceland": "IS", "poland": "PL", "czech republic": "CZ",
    "czechia": "CZ", "slovakia": "SK", "slovenia": "SI", "croatia": "HR", "serbia": "RS", "hungary": "HU",
    "romania": "RO", "bulgaria": "BG", "greece": "GR", "turkey": "TR", "ukraine": "UA", "russia": "RU",
    "belarus": "BY", "estonia": "EE", "latvia": "LV", "lithuania": "LT", "israel": "IL", "egypt": "EG",
    "saudi arabia": "SA", "qatar": "QA", "iran": "IR", "iraq": "IQ", "south africa": "ZA", "nigeria": "NG",
    "kenya": "KE", "india": "IN", "pakistan": "PK", "china": "CN", "hong kong": "HK", "taiwan": "TW",
    "japan": "JP", "south korea": "KR", "korea": "KR", "australia": "AU", "new zealand": "NZ", "canada": "CA",
    "mexico": "MX", "brazil": "BR", "argentina": "AR", "chile": "CL", "colombia": "CO", "peru": "PE",
}  # fmt: skip
# The longest first, so that "republic of ireland" is not read as "ireland" with something before it.
_ALL_NAMES = "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True))
ONE = rf"(?:(?-i:{'|'.join(sorted(_CODES, key=len, reverse=True))})|{_ALL_NAMES})"
LIST = rf"(?:{ONE}(?:\s*(?:,|/|&|\band\b|\bor\b)\s*{ONE})*)\b"
CODES = sorted({*_CODES.values(), *_NAMES.values()})


def codes_in(text: str) -> list[str]:
    """Return the codes of the countries named in a text, in order, each once."""
    found = re.findall(rf"\b{ONE}\b", text, re.IGNORECASE)
    return list(dict.fromkeys(_CODES.get(name) or _NAMES[name.lower()] for name in found))


def typed_codes(text: str) -> tuple[list[str], list[str]]:
    """Return the codes in what somebody typed, as codes or names between commas, and what is neither."""
    known, unknown = [], []
    for part in filter(None, (part.strip() for part in re.split(r"[,;\s]+(?![a-z])|[,;]", text))):
        code = part.upper() if part.upper() in CODES else _CODES.get(part.upper()) or _NAMES.get(part.lower())
        (known if code else unknown).append(code or part)
    return list(dict.fromkeys(known)), unknown
