"""Who pays for a story: typed by who may, frozen in the version, off all lists at the minute the time is over."""

import json
from dataclasses import replace
from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from articles import workflow
from articles.audit import broken_chains
from articles.content import SCHEMA, Content, from_text
from articles.models import Article, Contributor, Edition
from articles.paid import Paid, safe_address
from articles.preflight import preflight
from articles.workflow import NotAllowed, Refused
from articles.workflow.chain import edition_digest
from articles.working_copy import content_of
from newsroom.record.canonical import canonical, stamp
from newsroom.record.models import Change, LogEntry
from tests.makers import make_article, make_content, make_contributor, make_live

HOUR = timedelta(hours=1)
ADVERT = {"paid_as": "advertisement", "sponsor": "Harbour Bank", "sponsor_url": "https://bank.example.org/"}

# A story as the first schema wrote it; stored text is never rewritten.
FIRST_SCHEMA = (
    '{"body":"<p>One.</p>","bylines":[],"dated":"","dateline":"","dek":"","headline":"A wall","kind":"news",'
    '"language":"en","photos":[],"schema":1,"search_headline":"","section":"","share_headline":"","slug":"wall",'
    '"slugline":"","tags":[]}'
)


@pytest.fixture
def advert(cast, noon):
    """A draft somebody paid for, for two hours from noon on."""
    terms = {"paid_from": stamp(noon), "paid_until": stamp(noon + 2 * HOUR)}
    return make_article(by=cast.editor, now=noon, headline="Save with us", slug="save", **ADVERT, **terms)


def published(article, cast, noon):
    workflow.file(article, by=cast.editor, now=noon)
    workflow.publish(article, by=cast.duty_editor, now=noon)
    return article.editions.get()


def found(article, at, **changes) -> dict[str, str]:
    content = replace(content_of(article), **changes)
    return {each.id: each.severity for each in preflight(article, content, at=at) if each.id not in {"lead"}}


def test_a_story_of_the_first_schema_is_read_as_one_nobody_pays_for():
    content = from_text(FIRST_SCHEMA)
    assert (content.schema, content.headline, content.paid_as, content.related) == (SCHEMA, "A wall", "", "")
    assert json.loads(content.text)["schema"] == SCHEMA


def test_a_schema_to_come_is_refused():
    with pytest.raises(ValueError, match="reads schemas up to"):
        from_text(canonical(json.loads(FIRST_SCHEMA) | {"schema": SCHEMA + 1}))


def test_a_yes_given_before_there_were_such_fields_holds():
    content = from_text(FIRST_SCHEMA)
    assert '"paid_as"' not in content.words_text and '"related"' not in content.placement_text
    assert replace(content, **ADVERT).words_text != content.words_text


def test_who_pays_is_on_the_byline_of_advertisements_alone(advert, cast, noon):
    Contributor.objects.update(kind="sponsor")
    assert "byline-sponsor" not in found(advert, noon)
    assert found(advert, noon, paid_as="supported")["byline-sponsor"] == "block"
    assert found(advert, noon, paid_as="", sponsor="", sponsor_url="")["byline-sponsor"] == "block"
    Contributor.objects.update(kind="desk")
    assert "byline-sponsor" not in found(advert, noon, paid_as="supported")


def test_desks_that_are_an_advertisements_sponsor_become_who_pays(advert):
    make_contributor("Harbour Bank")
    make_contributor("News Desk")
    Contributor.objects.update(kind="desk")
    migration = import_module("articles.migrations.0045_sponsors")
    migration.tell_apart(apps, None)
    assert Contributor.objects.get(kind="sponsor").name == "Harbour Bank"
    migration.take_for_desks(apps, None)
    assert not Contributor.objects.filter(kind="sponsor").exists()


def test_it_comes_back_as_it_was_typed(advert, noon):
    content = content_of(Article.objects.get(pk=advert.pk))
    assert (content.paid_as, content.sponsor, content.paid_until) == (
        "advertisement", "Harbour Bank", stamp(noon + 2 * HOUR),
    )  # fmt: skip


def test_whoever_may_not_say_who_pays_neither_begins_nor_changes_nor_goes_back_to_it(advert, cast, noon):
    with pytest.raises(NotAllowed, match="Reporter may not say who pays"):
        make_article(by=cast.reporter, now=noon, **ADVERT)
    theirs = make_article(by=cast.reporter, now=noon, slug="theirs")
    with pytest.raises(NotAllowed, match="Reporter may not say who pays"):
        workflow.save(theirs, by=cast.reporter, content=make_content(**ADVERT), now=noon)
    workflow.save(theirs, by=cast.editor, content=make_content(**ADVERT), now=noon)
    first = theirs.revisions.order_by("number").first()
    with pytest.raises(NotAllowed, match="Reporter may not say who pays"):
        workflow.go_back(theirs, by=cast.reporter, to=first, now=noon)


def test_whoever_may_not_still_edits_the_words_of_it(advert, cast, noon):
    content = replace(content_of(advert), headline="Save more with us")
    workflow.save(advert, by=cast.copy_editor, content=content, now=noon)
    assert content_of(Article.objects.get(pk=advert.pk)).headline == "Save more with us"


@pytest.mark.parametrize(
    ("changes", "check"),
    [
        ({"sponsor": ""}, "sponsor"),
        ({"paid_as": "supported", "sponsor": ""}, "sponsor"),
        ({"paid_as": ""}, "paid-as"),
        ({"sponsor_url": "javascript:alert(1)"}, "sponsor-url"),
        ({"sponsor_url": "https://user:secret@bank.example.org/"}, "sponsor-url"),
        ({"paid_from": "2026-11-23T12:00:00+00:00", "paid_until": "2026-11-22T14:00:00+00:00"}, "paid-until"),
    ],
)
def test_readers_never_have_to_guess_so_it_is_stopped(advert, noon, changes, check):
    assert found(advert, noon, **changes)[check] == "block"


