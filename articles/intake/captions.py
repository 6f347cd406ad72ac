"""Captions and credit lines in the many ways pages print them."""

import re
from dataclasses import dataclass

from articles.intake.shapes import count, ends_sentence
from articles.names import AGENCIES, JOB, OUTLET, is_name

LABEL = (
    r"(?:(?:file|handout|stock|archive|archival|lead|main|cover|header|featured|top|hero|aerial|drone|"
    r"screen ?grab|courtesy|staff|press|social media) )?"
    r"(?:photos?|photographers?|photographs?|pictures?|pics?|images?|illustrations?|graphics?|cartoons?|video still|"
    r"still|screen ?grab|screenshots?|artwork|credits?|rendering)"
    r"(?: (?:credits?|source|courtesy(?: of)?|by|from|copyright|via))?"
)
SOURCES = (
    r"Getty|Reuters|REUTERS|AP|AFP|EPA|EFE|PA|Alamy|Shutterstock|iStock|Bloomberg|Anadolu|Xinhua|"
    r"Sputnik|TASS|UPI|dpa|Zuma|ZUMA|SOPA|"
    r"NurPhoto|Nurphoto|Rex|REX|Corbis|Unsplash|Pexels|Pixabay|Flickr|Wikimedia|Wikimedia Commons|"
    r"Wikipedia|Creative Commons|CC BY[\w .-]*|CC-BY[\w .-]*|NASA|"
    r"ESA|Instagram|Facebook|Twitter|Telegram|YouTube|Handout|HANDOUT|Supplied|File|FILE|Pool|POOL|"
    r"Courtesy|Press Association|Associated Press|"
    r"AAP|ANSA|Kyodo|Yonhap|Imago|IMAGO|Magnum|Picture Alliance|picture alliance|Maxar|Planet Labs|CP|"
    r"The Canadian Press|Canadian Press|"
    r"Middle East Images|Redux|Polaris|VCG|ANI|PTI|SANA|WAFA|IRNA|Press TV|Science Photo Library|SPL|"
    r"EyeEm|Adobe Stock|Stock|Depositphotos|SIPA|Sipa|Abaca|Avalon|"
    r"رويترز|الفرنسية|فرانس برس|الأناضول|أسوشيتد برس|غيتي|"
    r"Splash|Backgrid|BACKGRID|LNP|SWNS|Mercury Press|News Agency|Local Democracy Reporting Service|"
    r"LDRS|Google(?: Maps| Street View| Earth)?|Street View|Geograph|Mirrorpix|Hulton|Bettmann|Everett"
)
SOURCE = re.compile(rf"(?<!\w)(?:{SOURCES})(?!\w)")
LABELLED = re.compile(
    rf"^{LABEL}\s*[:;|–—-]\s*(?P<credit>\S.*)$|^(?:photos?|photographs?|pictures?|images?|"
    rf"illustrations?|graphics?) (?:by|courtesy(?: of)?|credit|from|via)\s*:?\s+(?P<by>\S.*)$|"
    rf"^(?:photo|image|picture) credit\s+(?P<bare>\S.*)$|^(?:©|\(c\)|copyright)\s*(?P<copyright>\S.*)$|"
    rf"^courtesy(?: of)?:?\s+(?P<courtesy>\S.*)$",
    re.I,
)
GLUED = re.compile(r"^(?:credit|photograph|image source)(?:\.{3}|…|,|:)?\s*(?P<credit>[A-Z©]\S.*)$", re.I)
BRACKETED = re.compile(r"\s*[(\[{](?P<inner>[^()\[\]{}]{2,140})[)\]}]\.?\s*$")
TRAILING = (
    re.compile(
        rf"(?:\s*[|–—-]\s*|(?<=[.!?”\"’)])\s*|\s{{1,}}(?=(?:photo|image|picture|pic) (?:credit|courtesy|"
        rf"source)))(?P<label>{LABEL}\s*[:|]\s*|(?:photos?|photographs?|pictures?|images?|illustrations?|"
        rf"graphics?) (?:by|courtesy of|courtesy)\s+|courtesy of\s+|©\s*)(?P<credit>\S.{{1,120}})$",
        re.I,
    ),
    re.compile(
        r"\s+(?P<label>(?:(?:Photo|Image|Picture) )?(?:CREDIT|Credits?|Pic|Pics|Picture|Photo|PHOTO|Photograph|Image|"
        r"Photographer)\s*(?::|\.{3}|…))\s*(?P<credit>[A-Z©@].{1,120})$"
    ),
    re.compile(r"(?<=[.!?”\"’)])\s*(?P<label>Credit(?::|\.{3}|…))\s*(?P<credit>[A-Z©@].{1,120})$"),
    re.compile(r"(?<=[a-zà-ÿ.!?”\"’)])(?P<label>(?:Image|Credit|Photo|Picture)s?:)\s+(?P<credit>[A-Z©].{1,100})$"),
    re.compile(
        r"(?<=[.!?”\"’)])\s+(?P<label>(?=[^a-z]+$))"
        r"(?P<credit>[A-Z][A-Z.'’-]+(?: [A-Z.'’-]+){1,3} (?:/|FOR|POUR) \S.{2,40})$"
    ),
    re.compile(
        r"(?<=[.!?”\"’)])\s+(?P<credit>[A-Z][\w'’-]+(?: [A-Z][\w.'’-]+){1,2}"
        r"(?: ?/ ?| for |, )(?:the )?(?P<paper>[A-Z][\w .&'’-]{2,40}))$"
    ),
    re.compile(r"\s+(?P<label>©)\s*(?P<credit>[^\W\d].{1,80})$"),
    re.compile(r"(?<=[.!?”\"’)])\s+(?P<credit>(?:FILE PHOTO: )?REUTERS/[\w .'’/-]{2,90})$"),
    re.compile(
        rf"(?<=[.!?”\"’)])\s+(?P<credit>[A-Z][\w.'’ -]{{2,50}}(?:\s?/\s?[\w.'’ -]{{2,50}})*"
        rf"\s?/\s?(?:{SOURCES})(?:[ /,][\w .'’/-]{{0,40}})?)$"
    ),
    re.compile(
        rf"(?<=[.!?”\"’)])\s+(?P<credit>(?:(?:{SOURCES})[/ ])?(?:{SOURCES})(?: Images| Photo|"
        rf" Photos)?(?:/[\w .'’/-]{{2,60}})?)$"
    ),
    re.compile(
        r"\s+[–—-]\s*(?P<credit>(?:[A-Z][\w.'’ -]{1,40} )?(?:AFP|Reuters|Bernama|EPA|AP|File|"
        r"Supplied)(?:[ /-]?(?:pic|photo|file pic|file photo|photos))?(?: by [A-Z][\w.'’ -]{2,40})?)\.?$"
    ),
)
STARTS = re.compile(
    r"^(?:(?:photo|image|picture|pic|video|media|figure)? ?caption(?: text)?(?:\s*[:,|–—-]\s*|"
    r"(?=[A-Z]))|(?:photos?|pictures?|images?|pictured|above|below|top photo|main (?:image|picture|"
    r"photo)|in this photo)\s*[:|]\s*)(?P<rest>\S.*)$",
    re.I,
)
BBC_SOURCE = re.compile(r"^(?:image|video|media|figure) (?:source|credit)\s*[,:]\s*(?P<credit>\S.*)$", re.I)
LICENSING = re.compile(
    r"^(?:Item \d{1,2} of \d{1,2}\s+|\[\d{1,2}/\d{1,2}\]\s*)|\s*(?:(?:Acquire|Purchase) Licensing Rights.*|view more)$"
)
# What a copyright line of a whole page has, and a picture's has not.
PAGE_RIGHTS = re.compile(r"\b(?:19|20)\d\d$|\brights reserved\b|\b(?:limited|ltd|llc|inc)\b", re.I)
HINTS = re.compile(
    r"\bfile (?:photo|picture|image|pic)\b|^file\b|\bin this (?:file |undated |handout |aerial |"
    r"\w+ \d+, \d{4},? )?(?:photo|image|picture|frame|grab)|\bpictured\b|\bseen (?:here|in this|on|in|"
    r"during|at|from|after)\b|"
    r"\((?:left|right|centre|center|l|r|c|top|bottom|pictured|second (?:left|right)|far (?:left|"
    r"right)|middle|back|front)\)|\b(?:left|right|centre|center), (?:and|with|speaks|stands|shakes|"
    r"walks|talks|listens|greets|looks)|"
    r"\bfrom left\b|\bleft to right\b|\b(?:photo|image|picture|screenshot|screengrab|still|"
    r"illustration|rendering|aerial view|general view|satellite image|handout) (?:shows?|of|from|"
    r"taken|released|provided|obtained)\b|"
    r"^(?:a|an|the) (?:general|aerial|drone|satellite|file|undated|handout|still)\b|\bposes? for\b",
    re.I,
)


