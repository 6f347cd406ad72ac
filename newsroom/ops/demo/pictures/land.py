"""Scenes on land: the pitch, the railway."""

import math

from PIL import Image

from .paint import Canvas, mix
from .sea import WIDE


def pitch() -> Image.Image:
    c = Canvas(WIDE, [(0, "#070d1e"), (0.4, "#14284a"), (0.52, "#2a4a68"), (1, "#2a4a68")], "pitch")
    c.clouds("#2a4468", 0.5, 0.0, 0.5, cell=70, stretch=3, strength=0.7)
    c.shape([(0, 0.60), (0, 0.42), (0.42, 0.46), (0.42, 0.58)], [(0, "#121a30"), (1, "#1c2742")])
    c.polygon([(0, 0.43), (0, 0.37), (0.44, 0.435), (0.43, 0.465)], "#0b1122")
    c.shape([(0.42, 0.585), (0.42, 0.475), (1, 0.475), (1, 0.60)], [(0, "#162038"), (1, "#1e2a46")])
    for _ in range(2600):
        x = c.rng.random()
        top = 0.455 + x * 0.02
        c.ellipse(
            (x, c.rng.uniform(top + 0.02, 0.575)),
            c.rng.uniform(0.0012, 0.0024),
            c.rng.choice(["#3b4a68", "#b24a44", "#6a7a94", "#d2c9b8", "#2a3552", "#8a3a3c"]),
            1.5,
        )
    turf(c)
    for x, y in ((0.10, 0.09), (0.90, 0.11), (0.44, 0.23), (0.68, 0.235)):
        mast(c, x, y, 1.0 if y < 0.2 else 0.55)
    goal(c)
    players(c)
    c.veil("#a9c8cf", 0.40, 0.62, 0.0, 0.16)
    c.texture(0.12)
    return c.finish(vignette=0.45)


def turf(c: Canvas) -> None:
    """Lay the mown pitch in perspective with its markings."""
    c.shape([(0, 1), (0, 0.59), (1, 0.58), (1, 1)], [(0, "#3f8a55"), (0.4, "#2f7a48"), (1, "#123d2a")])
    for i in range(0, 26, 2):
        a, b = i / 26, (i + 1) / 26
        c.wash(
            [(-0.1 + 1.2 * a, 0.585), (-0.1 + 1.2 * b, 0.585), (-1.1 + 3.2 * b, 1), (-1.1 + 3.2 * a, 1)],
            "#a8e08a",
            0.13,
        )
    chalk = "#dfeee0"
    c.line([(0, 0.618), (1, 0.602)], chalk, 5)
    c.line([(0.52, 0.61), (0.22, 1.02)], chalk, 8)
    ring = [(0.40 + 0.17 * math.cos(a / 20 * math.tau), 0.765 + 0.075 * math.sin(a / 20 * math.tau)) for a in range(21)]
    c.line(ring, chalk, 7)
    c.line([(1.0, 0.69), (0.80, 0.685), (0.88, 0.83), (1.0, 0.835)], chalk, 7)


def mast(c: Canvas, x: float, y: float, size: float) -> None:
    """Draw a floodlight, with its beam down to the grass."""
    lean = 0.22 if x < 0.5 else -0.22
    c.wash([(x - 0.02, y), (x + 0.02, y), (x + lean + 0.22, 0.75), (x + lean - 0.22, 0.75)], "#dff3ee", 0.11 * size, 40)
    c.line([(x, y), (x, 0.47)], "#0a1020", round(14 * size))
    for column in range(4):
        for row in range(3):
            spot = (x + (column - 1.5) * 0.013 * size, y + (row - 1) * 0.022 * size)
            c.ellipse(spot, 0.0048 * size, "#ffffff", 1.1)
    c.glow((x, y), 0.16 * size, "#e8fbff", 1.0)
    c.glow((x, y), 0.05 * size, "#ffffff", 0.9)


def goal(c: Canvas) -> None:
    for i in range(13):
        c.wash_line((0.925 + i * 0.008, 0.54 - i * 0.001), (0.925 + i * 0.008, 0.735), "#e8f0ee", 0.35, 2)
        c.wash_line((0.925, 0.545 + i * 0.015), (1.02, 0.535 + i * 0.015), "#e8f0ee", 0.35, 2)
    c.line([(0.91, 0.755), (0.91, 0.55), (1.02, 0.535)], "#ffffff", 14)


