"""Scenes indoors: stage, ropewalk, bakery."""

import math

from PIL import Image

from .paint import Canvas, mix
from .sea import WIDE


def theatre() -> Image.Image:
    c = Canvas(WIDE, [(0, "#0d0a14"), (0.7, "#1b1420"), (1, "#2b1d22")], "theatre")
    c.shape([(0.2, 0.80), (0.8, 0.80), (1, 1), (0, 1)], [(0, "#5a3a2a"), (1, "#2a1a18")])
    for i in range(-9, 10):
        c.wash_line((0.5 + i * 0.035, 0.80), (0.5 + i * 0.075, 1), "#1a0f10", 0.6, 4)
    c.wash([(0.47, -0.02), (0.53, -0.02), (0.66, 0.90), (0.34, 0.90)], "#ffe2a4", 0.22, 36)
    c.glow((0.5, 0.62), 0.24, "#ffb85c", 0.9)
    c.glow((0.5, 0.87), 0.26, "#ffbe6a", 0.6, 0.3)
    table(c)
    for side in (-1, 1):
        drape(c, side)
    c.veil("#12060c", 0.45, 1, 0.0, 0.55)
    c.glow((0.5, 0.66), 0.20, "#ffb85c", 0.35)
    c.shape([(0, 0), (1, 0), (1, 0.10), (0, 0.10)], [(0, "#3a0d14"), (1, "#7c1c24")])
    for i in range(14):
        x = (i + 0.5) / 14
        swag = [(x + 0.04 * math.cos(a / 12 * math.pi), 0.095 + 0.09 * math.sin(a / 12 * math.pi)) for a in range(13)]
        c.shape(swag, [(0, "#96242a"), (0.7, "#6c161f"), (1, "#4a0f18")])
        c.line(swag, "#d9a548", 7)
    seats(c)
    c.texture(0.14)
    return c.finish(vignette=0.55)


def drape(c: Canvas, side: int) -> None:
    """Hang one half of the curtain, gathered to the side, fold by fold."""
    folds = 17
    for fold in range(folds):
        a, b = fold / folds, (fold + 1) / folds
        for part, tone in ((0.0, 0.15), (0.25, 0.65), (0.5, 0.95), (0.75, 0.5)):
            left, right = a + (b - a) * part, a + (b - a) * (part + 0.27)

            def edge(share: float, y: float) -> float:
                gather = 0.42 - 0.14 * math.sin(min(1.0, y / 0.9) * math.pi * 0.62) ** 2
                return 0.5 + side * (0.52 - share * gather)

            lit = tone * (0.45 + 0.55 * left)
            hem = 0.93 + 0.012 * math.sin(fold * 1.9)
            path = [(edge(left, y / 20), y / 20 * hem) for y in range(21)] + [
                (edge(right, y / 20), y / 20 * hem) for y in range(20, -1, -1)
            ]
            c.polygon(path, mix("#30080f", "#c03236", lit))


def table(c: Canvas) -> None:
    c.wash([(0.40, 0.885), (0.60, 0.885), (0.66, 0.93), (0.34, 0.93)], "#0c0608", 0.6, 14)
    for x in (0.425, 0.57):
        c.line([(x, 0.73), (x, 0.885)], "#2a1712", 14)
    c.shape([(0.405, 0.72), (0.595, 0.72), (0.60, 0.745), (0.40, 0.745)], [(0, "#c98a4c"), (1, "#5a3420")])
    c.polygon([(0.455, 0.716), (0.48, 0.708), (0.487, 0.718), (0.46, 0.724)], "#f4e6c4")
    c.polygon([(0.505, 0.72), (0.513, 0.665), (0.531, 0.665), (0.539, 0.72)], "#7c5a30")
    c.shape(
        [(0.508, 0.665), (0.502, 0.62), (0.514, 0.58), (0.530, 0.58), (0.542, 0.62), (0.536, 0.665)],
        [(0, "#ffe9b0"), (1, "#ffc45e")],
    )
    c.glow((0.522, 0.625), 0.07, "#fff0bf", 1.0)
    c.line([(0.36, 0.885), (0.362, 0.66), (0.364, 0.78), (0.40, 0.78), (0.402, 0.885)], "#20120f", 11)


def seats(c: Canvas) -> None:
    """Fill the first rows with heads, dark against the stage."""
    for row, (y, size, colour) in enumerate(((0.955, 0.021, "#150d14"), (1.0, 0.028, "#0b070c"))):
        for i in range(19 - row * 4):
            x = (i + 0.5 * row + c.rng.uniform(-0.12, 0.12)) / (18 - row * 4)
            if c.rng.random() < 0.9:
                lift = c.rng.uniform(-0.012, 0.010)
                c.ellipse((x, y + lift), size * 0.62, colour, 1.75)
                c.ellipse((x, y + lift + size * 2.6), size * 1.25, colour, 1.7)


