"""The headline: which of the lines at the top of a page it is."""

import re

from articles.bylines import read_byline
from articles.intake.furniture import is_section
from articles.intake.mail import subject
from articles.intake.menus import is_masthead
from articles.intake.metaline import is_job
from articles.intake.shapes import count, ends_sentence, fold, is_caps, is_prose
from articles.names import is_name

# How far down a page its head is looked for.
ZONE = 60
# The site's name after the headline in a browser's title.
SUFFIX = re.compile(r"\s(?:[|–—-]|::)\s(?P<name>[^|–—]{2,40})$")
HEADLINE_MOST = 34
# How much stands for a headline in what comes after its group of lines.
FOLLOWED = {"byline": 3.5, "date": 3, "dateline": 3, "caption": 2.5, "paragraph": 2}
LEAST = 2.5


def find_headline(page):
    given = [at for at, unit in enumerate(page.units) if unit.role == "headline"]
    if given:
        page.headline_at = given[-1]
        return
    best, best_score = -1, LEAST
    for group, after in groups(page):
        titles = 0
        for at in group:
            score = shape_score(page, at) + after - 2.0 * titles
            titles += shape_score(page, at) >= 2
            if score > best_score:
                best, best_score = at, score
    if best < 0 and subject(page):
        page.headline_at = page.units.index(page.mail["subject"][1])
        return
    if best >= 0:
        page.units[best].role = "headline"
        page.headline_at = best
        take_title_line(page, best)


def groups(page):
    """Give the groups of free lines above the story, each with what speaks for it in the lines that follow."""
    found, group = [], []
    end = opening(page)
    for at, unit in enumerate(page.units[:end]):
        if unit.free and not is_section(unit.text):
            group.append(at)
        elif group:
            found.append((group, followed_by(page, at, end)))
            group = []
    if group:
        found.append((group, FOLLOWED["paragraph"] if end < len(page.units) else 0))
    return found


def followed_by(page, at, end):
    """Weigh what comes after a group of lines: names and dates speak for it, menus and kickers between against."""
    lost = 0.0
    for unit in page.units[at:end]:
        if unit.role in FOLLOWED:
            return max(FOLLOWED[unit.role] - lost, 0)
        if unit.role == "left_out" or unit.free:
            lost += 1.5 if unit.mark == "menu" or (unit.free and is_section(unit.text)) else 0.15
    return max(FOLLOWED["paragraph"] - lost, 0) if end < len(page.units) else 0


def opening(page):
    """Give the position of the story's first paragraph: prose that no byline or date follows at once."""
    prose = 0
    for at, unit in enumerate(page.units[:ZONE]):
        if unit.role in ("headline", "dek"):
            return at
        if unit.role in ("byline", "date") and prose and page.prose_after(at) > 1:
            prose = 0
        if unit.free and is_prose(unit.text, 14) and goes_on(page, at):
            prose += 1
            later = page.units[at + 1 : at + 6]
            if not any(one.role in ("byline", "date") for one in later) or prose > 3:
                return at if prose < 2 or at else at + 1
    return min(len(page.units), ZONE)


def goes_on(page, at):
    """Say whether more running text stands near a sentence, or nowhere on the page."""
    later = [unit for unit in page.units[at + 1 : at + 12] if unit.free]
    return any(is_prose(unit.text) for unit in later[:7]) or page.prose_after(at + 1) < 2


def shape_score(page, at):
    """Weigh how much a line is shaped like a headline, wherever it stands."""
    unit = page.units[at]
    words = count(unit.text)
    if words > HEADLINE_MOST or not words or len(unit.text) > 240:
        return -9
    if unit.mark == "h1":
        return 20
    score = 3.0 if 5 <= words <= 24 else 1.5 if words == 4 or words > 24 else 0.0 if words == 3 else -1.5
    if words <= 3 and (is_caps(unit.text) or is_job(unit.text)):
        score -= 2
    if ends_sentence(unit.text) and not unit.text.rstrip("\"'”’").endswith(("?", "!", "…")):
        score -= sentence_penalty(page, at, words)
    if is_masthead(page, at) or is_row_of_names(unit.text):
        score -= 4
    if repeated(page, at):
        score += 4
    if SUFFIX.search(unit.text) and any(
        other.text[:40] == unit.text[:40] for turn, other in enumerate(page.units[:ZONE]) if turn != at
    ):
        score -= 8
    return score - 4 * (unit.mark == "list") - 0.1 * max(0, words - 12)


def is_row_of_names(text):
    """Say whether a line is nothing but writers: "A and B in London and C in Paris"."""
    found = read_byline(text, bare=True) if not ends_sentence(text) and count(text) <= 24 else []
    return len(found) > 1 and all(one.kind == "person" and is_name(one.name) for one in found)


def sentence_penalty(page, at, words):
    """Weigh a full stop: a headline seldom has one, unless names and dates follow at once."""
    earlier = [unit for unit in page.units[:at] if unit.free]
    if not page.prose_after(at + 1) or (earlier and is_prose(earlier[-1].text)):
        return 9.0
    followed = page.units[at + 1 : at + 4]
    near = [
        unit for turn, unit in enumerate(followed) if not any(is_prose(one.text) for one in followed[:turn] if one.free)
    ]
    if any(unit.role in ("byline", "date") for unit in near):
        return 1.0 if words <= 16 else 3.0
    return 3.0 if words <= 7 else 9.0


def repeated(page, at):
    text = fold(page.units[at].text)
    if len(text) < 16 or count(text) < 4:
        return False
    return any(
        text in fold(unit.text)
        for other, unit in enumerate(page.units)
        if other != at and len(unit.text) < 300 and not is_prose(unit.text)
    )


def take_title_line(page, best):
    """Leave out the browser's title and repeats of the headline, keeping the site's name."""
    text = fold(page.units[best].text)
    for at, unit in enumerate(page.units):
        if at == best or not unit.free or len(unit.text) > 300:
            continue
        folded = fold(unit.text)
        if folded == text:
            unit.role = "left_out"
        elif at < ZONE and folded.startswith(text) and len(text) > 11:
            site = SUFFIX.search(unit.text)
            if site:
                unit.role = "left_out"
                page.site = site["name"].strip()
    page.site = page.site or next((page.units[at].text for at in range(best) if is_site(page, at)), "")


def is_site(page, at):
    unit = page.units[at]
    return unit.role in ("", "section") and not is_section(unit.text) and is_masthead(page, at)
