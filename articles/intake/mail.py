"""Mail and notes to the desk: what is written around copy and is none of it."""

import re

from articles.intake.shapes import count, ends_sentence, fold, is_prose

MAIL = re.compile(
    r"^(from|to|cc|bcc|subject|date|sent|reply-to|attachments?|importance|message-id|mailed-by|"
    r"signed-by)\s*:\s*(.*)$",
    re.I,
)
FORWARD = re.compile(
    r"^-*\s*(?:begin forwarded message|original message|forwarded message|forwarded by .*)\s*:?-*$", re.I
)
REPLY = re.compile(r"^(?:(?:re|fw|fwd|aw|tr)\s*:\s*)+", re.I)
GREETING = re.compile(
    r"^(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|morning|afternoon|evening|"
    r"hiya)\b[\w ,.'’/&-]{0,50}[,:!.–—-]?$",
    re.I,
)
CLOSING = re.compile(
    r"^(?:thanks|thank you|many thanks|thanks again|cheers|best|best wishes|best regards|kind regards|"
    r"warm regards|regards|yours|yours sincerely|sincerely|all the best|sent from my .{2,40}|"
    r"get outlook for .{2,20}|--|ta)\b[\w ,.!'’-]{0,40}$",
    re.I,
)
COVER = re.compile(
    r"^(?:please find|here(?:'s|’s| is)|copy (?:below|follows|attached)|story below|see below|"
    r"below is|attached|as discussed|filing now|text follows|pasted below|my (?:copy|story)|picture|"
    r"pics?)\b.{0,200}$",
    re.I,
)
# A note to colleagues, in words that no reader is meant to see.
DESK_NOTE = re.compile(
    r"^(?:(?:hi|hello|hey|morning|evening|dear)\s+)?(?:desk|news ?desk|night ?desk|picture desk|subs|all|both|team|"
    r"folks|guys|eds?)\b(?:\s*[,—–:-]|\s+(?:its|it's|it’s|this is|here|please|pls|just|sorry|attached|below|i)\b)",
    re.I,
)
INSTRUCTION = re.compile(
    r"^(?:byline (?:is|should|please|to)|no byline|pics? (?:are|is|to|from|in|attached)|legal (?:have|has))\b|"
    r"\bplease (?:call|credit|byline|sub|ring|check with)\b|\bpls\b|\bplease don[’']t put\b",
    re.I,
)
NOTE_MOST = 70


def read_mail(page):
    """Take the head of a mail, its greeting and its close out of the copy."""
    head = [(at, MAIL.match(unit.text)) for at, unit in enumerate(page.units[:25]) if unit.free]
    found = [(at, match) for at, match in head if match]
    names = {match[1].lower() for _at, match in found}
    if len(names & {"from", "to", "subject", "cc", "sent"}) < 2:
        close_mail(page, False)
        return
    for at, match in found:
        unit = page.units[at]
        page.mail.setdefault(match[1].lower(), (match[2], unit))
        page.take(unit, "left_out")
    last = found[-1][0]
    for unit in page.units[: last + 1]:
        if unit.free and FORWARD.match(unit.text):
            page.take(unit, "left_out")
    close_mail(page, True)


def close_mail(page, is_mail):
    """Leave out a greeting before the copy and a close after it."""
    free = [unit for unit in page.units if unit.free]
    for unit in free[:3]:
        if GREETING.match(unit.text) or FORWARD.match(unit.text):
            page.take(unit, "left_out")
            is_mail = True
        elif is_mail and COVER.match(unit.text) and count(unit.text) <= 30:
            page.take(unit, "left_out")
        else:
            break
    for back, unit in enumerate(reversed(free[-12:])):
        if CLOSING.match(unit.text) and count(unit.text) <= 8:
            for later in free[len(free) - back - 1 :]:
                if not is_prose(later.text, 14) or not ends_sentence(later.text):
                    page.take(later, "left_out")
            if is_mail or back < 4:
                page.take(unit, "left_out")


def read_desk_notes(page):
    """Leave out the notes that a reporter wrote to the desk above and under the copy."""
    free = [unit for unit in page.units if unit.free]
    for unit in free[:4]:
        told = DESK_NOTE.match(unit.text) or (page.internal and INSTRUCTION.search(unit.text))
        if told and count(unit.text) <= NOTE_MOST:
            page.take(unit, "left_out")
            page.internal = True
    for unit in reversed(free[-4:]):
        if not (page.internal or page.mail) or not INSTRUCTION.search(unit.text) or count(unit.text) > NOTE_MOST:
            break
        page.take(unit, "left_out")


def sender(page):
    """Give the name of who sent the mail, folded."""
    return fold(re.sub(r"<.*|\(.*", "", page.mail.get("from", ("", None))[0]))


def subject(page):
    """Give the subject of a mail as a headline, its Re: and labels taken off."""
    text = REPLY.sub("", page.mail.get("subject", ("", None))[0]).strip()
    text = re.sub(r"^(?:\[[^\]]{2,30}\]\s*)+", "", text)
    return re.sub(
        r"^(?:press|media|news) (?:release|statement)\s*[:–—-]\s*|^(?:copy|story|for publication|filed|"
        r"embargoed?[^:]*)\s*[:–—-]\s*",
        "",
        text,
        flags=re.I,
    ).strip()