def ropewalk() -> Image.Image:
    c = Canvas(WIDE, [(0, "#2b1d16"), (0.5, "#5a3d28"), (1, "#2a1a12")], "ropewalk")
    eye = (0.56, 0.47)

    def deep(x: float, y: float, far: float) -> tuple[float, float]:
        pull = far / (far + 0.22) if far else 0.0
        return x + (eye[0] - x) * pull, y + (eye[1] - y) * pull

    c.shape(
        [deep(-0.1, 1.05, 0), deep(1.1, 1.05, 0), deep(1.1, 1.05, 6), deep(-0.1, 1.05, 6)],
        [(0, "#f1c98a"), (0.25, "#a97c4c"), (1, "#4a2f1d")],
    )
    for plank in range(-1, 22):
        c.wash_line(deep(plank / 20, 1.05, 0), deep(plank / 20, 1.05, 6), "#2d1a10", 0.55, 4)
    for side, x in ((-1, -0.1), (1, 1.1)):
        c.shape(
            [deep(x, -0.3, 0), deep(x, 1.05, 0), deep(x, 1.05, 6), deep(x, -0.3, 6)],
            [(0, "#4a3222"), (0.5, "#7d5a3a"), (1, "#33211a")],
        )
        for far in (0.0, 0.09, 0.2, 0.34, 0.55, 0.9, 1.6, 3.0):
            a, b = far + 0.02, far * 1.16 + 0.055
            c.polygon(
                [deep(x, 0.20, a), deep(x, 0.20, b), deep(x, 0.62, b), deep(x, 0.62, a)],
                mix("#cfe0df", "#fff3d0", min(1, far)),
            )
            if side < 0:
                c.wash(
                    [deep(x, 0.24, a), deep(x, 0.24, b), deep(0.55, 1.05, b), deep(0.35, 1.05, a)], "#ffe9b8", 0.16, 22
                )
    frames(c, deep)
    c.glow(eye, 0.22, "#ffe0a0", 0.9)
    c.box(eye[0] - 0.012, eye[1] - 0.028, eye[0] + 0.012, eye[1] + 0.024, "#fffbe6")
    c.ellipse((eye[0], eye[1] + 0.004), 0.0025, "#4a3220", 2)
    c.box(eye[0] - 0.003, eye[1] + 0.004, eye[0] + 0.003, eye[1] + 0.022, "#4a3220")
    strands(c, deep)
    c.texture(0.15)
    return c.finish(vignette=0.5)


def frames(c: Canvas, deep) -> None:
    """Stand the roof's frames one behind the other."""
    for far in (3.4, 1.9, 1.1, 0.68, 0.40, 0.22, 0.10, 0.0):
        tone = mix("#1a0f0a", "#8a6640", min(1.0, far / 2.6))
        width = max(4, round(52 / (1 + far * 5)))
        c.line(
            [
                deep(-0.1, 1.05, far),
                deep(-0.1, 0.02, far),
                deep(0.5, -0.26, far),
                deep(1.1, 0.02, far),
                deep(1.1, 1.05, far),
            ],
            tone,
            width,
        )
        c.line([deep(-0.1, 0.02, far), deep(1.1, 0.02, far)], tone, width)


def strands(c: Canvas, deep) -> None:
    """Stretch the ropes down the room, each a lit line on a dark one, with their sledge in front."""
    for i in range(9):
        x = 0.30 + i * 0.055
        reach = [deep(x, 0.80, far) for far in (0.02, 0.1, 0.25, 0.6, 1.4, 5)]
        c.line(reach, "#3a2415", 20)
        for (x0, y0), (x1, y1), width in zip(reach, reach[1:], (15, 10, 7, 4, 3), strict=False):
            c.line([(x0, y0), (x1, y1)], mix("#c99a58", "#ffe3ac", i / 9), width)
        for turn in range(60):
            x0, y0 = deep(x, 0.80, 0.02 + (turn / 60) ** 2 * 0.9)
            thick = 0.0042 / (1 + turn * 0.09)
            c.wash_line((x0 - thick, y0 + thick), (x0 + thick, y0 - thick), "#5a3a1e", 0.8, 3)
    for far in (0.12, 0.42, 1.0):
        c.line([deep(0.24, 0.84, far), deep(0.80, 0.84, far)], "#22140d", round(26 / (1 + far * 5)))
        c.line([deep(0.27, 0.84, far), deep(0.27, 1.05, far)], "#22140d", round(22 / (1 + far * 5)))
        c.line([deep(0.77, 0.84, far), deep(0.77, 1.05, far)], "#22140d", round(22 / (1 + far * 5)))
    c.polygon([(0.20, 0.81), (0.86, 0.81), (0.88, 0.90), (0.18, 0.90)], "#2f1d13")
    c.line([(0.20, 0.81), (0.86, 0.81)], "#9a6c3e", 8)
    for i in range(9):
        x, y = deep(0.30 + i * 0.055, 0.80, 0.02)
        c.ellipse((x, y + 0.03), 0.011, "#16100c", 1.5)
        c.ellipse((x, y + 0.03), 0.006, "#c99a58", 1.5)