def test_an_advertisement_without_an_end_or_past_it_is_warned_of(advert, noon):
    assert found(advert, noon, paid_until="")["paid-until"] == "warn"
    assert found(advert, noon + 3 * HOUR)["paid-until"] == "warn"
    assert "paid-until" not in found(advert, noon)
    assert "paid-until" not in found(advert, noon, paid_as="supported", paid_until="")


def test_nothing_goes_out_that_does_not_say_who_pays(advert, cast, noon):
    workflow.save(advert, by=cast.editor, content=replace(content_of(advert), sponsor=""), now=noon)
    workflow.file(advert, by=cast.editor, now=noon)
    with pytest.raises(Refused, match="does not say who pays for it"):
        workflow.publish(advert, by=cast.duty_editor, now=noon)


def test_the_terms_are_frozen_in_the_version_and_on_the_record(advert, cast, noon):
    edition = published(advert, cast, noon)
    assert (edition.paid_as, edition.paid_until) == ("advertisement", noon + 2 * HOUR)
    assert '"paid_as":"advertisement"' in LogEntry.objects.get(verb="publish").facts
    assert edition.card["sponsor"] == "Harbour Bank"


@pytest.mark.parametrize("change", [{"paid_as": ""}, {"paid_as": "supported"}, {"paid_until": None}])
def test_the_terms_are_covered_by_the_digest_and_versions_without_any_keep_theirs(advert, cast, noon, change):
    plain = make_live(cast, now=noon).editions.get()
    edition = published(advert, cast, noon)
    assert edition_digest(plain) == plain.digest and not list(broken_chains())
    Edition.objects.filter(pk=edition.pk).update(**change)
    assert edition_digest(Edition.objects.get(pk=edition.pk)) != edition.digest
    assert list(broken_chains())


def test_lists_have_it_for_its_time_alone_and_its_address_for_good(advert, cast, noon):
    content = replace(content_of(advert), paid_from=stamp(noon + HOUR))
    workflow.save(advert, by=cast.editor, content=content, now=noon)
    published(advert, cast, noon)
    live, listed = Edition.objects.live, Edition.objects.listed
    second = timedelta(seconds=1)
    for at, there in ((noon + HOUR - second, 0), (noon + HOUR, 1), (noon + 2 * HOUR - second, 1), (noon + 2 * HOUR, 0)):
        assert (live(at).count(), listed(at).count()) == (1, there), at
    assert not Edition.objects.automatic(noon + HOUR).exists()


def test_pages_are_others_at_the_minute_it_begins_and_ends_though_nobody_acts(advert, cast, noon):
    workflow.save(advert, by=cast.editor, content=replace(content_of(advert), paid_from=stamp(noon + HOUR)), now=noon)
    edition = published(advert, cast, noon)
    lists = [f"list:section:{edition.section_row.section_id}", "list:all", advert.tag]
    for moment in (noon + HOUR, noon + 2 * HOUR):
        assert set(lists) <= set(Change.objects.filter(at=moment).values_list("tag", flat=True)), moment


def test_the_database_holds_no_term_that_ends_before_it_begins(advert, cast, noon):
    edition = published(advert, cast, noon)
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(paid_until=noon - HOUR)


def test_a_redaction_takes_the_name_and_its_address_and_leaves_the_label(advert, cast, noon):
    edition = published(advert, cast, noon)
    workflow.redact(advert, by=cast.duty_editor, words=["Harbour Bank"], reason="An order.", now=noon + HOUR)
    edition.refresh_from_db()
    left = Edition.objects.get(pk=edition.pk)
    assert "Harbour Bank" not in left.words.text + left.words.card and left.paid_as == "advertisement"
    assert not list(broken_chains())


def test_a_redaction_takes_an_address_that_has_the_words(advert, cast, noon):
    workflow.redact(advert, by=cast.duty_editor, words=["bank"], reason="An order.", now=noon)
    assert content_of(Article.objects.get(pk=advert.pk)).sponsor_url == ""


def test_a_blocked_name_is_found_in_who_pays(advert, cast, noon):
    workflow.block_names(advert, by=cast.duty_editor, names=["Harbour Bank"], reason="An order.", now=noon)
    assert found(advert, noon)["blocked-name"] == "block"


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://bank.example.org/a?b=c", True),
        ("http://bank.example.org", True),
        ("javascript:alert(1)", False),
        ("//bank.example.org", False),
        ("https://a:b@bank.example.org", False),
        ("https://bank", False),
        ('https://bank.example.org/"onclick', False),
        ("https://bank.example.org:99999/", False),
        ("", False),
    ],
)
def test_a_label_leads_to_the_web_alone(url, safe):
    assert bool(safe_address(url)) is safe


def test_the_label_stands_without_a_name_too():
    assert Paid("advertisement").label == "Advertisement: paid for and controlled by an advertiser"
    assert Paid("supported", "The Fund").label == "Supported by The Fund"
    assert not Paid() and Paid().before("A wall") == "A wall"


def test_stories_beside_it_are_kept_once_each_and_four_at_most(cast, noon):
    uids = [str(make_article(by=cast.reporter, now=noon, slug=f"s{n}").uid) for n in range(5)]
    article = make_article(by=cast.reporter, now=noon, related=" ".join([uids[0], "no-uid", *uids]))
    assert content_of(article).related == " ".join(uids[:4])
    assert Content().related == ""
