"""The addresses of links for readers outside."""

from django.urls import path

from . import views

app_name = "outside"

urlpatterns = [
    path("<str:token>/", views.story_page, name="story"),
    path("<str:token>/comment/", views.comment, name="comment"),
    path("<str:token>/sign-off/", views.sign_off, name="sign_off"),
    path("<str:token>/open/", views.unlock, name="unlock"),
    path("<str:token>/photos/<uuid:uid>/<str:name>", views.photo, name="photo"),
    path("<str:token>/documents/<uuid:uid>/<str:name>", views.document, name="document"),
]
