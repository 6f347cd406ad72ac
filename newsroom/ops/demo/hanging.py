"""Draw the demo paper's pictures and take them in through the photo desk's own door."""

import multiprocessing
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from articles.workflow.portraits import set_portrait
from media.licences import NOT_ESTABLISHED
from media.models import Photo
from media.rights import vouch
from media.uploads import accept

from . import paper, pictures
from .moments import moment
from .supplying import settle, supply


def draw_all(names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Draw pictures on every processor there is, and give each as soon as it is its turn."""
    names = list(names)
    workers = min(os.cpu_count() or 1, 4)
    if workers == 1:
        yield from ((name, pictures.draw(name)) for name in names)
        return
    # A forked child would share this process's database connection.
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
        yield from zip(names, pool.map(pictures.draw, names), strict=True)


def first_uses(now: datetime) -> dict[str, datetime]:
    """Return when each picture is first used, by name."""
    uses: dict[str, datetime] = {}
    for story in paper.stories():
        begun = moment(story.steps[0].at, now)
        for use in story.photos:
            uses[use.picture] = min(begun, uses.get(use.picture, begun))
    return dict.fromkeys(portraits().values(), min(uses.values())) | uses


def portraits() -> dict[str, str]:
    """Return the pictures of who writes, by contributor."""
    return {row["key"]: row["portrait"] for row in paper.house()["contributors"] if "portrait" in row}


def hang_portraits(people: dict, contributors: dict, photos: dict[str, Photo], now: datetime) -> int:
    """Let the portraits stand beside their names; return how many acts that took."""
    chosen = {contributors[key]: photos[name] for key, name in portraits().items()}
    for contributor, photo in chosen.items():
        set_portrait(contributor, photo, by=people["editor"], now=now)
    return len(chosen)


def hang(people: dict, now: datetime) -> dict[str, Photo]:
    """Take every picture in, a while before its first use; a picture that is here already is recognised."""
    uses = first_uses(now)
    suppliers = supply(people, min(uses.values()))
    return {name: _take_in(name, data, people, suppliers, uses[name]) for name, data in draw_all(sorted(uses))}


def _take_in(name: str, data: bytes, people: dict, suppliers: dict, used: datetime) -> Photo:
    record = pictures.records()[name]
    ours = record.rights == "own"
    fields = {} if record.archive else {"taken_at": used - timedelta(hours=1)}
    photo = accept(
        SimpleUploadedFile(f"{name}.jpg", data, "image/jpeg"),
        by=people["photographer" if ours else "photo_editor"],
        now=used - timedelta(minutes=30),
        licence=record.rights,
        supplier=suppliers.get(record.supplier),
        **fields,
    )
    if photo.recognised:
        return photo
    if record.rights == NOT_ESTABLISHED:
        reason = "The museum has the plate and lets it be printed; nobody knows who took it."
        vouch(photo, by=people["editor"], reason=reason, now=used - timedelta(minutes=10))
    settle(photo, people, used - timedelta(minutes=20))
    return photo
