"""Lines under a headline that carry names, dates and the small words around them."""

import re
from dataclasses import dataclass, field

from articles.bylines import EMAIL, HANDLE, read_credits, split_lead
from articles.intake import dates
from articles.intake.furniture import is_furniture, is_section
from articles.intake.shapes import SMALL as SMALL_WORDS
from articles.intake.shapes import count, fold, words
from articles.names import AGENCIES, JOB, OUTLET, PLACES, is_name, kind_of

MOST_WORDS = 40
LABELS = re.compile(
    r"\b(?:(?:first|originally|last|date|story|article|page|latest|time|content|web|online|"
    r"print)\s+)*(?:published|posted|updated?|modified|edited|revised|created|issued|released?|"
    r"submitted|uploaded|added|date|dated|sent|aired|filed|publiée?|mise? à jour|modifiée?|publicado|actualizado|"
    r"veröffentlicht|aktualisiert)\b(?:\s+(?:on|at|in|by|date|time|le|el|am|"
    r"online))?\s*[:|-]?",
    re.I,
)
UPDATED = re.compile(r"\b(?:updated?|modified|edited|revised|modifiée?|mise? à jour|actualizado|aktualisiert)\b", re.I)
PUBLISHED = re.compile(
    r"\b(?:publiée?|publicado|veröffentlicht|published|posted|created|issued|released|date|filed|uploaded)\b", re.I
)
SMALL = re.compile(
    r"^(?:on|at|in|by|the|and|of|from|to|am|pm|gmt|utc|hrs|local time|ist|date|time|posted|ago|old|new|\W)*$", re.I
)
SPLIT = re.compile(r"\s*[|•·●▪/]\s*|\s+[–—-]+(?:\s+|(?=[A-Z]))|\s*[–—]\s*|\n")
CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?(?:\s+[A-Z]{2,5}\b)?", re.I)
PLACE_HEAD = re.compile(
    r"^(?:New|Port|Saint|St\.?|San|Santa|Los|Las|North|South|East|West|Cape|Fort|Mount|Lake|El|Upper|"
    r"Lower) [A-Z][\w'’-]+$"
)
ROLE_LINE = re.compile(r"^[\w&,'’. -]{3,90}$")


# Where pages print one date or label right after another, without a space.
GLUED = re.compile(
    r"(?<=\b(?:19|20)\d\d)(?=\d{1,2}:\d\d|[A-Z][a-z]+ \d|Updated|Modified|Last)|"
    r"(?<=[a-zA-Z0-9])(?=(?:Last )?(?:Updated|Modified)\b)"
)
# A weekday alone dates a page only where the line begins with it, or names its writer.
STARTS_DATE = re.compile(
    r"(?:by\b|on\b|last\b|published|posted|updated|filed|today|yesterday|(?:mon|tue|wed|thu|fri|sat|sun)\w*\b(?:\W|$))",
    re.I,
)


STARTS_LABEL = re.compile(r"(?:last )?(?:updated?|published|posted)\b", re.I)
# What blogs print where nobody gave a name.
NOBODY = frozenset(("admin", "administrator", "webmaster", "user", "author", "guest", "wpadmin"))


@dataclass
class Meta:
    """What a line under a headline says."""

    bylines: list = field(default_factory=list)
    dates: list = field(default_factory=list)
    organisations: list = field(default_factory=list)
    place: str = ""
    role: str = "date"
    updated_only: bool = False


def read_meta(text, *, now, bare=False):
    """Read a line as byline and date; None when it says anything else."""
    text = GLUED.sub(" ", text) if any(letter.isdigit() for letter in text) else text
    if count(text) > MOST_WORDS or len(text) > 320:
        return None
    found = dates.scan(text, now=now)
    rest = without(text, found)
    labelled = LABELS.search(rest) if found else None
    if found:
        rest = LABELS.sub(" | ", CLOCK.sub(" | ", rest))
    if found and not any(map(is_dated, found)) and not STARTS_DATE.match(text):
        return None
    meta = Meta(dates=published_first(text, found))
    meta.updated_only = bool(found and labelled and UPDATED.search(text) and not PUBLISHED.search(text))
    for piece in pieces(rest):
        if found and ends_with_place(text, piece):
            meta.place = meta.place or piece
            continue
        if labelled and STARTS_LABEL.match(text) and count(piece) <= 4 and not is_name(split_lead(piece)[1]):
            continue
        if not take(piece, meta, bare or bool(found)):
            return None
    if not meta.bylines and not meta.dates:
        return None
    meta.role = "byline" if meta.bylines else "dateline" if meta.place else "date"
    return meta


