"""ninjs 3.0 as IPTC's schema has it, as far as this newsroom speaks it: each name, its kind, what must be there."""

import re
from urllib.parse import urlsplit

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


class Uri(str):
    """Text that is an address or a urn."""


class Moment(str):
    """Text that is a date and a time with its zone."""


_SAID = {"role": str, "contentType": str, "value": str}
_NAMED = {"name": str, "rel": str, "uri": Uri, "literal": str}
_RENDITION = {
    "name": str, "href": Uri, "contentType": str, "title": str, "width": int, "height": int, "sizeInBytes": int,
    "duration": float, "format": str, "aspectRatio": str,
}  # fmt: skip
TYPES = {"text", "audio", "video", "picture", "graphic", "composite", "component", "event", "planning"}
ITEM = {
    "uri": Uri, "type": TYPES, "representationType": {"full", "partial"}, "profile": str, "version": str,
    "firstCreated": Moment, "versionCreated": Moment, "contentCreated": Moment, "embargoedUntil": Moment,
    "pubStatus": {"usable", "withheld", "canceled"}, "urgency": int, "copyrightHolder": str, "copyrightNotice": str,
    "usageTerms": str, "edNote": str, "language": str, "title": str, "by": str, "slugline": str, "located": str,
    "descriptions": [_SAID], "headlines": [_SAID], "bodies": [{**_SAID, "charCount": int, "wordCount": int}],
    "people": [_NAMED], "organisations": [_NAMED], "places": [_NAMED], "objects": [_NAMED], "events": [_NAMED],
    "subjects": [{**_NAMED, "creator": str, "relevance": int, "confidence": int}],
    "infoSources": [{"name": str, "role": str, "uri": Uri, "literal": str}],
    "renditions": [_RENDITION], "altIds": [{"role": str, "value": str}],
    "trustIndicators": [{"role": Uri, "title": str, "href": Uri}],
    "standard": {"name": str, "version": str, "schema": Uri},
    "genres": [{"name": str, "uri": str, "literal": str}], "expires": Moment,
    "rightsInfo": {"langId": Uri, "linkedRights": Uri, "encodedRights": str},
}  # fmt: skip
ITEM["associations"] = [{**ITEM, "name": str, "rel": str}]
# What must be there, by the name of the list it is in.
MUST = {
    "": ["uri"], "descriptions": ["value"], "headlines": ["value"], "bodies": ["value"], "renditions": ["name"],
    "associations": ["name", "uri"],
}  # fmt: skip


def findings(said, known=None, where: str = "") -> list[str]:
    """Return what is wrong with an object, a sentence each."""
    known = ITEM if known is None else known
    if not isinstance(said, dict):
        return [f"{where or 'the item'} is no object"]
    wrong = [f"{where} has no {name}" for name in MUST.get(where.rpartition(".")[2], ()) if name not in said]
    for name, value in said.items():
        here = f"{where}.{name}".lstrip(".")
        wrong += _value(value, known[name], here) if name in known else [f"{here} is unknown"]
    return wrong


def _value(value, kind, here: str) -> list[str]:
    if isinstance(kind, list):
        if not isinstance(value, list) or not value:
            return [f"{here} is no list with something in it"]
        return [found for each in value for found in findings(each, kind[0], here)]
    if isinstance(kind, dict):
        return findings(value, kind, here)
    if isinstance(kind, set):
        return [] if value in kind else [f"{here} is {value!r}"]
    if kind is int:
        return [] if isinstance(value, int) and not isinstance(value, bool) else [f"{here} is {value!r}"]
    if not isinstance(value, str):
        return [f"{here} is {value!r}"]
    if kind is Moment and not _MOMENT.fullmatch(value):
        return [f"{here} is no moment: {value!r}"]
    if kind is Uri and not (urlsplit(value).scheme and re.fullmatch(r"\S+", value)):
        return [f"{here} is no uri: {value!r}"]
    return []
