"""Packages: who puts one together, what readers see of it at which moment, what the checklist minds."""

from datetime import timedelta

import pytest
from django.test import Client

from articles import workflow
from articles.models import Article, PackagePart
from articles.preflight import preflight
from articles.working_copy import content_of
from newsroom import clock
from newsroom.public.related import beside
from newsroom.record.models import Change, LogEntry
from tests.makers import NOON, make_article, make_live

HOUR = timedelta(hours=1)


def make_package(cast, *parts, main=None, now=NOON):
    main = main or make_live(cast, now=NOON - HOUR, slugline="main", headline="The main one", tags=())
    workflow.pack(main, by=cast.editor, parts=[(part, "sidebar") for part in parts], now=now)
    return main


def shown(article, at) -> list[tuple[str, str]]:
    return [(each.card.headline, each.role) for each in beside([], article.pk, at).package]


def test_each_story_shows_the_others_in_order_with_what_they_are(cast):
    first, second = (make_live(cast, now=NOON - HOUR, headline=name, tags=()) for name in ("First", "Second"))
    main = make_live(cast, now=NOON - HOUR, headline="The main one", tags=())
    workflow.pack(main, by=cast.editor, parts=[(second, "analysis"), (first, "sidebar")], now=NOON)
    assert shown(main, NOON) == [("Second", "analysis"), ("First", "sidebar")]
    assert shown(first, NOON) == [("The main one", "main"), ("Second", "analysis")]
    assert list(main.parts.order_by("pk")) == [first, second]
    entry = LogEntry.objects.first()
    assert (entry.verb, str(second.uid) in entry.facts) == ("pack", True)


def test_readers_see_only_what_they_have_at_that_moment(cast):
    draft, planned = (make_article(by=cast.reporter, now=NOON, headline=name, tags=()) for name in ("Draft", "Planned"))
    workflow.publish(planned, by=cast.editor, live_from=NOON + 2 * HOUR, now=NOON)
    main = make_package(cast, draft, planned)
    assert shown(main, NOON + HOUR) == []
    assert shown(main, NOON + 3 * HOUR) == [("Planned", "sidebar")]


def test_a_look_at_an_earlier_moment_shows_the_package_of_then(cast):
    part = make_live(cast, now=NOON - HOUR, headline="Part", tags=())
    main = make_package(cast, part)
    workflow.pack(main, by=cast.editor, parts=[], now=NOON + HOUR)
    assert shown(main, NOON - timedelta(minutes=1)) == []
    assert shown(main, NOON + HOUR / 2) == [("Part", "sidebar")]
    assert shown(main, NOON + HOUR) == []
    part.refresh_from_db()
    assert part.part_of is None


def test_a_publish_of_one_makes_the_others_pages_anew_and_names_no_draft(cast):
    part = make_article(by=cast.reporter, now=NOON, tags=())
    main = make_package(cast, part)
    workflow.publish(part, by=cast.editor, now=NOON)
    number = LogEntry.objects.first().number
    touched = set(Change.objects.filter(number=number).values_list("tag", flat=True))
    assert f"package:{main.pk}" in touched
    assert f"article:{main.pk}" not in touched


@pytest.mark.parametrize("who", ["reporter", "copy_editor", "stranger"])
def test_only_who_publishes_puts_a_package_together(cast, who):
    main, part = make_live(cast), make_article(by=cast.reporter)
    with pytest.raises(workflow.NotAllowed):
        workflow.pack(main, by=getattr(cast, who), parts=[(part, "sidebar")])
    assert not PackagePart.objects.exists()


def test_what_cannot_be_a_package_is_refused_in_a_sentence(cast):
    main, part, other = (make_live(cast, slugline=name) for name in ("main", "part", "other"))
    refused = [
        ([(main, "sidebar")], "in its package already"),
        ([(part, "sidebar"), (part, "analysis")], "named twice"),
        ([(part, "main")], "sidebar or an analysis"),
        ([(part, "nonsense")], "sidebar or an analysis"),
    ]
    for parts, sentence in refused:
        with pytest.raises(workflow.Refused, match=sentence):
            workflow.pack(main, by=cast.editor, parts=parts)
    make_package(cast, part, main=main)
    part.refresh_from_db()
    with pytest.raises(workflow.Refused, match="“part” is in another package"):
        workflow.pack(other, by=cast.editor, parts=[(part, "sidebar")])
    with pytest.raises(workflow.Refused, match="part of the package of “main”"):
        workflow.pack(part, by=cast.editor, parts=[(other, "sidebar")])
    with pytest.raises(workflow.Refused, match="exactly that already"):
        make_package(cast, part, main=main)


def test_nobody_packs_a_story_they_may_not_see(cast):
    main, part = make_live(cast), make_article(by=cast.reporter)
    workflow.restrict(part, by=cast.duty_editor, people=[cast.duty_editor])
    with pytest.raises(workflow.Refused, match="not there for you"):
        workflow.pack(main, by=cast.editor, parts=[(part, "sidebar")])


def test_the_checklist_minds_a_sidebar_whose_main_story_is_not_there(cast):
    main, part = (make_article(by=cast.reporter, now=NOON) for _each in range(2))
    make_package(cast, part, main=main)

    def said(at=NOON):
        found = preflight(part, content_of(part), at=at)
        return [finding.message for finding in found if finding.id == "package"]

    assert said() == ["The main story of its package is not live by then."]
    workflow.publish(main, by=cast.editor, live_from=NOON + HOUR, now=NOON)
    assert said() and said(NOON + 2 * HOUR) == []
    workflow.withdraw(main, by=cast.duty_editor, note="It was wrong.", now=NOON + 3 * HOUR)
    assert said(NOON + 4 * HOUR) == ["The main story of its package is “Withdrawn”."]
    assert preflight(main, content_of(main), at=NOON) is not None


def test_the_story_page_lists_the_package_for_readers(cast):
    then = clock.now() - HOUR
    part = make_live(cast, now=then, headline="What it costs", slugline="costs")
    main = make_live(cast, now=then, headline="The wall is built")
    workflow.pack(main, by=cast.editor, parts=[(part, "analysis")], now=then + HOUR / 2)
    page = Client().get(main.editions.get().address.key)
    text = page.content.decode()
    assert "In this package" in text and text.count("What it costs") == 1
    assert "Analysis</span>" in text


def test_the_sheet_adds_reorders_and_takes_out(client, cast, settings):
    settings.SECOND_FACTOR = False
    main, first, second = (make_live(cast, slugline=name) for name in ("main", "first", "second"))
    client.force_login(cast.editor)
    address = f"/admin/articles/article/{main.pk}/pack/"
    assert b'value="first"' in client.get(address).content
    assert client.post(address, {"add": "nothing-like-it", "add_role": "sidebar"}).status_code == 422
    client.post(address, {"add": "first", "add_role": "sidebar"})
    row = PackagePart.objects.get(article=first, in_until=None)
    kept = {f"role_{row.pk}": "analysis", f"order_{row.pk}": "2"}
    client.post(address, {**kept, "add": second.editions.get().address.key, "add_role": "sidebar"})
    rows = PackagePart.objects.filter(main=main, in_until=None).exclude(article=main)
    assert list(rows.values_list("article__slugline", "role")) == [("first", "analysis"), ("second", "sidebar")]
    out = {f"role_{row.pk}": "out" for row in rows} | {f"order_{row.pk}": "1" for row in rows}
    client.post(address, {**out, "add_role": "sidebar"})
    assert not PackagePart.objects.filter(in_until=None).exists()
    assert not Article.objects.exclude(part_of=None).exists()
