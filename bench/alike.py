"""Which pictures are taken for alike: other pictures that must not be, and variants of each that must.

`.venv/bin/python -m bench.alike`, with `../shared/photos` beside the project if they are there. Every pair goes through
the index's quarters, as `media.alike` asks it.
"""

import io
import itertools
import random
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps

from media import likeness
from media.likeness import WHOLE, Seen, beside, differ, looks, quarters
from newsroom.ops.demo import pictures

_PHOTOS = Path(__file__).resolve().parents[2] / "shared" / "photos"
_SMALLEST, _LARGEST, _SCENES = 40, 1600, 300
# Two files of the same photograph, one made from the other: neither counts as another picture.
_SAME = "c2pa-adobe-20220124-CA"
_CUTS = {
    "16:9": (0, 0.08, 1, 0.92),
    "the top": (0, 0, 1, 0.75),
    "the bottom": (0, 0.25, 1, 1),
    "the left": (0, 0, 0.67, 1),
    "the middle": (0.167, 0, 0.833, 1),
    "the right": (0.33, 0, 1, 1),
    "a tenth off": (0.1, 0.1, 0.9, 0.9),
    "a fifth off": (0.2, 0.2, 0.8, 0.8),
    "a trimmed edge": (0.03, 0.03, 0.97, 0.97),
    "trimmed sides": (0.05, 0, 0.95, 1),
}
# What is compared: by the first measure alone, as it was, and by both.
RULES: dict[str, Callable[[int, int], bool]] = {
    "across ≤ 10": lambda across, down: across <= 10,
    "across ≤ 9": lambda across, down: across <= 9,
    "across ≤ 7": lambda across, down: across <= 7,
    "across ≤ 10, both ≤ 20": lambda across, down: across <= 10 and across + down <= 20,
    "across ≤ 12, both ≤ 25": lambda across, down: across <= 12 and across + down <= 25,
    "across ≤ 13, both ≤ 28": lambda across, down: across <= 13 and across + down <= 28,
    f"across ≤ {likeness.ACROSS}, both ≤ {likeness.ALTOGETHER}": lambda across, down: (
        across <= likeness.ACROSS and across + down <= likeness.ALTOGETHER
    ),
}
Pairs = list[tuple[int, int]]


def real() -> dict[str, Image.Image]:
    """Return the demo's drawn pictures and the real files that are more than a thumbnail."""
    records = tomllib.loads(Path(pictures.__file__).with_name("records.toml").read_text(encoding="utf-8"))
    found = {name: Image.open(io.BytesIO(pictures.draw(name))).convert("RGB") for name in records}
    for path in sorted(_PHOTOS.glob("*.*")) if _PHOTOS.exists() else ():
        try:
            image = ImageOps.exif_transpose(Image.open(path)).convert("RGB")
        except (OSError, ValueError):
            continue
        if min(image.size) >= _SMALLEST and looks(image):
            found[path.stem] = image
    for image in found.values():
        image.thumbnail((_LARGEST, _LARGEST))
    return found


def scene(seed: int, size=(600, 400)) -> Image.Image:
    """Return soft shapes, others for each seed."""
    chance = random.Random(seed)
    image = Image.new("RGB", size, tuple(chance.randrange(256) for _ in range(3)))
    draw = ImageDraw.Draw(image)
    for _shape in range(60):
        x, y, r = chance.randrange(size[0]), chance.randrange(size[1]), chance.randrange(20, 130)
        draw.ellipse((x - r, y - r, x + r, y + r), fill=tuple(chance.randrange(256) for _ in range(3)))
    return image.filter(ImageFilter.GaussianBlur(3))


def variants(image: Image.Image) -> Iterator[tuple[str, Image.Image]]:
    """Yield the same picture resized, saved again, in other light and cut, each by its name."""
    wide, tall = image.size
    yield "half the size", image.resize((wide // 2, tall // 2))
    yield "a fifth of the size", image.resize((wide // 5, tall // 5))
    for quality in (30, 60):
        out = io.BytesIO()
        image.save(out, "JPEG", quality=quality)
        yield f"saved at {quality}", Image.open(out).convert("RGB")
    yield "brighter", ImageEnhance.Brightness(image).enhance(1.25)
    yield "more contrast", ImageEnhance.Contrast(image).enhance(1.25)
    yield "grey", image.convert("L").convert("RGB")
    for name, (left, top, right, bottom) in _CUTS.items():
        yield name, image.crop((int(wide * left), int(tall * top), int(wide * right), int(tall * bottom)))


def compared(one: list[Seen], other: list[Seen]) -> Pairs:
    """Return how far apart the windows are that an index finds: from left to right, and from top to bottom."""
    asked = ((a, b) for a in one for b in other if WHOLE in {a.window, b.window})
    return [
        (differ(a.bits, b.bits), differ(a.down, b.down))
        for a, b in asked
        if differ(a.bits, b.bits) <= 14 and set(beside(a.bits)) & set(quarters(b.bits))
    ]


def main() -> None:
    images = real()
    seen = {name: looks(image) for name, image in images.items()}
    scenes = [looks(scene(seed)) for seed in range(_SCENES)]
    others = [
        compared(seen[a], seen[b])
        for a, b in itertools.combinations(seen, 2)
        if not (a.startswith(_SAME) and b.startswith(_SAME))
    ]
    drawn = [compared(a, b) for a, b in itertools.combinations(scenes, 2)]
    same = [(kind, compared(seen[name], looks(each))) for name in seen for kind, each in variants(images[name])]
    print(f"{len(images)} pictures, {len(others)} pairs; {len(drawn)} pairs of scenes; {len(same)} variants")
    for name, is_alike in RULES.items():
        wrong, wrong_drawn = (sum(any(is_alike(*each) for each in pair) for pair in rows) for rows in (others, drawn))
        missed = [kind for kind, pair in same if not any(is_alike(*each) for each in pair)]
        told = ", ".join(f"{kind} {missed.count(kind)}" for kind in dict.fromkeys(missed))
        print(f"{name:24} other pictures {wrong}, scenes {wrong_drawn}, missed {len(missed)} ({told})")


if __name__ == "__main__":
    main()
