"""The verb for the first minute: a headline and one sentence, at once, with "More follows"."""

import re
from datetime import datetime
from html import escape

from django.db import transaction
from django.utils.translation import gettext as _

from articles.content import Content, ContentByline
from articles.models import Contributor, Edition, Section, unicode_slug
from articles.permissions import may_flash, refusal

from .act import NotAllowed, require_words
from .banner import AskedBanner
from .publishing import publish_alone
from .writing import begin

_ENDS = re.compile(r"[.!?…。؟۔।][\"'”’»)\]]*$")
_SLUGLINE = 40


def flash(
    *,
    by,
    headline: str,
    sentence: str,
    section: Section,
    byline: Contributor,
    reader,
    read_after: datetime,
    banner: AskedBanner | None = None,
    now: datetime | None = None,
) -> Edition:
    """Begin a story of a headline and a sentence and issue it unread, as breaking: live in seven seconds.

    It says "More follows" until its next update. `reader` reads it after, before `read_after`. Raise Refused, and
    leave nothing behind, where it cannot go out.
    """
    if not may_flash(by):
        raise NotAllowed(refusal(str(by), _("send a flash")))
    headline = require_words(headline, _("Write the headline: it is all that most readers will see."))
    sentence = require_words(sentence, _("Write one sentence that says what is known."))
    content = Content(
        headline=headline,
        slugline=unicode_slug(headline)[:_SLUGLINE].strip("-"),
        language=section.language,
        section=str(section.uid),
        bylines=(ContentByline(str(byline.uid), byline.name, role=_role(byline)),),
        body=f"<p>{escape(_whole(sentence), quote=False)}</p>",
    )
    with transaction.atomic():
        article = begin(by=by, content=content, now=now)
        return publish_alone(
            article,
            by=by,
            reason=Edition.UnreadReason.BREAKING,
            reader=reader,
            read_after=read_after,
            more_follows=True,
            banner=banner,
            now=now,
        )


def _whole(sentence: str) -> str:
    """Return the sentence on one line, with its full stop: nobody in a hurry is sent back for one."""
    sentence = " ".join(sentence.split())
    return sentence if _ENDS.search(sentence) else sentence + "."


def _role(contributor: Contributor) -> str:
    return {"agency": "agency", "unnamed": "unnamed"}.get(contributor.kind, "by")
