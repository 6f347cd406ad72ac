"""Readers' addresses. The last takes every path that is nobody else's: a story's address is whatever its row says."""

from django.urls import path, re_path, register_converter
from django.urls.converters import StringConverter

from . import (
    accent,
    calendar,
    corrections,
    documents,
    feeds,
    live,
    most_read_page,
    policies,
    renditions,
    report,
    share_cards,
    sitemaps,
    versions,
    views,
)
from .api import pages as api
from .letters import mailbox, reported
from .letters import pages as letters
from .logo import logo
from .searching import pages as searching
from .sitemap_parts import CUT


class Form(StringConverter):
    """What a feed is written in, where it is not RSS."""

    regex = "atom|json"


register_converter(Form, "form")
app_name = "public"
HEX = "[0-9a-f]"
UID = f"{HEX}{{8}}(?:-{HEX}{{4}}){{3}}-{HEX}{{12}}"

urlpatterns = [
    path("", views.front_page, name="front"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security, name="security"),
    re_path(
        rf"^style/(?P<day>{HEX}{{6}})-(?P<night>{HEX}{{6}})-(?P<digest>{HEX}{{12}})\.css$", accent.sheet, name="sheet"
    ),
    re_path(r"^logo/(?P<digest>[0-9a-f]{32})\.png$", logo, name="logo"),
    path("api/", api.about, name="api"),
    path("api/items/", api.items, name="api_items"),
    path("api/items/<uuid:uid>/", api.item, name="api_item"),
    path("about/", policies.about, name="about"),
    path("about/<slug:slug>/", policies.policy, name="policy"),
    re_path(r"^about/(?P<slug>[a-z-]+)/(?P<number>[1-9][0-9]{0,5})/$", policies.policy, name="policy_version"),
    path("feed/", feeds.site_feed, name="feed"),
    path("feed/<form:form>/", feeds.site_feed, name="feed_form"),
    path("section/<str:slug>/", views.section_page, name="section"),
    path("section/<str:slug>/all/", views.section_all, name="section_all"),
    path("section/<str:slug>/feed/", feeds.section_feed, name="section_feed"),
    path("section/<str:slug>/feed/<form:form>/", feeds.section_feed, name="section_feed_form"),
    path("special/<str:slug>/", views.special_page, name="special"),
    path("section/<str:slug>/most-read/", most_read_page.section_most_read_page, name="section_most_read"),
    path("most-read/", most_read_page.most_read_page, name="most_read"),
    path("tag/<str:slug>/", views.tag_page, name="tag"),
    path("tag/<str:slug>/feed/", feeds.tag_feed, name="tag_feed"),
    path("tag/<str:slug>/feed/<form:form>/", feeds.tag_feed, name="tag_feed_form"),
    path("by/<str:slug>/", views.contributor_page, name="contributor"),
    path("by/<str:slug>/feed/", feeds.contributor_feed, name="contributor_feed"),
    path("by/<str:slug>/feed/<form:form>/", feeds.contributor_feed, name="contributor_feed_form"),
    re_path(r"^(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/(?P<day>[0-9]{2})/$", views.day_page, name="day"),
    re_path(r"^(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/$", calendar.month_page, name="month"),
    re_path(r"^(?P<year>[0-9]{4})/$", calendar.year_page, name="year"),
    path("archive/", calendar.archive, name="archive"),
    path("search/", searching.search_page, name="search"),
    path("search/suggest/", searching.suggestions, name="suggest"),
    path("corrections/", corrections.corrections_page, name="corrections"),
    path("corrections/feed/", corrections.corrections_feed, name="corrections_feed"),
    path("corrections/feed/<form:form>/", corrections.corrections_feed, name="corrections_feed_form"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap/news.xml", sitemaps.news, name="news_sitemap"),
    re_path(r"^sitemap/news-(?P<part>[2-9]|[1-9][0-9]{1,3})\.xml$", sitemaps.news, name="more_news"),
    re_path(r"^sitemap/(?P<year>[0-9]{4})-(?P<month>[0-9]{2})\.xml$", sitemaps.of_month, name="month_sitemap"),
    re_path(
        rf"^sitemap/(?P<year>[0-9]{{4}})-(?P<month>[0-9]{{2}})-(?P<start>{CUT})-(?P<end>{CUT})\.xml$",
        sitemaps.of_month,
        name="part_sitemap",
    ),
    path("corrections/report/", report.report, name="report"),
    path("corrections/report/sent/", report.reported, name="reported"),
    path("newsletters/", letters.letters, name="letters"),
    path("newsletters/confirm/<str:token>/", mailbox.confirm, name="letter_confirm"),
    path("newsletters/off/<str:token>/", mailbox.off, name="letter_off"),
    path("newsletters/bounces/", reported.came_back, name="letter_bounces"),
    path("newsletters/bounces/<slug:provider>/", reported.came_back, name="letter_bounces"),
    path("newsletters/<str:slug>/", letters.letter, name="letter"),
    path("newsletters/<str:slug>/asked/", letters.asked, name="letter_asked"),
    path("newsletters/<str:slug>/confirmed/", letters.confirmed, name="letter_confirmed"),
    path("newsletters/<str:slug>/<int:number>/", letters.issue, name="letter_issue"),
    path("versions/<uuid:uid>/", versions.versions_page, name="versions"),
    path("versions/<uuid:uid>/<int:number>/", versions.version_page, name="version"),
    path("live/<uuid:uid>/since/<int:number>/", live.since, name="live_since"),
    path("photos/<uuid:uid>/<str:name>", renditions.rendition, name="rendition"),
    re_path(rf"^share/(?P<uid>{UID})/(?P<digest>{HEX}{{20}})\.jpg$", share_cards.share, name="share"),
    path("documents/<uuid:uid>/<str:name>", documents.document, name="document"),
    re_path(r"^(?P<path>(?s:.*))$", views.story_page, name="story"),
]
