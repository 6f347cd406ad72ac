"""Scenes in the town."""

import math

from PIL import Image

from .paint import Canvas, mix
from .sea import WIDE


def mill() -> Image.Image:
    c = Canvas(WIDE, [(0, "#33405a"), (0.35, "#a86f63"), (0.6, "#f0a85f"), (0.7, "#f9d08a"), (1, "#f9d08a")], "mill")
    c.glow((0.30, 0.62), 0.5, "#ffc678", 0.8)
    c.clouds("#4a3f55", 0.45, -0.1, 0.5, cell=60, stretch=4, strength=0.8)
    c.shape(c.ridge(0.63, 0.05), [(0, "#b3765f"), (1, "#a86a58")])
    c.shape(c.ridge(0.67, 0.03), [(0, "#7c5553"), (1, "#6a4a4e")])
    smoke(c, 0.615, 0.16)
    c.shape([(0.597, 0.70), (0.603, 0.17), (0.629, 0.17), (0.637, 0.70)], [(0, "#5c3c40"), (1, "#35252f")])
    c.wash([(0.597, 0.70), (0.603, 0.17), (0.608, 0.17), (0.606, 0.70)], "#f0a060", 0.5, 6)
    for band in (0.165, 0.19, 0.225):
        c.box(0.600, band, 0.633, band + 0.010, "#2a1d28")
    hall(c, 0.30, 0.56, 0.70, 7, "#4a3038")
    hall(c, 0.55, 0.47, 0.70, 5, "#3c2832", right=0.86)
    saw_roof(c, 0.08, 0.30, 0.625, 0.70)
    c.reflect(0.705, "#2a2434", 0.42, 0.010)
    c.veil("#1a1826", 0.705, 1, 0.0, 0.6)
    c.glints(0.72, 1, "#ffd08a", 320, 0.32, spread=0.12, length=0.03)
    c.shape([(0, 1), (0, 0.92), (0.2, 0.945), (0.5, 0.975), (0.65, 1)], [(0, "#1d1820"), (1, "#120f18")])
    for _ in range(220):
        x = c.rng.uniform(0, 0.5)
        y = 0.925 + x * 0.11
        c.line([(x, y + 0.02), (x + c.rng.uniform(-0.008, 0.012), y - c.rng.uniform(0.01, 0.07))], "#17131c", 4)
    c.texture(0.13)
    return c.finish(vignette=0.4)


def smoke(c: Canvas, x: float, y: float) -> None:
    """Let smoke drift from a chimney to the right, dark above and lit from below."""
    puffs = []
    for i in range(150):
        far = i / 150
        spot = (
            x + far * 0.46 + c.rng.gauss(0, 0.006 + 0.02 * far),
            y - 0.15 * far**0.6 + c.rng.gauss(0, 0.006 + 0.03 * far),
        )
        puffs.append((spot, 0.010 + 0.040 * far * c.rng.uniform(0.5, 1.2)))
    c.puffs(puffs, "#3c3144", 0.75, 14)
    c.puffs([((px - 0.004, py + 0.018), size * 0.62) for (px, py), size in puffs], "#cf8a6c", 0.55, 22)


def hall(c: Canvas, left: float, top: float, ground: float, bays: int, colour: str, right: float = 0.58) -> None:
    """Draw a brick hall with tall lit windows."""
    c.shape(
        [(left, ground), (left, top), (right, top), (right, ground)], [(0, colour), (1, mix(colour, "#1a131c", 0.5))]
    )
    c.box(left - 0.006, top - 0.012, right + 0.006, top + 0.006, mix(colour, "#140e16", 0.5))
    step = (right - left) / bays
    for bay in range(bays):
        for row in range(2):
            x, y = left + step * (bay + 0.28), top + 0.03 + row * (ground - top - 0.03) / 2
            lit = c.rng.random() < 0.75
            glass = mix("#ffb454", "#ffe3a0", c.rng.random()) if lit else "#2a2330"
            c.box(x, y, x + step * 0.44, y + (ground - top) * 0.27, glass)
            c.line([(x + step * 0.22, y), (x + step * 0.22, y + (ground - top) * 0.27)], colour, 5)
            c.line([(x, y + (ground - top) * 0.13), (x + step * 0.44, y + (ground - top) * 0.13)], colour, 4)
            if lit:
                c.glow((x + step * 0.22, y + 0.03), step * 0.8, "#ff9f45", 0.22)


