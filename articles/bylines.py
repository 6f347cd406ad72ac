"""Bylines as newspapers print them: one line into names with roles and places, and back."""

import re
from dataclasses import dataclass

from articles.names import AGENCIES, DESK, JOB, OUTLET, PLACES, SURNAMES, is_name, kind_of, tidy_name
from articles.printed_byline import join_names, print_byline

__all__ = [
    "AGENCIES",
    "DESK",
    "ROLES",
    "Byline",
    "join_names",
    "print_byline",
    "read_byline",
    "read_credits",
    "split_lead",
    "unique",
]
ROLES = ("by", "additional", "photographs", "edited", "translated", "illustrations")


@dataclass(frozen=True)
class Byline:
    """One name on a story: kind is person, desk or agency."""

    name: str
    role: str = "by"
    place: str = ""
    kind: str = "person"


JOINT = re.compile(r"(\s*,\s*(?:and\s+|&\s+)?|\s+(?:and|&|et|und)\s+|\s+[/|–—-]\s+)", re.I)
EMAIL = re.compile(r"[\[(<]?\b[\w.+-]+@[\w-]+\.[\w.-]+\b[\])>]?")
# A writer's post and place in brackets, "(Paris, special correspondent)".
ASIDE = re.compile(r"\s*\([^()]{2,40},[^()]{2,40}\)")
HANDLE = re.compile(r"(?<!\w)@\w{2,}")
LEAD = (
    (
        "additional",
        r"(?:with )?(?:additional|further|extra|supplementary)(?: [\w-]+)? (?:reporting|research|"
        r"contributions?|writing|work)(?: (?:by|from))?|with (?:assistance|help) (?:from|by)|"
        r"contribut(?:ed|ing) (?:by|reporting by)|"
        r"(?:with )?(?:contributions?|reporting|reports|files|inputs?) from|with reporting by",
    ),
    (
        "photographs",
        r"photographs? by|photography by|photos? by|pictures? by|images by|photography|photographs|"
        r"photographed by|photographer",
    ),
    (
        "edited",
        (
            r"edit(?:ed|ing) by|editing|writing and editing by|compiled and edited by|editor|producer|"
            r"produced by"
        ),
    ),
    ("translated", r"translated (?:from [\w ]{2,30} )?by|translation by|translation"),
    ("illustrations", r"illustrat(?:ed|ions?) by|graphics? by|illustrations?|graphics?"),
    (
        "by",
        r"(?:exclusive |analysis |opinion |comment |commentary |review |interview |column |essay |"
        r"guest post |feature |special report )?by|(?:words|text|story|report|reporting|reported|written|"
        r"posted|published|byline|compiled|researched|writing|reporting and writing) by|words|byline|"
        r"author|authors|reporter|reporting|writer|written by:?|from|par|von|por|بقلم",
    ),
)
LEADS = [
    (role, re.compile(rf"^(?:{pattern})\s*[:\-–—]?\s+(?=\S)|^(?:{pattern})\s*:\s*", re.I)) for role, pattern in LEAD
]
# Who a writer works for, printed right after the name.
EMPLOYER = re.compile(
    r" ((?:Fox|BBC|Sky|CBS|NBC|ABC|ITV|CBC|PBS|Global|9) ?News|CNN|BBC|NPR|PA|AP|AFP|Reuters|Newsweek|Bloomberg|"
    r"BBC [A-Z][\w ]{2,24}|Al Jazeera|Euronews|CNBC|MSNBC|AAP|Local Democracy Reporter)$"
)
NAME_GOES_ON = re.compile(r"(?:van|von|de|del|der|bin|al|el|la|le|di|da)\b|[A-Z]\.")
GLUED_BY = re.compile(r"^By(?=[A-Z][a-z])")


def read_byline(text, *, bare=False):
    """Read a printed byline into Bylines; an empty list when the line is not one.

    `bare` accepts a line of names with no "By", as papers print them under a headline.
    """
    found, _organisations = read_credits(text, bare=bare)
    return found


def read_credits(text, *, bare=False):
    """Read a byline and the organisations it names: ([Byline], [organisation])."""
    text = ASIDE.sub("", EMAIL.sub(" ", text))
    text = re.sub(r"\s+", " ", HANDLE.sub(" ", text)).strip(" ,;|()[]*_–—-")
    found, organisations = [], []
    for part in re.split(
        r"\s*;\s*|(?<=[a-z])\.\s+(?=[A-Z][a-z]+ing by\b|Additional|Edited|Translated|Photographs)|"
        r",?\s+(?=(?:with )?additional (?:reporting|research)|with reporting by|photographs? by|"
        r"photography by|photos by|pictures by|illustrations? by|edited by)",
        text,
        flags=re.I,
    ):
        role, names, led = split_lead(part)
        if not led and not bare and not found:
            return [], []
        read, orgs = read_names(names, role if led else (found[-1].role if found else "by"), led)
        if not read and not orgs:
            return [], []
        found += read
        organisations += orgs
    return unique(found), organisations


def split_lead(part):
    """Split off "By", "Additional reporting by", …: (role, the rest, whether there was one)."""
    part = GLUED_BY.sub("By ", part.strip())
    for role, pattern in LEADS:
        match = pattern.match(part)
        if match:
            return role, part[match.end() :].strip(), True
    return "by", part, False


