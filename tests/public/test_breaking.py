"""The breaking banner and "More follows", as readers meet them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles import workflow
from articles.models import Banner
from articles.workflow import AskedBanner, NotAllowed, Refused
from articles.working_copy import content_of
from newsroom import clock
from newsroom.record.models import Change, LogEntry
from tests.makers import make_article, make_content, make_contributor, make_live, make_section
from tests.readers import address

HOUR = timedelta(hours=1)


@pytest.fixture
def at(monkeypatch):
    """Return a function that sets the clock readers' pages read."""

    def be(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    return be


def _page(path="/") -> str:
    return Client().get(path).content.decode()


def _filed(cast, noon, **fields):
    article = make_article(by=cast.reporter, now=noon, **fields)
    workflow.file(article, by=cast.reporter, now=noon)
    return article


def _with_banner(cast, noon, **said):
    banner = AskedBanner(**{"text": "Mill on fire", "hours": 3, **said})
    return workflow.publish(_filed(cast, noon), by=cast.editor, banner=banner, now=noon)


def test_it_stands_over_every_page_from_the_moment_its_version_is_live_and_ends_by_itself(cast, noon, at):
    edition = _with_banner(cast, noon)
    paths = ["/", "/section/city/", "/tag/harbour/", "/by/writer-a/", "/2026/11/22/", edition.address.key, "/nowhere/"]
    at(noon + timedelta(seconds=8))
    for path in paths:
        assert f'<a href="{edition.address.key}">Mill on fire</a>' in _page(path), path
    for moment in (noon + timedelta(seconds=6), noon + 4 * HOUR):
        at(moment)
        assert "Mill on fire" not in _page("/")


def test_it_costs_no_query(cast, noon, at):
    path = address(make_live(cast, now=noon - HOUR))
    at(noon + HOUR)
    counts = []
    for _each in range(2):
        for page in ("/", path):
            with CaptureQueriesContext(connections["readers"]) as queries:
                _page(page)
            counts.append(len(queries))
        if not Banner.objects.exists():
            workflow.publish(_filed(cast, noon, headline="Other"), by=cast.editor, banner=AskedBanner(), now=noon)
    assert counts[1] == counts[3]


def test_there_is_one_at_most_and_the_newest_is_shown(cast, noon, at):
    _with_banner(cast, noon)
    second = make_live(cast, now=noon)
    workflow.show_banner(second, by=cast.editor, text="Bridge closed", now=noon + HOUR)
    at(noon + 2 * HOUR)
    page = _page()
    assert "Bridge closed" in page and page.count("Mill on fire") == 0
    workflow.end_banner(Banner.objects.first(), by=cast.editor, now=noon + 2 * HOUR)
    assert "Mill on fire" in _page()


@pytest.mark.parametrize("taken", ["pull", "retract", "withdraw"])
def test_it_is_off_when_its_story_is_taken_away(cast, noon, at, taken):
    article = _with_banner(cast, noon).article
    how = {"pull": {"by": cast.editor}}.get(taken, {"by": cast.duty_editor, "note": "It was not true."})
    getattr(workflow, taken)(article, now=noon + HOUR, **how)
    at(noon + HOUR + timedelta(seconds=8))
    assert "Mill on fire" not in _page()
    entry = LogEntry.objects.get(verb=taken)
    assert Change.objects.filter(number=entry.number, tag="banner").exists()


def test_undo_takes_the_banner_with_it_though_readers_keep_the_version_before(cast, noon, at):
    article = make_live(cast, now=noon - HOUR)
    workflow.save(article, by=cast.reporter, content=make_content(headline="Newer"), now=noon)
    edition = workflow.publish(article, by=cast.editor, banner=AskedBanner("Newer!"), now=noon)
    workflow.recall(article, by=cast.editor, now=noon + timedelta(seconds=2))
    at(noon + HOUR)
    assert edition.number == 2
    assert "Newer!" not in _page()


def test_its_start_and_its_end_are_changes_and_the_act_is_on_the_log(cast, noon):
    _with_banner(cast, noon)
    banner = Banner.objects.get()
    assert set(Change.objects.filter(tag="banner").values_list("at", flat=True)) == {banner.starts_at, banner.ends_at}
    workflow.end_banner(banner, by=cast.editor, now=noon + HOUR)
    assert LogEntry.objects.latest("number").verb == "end_banner"
    with pytest.raises(Refused, match="This banner ended already, at 13:00"):
        workflow.end_banner(banner, by=cast.editor, now=noon + 2 * HOUR)


def test_whoever_may_not_publish_shows_and_ends_none(cast, noon):
    article = make_live(cast, now=noon)
    for person in (cast.reporter, cast.copy_editor, cast.stranger):
        with pytest.raises(NotAllowed):
            workflow.show_banner(article, by=person, text="Mine", now=noon + HOUR)
    with pytest.raises(Refused, match="characters too long"):
        workflow.show_banner(article, by=cast.editor, text="x" * 160, now=noon + HOUR)
    with pytest.raises(Refused, match="between 1 and 24 hours"):
        workflow.show_banner(article, by=cast.editor, text="x", hours=90, now=noon + HOUR)
    assert not Banner.objects.exists()


def test_a_redaction_reaches_it_and_a_name_blocked_later_ends_it(cast, noon, at):
    article = _with_banner(cast, noon, text="Jane Roe held").article
    workflow.redact(article, by=cast.duty_editor, words=["Jane Roe"], reason="A child.", now=noon + HOUR)
    at(noon + HOUR)
    assert "Jane" not in _page() and Banner.objects.get().text.endswith(" held")
    workflow.show_banner(article, by=cast.editor, text="John Doe held", now=noon + HOUR)
    workflow.block_names(article, by=cast.editor, names=["John Doe"], reason="An order.", now=noon + HOUR)
    assert "John Doe" not in _page()
    with pytest.raises(Refused, match="blocked name"):
        workflow.show_banner(article, by=cast.editor, text="John Doe", now=noon + 2 * HOUR)


def test_more_follows_is_said_on_the_page_on_cards_and_in_feeds_until_the_update(cast, noon, at):
    edition = workflow.flash(
        by=cast.duty_editor, headline="Fire at the mill", sentence="It burns.", section=make_section(),
        byline=make_contributor(), reader=cast.editor, read_after=noon + HOUR, now=noon,
    )  # fmt: skip
    at(noon + timedelta(minutes=1))
    for path in (edition.address.key, "/", "/section/city/"):
        assert "More follows" in _page(path), path
    assert "<title>Fire at the mill (more follows)</title>" in _page("/feed/")
    workflow.save(edition.article, by=cast.duty_editor, content=make_content(headline="Mill fire out"), now=noon + HOUR)
    workflow.publish(edition.article, by=cast.editor, now=noon + HOUR)
    at(noon + 2 * HOUR)
    for path in (edition.address.key, "/", "/section/city/", "/feed/"):
        assert "ore follows" not in _page(path), path


def _paid_for(cast, noon, slug, paid_as):
    return make_article(by=cast.editor, now=noon, slug=slug, paid_as=paid_as, sponsor="Quay Bank")


def test_no_banner_leads_to_an_advertisement(cast, noon):
    advert, other = (_paid_for(cast, noon, slug, "advertisement") for slug in ("advert", "other"))
    workflow.publish(advert, by=cast.duty_editor, now=noon)
    with pytest.raises(Refused, match="a breaking banner over every page cannot lead to it"):
        workflow.show_banner(advert, by=cast.editor, text="Bank opens", now=noon + HOUR)
    with pytest.raises(Refused, match="a breaking banner over every page cannot lead to it"):
        workflow.publish(other, by=cast.duty_editor, banner=AskedBanner(), now=noon)
    assert not Banner.objects.exists() and not other.editions.exists()


def test_no_banner_leads_to_what_is_supported_for_it_has_no_room_to_say_so(cast, noon):
    supported, other = (_paid_for(cast, noon, slug, "supported") for slug in ("supported", "other"))
    workflow.publish(supported, by=cast.duty_editor, now=noon)
    with pytest.raises(Refused, match="Quay Bank supports this story: a breaking banner"):
        workflow.show_banner(supported, by=cast.editor, text="Quay shut", now=noon + HOUR)
    with pytest.raises(Refused, match="Quay Bank supports this story: a breaking banner"):
        workflow.publish(other, by=cast.duty_editor, banner=AskedBanner(), now=noon)
    assert not Banner.objects.exists() and not other.editions.exists()


@pytest.mark.parametrize("paid_as", ["advertisement", "supported"])
def test_a_banner_falls_away_at_the_minute_somebody_pays_for_its_story(cast, noon, at, paid_as):
    article = make_live(cast, now=noon - HOUR)
    workflow.show_banner(article, by=cast.editor, text="Mill on fire", hours=6, now=noon)
    older = make_live(cast, now=noon - HOUR, headline="Storm", slug="storm")
    paid = replace(content_of(article), paid_as=paid_as, sponsor="Quay Bank")
    workflow.save(article, by=cast.editor, content=paid, now=noon + HOUR / 2)
    workflow.publish(article, by=cast.duty_editor, kind="update", live_from=noon + HOUR, now=noon + HOUR / 2)
    at(noon + HOUR - timedelta(seconds=1))
    assert "Mill on fire" in _page("/")
    at(noon + HOUR)
    for path in ("/", address(article), "/section/city/", "/nowhere/"):
        assert "Mill on fire" not in _page(path), path
    assert Change.objects.filter(tag="banner", at=noon + HOUR).exists(), "every page is told"
    workflow.show_banner(older, by=cast.editor, text="Storm tonight", now=noon + HOUR)
    assert "Storm tonight" in _page("/")


def test_the_banner_before_it_shows_again_when_the_newest_leads_to_what_is_paid_for(cast, noon, at):
    first = make_live(cast, now=noon - HOUR, headline="Storm", slug="storm")
    second = make_live(cast, now=noon - HOUR)
    workflow.show_banner(first, by=cast.editor, text="Storm tonight", hours=6, now=noon)
    workflow.show_banner(second, by=cast.editor, text="Mill on fire", hours=6, now=noon + timedelta(minutes=1))
    paid = replace(content_of(second), paid_as="advertisement", sponsor="Quay Bank")
    workflow.save(second, by=cast.editor, content=paid, now=noon + HOUR)
    workflow.publish(second, by=cast.duty_editor, kind="update", now=noon + HOUR)
    at(noon + 2 * HOUR)
    assert "Storm tonight" in _page("/") and "Mill on fire" not in _page("/")
