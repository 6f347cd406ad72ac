"""The bell and the list: what is unread, marking it, and how one wants it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from articles import workflow
from newsroom.notices.kinds import KINDS, Way
from newsroom.notices.models import Digest, Notice, NoticeChoice
from newsroom.notices.reading import forget_old
from newsroom.notices.telling import tell
from tests.makers import make_article

LIST = "/admin/notices/"


@pytest.fixture
def article(cast):
    return make_article(by=cast.reporter)


def tell_editor(cast, article, noon, count=1, kind="filed"):
    for _time in range(count):
        tell(kind, about=article, to=[cast.editor], by=cast.reporter, now=noon)
    return Notice.objects.filter(to=cast.editor).latest("pk")


def test_every_page_has_a_bell_with_what_is_unread(cast, article, noon, as_):
    tell_editor(cast, article, noon, 2)
    page = as_(cast.editor).get("/admin/").content.decode()
    assert "Notices: 2 unread" in page


def test_the_bell_answers_304_while_nothing_changed(cast, article, noon, as_):
    client = as_(cast.editor)
    url = reverse("admin:notices_bell")
    first = client.get(url)
    assert first.json() == {"count": 0, "shown": "", "said": "Notices: none unread"}
    assert client.get(url, headers={"If-None-Match": first["ETag"]}).status_code == 304
    tell_editor(cast, article, noon)
    second = client.get(url, headers={"If-None-Match": first["ETag"]})
    assert second.json()["shown"] == "1"


def test_the_bell_costs_one_query_beyond_signing_in(cast, article, noon, as_, django_assert_max_num_queries):
    tell_editor(cast, article, noon, 120)
    client = as_(cast.editor)
    with django_assert_max_num_queries(5):  # session, person, two of permissions
        assert client.get(reverse("admin:notices_bell")).json()["shown"] == "99+"


def test_the_list_costs_the_same_however_long(cast, noon, as_, django_assert_max_num_queries):
    for number in range(30):
        tell_editor(cast, make_article(by=cast.reporter, slugline=f"story-{number}"), noon)
    client = as_(cast.editor)
    with django_assert_max_num_queries(9):  # the bar asks who is on duty too
        page = client.get(LIST).content.decode()
    assert page.count('class="notice notice-unread"') == 30


def test_the_list_names_the_story_and_what_happened(cast, article, noon, as_):
    tell_editor(cast, article, noon)
    page = as_(cast.editor).get(LIST).content.decode()
    assert "harbour-wall" in page
    assert "Reporter filed it to be read" in page


def test_a_story_closed_to_somebody_is_neither_counted_nor_listed(cast, article, noon, as_):
    notice = tell_editor(cast, article, noon)
    workflow.restrict(article, by=cast.duty_editor, people=[cast.duty_editor], now=noon)
    client = as_(cast.editor)
    assert client.get(reverse("admin:notices_bell")).json()["count"] == 0
    assert "harbour-wall" not in client.get(LIST + "?all").content.decode()
    assert client.post(reverse("admin:notice_open", args=[notice.pk])).status_code == 404


def test_opening_one_marks_it_and_leads_to_its_place(cast, article, noon, as_):
    tell("mentioned", about=article, to=[cast.editor], anchor="note-7", now=noon)
    notice = Notice.objects.get()
    response = as_(cast.editor).post(reverse("admin:notice_open", args=[notice.pk]))
    assert response.url == f"/admin/articles/article/{article.pk}/change/#note-7"
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_one_is_marked_as_read_and_as_unread_again(cast, article, noon, as_):
    notice = tell_editor(cast, article, noon)
    client, url = as_(cast.editor), reverse("admin:notice_mark", args=[notice.pk])
    assert client.post(url).url == LIST
    assert not Notice.objects.of(cast.editor).unread().exists()
    assert client.post(url, {"as": "unread", "all": "1"}).url == LIST + "?all"
    assert Notice.objects.of(cast.editor).unread().exists()


def test_all_are_marked_at_once_and_nobody_elses(cast, article, noon, as_):
    tell("filed", about=article, to=[cast.editor, cast.copy_editor], now=noon)
    page = as_(cast.editor).post(reverse("admin:notices_read"), follow=True).content.decode()
    assert "1 notice marked as read." in page
    assert Notice.objects.of(cast.copy_editor).unread().count() == 1


@pytest.mark.parametrize("name", ["notices_read", "notice_open", "notice_mark"])
def test_reading_changes_nothing_by_a_link(cast, article, noon, as_, name):
    notice = tell_editor(cast, article, noon)
    url = reverse(f"admin:{name}", args=[] if name == "notices_read" else [notice.pk])
    assert as_(cast.editor).get(url).status_code == 405


def test_nobody_marks_what_others_were_told(cast, article, noon, as_):
    notice = tell_editor(cast, article, noon)
    assert as_(cast.copy_editor).post(reverse("admin:notice_mark", args=[notice.pk])).status_code == 404
    assert Notice.objects.of(cast.editor).unread().exists()


def test_an_urgent_one_comes_first(cast, article, noon, as_):
    tell_editor(cast, article, noon, kind="alarm")
    tell_editor(cast, article, noon + timedelta(hours=1))
    page = as_(cast.editor).get(LIST).content.decode()
    assert page.index("Must not be used any more") < page.index("filed it to be read")


def test_the_settings_keep_what_differs_from_the_usual(cast, as_):
    client, url = as_(cast.editor), reverse("admin:notice_settings")
    said = {name: str(kind.usual) for name, kind in KINDS.items()} | {"filed": "off", "hour": "18"}
    page = client.post(url, said, follow=True).content.decode()
    assert "Kept." in page
    assert list(NoticeChoice.objects.values_list("kind", "way")) == [("filed", Way.OFF)]
    assert Digest.objects.get(person=cast.editor).hour == 18


def test_a_way_that_is_none_is_refused_and_loses_nothing(cast, as_):
    client, url = as_(cast.editor), reverse("admin:notice_settings")
    said = {name: str(kind.usual) for name, kind in KINDS.items()} | {"filed": "pigeon", "hour": "7"}
    assert "pick it again" in client.post(url, said).content.decode()
    assert not NoticeChoice.objects.exists()


def test_old_notices_are_forgotten(cast, article, noon):
    read, unread = (tell_editor(cast, article, noon) for _time in range(2))
    Notice.objects.filter(pk=read.pk).update(read_at=noon)
    assert forget_old(noon + timedelta(days=29)) == 0
    assert forget_old(noon + timedelta(days=31)) == 1
    assert list(Notice.objects.all()) == [unread]
    assert forget_old(noon + timedelta(days=121)) == 1
