"""Hostile text in every field a person can fill, read back on every page that shows it."""

import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from lxml import html

from articles import workflow
from articles.content import ContentByline
from articles.models import Contributor, Section, Tag
from articles.working_copy import content_of
from newsroom import clock
from tests.makers import make_article, make_contributor, make_live, make_photo, use_of

HOUR = timedelta(hours=1)
# Ends an attribute, a script element, a comment and a CDATA section; each would leave an element or handler behind.
EVIL = "\"'>]]></title></textarea></script><script>alert(1)</script><img src=x onerror=alert(1)>{{2371*4507}}{%x%}<!--"


@pytest.fixture
def now(monkeypatch):
    moment = clock.now()
    monkeypatch.setattr(clock, "now", lambda: moment)
    return moment


@pytest.fixture
def evil(cast, now):
    """A live story with hostile text in each of its fields and names, corrected once."""
    section = Section.objects.create(name=EVIL[:80], slug="evil", description=EVIL)
    tag = Tag.objects.create(name=EVIL[:100], slug="evil", description=EVIL)
    person = Contributor.objects.create(name=EVIL[:120], slug="evil", bio=EVIL)
    photo = make_photo(by=cast.photo_editor, caption=EVIL, headline=EVIL, credit_line=EVIL, creator=EVIL, source=EVIL)
    said = {
        "headline": EVIL, "dek": EVIL, "slugline": EVIL[:80], "slug": "evil", "dateline": EVIL[:80],
        "search_headline": EVIL, "share_headline": EVIL, "section": str(section.uid), "tags": (str(tag.uid),),
        "bylines": (ContentByline(str(person.uid), person.name, "by", EVIL[:80]),),
        "photos": (use_of(photo, caption=EVIL, alt=EVIL),),
        "body": f"<p onclick=alert(1)>A sentence. {EVIL}</p><p><a href='javascript:alert(1)'>x</a></p>",
    }  # fmt: skip
    article = make_live(cast, now=now - HOUR, **said)
    workflow.add_note(article, by=cast.reporter, text=EVIL, now=now)
    workflow.save(article, by=cast.reporter, content=_changed(article), now=now - HOUR / 2)
    workflow.publish(article, by=cast.editor, kind="correction", note=EVIL, now=now - HOUR / 3)
    workflow.hold(article, by=cast.editor, kind="legal", reason=EVIL, now=now)
    return article


def _changed(article):
    article.refresh_from_db()
    return replace(content_of(article), dek=f"{EVIL} again")


def _is_clean(response) -> None:
    """Assert that nothing of the hostile text became an element, a handler or a script address."""
    assert response.status_code == 200
    page = html.fromstring(response.content)
    assert not [node for node in page.iter("script") if "alert(1)" in (node.text or "") and node.get("type") is None]
    handlers = [
        name for node in page.iter() if isinstance(node.tag, str) for name in node.attrib if name.startswith("on")
    ]
    assert handlers == []
    addresses = [
        node.get(name, "") for node in page.iter("a", "img", "form", "iframe") for name in ("href", "src", "action")
    ]
    assert not [address for address in addresses if address == "x" or address.lower().startswith("javascript")]
    assert b"10686097" not in response.content


@pytest.mark.parametrize(
    "path", ["/", "/section/evil/", "/tag/evil/", "/by/evil/", "{story}", "{day}", "/no/such/page/"]
)
def test_no_public_page_takes_text_for_markup(client, evil, path):
    story = evil.editions.first().address.key
    response = client.get(path.format(story=story, day=story.removesuffix("evil/")))
    if path == "/no/such/page/":
        assert response.status_code == 404
        response.status_code = 200
    _is_clean(response)


def test_a_storys_data_for_machines_is_whole(client, evil):
    page = html.fromstring(client.get(evil.editions.first().address.key).content)
    data = json.loads(page.xpath("//script[@type='application/ld+json']")[0].text)
    assert data["headline"] == " ".join(EVIL.split())


