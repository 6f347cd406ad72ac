"""The least a Django page can do: what a bench measures others by."""

from django.http import HttpResponse
from django.urls import path

urlpatterns = [path("bare/", lambda _request: HttpResponse("bare"))]
