"""Notices in the raw text: embargo, kill, corrections, notes to editors, and the heads of mail."""

import re

from django.utils.translation import gettext as _

from articles.intake import doubts, flags
from articles.intake.captions import read_caption
from articles.intake.mail import read_desk_notes, read_mail
from articles.intake.origin import WIRES
from articles.intake.shapes import count, ends_sentence, is_prose

PRESS_OFFICE = re.compile(r"\b(?:media|press) (?:contact|enquir|inquir|office|queries|information|relations)", re.I)
RELEASE = re.compile(r"\b(?:press|media|news) (?:release|statement)\b", re.I)
KILL_WORDS = re.compile(
    r"\bkill(?:ed|s)?\b|\bsubstitute\b|\bidentification only\b|\bnot (?:be )?(?:used?|published)\b|\btransmitted\b|"
    r"\b(?:story|copy) (?:appears|follows) below\b|\badvisory\b|\bkill notice\b",
    re.I,
)
LABELS = re.compile(
    r"^(headline|head|hed|title|dek|deck|standfirst|strap|strapline|subhead(?:ing|line)?|"
    r"sub-?head(?:ing|line)?|subtitle|summary|sell|byline|author|by|dateline|date|caption|credit|"
    r"photo credit|body|text|copy|story|slug|slugline|catchline|section|category|word ?count|words|"
    r"tags|keywords|kicker)\s*[:=]\s*(.*)$",
    re.I,
)
LABEL_ROLES = {
    "headline": "headline",
    "head": "headline",
    "hed": "headline",
    "title": "headline",
    "dek": "dek",
    "deck": "dek",
    "standfirst": "dek",
    "strap": "dek",
    "strapline": "dek",
    "subtitle": "dek",
    "sell": "dek",
    "summary": "dek",
    "subheadline": "dek",
    "sub-headline": "dek",
    "subheading": "dek",
    "sub-heading": "dek",
    "subhead": "dek",
    "sub-head": "dek",
    "body": "label",
    "text": "label",
    "copy": "label",
    "story": "label",
    "slug": "left_out",
    "slugline": "left_out",
    "catchline": "left_out",
    "section": "section",
    "category": "section",
    "kicker": "section",
    "word count": "left_out",
    "wordcount": "left_out",
    "words": "left_out",
    "tags": "left_out",
    "keywords": "left_out",
}
LABELS_NEEDED = frozenset(("headline", "head", "hed", "title"))


def read_notices(page):
    """Take what the desk's own notices and the mail's head say out of the page."""
    page.release = any(WIRES.search(unit.text[:200]) for unit in page.units[:30])
    read_mail(page)
    read_desk_notes(page)
    page.release = page.release or bool(RELEASE.search(page.mail.get("subject", ("", None))[0]))
    read_labels(page)
    noted = False
    prose = page.prose_after(0)
    seen = 0
    for at, unit in enumerate(page.units):
        if not unit.free:
            noted = noted and unit.role not in ("headline", "dek")
            continue
        flag = flags.read_flag(unit.text)
        if noted and flag is None and goes_on(page, at, unit):
            page.take(unit, "left_out")
            continue
        noted = False
        if flag:
            noted = obey(page, at, unit, flag.kind, seen, prose)
        elif is_prose(unit.text):
            seen += 1


def goes_on(page, at, unit):
    """Say whether a line still belongs to a note or a contact block begun above."""
    if page.release_tail:
        return True
    if page.hold == "kill" and explains_kill(page, at, unit):
        return True
    shot = read_caption(unit.text)
    if unit.gap or (shot is not None and shot.caption and shot.credit):
        return False
    return page.gap_share > 0.2 or is_contact_detail(unit.text)


def explains_kill(page, at, unit):
    """Say whether a line still speaks of the kill: down to the story itself, which is kept to compare."""
    following = page.units[at + 1].text if at + 1 < len(page.units) else ""
    is_title = count(unit.text) > 3 and not ends_sentence(unit.text)
    return (
        not (is_title and not KILL_WORDS.search(unit.text))
        and not following.lower().startswith("by ")
        and (bool(KILL_WORDS.search(unit.text)) or count(unit.text) <= 3)
    )