def players(c: Canvas) -> None:
    """Put two sides on the pitch, and one header in the air."""
    ours, theirs = "#d8423a", "#e6d9a8"
    for x, y, tall, shirt, lift in (
        (0.80, 0.79, 0.135, ours, 0.05),
        (0.76, 0.80, 0.13, theirs, 0.0),
        (0.845, 0.785, 0.125, theirs, 0.012),
        (0.885, 0.74, 0.115, "#3fae78", 0.0),
        (0.60, 0.70, 0.095, ours, 0),
        (0.655, 0.675, 0.085, theirs, 0),
        (0.33, 0.72, 0.10, theirs, 0),
        (0.25, 0.81, 0.135, ours, 0),
        (0.13, 0.68, 0.085, ours, 0),
        (0.47, 0.90, 0.17, theirs, 0),
    ):
        c.wash(
            [(x - tall * 0.25, y), (x, y - 0.006), (x + tall * 0.9, y + 0.016), (x + tall * 0.6, y + 0.024)],
            "#04180f",
            0.4,
        )
        figure(c, x, y - lift, tall, shirt)
    c.ellipse((0.822, 0.562), 0.0075, "#ffffff", 1.5)
    c.glow((0.822, 0.562), 0.02, "#ffffff", 0.5)


def figure(c: Canvas, x: float, ground: float, tall: float, shirt: str) -> None:
    """Draw a running player."""
    w, stride = tall * 0.13, tall * c.rng.uniform(0.08, 0.20)
    skin = c.rng.choice(["#e2b48c", "#8a5a3c", "#c68f68"])
    hip, neck = ground - tall * 0.46, ground - tall * 0.84
    for side in (-1, 1):
        knee = (x + side * stride * 0.7, ground - tall * 0.24)
        c.line(
            [
                (x, hip),
                knee,
                (x + side * stride * (1 if side > 0 else 1.4), ground - (0.02 if side < 0 else 0) * tall * 5),
            ],
            skin,
            max(6, round(tall * 80)),
        )
        c.line(
            [(x + side * w * 0.8, neck + tall * 0.05), (x + side * w * 1.9, neck + tall * 0.22)],
            skin,
            max(5, round(tall * 60)),
        )
    c.polygon(
        [
            (x - w, hip - tall * 0.04),
            (x + w, hip - tall * 0.04),
            (x + w * 1.25, hip + tall * 0.13),
            (x - w * 1.25, hip + tall * 0.13),
        ],
        "#16223c",
    )
    c.polygon([(x - w * 1.15, neck), (x + w * 1.15, neck), (x + w, hip), (x - w, hip)], shirt)
    c.polygon(
        [(x + w * 0.4, neck), (x + w * 1.15, neck), (x + w, hip), (x + w * 0.2, hip)], mix(shirt, "#000000", 0.28)
    )
    c.ellipse((x, ground - tall * 0.92), tall * 0.052, skin, 1.5)


def train() -> Image.Image:
    c = Canvas(WIDE, [(0, "#9fb9d0"), (0.2, "#f0d2b4"), (0.3, "#fbe3b0"), (1, "#fbe3b0")], "train")
    c.glow((0.7, 0.25), 0.4, "#fff1c0", 0.9)
    c.clouds("#ffffff", 0.35, 0.0, 0.26, cell=40, stretch=6, strength=0.7)
    hills = ((0.26, 0.09, "#a9b3b4"), (0.34, 0.09, "#8fa690"), (0.43, 0.08, "#7f9f68"), (0.53, 0.06, "#6a9150"))
    for base, height, colour in hills:
        c.shape(
            c.ridge(base, height), [(0, mix(colour, "#ffe9b0", 0.35)), (0.35, colour), (1, mix(colour, "#24402c", 0.6))]
        )
        c.veil("#fdeecb", base, base + 0.12, 0.0, 0.22)
        hedges(c, base)
    river = [
        (0.60, 0.60),
        (0.66, 0.60),
        (0.55, 0.68),
        (0.70, 0.77),
        (0.62, 0.86),
        (0.46, 1),
        (0.02, 1),
        (0.34, 0.85),
        (0.50, 0.76),
        (0.42, 0.68),
    ]
    c.shape(c.ridge(0.60, 0.02), [(0, "#86a656"), (1, "#2f5233")])
    c.shape(river, [(0, "#f7e4bd"), (0.5, "#a9c4c2"), (1, "#4d7f8d")], 10)
    track(c)
    for x, y, wide in ((0.03, 0.99, 0.16), (0.93, 0.98, 0.20), (0.80, 0.90, 0.06), (0.14, 0.90, 0.05)):
        thicket(c, x, y, wide)
    c.texture(0.12)
    return c.finish(vignette=0.3)


