"""What the desk's search knows of a photo: every word that is said of it, by us or by its file."""

import json
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from newsroom.search import index
from newsroom.search.finding import found_photos
from newsroom.search.models import PhotoText
from newsroom.search.words import terms_of, words_of

from .models import Photo

# Keys of our own, digests and names of files we gave: nobody looks for a picture by them.
_NO_WORDS = {"original", "sha256", "format", "mark", "orientation", "licence", "file_says", "digital_source_type"}
_TEXTS = [
    field.name
    for field in Photo._meta.concrete_fields
    if field.get_internal_type() in {"CharField", "TextField", "URLField"} and field.name not in _NO_WORDS
]


def keep(photo: Photo) -> None:
    """Let the desk find the photo by its words as they are now."""
    index.keep_photo(photo.pk, [word for text in _said(photo) for word in words_of(text)])


def _said(photo: Photo) -> Iterable[str]:
    yield from (getattr(photo, name) for name in _TEXTS)
    yield from photo.persons.values_list("name", flat=True)
    for place in photo.places.all():
        yield str(place)
    yield str(photo.terms.label)
    if photo.supplier_id:
        yield photo.supplier.name
    yield from _texts_in(json.loads(photo.file_says))


def _texts_in(value) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts_in(item)
    elif isinstance(value, dict):
        yield from _texts_in(list(value.values()))


def photos_with(photos: QuerySet, query: str) -> QuerySet:
    """Return those of the photos that have every word of the query; all of them for no word."""
    terms = terms_of(query)
    return photos.filter(pk__in=found_photos(terms)) if terms else photos


def keep_saved(sender, instance: Photo, update_fields=None, **kwargs) -> None:
    """Keep the words whoever wrote them, in the same transaction; a cull says none."""
    if update_fields is None or not set(update_fields) <= {"rating", "mark", "taken_at"}:
        keep(instance)


def forget_deleted(sender, instance: Photo, **kwargs) -> None:
    """Find a photo that is gone by nothing."""
    index.forget_photo(instance.pk)


def keep_row(sender, instance, **kwargs) -> None:
    """Find a photo by whoever is named on it and where it is, and not by what is not said any more."""
    keep(instance.photo)


def keep_missing() -> int:
    """Write the words of photos the index does not have; return how many."""
    return _keep(Photo.objects.filter(~Exists(PhotoText.objects.filter(pk=OuterRef("pk")))))


def keep_all() -> int:
    """Write every photo's words anew; return how many."""
    return _keep(Photo.objects.all())


def _keep(asked) -> int:
    count = 0
    for photo in asked.select_related("supplier").order_by("pk").iterator(chunk_size=500):
        keep(photo)
        count += 1
    return count
