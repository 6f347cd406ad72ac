"""The mail that answers whoever asks for a newsletter: the link by which they confirm, or that they have it."""

from datetime import datetime
from secrets import token_urlsafe

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from newsroom.paper.current import showing, site

from .addresses import absolute, off_token, token_digest
from .line import line
from .messages import sender
from .models import Subscription
from .styling import styled


def mail_answer(pk: int, now: datetime) -> bool:
    """Mail somebody the link by which they confirm, or that they have the newsletter; the link is made here, and only
    its digest is kept."""
    row = Subscription.objects.select_related("letter").filter(pk=pk, letter__is_on=True).first()
    if row is None or not settings.EMAIL_URL:
        return False
    has_it = row.confirmed_at is not None and row.suspended_at is None
    context = {"letter": row.letter, "off_url": absolute("letter_off", off_token(row.uid)), "has_it": has_it}
    if not has_it:
        token = token_urlsafe(24)
        Subscription.objects.filter(pk=pk).update(token=token_digest(token))
        context["confirm_url"] = absolute("letter_confirm", token)
    with showing(site()):
        title = _("You have %(letter)s already") if has_it else _("Do you want %(letter)s?")
        context |= {
            "newsroom": site().name,
            "home_url": absolute("front"),
            "title": " ".join((title % {"letter": row.letter.name}).split()),
        }
        message = EmailMultiAlternatives(
            subject=context["title"],
            body=render_to_string("mail/letter/confirm.txt", context),
            from_email=sender(),
            to=[row.address],
            headers={"Auto-Submitted": "auto-generated"},
        )
        message.attach_alternative(styled(render_to_string("mail/letter/confirm.html", context)), "text/html")
    with line() as open_line:
        open_line.send(message)
    return True
