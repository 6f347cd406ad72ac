"""Kill the sending of a newsletter at every statement, and let another process go on. Played by test_kill.py.

Mails are files of the folder `mails`, as the mail server would have them: one that is there was sent.
"""

import json
import os
from collections import Counter
from email import message_from_bytes
from pathlib import Path

from tests.trials.scratch import apart, dying_at, stage

READERS = 4


def _send_and_die(pk: int, now, statement: int, after: bool) -> None:
    from newsroom.letters.sending import press_on
    from newsroom.tasks.retries import worker_name

    with dying_at(statement, after):
        press_on(pk, worker_name("dies"), now)


def _arrived(folder: Path) -> Counter:
    """Return how often each reader was mailed, and let go of the mails."""
    found: Counter = Counter()
    for path in folder.glob("*"):
        for mail in path.read_bytes().split(b"-" * 79 + b"\n"):
            if mail.strip():
                found[message_from_bytes(mail)["To"]] += 1
        path.unlink()
    return found


def _sent_issue(letter, by, now):
    from newsroom.letters import issuing

    letter.issues.all().delete()
    return issuing.send_issue(issuing.draw_up(letter, by=by, now=now), by=by, now=now)


def main() -> None:
    arguments, cast = stage()
    from django.conf import settings

    from newsroom.letters import keeping
    from newsroom.letters.models import Subscription
    from newsroom.letters.sending import press_on
    from tests.makers import NOON, make_live, make_person, make_tag

    folder = Path(settings.VAR) / "mails"
    settings.EMAIL_URL = "console:"
    backend = "django.core.mail.backends.filebased.EmailBackend"
    settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": {"file_path": str(folder)}}}
    make_live(cast)
    said = keeping.Said("Harbour", "What is new.", tag=make_tag(), is_on=True)
    letter = keeping.begin_letter(said, by=make_person("keeper", "administrator"), now=NOON)
    Subscription.objects.bulk_create(
        Subscription(letter=letter, address=f"r{number}@example.net", asked_at=NOON, confirmed_at=NOON)
        for number in range(READERS)
    )
    now = NOON.replace(hour=13)
    kills, twice, lost, unknown, statement = 0, [], [], 0, arguments["first"]
    while True:
        issue = _sent_issue(letter, cast.editor, now)
        after = bool(statement % 2)
        pid = apart(_send_and_die, issue.pk, now, statement // 2 + 1, after)
        _, status = os.waitpid(pid, 0)
        while press_on(issue.pk, "elsewhere:1:x", now):
            pass
        arrived, states = _arrived(folder), Counter(issue.deliveries.values_list("state", flat=True))
        twice += [statement] * any(count > 1 for count in arrived.values())
        # Nobody is without a mail but, at the most, the one of whom that is said.
        lost += [statement] * (READERS - len(arrived) > states["unknown"] or states["unknown"] > 1)
        unknown += states["unknown"]
        if not os.WIFSIGNALED(status):
            break
        kills += 1
        statement += arguments["step"]
    print(json.dumps({"kills": kills, "twice": twice, "lost": lost, "unknown": unknown, "last": dict(states)}))


main()
