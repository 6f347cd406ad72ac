"""The colour that stands in a picture's place until it arrives, as one of sixty-four classes.

Readers' pages allow no style of an element's own, so the colour of the picture is rounded to one the style sheet has.
"""

import re

_LEVELS = (24, 96, 160, 232)
_COLOUR = re.compile(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})")


def tone(colour: str) -> str:
    """Return the class of the nearest colour the style sheet has; empty for what is no colour."""
    match = _COLOUR.fullmatch(colour)
    if match is None:
        return ""
    steps = [min(range(4), key=lambda step: abs(_LEVELS[step] - int(part, 16))) for part in match.groups()]
    return "tone-{}{}{}".format(*steps)


def rules() -> str:
    """Return the style sheet's rules for all of them, as static/public/readers.css has them."""
    return "\n".join(
        " ".join(f".tone-{r}{g}{b} {{ background: #{_hex(r)}{_hex(g)}{_hex(b)}; }}" for b in range(4))
        for r in range(4)
        for g in range(4)
    )


def _hex(step: int) -> str:
    return f"{_LEVELS[step]:02x}"