@dataclass(frozen=True)
class Shot:
    """A caption and a credit found in one line; a credit line alone has no caption."""

    caption: str
    credit: str


def read_caption(text):
    """Read a line as a photo's caption with its credit, or as a credit line; None when it is neither."""
    text = LICENSING.sub("", text)
    if len(text) > 900 or len(text) < 4:
        return None
    started = STARTS.match(text)
    sourced = BBC_SOURCE.match(text)
    if sourced:
        return Shot("", tidy_credit(sourced["credit"]))
    if started and not is_credit(started["rest"]):
        inner = split_credit(started["rest"])
        return inner or Shot(started["rest"], "")
    return credit_line(text) or split_credit(text)


def credit_line(text):
    """Read a line that is nothing but a credit."""
    if count(text) > 16 or (ends_sentence(text) and count(text) > 9):
        return None
    labelled = LABELLED.match(text) or GLUED.match(text)
    if labelled:
        credit = next(value for value in labelled.groupdict().values() if value)
        looks_owed = count(credit) <= 12 and not re.match(r"\W*(?:copyright\s*)?(?:©\s*)?(?:19|20)\d\d\b", credit, re.I)
        return Shot("", tidy_credit(credit)) if looks_owed and not PAGE_RIGHTS.search(credit) else None
    whole = re.fullmatch(r"[(\[](.{2,140})[)\]]", text)
    if whole and is_credit(whole[1]):
        return Shot("", tidy_credit(whole[1]))
    return Shot("", tidy_credit(text)) if is_agency_credit(text) else None


