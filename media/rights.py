"""The verbs of photos: the only writers of what one says and whether it may be used."""

from datetime import datetime

from newsroom.record.log import Change, enter

from . import alt_text, asking, permissions, usages
from .act import allow, fresh, locked, record, save, typed
from .contracts import apply_contract, keep_to_contract
from .instructing import read_instructions, settle_unclear
from .leasing import change_lease, end_lease, grant_lease
from .models import Photo
from .models.described import Described
from .persons import as_typed, name_persons, names
from .places import Place, name_places
from .places import as_typed as places_as_typed
from .standing import delete as delete_photo
from .standing import erase, vouch
from .standing import reinstate as reinstate_photo
from .standing import withdraw as withdraw_photo

__all__ = [
    "EDITABLE",
    "apply_contract",
    "change_lease",
    "delete_photo",
    "edit_photo",
    "end_lease",
    "grant_lease",
    "let_go",
    "read_instructions",
    "reinstate_photo",
    "settle_unclear",
    "typed",
    "vouch",
    "withdraw_photo",
]

# All that is said of a photo, and why it may be used; beside these, `persons_shown` is a list of names and
# `places_shown` one of further places.
EDITABLE = {field.name for field in Described._meta.get_fields()} | {"licence", "supplier"}
# A change of one of these changes whether the photo may be shown.
_RIGHTS = {"credit_line", "licence"}


_NO_WORDS = {"licence", "supplier", "taken_at"}


def edit_photo(
    photo: Photo,
    *,
    by,
    now: datetime | None = None,
    persons_shown: list[str] | None = None,
    places_shown: list[Place] | None = None,
    **fields,
) -> Photo:
    """Mend what a photo says of itself. A mended credit is mended everywhere, the files readers get included."""
    if unknown := fields.keys() - EDITABLE:
        raise TypeError(f"A photo has no field {', '.join(sorted(unknown))} to edit.")
    with locked(photo, now) as (kept, now):
        allow(
            permissions.may_edit(by, kept),
            kept.says("may_not_edit", it=kept),
        )
        fields = {name: typed(value) for name, value in fields.items()}
        wrong = alt_text.trouble(fields.get("alt_text", ""))
        allow(not wrong, wrong)
        changed = {name: value for name, value in fields.items() if getattr(kept, name) != value}
        named = persons_shown is not None and name_persons(kept, names("\n".join(persons_shown)))
        placed = places_shown is not None and name_places(kept, places_shown)
        if not changed and not named and not placed:
            return fresh(photo)
        asked = "" if kept.instructions else changed.get("instructions", "")
        for name, value in changed.items():
            setattr(kept, name, value)
        save(kept, changed)
        if asked:
            # By mail, after the picture: they bind as those inside its file do, from when it came.
            read_instructions(kept, by=by, text=asked, sent_at=kept.uploaded_at, now=now)
        if changed.keys() & {"licence", "supplier"}:
            keep_to_contract(kept, kept.supplier, by, now)
        asking.ask(kept, now, changed=True)
        words = {name: str(value) for name, value in changed.items() if name not in _NO_WORDS}
        words |= {"persons_shown": as_typed(kept)} if named else {}
        words |= {"places_shown": places_as_typed(places_shown)} if placed else {}
        beside = ["persons_shown"] * named + ["places_shown"] * placed
        facts = {"fields": sorted([*changed, *beside]), "licence": kept.licence}
        if changed.keys() & _RIGHTS:
            record("edit_photo", kept, by, now, facts=facts, words=words)
        else:
            changes = [Change(kept.tag, now)]
            subject = f"photo:{kept.uid}"
            enter("edit_photo", by=by, now=now, subject=subject, facts=facts, words=words, changes=changes)
    return fresh(photo)


def let_go(photo: Photo, *, now: datetime | None = None) -> bool:
    """Delete a picture that nobody used in the time its supplier's pictures are kept; one that is used stays."""
    with locked(photo, now) as (kept, now):
        if usages.is_used(kept):
            return False
        erase(kept, "let_go", None, now)
    return True
