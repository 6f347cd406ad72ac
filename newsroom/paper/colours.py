"""Whether a colour can be read on the paper's two grounds, and the nearest that can. Pure functions."""

import re

# The grounds of readers' pages by day and by night, as static/public/readers.css has them.
DAY, NIGHT = "#fdfcf9", "#141618"
# WCAG 2.2 AA for text.
LEAST = 4.5
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_STEPS = 200


def is_colour(text: str) -> bool:
    """Say whether this is a colour as #8a1c1c."""
    return bool(_COLOUR.fullmatch(text))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG has it: 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def reads_on(colour: str, ground: str) -> bool:
    return contrast(colour, ground) >= LEAST


def nearest(colour: str, ground: str) -> str:
    """Return the colour itself where it reads on that ground, else the nearest darker or lighter one that does."""
    end = (0, 0, 0) if _luminance(ground) > 0.5 else (255, 255, 255)
    parts = _parts(colour)
    for step in range(_STEPS + 1):
        mixed = "#" + "".join(
            f"{round(part + (to - part) * step / _STEPS):02x}" for part, to in zip(parts, end, strict=True)
        )
        if reads_on(mixed, ground):
            return mixed
    raise ValueError(f"Nothing reads on {ground}.")


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (each / 255 for each in _parts(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
