"""Read files of raw copy into drafts, or only say what was understood."""

import json
import sys
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.intake.decoding import MOST_BYTES, NotText, read_text, refuse_too_large
from articles.intake.draft import draft
from articles.intake.paste import read_paste
from articles.intake.result import Intake
from articles.models import Section
from articles.permissions import may_create
from articles.workflow import Refused
from newsroom import clock
from newsroom.paper.current import site
from newsroom.staff.by_email import named_in

STDIN = "-"


class Command(BaseCommand):
    help = "Read files of raw copy, as somebody pasted them, and make a draft of each; “-” reads standard input."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE", help="a text file: UTF-8, UTF-16 or cp1252")
        parser.add_argument("--dry-run", action="store_true", help="only say what was understood")
        parser.add_argument("--json", action="store_true", dest="as_json", help="one JSON object a line")
        parser.add_argument("--now", metavar="ISO", help="the moment “Tuesday” is counted from, in ISO 8601")
        parser.add_argument("--by", metavar="EMAIL", help="the member of staff who brings the copy in")
        parser.add_argument("--section", metavar="SLUG", help="the section the drafts go to")

    def handle(self, *, files, dry_run, as_json, now, by, section, **options):
        person = None if dry_run else _person(by)
        section = _section(section) if section else None
        now = clock.local(_moment(now) if now else clock.now())
        failed = False
        for name in files:
            try:
                intake = read_paste(_text_of(name), now=now, source=name, own_names=(site().name,))
                address = "" if dry_run else _address(draft(intake, by=person, section=section))
            except (NotText, Refused) as trouble:
                failed = True
                self.stderr.write(str(trouble))
                continue
            self.stdout.write(_line(intake, address) if as_json else _summary(intake, address))
            self.stdout.flush()
        if failed:
            sys.exit(1)


def _moment(text: str) -> datetime:
    """Return the moment; one without a zone is meant on the newsroom's clock."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise CommandError(
            _("“%(text)s” is not a moment. Write it as 2026-11-22 or 2026-11-22T09:30+00:00.") % {"text": text}
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=clock.zone())


def _person(email: str | None):
    missing = _("Name who brings the copy in: --by EMAIL. Or only look at it: --dry-run.")
    refused = _("%(name)s may not begin a story. Name somebody whose role allows it.")
    return named_in(email, missing=missing, may=may_create, refused=refused)


def _section(slug: str) -> Section:
    found = Section.objects.filter(slug=slug).first()
    if found is None:
        known = ", ".join(Section.objects.values_list("slug", flat=True)) or "–"
        raise CommandError(
            _("There is no section “%(slug)s”. The sections are: %(known)s.") % {"slug": slug, "known": known}
        )
    return found


def _text_of(name: str) -> str:
    """Return the text of a file or of standard input. Raise NotText with a sentence that names it."""
    if name == STDIN:
        return read_text(sys.stdin.buffer.read(MOST_BYTES + 1), _("standard input"))
    path = Path(name)
    try:
        refuse_too_large(path.stat().st_size, name)
        return read_text(path.read_bytes(), name)
    except (OSError, ValueError) as error:
        if isinstance(error, NotText):
            raise
        reason = getattr(error, "strerror", None) or str(error)
        raise NotText(
            _("“%(name)s” cannot be read (%(reason)s) and was skipped.") % {"name": name, "reason": reason}
        ) from error


def _address(article) -> str:
    return settings.SITE_URL + reverse("admin:articles_article_change", args=[article.pk])


def _line(intake: Intake, address: str) -> str:
    """Return the story as one line of JSON."""
    plain = intake.as_json()
    return json.dumps(plain | {"address": address} if address else plain, ensure_ascii=False)


def _summary(intake: Intake, address: str) -> str:
    """Return what a person at the keyboard wants to know of one file."""
    plain = intake.as_json()
    said = [
        (_("Headline"), plain["headline"]),
        (_("Byline"), ", ".join(plain["bylines"])),
        (_("Dated"), plain["published"]),
        (_("Embargo"), plain["embargo"]),
        (_("Hold"), plain["hold"]),
        (_("Paragraphs"), len(plain["body"])),
        (_("Photos"), len(plain["photos"])),
        (_("Lines left out"), len(plain["left_out"])),
        (_("Draft"), address),
    ]
    doubts = [f"  ? {doubt}" for doubt in plain["doubts"]]
    return "\n".join([intake.source, *(f"  {label}: {value}" for label, value in said if value), *doubts])
