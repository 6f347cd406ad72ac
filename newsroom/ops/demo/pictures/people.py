"""Portraits as silhouettes: nobody drawn here exists."""

import math

from PIL import Image

from .boats import gulls
from .paint import Canvas, mix

TALL = (1600, 2000)

Places = list[tuple[float, float]]


def smooth(corners: Places, rounds: int = 4) -> Places:
    """Round a closed outline by cutting its corners again and again."""
    for _ in range(rounds):
        cut = []
        for (x0, y0), (x1, y1) in zip(corners, corners[1:] + corners[:1], strict=True):
            cut += [(x0 * 0.75 + x1 * 0.25, y0 * 0.75 + y1 * 0.25), (x0 * 0.25 + x1 * 0.75, y0 * 0.25 + y1 * 0.75)]
        corners = cut
    return corners


def figure(c: Canvas, outline: Places, stops, rim: str, lit: tuple[float, float]) -> None:
    """Fill a silhouette and give it an edge of light from the direction `lit`."""
    c.shape([(x + lit[0], y + lit[1]) for x, y in outline], [(0, rim), (1, mix(rim, stops[-1][1], 0.6))], 5)
    c.shape(outline, stops, 3)


PROFILE = [  # a head seen from the right side, looking left; x and y in tenths of a head
    (4.6, -0.4),
    (2.9, 0.2),
    (1.9, 1.5),
    (1.55, 3.0),
    (1.35, 3.7),
    (0.35, 5.15),
    (0.75, 5.6),
    (1.15, 5.75),
    (0.85, 6.25),
    (1.1, 6.55),
    (0.9, 7.0),
    (1.25, 7.45),
    (1.15, 8.3),
    (2.0, 8.95),
    (3.6, 8.75),
    (4.3, 9.0),
    (4.6, 10.2),
    (4.3, 11.6),
]


def profile(x: float, y: float, size: float, back: Places) -> Places:
    """Return a face in profile joined to the outline of a back, placed and scaled."""
    tall = size * 0.8
    return smooth([(x + px * size / 10, y + py * tall / 10) for px, py in PROFILE + back])


def keeper_portrait() -> Image.Image:
    c = Canvas(TALL, [(0, "#23222f"), (0.6, "#332c38"), (1, "#1b1a26")], "keeper")
    for i in range(9):
        c.wash_line((i / 8, 0), (i / 8, 1), "#14131d", 0.8, 6)
    window(c)
    c.glow((0.36, 0.40), 0.62, "#ffcb85", 0.55)
    back = [
        (3.2, 12.6),
        (0.2, 14.0),
        (-1.0, 17.5),
        (-1.4, 26),
        (14.6, 26),
        (14.0, 17),
        (12.6, 14.2),
        (9.6, 12.7),
        (8.6, 11.6),
        (8.5, 10.2),
        (9.6, 8.9),
        (10.6, 9.0),
        (11.6, 8.2),
        (11.8, 7.0),
        (11.0, 6.1),
        (10.0, 6.2),
        (9.9, 4.2),
        (9.0, 1.4),
        (7.0, -0.3),
    ]
    figure(
        c,
        profile(0.40, 0.33, 0.36, back),
        [(0, "#201c2c"), (0.5, "#191724"), (1, "#0f0e18")],
        "#f0b878",
        (-0.006, -0.003),
    )
    wool(c)
    c.texture(0.14)
    return c.finish(vignette=0.45)


def wool(c: Canvas) -> None:
    """Draw the combed hair and the stitches of a jersey."""
    for strand in range(26):
        start = 0.46 + strand * 0.011
        c.wash_line((start, 0.335 + abs(strand - 12) * 0.0022), (0.735, 0.545 + strand * 0.001), "#8d7f8a", 0.20, 3)
    for _ in range(70):
        x = 0.42 + 0.44 * c.rng.random()
        y = 0.66 + 0.34 * c.rng.random()
        c.wash_line((x, y), (x + 0.012, y + 0.010), "#5a5064", 0.35, 4)
        c.wash_line((x + 0.024, y), (x + 0.012, y + 0.010), "#5a5064", 0.35, 4)


def window(c: Canvas) -> None:
    """Cut the lamp room's round window into the wall, with the evening sea in it."""
    view = Canvas(
        TALL,
        [
            (0, "#5d6f98"),
            (0.25, "#c79a8c"),
            (0.42, "#ffd08a"),
            (0.455, "#ffe7b4"),
            (0.46, "#8f8a9a"),
            (0.8, "#2f4264"),
            (1, "#22304c"),
        ],
        "keeper-view",
    )
    view.glow((0.28, 0.43), 0.25, "#fff1c4", 0.9)
    view.clouds("#7c6484", 0.5, 0.05, 0.42, cell=40, stretch=5, strength=0.7)
    view.glints(0.462, 0.85, "#ffe2a6", 420, 0.28, spread=0.12, length=0.05)
    view.polygon([(0.60, 0.462), (0.72, 0.452), (0.86, 0.430), (1, 0.425), (1, 0.462)], "#6a5f78")
    gulls(view, ((0.20, 0.24), (0.30, 0.28), (0.15, 0.31)), "#4a4258", 0.022)
    centre, radius = (0.42, 0.42), 0.36
    c.ellipse(centre, radius + 0.050, "#15131c")
    c.ellipse(centre, radius + 0.042, "#8a6a3e")
    c.ellipse(centre, radius + 0.028, "#c99a58")
    c.ellipse(centre, radius + 0.010, "#3a2c20")
    for bolt in range(16):
        turn = bolt / 16 * math.tau
        c.ellipse(
            (centre[0] + (radius + 0.034) * math.cos(turn), centre[1] + 0.8 * (radius + 0.034) * math.sin(turn)),
            0.007,
            "#5a4226",
            1,
        )
    disc = Image.new("L", c.size)
    stamp = Canvas(TALL, [(0, "#000000"), (1, "#000000")], "disc")
    stamp.ellipse(centre, radius, "#ffffff")
    disc.paste(stamp.image.convert("L"))
    c.image.paste(view.image, mask=disc)


