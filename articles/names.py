"""The shapes of names: people, desks, agencies, papers, places and jobs."""

import re
from pathlib import Path

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
    "pa news agency": "PA news agency",
    "pa scotland": "PA Scotland",
    "pa wales": "PA Wales",
    "pa sport": "PA Sport",
    "pa political": "PA Political",
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
    "news wires": "News Wires",
    "newswires": "Newswires",
    "inter press service": "Inter Press Service",
    "ips": "IPS",
    "afp-jiji": "AFP-Jiji",
    "tribune news service": "Tribune News Service",
    "states newsroom": "States Newsroom",
}


DESK = re.compile(
    r"\b(desk|staff|newsroom|team|editors|editorial board|editorial|bureau|reporters|correspondents|"
    r"webdesk|contributors|"
    r"our correspondent|our reporter|special correspondent|staff reporter|staff writer|news online|"
    r"monitoring|investigations unit)\b",
    re.I,
)


JOB = re.compile(
    r"\b(correspondents?|editors?|reporters?|writers?|columnists?|journalists?|producers?|critics?|"
    r"chief|bureau|staff|"
    r"contributors?|contributing|freelancer?|analysts?|fellow|professor|lecturer|photographers?|"
    r"photojournalists?|senior|"
    r"presenter|anchor|intern|trainee|author|director|president|researcher|blogger|host|scientist|specialist|service|"
    r"political|diplomatic|associate|deputy|assistant|executive|head of|managing|co-founder|founder|member|minister|"
    r"meteorologist|digital|multimedia|exclusive|report for america|phd|ph\.d\.?|md|m\.d\.?)\b",
    re.I,
)


OUTLET = re.compile(
    r"\b(news|times|post|gazette|herald|tribune|guardian|telegraph|journal|daily|mail|mailonline|mirror|independent|"
    r"observer|chronicle|courier|dispatch|examiner|express|globe|inquirer|ledger|press|record|"
    r"register|review|sentinel|"
    r"standard|star|sun|today|weekly|world|bbc|cnn|npr|abc|cbs|nbc|itv|sky|media|radio|television|tv|"
    r"network|magazine|"
    r"broadcasting|online|live|pbs|cbc|voice|advertiser|argus|echo|bulletin|republic|city paper|monitor|newspaper|"
    r"newspapers|publishing|digest|insider|report|wire|agency|foundation|university|institute|conversation|"
    r"dailymail\.com|[\w-]+\.(?:com|org|net|co\.uk|co|io|news))\b",
    re.I,
)


# Places of several words, which have the shape of a name.
PLACES = frozenset(
    (Path(__file__).parent / "intake" / "words" / "places.txt").read_text(encoding="utf-8").split("\n")
) - {""}


NOT_A_NAME = re.compile(
    r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(today|yesterday|tomorrow|january|february|"
    r"august|september|october|"
    r"november|december|read|share|watch|listen|follow|subscribe|minutes?|hours?|ago|updated|"
    r"published|photos?|more|our|"
    r"your|this|these|they|how|why|what|when|where|who|with|about|after|before|over|under|into|its|their|says?|said|"
    r"will|can|should|must|are|was|were|has|have|not|all|new|law|war|election|elections|health|sport|sports|politics|"
    r"opinion|business|breaking|latest|top|stories|story|video|live|home|menu|east|west|affairs|rights|climate|"
    r"environment|science|technology|tech|culture|travel|lifestyle|economy|world|advertisement|newsletter)\b",
    re.I,
)


PARTICLES = frozenset(
    (
        "al el bin ibn ben bint de da do dos das del della di du la le van von der den ter ten af av zu "
        "y e abu st st. o' d' a d"
    ).split()
)


NAME_WORD = re.compile(r"^(?:[^\W\d_]\.?)+$|^[^\W\d_][^\W\d_.'’ʻ`‘-]*(?:[.'’ʻ`‘-][^\W\d_]*)*\.?$")


# Outlet words that are family names as well.
SURNAMES = frozenset("post mail star sun press times world guardian herald record register monitor sky".split())


def is_name(text):
    """Say whether a text has the shape of a person's name."""
    parts = text.split()
    if (
        not 2 <= len(parts) <= 6
        or parts[0] in ("The", "A", "An")
        or NOT_A_NAME.search(text)
        or text.casefold() in PLACES
    ):
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
