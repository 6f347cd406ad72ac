"""Scenes along the Tave and on the market."""

import math

from PIL import Image

from .paint import Canvas, mix
from .sea import WIDE
from .town import walker


def bridge() -> Image.Image:
    c = Canvas(WIDE, [(0, "#a9c3cf"), (0.35, "#e6d9cb"), (0.55, "#f7dfb6"), (1, "#f7dfb6")], "bridge")
    c.glow((0.22, 0.5), 0.4, "#fff0c0", 0.8)
    c.clouds("#8fa7b5", 0.4, 0, 0.4, cell=60, stretch=5, strength=0.7)
    for base, colour in ((0.54, "#c9bfae"), (0.57, "#a8a596")):
        c.shape(c.ridge(base, 0.03), [(0, colour), (1, mix(colour, "#f7dfb6", 0.4))])
    for i in range(22):
        x = 0.56 + i * 0.021
        tall = c.rng.uniform(0.03, 0.07)
        c.polygon(
            [(x, 0.60), (x, 0.60 - tall), (x + 0.01, 0.585 - tall), (x + 0.02, 0.60 - tall), (x + 0.02, 0.60)],
            mix("#8d8a82", "#a6796a", c.rng.random()),
        )
    iron, far = "#2f4a4f", "#4d6a6c"
    truss(c, (0.50, 0.50), (1.02, 0.50), 0.13, far, 9)
    truss(c, (0.50, 0.50), (0.02, 0.565), 0.145, iron, 9)
    c.shape([(0.44, 0.66), (0.455, 0.52), (0.545, 0.52), (0.56, 0.66)], [(0, "#a2998a"), (1, "#6c665f")])
    for row in range(6):
        c.wash_line((0.445, 0.545 + row * 0.02), (0.555, 0.545 + row * 0.02), "#57514c", 0.5, 4)
    c.box(0.447, 0.505, 0.553, 0.525, "#34494c")
    c.polygon([(0.475, 0.505), (0.475, 0.40), (0.5, 0.365), (0.525, 0.40), (0.525, 0.505)], "#c8bfa9")
    c.polygon([(0.468, 0.405), (0.5, 0.345), (0.532, 0.405)], "#7c3f36")
    c.box(0.490, 0.425, 0.510, 0.465, "#48606a")
    c.box(0.95, 0.495, 1.0, 0.67, "#8d8578")
    c.reflect(0.645, "#5f7f86", 0.40, 0.010)
    c.veil("#2c4b57", 0.645, 1, 0.0, 0.6)
    c.glints(0.66, 1, "#fff1cf", 460, 0.22, spread=0.2, length=0.03, opacity=0.6)
    for x in (0.70, 0.745, 0.81):
        c.wash_line((x, 0.70), (x + 0.012, 0.60), "#22363d", 0.9, 12)
    c.texture(0.12)
    return c.finish(vignette=0.3)


def truss(c: Canvas, start: tuple, end: tuple, height: float, colour: str, bays: int) -> None:
    """Draw half a bridge: deck, bowed upper chord, posts and diagonals."""

    def chord(share: float, up: float = 0.0) -> tuple[float, float]:
        x = start[0] + (end[0] - start[0]) * share
        y = start[1] + (end[1] - start[1]) * share
        return x, y - up * height * (1 - 0.72 * share**1.4)

    c.line([chord(0), chord(1)], colour, 24)
    c.line([chord(0, -0.10), chord(1, -0.24)], mix(colour, "#000000", 0.3), 10)
    c.line([chord(i / 40, 1) for i in range(41)], colour, 18)
    for bay in range(bays + 1):
        share = bay / bays
        c.line([chord(share), chord(share, 1)], colour, 11)
        if bay < bays:
            c.line([chord(share, 1), chord((bay + 1) / bays)], colour, 7)
            c.line([chord(share), chord((bay + 1) / bays, 1)], mix(colour, "#c8c0b0", 0.3), 4)
    for i in range(bays * 4):
        c.line([chord(i / (bays * 4)), chord(i / (bays * 4), 0.16)], colour, 3)