def saw_roof(c: Canvas, left: float, right: float, top: float, ground: float) -> None:
    c.box(left, top, right, ground, "#36252e")
    step = (right - left) / 5
    for tooth in range(5):
        x = left + tooth * step
        c.polygon([(x, top), (x, top - 0.05), (x + step, top)], "#36252e")
        c.polygon(
            [(x + 0.003, top - 0.002), (x + 0.003, top - 0.042), (x + 0.010, top - 0.034), (x + 0.010, top - 0.002)],
            "#ffc878",
        )


def council_hall() -> Image.Image:
    c = Canvas(WIDE, [(0, "#152a54"), (0.4, "#3d5b8c"), (0.68, "#c79aa0"), (0.8, "#efc39a"), (1, "#efc39a")], "council")
    c.clouds("#24386a", 0.5, 0, 0.6, cell=60, stretch=4)
    c.clouds("#f0b7a0", 0.3, 0.35, 0.75, cell=40, stretch=6, strength=0.6)
    c.shape(c.ridge(0.76, 0.02), [(0, "#5a5878"), (1, "#4a4a6c")])
    stone, shade = "#c9b9a4", "#7d7280"
    c.shape([(0.14, 0.80), (0.14, 0.52), (0.86, 0.52), (0.86, 0.80)], [(0, "#a4988f"), (1, "#6b6272")])
    for x in [0.17 + 0.052 * i for i in range(4)] + [0.655 + 0.052 * i for i in range(4)]:
        for y in (0.555, 0.68):
            c.box(
                x,
                y,
                x + 0.026,
                y + 0.085,
                mix("#ffcf7c", "#ffe9b5", c.rng.random()) if c.rng.random() < 0.8 else "#3c4160",
            )
            c.ellipse((x + 0.013, y), 0.013, "#ffd98e" if y < 0.6 else "#efe0c0", 1.5)
    c.box(0.125, 0.505, 0.875, 0.525, shade)
    clock_tower(c)
    c.shape([(0.36, 0.51), (0.5, 0.40), (0.64, 0.51)], [(0, stone), (1, "#9f9290")])
    c.shape([(0.395, 0.50), (0.5, 0.42), (0.605, 0.50)], [(0, "#8c808a"), (1, "#a3968f")])
    c.box(0.35, 0.505, 0.65, 0.535, stone)
    c.shape([(0.365, 0.80), (0.365, 0.535), (0.635, 0.535), (0.635, 0.80)], [(0, "#5b4a4e"), (1, "#e0a65e")])
    c.box(0.475, 0.64, 0.525, 0.80, "#ffe2a0")
    c.glow((0.5, 0.72), 0.22, "#ffb45a", 0.7)
    columns(c)
    square(c, 0.86)
    c.texture(0.11)
    return c.finish(vignette=0.4)


def columns(c: Canvas) -> None:
    """Stand the columns and lay the steps."""
    for i in range(6):
        x = 0.378 + i * 0.0488
        c.shape(
            [(x - 0.010, 0.80), (x - 0.008, 0.545), (x + 0.008, 0.545), (x + 0.010, 0.80)],
            [(0, "#e7d9c0"), (1, "#c59a70")],
        )
        c.wash([(x + 0.001, 0.80), (x + 0.001, 0.545), (x + 0.008, 0.545), (x + 0.010, 0.80)], "#57485a", 0.55, 6)
    for step in range(5):
        c.box(
            0.34 - 0.012 * step,
            0.80 + 0.012 * step,
            0.66 + 0.012 * step,
            0.814 + 0.012 * step,
            mix("#d3b893", "#6d6274", step / 5),
        )


