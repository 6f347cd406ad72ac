"""Scenes of boats by daylight."""

import math

from PIL import Image

from .paint import Canvas, mix
from .sea import WIDE, hull


def ferry() -> Image.Image:
    c = Canvas(WIDE, [(0, "#8fc1cf"), (0.4, "#cfe3dd"), (0.56, "#f6ead0"), (1, "#f6ead0")], "ferry")
    c.glow((0.25, 0.35), 0.5, "#fff0c8", 0.6)
    c.clouds("#ffffff", 0.5, 0.02, 0.5, cell=60, stretch=4, strength=0.85)
    c.shape(
        [(0.42, 0.56), (0.50, 0.525), (0.60, 0.49), (0.68, 0.505), (0.78, 0.47), (0.90, 0.52), (1.0, 0.55), (1, 0.56)],
        [(0, "#9bb7b4"), (1, "#b9cabe")],
    )
    c.shape(
        [(0.55, 0.565), (0.66, 0.535), (0.74, 0.545), (0.86, 0.52), (1, 0.545), (1, 0.565)],
        [(0, "#6f9690"), (1, "#86a896")],
    )
    for _ in range(16):
        x = c.rng.uniform(0.70, 0.95)
        c.box(x, 0.543, x + 0.006, 0.553, c.rng.choice(["#f4efe2", "#c8604a", "#e9d9a8"]))
    c.reflect(0.56, "#4f9a94", 0.45, 0.008)
    c.veil("#1f6a70", 0.56, 1, 0.05, 0.75)
    c.glints(0.58, 1, "#e9fff4", 520, 0.3, spread=0.35, length=0.03, opacity=0.5)
    c.wash([(0.60, 0.725), (1.2, 0.75), (1.2, 0.86), (0.60, 0.735)], "#e8fbf3", 0.55, 24)
    c.wash([(0.10, 0.73), (0.60, 0.725), (0.58, 0.80), (0.14, 0.79)], "#0f4a52", 0.5, 26)
    ship(c)
    c.wash([(0.05, 0.735), (0.12, 0.712), (0.60, 0.727), (0.66, 0.74)], "#f4fffb", 0.8, 10)
    gulls(c, ((0.72, 0.30), (0.78, 0.36), (0.68, 0.40), (0.84, 0.28)), "#47686c")
    c.texture(0.10)
    return c.finish(vignette=0.22)


def ship(c: Canvas) -> None:
    """Draw the Petrel heading left: red hull, white decks, one funnel with smoke."""
    for puff in range(18):
        x = 0.455 + puff * 0.018
        c.glow((x, 0.41 - puff * 0.004 + c.rng.uniform(-0.01, 0.01)), 0.015 + puff * 0.003, "#8d979a", 0.16)
    c.shape(
        [(0.10, 0.60), (0.615, 0.60), (0.60, 0.73), (0.14, 0.73)], [(0, "#d4483a"), (0.6, "#a92f2c"), (1, "#5d1d22")]
    )
    c.polygon([(0.085, 0.585), (0.62, 0.585), (0.615, 0.61), (0.10, 0.61)], "#fbf7ec")
    c.shape([(0.19, 0.52), (0.59, 0.52), (0.59, 0.587), (0.165, 0.587)], [(0, "#fffdf5"), (1, "#e3e2d6")])
    c.shape([(0.235, 0.46), (0.52, 0.46), (0.52, 0.52), (0.215, 0.52)], [(0, "#fffdf5"), (1, "#dddfd6")])
    c.shape([(0.255, 0.405), (0.33, 0.405), (0.34, 0.46), (0.24, 0.46)], [(0, "#ffffff"), (1, "#e0e2da")])
    c.polygon([(0.252, 0.42), (0.333, 0.42), (0.336, 0.44), (0.246, 0.44)], "#274b57")
    for x in range(12):
        c.box(0.215 + x * 0.03, 0.538, 0.232 + x * 0.03, 0.565, "#2d5663")
    for x in range(9):
        c.ellipse((0.262 + x * 0.029, 0.49), 0.0075, "#2d5663")
    c.shape([(0.43, 0.37), (0.475, 0.37), (0.485, 0.46), (0.425, 0.46)], [(0, "#e2b23c"), (1, "#c1872d")])
    c.box(0.428, 0.37, 0.477, 0.39, "#22343b")
    c.line([(0.285, 0.405), (0.285, 0.29)], "#37494e", 7)
    c.line([(0.10, 0.585), (0.285, 0.30), (0.585, 0.52)], "#5f7175", 2)
    for flag, colour in enumerate(
        ("#d4483a", "#f4efe2", "#e2b23c", "#2f7f8c", "#d4483a", "#f4efe2", "#2f7f8c", "#e2b23c")
    ):
        x, y = 0.305 + flag * 0.034, 0.316 + flag * 0.0249
        c.polygon([(x, y), (x + 0.014, y + 0.010), (x + 0.005, y + 0.03)], colour)


