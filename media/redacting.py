"""Taking words out of what a photo says, for a redaction that begins with a story."""

from collections.abc import Callable
from datetime import datetime

from django.db import models

from newsroom.record.canonical import changed_texts
from newsroom.record.log import Change, enter
from newsroom.record.models import LogWords

from . import asking, renditions
from .models import Batch, Credentials, Photo, Traces

_OF_A_COLLECTION = ("name", "shorthands", "caption_template")
# Whatever a column may say; not the names of files, nor what is chosen from a list.
_TEXTS = tuple(
    field.name
    for field in Photo._meta.concrete_fields
    if isinstance(field, models.CharField | models.TextField)
    and not field.choices
    and not isinstance(field, models.URLField)
    and field.name not in {"sha256", "file_says", "colour", "care"}
)
_ADDRESSES = ("web_statement", "licensor_url")


def redact_photo(photo: Photo, blacken: Callable[[str], str], *, by, now: datetime) -> bool:
    """Black words out of a photo's texts and the record's about it; return whether any were there.

    Every rendition goes at once, since each carries caption and credit inside; new ones are made without the words.
    The original stays as it came, on disk alone: nothing serves it. Call it inside the story's own transaction.
    """
    kept = Photo.objects.select_for_update(no_key=True).get(pk=photo.pk)
    left = {name: blacken(getattr(kept, name)) for name in _TEXTS}
    # An address with a bar in it leads nowhere.
    for name in _ADDRESSES:
        left[name] = getattr(kept, name) if blacken(getattr(kept, name)) == getattr(kept, name) else ""
    left["file_says"] = changed_texts(kept.file_says, blacken)
    changed = sorted(name for name, text in left.items() if text != getattr(kept, name))
    subject = f"photo:{kept.uid}"
    of_the_log(subject, blacken, now)
    for lease in kept.leases.all():
        changed += of_row(lease, ("note", "agreed_with"), blacken)
    for unclear in kept.unclear.all():
        changed += of_row(unclear, ("words", "meaning"), blacken)
    for batch in filter(None, [kept.batch]):
        changed += of_batch(batch, blacken, now)
    changed += _of_collections(kept, blacken, now) + _of_rows(kept, blacken)
    if not changed:
        return False
    for name, text in left.items():
        setattr(kept, name, text)
    kept.save(update_fields=[*left])
    renditions.drop(kept)
    asking.ask(kept, now, changed=True)
    enter("redact_photo", by=by, now=now, subject=subject, facts={"fields": changed}, changes=[Change(kept.tag, now)])
    return True


def photo_says(photo: Photo, blacken: Callable[[str], str]) -> bool:
    """Say whether `redact_photo` would find words in what we say of a photo, or its file, or in whom it shows."""
    said = [getattr(photo, name) for name in (*_TEXTS, *_ADDRESSES)]
    said += [person.name for person in photo.persons.all()]
    of_the_file = [photo.file_says, *Credentials.objects.filter(photo=photo).values_list("text", flat=True)]
    return any(blacken(text) != text for text in said) or any(
        changed_texts(text, blacken) != text for text in of_the_file
    )


def of_the_log(subject: str, blacken: Callable[[str], str], now: datetime) -> None:
    for said in LogWords.objects.filter(entry__subject=subject):
        if (text := changed_texts(said.text, blacken)) != said.text:
            said.text, said.redacted_at = text, now
            said.save(update_fields=["text", "redacted_at"])


def of_batch(batch: Batch, blacken: Callable[[str], str], now: datetime) -> list[str]:
    """Black the words out of what is said of a batch, and of all the files in it; return whether any were there."""
    of_the_log(f"batch:{batch.uid}", blacken, now)
    changed = of_row(batch, ("name",), blacken)
    if (said := changed_texts(batch.said, blacken)) != batch.said:
        batch.said = said
        batch.save(update_fields=["said"])
        changed.append(f"batch {batch.pk}")
    return changed


def _of_collections(photo: Photo, blacken: Callable[[str], str], now: datetime) -> list[str]:
    """Black the words out of the collections the photo is in; return which those are."""
    changed = []
    for collection in photo.collections.select_for_update():
        of_the_log(f"collection:{collection.uid}", blacken, now)
        left = {name: blacken(getattr(collection, name)) for name in _OF_A_COLLECTION}
        if any(text != getattr(collection, name) for name, text in left.items()):
            for name, text in left.items():
                setattr(collection, name, text)
            collection.save(update_fields=[*left])
            changed.append(f"collection {collection.pk}")
    return changed


def _of_rows(photo: Photo, blacken: Callable[[str], str]) -> list[str]:
    """Black the words out of what lies beside the photo in rows of its own; return which."""
    changed = []
    for person in photo.persons.all():
        changed += of_row(person, ("name",), blacken)
    for place in photo.places.all():
        changed += of_row(place, ("location", "city", "state", "country", "country_code"), blacken)
    for consent in photo.consents.all():
        changed += of_row(consent, ("given_by", "scope", "ended_reason"), blacken)
    for answer in photo.answers.all():
        changed += of_row(answer, ("words",), blacken)
    for arrival in photo.arrivals.all():
        changed += of_row(arrival, ("name", "said"), blacken)
    for of_the_file in (Traces, Credentials):
        for kept in of_the_file.objects.filter(photo=photo):
            if (text := changed_texts(kept.text, blacken)) != kept.text:
                kept.text = text
                kept.save(update_fields=["text"])
                changed.append(of_the_file._meta.model_name)
    return changed


def of_row(row, names: tuple[str, ...], blacken: Callable[[str], str]) -> list[str]:
    """Take words out of a photo's own row; return the row's name where there were any."""
    left = {name: text for name in names if (text := blacken(getattr(row, name))) != getattr(row, name)}
    for name, text in left.items():
        setattr(row, name, text)
    if left:
        row.save(update_fields=[*left])
    return [f"{row._meta.model_name} {row.pk}"] if left else []
