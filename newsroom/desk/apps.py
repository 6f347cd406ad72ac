from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class NewsroomAdminConfig(AdminConfig):
    """Django's admin, with the desk as its site."""

    default_site = "newsroom.desk.site.DeskSite"


class DeskConfig(AppConfig):
    name = "newsroom.desk"
    label = "desk"
