"""Scenes on the water."""

import math

from PIL import Image

from .paint import Canvas, mix

WIDE = (2400, 1600)


def hull(c: Canvas, x: float, y: float, size: float, colours: tuple[str, str, str], facing: int = 1) -> None:
    """Draw a fishing boat that floats at (x, y); `size` is its length, `facing` 1 right, -1 left."""
    dark, trim, house = colours

    def at(along: float, up: float) -> tuple[float, float]:
        return x + facing * along * size, y - up * size * 1.5

    c.polygon([at(-0.5, 0.10), at(-0.46, 0), at(0.38, 0), at(0.52, 0.19), at(0.2, 0.12)], dark)
    c.line([at(-0.5, 0.105), at(0.2, 0.125), at(0.52, 0.195)], trim, 5)
    c.polygon([at(-0.34, 0.11), at(-0.34, 0.27), at(-0.12, 0.28), at(-0.09, 0.11)], house)
    c.polygon([at(-0.36, 0.27), at(-0.36, 0.29), at(-0.09, 0.30), at(-0.10, 0.27)], dark)
    for window in (-0.31, -0.23, -0.16):
        c.polygon([at(window, 0.19), at(window, 0.245), at(window + 0.045, 0.245), at(window + 0.045, 0.19)], "#ffd98a")
    c.line([at(0.12, 0.12), at(0.10, 0.62)], dark, 6)
    c.line([at(-0.22, 0.28), at(-0.22, 0.50)], dark, 4)
    c.line([at(0.10, 0.60), at(0.51, 0.19)], dark, 2)
    c.line([at(0.10, 0.60), at(-0.22, 0.48), at(-0.49, 0.11)], dark, 2)
    c.line([at(0.11, 0.20), at(0.34, 0.44)], dark, 4)


def harbour_dusk() -> Image.Image:
    c = Canvas(WIDE, [(0, "#1d2b4a"), (0.3, "#5a5478"), (0.5, "#d98a6a"), (0.6, "#f6c48a"), (1, "#f6c48a")], "harbour")
    c.glow((0.66, 0.5), 0.42, "#ffb36b", 0.8)
    c.ellipse((0.66, 0.5), 0.02, "#fff0cf")
    c.clouds("#2f3355", 0.55, 0.0, 0.5, cell=50, stretch=5)
    c.clouds("#f3a679", 0.35, 0.25, 0.58, cell=36, stretch=7, strength=0.8)
    c.shape(c.ridge(0.545, 0.035), [(0, "#7b6680"), (1, "#8f6f7c")])
    c.shape(c.ridge(0.575, 0.028), [(0, "#4f4a68"), (1, "#5a4d66")])
    roofs(c, 0.605)
    c.reflect(0.61, "#232a48", 0.30)
    c.veil("#1b2240", 0.61, 1, 0.0, 0.65)
    c.glints(0.62, 1.0, "#ffcf94", 420, 0.66, spread=0.12, length=0.035)
    for x, y, size, facing in (
        (0.16, 0.69, 0.19, 1),
        (0.42, 0.665, 0.13, -1),
        (0.83, 0.72, 0.24, -1),
        (0.60, 0.645, 0.08, 1),
    ):
        c.wash(
            [(x - size / 2, y), (x + size / 2, y), (x + size / 3, y + 0.10), (x - size / 3, y + 0.10)],
            "#131a30",
            0.7,
            20,
        )
        hull(c, x, y, size, ("#161c30", "#c45c48", "#d8d2c4"), facing)
        c.glow((x - facing * size * 0.22, y - size * 0.32), 0.03, "#ffd27d", 0.8)
    c.polygon([(0, 1), (0, 0.90), (0.30, 0.93), (0.36, 1)], "#10162a")
    for x in (0.05, 0.14, 0.23):
        c.polygon([(x - 0.008, 0.93), (x - 0.012, 0.875), (x + 0.012, 0.875), (x + 0.008, 0.93)], "#0b1020")
    c.texture(0.12)
    return c.finish()


def roofs(c: Canvas, ground: float) -> None:
    """Draw a row of gabled houses with lamps lit, from edge to edge."""
    x = -0.02
    while x < 1.02:
        width = c.rng.uniform(0.025, 0.055)
        wall = ground - c.rng.uniform(0.03, 0.085)
        colour = mix("#242641", "#453a55", c.rng.random())
        gable = wall - width * 0.75
        c.polygon([(x, ground), (x, wall), (x + width / 2, gable), (x + width, wall), (x + width, ground)], colour)
        for row in range(3):
            for column in range(2):
                if c.rng.random() < 0.4:
                    left, top = x + width * (0.2 + 0.4 * column), wall + 0.008 + 0.022 * row
                    if top < ground - 0.015:
                        c.box(
                            left, top, left + width * 0.17, top + 0.011, c.rng.choice(["#ffd98a", "#ffbf6e", "#fff0c4"])
                        )
        if c.rng.random() < 0.35:
            c.glow((x, ground - 0.012), 0.022, "#ffd08a", 0.9)
        x += width * c.rng.uniform(0.96, 1.05)


