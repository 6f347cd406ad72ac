"""Draw the demo paper's pictures and take them in through the photo desk's own door."""

import multiprocessing
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from media.licences import NOT_ESTABLISHED
from media.models import Photo
from media.rights import grant_lease, vouch
from media.uploads import accept

from . import paper, pictures
from .moments import moment

# Pictures that the paper may use for a while only: days from their first use.
LENT = {"seagrass": (60, "Licensed by the County Marine Survey."), "trawlers-handout": (12, "No archiving.")}


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
    return uses


def hang(people: dict, now: datetime) -> dict[str, Photo]:
    """Take every picture in, a while before its first use; a picture that is here already is recognised."""
    uses = first_uses(now)
    return {name: _take_in(name, data, people, uses[name]) for name, data in draw_all(sorted(uses))}


def _take_in(name: str, data: bytes, people: dict, used: datetime) -> Photo:
    record = pictures.records()[name]
    ours = record.rights == "own"
    fields = {} if record.archive else {"taken_at": used - timedelta(hours=1)}
    photo = accept(
        SimpleUploadedFile(f"{name}.jpg", data, "image/jpeg"),
        by=people["photographer" if ours else "photo_editor"],
        now=used - timedelta(minutes=30),
        licence=record.rights,
        **fields,
    )
    if photo.recognised:
        return photo
    if record.rights == NOT_ESTABLISHED:
        reason = "The museum has the plate and lets it be printed; nobody knows who took it."
        vouch(photo, by=people["editor"], reason=reason, now=used - timedelta(minutes=10))
    if name in LENT:
        days, note = LENT[name]
        grant_lease(
            photo,
            by=people["photo_editor"],
            usable_from=used - timedelta(minutes=20),
            usable_until=used + timedelta(days=days),
            note=note,
            now=used - timedelta(minutes=20),
        )
    return photo
