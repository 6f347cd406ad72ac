"""Bylines as newspapers print them: one line into names with roles and places, and back."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

ROLES = ("by", "additional", "photographs", "edited", "translated", "illustrations")


@dataclass(frozen=True)
class Byline:
    """One name on a story: kind is person, desk or agency."""

    name: str
    role: str = "by"
    place: str = ""
    kind: str = "person"


AGENCIES = {
    "reuters": "Reuters",
    "thomson reuters": "Reuters",
    "ap": "AP",
    "associated press": "The Associated Press",
    "the associated press": "The Associated Press",
    "afp": "AFP",
    "agence france-presse": "Agence France-Presse",
    "agence france presse": "Agence France-Presse",
    "dpa": "dpa",
    "deutsche presse-agentur": "Deutsche Presse-Agentur",
    "pa": "PA",
    "pa media": "PA Media",
    "press association": "Press Association",
    "upi": "UPI",
    "united press international": "United Press International",
    "xinhua": "Xinhua",
    "tass": "TASS",
    "ria novosti": "RIA Novosti",
    "interfax": "Interfax",
    "sputnik": "Sputnik",
    "anadolu": "Anadolu",
    "anadolu agency": "Anadolu Agency",
    "aa": "AA",
    "efe": "EFE",
    "ansa": "ANSA",
    "kyodo": "Kyodo",
    "kyodo news": "Kyodo News",
    "yonhap": "Yonhap",
    "bernama": "Bernama",
    "antara": "Antara",
    "pti": "PTI",
    "press trust of india": "Press Trust of India",
    "ani": "ANI",
    "ians": "IANS",
    "app": "APP",
    "aap": "AAP",
    "australian associated press": "Australian Associated Press",
    "the canadian press": "The Canadian Press",
    "canadian press": "The Canadian Press",
    "cp": "CP",
    "bloomberg": "Bloomberg",
    "bloomberg news": "Bloomberg News",
    "dow jones": "Dow Jones",
    "dow jones newswires": "Dow Jones Newswires",
    "wafa": "WAFA",
    "sana": "SANA",
    "irna": "IRNA",
    "nna": "NNA",
    "spa": "SPA",
    "wam": "WAM",
    "kuna": "KUNA",
    "petra": "Petra",
    "mena": "MENA",
    "ukrinform": "Ukrinform",
    "tap": "TAP",
    "nan": "NAN",
    "gna": "GNA",
    "lusa": "Lusa",
    "belga": "Belga",
    "apa": "APA",
    "ats": "ATS",
    "ntb": "NTB",
    "tt": "TT",
    "ritzau": "Ritzau",
    "jiji": "Jiji",
    "jiji press": "Jiji Press",
    "cna": "CNA",
    "kcna": "KCNA",
    "rnz": "RNZ",
    "news agencies": "News Agencies",
    "agencies": "Agencies",
    "wire services": "Wire Services",
    "wires": "Wires",
    "inter press service": "Inter Press Service",
    "ips": "IPS",
    "afp-jiji": "AFP-Jiji",
    "tribune news service": "Tribune News Service",
    "states newsroom": "States Newsroom",
}
DESK = re.compile(
    r"\b(desk|staff|newsroom|team|editors|editorial board|editorial|bureau|reporters|correspondents|webdesk|contributors|"
    r"our correspondent|our reporter|special correspondent|staff reporter|staff writer|news online|monitoring|investigations unit)\b",
    re.I,
)
JOB = re.compile(
    r"\b(correspondents?|editors?|reporters?|writers?|columnists?|journalists?|producers?|critics?|chief|bureau|staff|"
    r"contributors?|contributing|freelancer?|analysts?|fellow|professor|lecturer|photographers?|photojournalists?|senior|"
    r"presenter|anchor|intern|trainee|author|director|president|researcher|blogger|host|scientist|specialist|service|"
    r"political|diplomatic|associate|deputy|assistant|executive|head of|managing|co-founder|founder|member|minister|"
    r"meteorologist|digital|multimedia|exclusive|report for america|phd|ph\.d\.?|md|m\.d\.?)\b",
    re.I,
)
OUTLET = re.compile(
    r"\b(news|times|post|gazette|herald|tribune|guardian|telegraph|journal|daily|mail|mailonline|mirror|independent|"
    r"observer|chronicle|courier|dispatch|examiner|express|globe|inquirer|ledger|press|record|register|review|sentinel|"
    r"standard|star|sun|today|weekly|world|bbc|cnn|npr|abc|cbs|nbc|itv|sky|media|radio|television|tv|network|magazine|"
    r"broadcasting|online|live|pbs|cbc|voice|advertiser|argus|echo|bulletin|republic|city paper|monitor|newspaper|"
    r"newspapers|publishing|digest|insider|report|wire|agency|foundation|university|institute|conversation|"
    r"dailymail\.com|[\w-]+\.(?:com|org|net|co\.uk|co|io|news))\b",
    re.I,
)
PLACES = frozenset(
    """new york|los angeles|san francisco|hong kong|new delhi|tel aviv|abu dhabi|washington dc|cape town|mexico city|
    buenos aires|south africa|saudi arabia|united states|united kingdom|san diego|las vegas|kuala lumpur|addis ababa|
    sri lanka|new zealand|north korea|south korea|costa rica|puerto rico|el salvador|sierra leone|south sudan|burkina faso|
    ivory coast|papua new guinea|west bank|gaza city|sao paulo|são paulo|rio de janeiro|san juan|santo domingo|panama city|
    guatemala city|kuwait city|ho chi minh city|phnom penh|east jerusalem|the hague|northern ireland|new mexico|new jersey|
    new hampshire|north carolina|south carolina|north dakota|south dakota|west virginia|rhode island|st louis|st. louis|
    new orleans|salt lake city|san antonio|kansas city|san jose|fort worth|port-au-prince|port au prince|khan younis|
    deir ezzor|new south wales|western australia|south australia|washington, d.c.|washington d.c.|white house|
    capitol hill|silicon valley|middle east|south asia|southeast asia|latin america|west africa|east africa|north africa|
    central asia|eastern europe|western europe""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)
