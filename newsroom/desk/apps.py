from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class NewsroomAdminConfig(admin_apps.AdminConfig):
    """Django's admin, with the desk as its site."""

    default = False
    default_site = "newsroom.desk.site.DeskSite"


class DeskConfig(AppConfig):
    """The desk's own pages."""

    default = True
    name = "newsroom.desk"
    label = "desk"
