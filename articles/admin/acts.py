"""What the desk does when a verb's button is pressed: one call of the verb, and the sentence for whoever pressed it.

Each takes the story's state and what was said on the sheet, and raises Refused as the verb does.
"""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import workflow
from articles.blackout import Blackout
from articles.models import SignOff
from articles.models.article import Stage
from articles.needed import missing, needed_by
from articles.preflight import lacking
from articles.workflow.redacting_live import entries_with
from articles.working_copy import content_of
from newsroom import clock

from .state import StoryState


def file(state: StoryState, said: dict) -> str:
    workflow.file(state.article, by=state.user)
    return _("Filed. It waits for somebody to read it.")


def sign_off(state: StoryState, said: dict) -> str:
    revision = said.get("revision") or state.article.revision_number
    kept = workflow.sign_off(state.article, by=state.user, revision=revision, capacity=said.get("capacity", ""))
    return signed_off(kept)


def sign_off_with_changes(state: StoryState, said: dict) -> str:
    """Say what to do: the changes are in the story's form, which signs off what was typed in it."""
    raise workflow.Refused(_("Type your changes into the story, then press this beside it."))


def signed_off(kept: SignOff) -> str:
    """Return what a yes came to: whether the story is ready, or who has to sign off yet."""
    if kept.article.stage == Stage.READY:
        return _("You signed off exactly this text. It is ready.")
    article, content = kept.article, content_of(kept.article)
    left = lacking(article, content, missing(needed_by(article, content)), but=kept.by)
    return " ".join([_("You signed off exactly this text."), *(f"{each.message} {each.advice}" for each in left)])


def recall(state: StoryState, said: dict) -> str:
    # The one that was on the page: by now it may be live, and another one ahead.
    wanted = state.article.editions.filter(number=said["version"]).first() if "version" in said else state.ahead
    edition = workflow.recall(state.article, by=state.user, edition=wanted)
    return _("Version %(number)s was stopped. Readers never had it; its text is here.") % {"number": edition.number}


def take_up(state: StoryState, said: dict) -> str:
    waiting = state.handed_back
    number = waiting.revision.number if waiting else None
    before = state.content.text
    kept = workflow.take_up(state.article, by=state.user, revision=number, choices=said.get("choices"))
    if kept.text == before:
        return _("The copy stays as it is, and the plan waits no longer.")
    return _(
        "The plan is back in the copy, with what readers got meanwhile. Have it signed off, then schedule it again."
    )


def show_banner(state: StoryState, said: dict) -> str:
    banner = workflow.show_banner(state.article, by=state.user, text=said["text"], hours=said["hours"])
    ends = date_format(clock.local(banner.ends_at), "H:i T")
    return _("The banner is over every page now. It ends by itself at %(ends)s.") % {"ends": ends}


def end_banner(state: StoryState, said: dict) -> str:
    banner = state.banner
    if banner is None:
        raise workflow.Refused(_("No banner leads to this story any more."))
    workflow.end_banner(banner, by=state.user)
    return _("The banner is off every page.")


def bar(state: StoryState, said: dict) -> str:
    workflow.bar(state.article, by=state.user, reason=said["reason"])
    return _("It is in no list of what is read most from now on. Readers keep the story itself.")


def unbar(state: StoryState, said: dict) -> str:
    workflow.unbar(state.article, by=state.user, reason=said["reason"])
    return _("It may be in Most read again: within a minute, if it is read.")


def pull(state: StoryState, said: dict) -> str:
    workflow.pull(state.article, by=state.user)
    return _("Pulled: it is off every page now. Decide in peace, then restore or withdraw it.")


def restore(state: StoryState, said: dict) -> str:
    workflow.restore(state.article, by=state.user)
    return _("Restored: readers have it again, as it was.")


def retract(state: StoryState, said: dict) -> str:
    edition = workflow.retract(state.article, by=state.user, note=said["note"])
    return _("Version %(number)s retracts the story, under your notice.") % {"number": edition.number}


