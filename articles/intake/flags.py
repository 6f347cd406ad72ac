"""Words desks print above copy that say what may be done with it."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from articles.intake import dates
from articles.intake.shapes import count, fold, is_caps

EMBARGO = re.compile(
    r"\bembargo(?:ed)?\b\s*(?:[:–—-]|until|till|til|to|for|by|is|time|date|details|copy|lift|$|\()|"
    r"\b(?:not|nothing) (?:for|to be) (?:publication|publish(?:ed)?|release(?:d)?|broadcast|use(?:d)?|"
    r"transmission)\b.{0,60}\b(?:before|until|till|prior to)\b|"
    r"^(?:hold|do not (?:publish|use|release|broadcast|run)).{0,30}\b(?:before|until|till)\b|"
    r"^release (?:date|time|on)\s*:|^for release\s*(?:at|on|after|:|\d)",
    re.I,
)
LIFTED = re.compile(
    r"\bembargo(?: is| has been)? (?:lifted|ends|ended|over|passed)\b|no embargo|"
    r"embargo\s*:\s*(?:none|immediate|n/?a)",
    re.I,
)
OPEN_ENDED = re.compile(r"further notice|further advi[cs]e|we say so|cleared|delivery|approval", re.I)
NOT_FOR = re.compile(
    r"^(?:strictly |draft[ :–—-]*|hold[ :–—-]*)?(?:not for (?:publication|release|broadcast|use|print|"
    r"transmission|distribution)|do not (?:publish|use|release|run|broadcast|transmit)|"
    r"for internal use only|hold for release|hold do not publish|not to be published|"
    r"off the record and not for publication)\b",
    re.I,
)
KILL = re.compile(
    r"^(?:(?:bulletin|mandatory|story|photo|advisory|please|copy|"
    r"urgent)\s+)*kill(?:\W+kill)*(?:\s+(?:notice|story|advisory|bulletin|note|mandatory))*\s*(?:$|"
    r"[:–—!/-])",
    re.I,
)
CORRECTS = re.compile(
    r"^(?:(?:eds|urgent|update \d+)?\W*)(?:corrects|corrected|correcting|correction|corrections|"
    r"correction & clarification|corrected version|write ?thru|refiles?|recasts?)\b\s*(?:[:–—(-]|to\b|"
    r"in\b|with\b|spelling\b|day\b|date\b|name\b|paragraph\b|headline\b|typo\b|figure\b|\d|$)",
    re.I,
)
CAPS_CORRECTS = re.compile(r"^(?:[A-Z]+ )?(?:CORRECTS|CORRECTING|REFILES|RECASTS|ADDS|UPDATES|CLARIFIES)\b")
NOTE = re.compile(
    r"^(?:notes? (?:to|for) (?:the )?(?:editors?|news ?desks?|desks?|subs|media|journalists|"
    r"broadcasters)|editors?'? notes?|editors(?=:)|eds(?: note)?|ed note|note to eds|desk note|"
    r"background for editors|advisory|notes? to producers)\b\s*(?:[:–—.-]|$)",
    re.I,
)
ENDS = re.compile(
    r"(?:[-–—*#~\s]*)(?:ends?|the end|more follows|mf|30|more to follow|end of (?:story|release|"
    r"press release|statement|article|copy|text))?(?:[-–—*#~/\s]*)",
    re.I,
)
END_WORDS = frozenset(
    (
        "ends",
        "enditem",
        "end",
        "30",
        "the end",
        "more follows",
        "mf",
        "more to follow",
        "end of story",
        "end of release",
        "end of press release",
        "end of statement",
        "end of article",
        "end of copy",
        "end of text",
        "xxx",
        "x x x",
    )
)
RELEASE = re.compile(
    r"^(?:for )?immediate release\b|^(?:press|media|news) (?:release|statement|notice|"
    r"advisory)\b\s*(?:$|[:–—|-]|from\b)|^for immediate (?:use|publication)\b",
    re.I,
)
CONTACT = re.compile(
    r"^(?:(?:media|press|news|editorial|public relations|pr|further)\s+)?(?:contacts?|enquir(?:y|ies)|"
    r"inquir(?:y|ies)|information|office|queries)\s*(?:information|details|person|officer|us)?\s*(?::|"
    r"$)|^for (?:more|further|additional|media|all media) (?:information|details|enquiries|inquiries|"
    r"queries|press)\b.{0,160}",
    re.I,
)


@dataclass(frozen=True)
class Flag:
    """What an advisory line means.

    Its kind is embargo, kill, not_for_publication, corrects, note, ends, release or contact.
    """

    kind: str


def read_flag(text):
    """Say which advisory a line is, or None."""
    if len(text) > 320:
        return None
    bare = text.strip(" *_#[](){}<>=~-–—")
    if is_end(text):
        return Flag("ends")
    if EMBARGO.search(bare[:120]) and is_advisory(bare, 26):
        return Flag("embargo")
    if fold(bare) in (
        "embargo",
        "embargoed",
        "strictly embargoed",
        "under embargo",
        "embargoed copy",
        "under strict embargo",
    ):
        return Flag("embargo")
    if KILL.match(bare) and (is_caps(bare[:4]) or count(bare) <= 2):
        return Flag("kill")
    if NOT_FOR.match(bare) and is_advisory(bare, 26):
        return Flag("not_for_publication")
    if NOTE.match(bare):
        return Flag("note")
    if CAPS_CORRECTS.match(bare) or (CORRECTS.match(bare) and (is_caps(bare.split()[0]) or ":" in bare[:40])):
        return Flag("corrects")
    if RELEASE.match(bare) and count(bare) <= 12:
        return Flag("release")
    return Flag("contact") if CONTACT.match(bare) and count(bare) <= 26 else None


def is_advisory(bare, most):
    """Say whether a line is a notice and not a sentence or a headline about an embargo."""
    if count(bare) > most:
        return False
    opening = " ".join(bare.split()[:7])
    said = re.search(r"embargo|not for|do not|nothing|hold|release|internal", opening, re.I)
    starts = re.match(
        r"\W*(?:strictly|under|strict|please note|note|this (?:release|report|copy|story|article|"
        r"press release|material|content|document)|all|media|news|press|time|date|check against delivery|"
        r"embargo(?:ed)?|not|nothing|do not|hold|release|for|copy|draft|confidential|off|time|the)\b",
        bare,
        re.I,
    )
    dated = any(one.day for one in dates.scan(bare, now=datetime(2024, 1, 10, 12, tzinfo=UTC)))
    return bool(said) and bool(starts) and (dated or is_caps(bare) or ":" in bare or count(bare) <= 9)


def is_end(text):
    folded = re.sub(r"^(ends?)(?: \1)+$", r"\1", fold(text))
    if not folded:
        return bool(re.fullmatch(r"[\s#*~=_·•.–—-]{1,60}", text)) and len(text.strip()) > 0
    return folded in END_WORDS and (count(text) > 1 or not text.strip()[0].isdigit() or "-" in text)


def read_embargo(text, *, now):
    """Read the moment in an embargo line: (aware moment or None, the name of a doubt or "")."""
    found = [one for one in dates.scan(text, now=now, future=True) if one.moment or one.day or one.problem]
    if not found:
        found = timed_today(text, now)
    if not found:
        return None, "open" if OPEN_ENDED.search(text) else "undated"
    one = found[0]
    if one.day is None:
        return None, "unreadable"
    moment = one.moment or datetime(one.day.year, one.day.month, one.day.day)
    moment, problem = settle(moment, one, now, text)
    if not one.moment:
        problem = "midnight"
    return moment, problem or one.problem


def settle(moment, one, now, text):
    """Give an embargo its zone, and its week: "Tuesday" said on a Tuesday morning is today."""
    problem = ""
    if moment.tzinfo is None:
        moment, problem = moment.replace(tzinfo=now.tzinfo or UTC), "zone"
    named_only_by_weekday = not any(character.isdigit() for character in dates.without_time(one.text))
    week_earlier = moment - timedelta(days=7)
    if named_only_by_weekday and week_earlier > now and "next" not in text.casefold():
        moment = week_earlier
    return moment, problem


def timed_today(text, now):
    """Read a time with no day ("until 18:00 GMT") as the next such time."""
    match = re.search(
        r"\d{1,2}[:.]\d{2}.{0,20}|\d{4}\s*(?:hrs|hours|gmt|bst|utc).{0,10}|\d{1,2}\s*[ap]\.?m\b.{0,16}|noon|midnight",
        text,
        re.I,
    )
    if not match:
        return []
    found = dates.scan("today " + match[0], now=now, future=True)
    if found and found[0].moment:
        moment = found[0].moment if found[0].moment.tzinfo else found[0].moment.replace(tzinfo=now.tzinfo or UTC)
        if moment <= now:
            return dates.scan("tomorrow " + match[0], now=now, future=True)
    return found