def gulls(c: Canvas, places: tuple, colour: str, span: float = 0.016) -> None:
    for x, y in places:
        c.line(
            [
                (x - span, y - 0.006),
                (x - span * 0.45, y - 0.014),
                (x, y),
                (x + span * 0.5, y - 0.016),
                (x + span, y - 0.004),
            ],
            colour,
            6,
        )


def lifeboat() -> Image.Image:
    c = Canvas(WIDE, [(0, "#5d8497"), (0.35, "#a9bfc0"), (0.5, "#f0dcb8"), (1, "#f0dcb8")], "lifeboat")
    c.glow((0.75, 0.42), 0.4, "#ffe2a6", 0.7)
    c.clouds("#4b6b7e", 0.5, -0.05, 0.45, cell=50, stretch=4)
    sea_lines(
        c,
        ((0.50, 0.008, "#89a4a4", "#6f9196"), (0.54, 0.014, "#6f9196", "#4c747e"), (0.61, 0.024, "#4f7881", "#2f5865")),
    )
    c.wash([(0.33, 0.62), (0.67, 0.62), (0.95, 0.80), (0.05, 0.80)], "#f1f7f4", 0.55, 40)
    bow_on(c, 0.5, 0.71, 0.30)
    for side in (-1, 1):
        for _ in range(2600):
            far = c.rng.random() ** 0.8
            x = 0.5 + side * (0.05 + far * 0.33) + c.rng.gauss(0, 0.012)
            rise = math.sin(min(1.0, far * 1.1) * math.pi) * 0.15
            y = 0.755 - rise * c.rng.random() ** 0.6 + far * 0.03
            c.ellipse((x, y), c.rng.uniform(0.0005, 0.0034) * (1.15 - far), mix("#b9d0d2", "#ffffff", c.rng.random()))
    sea_lines(c, ((0.80, 0.035, "#3f6a75", "#1d4452"), (0.90, 0.05, "#2b5563", "#0e2d3a")))
    gulls(c, ((0.18, 0.24), (0.24, 0.29), (0.86, 0.20)), "#31505f")
    c.texture(0.12)
    return c.finish(vignette=0.35)


