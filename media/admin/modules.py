"""The photo desk's modules, by the names they import each other by."""

from django.conf import settings
from django.middleware.csp import get_nonce
from js_asset import ImportMap
from js_asset import Media as MappedMedia

_STATIC = settings.BASE_DIR / "static"


def photo_modules(request) -> list:
    """Return the map of `desk/photo-…` modules with their files: the addresses carry a hash no module can know."""
    files = sorted(path.relative_to(_STATIC) for path in (_STATIC / "desk").glob("photo-*.js"))
    named = ImportMap({path.with_suffix("").as_posix(): path.as_posix() for path in files})
    return MappedMedia(importmap=named).render_importmap(attrs={"nonce": get_nonce(request)})
