"""The allotments on the Weir Field."""

from PIL import Image

from .paint import Canvas, mix
from .sea import WIDE


def allotment() -> Image.Image:
    c = Canvas(WIDE, [(0, "#6fa9cf"), (0.35, "#c8dfe0"), (0.48, "#f3ecd2"), (1, "#f3ecd2")], "allotment")
    for x, y, size in ((0.15, 0.14, 1), (0.48, 0.09, 0.8), (0.80, 0.20, 1.2), (0.33, 0.28, 0.6), (0.62, 0.31, 0.5)):
        blots = [
            (
                (x + c.rng.gauss(0, 0.035) * size, y - abs(c.rng.gauss(0, 0.018)) * size),
                c.rng.uniform(0.012, 0.03) * size,
            )
            for _ in range(26)
        ]
        c.puffs([((a, b + 0.012), r) for (a, b), r in blots], "#a9c0cb", 0.8, 10)
        c.puffs(blots, "#ffffff", 0.95, 8)
    c.shape(c.ridge(0.49, 0.03), [(0, "#9bb79a"), (1, "#7f9f74")])
    c.puffs(
        [((c.rng.random(), 0.525 + c.rng.gauss(0, 0.006)), c.rng.uniform(0.012, 0.024)) for _ in range(110)],
        "#5a8455",
        1,
        4,
    )
    c.shape([(0, 1), (0, 0.535), (1, 0.535), (1, 1)], [(0, "#93a75a"), (0.25, "#8b7448"), (1, "#4d3727")])
    beds(c)
    shed(c)
    for x in (0.06, 0.12, 0.18, 0.24):
        poles(c, x, 0.70)
    c.texture(0.13)
    return c.finish(vignette=0.28)


def beds(c: Canvas) -> None:
    """Plant rows that run to a vanishing point."""
    crops = (
        ("#4f8a3c", "#8fc05a"),
        ("#7c9a3a", "#c9d36a"),
        ("#6a3d5c", "#a8648a"),
        ("#3f7a55", "#86b892"),
        ("#c25a32", "#e8a04a"),
    )
    for row in range(34):
        near = (row / 33) ** 1.9
        y = 0.56 + 0.44 * near
        for lane in range(-9, 10):
            x = 0.62 + lane * (0.022 + 0.12 * near)
            dark, light = crops[(lane + 18) % 5]
            size = 0.0045 + 0.026 * near
            c.ellipse((x + size * 0.3, y + size * 0.5), size * 1.1, "#33251d", 0.5)
            for _ in range(6):
                spot = (x + c.rng.gauss(0, size * 0.5), y - abs(c.rng.gauss(0, size * 0.6)))
                c.ellipse(spot, size * c.rng.uniform(0.25, 0.5), mix(dark, light, c.rng.random()), 1.1)


def shed(c: Canvas) -> None:
    c.wash([(0.24, 0.70), (0.46, 0.70), (0.54, 0.735), (0.30, 0.735)], "#2a2a1c", 0.5, 16)
    c.shape([(0.25, 0.70), (0.25, 0.50), (0.35, 0.42), (0.45, 0.50), (0.45, 0.70)], [(0, "#5f8a78"), (1, "#3c6256")])
    for i in range(14):
        c.wash_line((0.25 + i * 0.0148, 0.70), (0.25 + i * 0.0148, 0.47), "#244238", 0.5, 4)
    c.polygon([(0.235, 0.515), (0.35, 0.40), (0.465, 0.515), (0.45, 0.525), (0.35, 0.43), (0.25, 0.525)], "#7c4638")
    c.box(0.32, 0.54, 0.375, 0.70, "#2c4a42")
    c.box(0.395, 0.55, 0.43, 0.61, "#f0e6cf")
    c.box(0.399, 0.556, 0.426, 0.604, "#9fd0d6")
    c.line([(0.4125, 0.55), (0.4125, 0.61)], "#f0e6cf", 6)


def poles(c: Canvas, x: float, ground: float) -> None:
    """Raise a wigwam of bean poles with beans on it."""
    for side in (-0.028, -0.012, 0.008, 0.028):
        c.line([(x + side, ground), (x - side * 0.2, ground - 0.26)], "#7d5b38", 7)
        for i in range(26):
            share = i / 26
            spot = (x + side * (1 - share * 1.1) + c.rng.gauss(0, 0.006), ground - 0.22 * share)
            c.ellipse(spot, c.rng.uniform(0.004, 0.008), mix("#3c6b2f", "#8fbf4f", c.rng.random()), 1.1)
        if c.rng.random() < 0.8:
            c.ellipse((x + side * 0.6, ground - 0.09 - c.rng.random() * 0.08), 0.0035, "#e0523c", 1.4)