def read_names(text, role, led):
    """Read "A in Beirut, B and C" under one role: ([Byline], [organisation])."""
    found, organisations = [], []
    text = re.sub(r"^(?:the )?(?=(?:exclusive)\b)", "", text, flags=re.I)
    for joint, name, place, orgs, known in people(text):
        organisations += orgs
        if not known and not name:
            return [], []
        if name and found and joint == "," and kind_of(name) != "person":
            organisations += [name] if kind_of(name) == "agency" else []
        elif name:
            found.append(Byline(name, role, place, kind_of(name)))
        elif place and found:
            found[-1] = Byline(found[-1].name, role, found[-1].place or place, found[-1].kind)
    if not found and organisations and led:
        found = [Byline(name, role, "", kind_of(name)) for name in organisations[:1]]
    return found, organisations


def people(text):
    """Yield (joint, name, place, organisations, understood) for each piece between commas and "and"."""
    joint = ""
    for turn, piece in enumerate(JOINT.split(text)):
        if turn % 2:
            joint = "and" if re.search(r"and|&|/|et|und", piece, re.I) else ","
            continue
        piece = piece.strip(" ,:*") if re.search(r"\b[A-Z]\.$|\b[JS]r\.$", piece) else piece.strip(" .,:*")
        if piece:
            yield joint, *read_piece(piece)


def read_piece(piece):
    """Read one piece of a byline as a name with a place, a job, a place or an organisation."""
    organisations = []
    name, place = split_place(piece)
    hired = re.match(r"(.+?)\s+(?:(?:special|exclusively) )?(?:for|from|of)\s+(.+)$", name, re.I)
    if hired and is_name(hired[1]):
        organisations.append(tidy_organisation(hired[2]))
        name = hired[1]
    bracket = re.match(r"(.+?)\s*[(\[]([^)\]]+)[)\]]$", name)
    if bracket:
        organisations += [bracket[2]] if OUTLET.search(bracket[2]) or bracket[2].casefold() in AGENCIES else []
        name = bracket[1]
    mixed = re.match(r"([A-Z][A-Z.'’ -]* [A-Z'’-]{3,}) ((?:The )?[A-Z][a-z].*)$", name)
    if mixed and is_name(mixed[1]):
        organisations, name = [*organisations, mixed[2]], mixed[1]
    if name.casefold() in AGENCIES or kind_of(name) == "desk":
        return tidy_name(name), place, organisations, True
    return read_plain(name, place, organisations)


def read_plain(name, place, organisations):
    """Read what is left of a piece: a place, a job, a paper or a name."""
    if name.casefold() in PLACES:
        return "", name, organisations, True
    if JOB.search(name):
        return person_after_job(name) or person_before_job(name), place, organisations, True
    hired = EMPLOYER.search(name)
    if hired and is_name(name[: hired.start()]):
        return tidy_name(name[: hired.start()]), place, [*organisations, hired[1]], True
    if OUTLET.search(name) and not (
        is_name(name) and len(name.split()) == 2 and name.split()[1].casefold() in SURNAMES
    ):
        return "", place, [*organisations, tidy_organisation(name)], True
    if is_name(name):
        return tidy_name(name), place, organisations, True
    if re.match(r"^The [A-Z]", name) and len(name.split()) <= 6:
        return "", place, [*organisations, tidy_organisation(name)], True
    if re.match(r"^[A-Z][\w.'’-]+$", name):
        return "", name, organisations, True
    return "", place, organisations, False


def split_place(piece):
    """Split "Jane Doe in Beirut" into the name and the place."""
    match = re.match(r"(.+?)\s+(?:in|reports from|reporting from|reporting in|at)\s+((?:the )?[A-Z][\w.'’ -]+)$", piece)
    if match:
        return match[1].strip(), match[2].strip()
    match = re.match(r"([A-Z .'’-]+?)\s+IN\s+([A-Z][A-Z .'’-]+)$", piece)
    return (match[1].strip(), match[2].strip()) if match else (piece, "")


def person_after_job(name):
    """Give "Jane Doe" out of "Health correspondent Jane Doe", or nothing for a job alone."""
    tail = []
    for word in reversed(name.split()):
        if JOB.fullmatch(word) or OUTLET.fullmatch(word) or not word[:1].isupper():
            break
        tail.insert(0, word)
    rest = " ".join(tail)
    head = name[: len(name) - len(rest)].strip()
    return tidy_name(rest) if 2 <= len(tail) <= 3 and head and JOB.search(head) and is_name(rest) else ""


def person_before_job(name):
    """Give "Jane Doe" out of "Jane Doe Health correspondent", or nothing."""
    parts = name.split()
    for length in (2, 3):
        first, rest = " ".join(parts[:length]), " ".join(parts[length:])
        if len(parts) > length and is_name(first) and not JOB.search(first) and JOB.search(rest):
            if parts[length][:1].isupper() and not is_name(" ".join(parts[: length + 1])):
                return tidy_name(first)
            if not NAME_GOES_ON.match(parts[length]):
                return tidy_name(first)
    return ""


def tidy_organisation(name):
    return re.sub(r"\s+", " ", name).strip(" .,|")


def unique(found):
    """Keep each name once, in the first role it had."""
    seen, kept = set(), []
    for byline in found:
        key = byline.name.casefold()
        if key not in seen:
            seen.add(key)
            kept.append(byline)
    return kept
