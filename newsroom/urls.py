"""Every address: the desk, signing in, a story for somebody outside, feeds of republishers, and what readers see."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
    path("for-review/", include("newsroom.desk.outside.urls")),
    path("for-republishers/", include("newsroom.public.republishing.urls")),
    # Last: it takes every address that is nobody else's.
    path("", include("newsroom.public.urls")),
]