def harbour_master() -> Image.Image:
    c = Canvas(
        TALL, [(0, "#b9cdd2"), (0.35, "#e8e0cf"), (0.62, "#f4e6c8"), (0.625, "#9db4b4"), (1, "#4f7680")], "master"
    )
    c.glow((0.2, 0.5), 0.6, "#fff4d4", 0.7)
    c.clouds("#ffffff", 0.5, 0.02, 0.5, cell=70, stretch=4, strength=0.7)
    masts(c)
    c.glints(0.635, 0.95, "#fff8e0", 300, 0.2, spread=0.3, length=0.06, opacity=0.6)
    gulls(c, ((0.16, 0.20), (0.26, 0.25), (0.86, 0.16)), "#7d9094", 0.026)
    back = [
        (3.6, 12.5),
        (0.8, 13.8),
        (-2.0, 16.4),
        (-3.0, 27),
        (15.4, 27),
        (14.8, 17),
        (13.2, 14.2),
        (9.6, 12.4),
        (8.9, 10.8),
        (9.5, 8.0),
        (9.9, 5.0),
        (9.2, 1.8),
        (7.4, 0.0),
    ]
    body = profile(0.30, 0.25, 0.42, back)
    figure(c, body, [(0, "#33475a"), (0.45, "#22344a"), (1, "#131f30")], "#fff0cc", (-0.007, -0.003))
    beard(c)
    cap(c)
    for button in range(4):
        c.ellipse((0.46 - 0.004 * button, 0.70 + button * 0.075), 0.013, "#d9b45a", 1)
        c.glow((0.455 - 0.004 * button, 0.695 + button * 0.075), 0.02, "#fff0b8", 0.6)
    c.texture(0.12)
    return c.finish(vignette=0.3)


def beard(c: Canvas) -> None:
    """Comb a grey beard."""
    outline = [
        (0.345, 0.47),
        (0.385, 0.445),
        (0.50, 0.43),
        (0.60, 0.445),
        (0.64, 0.38),
        (0.665, 0.44),
        (0.63, 0.53),
        (0.52, 0.60),
        (0.40, 0.605),
        (0.345, 0.55),
    ]
    c.shape(smooth(outline), [(0, "#42566a"), (1, "#5f7482")], 4)
    for _ in range(150):
        x, y = c.rng.uniform(0.37, 0.62), c.rng.uniform(0.46, 0.58)
        c.wash_line((x, y), (x - 0.02, y + 0.022), "#a9b8bd", 0.25, 3)


def masts(c: Canvas) -> None:
    """Moor far-off ships along the horizon."""
    for _ in range(15):
        x, tall = c.rng.random(), c.rng.uniform(0.08, 0.24)
        tone = mix("#8fa3a6", "#c3cbc4", c.rng.random())
        c.line([(x, 0.63), (x + 0.004, 0.63 - tall)], tone, 6)
        c.line([(x - 0.04, 0.63 - tall * 0.62), (x + 0.04, 0.63 - tall * 0.6)], tone, 4)
        c.line([(x + 0.004, 0.63 - tall), (x + 0.09, 0.63)], tone, 2)
        c.polygon([(x - 0.07, 0.615), (x + 0.08, 0.615), (x + 0.06, 0.635), (x - 0.06, 0.635)], tone)


def cap(c: Canvas) -> None:
    """Put the peaked cap on."""
    crown = [
        (0.34, 0.325),
        (0.325, 0.245),
        (0.42, 0.195),
        (0.58, 0.195),
        (0.74, 0.225),
        (0.745, 0.30),
        (0.70, 0.345),
        (0.50, 0.335),
    ]
    figure(c, smooth(crown), [(0, "#2c4058"), (1, "#17263a")], "#fff0cc", (-0.006, -0.004))
    c.polygon([(0.345, 0.312), (0.52, 0.322), (0.71, 0.328), (0.70, 0.352), (0.52, 0.345), (0.35, 0.335)], "#0e1826")
    peak = [(0.36, 0.330), (0.50, 0.338), (0.47, 0.362), (0.33, 0.372), (0.235, 0.392), (0.25, 0.362)]
    c.shape(smooth(peak), [(0, "#0e1826"), (1, "#26384c")], 2)
    c.line([(0.27, 0.362), (0.36, 0.338)], "#8fa0a8", 5)
    c.ellipse((0.405, 0.272), 0.026, "#d9b45a", 1)
    c.ellipse((0.405, 0.272), 0.017, "#8d6f2c", 1)
    c.line([(0.405, 0.262), (0.405, 0.283)], "#f0d890", 5)
