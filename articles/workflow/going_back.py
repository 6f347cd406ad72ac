"""The verb that takes a story, or parts of it, back to a state it had."""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.content import Content
from articles.models import Article, Edition, Revision, Section, Tag
from articles.permissions import may_go_back
from articles.working_copy import UnknownName, content_of, put, same_since, tidy
from media.models import Photo
from newsroom import clock
from newsroom.record.canonical import clean_text

from .act import Act, Refused, act
from .writing import _restage, keep, refuse_to_sponsor

PARTS = tuple(field.name for field in fields(Content) if field.name != "schema")


class SavedSince(Refused):
    """Somebody saved after the page was opened, so that going back would change something that was not shown."""


def go_back(
    article: Article,
    *,
    by,
    to: Revision | Edition,
    parts: Iterable[str] = PARTS,
    base: int | None = None,
    reason: str = "",
    now: datetime | None = None,
) -> Revision:
    """Give the working copy these parts as `to` had them, as a new revision; readers keep what they have.

    `base` is the revision the person looked at: when somebody saved since, raise SavedSince and write nothing. Raise
    Refused when the story has exactly that already, and when it names what is no longer here.
    """
    wanted = [part for part in PARTS if part in set(parts)]
    if to.article_id != article.pk or not wanted or len(wanted) != len(set(parts)):
        raise ValueError(f"go_back() takes a state of the same story and some of {PARTS}.")
    doing = _("take this story back to what it was")
    with act("go_back", article, by=by, now=now, may=may_go_back, doing=doing) as under_way:
        _refuse_withheld(under_way.article, to)
        before = content_of(under_way.article)
        if base is not None and not same_since(under_way.article, base, before):
            raise _saved_since(under_way.article)
        content = tidy(replace(before, **{part: getattr(to.content, part) for part in wanted}))
        refuse_to_sponsor(by, under_way.article, before, content)
        if content.text == before.text:
            raise Refused(_("The story says exactly that already. Nothing was changed."))
        revision = keep(under_way, _put(under_way.article, content, to), Revision.Why.GONE_BACK)
        _restage(under_way, revision.content)
        _say(under_way, to, wanted, reason)
    return revision


def _refuse_withheld(article: Article, to: Revision | Edition) -> None:
    number = to.number if isinstance(to, Revision) else to.revision_number
    row = article.withheld.filter(ended_at=None, edition__revision_number=number).select_related("edition").first()
    if row is not None:
        raise Refused(
            _(
                "Version %(number)s was withheld for legal reasons, and this is its text. Have it shown again first, "
                "or take what you need from another version."
            )
            % {"number": row.edition.number}
        )


def _say(under_way: Act, to: Revision | Edition, parts: list[str], reason: str) -> None:
    kind = "revision" if isinstance(to, Revision) else "version"
    under_way.facts |= {"to": f"{kind}:{to.number}", "parts": parts}
    if reason := clean_text(reason).strip():
        under_way.words["reason"] = reason


def _put(article: Article, content: Content, to: Revision | Edition) -> Content:
    """Write the content, or raise Refused naming what it had that is gone."""
    for there, uids, sentence in (
        (Section.objects.all(), {content.section} - {""}, _gone_sections),
        (Tag.objects.all(), set(content.tags), _gone_tags),
        (Photo.objects.all(), {use.photo for use in content.photos}, _gone_photos),
    ):
        if missing := len(uids) - there.filter(uid__in=uids).count():
            raise Refused(sentence(missing))
    try:
        put(article, content)
    except UnknownName as unknown:
        raise Refused(str(unknown)) from unknown
    return content_of(article)


def _gone_sections(count: int) -> str:
    return _("It stood in a section that is no longer here. Leave the section as it is, and go back to the rest.")


def _gone_tags(count: int) -> str:
    return ngettext(
        "%(count)s of its tags is no longer here. Leave the tags as they are, and go back to the rest.",
        "%(count)s of its tags are no longer here. Leave the tags as they are, and go back to the rest.",
        count,
    ) % {"count": count}


def _gone_photos(count: int) -> str:
    return ngettext(
        "%(count)s of its photos is no longer here. Leave the photos as they are, and go back to the rest.",
        "%(count)s of its photos are no longer here. Leave the photos as they are, and go back to the rest.",
        count,
    ) % {"count": count}


def _saved_since(article: Article) -> SavedSince:
    latest = article.revisions.select_related("by").latest("number")
    return SavedSince(
        _(
            "%(name)s saved this story at %(time)s, after you opened this page. Nothing was overwritten. Look at what "
            "would change now, then go back again."
        )
        % {"name": latest.by, "time": f"{clock.local(latest.at):%H:%M:%S}"}
    )
