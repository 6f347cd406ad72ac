"""Addresses of pages for those who have signed in."""

from collections.abc import Callable

from django.contrib.admin import AdminSite
from django.urls import URLPattern, path


def pages_of(site: AdminSite, prefix: str = "") -> Callable[[str, Callable, str], URLPattern]:
    """Return what makes a page's address of its route, its view and its name, which `prefix` comes before.

    The view is called with the request, the desk, and what the route has. Whoever has not signed in is asked to.
    """

    def page(route: str, view: Callable, name: str) -> URLPattern:
        def bound(request, *args, **kwargs):
            return view(request, site, *args, **kwargs)

        return path(route, site.admin_view(bound), name=prefix + name)

    return page
