"""Further places a photo shows: typed one a line, kept as rows in their order."""

from newsroom.record.canonical import clean_text

from .models import Photo, PlaceShown

# In the order in which the parts of a line stand.
FIELDS = ("location", "city", "state", "country", "country_code")
Place = tuple[str, ...]
_LONGEST = {name: PlaceShown._meta.get_field(name).max_length for name in FIELDS}


def places(text: str) -> list[Place]:
    """Return the places somebody typed, a line each, their parts between semicolons; each place once.

    What is too long for its column, or one part too many, is cut off: a form says so before.
    """
    found = []
    for line in text.splitlines():
        parts = [clean_text(part).strip() for part in line.split(";")][: len(FIELDS)]
        parts += [""] * (len(FIELDS) - len(parts))
        found.append(tuple(part[: _LONGEST[name]] for name, part in zip(FIELDS, parts, strict=True)))
    return list(dict.fromkeys(place for place in found if any(place)))


def too_much(text: str) -> str:
    """Return the first line that says more than a place has, empty where none does."""
    for line in text.splitlines():
        parts = [part.strip() for part in line.split(";")]
        extra = any(parts[len(FIELDS) :])
        if extra or any(len(part) > _LONGEST[name] for name, part in zip(FIELDS, parts, strict=False)):
            return line.strip()
    return ""


def of(photo: Photo) -> list[Place]:
    """Return the further places on record."""
    return [tuple(getattr(row, name) for name in FIELDS) for row in photo.places.all()]


def as_typed(found: list[Place]) -> str:
    """Return places as a form shows them."""
    return "\n".join("; ".join(place).rstrip("; ") for place in found)


def name_places(photo: Photo, wanted: list[Place]) -> bool:
    """Let the photo show exactly these further places; return whether that changed anything.

    Call it inside the verb's transaction.
    """
    if of(photo) == wanted:
        return False
    photo.places.all().delete()
    for number, place in enumerate(wanted, start=2):
        PlaceShown.objects.create(photo=photo, number=number, **dict(zip(FIELDS, place, strict=True)))
    return True
