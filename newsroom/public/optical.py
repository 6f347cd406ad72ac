"""One file of a face that is drawn for small text and, finer, for headlines.

Designers draw both at every weight, and all of that in one file is larger than a file for each. Pages need less. So
two changes of a letter are kept, each along a straight line: from text at 400 to text at 700, and from text to headline
as it is at 600, the weight of headlines. They add up at every other weight. Text is the designers' own, and so is a
headline of 600; at 400 and 700 its points are some six thousandths of an em from theirs.

The second line is called width, which the face has none of, and stands for optical size: `@font-face` can pin a width
(`font-stretch`) and cannot pin an optical size, so one file serves two families.
"""

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.TupleVariation import TupleVariation
from fontTools.varLib import builder
from fontTools.varLib.models import piecewiseLinearMap, supportScalar

# As `font-stretch` in static/public/readers.css has them, and static/desk/story.css.
TEXT, HEADLINES = 100, 125
WEIGHT = 600
# In thousandths of an em: changes are written with as few points as come so near. An eighth of a pixel in the largest
# headline.
TOLERANCE = 2
_LINES = ({"wght": (0, 1, 1)}, {"opsz": (0, 1, 1)})


def simplified(font: TTFont) -> TTFont:
    """Return the font, whose defaults are its lightest weight and its text, with two changes only."""
    axes = {axis.axisTag: axis for axis in font["fvar"].axes}
    light, bold = axes["wght"].minValue, axes["wght"].maxValue
    share = piecewiseLinearMap((WEIGHT - light) / (bold - light), font["avar"].segments["wght"])
    _simplify_outlines(font, share)
    if (kept := getattr(font["GDEF"].table, "VarStore", None)) is not None:
        _simplify(kept, font, share)
        moved = kept.optimize()
        font["GDEF"].table.remap_device_varidxes(moved)
        font["GPOS"].table.remap_device_varidxes(moved)
    # Widths come of the outlines' own; the others say how it would be listed in a menu.
    for table in ("HVAR", "MVAR", "STAT"):
        if table in font:
            del font[table]
    _rename(font, axes["opsz"])
    return font


def _of_lines(supports: list[dict], share: float) -> list[list[float]]:
    """Return for either line how much of each of the designers' changes makes it up."""

    def at(**place) -> list[float]:
        return [supportScalar({"wght": 0, "opsz": 0} | place, support) for support in supports]

    headline, text = at(wght=share, opsz=1), at(wght=share)
    return [at(wght=1), [a - b for a, b in zip(headline, text, strict=True)]]


def _simplify_outlines(font: TTFont, share: float) -> None:
    outlines, widths = font["glyf"], font["hmtx"].metrics
    for name, changes in font["gvar"].variations.items():
        points, control = outlines._getCoordinatesAndControls(name, widths)
        for change in changes:
            change.calcInferredDeltas(points, control.endPts)
        composed = outlines[name].isComposite()
        kept = []
        for line, much in zip(_LINES, _of_lines([change.axes for change in changes], share), strict=True):
            made = TupleVariation(dict(line), _summed(changes, much, len(points)))
            made.optimize(points, control.endPts, tolerance=TOLERANCE, isComposite=composed)
            kept += [made] if made.hasImpact() else []
        font["gvar"].variations[name] = kept


def _summed(changes: list[TupleVariation], much: list[float], points: int) -> list[tuple[int, int]]:
    """Return how each point moves by so much of each change."""
    shares = list(zip(much, (change.coordinates for change in changes), strict=True))
    return [tuple(round(sum(by * moved[n][side] for by, moved in shares)) for side in (0, 1)) for n in range(points)]


def _simplify(store, font: TTFont, share: float) -> None:
    """Bring what else varies, which is kerning, to the two lines."""
    axes = font["fvar"].axes
    much = _of_lines([region.get_support(axes) for region in store.VarRegionList.Region], share)
    store.VarRegionList = builder.buildVarRegionList(list(_LINES), [axis.axisTag for axis in axes])
    for data in store.VarData:
        regions = data.VarRegionIndex
        data.Item = [
            [round(sum(line[region] * by for region, by in zip(regions, item, strict=True))) for line in much]
            for item in data.Item
        ]
        data.VarRegionIndex, data.VarRegionCount = [0, 1], 2
        data.calculateNumShorts()


def _rename(font: TTFont, axis) -> None:
    for changes in font["gvar"].variations.values():
        for change in changes:
            if axis.axisTag in change.axes:
                change.axes["wdth"] = change.axes.pop(axis.axisTag)
    font["fvar"].instances = []
    del font["avar"].segments[axis.axisTag]
    axis.axisTag, axis.minValue, axis.defaultValue, axis.maxValue = "wdth", TEXT, TEXT, HEADLINES
    font["avar"].segments["wdth"] = {-1.0: -1.0, 0.0: 0.0, 1.0: 1.0}