@pytest.mark.parametrize("path", ["/feed/", "/section/evil/feed/", "/tag/evil/feed/", "/by/evil/feed/"])
def test_a_feed_stays_whole(client, evil, path):
    feed = ET.fromstring(client.get(path).content)
    full = feed.find(".//item/{http://purl.org/rss/1.0/modules/content/}encoded").text
    assert "onclick" not in full and "javascript:" not in full and "<script" not in full


@pytest.mark.parametrize("tail", ["change/", "history/", "preview/", "publish/", "lift/", "redact/", "photos/"])
def test_no_page_of_the_desk_takes_text_for_markup(cast, evil, tail):
    desk = Client()
    desk.force_login(cast.duty_editor)
    _is_clean(desk.get(f"/admin/articles/article/{evil.pk}/{tail}"))


@pytest.mark.parametrize("path", ["", "articles/article/", "media/photo/", "articles/tag/", "articles/contributor/"])
def test_no_list_of_the_desk_takes_text_for_markup(cast, evil, path):
    desk = Client()
    desk.force_login(cast.duty_editor)
    _is_clean(desk.get(f"/admin/{path}"))


# What a word processor leaves in a paste, and what XML cannot hold at all.
UNSEEN = "\x0b\x0c\x1b\ufffe\uffff\ud83d"


def test_a_note_pasted_from_a_word_processor_does_not_break_the_feed(client, cast, now):
    article = make_live(cast, now=now - HOUR)
    workflow.save(article, by=cast.reporter, content=_changed(article), now=now - HOUR / 2)
    edition = workflow.publish(article, by=cast.editor, kind="update", note=f"One{UNSEEN}line.", now=now - HOUR / 3)
    assert edition.words.public_note.split() == ["One", "line."]
    ET.fromstring(client.get("/feed/").content)


def test_a_headline_with_what_xml_cannot_hold_does_not_break_the_feed(client, cast, now):
    make_live(cast, now=now - HOUR, headline=f"Wall{UNSEEN}ed in", slug="walled")
    assert ET.fromstring(client.get("/feed/").content).find(".//item/title").text == "Wall ed in"