def is_agency_credit(text):
    """Say whether a line is a name and an agency: "Jane Doe/AFP/Getty Images", "Getty Images"."""
    if re.match(r"REUTERS/\w", text) or re.fullmatch(
        rf"(?:{SOURCES})(?: Images?| Photos?| News)?(?: via (?:{SOURCES})(?: Images)?)?", text
    ):
        return count(text) <= 9 and text.casefold() not in AGENCIES
    hired = re.fullmatch(r"(.{4,40}?) for ((?:the )?[A-Z].{1,40})", text, re.I)
    if (
        hired
        and is_name(hired[1])
        and (OUTLET.search(hired[2]) or re.fullmatch(r"(?:[A-Z]\w*[A-Z]\w*|[A-Z]{2,6})", hired[2]))
    ):
        return True
    parts = re.split(r"\s*[/|]\s*|\s+via\s+|\s+for\s+", text)
    if len(parts) < 2 or count(text) > 12:
        return False
    if "/" in text and len(parts) == 2 and is_name(parts[0]) and BROADCASTER.fullmatch(parts[1]):
        return True
    sourced = any(SOURCE.fullmatch(re.sub(r"\s+(?:Images?|Photos?|News|File)$", "", part)) for part in parts)
    return sourced and all(count(part) <= 5 for part in parts)