def ends_with_place(text, piece):
    """Say whether a dated line ends, after a dash, with a place in capitals: "… 08:14 pm IST - HULLOOR"."""
    if not piece.isupper() or len(piece) < 4 or count(piece) > 3 or is_section(piece) or is_furniture(piece):
        return False
    return bool(re.search(rf"\d.*\s[–—-]\s+{re.escape(piece)}$", text))


def is_dated(one):
    """Say whether a date has figures, or none but words that count from now."""
    return any(letter.isdigit() for letter in one.text) or "ago" in one.text.casefold()


def without(text, found):
    """Blank the dates out of a line."""
    for one in reversed(found):
        text = text[: one.start] + " | " + text[one.end :]
    return text


def pieces(rest):
    for piece in SPLIT.split(HANDLE.sub(" ", EMAIL.sub(" ", rest))):
        piece = piece.strip(" ,:;.()[]*_&–—-")
        if piece and not SMALL.match(piece):
            yield piece


def published_first(text, found):
    """Order dates so that one labelled "updated" comes after one that is not."""
    updated = []
    for one in found:
        before = text[: one.start]
        label = max((match.start() for match in UPDATED.finditer(before)), default=-1)
        other = max((match.start() for match in PUBLISHED.finditer(before)), default=-1)
        updated.append(label > other)
    return [one for one, late in zip(found, updated, strict=True) if not late] + [
        one for one, late in zip(found, updated, strict=True) if late
    ]


def take(piece, meta, bare):
    """Take one piece of the line into the meta; False when it is none of ours."""
    _role, name, led = split_lead(piece)
    if led and fold(name) in NOBODY:
        return True
    if led or not (is_furniture(piece) or is_section(piece)):
        names, organisations = read_credits(piece, bare=False)
        if names or organisations:
            meta.bylines += names
            meta.organisations += organisations
            return True
    if is_furniture(piece) or is_section(piece):
        return True
    return take_bare(piece, meta) if bare or meta.bylines else False


def take_bare(piece, meta):
    """Take a piece that has no "By": a name, a place, a job, a paper's name."""
    if piece.casefold() in AGENCIES or kind_of(piece) == "desk":
        names, _organisations = read_credits(piece, bare=True)
        meta.bylines += names if not meta.bylines else []
        meta.organisations += [piece] if piece.casefold() in AGENCIES else []
        return True
    if (
        piece.casefold() in PLACES
        or PLACE_HEAD.match(piece)
        or re.fullmatch(r"[A-Z][\w'’.-]+(?:, [A-Z][\w'’. -]+)?", piece)
    ):
        if OUTLET.fullmatch(piece):
            meta.organisations.append(piece)
        else:
            meta.place = meta.place or piece
        return True
    names, organisations = read_credits(piece, bare=True)
    if names or (organisations and count(piece) <= 5):
        meta.bylines += names if not meta.bylines or all(is_name(name.name) for name in names) else []
        meta.organisations += organisations
        return True
    return bool(JOB.search(piece)) and count(piece) <= 8


def is_job(text):
    """Say whether a line is a writer's job or paper and nothing more: "Health correspondent, BBC News"."""
    text = HANDLE.sub(" ", text).strip()
    if not ROLE_LINE.match(text) or count(text) > 10 or speaks(text):
        return False
    return bool(JOB.search(text)) and not text.rstrip().endswith(".") and fold(text) != ""


def speaks(text):
    """Say whether a line with a job in it says something of its own, as a dek does."""
    plain = [word for word in words(text) if word.islower() and word not in SMALL_WORDS and not JOB.fullmatch(word)]
    return len(plain) >= 4


def is_outlet(text):
    return count(text) <= 6 and bool(OUTLET.search(text)) and text[:1].isupper()
