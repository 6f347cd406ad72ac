"""The credit line nobody wrote: a file's own photographer, or one of the house's, until somebody says otherwise."""

from django.utils.translation import gettext

from newsroom.paper import current

from . import permissions
from .models import Licensed, Photo
from .source_types import code

# A picture that somebody photographed, or that does not say how it was made.
_TAKEN = {"", "digitalCapture", "computationalCapture", "negativeFilm", "positiveFilm", "print", "humanEdits"}
# Whoever is named in one of these may be somebody else.
_OWNERS = ("source", "copyright_notice", "licensor_name", "supplier")


def house_credit(photographer: str) -> str:
    """Return the line that a photographer of the house is credited with."""
    line = gettext("%(photographer)s/%(paper)s") % {"photographer": photographer, "paper": current.site().name}
    return line[: Photo._meta.get_field("credit_line").max_length]


def is_unwritten(licensed: Licensed) -> bool:
    """Say whether nobody chose the credit line: a contract or an agency's instruction may still say another."""
    return licensed.credit_line in {"", licensed.creator, house_credit(licensed.creator)}


def credit_sender(photo: Photo, by) -> None:
    """Credit a photographer with the picture they bring in, where neither they nor the file name anybody else."""
    if not permissions.brings_only_their_own(by) or not by.name:
        return
    if photo.creator not in {"", by.name} or photo.credit_line not in {"", by.name}:
        return
    if any(getattr(photo, name) for name in _OWNERS) or photo.ai_system:
        return
    if code(photo.digital_source_type) in _TAKEN:
        photo.creator, photo.credit_line = by.name, house_credit(by.name)
