"""Notices as e-mail: in plain text and HTML, with nothing of a story that is kept from others."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from newsroom.paper.current import site

from . import subjects
from .kinds import Way
from .models import Notice

DIGEST_MOST = 200


def is_possible() -> bool:
    """Say whether this newsroom has a mail server."""
    return bool(settings.EMAIL_URL)


def absolute(path: str) -> str:
    """Return the address of a page of this site as it stands in a mail."""
    return settings.SITE_URL + path


def line_of(notice: Notice, now: datetime) -> dict | None:
    """Return what a mail says of a notice, or None where its reader may not see the thing any more.

    A secret thing is neither named nor quoted: mail lies in places that know no restriction.
    """
    said = {"sentence": notice.sentence, "words": notice.words, "at": notice.at, "urgent": notice.urgent}
    if not notice.about_kind:
        return {**said, "name": "", "url": absolute(reverse("admin:notices"))}
    if notice.thing is None:
        return None
    subject = subjects.of_kind(notice.about_kind)
    url = absolute(subject.url(notice.thing)) + (f"#{notice.anchor}" if notice.anchor else "")
    if secret := subject.secret(notice.thing, now):
        return {**said, "name": secret, "words": "", "url": url}
    return {**said, "name": subject.outside(notice.thing), "url": url}


def send(to: str, subject: str, template: str, context: dict) -> None:
    """Send one mail of templates/mail/, as plain text and as HTML. Raise what the mail server raises."""
    context = {
        **context,
        "newsroom": site().name,
        "notices_url": absolute(reverse("admin:notices")),
        "settings_url": absolute(reverse("admin:notice_settings")),
    }
    message = EmailMultiAlternatives(
        subject=" ".join(f"{site().name}: {subject}".split()),
        body=render_to_string(f"mail/{template}.txt", context),
        to=[to],
        headers={"Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(render_to_string(f"mail/{template}.html", context), "text/html")
    message.send()


def send_plain(to: str, subject: str, text: str) -> None:
    """Send plain text to somebody outside. Raise what the mail server raises."""
    EmailMessage(subject=" ".join(f"{site().name}: {subject}".split()), body=text, to=[to]).send()


def send_notice(notice: Notice, now: datetime) -> bool:
    """Mail one notice to whom it is for; return False where there is nothing to say to them any more."""
    if not (notice.to.is_active and is_possible()):
        return False
    subjects.find([notice], notice.to)
    line = line_of(notice, now)
    if line is None:
        return False
    subject = f"{line['name']}: {line['sentence']}" if line["name"] else line["sentence"]
    if line["urgent"]:
        subject = _("URGENT: %(subject)s") % {"subject": subject}
    send(notice.to.email, subject, "notice", {"line": line, "to": notice.to})
    return True


def send_digest(person: int, now: datetime) -> int:
    """Mail somebody in one what they have not read of what waits for their daily e-mail; return how many that were."""
    found = Notice.objects.filter(to=person, way=Way.DIGEST, mailed_at=None, read_at=None)
    notices = list(found.select_related("to", "by").order_by("at")[:DIGEST_MOST])
    if not notices or not (notices[0].to.is_active and is_possible()):
        return 0
    subjects.find(notices, notices[0].to)
    lines = [line for notice in notices if (line := line_of(notice, now))]
    if lines:
        title = ngettext("%(count)s notice", "%(count)s notices", len(lines)) % {"count": len(lines)}
        send(notices[0].to.email, title, "digest", {"lines": lines, "to": notices[0].to})
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mailed_at=now)
    return len(lines)