def market() -> Image.Image:
    c = Canvas(WIDE, [(0, "#3c4a72"), (0.4, "#a98d9c"), (0.6, "#f2c7a0"), (1, "#f2c7a0")], "market")
    c.glow((0.5, 0.56), 0.45, "#ffd9a0", 0.7)
    houses(c)
    c.shape([(0, 1), (0, 0.655), (1, 0.655), (1, 1)], [(0, "#c9a48c"), (0.3, "#8d7680"), (1, "#3c3a55")])
    for _ in range(900):
        near = c.rng.random()
        px, py = c.rng.random(), 0.67 + 0.33 * near**1.3
        c.ellipse(
            (px, py), 0.003 + 0.009 * near, mix("#7d6b78", "#b8978a", c.rng.random()), 0.4
        ) if c.rng.random() < 0.5 else None
    for left, ground, wide, colour in (
        (0.30, 0.735, 0.13, "#3d7480"),
        (0.57, 0.735, 0.13, "#c79a3c"),
        (0.02, 0.81, 0.23, "#b8433a"),
        (0.73, 0.81, 0.24, "#3f6b52"),
        (0.40, 0.845, 0.20, "#34567e"),
    ):
        stall(c, left, ground, wide, colour)
    for person, ground, tall in ((0.28, 0.80, 0.10), (0.63, 0.83, 0.115), (0.69, 0.90, 0.14), (0.345, 0.92, 0.15)):
        walker(c, person, ground, tall, "#25233c")
    lamps(c)
    c.texture(0.12)
    return c.finish(vignette=0.4)


def houses(c: Canvas) -> None:
    """Stand tall old houses along the far side of the square."""
    x = -0.02
    while x < 1:
        width, tall = c.rng.uniform(0.06, 0.11), c.rng.uniform(0.16, 0.34)
        colour = mix("#7a6380", "#b38a7c", c.rng.random())
        c.shape(
            [(x, 0.66), (x, 0.62 - tall), (x + width / 2, 0.56 - tall), (x + width, 0.62 - tall), (x + width, 0.66)],
            [(0, colour), (1, mix(colour, "#f2c7a0", 0.35))],
        )
        for row in range(4):
            for column in range(3):
                left, top = x + width * (0.16 + 0.26 * column), 0.645 - tall + row * 0.075
                if top < 0.58:
                    c.box(
                        left,
                        top,
                        left + width * 0.15,
                        top + 0.042,
                        "#ffdb96" if c.rng.random() < 0.35 else mix(colour, "#2c2f4c", 0.55),
                    )
        x += width


def stall(c: Canvas, left: float, ground: float, wide: float, colour: str) -> None:
    """Draw a market stall: striped awning, lit goods, dark underside."""
    tall = wide * 1.25
    top, brim = ground - tall, ground - tall * 0.70
    c.shape(
        [(left, ground), (left, brim), (left + wide, brim), (left + wide, ground)],
        [(0, "#6c4a3c"), (0.4, "#e8b066"), (1, "#4a3540")],
    )
    c.glow((left + wide / 2, brim + tall * 0.18), wide * 0.75, "#ffc46b", 0.8)
    counter = ground - tall * 0.30
    for _ in range(70):
        x = left + wide * c.rng.uniform(0.05, 0.95)
        c.ellipse(
            (x, counter - c.rng.uniform(0, 0.10) * tall),
            wide * 0.022,
            c.rng.choice(["#d8503c", "#e8a13a", "#8aa24a", "#f0d27a", "#7c4a6c", "#c7d07a"]),
            1.4,
        )
    c.shape(
        [(left, counter), (left + wide, counter), (left + wide, ground), (left, ground)],
        [(0, "#7b5544"), (1, "#3b2c38")],
    )
    stripes = 10
    for i in range(stripes):
        a, b = i / stripes, (i + 1) / stripes
        shade = colour if i % 2 else "#f6ead2"
        x0, x1 = left - wide * 0.05 + wide * 1.1 * a, left - wide * 0.05 + wide * 1.1 * b
        t0, t1 = left + wide * 0.08 + wide * 0.84 * a, left + wide * 0.08 + wide * 0.84 * b
        c.polygon([(t0, top), (t1, top), (x1, brim), (x0, brim)], shade)
        c.ellipse(((x0 + x1) / 2, brim), (x1 - x0) / 2, shade, 1.3)
    c.wash(
        [(left - wide * 0.05, brim), (left + wide * 0.08, top), (left + wide * 0.25, top), (left + wide * 0.16, brim)],
        "#221c38",
        0.25,
        10,
    )


