"""What the publish sheet says, what it mends on the way, and what pressing its button does."""

from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import permissions, workflow
from articles.content import Content
from articles.findings import Finding
from articles.lacking import lacks
from articles.merge import changed_by_them
from articles.models import Edition, JournalState, Revision
from articles.redline import Redline, names_in, redline
from articles.workflow import Refused
from articles.working_copy import content_of, same_since
from newsroom import clock, said_times
from newsroom.staff.models import User

from .checklist import checks
from .journal_form import content_in
from .moments import in_zones
from .publish_sheet import Mend, PublishSheet
from .state import StoryState

_MOST_NAMED = 4


def publish(state: StoryState, said: dict) -> str:
    """Publish what was read, with what was mended on the sheet; unread only where nobody's eyes had it, and why."""
    with transaction.atomic():
        revision = _mended(state, said)
        if said["when"] == "embargo":
            workflow.embargo(state.article, by=state.user, until=said["at"])
        edition = _issued(state, said, revision)
    if said["when"] != "now":
        return _("Version %(number)s goes live on %(when)s.") % {
            "number": edition.number,
            "when": in_zones(edition.live_from, state.user),
        }
    if state.open_pull:
        return _("Version %(number)s is issued, and the story stays pulled: restore it to give it to readers.") % {
            "number": edition.number
        }
    # The bar that counts down says the rest.
    return ""


def _issued(state: StoryState, said: dict, revision: int) -> Edition:
    moments = {"now": None, "ends": state.article.embargoed_until}
    common = {
        "by": state.user,
        "kind": said.get("kind", ""),
        "note": said.get("note", ""),
        "note_place": said.get("note_place", ""),
        "not_a_correction": said.get("not_a_correction", False),
        "live_from": moments.get(said["when"], said.get("at")),
        "without_photos": said.get("without", []),
        "revision": revision,
        "more_follows": said.get("more_follows", False),
        "banner": said.get("asked_banner"),
        "complaints": said.get("complaints"),
    }
    unread = {"reader": said.get("reader"), "read_after": said.get("read_by")}
    if said.get("reason"):
        return workflow.publish_alone(state.article, reason=said["reason"], **unread, **common)
    return workflow.publish(state.article, **unread, **common)


def _mended(state: StoryState, said: dict) -> int:
    """Save what was mended on the sheet, and return the revision that is then looked at.

    Raise Refused where somebody saved since the sheet was opened: nobody has looked at that.
    """
    revision = said["revision"]
    before = state.content
    content = _with_mends(before, said)
    if content.text == before.text:
        return revision
    if not same_since(state.article, revision, before):
        # The verb says so, in its own sentence.
        return revision
    saved = workflow.save(state.article, by=state.user, content=content, base=state.article.revision_number)
    if saved is not None and saved.why == Revision.Why.MERGED:
        raise Refused(_("The story was changed while you mended it here. Look at it again, then publish."))
    return saved.number if saved else revision


def _with_mends(content: Content, said: dict) -> Content:
    """Return the content with what was written on the sheet."""
    alts = {uid: text for name, uid in said.get("mended", {}).items() if (text := said.get(name, "").strip())}
    left_out = set(said.get("without", ()))
    photos = tuple(
        replace(use, alt=alts[use.photo]) if use.photo in alts and use.photo not in left_out and not use.alt else use
        for use in content.photos
    )
    section = str(said["section"].uid) if said.get("section") else content.section
    return replace(content, photos=photos, section=section, headline=said.get("headline") or content.headline)


@dataclass(frozen=True)
class LetGo:
    """What keeps it from readers and who can let it go."""

    reasons: list[str]
    who: list[User]
    may: bool


def ask_to_let_go(state: StoryState) -> str:
    """Ask whoever can lift the hold or the embargo to do so, in a note that calls each of them; return what the person
    is told."""
    found = who_lets_go(state)
    if found is None:
        raise Refused(_("Nothing keeps it from readers any more. Publish it."))
    names = ", ".join(str(person) for person in found.who[:_MOST_NAMED])
    text = _("%(name)s asks %(names)s to let it go: %(why)s") % {
        "name": state.user,
        "names": " ".join(f"@{person.name}" for person in found.who) or _("a duty editor"),
        "why": " ".join(found.reasons),
    }
    workflow.add_note(state.article, by=state.user, text=text)
    if not names:
        return _("Nobody can lift it now. It stands in a note on the story.")
    return _("Asked %(names)s: each has a notice, and the note stands on the story.") % {"names": names}


