"""A shoot for the contact sheet: two dozen frames of a football match, as a photographer hands them in."""

import random
from datetime import datetime, timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from articles import workflow
from articles.models import Article
from articles.models.article import Stage
from media.arriving import begin_batch
from media.collecting import begin_collection, collect
from media.culling import cull
from media.models import Collection
from media.uploads import accept

FRAMES = 24
_EVERY = timedelta(seconds=47)
_SHORTHANDS = """h9 Anna Berg, Harbour FC
h10 Mia Lindqvist, Harbour FC
h1 Tess Okafor, Harbour FC
g4 Olu Ade, Gale United
g7 Ines Varga, Gale United
st Quayside Ground"""
_TEMPLATE = "{player} of {team} in minute {minute} of the Quay Cup final at Quayside Ground on Saturday."
_HOME, _AWAY, _BALL = (196, 60, 44), (44, 74, 150), (250, 250, 246)


def draw_frame(number: int) -> bytes:
    """Return one frame of the match as a JPEG, always the same for the same number."""
    dice = random.Random(f"quay cup {number}")
    size = (640, 960) if number % 7 == 3 else (960, 640)
    image = Image.new("RGB", size, (88 + number, 138, 78))
    draw = ImageDraw.Draw(image)
    for stripe in range(0, size[0], 160):
        draw.rectangle((stripe, 0, stripe + 79, size[1]), fill=(80 + number, 128, 70))
    draw.rectangle((0, 0, size[0], size[1] // 5), fill=(152 - number * 2, 176, 204))
    for player in range(dice.randint(2, 6)):
        _player(draw, dice, size, _HOME if player % 2 else _AWAY)
    x, y = dice.randint(60, size[0] - 60), dice.randint(size[1] // 3, size[1] - 60)
    draw.ellipse((x, y, x + 22, y + 22), fill=_BALL, outline=(40, 40, 40))
    out = BytesIO()
    image.save(out, "JPEG", quality=82)
    return out.getvalue()


def _player(draw: ImageDraw.ImageDraw, dice: random.Random, size: tuple[int, int], shirt: tuple[int, int, int]) -> None:
    tall = dice.randint(120, 300)
    x, y = dice.randint(40, size[0] - 120), dice.randint(size[1] // 5, max(size[1] - tall, size[1] // 5 + 1))
    wide = tall // 3
    draw.ellipse((x + wide // 4, y, x + wide * 3 // 4, y + tall // 5), fill=(214, 170, 136))
    draw.rounded_rectangle((x, y + tall // 5, x + wide, y + tall * 3 // 5), wide // 4, fill=shirt)
    draw.rectangle((x + wide // 6, y + tall * 3 // 5, x + wide * 2 // 5, y + tall), fill=(240, 236, 228))
    draw.rectangle((x + wide * 3 // 5, y + tall * 3 // 5, x + wide * 5 // 6, y + tall), fill=(240, 236, 228))


def hand_in(people: dict, now: datetime) -> Collection:
    """Take the shoot in as one event, half sorted; what is here already is recognised."""
    photographer, editor = people["photographer"], people["photo_editor"]
    begun = now - timedelta(hours=3)
    batch = begin_batch(by=photographer, name="Quay Cup final", now=begun + timedelta(hours=1))
    frames = [
        accept(
            SimpleUploadedFile(f"DSC_{4700 + number}.jpg", draw_frame(number), "image/jpeg"),
            by=photographer,
            now=begun + timedelta(hours=1),
            batch=batch,
            creator=photographer.name,
            taken_at=begun + _EVERY * number,
            credit_line="" if number % 6 == 5 else f"{photographer.name}/The Lantern",
        )
        for number in range(FRAMES)
    ]
    said = {"shorthands": _SHORTHANDS, "caption_template": _TEMPLATE}
    event = begin_collection(by=editor, name="Quay Cup final", now=begun + timedelta(hours=2), **said)
    collect(event, frames, by=editor, now=begun + timedelta(hours=2))
    for number, frame in enumerate(frames[: FRAMES // 2]):
        mark, stars = ("pick", 3 + number % 3) if number % 4 == 0 else ("reject", 0)
        cull(frame, by=editor, mark=mark, rating=stars, now=begun + timedelta(hours=2))
    return event


def set_picks_aside(event: Collection, people: dict) -> None:
    """Put the picks into the tray of the draft somebody touched last, as far as the photo editor sees it."""
    editor = people["photo_editor"]
    story = Article.objects.visible_to(editor).filter(stage=Stage.DRAFT).order_by("-touched_at").first()
    if story is not None:
        workflow.set_aside(story, event.photos.filter(mark="pick"), by=editor, now=story.touched_at)