def is_contact_detail(text):
    """Say whether a line is a name, an address or a number, as contact blocks have."""
    return count(text) <= 3 or "@" in text or bool(re.search(r"\+?\d[\d ()./-]{6,}", text)) and count(text) <= 14


def obey(page, at, unit, kind, seen, prose):
    """Do what a notice says; True when the lines after it belong to it."""
    if kind == "embargo":
        set_embargo(page, at, unit)
    elif kind in ("kill", "not_for_publication"):
        page.take(unit, "flag")
        page.hold = "kill" if kind == "kill" else page.hold or kind
        page.doubt(
            doubts.about_line("hold", _("A hold was set because the copy says “%(text)s”."), unit.text, unit.numbers)
        )
        return kind == "kill"
    elif kind == "corrects":
        page.take(unit, "left_out")
        page.doubt(
            doubts.about_line(
                "body",
                _("The copy says that it corrects something: “%(text)s”. Check what was issued before."),
                unit.text,
                unit.numbers,
            )
        )
    elif kind == "ends":
        page.take(unit, "left_out")
        page.release_tail = page.release_tail or (not is_rule(unit.text) and seen > 1 and seen >= prose * 0.4)
        return page.release_tail
    elif kind == "release":
        page.release = True
        page.take(unit, "left_out")
    elif kind == "note":
        page.take(unit, "left_out")
        page.release_tail = page.release_tail or (seen > 1 and seen >= prose * 0.4)
        return len(unit.text) < 60 or page.release_tail or page.hold == "kill"
    elif kind == "contact":
        page.take(unit, "left_out")
        page.release_tail = page.release_tail or (seen > 1 and seen >= prose * 0.6)
        page.release = page.release or bool(PRESS_OFFICE.search(unit.text))
        return True
    return False


def is_rule(text):
    """Say whether a line only parts two pieces of a page: "___", "* * *"; "###" ends a release."""
    return not count(text) and "#" not in text


def set_embargo(page, at, unit):
    """Read an embargo line; when its time stands on the next line, take that too."""
    page.take(unit, "flag")
    text, numbers = unit.text, list(unit.numbers)
    if flags.LIFTED.search(text):
        page.doubt(doubts.about_embargo("lifted", text, numbers))
        return
    moment, problem = flags.read_embargo(text, now=page.now)
    after = page.units[at + 1] if at + 1 < len(page.units) else None
    if moment is None and problem == "undated" and after is not None and after.free and count(after.text) <= 12:
        later, later_problem = flags.read_embargo(after.text, now=page.now)
        if later is not None:
            moment, problem = later, later_problem
            page.take(after, "flag")
            text, numbers = f"{text} {after.text}", numbers + after.numbers
    keep_embargo(page, moment, problem, text, numbers)


def keep_embargo(page, moment, problem, text, numbers):
    if moment is None:
        page.hold = page.hold or "not_for_publication"
    elif page.embargo is not None and moment != page.embargo:
        page.embargo, problem = max(page.embargo, moment), "several"
    else:
        page.embargo = moment
        problem = problem or ("past" if moment < page.now else "")
    if problem:
        page.doubt(doubts.about_embargo(problem, text, numbers))


def read_labels(page):
    """Obey labels that a form or a reporter wrote: "Headline: …", "Standfirst: …"."""
    found = [(unit, LABELS.match(unit.text)) for unit in page.units[:40] if unit.free]
    found = [(unit, match) for unit, match in found if match]
    if not any(match[1].lower() in LABELS_NEEDED for _unit, match in found):
        return
    for unit, match in found:
        label = LABEL_ROLES.get(match[1].lower(), "")
        if label in ("headline", "dek") and not page.having(label):
            role_to_value(page, unit, match[2], label)
        elif label == "label" and match[2]:
            unit.text, unit.mark = match[2], "body"
        elif label in ("label", "left_out", "section"):
            page.take(unit, "left_out" if label == "label" else label)


def role_to_value(page, unit, value, role):
    """Give the value its role; an empty value stands on the next line."""
    if value:
        unit.text = value
        page.take(unit, role)
        return
    page.take(unit, "left_out")
    after = next((other for other in page.units[page.units.index(unit) + 1 :] if other.text), None)
    if after is not None and after.free:
        page.take(after, role)