def who_lets_go(state: StoryState) -> LetGo | None:
    """Return what holds the story and who can lift that; None where nothing does."""
    reasons = [
        _("On hold (%(kind)s) by %(name)s: %(reason)s")
        % {"kind": hold.get_kind_display(), "name": hold.placed_by, "reason": hold.reason}
        for hold in state.holds
    ]
    if state.embargoed:
        when = in_zones(state.article.embargoed_until, state.user)
        reasons.append(_("Under embargo until %(when)s.") % {"when": when})
    if not reasons:
        return None
    may = User.objects.filter(is_active=True, is_staff=True, groups__permissions__codename="lift_hold_article")
    if state.restricted_to:
        may = may.filter(pk__in=[person.pk for person in state.restricted_to])
    who = [each for each in may.distinct().order_by("name") if each.pk != state.user.pk]
    return LetGo(reasons, who, permissions.may_lift(state.user, state.article))


def context_of(state: StoryState, form: PublishSheet) -> dict:
    """Return what the publish sheet says: what readers get, what not, whose eyes it had, what stands in the way."""
    last, found = state.versions[0] if state.versions else None, checks(state)
    pages = {check.finding: check.url for check in found}
    mends = [mend if mend.field else replace(mend, url=pages.get(mend.finding, "")) for mend in form.mends]
    return {
        "number": last.number + 1 if last else 1,
        "first": state.standing is None,
        "already": state.standing.number if state.readers_have_this else None,
        "eyes": eyes_line(state),
        "unread": bool(state.signing.left) or (state.signed is None and not state.can_be_read),
        "checks": [check for check in found if _is_said_here_only(check.finding, mends)],
        "mends": mends,
        "redline": _since_readers_have(state),
        "stays": stays_behind(state),
        "let_go": who_lets_go(state),
    }


def _is_said_here_only(finding: Finding, mends: list[Mend]) -> bool:
    """Whether nothing else on the sheet says it: mends do, and what keeps it from readers has its own place."""
    return finding.id not in {"hold", "embargo"} and finding not in [mend.finding for mend in mends]


def _since_readers_have(state: StoryState) -> Redline | None:
    """Return what readers would find changed, or None where they have no text yet or would find nothing changed."""
    if not state.has_text or state.readers_have_this:
        return None
    before, after = state.standing.content, state.content
    return redline(before, after, names_in(before, after, user=state.user))


def stays_behind(state: StoryState) -> list[str]:
    """Return a sentence for each thing that does not go out: what somebody typed and has not saved."""
    if lacks(state.article, "journal"):
        return []
    rows = JournalState.objects.open().filter(article=state.article).known_to(state.user).order_by("-at")
    found = []
    for row in rows[:_MOST_NAMED]:
        changed = changed_by_them(state.content, content_in(row, content_of(state.article)))
        if changed.paragraphs or changed.fields:
            found.append(_behind(row, state.user, changed.paragraphs))
    return found


def _behind(row: JournalState, user, paragraphs: int) -> str:
    at = date_format(clock.local(row.at), "H:i")
    if not paragraphs:
        said = _("What %(name)s typed at %(at)s beside the text is not saved and stays a draft.")
    else:
        said = ngettext(
            "%(name)s’s draft differs in %(count)s paragraph (%(at)s, not saved); it stays a draft.",
            "%(name)s’s draft differs in %(count)s paragraphs (%(at)s, not saved); it stays a draft.",
            paragraphs,
        )
    return said % {"name": row.by, "count": paragraphs, "at": at}


def eyes_line(state: StoryState) -> str:
    """Return the sentence that says whose eyes these words will have had."""
    writer = state.article.revisions.order_by("-number").select_related("by").first()
    wrote = writer.by if writer else state.article.created_by
    if state.signing.left:
        return _without_line(state)
    if state.signed:
        when = said_times.said(state.signed.at, "j F, H:i", state.now)
        return _("Read: %(name)s signed off exactly this text (%(when)s).") % {"name": state.signed.by, "when": when}
    if state.can_be_read:
        return _("%(writer)s wrote. You sign off by publishing: it goes out as read.") % {"writer": wrote}
    if state.user.has_perm("articles.publish_alone_article"):
        return _("UNREAD: nobody else has read this text. Say why it cannot wait, and who reads it afterwards.")
    if state.has_text and permissions.may_issue_minor_fix(state.user, state.article):
        return _("Nobody else has read this text. A %(kind)s may go out unread; name who reads it afterwards.") % {
            "kind": str(Edition.Kind.MINOR_FIX.label).lower()
        }
    return _("Nobody else has read this text. Ask a colleague to sign it off.")


def _without_line(state: StoryState) -> str:
    """Return the same where sign-offs are missing that only others can give."""
    who = get_text_list([str(need.capacity.label) for need in state.signing.left], _("and"))
    if state.signing.lacks_legal:
        return _("Missing: %(who)s. Nothing goes out without the lawyer’s yes.") % {"who": who}
    if state.user.has_perm("articles.publish_alone_article"):
        return _("Missing: %(who)s. UNREAD: say why it cannot wait, and who reads it afterwards.") % {"who": who}
    return _("Missing: %(who)s. It cannot go out before.") % {"who": who}
