"""What a photo's Content Credentials say, as somebody reads it who has never heard of them."""

import json
from datetime import datetime
from urllib.parse import urlsplit

from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from newsroom import clock

from .. import credentials
from ..models import Credentials, CredentialsState, Photo
from ..source_types import SOURCE_TYPES, code, is_told
from . import cells

_HOLD = {CredentialsState.TRUSTED, CredentialsState.UNKNOWN}
_KINDS = {"trusted": "good", "unknown": "warn", "altered": "stop", "broken": "warn", "elsewhere": "warn"}
_MEANS = {
    "trusted": _("The picture is as it was when they signed it."),
    "unknown": _(
        "The picture is as it was when it was signed. Who signed is only what the certificate says of itself: anybody "
        "can make one."
    ),
    "altered": _("What stands below was signed for another state of this picture. Do not rely on it."),
    "broken": _("What stands below cannot be relied on."),
}
# Why credentials do not hold, by the beginning of the standard's code.
_WHY = {
    "signingCredential.expired": _("The signer’s certificate had run out."),
    "signingCredential.revoked": _("The signer’s certificate was called back."),
    "signingCredential.ocsp.revoked": _("The signer’s certificate was called back."),
    "signingCredential.invalid": _("The signer’s certificate is not one for pictures."),
    "claimSignature.outsideValidity": _("It was signed before or after the certificate was valid."),
    "claimSignature": _("The signature does not fit what was signed."),
    "ingredient": _("What it says of a picture it was made of does not hold."),
    "manifest": _("It is not put together as the standard asks."),
    "unreadable": _("It is damaged, or not put together as the standard asks."),
    "too_slow": _("It takes longer to read than any should."),
    "too_much_memory": _("It takes more memory to read than any should."),
    "breaks": _("It breaks the program that reads it."),
    "damaged": _("It is damaged, or not put together as the standard asks."),
    "busy": _("Too many pictures were being read just then. Look again."),
    "no_anchors": _("The newsroom’s list of trusted certificates cannot be read. Tell whoever runs it."),
}
_ACTIONS = {
    "c2pa.created": _("Made"),
    "c2pa.opened": _("Opened"),
    "c2pa.placed": _("Another picture put in"),
    "c2pa.edited": _("Edited"),
    "c2pa.edited.metadata": _("Its words edited"),
    "c2pa.cropped": _("Cropped"),
    "c2pa.resized": _("Made larger or smaller"),
    "c2pa.resized.proportional": _("Made larger or smaller"),
    "c2pa.color_adjustments": _("Colours adjusted"),
    "c2pa.adjustedColor": _("Colours adjusted"),
    "c2pa.filtered": _("A filter put on"),
    "c2pa.enhanced": _("Enhanced"),
    "c2pa.drawing": _("Drawn on"),
    "c2pa.orientation": _("Turned"),
    "c2pa.removed": _("Something taken out"),
    "c2pa.deleted": _("Something taken out"),
    "c2pa.redacted": _("Part of its record taken out"),
    "c2pa.addedText": _("Text put in"),
    "c2pa.converted": _("Changed into another kind of file"),
    "c2pa.transcoded": _("Changed into another kind of file"),
    "c2pa.repackaged": _("Packed anew"),
    "c2pa.published": _("Published"),
    "c2pa.watermarked": _("Marked with a watermark"),
    "c2pa.watermarked.bound": _("Marked with a watermark"),
    "c2pa.watermarked.unbound": _("Marked with a watermark"),
    "c2pa.unknown": _("Something done that it does not name"),
}
_RELATIONS = {
    "parentOf": _("a version of it"),
    "componentOf": _("put into it"),
    "inputTo": _("given to the program that made it"),
}


def card(photo: Photo, *, may_check: bool) -> dict:
    """Return what the card prints. One query, for a photo whose file has credentials."""
    kept = Credentials.objects.filter(photo=photo).first() if photo.credentials else None
    said = json.loads(kept.text) if kept else {}
    state = photo.credentials
    return {
        "chip": cells.state(_KINDS.get(state, "quiet"), CredentialsState(state).label),
        "state": state,
        "means": _MEANS.get(state, "") if said.get("signer") or said.get("signer_name") else "",
        "why": list(dict.fromkeys(filter(None, map(_why, said.get("why", []))))),
        "host": urlsplit(said.get("address", "")).hostname or "",
        "no_library": state in (CredentialsState.UNREAD, CredentialsState.NOT_LOOKED) and not credentials.can_read(),
        "rows": _rows(said),
        "actions": [_action(action) for action in said.get("actions", [])],
        "ingredients": [_ingredient(each) for each in said.get("ingredients", [])],
        "disagrees": _disagreement(photo, said.get("made", "")),
        # What does not hold is believed for what it warns of alone.
        "may_take": state in _HOLD or is_told(said.get("made", "")),
        # That a file has none is seen without the library, once for ever.
        "may_check": may_check and state != CredentialsState.NONE and credentials.can_read(),
    }


def _why(reason: str) -> str:
    found = next((sentence for start, sentence in _WHY.items() if reason.startswith(start)), "")
    return str(found)


def _rows(said: dict) -> list[tuple[str, str]]:
    signers = dict.fromkeys(filter(None, [said.get("signer"), said.get("signer_name")]))
    signed_at = _moment(said.get("signed_at", ""))
    if signed_at and not said.get("stamped"):
        signed_at = gettext("%(when)s, by a clock that nobody here vouches for") % {"when": signed_at}
    rows = [
        (gettext("Signed by"), " · ".join(signers)),
        (gettext("Signed on"), signed_at),
        (gettext("With"), said.get("tool", "")),
        (gettext("How it was made"), source(said.get("made", ""))),
    ]
    return [(label, value) for label, value in rows if value]


def source(address: str) -> str:
    """Return how a picture was made, in words; what is on no list is told by its code."""
    return str(SOURCE_TYPES.get(code(address), code(address)))


def _moment(iso: str) -> str:
    try:
        moment: datetime | None = parse_datetime(iso)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        return iso
    return date_format(clock.local(moment), "j F Y, H:i")


def _action(action: dict) -> str:
    said = [str(_ACTIONS.get(action["what"], action["what"]))]
    said += [part for part in (source(action["made"]), action["with"], _moment(action["when"])) if part]
    return " · ".join(said)


def _ingredient(ingredient: dict) -> str:
    titled = ingredient["title"] or gettext("A picture without a name")
    relation = str(_RELATIONS.get(ingredient["relation"], ""))
    signer = ingredient["signer"] and gettext("signed by %(who)s") % {"who": ingredient["signer"]}
    return " · ".join(filter(None, [titled, relation, signer]))


def _disagreement(photo: Photo, made: str) -> str:
    """Return how the photo's own page and its credentials differ on how it was made."""
    if not made or code(made) == code(photo.digital_source_type) or code(made) not in SOURCE_TYPES:
        return ""
    if not photo.digital_source_type:
        return gettext("This page does not say how it was made.")
    return gettext("This page says: %(ours)s.") % {"ours": source(photo.digital_source_type)}
