"""Every hostile document sent through the upload's form. Played by test_hostile_documents.py."""

from tests.trials.hostile_papers import NEVER, made
from tests.trials.hostile_sending import SENTENCE, send_all

FORM = "admin:media_document_add"


def _settle(client, answer, kind: str) -> str:
    from django.contrib.messages import get_messages
    from django.urls import reverse

    if answer.status_code == 302:
        # Takes what was said of this one from what the next is told.
        client.get(reverse(FORM))
        return "let in" if kind in NEVER else ""
    said = [str(message) for message in get_messages(answer.wsgi_request)]
    return "refused" if len(said) == 1 and len(said[0]) >= SENTENCE else "silent"


send_all(made, FORM, FORM, _settle, licence="own")
