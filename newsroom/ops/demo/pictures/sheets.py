"""Things on paper: a chart of the bay, two graphs."""

import math

from PIL import Image, ImageFont

from .paint import Canvas, mix
from .sea import WIDE

INK = "#2c3a44"

COAST = [
    (-0.02, 0.30), (0.06, 0.33), (0.13, 0.30), (0.20, 0.36), (0.25, 0.34), (0.285, 0.40),
    (0.335, 0.42), (0.345, 0.47), (0.375, 0.465), (0.38, 0.41), (0.43, 0.37), (0.50, 0.385),
    (0.545, 0.36), (0.60, 0.40), (0.655, 0.47), (0.70, 0.475), (0.715, 0.43), (0.76, 0.36),
    (0.84, 0.33), (0.92, 0.25), (1.02, 0.22),
]  # fmt: skip


def words(c: Canvas, x: float, y: float, text: str, size: int = 40, colour: str = INK, anchor: str = "mm") -> None:
    c.pen().text(c.px((x, y)), text, fill=colour, font=ImageFont.load_default(size), anchor=anchor)


def bay_map() -> Image.Image:
    c = Canvas(WIDE, [(0, "#cfe0dc"), (1, "#b4d0d2")], "map")
    for step, tone in enumerate(("#c0d8d6", "#aecdd0", "#9cc1c8", "#8ab4be", "#7aa7b4")):
        shelf = [(x, y + 0.075 * (step + 1) + 0.02 * math.sin(x * 9 + step)) for x, y in COAST]
        c.polygon([*rounded(shelf, 3), (1.02, 1.02), (-0.02, 1.02)], tone)
        c.line(rounded(shelf, 3), mix(tone, "#4a7a88", 0.5), 3)
    land = rounded(COAST, 2)
    c.polygon([*land, (1.02, -0.02), (-0.02, -0.02)], "#e9dfc4")
    c.line(land, "#4a4a3c", 7)
    hills(c)
    c.line([(0.36, 0.465), (0.352, 0.38), (0.37, 0.28), (0.34, 0.18), (0.365, 0.09), (0.345, -0.02)], "#8ab4be", 30)
    c.line([(0.36, 0.465), (0.352, 0.38), (0.37, 0.28), (0.34, 0.18), (0.365, 0.09), (0.345, -0.02)], "#c0d8d6", 20)
    town(c)
    island = rounded([(0.17, 0.74), (0.21, 0.70), (0.27, 0.715), (0.31, 0.76), (0.27, 0.81), (0.19, 0.80)], 3)
    c.polygon(island, "#e9dfc4")
    c.line([*island, island[0]], "#4a4a3c", 6)
    soundings(c)
    field(c)
    rose(c, 0.885, 0.82, 0.062)
    for x, y, text, size in (
        (0.235, 0.285, "MARLHITHE", 64),
        (0.24, 0.757, "SKARHOLM", 50),
        (0.685, 0.405, "Lingby Head", 50),
        (0.52, 0.80, "Caskett Sands", 50),
        (0.405, 0.20, "R. Tave", 46),
    ):
        words(c, x, y, text, size)
    c.line([(0.02, 0.03), (0.98, 0.03), (0.98, 0.97), (0.02, 0.97), (0.02, 0.03)], INK, 4)
    c.line([(0.028, 0.042), (0.972, 0.042), (0.972, 0.958), (0.028, 0.958), (0.028, 0.042)], INK, 2)
    creases(c)
    c.texture(0.16, 12)
    return c.finish(vignette=0.3)


def hills(c: Canvas) -> None:
    """Shade the high ground with hachures."""
    for _ in range(26):
        x, y = c.rng.random(), c.rng.uniform(0.02, 0.26)
        for ring in range(3):
            c.wash_line(
                (x - 0.02 + ring * 0.004, y + ring * 0.008),
                (x + 0.022 - ring * 0.004, y + ring * 0.008),
                "#a8946a",
                0.45,
                3,
            )


