"""What is pressed on a front's screen: one call of a verb, by the keys that stand on the button."""

from uuid import uuid4

from django.utils.translation import gettext as _

from articles import workflow
from articles.fronts.operations import (
    AddContainer,
    Beside,
    Move,
    MoveContainer,
    Operation,
    Place,
    Remove,
    RemoveContainer,
    SetContainer,
)
from articles.models import Front
from articles.workflow import Refused

from .forms import PartForm, lists


def do(front: Front, user, said) -> str:
    """Do what was pressed; return what was done, and raise Refused as the verb does."""
    operation, done = _READ.get(said.get("do", ""), _unknown)(said)
    workflow.arrange(front, operation, by=user)
    return done


def _unknown(said):
    raise Refused(_("Choose what to do."))


def _beside(said) -> Beside:
    return Beside(said.get("before", ""), said.get("after", ""), first="first" in said)


def _place(said) -> tuple[Operation, str]:
    # A button names its story itself; what is dropped says where.
    story = said.get("story", "")
    operation = Place(said.get("part", ""), story, said.get("key") or _key(), _beside(said), again="again" in said)
    return operation, _("Placed.")


def _move(said) -> tuple[Operation, str]:
    """Move a card where its button says: "part before key", "part after key", "part first", "part last"."""
    words = said.get("to", "").split(" ")
    part, where, key = (*words, "", "")[:3]
    beside = {"before": Beside(before=key), "after": Beside(after=key), "first": Beside(first=True)}
    return Move(said.get("card", ""), part, beside.get(where, Beside())), _("Moved.")


def _remove(said) -> tuple[Operation, str]:
    return Remove(said.get("card", "")), _("Taken off.")


def _part_values(said) -> dict:
    form = PartForm(said, lists=lists())
    if not form.is_valid():
        errors = " ".join(error for each in form.errors.values() for error in each)
        raise Refused(errors)
    return form.values()


def _set_part(said) -> tuple[Operation, str]:
    return SetContainer(said.get("part", ""), _part_values(said)), _("The part is set.")


def _add_part(said) -> tuple[Operation, str]:
    return AddContainer(said.get("key") or _key(), _part_values(said), _beside(said)), _("A part was added.")


def _move_part(said) -> tuple[Operation, str]:
    return MoveContainer(said.get("part", ""), _beside(said)), _("Moved.")


def _remove_part(said) -> tuple[Operation, str]:
    return RemoveContainer(said.get("part", "")), _("The part was taken away, with its cards.")


_READ = {
    "place": _place,
    "move": _move,
    "remove": _remove,
    "set-part": _set_part,
    "add-part": _add_part,
    "move-part": _move_part,
    "remove-part": _remove_part,
}


def _key() -> str:
    return uuid4().hex[:12]