def lighthouse() -> Image.Image:
    c = Canvas(WIDE, [(0, "#07122c"), (0.45, "#173a5e"), (0.68, "#4f7f93"), (1, "#4f7f93")], "lighthouse")
    for _ in range(420):
        x, y = c.rng.random(), c.rng.random() ** 1.5 * 0.6
        c.ellipse((x, y), c.rng.choice([0.0005, 0.0007, 0.0011]), mix("#7c9db8", "#ffffff", c.rng.random()))
    c.clouds("#0d2342", 0.5, 0.2, 0.75, cell=60, stretch=5)
    c.veil("#9cc3c6", 0.5, 0.68, 0, 0.4)
    lamp = (0.665, 0.238)
    for far in ((-0.4, 0.02, -0.4, 0.30), (1.35, 0.10, 1.35, 0.42)):
        c.wash([lamp, (far[0], far[1]), (far[2], far[3])], "#fff3c8", 0.30, 28)
    c.box(0, 0.675, 1, 1, "#16405a")
    c.veil("#061a30", 0.675, 1, 0.0, 0.85)
    c.glints(0.68, 1, "#9fd0d0", 700, 0.45, spread=0.5, length=0.03, opacity=0.45)
    cliff(c)
    tower(c, 0.665, lamp[1])
    c.glow(lamp, 0.17, "#ffeeb5", 0.9)
    c.glow(lamp, 0.035, "#ffffff", 1.0)
    c.texture(0.10)
    return c.finish()


def cliff(c: Canvas) -> None:
    """Raise the head, with broken water at its foot."""
    cliff = [
        (0.40, 1),
        (0.46, 0.86),
        (0.50, 0.80),
        (0.535, 0.71),
        (0.60, 0.655),
        (0.76, 0.63),
        (0.88, 0.60),
        (1, 0.62),
        (1, 1),
    ]
    c.shape(cliff, [(0, "#22394a"), (0.5, "#0e1f30"), (1, "#060f1c")])
    for _ in range(60):
        x = c.rng.uniform(0.47, 1.0)
        y = c.rng.uniform(0.70, 1.0)
        if y > 1.32 - x * 1.15:
            c.line(
                [(x, y), (x - c.rng.uniform(0, 0.02), y + c.rng.uniform(0.02, 0.07))],
                mix("#0b1a2a", "#34536a", c.rng.random()),
                4,
            )
    for x in (0.39, 0.43, 0.46, 0.41):
        c.glow((x, 0.965 - (x - 0.39) * 1.2), 0.05, "#bfe3e6", 0.55, 0.4)


def tower(c: Canvas, x: float, lamp: float) -> None:
    """Draw the light's tower, lit from its left side, with the keeper's house beside it."""
    c.shape(
        [(x - 0.028, 0.66), (x - 0.017, lamp + 0.04), (x + 0.017, lamp + 0.04), (x + 0.028, 0.66)],
        [(0, "#d6d8d2"), (1, "#93a4ab")],
    )
    c.shape(
        [(x - 0.0235, 0.51), (x - 0.0205, 0.41), (x + 0.0205, 0.41), (x + 0.0235, 0.51)],
        [(0, "#b8382f"), (1, "#8d2a2c")],
    )
    c.wash(
        [(x + 0.004, 0.66), (x + 0.003, lamp + 0.04), (x + 0.017, lamp + 0.04), (x + 0.028, 0.66)], "#0a1830", 0.45, 14
    )
    c.box(x - 0.023, lamp + 0.032, x + 0.023, lamp + 0.043, "#14202e")
    c.box(x - 0.013, lamp - 0.028, x + 0.013, lamp + 0.032, "#ffe9a8")
    for bar in (-0.013, -0.0045, 0.004, 0.012):
        c.line([(x + bar, lamp - 0.028), (x + bar, lamp + 0.032)], "#14202e", 4)
    c.polygon([(x - 0.017, lamp - 0.028), (x, lamp - 0.066), (x + 0.017, lamp - 0.028)], "#8d2a2c")
    c.polygon([(x + 0.06, 0.64), (x + 0.06, 0.585), (x + 0.10, 0.55), (x + 0.14, 0.585), (x + 0.14, 0.64)], "#17283a")
    c.polygon(
        [(x + 0.05, 0.59), (x + 0.10, 0.543), (x + 0.15, 0.59), (x + 0.14, 0.59), (x + 0.10, 0.556), (x + 0.06, 0.59)],
        "#0b1624",
    )
    c.box(x + 0.085, 0.60, x + 0.10, 0.622, "#ffcf7a")


