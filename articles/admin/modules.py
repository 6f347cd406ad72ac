"""The desk's modules, by the names they import each other by."""

from django.conf import settings
from js_asset import ImportMap

_DESK = settings.BASE_DIR / "static" / "desk"


def desk_modules() -> ImportMap:
    """Return `desk/story-rows` and its kin, each with its file: their addresses carry a hash no module can know."""
    files = sorted(path.relative_to(_DESK.parent) for path in _DESK.rglob("*.js"))
    return ImportMap({path.with_suffix("").as_posix(): path.as_posix() for path in files})
