"""The addresses a republisher's key opens."""

from django.urls import path, re_path

from . import pages

app_name = "republishers"

urlpatterns = [
    path("<str:token>/feed/", pages.feed, name="feed"),
    re_path(r"^(?P<token>[^/]+)/feed/(?P<form>atom|json)/$", pages.feed, name="feed_form"),
    path("<str:token>/items/", pages.items, name="items"),
    path("<str:token>/items/<uuid:uid>/", pages.item, name="item"),
]
