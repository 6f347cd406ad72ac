"""Readers' addresses. The last takes every path that is nobody else's: a story's address is whatever its row says."""

from django.urls import path, re_path

from . import feeds, renditions, report, views

app_name = "public"

urlpatterns = [
    path("", views.front_page, name="front"),
    path("robots.txt", views.robots, name="robots"),
    path("feed/", feeds.site_feed, name="feed"),
    path("section/<str:slug>/", views.section_page, name="section"),
    path("section/<str:slug>/feed/", feeds.section_feed, name="section_feed"),
    path("tag/<str:slug>/", views.tag_page, name="tag"),
    path("tag/<str:slug>/feed/", feeds.tag_feed, name="tag_feed"),
    path("by/<str:slug>/", views.contributor_page, name="contributor"),
    path("by/<str:slug>/feed/", feeds.contributor_feed, name="contributor_feed"),
    re_path(r"^(?P<year>\d{4})/(?P<month>\d\d)/(?P<day>\d\d)/$", views.day_page, name="day"),
    path("corrections/report/", report.report, name="report"),
    path("corrections/report/sent/", report.reported, name="reported"),
    path("photos/<uuid:uid>/<str:name>", renditions.rendition, name="rendition"),
    re_path(r"^(?P<path>(?s:.*))$", views.story_page, name="story"),
]