def clock_tower(c: Canvas) -> None:
    c.shape([(0.465, 0.44), (0.465, 0.19), (0.535, 0.19), (0.535, 0.44)], [(0, "#c7b49d"), (1, "#8d8086")])
    c.wash([(0.505, 0.44), (0.505, 0.19), (0.535, 0.19), (0.535, 0.44)], "#3d3b5c", 0.5, 12)
    c.box(0.458, 0.18, 0.542, 0.195, "#756a78")
    c.polygon([(0.462, 0.18), (0.478, 0.135), (0.522, 0.135), (0.538, 0.18)], "#3b4f63")
    c.polygon([(0.480, 0.135), (0.5, 0.045), (0.520, 0.135)], "#33465a")
    c.line([(0.5, 0.05), (0.5, 0.015)], "#26364a", 6)
    c.glow((0.5, 0.265), 0.06, "#ffe0a0", 0.7)
    c.ellipse((0.5, 0.265), 0.024, "#4f4654", 1.5)
    c.ellipse((0.5, 0.265), 0.021, "#fff3d2", 1.5)
    c.line([(0.5, 0.265), (0.5, 0.238)], "#2b2b3c", 6)
    c.line([(0.5, 0.265), (0.512, 0.275)], "#2b2b3c", 8)


def square(c: Canvas, top: float) -> None:
    """Draw wet paving with lamp light in it."""
    c.shape(
        [(0, 1), (0, 0.80), (0.30, 0.80), (0.28, top), (0.72, top), (0.70, 0.80), (1, 0.80), (1, 1)],
        [(0, "#55506a"), (1, "#1d2038")],
    )
    for row in range(12):
        y = 0.865 + 0.135 * (row / 12) ** 1.5
        c.wash_line((0, y), (1, y), "#9a8a98", 0.12, 3)
    for i in range(-12, 13):
        c.wash_line((0.5 + i * 0.035, 0.86), (0.5 + i * 0.14, 1), "#9a8a98", 0.12, 3)
    c.glow((0.5, 0.88), 0.34, "#ffb765", 0.55, 0.3)
    for x in (0.08, 0.24, 0.76, 0.92):
        c.line([(x, 0.88), (x, 0.66)], "#1b1f33", 8)
        c.glow((x, 0.65), 0.06, "#ffd58c", 0.9)
        c.ellipse((x, 0.65), 0.007, "#fff3cf", 1.6)
        c.glow((x, 0.93), 0.05, "#ffc070", 0.4, 1.6)
    for x, tall in ((0.30, 0.075), (0.325, 0.068), (0.69, 0.072), (0.81, 0.08), (0.17, 0.07)):
        walker(c, x, 0.905, tall, "#15182b")


def walker(c: Canvas, x: float, ground: float, tall: float, colour: str) -> None:
    """Draw a person on foot as a silhouette."""
    w = tall * 0.17
    c.polygon(
        [
            (x - w, ground - tall * 0.45),
            (x - w * 0.7, ground - tall * 0.82),
            (x + w * 0.7, ground - tall * 0.82),
            (x + w, ground - tall * 0.45),
            (x + w * 0.8, ground - tall * 0.30),
            (x - w * 0.8, ground - tall * 0.30),
        ],
        colour,
    )
    c.line([(x - w * 0.3, ground - tall * 0.35), (x - w * 0.45, ground)], colour, 11)
    c.line([(x + w * 0.3, ground - tall * 0.35), (x + w * 0.5, ground)], colour, 11)
    c.ellipse((x, ground - tall * 0.92), tall * 0.062, colour, 1.55)


