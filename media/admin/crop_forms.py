"""What somebody types, or draws, of a photo's focal point and crops: percent of the picture, and degrees."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .. import crops
from ..cropping import SHAPES
from ..models import Photo, Shape

PLACES = {
    Shape.WIDE: _("Where it is shared"),
    Shape.CARD: _("On fronts and lists"),
    Shape.CLASSIC: _("In a story that asks for it"),
    Shape.SQUARE: _("As a thumbnail"),
    Shape.PORTRAIT: _("Under a feature’s headline"),
    Shape.FREE: _("In a story that asks for it"),
}


def _percent(label, most: int = 100, least: int = 0) -> forms.DecimalField:
    step = {"step": "0.01", "inputmode": "decimal"}
    return forms.DecimalField(
        label=label, min_value=least, max_value=most, required=False, widget=forms.NumberInput(attrs=step)
    )


class FocusForm(forms.Form):
    """The point every crop keeps in view; both empty: nobody has said."""

    focus_x = _percent(_("From the left, %"))
    focus_y = _percent(_("From the top, %"))

    @property
    def focus(self) -> tuple[int, int] | None:
        x, y = self.cleaned_data["focus_x"], self.cleaned_data["focus_y"]
        return None if x is None or y is None else (round(x * 100), round(y * 100))


class CropForm(forms.Form):
    """One shape's rectangle. Without a width the focal point decides, or, of a turned picture, its middle."""

    x = _percent(_("From the left, %"))
    y = _percent(_("From the top, %"))
    width = _percent(_("Width, %"))
    height = _percent(_("Height, %"))
    turn = forms.DecimalField(
        label=_("Turned clockwise, degrees"),
        min_value=-180,
        max_value=180,
        required=False,
        widget=forms.NumberInput(attrs={"step": "0.1", "inputmode": "decimal"}),
    )

    def __init__(self, photo: Photo, shape: Shape, box: crops.Box | None, data=None):
        self.photo, self.shape = photo, shape
        names = ("x", "y", "width", "height")
        initial = {name: getattr(box, name) / 100 for name in names} | {"turn": box.turn / 10} if box else {}
        super().__init__(data, prefix=f"crop-{shape.value.replace(':', 'x')}", initial=initial)
        if shape.ratio:
            del self.fields["height"]

    @property
    def name(self):
        return self.shape.label if self.shape is Shape.FREE else self.shape.value

    @property
    def place(self):
        return PLACES[self.shape]

    @property
    def ratio(self) -> str:
        return ":".join(map(str, self.shape.ratio or ()))

    def clean(self):
        """Find the rectangle that is meant, as `box`; None where the focal point decides."""
        said = super().clean()
        turn = round((said.get("turn") or 0) * 10)
        size = (self.photo.width, self.photo.height)
        x, y, width = (round((said.get(name) or 0) * 100) for name in ("x", "y", "width"))
        said["box"] = None
        if width:
            height = round((said.get("height") or 0) * 100)
            if self.shape.ratio:
                height = crops.height_for(size, self.shape, width, turn)
            said["box"] = crops.Box(x, y, width, min(height, crops.WHOLE - y) if y < crops.WHOLE else height, turn)
        elif turn:
            said["box"] = crops.largest_turned(size, self.shape, turn)
        if said["box"] and not crops.inside(size, said["box"]):
            raise forms.ValidationError(
                gettext("This crop goes beyond the edge of the picture. Move it, or make it smaller.")
            )
        return said


def crop_forms(photo: Photo, drawn: dict, data=None) -> list[CropForm]:
    """Return the form of each shape, filled with what was drawn."""
    return [CropForm(photo, shape, drawn.get(shape), data) for shape in SHAPES]