def bakery_oven() -> Image.Image:
    c = Canvas(WIDE, [(0, "#1b1110"), (0.6, "#33201a"), (1, "#1d1210")], "bakery")
    bricks(c)
    mouth(c)
    flames(c)
    for x, y, size in ((0.60, 0.55, 0.028), (0.67, 0.565, 0.030), (0.73, 0.59, 0.032), (0.63, 0.60, 0.036)):
        loaf(c, x, y, size, 0.35)
    c.shape([(0.10, 0.655), (0.90, 0.655), (0.94, 0.74), (0.06, 0.74)], [(0, "#c98a58"), (1, "#4a2a1c")])
    c.shape([(0, 1), (0, 0.735), (1, 0.735), (1, 1)], [(0, "#2c1a14"), (1, "#120b0a")])
    c.glow((0.5, 0.72), 0.42, "#ff8f3a", 0.5, 0.4)
    c.wash([(0.34, 0.70), (0.60, 0.70), (0.72, 1.02), (0.30, 1.02)], "#0c0605", 0.6, 22)
    c.shape(
        [
            (0.37, 0.69),
            (0.58, 0.69),
            (0.64, 0.90),
            (0.545, 0.96),
            (0.53, 1.02),
            (0.47, 1.02),
            (0.455, 0.96),
            (0.32, 0.90),
        ],
        [(0, "#e8b878"), (1, "#8a5a34")],
    )
    for x, y, size in ((0.43, 0.735, 0.042), (0.525, 0.735, 0.042), (0.40, 0.83, 0.052), (0.51, 0.835, 0.054)):
        loaf(c, x, y, size, 0.75)
    c.texture(0.14)
    return c.finish(vignette=0.55)


def mouth(c: Canvas) -> None:
    """Build the arch and light the fire under it."""
    arch = [
        (0.5 + 0.29 * math.cos(math.pi * (1 + a / 24)), 0.58 + 0.40 * math.sin(math.pi * (1 + a / 24)))
        for a in range(25)
    ]
    outer = [
        (0.5 + 0.35 * math.cos(math.pi * (1 + a / 24)), 0.58 + 0.485 * math.sin(math.pi * (1 + a / 24)))
        for a in range(25)
    ]
    c.polygon([*outer, (0.85, 0.66), (0.15, 0.66)], "#3a1f16")
    for a in range(24):
        wedge = [outer[a], outer[a + 1], arch[a + 1], arch[a]]
        c.polygon(wedge, mix("#7a3a22", "#e0834a", c.rng.random() * 0.7 + 0.15))
        c.line([outer[a], arch[a]], "#2a1611", 7)
    c.shape([*arch, (0.79, 0.66), (0.21, 0.66)], [(0, "#4a140a"), (0.45, "#b8400f"), (0.8, "#ff9a2a"), (1, "#ffd977")])
    c.glow((0.38, 0.55), 0.16, "#ffdf80", 1.0)
    c.glow((0.55, 0.50), 0.22, "#ff8a2a", 0.7)


def bricks(c: Canvas) -> None:
    """Lay the wall, brighter near the fire."""
    for row in range(17):
        for column in range(-1, 17):
            x, y = (column + (row % 2) * 0.5) / 15, row * 0.05
            near = max(0.0, 1 - math.hypot(x + 0.03 - 0.5, (y - 0.42) * 0.8) / 0.55)
            tone = mix("#2a1814", "#a5532f", near * c.rng.uniform(0.7, 1.0))
            c.box(x + 0.002, y + 0.003, x + 0.064, y + 0.047, tone)


def flames(c: Canvas) -> None:
    for colour, spread, high, opacity in (
        ("#ff8a2a", 0.06, 0.20, 0.55),
        ("#ffc85a", 0.045, 0.15, 0.6),
        ("#fff3c0", 0.03, 0.09, 0.8),
    ):
        tongues = []
        for _ in range(13):
            x, tall = c.rng.gauss(0.36, spread), c.rng.uniform(0.4, 1) * high
            tip = x + c.rng.uniform(-0.01, 0.04)
            tongues.append(
                [
                    (x - 0.014, 0.625),
                    (x - 0.011, 0.62 - tall * 0.5),
                    (tip, 0.62 - tall),
                    (x + 0.012, 0.62 - tall * 0.4),
                    (x + 0.014, 0.625),
                ]
            )
        c.washes(tongues, colour, opacity, 9)


def loaf(c: Canvas, x: float, y: float, size: float, lit: float) -> None:
    """Lay a round flat loaf with sesame."""
    c.ellipse((x + size * 0.05, y + size * 0.22), size, "#3a1c0e", 0.72)
    c.ellipse((x, y), size, mix("#7a3e18", "#c97f38", lit), 0.75)
    c.ellipse((x, y - size * 0.08), size * 0.9, mix("#b8692a", "#e8b064", lit), 0.70)
    c.ellipse((x - size * 0.1, y - size * 0.2), size * 0.55, mix("#d08a40", "#f6d394", lit), 0.6)
    for _ in range(26):
        angle, far = c.rng.uniform(0, math.tau), c.rng.random() ** 0.5 * size * 0.78
        c.ellipse((x + math.cos(angle) * far, y - size * 0.1 + math.sin(angle) * far), size * 0.035, "#fbeecb", 0.8)
