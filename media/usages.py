"""Where a photo or document is used, asked of whatever points at it: this room knows none of those that do."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import admin
from django.db import models
from django.db.models import Exists, OuterRef
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext, ngettext

from .models import HandCrop, Licensed, Making, OrderedCrop, PersonShown, PlaceShown, Rendition, Tidied, Traces

_SHOWN = 20
_OWN_PARTS = {HandCrop, Making, OrderedCrop, PersonShown, PlaceShown, Rendition, Tidied, Traces}
# A use is a row of a story, or a row of an edition of a story.
_STEPS = 2


@dataclass(frozen=True)
class Usage:
    """One thing that uses it, as somebody on the staff may read of it."""

    kind: str
    name: str
    url: str


def _is_use(model) -> bool:
    """Say whether a row of the model uses what it points at; one that is only beside it says `is_use = False`."""
    return model not in _OWN_PARTS and getattr(model, "is_use", True)


def _uses(used: type[Licensed]) -> Iterator[models.ForeignObjectRel]:
    """Yield each relation by which a row uses one of these."""
    for relation in used._meta.get_fields(include_hidden=True):
        points_here = (relation.one_to_many or relation.one_to_one) and relation.auto_created
        if points_here and _is_use(relation.related_model):
            yield relation


def _users(licensed: Licensed) -> Iterator[models.QuerySet]:
    for relation in _uses(type(licensed)):
        yield relation.related_model._base_manager.filter(**{relation.field.name: licensed})


def unused(asked: models.QuerySet) -> models.QuerySet:
    """Return those that nothing uses, nor ever did in an edition."""
    for relation in _uses(asked.model):
        rows = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
        asked = asked.filter(~Exists(rows))
    return asked


def _owner(model: type[models.Model], steps: int = _STEPS) -> tuple[str, type[models.Model]] | None:
    """Return the lookup to what a row is part of and its model, which says who may see it; None without one."""
    if hasattr(model._default_manager, "visible_to"):
        return "pk", model
    for field in model._meta.concrete_fields if steps else ():
        if field.many_to_one and not issubclass(field.related_model, Licensed):
            found = _owner(field.related_model, steps - 1)
            if found is not None:
                lookup, owner = found
                return (field.name if lookup == "pk" else f"{field.name}__{lookup}"), owner
    return None


def usages(licensed: Licensed, user) -> tuple[list[Usage], int]:
    """Return the uses this person may read of, at most twenty, and how many more there are.

    A use that nothing says who may see of is counted and not named.
    """
    found, everything, nameless = {}, set(), 0
    for rows in _users(licensed):
        owned = _owner(rows.model)
        if owned is None:
            nameless += rows.count()
            continue
        lookup, model = owned
        owners = model._base_manager.filter(pk__in=rows.values(lookup))
        everything.update((model, pk) for pk in owners.values_list("pk", flat=True))
        seen = model._default_manager.visible_to(user).filter(pk__in=owners.values("pk"))
        for row in seen[:_SHOWN]:
            found[model, row.pk] = Usage(str(row._meta.verbose_name), str(row), _admin_url(row))
    shown = list(found.values())[:_SHOWN]
    return shown, len(everything) + nameless - len(shown)


def _admin_url(row) -> str:
    meta = row._meta
    if not admin.site.is_registered(row.__class__):
        return ""
    try:
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk])
    except NoReverseMatch:
        return ""


def is_used(licensed: Licensed) -> bool:
    """Say whether anything uses it."""
    return any(rows.exists() for rows in _users(licensed))


def sentence(licensed: Licensed, user) -> str:
    """Return why it cannot be deleted, naming what uses it as far as this person may know."""
    found, more = usages(licensed, user)
    names = [f"“{usage.name}”" for usage in found]
    if more:
        names.append(
            ngettext("%(count)s thing you may not see", "%(count)s things you may not see", more) % {"count": more}
        )
    return gettext(
        "“%(photo)s” is used by %(users)s and cannot be deleted. To take it off every page, withdraw it."
    ) % {
        "photo": licensed,
        "users": ", ".join(names),
    }