def storm_waves() -> Image.Image:
    c = Canvas(WIDE, [(0, "#2b343c"), (0.4, "#6c7880"), (0.62, "#a9b2b0"), (1, "#7b8a8c")], "storm")
    c.clouds("#1d252d", 0.75, -0.1, 0.55, cell=60, stretch=2.5)
    c.clouds("#c3c8c2", 0.25, 0.1, 0.6, cell=44, stretch=4, strength=0.6)
    c.polygon([(0.58, 0.66), (0.60, 0.575), (1, 0.545), (1, 0.68)], "#30383d")
    c.polygon([(0.60, 0.575), (0.605, 0.565), (1, 0.533), (1, 0.548)], "#565f62")
    c.polygon([(0.612, 0.57), (0.617, 0.44), (0.637, 0.44), (0.642, 0.568)], "#3a4247")
    c.box(0.614, 0.405, 0.640, 0.44, "#23292d")
    c.glow((0.627, 0.42), 0.09, "#9dffb0", 0.8)
    c.ellipse((0.627, 0.421), 0.006, "#e6ffe9")
    burst(c, 0.66, 0.60, 0.26, 2600)
    bands = (
        (0.615, 0.018, "#7f9093", "#5c6f74"),
        (0.67, 0.03, "#647a7e", "#3f565c"),
        (0.75, 0.05, "#4f686d", "#2b4249"),
        (0.86, 0.075, "#3d565c", "#172a31"),
    )
    for base, height, light, dark in bands:
        swell(c, base, height, light, dark)
    rain(c, 700)
    c.texture(0.14)
    return c.finish(grain=0.08, vignette=0.55)


def swell(c: Canvas, base: float, height: float, light: str, dark: str) -> None:
    """Draw one line of breaking sea: pointed crests, foam on them, streaks down their faces."""
    phase, crests = c.rng.uniform(0, 6), 0.14 / height**0.75
    crest = []
    for i in range(361):
        turn = i / 360 * math.pi * crests + phase
        wave = (1 - abs(math.sin(turn + 0.35 * math.sin(turn * 0.7)))) ** 1.5
        wave *= 0.75 + 0.25 * math.sin(turn * 0.43)
        crest.append((i / 360, base - height * (2 * wave - 0.6) + c.rng.uniform(-1, 1) * height * 0.03))
    c.shape([(0, 1), *crest, (1, 1)], [(0, light), (0.25, mix(light, dark, 0.55)), (1, dark)])
    for x, y in crest:
        lift = max(0.0, (base - y) / height - 0.1)
        for _ in range(2):
            drop = c.rng.uniform(0.1, 1.6) * height
            slant = c.rng.uniform(-0.5, 0.5) * height
            c.wash_line((x, y + drop), (x + 0.012 + slant, y + drop + height * 0.25), "#e3eae6", 0.10, 3)
        for _ in range(round(26 * lift)):
            fall = abs(c.rng.gauss(0, 0.16)) * height * (0.5 + lift)
            tone = mix(light, "#f4f6f2", min(1.0, 0.55 + 0.4 * lift))
            c.ellipse(
                (x + c.rng.gauss(0, 0.004), y + fall), c.rng.uniform(0.0006, 0.0022) * (0.5 + height * 10), tone, 0.6
            )
        if lift > 0.6:
            for _ in range(5):
                spot = (x + abs(c.rng.gauss(0, 0.03)), y - abs(c.rng.gauss(0, 0.3)) * height)
                c.ellipse(spot, c.rng.uniform(0.0003, 0.0013), "#e9eeea")


def burst(c: Canvas, x: float, y: float, reach: float, count: int) -> None:
    """Throw spray up from a wall."""
    c.glow((x + 0.02, y - reach * 0.35), reach * 0.6, "#e6ebe6", 0.75, 1.0)
    for _ in range(count):
        angle = c.rng.gauss(-math.pi / 2, 0.55)
        far = reach * c.rng.random() ** 0.6
        spot = (x + math.cos(angle) * far * 0.75, y + math.sin(angle) * far * 1.25)
        c.ellipse(spot, c.rng.uniform(0.0004, 0.0030) * (1.3 - far / reach), mix("#c3cbc9", "#ffffff", c.rng.random()))


def rain(c: Canvas, count: int) -> None:
    for _ in range(count):
        x, y, long = c.rng.uniform(-0.1, 1.1), c.rng.random(), c.rng.uniform(0.015, 0.05)
        c.wash_line((x, y), (x + long * 0.55, y + long), "#dfe6e6", 0.22)
