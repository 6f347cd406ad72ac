"""Where a photo is used, asked of whatever points at it: this room knows none of those that do."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import admin
from django.db import models
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext, ngettext

from .models import Lease, Photo, Rendition

_SHOWN = 20
_OWN_PARTS = {Lease, Rendition}


@dataclass(frozen=True)
class Usage:
    """One thing that uses a photo, as somebody on the staff may read of it."""

    kind: str
    name: str
    url: str


def _users(photo: Photo) -> Iterator[models.QuerySet]:
    for relation in Photo._meta.get_fields(include_hidden=True):
        points_here = (relation.one_to_many or relation.one_to_one) and relation.auto_created
        if points_here and relation.related_model not in _OWN_PARTS:
            yield relation.related_model._base_manager.filter(**{relation.field.name: photo})


def _readable(rows: models.QuerySet, user, depth: int = 2) -> models.QuerySet | None:
    """Return the rows this person may read, by their own rule or that of what they are part of; None without one."""
    manager = rows.model._default_manager
    if hasattr(manager, "visible_to"):
        return rows.filter(pk__in=manager.visible_to(user).values("pk"))
    if depth == 0:
        return None
    for field in rows.model._meta.concrete_fields:
        if field.many_to_one and field.related_model is not Photo:
            theirs = _readable(field.related_model._base_manager.all(), user, depth - 1)
            if theirs is not None:
                return rows.filter(**{f"{field.name}__in": theirs.values("pk")})
    return None


def usages(photo: Photo, user) -> tuple[list[Usage], int]:
    """Return the uses this person may read of, at most twenty, and how many more there are."""
    found, count = [], 0
    for rows in _users(photo):
        count += rows.count()
        readable = _readable(rows, user)
        if readable is None:
            continue
        for row in readable[: _SHOWN - len(found)]:
            found.append(Usage(str(row._meta.verbose_name), str(row), _admin_url(row)))
    return found, count - len(found)


def _admin_url(row) -> str:
    meta = row._meta
    if not admin.site.is_registered(row.__class__):
        return ""
    try:
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk])
    except NoReverseMatch:
        return ""


def is_used(photo: Photo) -> bool:
    """Say whether anything uses it."""
    return any(rows.exists() for rows in _users(photo))


def sentence(photo: Photo, user) -> str:
    """Return why the photo cannot be deleted, naming what uses it as far as this person may know."""
    found, more = usages(photo, user)
    names = [f"“{usage.name}”" for usage in found]
    if more:
        names.append(ngettext("%(count)s more", "%(count)s more", more) % {"count": more})
    return gettext(
        "“%(photo)s” is used by %(users)s and cannot be deleted. To take it off every page, withdraw it."
    ) % {
        "photo": photo,
        "users": ", ".join(names),
    }