def lamps(c: Canvas) -> None:
    """Hang two strings of lamps across the square."""
    for x0, y0, x1, y1, sag in ((-0.02, 0.30, 0.62, 0.36, 0.10), (0.38, 0.40, 1.02, 0.26, 0.11)):
        string = [
            (x0 + (x1 - x0) * i / 40, y0 + (y1 - y0) * i / 40 + sag * math.sin(math.pi * i / 40)) for i in range(41)
        ]
        c.line(string, "#2a2540", 4)
        for x, y in string[2::3]:
            c.glow((x, y + 0.012), 0.035, "#ffcf7a", 0.85)
            c.ellipse((x, y + 0.012), 0.005, "#fff2c9", 1.7)


def seagrass() -> Image.Image:
    c = Canvas(WIDE, [(0, "#c9f2e4"), (0.2, "#6ec5b8"), (0.6, "#1f7f86"), (1, "#0a3d4e")], "seagrass")
    c.clouds("#f2fff6", 0.7, -0.12, 0.14, cell=20, stretch=4)
    for _ in range(11):
        x, wide = c.rng.uniform(0.0, 0.9), c.rng.uniform(0.015, 0.05)
        lean = (x - 0.35) * 0.5
        c.wash(
            [(x, -0.02), (x + wide, -0.02), (x + wide * 2.4 + lean, 0.95), (x - wide * 0.6 + lean, 0.95)],
            "#e9fff0",
            c.rng.uniform(0.07, 0.16),
            24,
        )
    c.shape(c.ridge(0.86, 0.025), [(0, "#4f9a8c"), (1, "#0c4150")])
    for layer, (light, dark, count) in enumerate(
        (("#5fae98", "#2d7f7c", 130), ("#4c9a6a", "#1d5f5e", 120), ("#8bb84c", "#1a5a48", 105))
    ):
        for _ in range(count):
            blade(
                c,
                c.rng.uniform(-0.05, 1.05),
                0.90 + layer * 0.06,
                c.rng.uniform(0.20, 0.46) * (0.7 + 0.22 * layer),
                mix(dark, light, c.rng.random()),
                7 + layer * 6,
            )
        c.veil("#2f9a9a", 0.3, 1, 0.0, 0.16 - layer * 0.07)
        shoal(c, layer)
    for _ in range(120):
        c.ellipse((c.rng.random(), c.rng.random()), c.rng.uniform(0.0005, 0.002), "#d8fff0")
    c.texture(0.09)
    return c.finish(vignette=0.45)


def blade(c: Canvas, x: float, root: float, tall: float, colour: str, width: int) -> None:
    bend, phase = c.rng.uniform(0.03, 0.12), c.rng.uniform(0, 6)
    spine = [(x + bend * (i / 14) ** 1.7 + 0.006 * math.sin(phase + i / 3), root - tall * i / 14) for i in range(15)]
    for i in range(14):
        c.line(
            spine[i : i + 2],
            mix(colour, "#eaffc4", 0.35 * (i / 14) ** 2),
            max(3, round(width * (1 - (i / 14) ** 3 * 0.8))),
        )


def shoal(c: Canvas, layer: int) -> None:
    """Draw small fish swimming left, nearer ones larger."""
    home = (c.rng.uniform(0.3, 0.7), 0.36 + 0.1 * layer)
    for _ in range(16 - 5 * layer):
        x, y = c.rng.gauss(home[0], 0.14), c.rng.gauss(home[1], 0.05)
        size = 0.010 + 0.007 * layer
        tone = mix("#0f5560", "#bfe9d8", c.rng.uniform(0.2, 0.8))
        c.ellipse((x, y), size, tone, 0.42)
        c.polygon([(x + size * 0.8, y), (x + size * 1.6, y - size * 0.7), (x + size * 1.6, y + size * 0.7)], tone)
