"""One plain story, printed in the many orders and forms that sites print the same parts in."""

from datetime import UTC, datetime
from itertools import islice, product

import pytest

from articles.intake.paste import read_paste

NOW = datetime(2026, 3, 11, 12, tzinfo=UTC)
HEADLINE = "Ferry crews walk out over night sailings"
DEK = (
    "The strike, called at short notice, leaves three islands without a link and may last until the company "
    "agrees to talk about rest hours"
)
CAPTION = "Passengers wait at the north quay, where no boat has left since the evening. 2024"
PARAGRAPHS = [
    "Crews on the island ferries walked off their boats on Tuesday morning, saying that they could no longer work "
    "three nights in a row without rest.",
    "The company, which has run the line since 1988, called the strike “a surprise and a pity,” and asked the crews "
    "to come back while a mediator is found.",
    "“Nobody sleeps on those boats,” a deckhand told the harbour paper. “We have asked for a fourth crew since "
    "the spring, and what we got was a coffee machine.”",
    "About 900 people cross every day…",
    "The mayor of the largest island said that bread would last until Friday, and the pharmacies a week longer.",
]
BYLINES = {
    "desk_dash_date": (["By News Desk - March 10 2026"], ["News Desk"]),
    "name_pipe_date": (["By Ann Moss | March 10, 2026"], ["Ann Moss"]),
    "name_then_date": (["By Ann Moss and Eli Fox", "10 March 2026"], ["Ann Moss", "Eli Fox"]),
    "bare_name_then_date": (["Ann Moss", "Mar 10, 2026"], ["Ann Moss"]),
    "bare_desk_then_date": (["News Desk", "MAR 10, 2026"], ["News Desk"]),
    "published_on": (["Published on March 10, 2026", "By Staff Reporter"], ["Staff Reporter"]),
    "date_by_name": (["March 10, 2026 by Ann Moss"], ["Ann Moss"]),
    "name_job_date": (["By Ann Moss, Transport Correspondent", "Tuesday, 10 March 2026"], ["Ann Moss"]),
    "time_and_zone": (["By Ann Moss", "Published: 10 March 2026, 09:15 GMT | 3 min read"], ["Ann Moss"]),
}
CREDITS = ("(Photo credit: harbourpaper.example)", "(Photo: harbourpaper.example)")
# Every so many of all combinations is read, another share of them for each order and byline.
STEP = 11
STRAYS = {
    "nothing": [],
    "most_popular": ["Most Popular"],
    "popular_links": ["Most Popular", "Bridge to the north shut for painting", "Council meets over harbour lights"],
    "related": ["Related", "Bridge to the north shut for painting"],
    "share_tags": ["Share", "Facebook", "Twitter", "Tags: ferries, strike", "Leave a comment"],
    "newsletter": ["Subscribe to our newsletter", "Get the latest news in your inbox every morning.", "Sign up"],
    "rights": ["© 2026 All rights reserved"],
}
HEADS = {
    "nothing": [],
    "menu": ["Home", "News", "Politics", "Opinion"],
    "row": ["Home | News | Politics | Opinion"],
    "kicker": ["NEWS"],
    "crumbs": ["Home > News > Transport"],
}
ORDERS = (
    "dek_byline_caption",
    "byline_dek_caption",
    "caption_dek_byline",
    "byline_caption_no_dek",
    "byline_no_caption",
)


def page(order, byline, credit, stray, head, blank):
    """Print the story's parts in one order; blank lines stand between paragraphs or nowhere."""
    caption = f"{CAPTION} {credit}"
    parts = {
        "dek_byline_caption": [DEK, *byline, caption],
        "byline_dek_caption": [*byline, DEK, caption],
        "caption_dek_byline": [DEK, caption, *byline],
        "byline_caption_no_dek": [*byline, caption],
        "byline_no_caption": [DEK, *byline],
    }[order]
    return "\n".join([*head, HEADLINE, *parts]) + blank + blank.join([*PARAGRAPHS, "\n".join(stray)])


def wrong(found, order, names, credit):
    """Give the fields that were misread."""
    no_caption = order == "byline_no_caption"
    wanted = {
        "headline": HEADLINE,
        "dek": "" if order == "byline_caption_no_dek" else DEK,
        "bylines": names,
        "body": PARAGRAPHS,
        "photos": [] if no_caption else [{"caption": CAPTION, "credit": credit.strip("()[]").split(": ")[-1]}],
    }
    differing = {field: found[field] for field in wanted if found[field] != wanted[field]}
    if not (found["published"] or "").startswith("2026-03-10"):
        differing["published"] = found["published"]
    return differing


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("byline", BYLINES)
def test_it_reads_the_plain_story_in_every_form(order, byline):
    lines, names = BYLINES[byline]
    misread = []
    start = (3 * ORDERS.index(order) + list(BYLINES).index(byline)) % STEP
    for credit, stray, head, blank in islice(product(CREDITS, STRAYS, HEADS, ("\n\n", "\n")), start, None, STEP):
        text = page(order, lines, credit, STRAYS[stray], HEADS[head], blank)
        differing = wrong(read_paste(text, now=NOW).as_json(), order, names, credit)
        if differing:
            misread.append((credit, stray, head, blank, differing))
    assert not misread, (len(misread), misread[:2])