@pytest.mark.parametrize("model", ["section", "tag", "contributor"])
def test_a_name_typed_in_the_admin_does_not_break_the_feed(client, cast, now, model):
    desk = Client()
    desk.force_login(cast.administrator)
    said = {
        "name": "Odd\x0b\ufffeName",
        "slug": "odd",
        "kind": {"tag": "topic", "contributor": "person"}.get(model, ""),
    }
    rows = {"aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0, "position": 0, "language": "en"}
    rows |= {"sign_off_rules-TOTAL_FORMS": 0, "sign_off_rules-INITIAL_FORMS": 0, "small_change_words": 12}
    rows |= {"when_rights_lapse": "leave_out"}
    made = desk.post(f"/admin/articles/{model}/add/", {**said, **rows})
    assert made.status_code == 302, made.content
    thing = {"section": Section, "tag": Tag, "contributor": Contributor}[model].objects.get(slug="odd")
    uid = str(thing.uid)
    fields = {"section": {"section": uid}, "tag": {"tags": (uid,)}}
    fields["contributor"] = {"bylines": (ContentByline(uid, thing.name),)}
    make_live(cast, now=now - HOUR, **fields[model])
    folder = {"contributor": "by"}.get(model, model)
    ET.fromstring(client.get(f"/{folder}/odd/feed/").content)


@pytest.mark.parametrize(
    "path",
    [
        "articles/article/?q=%00",
        "articles/article/names/tags/?q=a%00b",
        "articles/article/names/contributors/?q=a%00b",
        "articles/article/{pk}/photos/?q=a%00b",
        "articles/article/?section=%00",
        "articles/article/{pk}/preview/?version=%00",
        "media/photo/pick/?q=a%00b",
        "media/photo/?q=%00",
        "record/logentry/?q=%00",
        "articles/article/99999999999999999999/change/",
    ],
)
def test_odd_questions_of_the_desk_are_no_server_error(cast, path):
    article = make_article(by=cast.reporter)
    person = cast.administrator if path.startswith("record") else cast.duty_editor
    desk = Client(raise_request_exception=False)
    desk.force_login(person)
    assert desk.get(f"/admin/{path.format(pk=article.pk)}").status_code < 500


def test_choosing_a_photo_that_is_no_number_is_no_server_error(cast):
    article = make_article(by=cast.duty_editor)
    desk = Client(raise_request_exception=False)
    desk.force_login(cast.duty_editor)
    answer = desk.post(f"/admin/articles/article/{article.pk}/photos/", {"photo": ["z" * 36, "é" * 32]})
    assert answer.status_code < 500


@pytest.mark.parametrize(
    "path",
    [
        "/%00", "/tag/%00/", "/2026/11/22/%00/", "/section/city/?before=%00", "/%2F/x",
        "/tag/..%2f..%2fadmin", "/%0d%0aSet-Cookie:x=1", "/section/%0d%0aX:y", "/" + "a" * 5000, "/%ff%fe/",
        "/tag/%ff/",
        "/photos/00000000-0000-0000-0000-000000000000/%00", "/photos/00000000-0000-0000-0000-000000000000/a-99999.jpg",
        "/2026/02/30/", "/0000/00/00/", "/9999/12/31/", "/by/e%CC%81/", "/\u202e/", "/a?%0d%0aX:y", "/admin%0d%0a",
    ],
)  # fmt: skip
def test_odd_addresses_are_not_found_and_send_nobody_elsewhere(db, path):
    answer = Client(raise_request_exception=False).get(path)
    assert answer.status_code in {301, 302, 404}, path
    assert not answer.get("Location", "/").startswith(("//", "http", "\\")), path
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "path", ["//example.org", "//example.org/", "/\\example.org", "//admin", "/admin//example.org"]
)
def test_an_address_that_looks_like_another_site_sends_nobody_there(client, db, path):
    answer = client.get("/", PATH_INFO=path)
    assert answer.status_code in {301, 302, 404}
    assert not answer.get("Location", "/").startswith(("//", "/\\", "http"))


def test_an_address_answers_however_its_letters_are_composed(client, cast, now):
    make_live(cast, now=now - HOUR, slug="café", headline="Café")
    day = clock.local_date(now - HOUR)
    for slug in ("caf%C3%A9", "cafe%CC%81"):
        assert client.get(f"/{day:%Y/%m/%d}/{slug}/").status_code == 200


def test_a_word_only_a_draft_has_is_in_no_header_of_a_missing_page(client, cast, now):
    """A tag that exists answers as one that does not, headers and all."""
    Section.objects.create(name="City", slug="city")
    make_live(cast, now=now - HOUR)
    Tag.objects.create(name="Secret merger", slug="secret-merger")
    make_contributor("Secret Writer")
    for folder, slug in (("tag", "secret-merger"), ("by", "secret-writer")):
        for tail in ("", "feed/", "?before=1-00000000000000000000000000000000"):
            there = client.get(f"/{folder}/{slug}/{tail}")
            assert there.status_code == 404
            keys = there["Surrogate-Key"].split()
            assert not [
                key
                for key in keys
                if key.startswith((f"name:{folder}", "name:contributor", "list:tag", "list:contributor"))
            ], keys


def test_passwords_cannot_be_guessed_by_narrowing_the_list_of_staff(cast):
    desk = Client()
    desk.force_login(cast.administrator)
    answer = desk.get("/admin/staff/user/?password__startswith=md5")
    assert answer.status_code in {302, 400}
    assert "e=1" in answer.get("Location", "e=1")
