"""Republishers' own feeds: by a key, under their terms, nothing else; and what they took is known by the fetch."""

import json
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles import republishing, workflow
from articles.models import Republisher, RepublisherKey, RepublisherNotice, RepublisherUse, Taken
from articles.workflow import NotAllowed, Refused
from articles.workflow.republisher_keys import OVERLAP, end_key, give_key, take_by_key
from media.renditions import make_renditions
from newsroom import clock
from newsroom.record.models import LogEntry
from tests.makers import make_article, make_content, make_live, make_photo, make_section, use_of

HOUR = timedelta(hours=1)
FORMS = ("feed/", "feed/atom/", "feed/json/", "items/")


@pytest.fixture(autouse=True)
def uncounted():
    cache.clear()


@pytest.fixture
def at(monkeypatch):
    """Return a function that sets the clock."""

    def be(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    return be


@pytest.fixture
def gazette(cast, noon, at):
    """A republisher of the section City with a key, two hours after noon: their token is on it."""
    at(noon + 2 * HOUR)
    gazette = Republisher.objects.create(name="The Other Gazette", email="desk@gazette.example", terms="With credit.")
    gazette.sections.add(make_section("City"))
    gazette.token = give_key(gazette, by=cast.duty_editor, now=noon).token
    return gazette


def fetch(gazette, path="feed/", method="get", **how):
    return getattr(Client(), method)(f"/for-republishers/{gazette.token}/{path}", **how)


def text(gazette, path="feed/") -> str:
    return fetch(gazette, path).content.decode()


def told(gazette, path="items/") -> list[dict]:
    return json.loads(text(gazette, path))["items"]


# What it holds.


@pytest.mark.parametrize("form", FORMS)
def test_it_has_the_whole_text_of_their_sections_and_of_no_other(cast, gazette, noon, form):
    make_live(cast, now=noon, headline="Wall holds", body="<p>Every word of it.</p>")
    sport = str(make_section("Sport").uid)
    make_live(cast, now=noon, headline="Match lost", section=sport, slug="match")
    said = text(gazette, form)
    assert "Wall holds" in said and "Every word of it." in said and "With credit." in said
    assert "Match lost" not in said


def test_who_takes_everything_gets_all_sections_and_who_agreed_none_gets_none(cast, gazette, noon):
    make_live(cast, now=noon, section=str(make_section("Sport").uid))
    assert told(gazette) == []
    gazette.sections.clear()
    assert told(gazette) == []
    Republisher.objects.update(takes_all=True)
    assert [each["title"] for each in told(gazette)] == ["Council votes for the wall"]


def test_a_story_comes_so_many_hours_after_readers_had_it_and_its_updates_at_once(cast, gazette, noon, at):
    Republisher.objects.update(hours_after=3)
    story = make_live(cast, now=noon)
    at(noon + 3 * HOUR)
    assert told(gazette) == []
    assert fetch(gazette, f"items/{story.uid}/").status_code == 404
    at(noon + 3 * HOUR + timedelta(seconds=8))
    assert [each["version"] for each in told(gazette)] == ["1"]
    workflow.save(story, by=cast.reporter, content=make_content(headline="Newer"), now=noon + 4 * HOUR)
    workflow.publish(story, by=cast.editor, now=noon + 4 * HOUR)
    at(noon + 5 * HOUR)
    assert [each["title"] for each in told(gazette)] == ["Newer"]


@pytest.mark.parametrize("allowed", [True, False])
def test_pictures_are_in_it_only_where_they_were_agreed(cast, gazette, noon, allowed):
    Republisher.objects.update(photos=allowed)
    photo = make_photo(by=cast.photo_editor)
    make_renditions(photo)
    make_live(cast, now=noon, photos=(use_of(photo),))
    for form in FORMS:
        assert (f"/photos/{photo.uid}/" in text(gazette, form)) == allowed, form
    assert ("associations" in told(gazette)[0]) == allowed


CANARY = "zqkeybird"


def test_nothing_that_readers_do_not_have_is_in_it_whatever_its_state(cast, gazette, noon, at):
    def story(name, by=cast.reporter):
        said = {"headline": f"{CANARY} {name}", "slug": f"{CANARY}-{name}", "body": f"<p>{CANARY} said so.</p>"}
        return make_article(by=by, now=noon, **said)

    def filed(name):
        article = story(name)
        workflow.file(article, by=cast.reporter, now=noon)
        return article

    story("draft")
    filed("filed")
    workflow.spike(story("spiked"), by=cast.editor, now=noon)
    workflow.publish(filed("scheduled"), by=cast.editor, live_from=noon + 5 * HOUR, now=noon)
    embargoed = filed("embargoed")
    workflow.embargo(embargoed, by=cast.reporter, until=noon + 5 * HOUR, now=noon)
    workflow.publish(embargoed, by=cast.editor, live_from=noon + 5 * HOUR, now=noon)
    for act, how in (
        (workflow.pull, {"by": cast.editor}),
        (workflow.retract, {"by": cast.editor, "note": "Wrong."}),
        (workflow.withdraw, {"by": cast.duty_editor, "note": "Wrong."}),
    ):
        article = filed(act.__name__)
        workflow.publish(article, by=cast.editor, now=noon)
        act(article, now=noon + HOUR, **how)
    changed = make_live(cast, now=noon, headline="What readers have")
    workflow.save(changed, by=cast.reporter, content=make_content(body=f"<p>{CANARY} said so.</p>"), now=noon + HOUR)
    for form in FORMS:
        said = text(gazette, form)
        assert "What readers have" in said and CANARY not in said, form
    assert [row.article for row in Taken.objects.all()] == [changed]
    at(noon + 6 * HOUR)
    assert f"{CANARY} scheduled" in text(gazette) and f"{CANARY} embargoed" in text(gazette)


def test_a_pulled_story_is_gone_from_it_and_back_after_a_restore(cast, gazette, noon, at):
    story = make_live(cast, now=noon)
    assert len(told(gazette)) == 1
    workflow.pull(story, by=cast.editor, now=noon + HOUR)
    assert told(gazette) == [] and "Council votes" not in text(gazette)
    answer = fetch(gazette, f"items/{story.uid}/")
    assert answer.status_code == 503 and "do not use it until then" in answer.content.decode()
    workflow.restore(story, by=cast.editor, now=noon + HOUR)
    assert len(told(gazette)) == 1


def test_what_they_took_and_must_not_use_any_more_says_so_and_what_they_never_had_says_nothing(cast, gazette, noon):
    story, never = make_live(cast, now=noon), make_live(cast, now=noon, slug="never", headline="Never theirs")
    take_by_key(RepublisherKey.objects.get(), [story.editions.get()], now=noon + HOUR)
    for each in (story, never):
        workflow.withdraw(each, by=cast.duty_editor, note="We were deceived.", now=noon + HOUR)
    answer = fetch(gazette, f"items/{story.uid}/")
    assert (answer.status_code, answer.json()["pubStatus"]) == (410, "canceled")
    assert answer.json()["edNote"] == "We were deceived."
    answer = fetch(gazette, f"items/{never.uid}/")
    assert answer.status_code == 404 and "Never" not in answer.content.decode()


def test_pages_lead_to_the_next_and_bad_questions_are_answered_in_a_sentence(cast, gazette, noon, monkeypatch):
    monkeypatch.setattr("newsroom.public.republishing.pages.PAGE", 2)
    for number in range(5):
        make_live(cast, now=noon, headline=f"Story {number}", slug=f"story-{number}")
    seen, path = [], "items/"
    while path:
        page = json.loads(text(gazette, path))
        seen += [each["title"] for each in page["items"]]
        path = page.get("next", "").partition(f"/{gazette.token}/")[2]
    assert sorted(seen) == [f"Story {number}" for number in range(5)]
    for asked, said in (("before=x", "no place in this list"), ("since=x", "a moment with its zone"), ("q=1", "unkno")):
        answer = fetch(gazette, f"items/?{asked}")
        assert answer.status_code == 400 and said in answer.json()["error"]
    assert told(gazette, f"items/?since={(noon + HOUR):%Y-%m-%dT%H:%M:%SZ}") == []


def test_however_many_stories_it_costs_the_same(cast, gazette, noon):
    def cost(path):
        text(gazette, path)  # what is new is written down once
        with CaptureQueriesContext(connection) as queries:
            text(gazette, path)
        return len(queries)

    make_live(cast, now=noon)
    before = [cost(path) for path in FORMS]
    for number in range(8):
        make_live(cast, now=noon, headline=f"Story {number}", slug=f"story-{number}")
    assert [cost(path) for path in FORMS] == before
    assert max(before) <= 16, before


# The key.


def test_a_key_is_long_random_shown_once_and_kept_as_a_hash(cast, gazette):
    assert len(gazette.token) >= 43
    assert RepublisherKey.objects.get().token_hash == republishing.hashed(gazette.token) != gazette.token
    assert gazette.token not in str(LogEntry.objects.values_list("facts", "subject"))


def test_who_agrees_the_terms_gives_and_ends_keys_and_nobody_else(cast, gazette, noon):
    for person in (cast.reporter, cast.editor, cast.photo_editor, cast.stranger):
        with pytest.raises(NotAllowed, match="may not give republishers keys"):
            give_key(gazette, by=person, now=noon)
        with pytest.raises(NotAllowed):
            end_key(RepublisherKey.objects.get(), by=person, now=noon)
    assert RepublisherKey.objects.count() == 1
    assert LogEntry.objects.filter(verb="give key", subject=f"republisher:{gazette.uid}").count() == 1


def test_another_key_leaves_the_old_one_a_week(cast, gazette, noon, at):
    old = gazette.token
    gazette.token = give_key(gazette, by=cast.duty_editor, now=noon + HOUR).token
    assert fetch(gazette).status_code == 200
    gazette.token = old
    assert fetch(gazette).status_code == 200
    at(noon + HOUR + OVERLAP)
    assert fetch(gazette).status_code == 404


@pytest.mark.parametrize("how", ["ended", "switched off", "wrong", "another's letter"])
def test_what_opens_nothing_says_the_same_whatever_the_reason(cast, gazette, noon, how):
    make_live(cast, now=noon)
    if how == "ended":
        end_key(RepublisherKey.objects.get(), by=cast.duty_editor, now=noon + HOUR)
        with pytest.raises(Refused, match="already"):
            end_key(RepublisherKey.objects.get(), by=cast.duty_editor, now=noon + HOUR)
    elif how == "switched off":
        Republisher.objects.update(is_active=False)
        with pytest.raises(Refused, match="takes no stories any more"):
            give_key(gazette, by=cast.duty_editor, now=noon)
    else:
        gazette.token = "x" * 43 if how == "wrong" else gazette.token[:-1] + ("A" if gazette.token[-1] != "A" else "B")
    for form in FORMS:
        answer = fetch(gazette, form)
        assert answer.status_code == 404 and b"opens nothing" in answer.content
        assert answer["Cache-Control"] == "no-store" and answer["Referrer-Policy"] == "no-referrer"
    assert not Taken.objects.exists() and not RepublisherUse.objects.exists()


def test_nothing_of_it_is_kept_found_or_passed_on_and_no_cookie_is_set(cast, gazette, noon):
    make_live(cast, now=noon)
    for form in FORMS:
        answer = fetch(gazette, form)
        assert answer["Cache-Control"] == "no-store" and answer["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer["X-Robots-Tag"] and not answer.cookies
        assert "Surrogate-Key" not in answer and "ETag" not in answer
        assert fetch(gazette, form, method="post").status_code == 405
    assert "Access-Control-Allow-Origin" not in fetch(gazette, "feed/")


def test_who_asks_too_often_waits_and_so_does_who_tries_keys(cast, gazette, monkeypatch):
    monkeypatch.setattr("newsroom.public.republishing.doors.MOST_REQUESTS", 2)
    monkeypatch.setattr("newsroom.public.republishing.doors.MOST_GUESSES", 2)
    assert [fetch(gazette).status_code for _each in range(3)] == [200, 200, 429]
    assert int(fetch(gazette)["Retry-After"]) > 0
    gazette.token = "wrong"
    assert [fetch(gazette, REMOTE_ADDR="192.0.2.7").status_code for _each in range(3)] == [404, 404, 429]


# What they took.


def test_the_fetch_itself_writes_down_what_they_took_and_a_head_takes_nothing(cast, gazette, noon):
    story = make_live(cast, now=noon)
    assert fetch(gazette, method="head").status_code == 200
    assert not Taken.objects.exists()
    fetch(gazette)
    row = Taken.objects.get()
    assert (row.article, row.republisher, row.by, row.version) == (story, gazette, None, 1)
    fetch(gazette, "items/")
    use = RepublisherUse.objects.get()
    assert (use.times, use.stories) == (2, 1)
    entry = LogEntry.objects.get(verb="take by key")
    assert str(story.uid) in entry.facts and entry.by is None
    assert RepublisherKey.objects.get().used_at == noon + 2 * HOUR


def test_a_correction_goes_to_who_fetched_the_story_though_its_section_is_theirs_no_more(cast, gazette, noon):
    story = make_live(cast, now=noon)
    fetch(gazette)
    gazette.sections.clear()
    workflow.publish(story, by=cast.editor, kind="correction", note="It was Tuesday.", now=noon + 2 * HOUR)
    notice = RepublisherNotice.objects.get()
    assert (notice.republisher, notice.kind) == (gazette, "correction")


def test_who_fetches_a_story_while_its_correction_waits_to_go_live_hears_of_it_too(cast, gazette, noon):
    story = make_live(cast, now=noon)
    gazette.sections.clear()
    coming = workflow.publish(
        story, by=cast.editor, kind="correction", note="It was Tuesday.", live_from=noon + 9 * HOUR, now=noon + HOUR
    )
    assert not RepublisherNotice.objects.exists()
    gazette.sections.add(make_section("City"))
    fetch(gazette)
    notice = RepublisherNotice.objects.get()
    assert (notice.edition, notice.republisher) == (coming, gazette) and "It was Tuesday." in notice.text
    fetch(gazette, "items/")
    assert RepublisherNotice.objects.count() == 1


def test_what_is_pulled_between_reading_and_handing_over_is_not_handed_over(cast, gazette, noon, monkeypatch):
    story = make_live(cast, now=noon)
    take, pulled = take_by_key, []

    def pull_first(key, handed, **how):
        if not pulled:
            pulled.append(workflow.pull(story, by=cast.editor, now=noon + HOUR))
        return take(key, handed, **how)

    monkeypatch.setattr("newsroom.public.republishing.doors.take_by_key", pull_first)
    assert "Council votes" not in text(gazette)
    assert not Taken.objects.exists()


def test_what_the_feed_handed_out_is_not_taken_back_by_hand(cast, gazette, noon):
    story = make_live(cast, now=noon)
    fetch(gazette)
    with pytest.raises(Refused, match="Their own feed handed it"):
        workflow.forget_taken(story, gazette, by=cast.editor, now=noon + 2 * HOUR)
    assert Taken.objects.exists()


# On the desk.


def test_the_page_shows_a_new_key_once_and_what_it_was_used_for(cast, gazette, as_, noon):
    story = make_live(cast, now=noon)
    page = f"/admin/articles/republisher/{gazette.pk}/keys/"
    client = as_(cast.duty_editor)
    given = client.post(page)
    # With “no-referrer” a browser names no origin for the page's own forms, which are then refused.
    assert given.status_code == 200 and given["Referrer-Policy"] != "no-referrer"
    gazette.token = given.content.decode().partition("/for-republishers/")[2].partition("/")[0]
    assert fetch(gazette).status_code == 200
    said = client.get(page).content.decode()
    assert gazette.token not in said and "fetched once" in said and str(story) in said
    assert page in client.get(f"/admin/articles/republisher/{gazette.pk}/change/").content.decode()
    key = RepublisherKey.objects.get(token_hash=republishing.hashed(gazette.token))
    assert client.post(page, {"end": key.pk}).status_code == 302
    assert fetch(gazette).status_code == 404
    assert client.post(page, {"end": "9" * 30}).status_code == 404
    who = client.get(f"/admin/articles/republisher/story/{story.pk}/").content.decode()
    assert "from their own feed since" in who and 'name="untake"' not in who


def test_who_sees_the_page_and_who_may_give(cast, gazette, as_):
    page = f"/admin/articles/republisher/{gazette.pk}/keys/"
    assert "Give another key" not in as_(cast.editor).get(page).content.decode()
    assert as_(cast.editor).post(page).status_code == 403
    for person in (cast.reporter, cast.stranger):
        assert as_(person).get(page).status_code in {302, 403}
    assert RepublisherKey.objects.count() == 1


def test_a_restricted_story_they_took_is_named_to_nobody_who_may_not_see_it(cast, gazette, as_, noon):
    story = make_live(cast, now=noon, slugline="secret-slugline")
    fetch(gazette)
    workflow.restrict(story, by=cast.duty_editor, people=[cast.duty_editor])
    page = f"/admin/articles/republisher/{gazette.pk}/keys/"
    assert "secret-slugline" not in as_(cast.editor).get(page).content.decode()
    assert "secret-slugline" in as_(cast.duty_editor).get(page).content.decode()
