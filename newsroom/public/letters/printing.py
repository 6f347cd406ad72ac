"""An issue of a newsletter as a mail: the same stories as plain text and as HTML, in the language of the paper."""

import re
from datetime import datetime

from django.template.loader import render_to_string
from django.templatetags.static import static

from newsroom import clock
from newsroom.letters import addresses
from newsroom.letters.models import Issue, Letter
from newsroom.letters.press import OFF, Choice, Printed
from newsroom.letters.styling import SHEET, styled
from newsroom.paper.current import showing, site

from .. import dates
from ..structured import absolute
from . import choosing
from .shown import intro_of, shown, title_of

_GAP = re.compile(r"\n{3,}")


class PrintingPress:
    """What the room of newsletters is given to choose and print with: see `newsroom.letters.press`."""

    def choose(self, letter: Letter, since: datetime | None, at: datetime) -> Choice:
        """Return what an issue would have in it at that moment."""
        with showing(site()):
            return choosing.choose(letter, since, at)

    def print(self, issue: Issue, at: datetime) -> Printed | None:
        """Return the issue as it is mailed at that moment; None where readers have nothing of it."""
        with showing(site()):
            context = said(issue, at)
            if context is None:
                return None
            return Printed(
                subject=f"{issue.letter.name}: {context['title']}",
                text=as_text(context),
                html=styled(as_html(context)),
                language=site().language,
                missing=context["missing"],
            )


def said(issue: Issue, at: datetime) -> dict | None:
    """Return what the templates of a mail take; None where readers have nothing of the issue."""
    found = shown(issue, at)
    if found.lead is None:
        return None
    letter, picture = issue.letter, found.picture
    return {
        "letter": letter,
        "title": title_of(issue, found),
        "intro": intro_of(issue, found),
        "missing": found.missing,
        "parts": [(part.title, [(card, absolute(card.url)) for card in part.cards]) for part in found.parts],
        "lead": found.lead,
        "picture": picture,
        "picture_url": absolute(picture.src) if picture else "",
        "picture_height": round(600 * picture.height / picture.width) if picture else 0,
        "date": dates.day(clock.local_date(issue.sent_at or at)),
        "web_url": addresses.absolute("letter_issue", letter.slug, issue.number) if issue.is_public else "",
        "off_url": addresses.absolute("letter_off", OFF),
        "letter_url": addresses.absolute("letter", letter.slug),
        "home_url": absolute("/"),
        "paper": site(),
    }


def as_html(context: dict, *, linked: bool = False) -> str:
    """Return the mail's page in classes; `linked`: with the sheet beside it, for a browser that keeps the policy."""
    return render_to_string("mail/letter/issue.html", {**context, "sheet": static(SHEET) if linked else ""})


def as_text(context: dict) -> str:
    """Return the mail in plain text."""
    return _GAP.sub("\n\n", render_to_string("mail/letter/issue.txt", context)).strip() + "\n"
