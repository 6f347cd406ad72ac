"""The columnist’s portrait, square as columns want it."""

import math

from PIL import Image

from .paint import Canvas
from .people import figure, profile, smooth

SQUARE = (1600, 1600)


def columnist() -> Image.Image:
    c = Canvas(SQUARE, [(0, "#f0b46a"), (0.5, "#f7cf8e"), (1, "#c9803f")], "columnist")
    c.glow((0.3, 0.3), 0.7, "#fff2cc", 0.8)
    for i in range(4):
        c.box(0.02 + i * 0.33 - 0.012, 0, 0.02 + i * 0.33 + 0.012, 1, "#8a5530")
    for y in (0.30, 0.72):
        c.box(0, y, 1, y + 0.018, "#8a5530")
    c.puffs(
        [((c.rng.gauss(0.82, 0.12), c.rng.gauss(0.22, 0.13)), c.rng.uniform(0.02, 0.05)) for _ in range(70)],
        "#a8763a",
        0.5,
        22,
    )
    back = [
        (3.6, 12.4),
        (0.9, 13.6),
        (-2.2, 15.4),
        (-3.2, 21),
        (15.6, 21),
        (15.0, 16),
        (13.0, 13.6),
        (9.4, 12.3),
        (8.7, 11.0),
        (8.8, 9.4),
        (10.4, 8.6),
        (11.2, 6.2),
        (11.0, 3.0),
        (9.6, 0.4),
        (7.2, -1.0),
        (5.0, -1.1),
    ]
    body = [(x, y * 1.25 - 0.08) for x, y in profile(0.27, 0.22, 0.46, back)]
    figure(c, body, [(0, "#4a2a2c"), (0.5, "#3a2028"), (1, "#241520")], "#fff0c0", (-0.008, -0.004))
    glasses(c)
    scarf(c)
    c.texture(0.13)
    return c.finish(vignette=0.35)


def scarf(c: Canvas) -> None:
    """Tie a knitted scarf."""
    scarf = [
        (0.36, 0.80),
        (0.44, 0.765),
        (0.58, 0.775),
        (0.70, 0.785),
        (0.76, 0.83),
        (0.72, 0.90),
        (0.54, 0.905),
        (0.40, 0.885),
    ]
    c.shape(smooth(scarf), [(0, "#b8433a"), (1, "#7a2a30")], 3)
    for i in range(9):
        c.wash_line((0.40 + i * 0.04, 0.79), (0.43 + i * 0.036, 0.89), "#5a1c26", 0.5, 8)


def glasses(c: Canvas) -> None:
    """Add silver hair, cut short, and round glasses."""
    hair = [
        (0.335, 0.275),
        (0.36, 0.20),
        (0.46, 0.13),
        (0.60, 0.125),
        (0.72, 0.17),
        (0.79, 0.27),
        (0.80, 0.40),
        (0.755, 0.50),
        (0.69, 0.49),
        (0.645, 0.43),
        (0.60, 0.33),
        (0.50, 0.275),
        (0.41, 0.30),
    ]
    c.shape(smooth(hair), [(0, "#8a6a62"), (1, "#4f3238")], 5)
    for _ in range(160):
        x, y = c.rng.uniform(0.38, 0.76), c.rng.uniform(0.14, 0.46)
        if y < 0.16 + (x - 0.36) * 0.75:
            c.wash_line((x, y), (x + 0.035, y + 0.030), "#e8c8a8", 0.22, 4)
    rim = [
        (0.368 + 0.045 * math.cos(a / 30 * math.tau), 0.384 + 0.045 * math.sin(a / 30 * math.tau)) for a in range(31)
    ]
    c.wash(rim, "#ffe6b0", 0.30)
    c.line(rim, "#e8b878", 9)
    c.line([(0.413, 0.380), (0.60, 0.372), (0.625, 0.40)], "#e8b878", 8)
