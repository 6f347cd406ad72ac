"""A newsletter that was sent, for tests of what readers see of one."""

from datetime import datetime

from django.test.utils import override_settings

from articles.models import Front
from newsroom.letters import issuing, keeping


def send_letter(cast, front: Front, now: datetime, name: str = "Harbour news") -> None:
    """Begin a newsletter of a front, and send its first issue, which has no readers to go to."""
    said = keeping.Said(name=name, about="What is new at the harbour.", is_on=True, front=front)
    letter = keeping.begin_letter(said, by=cast.administrator, now=now)
    with override_settings(EMAIL_URL="console:"):
        issuing.send_issue(issuing.draw_up(letter, by=cast.editor, now=now), by=cast.editor, now=now)
