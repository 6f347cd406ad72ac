"""The verb that makes areas of a photo unrecognisable."""

from collections.abc import Iterable
from datetime import datetime

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext

from . import asking, permissions
from .act import allow, fresh, locked, record, save
from .areas import Rectangle, areas_of, mark
from .models import Photo, PixelatedArea

MOST = 40


def pixelate(photo: Photo, *, by, areas: Iterable[Rectangle], now: datetime | None = None) -> Photo:
    """Let exactly these areas be unrecognisable in every size of the photo; none gives it back as it came.

    Every rendition goes at once, its file with it, and is made anew: until then there is no picture, never the old one.
    """
    areas = sorted(set(areas))
    with locked(photo, now) as (kept, now):
        allow(
            permissions.may_edit(by, kept),
            gettext("“%(photo)s” is somebody else's picture. Ask them or the photo desk to change it.")
            % {"photo": kept},
        )
        allow(
            len(areas) <= MOST,
            gettext("A picture takes %(most)s areas at most. Draw larger ones.") % {"most": MOST},
        )
        if areas_of(kept) == areas:
            return fresh(photo)
        kept.areas.all().delete()
        for left, top, width, height in areas:
            area = PixelatedArea(photo=kept, left=left, top=top, width=width, height=height)
            save(area, ["left", "top", "width", "height"])
        files = list(kept.renditions.values_list("file", flat=True))
        kept.renditions.all().delete()
        transaction.on_commit(lambda: [default_storage.delete(name) for name in files])
        asking.ask(kept, now, changed=True)
        record("pixelate", kept, by, now, facts={"areas": mark(areas)})
    return fresh(photo)
