"""What readers have, for programs: ninjs 3.0, by the page and one by one."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest

from articles import workflow
from articles.content import ContentByline
from articles.models import Contributor
from media import rights
from media.renditions import make_renditions
from tests import ninjs
from tests.makers import (
    BODY,
    NOON,
    make_article,
    make_content,
    make_contributor,
    make_live,
    make_photo,
    make_section,
    make_tag,
    use_of,
)
from tests.readers import address, text

from .archive import fill
from .test_story import _issue_again

HOUR = timedelta(hours=1)
LIST = "/api/items/"


def _of(story) -> str:
    return f"{LIST}{story.uid}/"


def _said(answer) -> dict:
    return json.loads(answer.content)


@pytest.fixture
def photo(cast):
    photo = make_photo(by=cast.photo_editor, licence="cc-by-sa-4.0", creator="Photographer C")
    make_renditions(photo, now=NOON)
    return photo


@pytest.fixture
def story(cast, photo):
    agency = make_contributor("PA")
    Contributor.objects.filter(pk=agency.pk).update(kind="agency")
    writer = make_contributor()
    bylines = (ContentByline(str(writer.uid), writer.name), ContentByline(str(agency.uid), agency.name, role="agency"))
    return make_live(
        cast, kind="opinion", dateline="HARBOUR", search_headline="Wall vote", photos=(use_of(photo),), bylines=bylines
    )


def test_a_story_is_as_the_schema_says(read, story, cast):
    _issue_again(story, cast, kind="correction", note="It was Monday.", body=BODY + "<p>x</p>")
    answer = read(_of(story))
    said = _said(answer)
    assert answer["Content-Type"] == "application/json; charset=utf-8" and answer["Access-Control-Allow-Origin"] == "*"
    assert ninjs.findings(said) == []
    assert said["standard"] == {
        "name": "ninjs", "version": "3.0", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.0.json"
    }  # fmt: skip
    assert said["uri"] == f"http://127.0.0.1:8000{_of(story)}" and said["version"] == "2"
    assert [each["value"] for each in said["headlines"]] == ["Council votes for the wall", "Wall vote"]
    assert "It voted on the harbour wall." in said["bodies"][0]["value"] and said["bodies"][0]["wordCount"] > 10
    assert [(each["name"], each["rel"]) for each in said["people"]] == [("Writer A", "by")]
    assert [(each["name"], each["rel"]) for each in said["organisations"]] == [("PA", "agency")]
    assert [(each["literal"], each["rel"]) for each in said["subjects"]] == [("city", "section"), ("harbour", "about")]
    assert "It was Monday." in said["edNote"] and said["located"] == "HARBOUR"
    assert said["genres"] == [
        {"literal": "opinion", "name": "Opinion", "uri": "http://cv.iptc.org/newscodes/genre/Opinion"}
    ]
    assert said["renditions"][0]["href"] == f"http://127.0.0.1:8000{address(story)}"


def test_a_picture_is_there_with_all_that_is_owed_and_gone_with_its_rights(read, story, photo, cast):
    (picture,) = _said(read(_of(story)))["associations"]
    assert (picture["type"], picture["by"]) == ("picture", "Photographer C")
    assert picture["infoSources"] == [{"name": "Photographer C/Gazette", "role": "credit"}]
    assert "creativecommons.org" in picture["rightsInfo"]["linkedRights"]
    assert {each["role"]: each["value"] for each in picture["descriptions"]}["altText"] == "A wall in the sea."
    assert "/photos/" in picture["renditions"][0]["href"]
    rights.withdraw_photo(photo, by=cast.photo_editor, reason="Asked to.", now=NOON + HOUR / 2)
    assert "associations" not in _said(read(_of(story)))
    assert all("associations" not in each for each in _said(read(LIST))["items"])


def test_an_answer_comes_again_in_a_few_bytes_and_anew_once_the_story_is_another(read, story, cast):
    for path in (_of(story), LIST):
        tag = {"If-None-Match": read(path)["ETag"]}
        assert read(path, **tag).status_code == 304
    _issue_again(story, cast, headline="Wall vote")
    assert read(_of(story), **tag).status_code == 200


def test_every_story_of_a_page_is_as_the_schema_says(read, story, cast):
    make_live(cast, slug="second", language="ar")
    said = _said(read(LIST))
    assert [found for item in said["items"] for found in ninjs.findings(item)] == []
    assert len(said["items"]) == 2 and "next" not in said


def test_pages_follow_each_other_by_the_address_that_each_names(read, cast, monkeypatch):
    monkeypatch.setattr("newsroom.public.api.pages.PAGE", 2)
    made = [str(make_live(cast, slug=f"s{number}", now=NOON + timedelta(minutes=number)).uid) for number in range(5)]
    seen, path = [], f"{LIST}?section=city"
    while path:
        said = _said(read(path))
        seen += [item["uri"].rstrip("/").rpartition("/")[2] for item in said["items"]]
        path = said.get("next", "").removeprefix("http://127.0.0.1:8000")
    assert seen == made[::-1]


@pytest.mark.parametrize("asked", ["section=sport", "tag=ferry", "contributor=writer-b"])
def test_a_list_is_of_one_section_tag_or_contributor(read, cast, asked):
    make_live(cast)
    writer = make_contributor("Writer B")
    other = make_live(
        cast,
        slug="ferry",
        section=str(make_section("Sport").uid),
        tags=(str(make_tag("Ferry").uid),),
        bylines=(ContentByline(str(writer.uid), writer.name),),
    )
    assert [item["uri"] for item in _said(read(f"{LIST}?{asked}"))["items"]] == [f"http://127.0.0.1:8000{_of(other)}"]


def test_a_list_is_of_what_was_first_published_since(read, cast):
    make_live(cast)
    later = make_live(cast, slug="later", now=NOON + HOUR / 2)
    for since in ("2026-11-22T12:20:00Z", "2026-11-22T13:20:00+01:00", "2026-11-22T13:20:00%2B01:00"):
        (item,) = _said(read(f"{LIST}?since={since}"))["items"]
        assert item["uri"].endswith(_of(later)), since


@pytest.mark.parametrize(
    ("asked", "status", "sentence"),
    [
        ("section=none", 404, "There is no such section"),
        ("tag=none", 404, "nothing of it is published"),
        ("section=city&tag=harbour", 400, "one of section, tag and contributor at a time"),
        ("since=yesterday", 400, "a moment with its zone"),
        ("since=2026-11-22T12:00:00", 400, "a moment with its zone"),
        ("before=x", 400, "“before” is no place in this list"),
        ("limit=1000", 400, "“limit” is unknown"),
        ("q=%00", 400, "unknown"),
        ("section=%00", 404, "no such section"),
    ],
)
def test_what_cannot_be_answered_is_a_sentence(read, story, asked, status, sentence):
    answer = read(f"{LIST}?{asked}")
    assert answer.status_code == status
    assert sentence in _said(answer)["error"]


class TestWhatIsNotLive:
    """A story by its uid, in each state in which readers have no text of it."""

    def test_a_draft_and_a_story_that_never_was_answer_alike(self, read, cast):
        draft = make_article(by=cast.reporter)
        answers = [read(_of(draft)), read(f"{LIST}{uuid4()}/")]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].content == answers[1].content

    def test_what_is_scheduled_is_there_from_its_minute_on(self, read, cast):
        story = make_article(by=cast.reporter)
        workflow.file(story, by=cast.reporter, now=NOON)
        workflow.publish(story, by=cast.editor, now=NOON, live_from=NOON + HOUR)
        before = NOON + HOUR - timedelta(microseconds=1)
        assert read(_of(story), before).status_code == 404 and _said(read(LIST, before))["items"] == []
        assert read(_of(story), NOON + HOUR).status_code == 200

    def test_a_withdrawn_one_says_that_it_is_canceled_and_why(self, read, cast, story):
        workflow.withdraw(story, by=cast.duty_editor, note="A forgery.", now=NOON + HOUR / 2)
        answer = read(_of(story))
        said = _said(answer)
        assert (answer.status_code, said["pubStatus"], said["edNote"]) == (410, "canceled", "A forgery.")
        assert ninjs.findings(said) == [] and "Council" not in text(answer)
        assert _said(read(LIST))["items"] == []

    def test_one_under_an_order_says_nothing_else(self, read, cast, story):
        workflow.withdraw(story, by=cast.duty_editor, nothing_here=True, reason="An order.", now=NOON + HOUR / 2)
        answer = read(_of(story))
        assert answer.status_code == 410 and "edNote" not in _said(answer) and "order" not in text(answer)

    def test_a_pulled_one_is_off_for_a_while(self, read, cast, story):
        workflow.pull(story, by=cast.editor, now=NOON + HOUR / 2)
        answer = read(_of(story))
        assert (answer.status_code, answer["Retry-After"]) == (503, "600")
        assert "Council" not in text(answer) and _said(read(LIST))["items"] == []

    def test_a_retracted_one_is_canceled_and_has_no_text(self, read, cast, story):
        workflow.retract(story, by=cast.editor, note="Not so.", now=NOON + HOUR / 2)
        said = _said(read(_of(story)))
        assert (said["pubStatus"], said["representationType"]) == ("canceled", "partial")
        assert "bodies" not in said and "associations" not in said and "Not so." in said["edNote"]
        assert ninjs.findings(said) == []

    @pytest.mark.parametrize("more", ["", "&since=2026-11-22T00:00:00Z", "&before=1795348800000000-" + "0" * 32])
    def test_a_tag_that_only_a_draft_has_is_as_if_it_were_not(self, read, cast, more):
        make_live(cast)
        make_article(by=cast.reporter, tags=(str(make_tag("Secret").uid),), slug="draft")
        secret, none = read(f"{LIST}?tag=secret{more}"), read(f"{LIST}?tag=nothing{more}")
        assert secret.status_code == none.status_code == 404
        assert secret.content == none.content


def test_a_sensitive_story_says_so(read, cast):
    story = make_article(by=cast.reporter)
    workflow.save(story, by=cast.reporter, content=make_content(dek="x"), sensitive=True, now=NOON)
    workflow.file(story, by=cast.reporter, now=NOON)
    workflow.publish(story, by=cast.editor, now=NOON)
    said = _said(read(_of(story)))
    assert "sensitive" in [genre["literal"] for genre in said["genres"]] and ninjs.findings(said) == []


def test_the_page_for_people_leads_to_answers(read, story):
    page = text(read("/api/"))
    assert f'href="http://127.0.0.1:8000{LIST}"' in page and f'href="http://127.0.0.1:8000{_of(story)}"' in page
    assert 'href="/api/"' in text(read("/"))


def test_a_page_costs_the_same_however_many_stories_there_are(selects, story):
    counts = {path: len(selects(path)) for path in (LIST, f"{LIST}?tag=harbour", _of(story))}
    fill(story, 200)
    assert {path: len(selects(path)) for path in counts} == counts
    assert counts == {LIST: 5, f"{LIST}?tag=harbour": 6, _of(story): 5}


def test_what_somebody_pays_for_says_so_in_title_genre_and_terms(read, cast):
    paid = {"paid_as": "supported", "sponsor": "Harbour Bank", "sponsor_url": "https://bank.example.org/"}
    story = make_article(by=cast.editor, slug="saving", search_headline="Saving", share_headline="Save now", **paid)
    workflow.file(story, by=cast.editor, now=NOON)
    workflow.publish(story, by=cast.duty_editor, now=NOON)
    said = _said(read(_of(story)))
    assert (
        said["title"].startswith("Supported by Harbour Bank – ") and said["usageTerms"] == "Supported by Harbour Bank"
    )
    assert {"literal": "supported", "name": "Supported by Harbour Bank"} in said["genres"]
    assert {each["role"] for each in said["headlines"]} == {"main", "search", "share"}
    assert all(each["value"].startswith("Supported by Harbour Bank – ") for each in said["headlines"])
    assert ninjs.findings(said) == []
