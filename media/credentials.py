"""Content Credentials of photos: asked of the child that opens strangers' files, kept, and how a photo was made."""

from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings

from newsroom.record.canonical import canonical
from newsroom.record.log import Change, enter

from . import asking, permissions, source_types
from .act import allow, fresh, locked
from .judging.verdicts import judge_credentials
from .models import Credentials, Photo
from .models.credentials import CredentialsState
from .opening import Unfit

_NEVER_READ = {CredentialsState.NOT_LOOKED, CredentialsState.NONE, CredentialsState.UNREAD}


def can_read() -> bool:
    """Say whether the optional package is installed that reads them."""
    return find_spec("c2pa") is not None


def anchors() -> str:
    """Return the certificates that this newsroom trusts, as PEM; empty where it names none, or the file is gone."""
    if not settings.CREDENTIALS_TRUST:
        return ""
    try:
        return Path(settings.CREDENTIALS_TRUST).read_text()
    except (OSError, UnicodeDecodeError):
        return ""


def read(file, kind: str) -> dict:
    """Return what a picture's credentials are worth, as `state`, and what they say. Nothing is fetched for it."""
    try:
        return judge_credentials(file, kind, anchors())
    except Unfit as unfit:
        state = CredentialsState.UNREAD if unfit.why == "busy" else CredentialsState.BROKEN
        return {"state": state.value, "why": [unfit.why]}


def keep(photo: Photo, said: dict, now: datetime) -> None:
    """Keep what was read beside the photo, whose own column says the state already."""
    if said["state"] == CredentialsState.NONE:
        Credentials.objects.filter(photo=photo).delete()
        return
    text = canonical({name: value for name, value in said.items() if name != "state"})
    Credentials.objects.update_or_create(photo=photo, defaults={"text": text, "read_at": now})


def take_over(photo: Photo, said: dict) -> list[str]:
    """Set how the photo was made, where its credentials say more than its file; return the fields that are others now.

    That a model made or altered it is believed of anybody, since nobody gains by it and readers must be told. That a
    camera took it is believed of those alone whom this newsroom trusts, and never against what the file says.
    """
    made, there = said.get("made", ""), photo.digital_source_type
    if source_types.code(made) not in source_types.SOURCE_TYPES:
        return []
    tells = source_types.is_told(made)
    more_to_tell = tells and not source_types.is_told(there)
    vouched_for = not there and said["state"] == CredentialsState.TRUSTED
    if not more_to_tell and not vouched_for:
        return []
    photo.digital_source_type = source_types.address(source_types.code(made))
    if not tells or photo.ai_system or not said["made_with"]:
        return ["digital_source_type"]
    photo.ai_system = said["made_with"]
    return ["digital_source_type", "ai_system"]


def check_credentials(photo: Photo, *, by, now: datetime | None = None) -> Photo:
    """Read a photo's credentials anew: after the package was installed, or with other certificates to trust."""
    allow(permissions.may_edit(by, photo), photo.says("may_not_edit", it=photo))
    with photo.original.open("rb") as file:
        said = read(file, photo.format)
    with locked(photo, now) as (kept, now):
        allow(permissions.may_edit(by, kept), kept.says("may_not_edit", it=kept))
        was, kept.credentials = kept.credentials, said["state"]
        # Somebody who has seen what they say may have decided otherwise: only the first reading changes anything.
        changed = take_over(kept, said) if was in _NEVER_READ else []
        kept.save(update_fields=["credentials", *changed])
        keep(kept, said, now)
        if changed:
            asking.ask(kept, now, changed=True)
        facts = {"was": was, "state": kept.credentials, "fields": changed}
        changes = [Change(kept.tag, now)] if changed else []
        enter("check_credentials", by=by, now=now, subject=kept.subject, facts=facts, changes=changes)
    return fresh(photo)