def thicket(c: Canvas, x: float, y: float, wide: float) -> None:
    """Grow a clump of bushes, dark at the foot and lit from the upper right."""
    for _ in range(420):
        px, up = x + c.rng.gauss(0, wide * 0.42), abs(c.rng.gauss(0, wide * 0.55))
        sun = min(1.0, max(0.0, 0.3 + up / wide * 0.55 + (px - x) * 2 + c.rng.gauss(0, 0.14)))
        c.ellipse((px, y + 0.02 - up), wide * c.rng.uniform(0.03, 0.09), mix("#1f3d2a", "#b8ad4a", sun * 0.9), 1.15)


def hedges(c: Canvas, base: float) -> None:
    """Plant hedgerows across a hillside, as rows of soft round trees."""
    size, trees = 0.0035 + 0.010 * (base - 0.25), []
    for _ in range(9):
        x, y, slope = c.rng.random(), base + c.rng.uniform(0.035, 0.11), c.rng.uniform(-0.10, 0.16)
        for i in range(c.rng.randint(8, 26)):
            spot = (x + i * size * 1.1, y + slope * i * size + c.rng.gauss(0, 0.0015))
            trees.append((spot, size * c.rng.uniform(0.6, 1.2)))
    c.puffs(trees, "#2f5238", 0.62, 3)


def track(c: Canvas) -> None:
    """Lay the line across the valley on a viaduct and run the train along it."""

    def rail(x: float) -> float:
        return 0.735 - 0.055 * x

    c.wash(
        [(-0.02, rail(0) + 0.10), (1.02, rail(1) + 0.10), (1.02, rail(1) + 0.15), (-0.02, rail(0) + 0.17)],
        "#1d3525",
        0.45,
        24,
    )
    c.shape(
        [(-0.02, rail(0)), (1.02, rail(1)), (1.02, rail(1) + 0.115), (-0.02, rail(0) + 0.13)],
        [(0, "#d6b48e"), (1, "#8d6d5c")],
    )
    shadows = []
    for i in range(15):
        x = 0.01 + i * 0.07
        top, wide = rail(x) + 0.045, 0.023
        arch = [
            (x + wide - wide * math.cos(a / 10 * math.pi), top - 0.026 * math.sin(a / 10 * math.pi)) for a in range(11)
        ]
        c.polygon([(x, top + 0.10), *arch, (x + 2 * wide, top + 0.10)], mix("#5f7f4c", "#7c8f78", i / 15))
        shadows.append([(x, top + 0.10), (x, top), (x + 0.008, top - 0.018), (x + 0.012, top + 0.10)])
    c.washes(shadows, "#3d2e2c", 0.55)
    c.line([(-0.02, rail(0)), (1.02, rail(1))], "#6b4f48", 12)
    carriages(c, rail)


def carriages(c: Canvas, rail) -> None:
    """Run four carriages along the line, the lamp in front."""
    for car in range(4):
        left, right = 0.20 + car * 0.135, 0.20 + car * 0.135 + 0.131
        for (a, b), colour in (((0.012, 0.062), "#c23b32"), ((0.062, 0.070), "#7d2529"), ((0.012, 0.020), "#e7dfd0")):
            c.polygon(
                [(left, rail(left) - a), (right, rail(right) - a), (right, rail(right) - b), (left, rail(left) - b)],
                colour,
            )
        for window in range(7):
            x = left + 0.009 + window * 0.0168
            c.polygon(
                [
                    (x, rail(x) - 0.034),
                    (x + 0.012, rail(x) - 0.0345),
                    (x + 0.012, rail(x) - 0.0545),
                    (x, rail(x) - 0.054),
                ],
                "#ffe9b0",
            )
        for wheel in (0.02, 0.036, 0.095, 0.111):
            c.ellipse((left + wheel, rail(left + wheel) - 0.006), 0.006, "#2d2528", 1.3)
    c.polygon(
        [
            (0.736, rail(0.736) - 0.012),
            (0.762, rail(0.762) - 0.012),
            (0.75, rail(0.75) - 0.062),
            (0.736, rail(0.736) - 0.068),
        ],
        "#a82f2c",
    )
    c.glow((0.765, rail(0.765) - 0.02), 0.03, "#fff6d0", 0.9)