def school() -> Image.Image:
    c = Canvas(WIDE, [(0, "#7fb3cf"), (0.45, "#cfe0dc"), (0.7, "#f5ead2"), (1, "#f5ead2")], "school")
    c.clouds("#ffffff", 0.5, 0, 0.55, cell=60, stretch=3)
    c.shape(c.ridge(0.66, 0.03), [(0, "#a9bfa6"), (1, "#8fa98c")])
    brick = [(0, "#b4604a"), (1, "#8f4538")]
    c.shape([(0.12, 0.78), (0.12, 0.46), (0.80, 0.46), (0.80, 0.78)], brick)
    for row in range(26):
        c.wash_line((0.12, 0.46 + row * 0.0125), (0.80, 0.46 + row * 0.0125), "#6f3329", 0.16, 2)
    c.polygon([(0.10, 0.465), (0.16, 0.36), (0.76, 0.36), (0.82, 0.465)], "#4b5663")
    gables(c)
    for x in (0.185, 0.235, 0.335, 0.395, 0.535, 0.595, 0.645, 0.695):
        for y in (0.48, 0.63):
            c.box(x, y, x + 0.037, y + 0.105, "#f1e6cf")
            c.box(
                x + 0.004,
                y + 0.006,
                x + 0.033,
                y + 0.099,
                mix("#ffd98a", "#fff0c2", c.rng.random()) if y > 0.6 else "#5b8394",
            )
            c.line([(x + 0.0185, y), (x + 0.0185, y + 0.105)], "#f1e6cf", 6)
            c.line([(x, y + 0.05), (x + 0.037, y + 0.05)], "#f1e6cf", 6)
    turret(c)
    c.box(0.44, 0.62, 0.50, 0.78, "#f1e6cf")
    c.box(0.446, 0.635, 0.494, 0.78, "#2e5c63")
    c.shape([(0, 1), (0, 0.775), (1, 0.775), (1, 1)], [(0, "#bfae8b"), (1, "#857a67")])
    c.wash([(0.12, 0.78), (0.80, 0.78), (0.95, 0.85), (0.24, 0.85)], "#4b4540", 0.4, 18)
    tree(c)
    for _ in range(11):
        walker(
            c,
            c.rng.uniform(0.15, 0.75),
            c.rng.uniform(0.83, 0.93),
            c.rng.uniform(0.055, 0.08),
            c.rng.choice(["#b23c35", "#2d5d78", "#d8a03a", "#3c5a40", "#46415a"]),
        )
    c.texture(0.12)
    return c.finish(vignette=0.25)


def turret(c: Canvas) -> None:
    """Set the bell turret on the ridge."""
    c.box(0.448, 0.27, 0.492, 0.36, "#f1e6cf")
    c.box(0.456, 0.285, 0.484, 0.35, "#5c4a44")
    c.ellipse((0.47, 0.325), 0.011, "#d9a93f", 1.4)
    c.polygon([(0.438, 0.275), (0.47, 0.17), (0.502, 0.275)], "#3f7a72")


def gables(c: Canvas) -> None:
    """Raise the two gables with their round windows."""
    for gable in (0.23, 0.69):
        c.shape(
            [(gable - 0.075, 0.78), (gable - 0.075, 0.42), (gable, 0.29), (gable + 0.075, 0.42), (gable + 0.075, 0.78)],
            [(0, "#c26e55"), (1, "#98493b")],
        )
        c.line([(gable - 0.085, 0.43), (gable, 0.28), (gable + 0.085, 0.43)], "#e9dcc4", 14)
        c.ellipse((gable, 0.395), 0.016, "#f1e6cf", 1.5)
        c.ellipse((gable, 0.395), 0.012, "#3d5a68", 1.5)


def tree(c: Canvas) -> None:
    """Draw the chestnut tree in the yard, autumn on its right side."""
    c.shape([(0.862, 0.86), (0.872, 0.55), (0.888, 0.55), (0.902, 0.86)], [(0, "#5d4636"), (1, "#3d2e27")])
    for _ in range(1500):
        angle, far = c.rng.uniform(0, math.tau), c.rng.random() ** 0.55
        x, y = 0.88 + math.cos(angle) * far * 0.135, 0.42 + math.sin(angle) * far * 0.20
        sun = 0.5 + (x - 0.88) * 2 - (y - 0.42) * 1.6 + c.rng.uniform(-0.25, 0.25)
        c.ellipse((x, y), c.rng.uniform(0.004, 0.011), mix("#3f5b33", "#e0a63e", max(0.0, min(1.0, sun))), 1.2)
    for _ in range(70):
        c.ellipse(
            (c.rng.uniform(0.72, 1), c.rng.uniform(0.85, 0.97)),
            0.004,
            c.rng.choice(["#d89a3a", "#b8702f", "#8a8a3c"]),
            0.6,
        )
