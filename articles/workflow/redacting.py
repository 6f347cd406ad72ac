"""Taking words out of everything that was ever issued or saved, while every chain still verifies."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.blackout import Blackout
from articles.models import Article, Redaction
from articles.permissions import may_redact
from articles.signals import words_taken_out
from newsroom.record.canonical import clean_text, new_salt

from .act import Act, Refused, act, require_words
from .blocking import place_block
from .redacting_beside import redact_beside
from .redacting_found import Found
from .redacting_fronts import redact_fronts
from .redacting_live import enter_key_points, key_points_of
from .redacting_media import media_first, redact_media, refuse_other_media
from .redacting_names import drop_tags, redact_addresses, redact_other_names, tags_of
from .redacting_versions import redact_editions, redact_revisions, redact_working_copy


@dataclass(frozen=True)
class Redacted:
    """What a redaction did: its row, how often in which kind of place, and tags kept because others use them."""

    redaction: Redaction
    found: Found
    tags_kept: list[str]
    blocked: int = 0


def redact(
    article: Article,
    *,
    by,
    words: Iterable[str],
    reason: str,
    order: str = "",
    block: bool = False,
    now: datetime | None = None,
) -> Redacted:
    """Take words or names out of every version, revision, note, caption, tag and address of a story.

    Raise Refused when they are found nowhere: never a silent success. Neither the log nor the reason may repeat them.
    `block`: the words cannot be published in this story any more.
    """
    words = list(words)
    out = Blackout.of(words)
    reason = require_words(reason, _("Say why, without the words themselves: order, or whom it protects."))
    order = clean_text(order).strip()
    if out.found_in(reason) or out.found_in(order):
        raise Refused(_("The reason repeats the words that are to go. Write it without them."))
    with (
        transaction.atomic(),
        media_first(article) as media,
        act("redact", article, by=by, now=now, may=may_redact, doing=_("redact this story")) as under_way,
    ):
        refuse_other_media(under_way.article, media)
        found, tags_kept, points = take_out(under_way, out)
        if not found.total():
            raise Refused(
                _(
                    "Not found in any version, revision, note, caption, tag or address; spelling variants tried: "
                    "%(count)s. Check the spelling."
                )
                % {"count": out.variants}
            )
        redaction = Redaction.objects.create(
            article=under_way.article, at=under_way.now, by=by, reason=reason, order=order, places=found.total()
        )
        under_way.facts |= {"redaction": redaction.pk, "places": found.total()}
        blocked = place_block(under_way, words, reason, "", again=True).count if block else 0
        under_way.words |= {"reason": reason, "order": order}
        if points:
            enter_key_points(points, redaction, found["key points"])
    return Redacted(redaction, found, tags_kept, blocked)


def take_out(under_way: Act, out: Blackout) -> tuple[Found, list[str], Act | None]:
    """Take the words out of every place; return where they stood, the tags that others use, and what was done to its
    key points, where it is a live story whose key points had the words."""
    found, tags_kept = _take_out_of(under_way, out)
    story = key_points_of(under_way.article).first()
    if story is None:
        return found, tags_kept, None
    points = Act(story, under_way.by, under_way.now)
    there, kept = _take_out_of(points, out)
    found["key points"] += there.total()
    return found, [*tags_kept, *(tag for tag in kept if tag not in tags_kept)], points if there.total() else None


def _take_out_of(under_way: Act, out: Blackout) -> tuple[Found, list[str]]:
    """Take the words out of every place of one story."""
    found = Found()
    tags = [tag for tag in tags_of(under_way.article) if out.found_in(tag.name) or out.found_in(tag.description)]
    gone_tags = {str(tag.uid) for tag in tags if not tag.merged_into_id}
    under_way.article.salt = new_salt()
    under_way.article.save(update_fields=["salt"])
    redact_working_copy(under_way, out, gone_tags, found)
    redact_editions(under_way, out, gone_tags, found)
    redact_revisions(under_way, out, gone_tags, found)
    redact_beside(under_way, out, found)
    redact_addresses(under_way, out, found)
    tags_kept = drop_tags(under_way, tags, found)
    redact_other_names(under_way, out, found)
    redact_media(under_way, out, found)
    redact_fronts(under_way, out, found)
    words_taken_out.send(Article, under_way=under_way, out=out, found=found)
    return found, tags_kept