def rounded(line: list, rounds: int) -> list:
    """Round an open line by cutting its corners."""
    for _ in range(rounds):
        cut = [line[0]]
        for (x0, y0), (x1, y1) in zip(line, line[1:], strict=False):
            cut += [(x0 * 0.75 + x1 * 0.25, y0 * 0.75 + y1 * 0.25), (x0 * 0.25 + x1 * 0.75, y0 * 0.25 + y1 * 0.75)]
        line = [*cut, line[-1]]
    return line


def town(c: Canvas) -> None:
    for _ in range(120):
        x, y = c.rng.gauss(0.365, 0.030), c.rng.gauss(0.385, 0.018)
        if abs(x - 0.357) > 0.012 and y < 0.41:
            c.box(x, y, x + 0.006, y + 0.007, "#9a4a3c")
    c.line([(0.338, 0.475), (0.350, 0.505)], INK, 9)
    c.line([(0.378, 0.47), (0.366, 0.508)], INK, 9)
    for x, y in ((0.700, 0.488), (0.366, 0.512)):
        c.ellipse((x, y), 0.006, "#c0392b")
        c.wash([(x, y), (x + 0.05, y + 0.07), (x + 0.02, y + 0.09)], "#c0392b", 0.35)


def soundings(c: Canvas) -> None:
    for row in range(8):
        for column in range(19):
            x, y = 0.06 + column * 0.05 + c.rng.uniform(-0.012, 0.012), 0.56 + row * 0.055 + c.rng.uniform(-0.01, 0.01)
            busy = (
                math.hypot(x - 0.24, (y - 0.757) * 0.8) < 0.085
                or math.hypot(x - 0.885, y - 0.82) < 0.10
                or (0.73 < x < 0.87 and y < 0.70)
            )
            if y < 0.93 and x < 0.96 and not busy and not (0.40 < x < 0.64 and 0.76 < y < 0.84):
                words(c, x, y, str(round(3 + row * 2.4 + c.rng.uniform(-1, 2))), 24, "#4a7280")
    bank = rounded(
        [(0.41, 0.81), (0.46, 0.77), (0.56, 0.76), (0.63, 0.80), (0.58, 0.84), (0.47, 0.845), (0.41, 0.81)], 2
    )
    for (x0, y0), (x1, y1) in zip(bank[::2], bank[1::2], strict=False):
        c.line([(x0, y0), (x1, y1)], "#5a7a6a", 4)


