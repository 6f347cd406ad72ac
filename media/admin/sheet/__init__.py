"""The contact sheet and all that is done from it: the one list of photos."""

from functools import partial

from django.urls import path

from . import acts, event, grid, run, saved
from .page import show

__all__ = ["show", "urls"]


def urls(site, wrap) -> list:
    """Return the sheet's own addresses, below the photos'."""
    pages = [
        ("sort/", acts.sort, "media_photo_sort"),
        ("clock/", acts.clock_offset, "media_photo_clock"),
        ("gather/", acts.gather, "media_photo_gather"),
        ("many/", grid.grid, "media_photo_many"),
        ("run/", run.run, "media_photo_run"),
        ("run/preview/", run.preview, "media_photo_run_preview"),
        ("event/<int:pk>/", event.event, "media_photo_event"),
        ("searches/save/", saved.save, "media_photo_search_save"),
        ("searches/<uuid:uid>/drop/", saved.drop, "media_photo_search_drop"),
    ]
    return [path(route, wrap(partial(view, site=site)), name=name) for route, view, name in pages]
