"""The line to the mail server: what became of a mail, in terms that hold no address.

What smtplib raises has the reader's address in its text, and a task that fails is kept with its traceback: nothing it
says may get out of here.
"""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.core.mail import EmailMessage, mailers

PERMANENT = 500


class Closed(Exception):
    """The mail server cannot be reached, or takes nothing from us. Nothing was begun; try later."""


class Broken(Exception):
    """The line broke while a mail was on it: nobody knows whether that one arrived."""


class NotTaken(Exception):
    """The server did not take this mail. `said` is its number; `for_good`: another try is no use; `of_the_reader`: it
    is the address that it does not take."""

    def __init__(self, said: str, *, for_good: bool, of_the_reader: bool = False):
        super().__init__(said)
        self.said, self.for_good, self.of_the_reader = said, for_good, of_the_reader


class Line:
    """An open line to the mail server."""

    def __init__(self, connection):
        self._connection = connection

    def send(self, message: EmailMessage) -> None:
        """Hand one mail over. Raise Closed, Broken or NotTaken."""
        trouble: Exception
        try:
            self._connection.send_messages([message])
            return
        except smtplib.SMTPRecipientsRefused as refused:
            code = next(iter(refused.recipients.values()), (PERMANENT, b""))[0]
            trouble = NotTaken(str(code), for_good=code >= PERMANENT, of_the_reader=True)
        except smtplib.SMTPSenderRefused as refused:
            trouble = Closed(f"The mail server does not take mail from this newsroom ({refused.smtp_code}).")
        except smtplib.SMTPDataError as refused:
            trouble = NotTaken(str(refused.smtp_code), for_good=refused.smtp_code >= PERMANENT)
        except (smtplib.SMTPException, OSError) as broken:
            trouble = Broken(f"The line to the mail server broke ({type(broken).__name__}).")
        except ValueError:  # the address cannot be written in a mail at all
            trouble = NotTaken("address", for_good=True, of_the_reader=True)
        raise trouble from None


@contextmanager
def line() -> Iterator[Line]:
    """Open a line to the mail server. Raise Closed."""
    trouble = None
    try:
        connection = mailers.default
        connection.open()
    except (smtplib.SMTPException, OSError) as error:
        trouble = Closed(f"The mail server could not be reached ({type(error).__name__}).")
    if trouble:
        raise trouble
    try:
        yield Line(connection)
    finally:
        _hang_up(connection)


def _hang_up(connection) -> None:
    # All that was sent was sent.
    with suppress(smtplib.SMTPException, OSError):
        connection.close()
