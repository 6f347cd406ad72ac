"""Who is shown in a photo, kept as rows in their order."""

from newsroom.record.canonical import clean_text

from .models import PersonShown, Photo

_LONGEST = 250


def names(text: str) -> list[str]:
    """Return the names somebody typed, parted by semicolons or lines, each once."""
    parts = (clean_text(part).strip()[:_LONGEST] for part in text.replace(";", "\n").splitlines())
    return list(dict.fromkeys(part for part in parts if part))


def as_typed(photo: Photo) -> str:
    """Return the names as a form shows them."""
    return "; ".join(photo.persons_shown)


def name_persons(photo: Photo, wanted: list[str]) -> bool:
    """Let exactly these be named on the photo, in this order; return whether that changed anything.

    Whoever stays keeps their flags, and nobody who must not be named is dropped. Call it inside the verb's transaction.
    """
    kept = list(photo.persons.all())
    if [person.name for person in kept if person.name] == wanted:
        return False
    known = {person.name: person for person in kept if person.name}
    unnamed = [person for person in kept if not person.name]
    PersonShown.objects.filter(pk__in=[p.pk for name, p in known.items() if name not in wanted]).delete()
    # Out of the way first: two may not have the same number, not even for a moment.
    beyond = max((person.number for person in kept), default=0)
    rows = [known.get(name) or PersonShown(photo=photo, name=name) for name in wanted] + unnamed
    for start in (beyond + 1, 1):
        for number, person in enumerate(rows, start=start):
            person.number = number
            person.save()
    photo._prefetched_objects_cache = {}
    return True
