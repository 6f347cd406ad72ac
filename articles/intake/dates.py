"""Printed dates: finds the words of a date in a line and lets dateparser say what they mean."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timezone
from zoneinfo import ZoneInfo

import dateparser

# Months of other languages that pages print, by the English name.
FOREIGN = {
    "january": "janvier|enero|januar|janeiro|gennaio",
    "february": "février|fevrier|febrero|februar|fevereiro|febbraio",
    "march": "mars|marzo|märz|março",
    "april": "avril|abril|aprile",
    "may": "mai|mayo|maio|maggio",
    "june": "juin|junio|juni|junho|giugno",
    "july": "juillet|julio|juli|julho|luglio",
    "august": "août|aout|agosto",
    "september": "septembre|septiembre|setembro|settembre",
    "october": "octobre|octubre|oktober|outubro|ottobre",
    "november": "novembre|noviembre|novembro",
    "december": "décembre|decembre|diciembre|dezember|dezembro|dicembre",
}
ENGLISH = {name: month for month, names in FOREIGN.items() for name in names.split("|")}
MONTH = (
    r"(?:"
    + "|".join(sorted(ENGLISH, key=len, reverse=True))
    + r"|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|"
    r"aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
ZONE_NAMES = (
    "gmt|utc|bst|cet|cest|eet|eest|msk|ist|pst|pdt|mst|mdt|cst|cdt|est|edt|et|pt|ct|mt|aest|aedt|"
    "acst|awst|nzst|nzdt|jst|kst|hkt|sgt|pkt|eat|wat|cat|sast|trt|idt|gst|wib|pht|akst|akdt|hst|ast|"
    "adt|nst|ndt|irst|aet|uk|z"
)
TOKENS = (
    ("iso", r"\d{4}-\d{2}-\d{2}t\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z\b|[+-]\d{2}:?\d{2})?"),
    (
        "numeric",
        r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}\b|\d{1,2}/\d{1,2}/\d{2}\b|\d{1,2}-"
        + MONTH.replace(r"\b\.?", "")
        + r"-\d{2,4}\b",
    ),
    (
        "time",
        r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?\s?m\b\.?|(?:hrs|hours|h)\b)?|"
        r"\d{1,2}\s*[ap]\.?\s?m\b\.?|\d{4}\s*(?:hrs|hours|h)\b|\d{4}(?=\s*(?:gmt|utc|bst|cet|cest|est|edt|et|z)\b)|\d{1,2}h\d{2}\b|"
        r"(?<=at )\d{4}\b|\bnoon\b|\bmidday\b|\bmidnight\b",
    ),
    (
        "ago",
        r"(?:\d{1,3}\s*(?:hours?|hrs?|h|days?)\s+)?(?:an?|one|two|three|four|five|six|\d{1,3})\s*(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|"
        r"days?|weeks?|months?|years?|[hmdw])\s+ago\b|\bjust now\b",
    ),
    ("month", rf"\b{MONTH}"),
    ("weekday", rf"\b{WEEKDAY}"),
    ("zone", rf"(?:gmt|utc)\s*[+-]\s*\d{{1,2}}(?::?\d{{2}})?|\b(?:{ZONE_NAMES})\b|[+-]\d{{2}}:?\d{{2}}\b|(?<=\d)z\b"),
    ("relative", r"\b(?:today|yesterday|tomorrow|tonight)\b"),
    ("year", rf"\b(?:19|20)\d{{2}}(?:\b|(?=\d{{1,2}}\s*{MONTH}))"),
    ("day", r"(?:\b|(?<=(?:19|20)\d\d))\d{1,2}(?:st|nd|rd|th)?\b"),
    ("local", r"\(?\b(?:local|[a-z]{3,12}) time\b\)?"),
)
TOKEN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in TOKENS), re.I)
GLUE = re.compile(
    r"[\s,|·•()/–—-]*(?:(?:at|on|the|of|this|next|last|from|@|hrs|à|de|le|um|às|a las)[\s,]*)?[\s,|·•()/–—-]*", re.I
)
# Wall-clock names that stand for winter and summer time both.
WALL_ZONES = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
    "AET": "Australia/Sydney",
    "UK": "Europe/London",
}
# Names that several countries use for different hours, and the one most often meant.
UNSURE_ZONES = {"IST": "+0530", "AST": "-0400", "GST": "+0400"}
AMERICAN = re.compile(r"\b(?:E[SD]?T|P[SD]?T|C[SD]?T|M[SD]?T)\b|\b[ap]\.m\.")


@dataclass(frozen=True)
class PrintedDate:
    """A date as a line prints it, and what it means; problem names what is doubtful about it."""

    text: str
    start: int
    end: int
    day: date | None = None
    moment: datetime | None = None
    zone: str = ""
    problem: str = ""


def scan(text, *, now, future=False):
    """Give every printed date in a short text, in order."""
    return [read_run(text, run, now, future) for run in runs(text[:600]) if is_date(run)]


def runs(text):
    """Give the runs of date words in a text: lists of (kind, words, start, end)."""
    run = []
    for match in TOKEN.finditer(text):
        token = (match.lastgroup, match[0], match.start(), match.end())
        if run and (not GLUE.fullmatch(text, run[-1][3], match.start()) or breaks(run, token)):
            yield run
            run = []
        run.append(token)
    if run:
        yield run


def breaks(run, token):
    """Say whether a token starts another date: no date has two months, years or times."""
    kinds = [kind for kind, *_rest in run]
    kind = token[0]
    whole = {"iso", "numeric", "ago"}
    if kind in whole | {"month"} and whole & set(kinds):
        return True
    if kind in kinds and kind in ("month", "time", "year", "relative", "weekday", "zone"):
        return True
    return kind == "day" and ("day" in kinds or bool(whole & set(kinds)) or kinds == ["year"])


def is_date(run):
    kinds = {kind for kind, *_rest in run}
    if kinds & {"iso", "numeric", "ago", "relative", "weekday"}:
        return True
    return "month" in kinds and bool(kinds & {"day", "year"})


def read_run(text, run, now, future):
    """Say what a run of date words means."""
    parts = {}
    for kind, words, _start, _end in run:
        parts.setdefault(kind, words)
    start, end = trimmed(run)
    printed = text[start:end]
    if "numeric" in parts and is_ambiguous(parts["numeric"]):
        return numeric_date(printed, parts, start, end, now, text)
    parsed = understand(parts, now, future, "DMY")
    if parsed is None:
        return PrintedDate(printed, start, end, problem="unreadable")
    return finished(printed, start, end, parts, parsed, weekday_problem(parts, parsed))


def trimmed(run):
    """Give where the date's words start and end, a stray number before or after them left aside."""
    tokens = list(run)
    while tokens[0][0] in ("zone", "local"):
        tokens.pop(0)
    return tokens[0][2], tokens[-1][3]