def bow_on(c: Canvas, x: float, y: float, w: float) -> None:
    """Draw the lifeboat coming straight at the reader."""

    def at(across: float, up: float) -> tuple[float, float]:
        return x + across * w, y - up * w * 1.5

    c.shape([at(-0.36, 0.20), at(0.36, 0.20), at(0.22, -0.10), at(-0.22, -0.10)], [(0, "#173e78"), (1, "#0c2248")])
    c.polygon([at(-0.38, 0.27), at(0, 0.36), at(0.38, 0.27), at(0.36, 0.19), at(0, 0.24), at(-0.36, 0.19)], "#e4e6de")
    c.line([at(-0.37, 0.21), at(0, 0.265), at(0.37, 0.21)], "#c8372c", 12)
    c.polygon([at(0, 0.30), at(0.03, 0.26), at(0, -0.12), at(-0.03, 0.26)], "#22549a")
    c.shape(
        [at(-0.27, 0.29), at(-0.22, 0.52), at(0.22, 0.52), at(0.27, 0.29), at(0, 0.36)],
        [(0, "#f28a35"), (1, "#cf5f22")],
    )
    for left, right in ((-0.20, -0.10), (-0.08, 0.08), (0.10, 0.20)):
        c.shape(
            [at(left, 0.39), at(left * 0.96, 0.48), at(right * 0.96, 0.48), at(right, 0.39)],
            [(0, "#20323f"), (1, "#5d7d8a")],
        )
    c.shape([at(-0.15, 0.52), at(-0.12, 0.64), at(0.12, 0.64), at(0.15, 0.52)], [(0, "#f5984a"), (1, "#d56a2a")])
    c.line([at(-0.10, 0.64), at(-0.10, 0.84)], "#2b3d47", 6)
    c.line([at(0.10, 0.64), at(0.10, 0.78)], "#2b3d47", 5)
    c.line([at(-0.17, 0.71), at(0.17, 0.71)], "#2b3d47", 7)
    c.ellipse(at(0, 0.73), 0.012, "#e7eae4", 1.2)
    c.glow(at(0.10, 0.79), 0.03, "#8ec9ff", 1.0)
    for head in (-0.06, 0.06):
        c.ellipse(at(head, 0.685), 0.009, "#e8d34a", 1.5)


def sea_lines(c: Canvas, bands: tuple) -> None:
    """Draw swells one before the other, each (base, height, light, dark)."""
    for base, height, light, dark in bands:
        phase, crests = c.rng.uniform(0, 6), c.rng.uniform(2.0, 3.2)
        crest = [
            (i / 160, base + height * math.sin(i / 160 * math.tau * crests + phase) * math.sin(i / 160 * 3 + phase))
            for i in range(161)
        ]
        c.shape([(0, 1), *crest, (1, 1)], [(0, light), (0.5, mix(light, dark, 0.7)), (1, dark)])
        for _ in range(220):
            px, py = c.rng.choice(crest)
            drop = c.rng.random() * 0.10
            c.wash_line((px, py + drop), (px + c.rng.uniform(0.01, 0.05), py + drop + 0.003), "#eaf4f0", 0.16, 4)


def trawlers() -> Image.Image:
    c = Canvas(
        WIDE, [(0, "#79b4cf"), (0.3, "#d6e6e2"), (0.34, "#8fc0c9"), (0.6, "#3f8fa3"), (1, "#12536e")], "trawlers"
    )
    c.glow((0.62, 0.32), 0.45, "#fffbe0", 0.7, 0.5)
    c.clouds("#ffffff", 0.45, 0.0, 0.3, cell=40, stretch=5)
    c.glints(0.34, 1, "#f7ffef", 1700, 0.6, spread=0.30, length=0.025, opacity=0.55)
    for x, y, size in ((0.66, 0.43, 0.10), (0.52, 0.54, 0.16), (0.30, 0.71, 0.26)):
        wake = [
            (x + size * 0.45, y),
            (x - size * 0.5, y - 0.004),
            (x - size * 2.2, y - size * 0.22),
            (x - size * 2.4, y - size * 0.05),
            (x - size * 0.4, y + 0.02),
        ]
        c.wash(wake, "#f1fffb", 0.38, 22)
        c.wash(
            [(x - size / 2, y), (x + size / 2, y), (x + size * 0.3, y + size * 0.3), (x - size * 0.4, y + size * 0.3)],
            "#0b3c52",
            0.55,
            18,
        )
        hull(c, x, y, size, ("#20405a", "#e5b13c", "#f3efe2"))
        c.wash(
            [(x + size * 0.2, y - 0.005), (x + size * 0.55, y - 0.012), (x + size * 0.6, y + 0.012)], "#ffffff", 0.8, 8
        )
        flock = tuple((x - size * c.rng.uniform(0.4, 1.6), y - size * c.rng.uniform(0.5, 1.5)) for _ in range(7))
        gulls(c, flock, "#f6faf6", size * 0.05)
    c.shape([(0, 1), (0, 0.83), (0.08, 0.86), (0.13, 0.93), (0.20, 0.95), (0.24, 1)], [(0, "#5c7a49"), (1, "#24402f")])
    c.texture(0.10)
    return c.finish(vignette=0.25)
