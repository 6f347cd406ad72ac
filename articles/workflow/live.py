"""Verbs of live stories: open, let somebody post, post, edit an entry, close."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from html import escape

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from articles.body import linked
from articles.content import Content, ContentByline, ContentPhoto
from articles.models import Article, Contributor, Edition, LiveEntry, LiveGrant, LiveStory
from articles.needed import missing, needed_by
from articles.permissions import may_edit_entry, may_post, may_run_live, may_sign_off, refusal
from articles.querysets import ReadersHave, readers_have
from articles.working_copy import content_of, tidy
from newsroom import clock
from newsroom.record.models import Pulse

from .act import Act, NotAllowed, Refused, act
from .issuing import Eyes, issue, standing
from .publishing import _binding, _fly, _kind, _owe_reading, _say_without, say_no_correction
from .writing import _put, keep

Reason, Kind = Edition.UnreadReason, Edition.Kind
READ_WITHIN = 30
_MENDS = {Kind.MINOR_FIX, Kind.CORRECTION, Kind.UPDATE}


@dataclass(frozen=True)
class Said:
    """What an entry says, as it was typed: plain text, a paragraph a line, web addresses as they are."""

    text: str
    byline: Contributor
    headline: str = ""
    photo: ContentPhoto | None = None

    @property
    def body(self) -> str:
        return self._of(linked)

    @property
    def unlinked(self) -> str:
        """The body as it was before addresses became links."""
        return self._of(partial(escape, quote=False))

    def _of(self, written: Callable[[str], str]) -> str:
        lines = [" ".join(line.split()) for line in self.text.splitlines()]
        return "\n".join(f"<p>{written(line)}</p>" for line in lines if line)


def open_live(article: Article, *, by, opens_at: datetime | None = None, now: datetime | None = None) -> LiveStory:
    """Let a story be told in entries, from now or from `opens_at` on; before it readers see its own text only."""
    with act(
        "open_live", article, by=by, now=now, may=may_run_live, doing=_("open this as a live story"), touched=False
    ) as under_way:
        story = under_way.article
        if story.stage == Article.Stage.SPIKED:
            raise Refused(_("This story is spiked. Revive it first."))
        if LiveEntry.objects.filter(pk=story.pk).exists():
            raise Refused(_("This is an entry of a live story already."))
        if LiveStory.objects.filter(pk=story.pk).exists():
            raise Refused(_("This is a live story already."))
        if opens_at is not None and opens_at < under_way.now:
            raise Refused(_("The time it opens is past. Choose one ahead, or open it now."))
        live = LiveStory.objects.create(article=story, opens_at=opens_at or under_way.now, opened_by=by)
        under_way.touch(story.tag, live.tag)
        under_way.touch(story.tag, live.tag, at=live.opens_at)
    return live


def let_post(
    article: Article, *, by, user, reader, read_within: int = READ_WITHIN, now: datetime | None = None
) -> LiveGrant:
    """Let somebody post to a live story unread until it closes; `reader` reads behind, each within so many minutes."""
    with act(
        "let_post", article, by=by, now=now, may=may_run_live, doing=_("say who posts"), touched=False
    ) as under_way:
        live = not_closed(under_way.article)
        if user.pk == reader.pk:
            raise Refused(_("Nobody reads their own entries. Name a colleague who reads behind."))
        if not may_sign_off(reader, under_way.article):
            raise Refused(_("%(name)s may not sign stories off. Name somebody who may.") % {"name": reader})
        if not 1 <= read_within <= 24 * 60:
            raise Refused(_("Say within how many minutes each is read: from 1 to 1,440."))
        if live.grants.filter(user=user, ended_at=None).exists():
            raise Refused(_("%(name)s may post to it already.") % {"name": user})
        grant = live.grants.create(
            user=user, reader=reader, read_within=read_within, given_by=by, given_at=under_way.now
        )
        under_way.facts |= {"user": user.pk, "reader": reader.pk, "read_within": read_within}
    return grant


def post(
    article: Article, *, by, said: Said, token: uuid.UUID, at: datetime | None = None, now: datetime | None = None
) -> Edition:
    """Give readers an entry at once, in one act: its story begins, and its first version goes out unread.

    `token` is the entry's own, made where it was typed: sent again, it is what was posted before. `at` is the time
    printed with it. No row of the live story is locked, so posts never wait for its other writers.
    """
    if not may_post(by, article):
        raise NotAllowed(refusal(str(by), _("post to this live story")))
    make = partial(_post, article, by, said, token, at, now or clock.now())
    return once(article, by, token, lambda entry: _posted(entry, said), make)


def once[T](article: Article, by, token: uuid.UUID, known: Callable[[LiveEntry], T], make: Callable[[], T]) -> T:
    """Return what `make` gives, or `known` of the entry that came under this token before: sent twice at once, an entry
    is made once."""

    def before() -> T | None:
        entry = LiveEntry.objects.filter(token=token).select_related("article").first()
        if entry is not None and (entry.live_id != article.pk or entry.article.created_by_id != by.pk):
            raise Refused(_("Another entry was sent under that number. Write it anew."))
        return entry and known(entry)

    if made := before():
        return made
    try:
        with transaction.atomic():
            return make()
    except IntegrityError:
        if made := before():
            return made
        raise


def _posted(entry: LiveEntry, said: Said) -> Edition:
    first = entry.article.editions.select_related("words").order_by("number").first()
    if first.words.redacted_at is None and (first.content.headline, first.content.body) != as_stored(said):
        raise Refused(_("That was posted already, in other words. Edit the entry, or write another."))
    return first


def as_stored(said: Said) -> tuple[str, str]:
    """Return headline and body as they are once they were tidied."""
    tidied = tidy(Content(headline=said.headline, body=said.body))
    return tidied.headline, tidied.body


def _post(article: Article, by, said: Said, token, at: datetime | None, moment: datetime) -> Edition:
    may_go_out(article, moment)
    entry, content = begin_entry(article, by, words_of(said), token, at, moment)
    # Asked once more behind the row that ties it to its live story: it may have closed or paused since.
    may_go_out(article, moment)
    with act("post", entry.article, by=by, now=moment, may=_may_post_it, doing=_("post")) as under_way:
        content = _put(under_way.article, content)
        keep(under_way, content)
        edition = _issue_unread(under_way, content, Kind.FIRST)
        under_way.facts["live"] = str(article.uid)
    give_number(entry)
    return edition


def begin_entry(article: Article, by, words: dict, token, at: datetime | None, moment: datetime):
    """Make the story of an entry, tied to its live story; return the entry and its content, which nobody has kept."""
    if at is not None and at > moment:
        raise Refused(_("The time of an entry cannot lie ahead."))
    parent = content_of(article)
    about = {"created_by": by, "created_at": moment, "touched_by": by, "touched_at": moment, "part_of": article}
    entry_story = Article.objects.create(**about)
    entry_story.restricted_to.set(article.restricted_to.all())
    entry = LiveEntry.objects.create(article=entry_story, live_id=article.pk, token=token, at=at or moment)
    content = Content(
        slug=f"live-{token.hex}",
        slugline=f"{article} {clock.local(entry.at):%H:%M}"[:80],
        language=parent.language,
        section=parent.section,
        **words,
    )
    return entry, content


def give_number(entry: LiveEntry) -> None:
    """Number an entry after the act that gave it to readers, inside its transaction.

    That act was the last and holds the Pulse until the commit: entries are numbered as they come to be seen.
    """
    number = Pulse.objects.values_list("number", flat=True).get(pk=1)
    LiveEntry.objects.filter(pk=entry.pk).update(number=number)


def _may_post_it(user, entry_story: Article) -> bool:
    return may_post(user, entry_story.part_of)


def words_of(said: Said) -> dict:
    role = {"agency": "agency", "unnamed": "unnamed"}.get(said.byline.kind, "by")
    return {
        "headline": said.headline,
        "body": said.body,
        "bylines": (ContentByline(str(said.byline.uid), said.byline.name, role=role),),
        "photos": (said.photo,) if said.photo else (),
    }


def edit_entry(
    article: Article,
    *,
    by,
    said: Said,
    kind: str,
    note: str = "",
    not_a_correction: bool = False,
    edition: int,
    now: datetime | None = None,
) -> Edition:
    """Mend an entry readers have, at once and unread: a minor fix, a correction with its note, or an update.

    It keeps its time and its place. `edition` is the number of the version it was made from.
    """
    doing = _("edit this entry")
    with act("edit_entry", article, by=by, now=now, may=may_edit_entry, doing=doing) as under_way:
        if kind not in _MENDS:
            raise Refused(_("“%(kind)s” is not a kind of change to an entry.") % {"kind": kind})
        running(under_way.article.part_of, under_way.now)
        before = standing(under_way.article, under_way.now)
        if before is None or before.number != edition:
            raise Refused(_("The entry was changed after you opened it. Look at it again, then try once more."))
        content = replace(before.content, **words_of(said))
        kind = _kind(under_way, kind, content, note, under_way.now)
        say_no_correction(under_way, kind, before.content, content, not_a_correction)
        content = _put(under_way.article, content)
        keep(under_way, content)
        issued = _issue_unread(under_way, content, kind, note)
    return issued


def _issue_unread(under_way: Act, content: Content, kind: str, note: str = "") -> Edition:
    """Issue an entry now, and owe its reading to who reads behind."""
    article, now = under_way.article, under_way.now
    grant = grant_of(article.part_of_id, under_way.by)
    if grant is None:
        raise NotAllowed(refusal(str(under_way.by), _("post to this live story")))
    left = missing(needed_by(article, content))
    _fly(under_way, content, now, note, _binding(left))
    _say_without(under_way, left)
    eyes = Eyes(Edition.Eyes.UNREAD, unread_reason=Reason.LIVE)
    edition = issue(under_way, content, kind=kind, live_from=now, eyes=eyes, note=note)
    _owe_reading(under_way, edition, grant.reader, now + timedelta(minutes=grant.read_within))
    under_way.move_to(Article.Stage.AT_REST)
    return edition


def grant_of(live: int, user) -> LiveGrant | None:
    """Return the leave somebody has to post, held until the commit, so that ending it waits for what is on its way."""
    grants = LiveGrant.objects.filter(live=live, user=user, ended_at=None)
    return grants.select_related("reader").select_for_update(of=("self",)).first()


def who_reads_behind(under_way: Act, live: int, reader):
    """Return who reads what this person typed, and in how many minutes: `reader`, or who reads behind them anyway."""
    grant = grant_of(live, under_way.by)
    if reader is None and grant is None:
        raise Refused(_("You typed in it, so somebody else has to read it. Say who reads it behind you."))
    if reader is None:
        return grant.reader, grant.read_within
    if reader.pk == under_way.by.pk or not may_sign_off(reader, under_way.article):
        raise Refused(_("%(name)s cannot read it behind you. Name a colleague who signs off.") % {"name": reader})
    return reader, READ_WITHIN


def not_closed(article: Article) -> LiveStory:
    live = LiveStory.objects.filter(pk=article.pk).first()
    if live is None:
        raise Refused(_("This is no live story. Open it as one first."))
    if live.closed_at:
        raise Refused(
            _("This live story was closed at %(time)s.") % {"time": f"{clock.local(live.closed_at):%d %B, %H:%M}"}
        )
    return live


def may_go_out(article: Article, at: datetime, *, approved: bool = False) -> None:
    """Raise Refused unless new entries may go out now; those that the desk `approved` also where it reads first."""
    live = running(article, at)
    if live.paused_at:
        raise Refused(
            _("Posting is paused since %(time)s, by %(name)s. File it to the queue, or wait until it goes on.")
            % {"time": f"{clock.local(live.paused_at):%H:%M}", "name": live.paused_by}
        )
    if live.queue_first and not approved:
        raise Refused(_("The desk reads every entry first. File it to the queue."))


def running(article: Article, at: datetime) -> LiveStory:
    """Raise Refused unless the live story is open; return it."""
    live = not_closed(article)
    if live.opens_at > at:
        raise Refused(
            _("It opens at %(time)s. Readers see the summary only until then.")
            % {"time": f"{clock.local(live.opens_at):%d %B, %H:%M}"}
        )
    if readers_have(article, at) != ReadersHave.LIVE:
        raise Refused(_("Readers do not have the live story itself. Publish its summary first."))
    return live
