"""One act on many photos, each by its own verb: all of it happens to a photo or none, and one stops no other."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext

from newsroom import clock

from . import rights
from .models import Photo, PhotoTemplate
from .opening import PhotoRefused

LEAVE, REPLACE, APPEND, PREPEND = "leave", "replace", "append", "prepend"
_OF_A_TEMPLATE = (
    "headline",
    "caption",
    "creator",
    "credit_line",
    "source",
    "copyright_notice",
    "usage_terms",
    "licence",
    "supplier",
)


@dataclass(frozen=True)
class Result:
    """What became of one photo: the sentence, and whether it was done."""

    photo: Photo
    done: bool
    sentence: str


@dataclass(frozen=True)
class Edit:
    """What to do with one field: how, and the value."""

    how: str
    value: object = ""

    def on(self, name: str, now_there):
        """Return the field's value after it; keywords stay parted by commas, other words by a space."""
        if self.how == REPLACE:
            return self.value
        parts = [str(now_there), str(self.value)] if self.how == APPEND else [str(self.value), str(now_there)]
        return (", " if name == "keywords" else " ").join(part.strip() for part in parts if part and part.strip())


def each(photos: Iterable[Photo], act: Callable[[Photo], str]) -> list[Result]:
    """Do the act to each photo and say what became of it; a refusal takes back all of it for that photo."""
    results = []
    for photo in photos:
        try:
            with transaction.atomic():
                results.append(Result(photo, True, act(photo)))
        except PhotoRefused as refused:
            results.append(Result(photo, False, str(refused)))
    return results


def edit_many(
    photos: Iterable[Photo],
    *,
    by,
    for_all: Mapping[str, Edit],
    own: Mapping[int, Mapping[str, object]] | None = None,
    now: datetime | None = None,
) -> list[Result]:
    """Edit photos: `own` says what each gets by its number, then `for_all` is done to every one."""
    now = now or clock.now()
    edits = {name: edit for name, edit in for_all.items() if edit.how != LEAVE}

    def act(photo: Photo) -> str:
        values = dict((own or {}).get(photo.pk, {}))
        for name, edit in edits.items():
            values[name] = edit.on(name, values.get(name, getattr(photo, name)))
        before = {name: getattr(photo, name) for name in values}
        after = rights.edit_photo(photo, by=by, now=now, **values)
        changed = any(getattr(after, name) != value for name, value in before.items())
        return gettext("changed") if changed else gettext("was so already")

    return each(photos, act)


def apply_template(
    photos: Iterable[Photo], template: PhotoTemplate, *, by, now: datetime | None = None
) -> list[Result]:
    """Put a template's words and rights on photos, and its days of leave, counted from now."""
    now = now or clock.now()
    said = {name: getattr(template, name) for name in _OF_A_TEMPLATE}
    values = {name: value for name, value in said.items() if value}

    def act(photo: Photo) -> str:
        added = {}
        if template.keywords:
            added["keywords"] = Edit(APPEND, template.keywords).on("keywords", photo.keywords)
        rights.edit_photo(photo, by=by, now=now, **values, **added)
        if template.lease_days:
            until = now + timedelta(days=template.lease_days)
            rights.grant_lease(photo, by=by, usable_until=until, note=template.lease_note, now=now)
            return gettext("“%(name)s” applied, with %(days)s days of leave") % {
                "name": template,
                "days": template.lease_days,
            }
        return gettext("“%(name)s” applied") % {"name": template}

    return each(photos, act)