def field(c: Canvas) -> None:
    """Hatch the forty hectares that the growers ask for."""
    left, top, right, bottom = 0.745, 0.575, 0.855, 0.685
    c.wash([(left, top), (right, top), (right, bottom), (left, bottom)], "#c0392b", 0.16)
    for i in range(1, 12):
        share = i / 12
        c.line([(left + (right - left) * share, top), (left, top + (bottom - top) * share)], "#c0392b", 3)
        c.line([(right, top + (bottom - top) * share), (left + (right - left) * share, bottom)], "#c0392b", 3)
    c.line([(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], "#c0392b", 7)


def rose(c: Canvas, x: float, y: float, size: float) -> None:
    for ring in (1.0, 0.94, 0.62):
        turn = [
            (x + size * ring * math.cos(a / 60 * math.tau), y + 1.5 * size * ring * math.sin(a / 60 * math.tau))
            for a in range(61)
        ]
        c.line(turn, INK, 3)
    for point in range(16):
        angle = point / 16 * math.tau - math.pi / 2
        far = size * (1.18 if point % 4 == 0 else 0.86 if point % 2 == 0 else 0.6)
        tip = (x + far * math.cos(angle), y + 1.5 * far * math.sin(angle))
        for side, tone in ((0.28, INK), (-0.28, "#e9dfc4")):
            flank = (x + size * 0.17 * math.cos(angle + side * 2), y + 1.5 * size * 0.17 * math.sin(angle + side * 2))
            c.polygon([(x, y), flank, tip], tone)
            c.line([(x, y), tip, flank], INK, 2)


def creases(c: Canvas) -> None:
    """Fold the sheet twice each way."""
    for share in (0.335, 0.665):
        c.wash([(share - 0.006, 0), (share, 0), (share, 1), (share - 0.006, 1)], "#5a4a34", 0.20, 10)
        c.wash([(share, 0), (share + 0.006, 0), (share + 0.006, 1), (share, 1)], "#fffbe8", 0.35, 10)
        c.wash([(0, share - 0.008), (1, share - 0.008), (1, share), (0, share)], "#5a4a34", 0.18, 10)
        c.wash([(0, share), (1, share), (1, share + 0.008), (0, share + 0.008)], "#fffbe8", 0.3, 10)


FLOODS = [1, 1, 0, 1, 2, 1, 1, 3, 1, 2, 2, 1, 3, 2, 4, 2, 3, 3, 7, 3, 4, 5, 4, 6, 5, 9, 6, 7, 8, 7, 9, 11]


def chart_floods() -> Image.Image:
    c = Canvas(WIDE, [(0, "#fbf7ee"), (1, "#f1eadb")], "floods")
    left, right, floor, top = 0.09, 0.95, 0.82, 0.24

    def height(days: float) -> float:
        return floor - (floor - top) * days / 12

    words(c, left, 0.10, "Days with water on Fish Quay", 84, "#16181b", "lm")
    words(c, left, 0.165, "per year, with the ten-year mean", 50, "#4a4f57", "lm")
    for days in range(0, 13, 3):
        c.line([(left, height(days)), (right, height(days))], "#d9d3c4", 3)
        words(c, left - 0.018, height(days), str(days), 44, "#666b73", "rm")
    step, means = (right - left) / len(FLOODS), []
    for year, days in enumerate(FLOODS):
        x = left + step * (year + 0.5)
        deep = mix("#8fb4c4", "#17506e", year / len(FLOODS))
        half = step * 0.34
        c.shape(
            [(x - half, floor), (x - half, height(days)), (x + half, height(days)), (x + half, floor)],
            [(0, deep), (1, mix(deep, "#f1eadb", 0.35))],
        )
        recent = FLOODS[max(0, year - 9) : year + 1]
        means.append((x, height(sum(recent) / len(recent))))
    c.line(means, "#fbf7ee", 24)
    c.line(means, "#b3261e", 11)
    c.ellipse(means[-1], 0.008, "#b3261e", 1)
    words(c, right - 0.006, height(11.55), "11", 56, "#17506e", "mm")
    c.line([(left, floor), (right, floor)], "#16181b", 5)
    for year in range(1, len(FLOODS), 10):
        words(
            c,
            left + step * (year + 0.5),
            floor + 0.045,
            "this year" if year > 30 else f"{len(FLOODS) - 1 - year} years ago",
            42,
            "#666b73",
        )
    words(c, left, 0.935, "Source: harbour office log", 42, "#666b73", "lm")
    return c.finish(grain=0.03, vignette=0.05)


BUDGET = [("Schools", 31, 31), ("Roads", 18, 14), ("Town hall", 9, 7), ("Parks", 6, 6), ("Quay wall", 4, 11)]


def chart_budget() -> Image.Image:
    c = Canvas(WIDE, [(0, "#fbf7ee"), (1, "#f3ecdf")], "budget")
    words(c, 0.07, 0.10, "Where the money goes", 84, "#16181b", "lm")
    words(c, 0.07, 0.165, "millions of crowns", 50, "#4a4f57", "lm")
    for swatch, colour, text in ((0.62, "#a9a59a", "this year"), (0.79, "#8a1c1c", "next year")):
        c.box(swatch, 0.15, swatch + 0.022, 0.18, colour)
        words(c, swatch + 0.034, 0.165, text, 48, "#4a4f57", "lm")
    for row, (name, now, then) in enumerate(BUDGET):
        y = 0.275 + row * 0.132
        words(c, 0.225, y + 0.045, name, 58, "#16181b", "rm")
        for line, (amount, colour) in enumerate(((now, "#a9a59a"), (then, "#8a1c1c"))):
            upper, length = y + line * 0.047, 0.60 * amount / 31
            c.box(0.25, upper, 0.25 + length, upper + 0.040, colour)
            words(c, 0.262 + length, upper + 0.021, str(amount), 48, mix(colour, "#16181b", 0.3), "lm")
    c.line([(0.25, 0.255), (0.25, 0.915)], "#16181b", 5)
    words(c, 0.07, 0.955, "Source: Town Council", 42, "#666b73", "lm")
    return c.finish(grain=0.03, vignette=0.05)
