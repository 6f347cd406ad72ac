"""One issue as a mail to one reader: the headers by which mail programs know a list, and let anybody leave it."""

from email import policy as policies
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from newsroom.paper.current import site

from .addresses import absolute, host, off_token
from .models import Delivery, Letter, Subscription
from .press import OFF, Printed


class _WholeAddresses(policies.EmailPolicy):
    """Write the headers of a list in one line each, however long.

    Python folds a long header by encoding it as if it were a text, and no mail program reads an address so written:
    the one press would be gone. A line may be 998 characters.
    """

    def fold(self, name, value):
        return f"{name}: {value}{self.linesep}" if self._is_whole(name, value) else super().fold(name, value)

    def fold_binary(self, name, value):
        return self.fold(name, value).encode() if self._is_whole(name, value) else super().fold_binary(name, value)

    def _is_whole(self, name: str, value: str) -> bool:
        return name.startswith("List-") and value.isascii()


class LetterMail(EmailMultiAlternatives):
    """A mail to one reader of a newsletter."""

    def message(self, *, policy=policies.default):
        return super().message(policy=_WholeAddresses(linesep=policy.linesep, utf8=policy.utf8))


def sender() -> str:
    """Return who the mail is from: the paper by name, at the address all mail comes from."""
    named, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((named or " ".join(site().name.split()), address))


def message_for(printed: Printed, letter: Letter, subscription: Subscription, delivery: Delivery):
    """Return the mail to one reader. Its Message-ID is the delivery's, so that one sent twice can be told.

    RFC 2369, RFC 2919 and RFC 8058: one press in the mail program gives the newsletter up.
    """
    off = absolute("letter_off", off_token(subscription.uid))
    return _message(
        printed,
        subscription.address,
        off,
        {
            "List-Id": f"<{letter.uid.hex[:16]}.newsletters.{host()}>",
            "List-Unsubscribe": f"<{off}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "List-Subscribe": f"<{absolute('letter', letter.slug)}>",
            "List-Archive": f"<{absolute('letter', letter.slug)}>",
            "List-Owner": f"<mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}>",
            "Message-ID": f"<{delivery.uid}@{host()}>",
        },
    )


def trial_for(printed: Printed, letter: Letter, address: str):
    """Return an issue as a mail to somebody of the desk, to be looked at; its link to leave leads to the newsletter."""
    return _message(printed, address, absolute("letter", letter.slug), {})


def _message(printed: Printed, to: str, off: str, headers: dict) -> LetterMail:
    own = absolute("letter_off", OFF)
    message = LetterMail(
        subject=" ".join(printed.subject.split()),
        body=printed.text.replace(own, off),
        from_email=sender(),
        to=[to],
        headers={"Content-Language": printed.language, "Auto-Submitted": "auto-generated", **headers},
    )
    message.attach_alternative(printed.html.replace(own, off), "text/html")
    return message
