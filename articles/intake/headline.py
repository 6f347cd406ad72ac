"""The headline: which of the lines at the top of a page it is."""

import re

from articles.intake.furniture import is_section
from articles.intake.metaline import is_outlet
from articles.intake.notices import subject
from articles.intake.shapes import count, ends_sentence, fold, is_caps, is_prose, is_title_case

# How far down a page its head is looked for.
ZONE = 60
# The site's name after the headline in a browser's title.
SUFFIX = re.compile(r"\s(?:[|–—-]|::)\s(?P<name>[^|–—]{2,40})$")


HEADLINE_MOST = 32


def find_headline(page):
    given = [at for at, unit in enumerate(page.units) if unit.role == "headline"]
    if given:
        page.headline_at = given[-1]
        return
    best, best_score = -1, 1.5
    candidates = headline_candidates(page)
    for order, at in enumerate(candidates):
        score = headline_score(page, at, order, candidates)
        if score > best_score:
            best, best_score = at, score
    if best < 0 and subject(page):
        page.headline_at = page.units.index(page.mail["subject"][1])
        return
    if best >= 0:
        page.units[best].role = "headline"
        page.headline_at = best
        take_title_line(page, best)


def headline_candidates(page):
    """Give the positions of free lines above the first long paragraph that could be a headline."""
    found = []
    for at, unit in enumerate(page.units[:ZONE]):
        if unit.role in ("headline", "dek"):
            break
        if not unit.free:
            continue
        found.append(at)
        if is_prose(unit.text, 22) and len(found) > 1 or len(found) > 14:
            break
    return found


def headline_score(page, at, order, candidates):
    unit = page.units[at]
    words = count(unit.text)
    if words > HEADLINE_MOST or not words or len(unit.text) > 220:
        return 0
    if unit.mark == "h1":
        return 20
    score = 5.0 - 1.1 * order
    if is_section(unit.text):
        return 0.3
    score += 2.5 if 4 <= words <= 22 else 0.5 if words == 3 else -1.5
    if words <= 3 and is_caps(unit.text) and not all_caps_page(page, candidates):
        score -= 2
    if ends_sentence(unit.text) and not unit.text.rstrip("\"'”’").endswith(("?", "!", "…")):
        score -= sentence_penalty(page, at, words)
    if words <= 4 and is_outlet(unit.text) and is_title_case(unit.text):
        score -= 3
    if repeated(page, at):
        score += 3
    if SUFFIX.search(unit.text) and any(
        page.units[other].text[:40] == unit.text[:40] for other in candidates if other != at
    ):
        score -= 6
    if unit.mark == "list":
        score -= 4
    return score


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


def all_caps_page(page, candidates):
    return sum(1 for at in candidates if is_caps(page.units[at].text)) > len(candidates) / 2


def repeated(page, at):
    text = fold(page.units[at].text)
    if len(text) < 12:
        return False
    return any(fold(unit.text).startswith(text) for other, unit in enumerate(page.units[:ZONE]) if other != at)


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
