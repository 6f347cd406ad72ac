"""From what a file says to what the desk says of a photo: the same for an upload and for “take the file's”."""

import re

from . import metadata
from .alt_text import is_file_name
from .models import Photo
from .places import Place, places

_ZONE = re.compile(r".*T.*([+-]\d\d:\d\d)\Z")
_LISTED = {
    "data_mining": Photo.DataMining,
    "model_release": Photo.ModelRelease,
    "property_release": Photo.PropertyRelease,
}
_AS_IT_IS = (
    "extended_description",
    "creator_title",
    "source",
    "copyright_notice",
    "usage_terms",
    "licensor_name",
    "instructions",
    "job_id",
    "digital_source_type",
    "ai_system",
    "ai_system_version",
    "ai_prompt",
    "ai_prompt_writer",
)


def photo_fields(says: metadata.Says) -> dict:
    """Return the photo's columns as the file has them, cut to what they hold; empty where it is silent."""
    creators = ", ".join(says.get("creators", []))
    found = {name: says.get(name, "") for name in _AS_IT_IS} | {
        "headline": says.get("headline") or says.get("title", ""),
        "caption": says.get("description", ""),
        "keywords": ", ".join(says.get("keywords", [])),
        "creator": creators,
        # A file that names its photographer and asks for no other credit owes it to the photographer.
        "credit_line": says.get("credit_line") or creators,
        "web_statement": _web_address(says.get("web_statement", "")),
        "licensor_url": _web_address(says.get("licensor_url", "")),
        # Cameras and agencies write the file's own name there; a listener is better off with nothing.
        "alt_text": "" if is_file_name(says.get("alt_text", "")) else says.get("alt_text", ""),
        **_places(says),
        **{name: _listed(says.get(name, ""), choices) for name, choices in _LISTED.items()},
    }
    cut = {field: value[: Photo._meta.get_field(field).max_length] for field, value in found.items()}
    written = says.get("date_created", "")
    zone = _ZONE.fullmatch(written.replace("Z", "+00:00"))
    return cut | {"taken_at": metadata.moment(written), "taken_zone": zone[1] if zone else ""}


def persons(says: metadata.Says) -> list[str]:
    """Return the names of who is shown, as the file has them."""
    return list(dict.fromkeys(name[:250] for name in says.get("persons", [])))


def places_shown(says: metadata.Says) -> list[Place]:
    """Return the places that are shown beside the first, as the file has them."""
    return places("\n".join(says.get("more_shown", [])))


def _places(says: metadata.Says) -> dict[str, str]:
    """Return where it was taken and what place it shows; the older words for a place mean the one shown."""
    shown = {key: value for key, value in says.items() if key.startswith("shown_")}
    if not shown:
        older = {"sublocation": "location"}
        names = ("sublocation", "city", "state", "country", "country_code")
        shown = {f"shown_{older.get(name, name)}": says.get(name, "") for name in names}
    kinds = ("location", "city", "state", "country", "country_code")
    found = {f"created_{kind}": says.get(f"created_{kind}", "") for kind in kinds}
    return found | {f"shown_{kind}": shown.get(f"shown_{kind}", "") for kind in kinds}


def _listed(value: str, choices) -> str:
    """Return the value of one of the PLUS Coalition's lists, written as an address or bare; empty for any other."""
    value = value.rstrip("/").rpartition("/")[2].strip()
    return value if value in choices.values else ""


def _web_address(text: str) -> str:
    return text if text.startswith(("https://", "http://")) else ""