NOT_A_NAME = re.compile(
    r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(today|yesterday|tomorrow|january|february|august|september|october|"
    r"november|december|read|share|watch|listen|follow|subscribe|minutes?|hours?|ago|updated|published|photos?|more|our|"
    r"your|this|these|they|how|why|what|when|where|who|with|about|after|before|over|under|into|its|their|says?|said|"
    r"will|can|should|must|are|was|were|has|have|not|all|new|law|war|election|elections|health|sport|sports|politics|"
    r"opinion|business|breaking|latest|top|stories|story|video|live|home|menu|east|west|affairs|rights|climate|"
    r"environment|science|technology|tech|culture|travel|lifestyle|economy|world|advertisement|newsletter)\b",
    re.I,
)
PARTICLES = frozenset(
    "al el bin ibn ben bint de da do dos das del della di du la le van von der den ter ten af av zu y e abu st st. o' d' a d".split()
)
NAME_WORD = re.compile(r"^(?:[^\W\d_]\.?)+$|^[^\W\d_][^\W\d_.'’ʻ`‘-]*(?:[.'’ʻ`‘-][^\W\d_]*)*\.?$")
JOINT = re.compile(r"(\s*,\s*(?:and\s+|&\s+)?|\s+(?:and|&)\s+|\s+[/|–—-]\s+)", re.I)
EMAIL = re.compile(r"[\[(<]?\b[\w.+-]+@[\w-]+\.[\w.-]+\b[\])>]?")
HANDLE = re.compile(r"(?<!\w)@\w{2,}")
LEAD = (
    (
        "additional",
        r"(?:with )?(?:additional|further|extra|supplementary)(?: [\w-]+)? (?:reporting|research|contributions?|writing|work)(?: (?:by|from))?|contribut(?:ed|ing) (?:by|reporting by)|(?:with )?(?:contributions?|reporting|reports|files|inputs?) from|with reporting by",
    ),
    (
        "photographs",
        r"photographs? by|photography by|photos? by|pictures? by|images by|photography|photographs|photographed by|photographer",
    ),
    ("edited", r"edit(?:ed|ing) by|editing|writing and editing by|compiled and edited by|editor|producer|produced by"),
    ("translated", r"translated (?:from [\w ]{2,30} )?by|translation by|translation"),
    ("illustrations", r"illustrat(?:ed|ions?) by|graphics? by|illustrations?|graphics?"),
    (
        "by",
        r"(?:exclusive |analysis |opinion |comment |commentary |review |interview |column |essay |guest post |feature |special report )?by|(?:words|text|story|report|reporting|reported|written|posted|published|byline|compiled|researched|writing|reporting and writing) by|words|byline|author|authors|reporter|reporting|writer|written by:?|from",
    ),
)
LEADS = [
    (role, re.compile(rf"^(?:{pattern})\s*[:\-–—]?\s+(?=\S)|^(?:{pattern})\s*:\s*", re.I)) for role, pattern in LEAD
]
GLUED_BY = re.compile(r"^By(?=[A-Z][a-z])")


def read_byline(text, *, bare=False):
    """Read a printed byline into Bylines; an empty list when the line is not one.

    `bare` accepts a line of names with no "By", as papers print them under a headline.
    """
    found, _organisations = read_credits(text, bare=bare)
    return found


def read_credits(text, *, bare=False):
    """Read a byline and the organisations it names: ([Byline], [organisation])."""
    text = EMAIL.sub(" ", text)
    text = re.sub(r"\s+", " ", HANDLE.sub(" ", text)).strip(" ,;|()[]*_–—-")
    found, organisations = [], []
    for part in re.split(
        r"\s*;\s*|(?<=[a-z])\.\s+(?=[A-Z][a-z]+ing by\b|Additional|Edited|Translated|Photographs)|,?\s+(?=(?:with )?additional (?:reporting|research)|with reporting by|photographs? by|photography by|photos by|pictures by|illustrations? by|edited by)",
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
            joint = "and" if re.search(r"and|&|/", piece, re.I) else ","
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
    mixed = re.match(r"([A-Z][A-Z.'’ -]+ [A-Z.'’-]{2,}) ((?:The )?[A-Z][a-z].*)$", name)
    if mixed and is_name(mixed[1]):
        organisations, name = [*organisations, mixed[2]], mixed[1]
    if name.casefold() in AGENCIES or kind_of(name) == "desk":
        return tidy_name(name), place, organisations, True
    if name.casefold() in PLACES:
        return "", name, organisations, True
    if JOB.search(name):
        return person_after_job(name), place, organisations, True
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


# Outlet words that are family names as well.
SURNAMES = frozenset("post mail star sun press times world guardian herald record register monitor sky".split())


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


def is_name(text):
    """Say whether a text has the shape of a person's name."""
    parts = text.split()
    if not 2 <= len(parts) <= 6 or parts[0] in ("The", "A", "An") or NOT_A_NAME.search(text) or text.casefold() in PLACES:
        return False
    if not all(NAME_WORD.match(part) for part in parts):
        return False
    proper = [part for part in parts if part.casefold() not in PARTICLES]
    if len(proper) > 4 or not proper:
        return False
    return all(part[0].isupper() or (part[0] in "'’‘" and len(part) > 1) or "-" in part for part in proper)


def kind_of(name):
    if name.casefold() in AGENCIES:
        return "agency"
    return "desk" if DESK.search(name) and not is_person_with_desk(name) else "person"


def is_person_with_desk(name):
    return bool(re.search(r"\bstaff (photographer|sgt)\b", name, re.I))


def tidy_name(name):
    """Give a name as it is written: capitals lowered, spaces single; agencies keep their own spelling."""
    name = re.sub(r"\s+", " ", name).strip()
    letters = [letter for letter in name if letter.isalpha()]
    if name.casefold() in AGENCIES and len(name) <= 5:
        return name
    if letters and all(letter.isupper() for letter in letters) and len(name) > 4:
        return " ".join(lower_caps(word) for word in name.split())
    return name


def lower_caps(word):
    if re.fullmatch(r"(?:[A-Z]\.)+|II+|IV|[A-Z]{2}(?=\b)(?<=PA|AP|UK|US)", word):
        return word
    word = re.sub(r"[^\W\d_]+", lambda match: match[0].capitalize(), word)
    word = re.sub(r"^Mc(\w)", lambda match: "Mc" + match[1].upper(), word)
    return word.replace("’S", "’s") if len(word) > 3 else word


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


def print_byline(bylines):
    """Print bylines as one line: "By A in Beirut, B and C; additional reporting by D"."""
    lead = {
        "by": _("By %(names)s"),
        "additional": _("additional reporting by %(names)s"),
        "photographs": _("photographs by %(names)s"),
        "edited": _("edited by %(names)s"),
        "translated": _("translated by %(names)s"),
        "illustrations": _("illustrations by %(names)s"),
    }
    parts = []
    for role in ROLES:
        names = [
            one.name + (_(" in %(place)s") % {"place": one.place} if one.place else "")
            for one in bylines
            if one.role == role
        ]
        if names:
            parts.append(lead[role] % {"names": join_names(names)})
    line = "; ".join(parts)
    return line[:1].upper() + line[1:]


def join_names(names):
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}
