"""The least a Django page can do: what a bench measures others by, beside the newsroom's own addresses."""

from django.http import HttpResponse
from django.urls import include, path


def _bare(_request):
    return HttpResponse("bare")


def _for_staff(request):
    """Ask who it is and whether they may, as every page of the desk has to."""
    return HttpResponse("bare" if request.user.has_perm("articles.view_article") else "no")


urlpatterns = [path("bare/", _bare), path("bare/staff/", _for_staff), path("", include("newsroom.urls"))]