def split_credit(text):
    """Split a caption from the credit it ends with."""
    bracketed = BRACKETED.search(text)
    aired = bracketed and STATION.fullmatch(bracketed["inner"]) and ends_sentence(text[: bracketed.start()])
    owed = bracketed and (is_credit(bracketed["inner"]) or is_name_of_credit(text[: bracketed.start()], bracketed))
    if aired or owed:
        caption = text[: bracketed.start()].strip(" |–—-")
        return Shot(caption, tidy_credit(bracketed["inner"])) if count(caption) else None
    barred = re.search(r"\s+\|\s+(?P<credit>[^|]{2,70})$", text)
    if barred and (is_credit(barred["credit"]) or is_name(barred["credit"].split("/")[0].strip())):
        return (
            Shot(text[: barred.start()], tidy_credit(barred["credit"])) if count(text[: barred.start()]) > 3 else None
        )
    for pattern in TRAILING:
        match = pattern.search(text)
        if match and count(match["credit"]) <= 14 and count(text[: match.start()]) >= 2:
            credit = match["credit"]
            if not is_paper(match.groupdict()):
                continue
            if "label" in match.groupdict() or looks_like_caption(text[: match.start()]):
                return Shot(text[: match.start()].strip(" |–—-"), tidy_credit(credit))
    return None


def is_paper(parts):
    """Say whether what follows a photographer's name is a paper or an agency, where a pattern asks for one."""
    return "paper" not in parts or bool(OUTLET.search(parts["paper"]) or SOURCE.search(parts["paper"]))


def is_name_of_credit(caption, bracketed):
    """Say whether brackets that end a caption hold the name of who took the picture."""
    inner = re.sub(r"\s*[,/]\s*|\s+for\s+", "/", bracketed["inner"].strip())
    if bracketed[0].rstrip().endswith(".") or not 4 <= count(caption) <= 45 or caption.lower().startswith("by "):
        return False
    first, _slash, paper = inner.partition("/")
    named = is_name(first) or (bool(OUTLET.search(first)) and count(first) <= 4 and first[:1].isupper())
    return named and count(paper) <= 5 and not JOB.search(inner)


def looks_like_caption(text):
    """Say whether what stands before an agency's name is short enough to be a caption."""
    return count(text) <= 70


BROADCASTER = re.compile(r"(?:BBC|CNN|NPR|ABC|CBS|NBC|ITV|CBC|PBS|RTÉ|RTE|Sky)(?: News| Sport)?")
# A station's call letters in brackets after the full stop of a caption.
STATION = re.compile(r"[KW][A-Z]{3}(?:[ /-]?(?:TV|FM|AM|DT))?(?: photo)?")


def is_credit(text):
    """Say whether the words in brackets at the end of a line are a credit."""
    text = text.strip()
    if count(text) > 16:
        return False
    if re.match(rf"^{LABEL}\s*(?::|by\b|courtesy\b|[–—-]|$)", text, re.I) or LABELLED.match(text):
        return True
    if re.search(
        r"\b(?:AP|AFP|Reuters|REUTERS|EPA|PA|PTI|ANI|Getty|Courtesy|File|Handout|Staff) (?:Photo|photo|"
        r"Image|Images|Pic|photograph|Archive)\b",
        text,
    ):
        return True
    parts = re.split(r"\s*[/|,]\s*|\s+via\s+|\s+for\s+", text)
    sourced = any(SOURCE.match(part) and count(part) <= 4 for part in parts)
    return sourced and (
        len(parts) > 1
        or bool(re.search(r"Images|Photo|File|Handout|Supplied|©", text))
        or SOURCE.fullmatch(text) is not None
    )


def tidy_credit(text):
    """Give who is owed, without "Photo credit:", brackets or a copyright sign."""
    text = text.strip().strip("()[]{}").strip()
    for _turn in range(3):
        text = re.sub(
            rf"^(?:{LABEL}\s*[:|–—-]\s*|(?:photos?|photographs?|pictures?|images?|illustrations?|"
            rf"graphics?) (?:by|courtesy of|courtesy|credit|from|via)\s*:?\s+|image source,?\s*|courtesy of\s+|"
            rf"courtesy:\s*|©\s*|\(c\)\s*|copyright\s+|credit\s+)",
            "",
            text,
            flags=re.I,
        ).strip()
    if not text.endswith((" Jr.", " Sr.")):
        text = text.rstrip(".") if not re.search(r"\b[A-Z]\.$", text) else text
    return text.strip()


def is_lone_name(text):
    return is_name(text) and count(text) <= 4


def hints_at_photo(text):
    """Say whether a sentence speaks as captions do: "(left)", "is seen", "file photo"."""
    return count(text) <= 60 and bool(HINTS.search(text))
