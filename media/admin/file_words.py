"""What a photo's file says beside what the desk says of it, and taking the file's word for one field."""

import json

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .. import from_file, rights
from ..models import Credentials, Photo, Traces
from ..opening import PhotoRefused
from ..places import as_typed as places_as_typed
from ..places import of as places_of
from ..source_types import SOURCE_TYPES, address, code
from . import cells

_PERSONS, _PLACES, _CREDENTIALS = "persons_shown", "places_shown", "credentials"
_TRACES = {
    "latitude": _("Latitude"),
    "longitude": _("Longitude"),
    "altitude": _("Altitude"),
    "body_serial": _("Camera's number"),
    "lens_serial": _("Lens's number"),
    "camera_owner": _("Camera's owner"),
    "image_id": _("Picture's number"),
}


def beside(photo: Photo) -> list[dict]:
    """Return what the file says, field by field: `same` where the desk says so too, `field` where it can be taken.

    What has no field of its own comes last, as it stands in the file.
    """
    says = json.loads(photo.file_says)
    wanted = from_file.photo_fields(says)
    rows = []
    for field in Photo._meta.concrete_fields:
        if value := wanted.get(field.name):
            same = getattr(photo, field.name) == value
            shown = cells.field_value(photo, field, value)
            rows.append({"field": field.name, "label": field.verbose_name, "value": shown, "same": same})
    if names := from_file.persons(says):
        same = photo.persons_shown == names
        rows.append({"field": _PERSONS, "label": gettext("persons shown"), "value": "; ".join(names), "same": same})
    if places := from_file.places_shown(says):
        shown, same = places_as_typed(places).replace("\n", " / "), places_of(photo) == places
        rows.append({"field": _PLACES, "label": gettext("further places shown"), "value": shown, "same": same})
        says = {key: value for key, value in says.items() if key != "more_shown"}
    others = [(label, value) for _key, label, value in cells.file_says(says) if all(value != r["value"] for r in rows)]
    return rows + [{"field": "", "label": label, "value": value, "same": True} for label, value in others]


def take(photo: Photo, field: str, *, by) -> Photo:
    """Let the desk say of one field what the file says; of how it was made, what its Content Credentials do."""
    if field == _CREDENTIALS:
        return rights.edit_photo(photo, by=by, digital_source_type=_made_by_credentials(photo))
    says = json.loads(photo.file_says)
    if field == _PERSONS:
        return rights.edit_photo(photo, by=by, persons_shown=from_file.persons(says))
    if field == _PLACES:
        return rights.edit_photo(photo, by=by, places_shown=from_file.places_shown(says))
    wanted = from_file.photo_fields(says)
    if not wanted.get(field):
        raise PhotoRefused(gettext("The file says nothing of that."))
    return rights.edit_photo(photo, by=by, **{field: wanted[field]})


def _made_by_credentials(photo: Photo) -> str:
    kept = Credentials.objects.filter(photo=photo).first()
    made = code(json.loads(kept.text).get("made", "")) if kept else ""
    if made not in SOURCE_TYPES:
        raise PhotoRefused(gettext("Its Content Credentials do not say how it was made."))
    return address(made)


def traces(photo: Photo) -> list[tuple[str, str]]:
    """Return what the camera left in the file, for those who may know."""
    kept = Traces.objects.filter(photo=photo).first()
    found = json.loads(kept.text) if kept else {}
    return [(str(label), found[key]) for key, label in _TRACES.items() if key in found]
