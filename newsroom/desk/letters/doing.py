"""What is pressed on the page of an issue: one call of a verb, by what stands on the button."""

from django.utils.translation import gettext as _

from newsroom.letters import arranging, issuing, trying, wording
from newsroom.letters.acting import Refused
from newsroom.letters.models import Issue


def do(issue: Issue, user, said) -> str:
    """Do what was pressed; return what was done, and raise Refused as the verb does."""
    return _READ.get(said.get("do", ""), _unknown)(issue, user, said)


def _unknown(issue: Issue, user, said) -> str:
    raise Refused(_("Choose what is to be done."))


def _title(issue: Issue, user, said) -> str:
    wording.set_title(issue, said.get("title", ""), was=said.get("was"), by=user)
    return _("Kept.")


def _intro(issue: Issue, user, said) -> str:
    wording.set_intro(issue, said.get("intro", ""), was=said.get("was"), by=user)
    return _("Kept.")


def _beside(to: str) -> dict[str, str]:
    """Return where a button, or what was dropped, says that a story goes: "before uid", "after uid", or last."""
    where, _space, uid = to.partition(" ")
    return {where: uid} if where in {"before", "after"} else {}


def _move(issue: Issue, user, said) -> str:
    arranging.move(issue, said.get("story", ""), **_beside(said.get("to", "")), by=user)
    return _("Moved.")


def _leave_out(issue: Issue, user, said) -> str:
    arranging.leave_out(issue, said.get("story", ""), by=user)
    return _("Left out. It stands under the list, to be put back.")


def _put_in(issue: Issue, user, said) -> str:
    arranging.put_in(issue, said.get("story", ""), **_beside(said.get("to", "")), by=user)
    return _("It is in.")


def _reset(issue: Issue, user, said) -> str:
    arranging.reset(issue, by=user)
    return _("Its stories are those it was drawn up with, in that order. What was typed stays.")


def _try(issue: Issue, user, said) -> str:
    trying.try_issue(issue, by=user)
    return _("It is on its way to %(address)s.") % {"address": user.email}


def _send(issue: Issue, user, said) -> str:
    issuing.send_issue(issue, seen=said.get("seen"), by=user)
    return _("It is being sent. This page says how far it is.")


def _stop(issue: Issue, user, said) -> str:
    issuing.stop_issue(issue, by=user)
    return _("Stopped. Whoever has it keeps it; nobody else gets it.")


_READ = {
    "title": _title,
    "intro": _intro,
    "move": _move,
    "leave-out": _leave_out,
    "put-in": _put_in,
    "reset": _reset,
    "try": _try,
    "send": _send,
    "stop": _stop,
}
