"""The verb that says what of a photo every crop keeps in view."""

from datetime import datetime

from django.utils.translation import gettext

from newsroom.record.log import Change, enter

from . import asking, crops, declaration, permissions
from .act import allow, fresh, locked, save
from .models import HandCrop, Photo, Shape

# What a person may draw. The whole picture stays whole: what is cut or straightened is a free crop.
SHAPES = (Shape.WIDE, Shape.CARD, Shape.CLASSIC, Shape.SQUARE, Shape.PORTRAIT, Shape.FREE)


def crop_photo(
    photo: Photo,
    *,
    by,
    focus: tuple[int, int] | None,
    drawn: dict[Shape, crops.Box],
    now: datetime | None = None,
) -> Photo:
    """Set the focal point and the rectangles drawn by hand, all in ten-thousandths; what is left out is undone.

    Every page shows the new cuts once they are made; a use with a rectangle of its own keeps that.
    """
    with locked(photo, now) as (kept, now):
        allow(
            permissions.may_edit(by, kept),
            gettext("“%(photo)s” is somebody else's picture. Ask them or the photo desk to crop it.") % {"photo": kept},
        )
        for shape, box in drawn.items():
            allow(shape in SHAPES and crops.inside((kept.width, kept.height), box), _beyond(shape))
        if (focus, drawn) == (declaration.focus(kept), declaration.drawn(kept)):
            return fresh(photo)
        kept.focus_x, kept.focus_y = focus or (None, None)
        save(kept, ["focus_x", "focus_y"])
        kept.hand_crops.all().delete()
        HandCrop.objects.bulk_create(
            HandCrop(photo=kept, shape=shape, x=box.x, y=box.y, width=box.width, height=box.height, turn=box.turn)
            for shape, box in drawn.items()
        )
        asking.ask(kept, now, changed=True)
        enter(
            "crop_photo",
            by=by,
            now=now,
            subject=f"photo:{kept.uid}",
            facts={"focus": list(focus or ()), "crops": {shape.value: str(box) for shape, box in drawn.items()}},
            changes=[Change(kept.tag, now)],
        )
    return fresh(photo)


def _beyond(shape: Shape) -> str:
    return gettext("The %(shape)s crop goes beyond the edge of the picture. Move it, or make it smaller.") % {
        "shape": shape.value
    }