def withdraw(state: StoryState, said: dict) -> str:
    nothing = said["says"] == "nothing"
    note = said.get("note", "")
    workflow.withdraw(state.article, by=state.user, note=note, reason=said["reason"], nothing_here=nothing)
    return (
        _("Withdrawn. Its page says only that there is nothing here.") if nothing else _("Withdrawn. Its page says so.")
    )


def reinstate(state: StoryState, said: dict) -> str:
    edition = workflow.reinstate(state.article, by=state.user, note=said["note"], revision=said["revision"])
    return _("Version %(number)s gives readers the story again.") % {"number": edition.number}


def hold(state: StoryState, said: dict) -> str:
    workflow.hold(state.article, by=state.user, kind=said["kind"], reason=said["reason"])
    return _("On hold: nobody publishes it until the hold is lifted.")


def lift(state: StoryState, said: dict) -> str:
    workflow.lift(said["hold"], by=state.user, reason=said["reason"])
    return _("The hold is lifted.")


def check_stock(state: StoryState, said: dict) -> str:
    workflow.check_stock(said["hold"], by=state.user)
    return _("Checked today. It stays on hold, prepared.")


def embargo(state: StoryState, said: dict) -> str:
    article = workflow.embargo(state.article, by=state.user, until=said["until"])
    if article.embargoed_until is None:
        return _("There is no embargo any more.")
    return _("Under embargo until %(when)s.") % {
        "when": date_format(clock.local(article.embargoed_until), "j F Y, H:i T")
    }


def spike(state: StoryState, said: dict) -> str:
    workflow.spike(state.article, by=state.user, reason=said["reason"])
    return _("Spiked. It can be revived.")


def revive(state: StoryState, said: dict) -> str:
    workflow.revive(state.article, by=state.user)
    return _("Revived: it is a draft again.")


def read_after(state: StoryState, said: dict) -> str:
    workflow.read_after(said["edition"], by=state.user)
    return _("You read version %(number)s. It is no longer marked unread.") % {"number": said["edition"].number}


def redact(state: StoryState, said: dict) -> str:
    done = workflow.redact(
        state.article,
        by=state.user,
        words=said["words"].splitlines(),
        reason=said["reason"],
        order=said["order"],
        block=said["block"],
    )
    count = done.found.total()
    sentence = ngettext("Redacted in %(count)s place", "Redacted in %(count)s places", count) % {"count": count}
    where = ", ".join(f"{place} {number}" for place, number in sorted(done.found.items()))
    kept = ""
    if done.tags_kept and done.blocked:
        count = len(done.tags_kept)
        kept = " " + ngettext(
            "%(count)s tag was kept, because other stories use it.",
            "%(count)s tags were kept, because other stories use them.",
            count,
        ) % {"count": count}
        kept += " " + _("The words are blocked in this story from now on.")
    elif done.blocked:
        kept = " " + _("The words are blocked in this story from now on.")
    elif done.tags_kept:
        kept = " " + _("Kept, because other stories use them: tags %(tags)s.") % {"tags": ", ".join(done.tags_kept)}
    return f"{sentence}: {where}.{kept}{_entries_left(state, said['words'].splitlines())}"


def _entries_left(state: StoryState, words: list[str]) -> str:
    """Say how many entries of a live story have the words still."""
    count = len(entries_with(state.article, Blackout.of(words), by=state.user))
    said = ngettext(
        "%(count)s entry has the words still: it is redacted by itself.",
        "%(count)s entries have the words still: each is redacted by itself.",
        count,
    )
    return " " + said % {"count": count} if count else ""


def restrict(state: StoryState, said: dict) -> str:
    workflow.restrict(state.article, by=state.user, people=said["people"])
    return _("Only the people named see it now.") if said["people"] else _("The whole desk sees it now.")