def numeric_date(printed, parts, start, end, now, text):
    order = "MDY" if AMERICAN.search(text) else "DMY"
    parsed = understand(parts, now, False, order)
    if parsed is None:
        return PrintedDate(printed, start, end, problem="unreadable")
    return finished(printed, start, end, parts, parsed, "ambiguous")


def is_ambiguous(numeric):
    figures = re.split(r"\D+", numeric)
    if not all(figure.isdigit() for figure in figures) or len(figures[0]) == 4:
        return False
    return int(figures[0]) <= 12 and int(figures[1]) <= 12 and figures[0] != figures[1]


def understand(parts, now, future, order):
    """Hand the words of a date to dateparser in the order it knows: date, time, zone."""
    words = [in_english(kind, words) for kind, words in ordered(parts)]
    zone = zone_of(parts)
    if zone and zone not in WALL_ZONES:
        words.append(UNSURE_ZONES.get(zone, zone))
    settings = {
        "RELATIVE_BASE": now.replace(tzinfo=None),
        "PREFER_DATES_FROM": "future" if future else "past",
        "DATE_ORDER": order if len(re.split(r"\D+", parts.get("numeric", "0"))[0]) != 4 else "YMD",
        "PREFER_DAY_OF_MONTH": "first",
    }
    try:
        parsed = dateparser.parse(" ".join(words), languages=["en"], settings=settings)
    except (ValueError, OverflowError, RecursionError):
        return None
    if parsed and zone in WALL_ZONES:
        offset = parsed.replace(tzinfo=ZoneInfo(WALL_ZONES[zone])).utcoffset()
        parsed = parsed.replace(tzinfo=timezone(offset))
    return parsed


def ordered(parts):
    order = ("iso", "numeric", "weekday", "day", "month", "year", "relative", "ago", "time")
    sure = "month" in parts or "numeric" in parts or "iso" in parts
    return [(kind, parts[kind]) for kind in order if kind in parts and not (kind == "weekday" and sure)]


def in_english(kind, words):
    return clock(words) if kind == "time" else ENGLISH.get(words.casefold(), words)


def clock(words):
    """Write a printed time the way dateparser reads it."""
    words = words.lower().replace("noon", "12:00").replace("midday", "12:00").replace("midnight", "00:00")
    words = re.sub(r"([ap])\.?\s?m\.?", r"\1m", words)
    words = re.sub(r"^(\d{1,2})h(\d{2})$", r"\1:\2", words)
    words = re.sub(r"\s*(?:hrs|hours|h)\b", "", words)
    words = re.sub(r"^(\d{1,2})\.(\d{2})", r"\1:\2", words)
    return re.sub(r"^(\d{2})(\d{2})$", r"\1:\2", words)


def zone_of(parts):
    zone = parts.get("zone", "").upper().replace(" ", "")
    if "time" not in parts or "iso" in parts:
        return ""
    return "UTC" if zone == "Z" else zone


def finished(printed, start, end, parts, parsed, problem):
    """Keep only what was printed: a date alone has no time, a time without zone no offset."""
    zone = zone_of(parts)
    if "month" in parts and "day" not in parts:
        problem = problem or "month"
    timed = "iso" in parts or "time" in parts
    if "ago" in parts:
        problem = problem or "relative"
    if zone in UNSURE_ZONES:
        problem = problem or "zone"
    return PrintedDate(printed, start, end, parsed.date(), parsed if timed else None, zone, problem)


def weekday_problem(parts, parsed):
    """Say when the weekday printed is not that of the date printed."""
    if "weekday" not in parts or not ("month" in parts or "numeric" in parts):
        return ""
    return "" if parts["weekday"][:3].lower() == parsed.strftime("%a").lower() else "weekday"


def without_time(text):
    """Give the words of a date without its time of day."""
    return re.sub(dict(TOKENS)["time"], "", text, flags=re.I)
