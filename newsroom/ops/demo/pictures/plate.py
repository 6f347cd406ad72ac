"""An old glass plate: a schooner at the quay, in sepia."""

from PIL import Image, ImageChops, ImageFilter, ImageOps

from .paint import Canvas
from .sea import WIDE


def glass_plate() -> Image.Image:
    c = Canvas(WIDE, [(0, "#b8b8b8"), (0.55, "#e6e6e6"), (0.62, "#8c8c8c"), (1, "#4a4a4a")], "plate")
    c.clouds("#f4f4f4", 0.5, 0, 0.5, cell=70, stretch=4)
    x = 0.45
    while x < 1:
        wide, tall = c.rng.uniform(0.07, 0.12), c.rng.uniform(0.14, 0.25)
        c.shape(
            [(x, 0.63), (x, 0.62 - tall), (x + wide / 2, 0.56 - tall), (x + wide, 0.62 - tall), (x + wide, 0.63)],
            [(0, "#9c9c9c"), (1, "#7c7c7c")],
        )
        for row in range(4):
            c.box(x + wide * 0.42, 0.63 - tall + row * 0.055, x + wide * 0.58, 0.655 - tall + row * 0.055, "#5c5c5c")
        x += wide
    schooner(c)
    c.reflect(0.665, "#5a5a5a", 0.45, 0.008)
    c.shape([(0.42, 1), (0.50, 0.70), (1, 0.655), (1, 1)], [(0, "#a4a4a4"), (1, "#565656")])
    for i in range(34):
        y = 0.72 + 0.28 * (i / 34) ** 1.3
        c.wash_line((0.42 + (1 - y) * 0.26, y), (1, y - 0.03), "#3c3c3c", 0.35, 3)
    for i in range(9):
        c.polygon(
            [
                (0.66 + i * 0.004, 0.80 - i * 0.011),
                (0.86 + i * 0.004, 0.785 - i * 0.011),
                (0.86 + i * 0.004, 0.794 - i * 0.011),
                (0.66 + i * 0.004, 0.809 - i * 0.011),
            ],
            "#d0d0d0" if i % 2 else "#8a8a8a",
        )
    for place, tall in ((0.60, 0.13), (0.63, 0.125), (0.93, 0.14)):
        c.puffs(
            [((place, 0.86 - tall * up), tall * (0.05 if up > 0.9 else 0.11)) for up in (0.1, 0.3, 0.5, 0.7, 0.95)],
            "#2a2a2a",
            0.9,
            6,
        )
    return aged(c)


def schooner(c: Canvas) -> None:
    c.shape(
        [(0.06, 0.575), (0.10, 0.60), (0.46, 0.60), (0.53, 0.555), (0.485, 0.675), (0.10, 0.675)],
        [(0, "#3a3a3a"), (1, "#1c1c1c")],
    )
    c.line([(0.06, 0.578), (0.10, 0.602), (0.46, 0.602), (0.53, 0.557)], "#c4c4c4", 7)
    for mast, tall in ((0.17, 0.47), (0.29, 0.53), (0.41, 0.48)):
        c.line([(mast, 0.60), (mast, 0.60 - tall)], "#2a2a2a", 11)
        c.line([(mast, 0.56), (mast - 0.10, 0.565)], "#2a2a2a", 7)
        c.line([(mast, 0.60 - tall * 0.72), (mast - 0.075, 0.60 - tall * 0.86)], "#2a2a2a", 6)
        c.shape(
            [(mast - 0.002, 0.552), (mast - 0.098, 0.555), (mast - 0.070, 0.545), (mast - 0.040, 0.54)],
            [(0, "#d8d8d8"), (1, "#a8a8a8")],
        )
        for foot in (-0.045, -0.03, 0.03, 0.045):
            c.line([(mast, 0.60 - tall * 0.75), (mast + foot, 0.60)], "#4a4a4a", 2)
    c.line([(0.41, 0.12), (0.29, 0.07), (0.17, 0.13)], "#4a4a4a", 2)
    c.line([(0.41, 0.13), (0.53, 0.557), (0.61, 0.51)], "#3a3a3a", 4)
    c.line([(0.41, 0.25), (0.61, 0.512)], "#4a4a4a", 2)


def aged(c: Canvas) -> Image.Image:
    """Print the scene in sepia, out of focus at the edges, with the plate's damage."""
    grey = c.image.convert("L")
    edges = Image.radial_gradient("L").resize(c.size).point([max(0, min(255, (v - 110) * 3)) for v in range(256)])
    small = grey.resize((600, 400)).filter(ImageFilter.GaussianBlur(2.2)).resize(c.size)
    c.image = ImageOps.colorize(Image.composite(small, grey, edges), "#22150c", "#f0e0bd", mid="#9a7a54")
    c.puffs(
        [
            ((c.rng.choice([c.rng.random(), c.rng.choice([0.0, 1.0])]), c.rng.random()), c.rng.uniform(0.004, 0.03))
            for _ in range(26)
        ],
        "#f4e8cc",
        0.30,
        16,
    )
    for _ in range(46):
        x, y = c.rng.random(), c.rng.random()
        c.wash_line(
            (x, y), (x + c.rng.gauss(0, 0.01), y + c.rng.gauss(0.04, 0.06)), "#fff6e0", c.rng.uniform(0.15, 0.5), 2
        )
    for _ in range(240):
        c.ellipse((c.rng.random(), c.rng.random()), c.rng.uniform(0.0004, 0.0013), c.rng.choice(["#2a1a10", "#fff4dc"]))
    c.polygon([(1, 0), (0.90, 0), (0.925, 0.035), (0.94, 0.075), (0.97, 0.10), (1, 0.155)], "#17100b")
    c.line([(0.90, 0), (0.925, 0.035), (0.94, 0.075), (0.97, 0.10), (1, 0.155)], "#d8c49c", 6)
    frame = Image.new("L", c.size, 40)
    frame.paste(255, (34, 34, c.width - 34, c.height - 34))
    c.image = ImageChops.multiply(c.image, Image.merge("RGB", [frame.filter(ImageFilter.GaussianBlur(8))] * 3))
    return c.finish(grain=0.10, vignette=0.5)
