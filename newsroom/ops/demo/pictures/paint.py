"""Paint with Pillow alone: gradients, light, weather and grain for drawn scenes.

Sizes are pixels, colours "#rrggbb", places fractions of the canvas (0 left or top, 1 right or bottom).
Soft things are computed small and enlarged, which is what keeps a scene under a second.
"""

import math
import random
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter

Place = tuple[float, float]
Stops = Sequence[tuple[float, str]]


def mix(first: str, second: str, share: float) -> str:
    """Return the colour `share` of the way from `first` to `second`."""
    pairs = zip(ImageColor.getrgb(first), ImageColor.getrgb(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def along(stops: Stops, position: float) -> str:
    """Return the colour of a gradient at `position` (0 to 1)."""
    for (start, first), (end, second) in zip(stops, stops[1:], strict=False):
        if position <= end:
            return mix(first, second, max(0.0, (position - start) / (end - start)))
    return stops[-1][1]


def across(column: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return a one-pixel column stretched to a size, smoothly downwards and flat across."""
    return column.resize((1, size[1]), Image.Resampling.BICUBIC).resize(size, Image.Resampling.NEAREST)


def gradient(size: tuple[int, int], stops: Stops) -> Image.Image:
    """Return a top-to-bottom gradient of the given size."""
    column = Image.new("RGB", (1, 256))
    column.putdata([ImageColor.getrgb(along(stops, y / 255)) for y in range(256)])
    return across(column, size)


def ramp(low: float, high: float) -> list[int]:
    """Return a lookup table that maps `low` to black and `high` to white (both 0 to 1)."""
    return [max(0, min(255, round(255 * (v / 255 - low) / (high - low)))) for v in range(256)]


class Canvas:
    """A picture in the making, with the one source of chance that makes it repeatable."""

    def __init__(self, size: tuple[int, int], stops: Stops, seed: str):
        self.size = self.width, self.height = size
        self.rng = random.Random(seed)
        self.image = gradient(size, stops)

    # -- geometry ----------------------------------------------------------------

    def px(self, place: Place) -> tuple[int, int]:
        return round(place[0] * self.width), round(place[1] * self.height)

    def points(self, places: Sequence[Place]) -> list[tuple[int, int]]:
        return [self.px(place) for place in places]

    def pen(self) -> ImageDraw.ImageDraw:
        return ImageDraw.Draw(self.image)

    # -- hard edges ----------------------------------------------------------------

    def polygon(self, places: Sequence[Place], colour: str) -> None:
        self.pen().polygon(self.points(places), fill=colour)

    def box(self, left: float, top: float, right: float, bottom: float, colour: str) -> None:
        self.pen().rectangle([*self.px((left, top)), *self.px((right, bottom))], fill=colour)

    def ellipse(self, centre: Place, radius: float, colour: str, squash: float = 1.0) -> None:
        """Fill an ellipse; `radius` is a share of the width, `squash` its height over its width."""
        x, y = self.px(centre)
        rx, ry = radius * self.width, radius * self.width * squash
        self.pen().ellipse([x - rx, y - ry, x + rx, y + ry], fill=colour)

    def line(self, places: Sequence[Place], colour: str, width: int = 4) -> None:
        self.pen().line(self.points(places), fill=colour, width=width, joint="curve")

    def shape(self, places: Sequence[Place], stops: Stops, soft: int = 0) -> None:
        """Fill a polygon with a gradient over its own height, with a soft edge if asked."""
        top = max(0, self.px((0, min(y for _, y in places)))[1])
        bottom = min(self.height, self.px((0, max(y for _, y in places)))[1] + 1)
        cut = self._stencil([places], 1.0, soft)
        if cut is None or bottom <= top:
            return
        mask, (x, y) = cut
        colours = Image.new("RGB", mask.size, stops[0][1])
        colours.paste(gradient((mask.width, bottom - top), stops), (0, top - y))
        if bottom - y < mask.height:
            colours.paste(stops[-1][1], (0, bottom - y, mask.width, mask.height))
        self.image.paste(colours, (x, y), mask)

    def _stencil(
        self, areas: Sequence[Sequence[Place]], opacity: float, soft: int
    ) -> tuple[Image.Image, tuple[int, int]] | None:
        """Return a mask of polygons, no larger than it must be, and where its corner is; None when off the canvas.

        A soft one is made at a quarter of the size, since blurring is what costs.
        """
        scale, margin = (4, 3 * soft) if soft else (1, 0)
        outlines = [[(x * self.width, y * self.height) for x, y in places] for places in areas]
        corners = [corner for outline in outlines for corner in outline]
        left = max(0, round(min(x for x, _ in corners)) - margin)
        top = max(0, round(min(y for _, y in corners)) - margin)
        right = min(self.width, round(max(x for x, _ in corners)) + margin + 1)
        bottom = min(self.height, round(max(y for _, y in corners)) + margin + 1)
        if right <= left or bottom <= top:
            return None
        mask = Image.new("L", (-(-(right - left) // scale), -(-(bottom - top) // scale)))
        pen = ImageDraw.Draw(mask)
        for outline in outlines:
            pen.polygon([((x - left) / scale, (y - top) / scale) for x, y in outline], fill=round(255 * opacity))
        if soft:
            blurred = mask.filter(ImageFilter.GaussianBlur(soft / scale))
            mask = blurred.resize((mask.width * scale, mask.height * scale), Image.Resampling.BILINEAR)
        return mask, (left, top)

    def ridge(self, base: float, height: float, rough: float = 0.5, detail: int = 7) -> list[Place]:
        """Return the places of a hill line that closes along the bottom of the canvas."""
        line, reach = [self.rng.uniform(-1, 1) for _ in range(3)], 1.0
        for _ in range(detail):
            reach *= rough
            middles = [(a + b) / 2 + self.rng.uniform(-reach, reach) for a, b in zip(line, line[1:], strict=False)]
            line = [v for pair in zip(line, [*middles, 0.0], strict=True) for v in pair][:-1]
        step = 1 / (len(line) - 1)
        return [(0, 1), *[(i * step, base - height * v) for i, v in enumerate(line)], (1, 1)]

    # -- soft things -----------------------------------------------------------------

    def noise(self, cell: int, octaves: int = 4, stretch: float = 1.0) -> Image.Image:
        """Return a cloud-like greyscale field; `stretch` above 1 lays it flat."""
        size = self.width // 4, self.height // 4
        field = Image.new("L", size)
        for octave in range(octaves):
            w = max(2, round(size[0] / (cell * stretch) * 2**octave))
            h = max(2, round(size[1] / cell * 2**octave))
            layer = Image.frombytes("L", (w, h), self.rng.randbytes(w * h)).resize(size, Image.Resampling.BICUBIC)
            field = Image.blend(field, layer, 0.52**octave)
        return field

    def clouds(self, colour: str, cover: float, top: float = 0, bottom: float = 1, cell: int = 70, **kind) -> None:
        """Lay clouds of one colour between two heights; `cover` 0 to 1 says how much sky they take."""
        kind = {"stretch": 3.0, "soft": 0.3, "strength": 1.0} | kind
        field = self.noise(cell, octaves=5, stretch=kind["stretch"])
        middle = 0.62 - 0.3 * cover
        mask = field.point(ramp(middle, middle + kind["soft"]))
        fade = Image.new("L", (1, 64))
        span = max(bottom - top, 0.01)
        fade.putdata([round(255 * kind["strength"] * self._swell((y / 63 - top) / span)) for y in range(64)])
        mask = ImageChops.multiply(mask, across(fade, mask.size))
        self.image.paste(colour, (0, 0), mask.resize(self.size, Image.Resampling.BICUBIC))

    @staticmethod
    def _swell(position: float) -> float:
        return math.sin(math.pi * position) ** 0.7 if 0 < position < 1 else 0.0

    def glow(self, centre: Place, radius: float, colour: str, strength: float = 1.0, squash: float = 1.0) -> None:
        """Add light that falls off from a centre, as a lamp in mist does."""
        x, y = self.px(centre)
        rx = max(2, round(radius * self.width))
        ry = max(2, round(rx * squash))
        table = [round(strength * 255 * max(0.0, 1 - v / 181) ** 2.2) for v in range(256)]
        light = Image.radial_gradient("L").point(table).resize((2 * rx, 2 * ry), Image.Resampling.BILINEAR)
        tint = Image.composite(Image.new("RGB", light.size, colour), Image.new("RGB", light.size), light)
        patch = self.image.crop((x - rx, y - ry, x + rx, y + ry))
        self.image.paste(ImageChops.screen(patch, tint), (x - rx, y - ry))

    def veil(self, colour: str, top: float, bottom: float, start: float, end: float) -> None:
        """Lay haze over a band; opacity runs from `start` at its top to `end` at its bottom."""
        y0, y1 = self.px((0, top))[1], self.px((0, bottom))[1]
        column = Image.new("L", (1, 128))
        column.putdata([round(255 * (start + (end - start) * y / 127)) for y in range(128)])
        self.image.paste(colour, (0, y0), across(column, (self.width, y1 - y0)))

    def wash(self, places: Sequence[Place], colour: str, opacity: float, soft: int = 0) -> None:
        """Lay a see-through colour over a polygon: a beam, a shadow, a pane."""
        self.washes([places], colour, opacity, soft)

    def washes(self, areas: Sequence[Sequence[Place]], colour: str, opacity: float, soft: int = 0) -> None:
        """Lay one see-through colour over several polygons at the price of one."""
        if cut := self._stencil(areas, opacity, soft):
            mask, corner = cut
            self.image.paste(colour, corner, mask)

    def puffs(self, places: Sequence[tuple[Place, float]], colour: str, opacity: float, soft: int) -> None:
        """Lay soft round blots of one colour: smoke, foliage far off, spray. Each is (centre, radius)."""
        turns = [(math.cos(turn / 14 * math.tau), math.sin(turn / 14 * math.tau)) for turn in range(14)]
        tall = self.width / self.height
        rings = [[(x + radius * dx, y + radius * dy * tall) for dx, dy in turns] for (x, y), radius in places]
        self.washes(rings, colour, opacity, soft)

    def wash_line(self, start: Place, end: Place, colour: str, opacity: float, width: int = 2) -> None:
        """Draw one see-through stroke: rain, a far wire, a scratch."""
        ImageDraw.Draw(self.image, "RGBA").line(
            self.points([start, end]), fill=(*ImageColor.getrgb(colour), round(255 * opacity)), width=width
        )

    # -- water and finish --------------------------------------------------------------

    def reflect(self, horizon: float, tint: str, share: float = 0.35, ripple: float = 0.012) -> None:
        """Mirror what stands above the horizon into water below it, broken by ripples."""
        top = self.px((0, horizon))[1]
        depth = self.height - top
        mirror = self.image.crop((0, max(0, top - depth), self.width, top)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        mirror = Image.blend(mirror, Image.new("RGB", mirror.size, tint), share)
        phase = self.rng.uniform(0, math.tau)
        for y in range(0, mirror.height, 3):
            near = y / depth
            sway = math.sin(y / (5 + 26 * near) + phase) + 0.6 * self.rng.uniform(-1, 1)
            shift = round(ripple * self.width * (0.15 + near) * sway)
            row = ImageChops.offset(mirror.crop((0, y, self.width, y + 3)), shift, 0)
            self.image.paste(row, (0, top + y))

    def glints(self, top: float, bottom: float, colour: str, count: int, centre: float = 0.5, **kind) -> None:
        """Scatter short level strokes of light on water, closer together far away."""
        kind = {"spread": 0.5, "length": 0.03, "opacity": 0.7} | kind
        mask = Image.new("L", self.size)
        pen = ImageDraw.Draw(mask)
        for _ in range(count):
            near = self.rng.random() ** 1.6
            x = self.rng.gauss(centre, kind["spread"] * (0.25 + near))
            y = top + (bottom - top) * near
            half = kind["length"] * (0.15 + near) * self.rng.uniform(0.3, 1)
            ends = self.points([(x - half, y), (x + half, y)])
            pen.line(ends, fill=round(255 * kind["opacity"] * self.rng.uniform(0.3, 1)), width=2 + round(5 * near))
        self.image.paste(colour, (0, 0), mask)

    def texture(self, amount: float = 0.10, cell: int = 9) -> None:
        """Break flat colour with the unevenness of a brush or a print."""
        field = self.noise(cell, octaves=3).resize(self.size, Image.Resampling.BILINEAR)
        shade = field.point([round(255 * (1 - amount) + v * amount) for v in range(256)])
        self.image = ImageChops.multiply(self.image, Image.merge("RGB", [shade] * 3))

    def finish(self, grain: float = 0.05, vignette: float = 0.35) -> Image.Image:
        """Darken the corners, add film grain and return the picture."""
        corners = Image.radial_gradient("L").resize(self.size, Image.Resampling.BILINEAR)
        shade = corners.point([round(255 * (1 - vignette * max(0.0, v / 255 - 0.35) ** 1.5)) for v in range(256)])
        tile = Image.frombytes("L", (700, 700), self.rng.randbytes(490_000)).filter(ImageFilter.GaussianBlur(0.8))
        film = Image.new("L", self.size)
        for x in range(0, self.width, 700):
            for y in range(0, self.height, 700):
                film.paste(tile, (x, y))
        film = film.point([round(255 * (1 - grain) + v * grain) for v in range(256)])
        shade = ImageChops.multiply(shade, film)
        return ImageChops.multiply(self.image, Image.merge("RGB", [shade] * 3))
