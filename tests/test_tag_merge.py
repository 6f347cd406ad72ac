"""Two tags become one, and two again: lists, names, address; undone, every story has exactly what it had."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import workflow
from articles.admin.fields import as_before, tags_named
from articles.models import EditionTag, FormerSlug, SeriesPart, Tag, TagAlias, TagMerge
from articles.workflow import NotAllowed, Refused, naming
from articles.working_copy import content_of
from newsroom.record.models import Change, LogEntry
from tests.makers import make_content, make_live, make_tag

HOUR = timedelta(hours=1)


@pytest.fixture
def tags(db):
    return make_tag("Internship"), make_tag("Traineeship")


def live(cast, noon, headline, *tags):
    return make_live(cast, now=noon - HOUR, headline=headline, slug="", tags=tuple(str(tag.uid) for tag in tags))


def rows():
    return set(EditionTag.objects.values_list("edition__article__headline", "tag__name"))


@pytest.fixture
def stories(cast, noon, tags):
    gone, kept = tags
    return [
        live(cast, noon, "Only gone", gone),
        live(cast, noon, "Only kept", kept),
        live(cast, noon, "Both", gone, kept),
    ]


def merge(cast, noon, tags):
    return naming.merge_tags(tags[0], into=tags[1], by=cast.editor, now=noon)


def test_the_preview_counts_what_moves(cast, tags, stories):
    TagAlias.objects.create(tag=tags[0], name="Placement")
    found = naming.moves(*tags)
    assert (found.published, found.working, found.both) == (2, 2, 1)
    assert found.aliases == ("Internship", "Placement")


def test_its_stories_stand_in_the_others_lists_once(cast, noon, tags, stories):
    merge(cast, noon, tags)
    assert rows() == {("Only gone", "Traineeship"), ("Only kept", "Traineeship"), ("Both", "Traineeship")}


def test_undone_every_story_has_what_it_had(cast, noon, tags, stories):
    before = rows()
    contents = [content_of(story).text for story in stories]
    done = merge(cast, noon, tags)
    naming.undo_merge(done, by=cast.editor, now=noon + HOUR)
    assert rows() == before
    assert [content_of(story).text for story in stories] == contents


def test_a_version_issued_since_goes_back_as_well(cast, noon, tags, stories):
    done = merge(cast, noon, tags)
    article = stories[0]
    again = make_content(headline="Only gone, updated", slug="", tags=(str(tags[0].uid),))
    workflow.save(article, by=cast.reporter, content=again, now=noon)
    edition = workflow.publish(article, by=cast.editor, now=noon + HOUR)
    assert [row.tag for row in edition.tag_rows.all()] == [tags[1]]
    naming.undo_merge(done, by=cast.editor, now=noon + 2 * HOUR)
    assert [row.tag for row in edition.tag_rows.all()] == [tags[0]]


def test_the_old_name_finds_the_other_tag_and_is_offered_no_more(cast, noon, tags, stories):
    done = merge(cast, noon, tags)
    assert tags_named("internship") == [tags[1]]
    naming.undo_merge(done, by=cast.editor, now=noon)
    assert tags_named("internship") == [tags[0]]


def test_aliases_move_and_go_back(cast, noon, tags):
    alias = TagAlias.objects.create(tag=tags[0], name="Placement")
    done = merge(cast, noon, tags)
    assert {each.name for each in tags[1].aliases.all()} == {"Placement", "Internship"}
    naming.undo_merge(done, by=cast.editor, now=noon)
    assert list(tags[0].aliases.all()) == [alias]
    assert not tags[1].aliases.exists()


def test_saving_the_form_again_changes_no_storys_tags(cast, noon, tags, stories):
    merge(cast, noon, tags)
    for story in stories:
        before = content_of(story).tags
        assert tuple(as_before(tags_named("Traineeship"), before)) == before


def test_the_log_and_the_pages_are_told(cast, noon, tags, stories):
    merge(cast, noon, tags)
    entry = LogEntry.objects.get(verb="merge_tags")
    assert '"moved":1' in entry.facts and "ship" not in entry.facts
    touched = set(Change.objects.filter(number=entry.number).values_list("tag", flat=True))
    assert {f"name:tag:{tags[0].pk}", f"list:tag:{tags[1].pk}", f"list:tag:{tags[1].pk}:2026-11"} <= touched


def test_a_reporter_may_not(cast, noon, tags):
    with pytest.raises(NotAllowed):
        naming.merge_tags(tags[0], into=tags[1], by=cast.reporter, now=noon)


def test_a_tag_is_not_merged_with_itself_nor_twice(cast, noon, tags):
    with pytest.raises(Refused, match="into itself"):
        naming.merge_tags(tags[0], into=tags[0], by=cast.editor, now=noon)
    merge(cast, noon, tags)
    with pytest.raises(Refused, match="was merged into “Traineeship” already"):
        naming.merge_tags(make_tag("Third"), into=tags[0], by=cast.editor, now=noon)


def test_a_series_is_not_merged_into_a_topic(cast, noon, tags):
    Tag.objects.filter(pk=tags[0].pk).update(kind="series")
    with pytest.raises(Refused, match="only be merged with a series"):
        merge(cast, noon, tags)


def test_a_chain_leads_to_its_end_and_is_undone_from_there(cast, noon, tags, stories):
    before = rows()
    end = make_tag("Training")
    first = merge(cast, noon, tags)
    second = naming.merge_tags(tags[1], into=end, by=cast.editor, now=noon)
    assert Tag.objects.get(pk=tags[0].pk).merged_into == end
    with pytest.raises(Refused, match="Undo that merge first"):
        naming.undo_merge(first, by=cast.editor, now=noon)
    naming.undo_merge(second, by=cast.editor, now=noon)
    naming.undo_merge(first, by=cast.editor, now=noon)
    assert rows() == before
    with pytest.raises(Refused, match="undone already"):
        naming.undo_merge(first, by=cast.editor, now=noon)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sets(st.integers(0, 3), max_size=3), min_size=2, max_size=4),
    st.permutations([0, 1, 2]),
    st.permutations([0, 1, 2]),
)
def test_merges_undone_in_any_order_restore_the_exact_set(cast, noon, sets, order, back):
    from django.db import transaction

    with transaction.atomic():
        names = [make_tag(f"Topic {n}") for n in range(4)]
        for number, chosen in enumerate(sets):
            live(cast, noon, f"Story {number}", *(names[n] for n in sorted(chosen)))
        before = rows()
        done = {n: naming.merge_tags(names[n], into=names[3], by=cast.editor, now=noon) for n in order}
        assert {tag for _story, tag in rows()} <= {"Topic 3"}
        for n in back:
            naming.undo_merge(done[n], by=cast.editor, now=noon)
        assert rows() == before
        transaction.set_rollback(True)


def test_readers_find_the_old_address_lead_on(cast, noon, tags, stories, client, time_machine):
    time_machine.move_to(noon)
    assert client.get("/tag/internship/").status_code == 200
    done = merge(cast, noon, tags)
    answer = client.get("/tag/internship/")
    assert (answer.status_code, answer["Location"]) == (301, "/tag/traineeship/")
    assert client.get("/tag/internship/feed/")["Location"] == "/tag/traineeship/feed/"
    page = client.get(stories[2].addresses.get().key).content.decode()
    assert page.count("/tag/traineeship/") >= 1 and "/tag/internship/" not in page
    naming.undo_merge(done, by=cast.editor, now=noon)
    assert client.get("/tag/internship/").status_code == 200


def test_a_merge_of_tags_only_drafts_have_shows_readers_nothing(cast, noon, tags, client):
    merge(cast, noon, tags)
    assert client.get("/tag/internship/").status_code == 404


def test_a_redaction_takes_the_words_off_a_merged_tag(cast, noon, tags, stories):
    Tag.objects.filter(pk=tags[0].pk).update(name="Jane Doe", slug="jane-doe")
    tag = Tag.objects.get(pk=tags[0].pk)
    naming.merge_tags(tag, into=tags[1], by=cast.editor, now=noon)
    workflow.redact(stories[0], by=cast.duty_editor, words=["Jane Doe"], reason="Order", now=noon)
    tag.refresh_from_db()
    assert "doe" not in f"{tag.name} {tag.slug}".lower()
    assert not TagAlias.objects.filter(name="Jane Doe").exists()
    assert TagMerge.objects.count() == 1


class TestSeries:
    @pytest.fixture
    def series(self, db):
        return Tag.objects.create(name="The wall", slug="the-wall", kind="series")

    def test_a_story_says_which_part_it_is(self, cast, noon, series, client, time_machine):
        parts = [live(cast, noon - n * HOUR, f"Part {n}", series) for n in (3, 2, 1)]
        time_machine.move_to(noon)
        page = client.get(parts[1].addresses.get().key).content.decode()
        assert "Part 2 of 3:" in page
        assert page.index("Previous part:") < page.index("Part 3</span>") < page.index("Next part:")

    def test_the_order_is_kept_and_pulled_parts_are_not_counted(self, cast, noon, series, client, time_machine):
        parts = [live(cast, noon - n * HOUR, f"Part {n}", series) for n in (3, 2, 1)]
        naming.order_series(series, by=cast.editor, articles=[part.pk for part in reversed(parts)], now=noon)
        assert list(SeriesPart.objects.values_list("article", flat=True)) == [part.pk for part in reversed(parts)]
        time_machine.move_to(noon)
        assert "Part 3 of 3:" in client.get(parts[0].addresses.get().key).content.decode()
        workflow.pull(parts[1], by=cast.editor, now=noon - HOUR / 2)
        assert "Part 2 of 2:" in client.get(parts[0].addresses.get().key).content.decode()

    def test_a_topic_has_no_order(self, cast, noon, tags):
        with pytest.raises(Refused, match="is not a series"):
            naming.order_series(tags[0], by=cast.editor, articles=[], now=noon)


class TestFormerSlugs:
    def test_a_changed_slug_leads_on(self, cast, noon, client, time_machine, admin_at):
        story = live(cast, noon, "A story", tag := make_tag("Harbour"))
        time_machine.move_to(noon)
        admin_at(cast.editor, tag, slug="the-harbour")
        answer = client.get("/tag/harbour/")
        assert (answer.status_code, answer["Location"]) == (301, "/tag/the-harbour/")
        assert FormerSlug.objects.get().leads_to == tag.pk
        assert story.pk

    def test_a_slug_that_leads_to_another_is_not_given_out(self, cast, noon, admin_at, time_machine):
        time_machine.move_to(noon)
        first, second = make_tag("Harbour"), make_tag("Port")
        admin_at(cast.editor, first, slug="the-harbour")
        page = admin_at(cast.editor, second, slug="harbour")
        assert "was the address of “Harbour”" in page.content.decode()
        second.refresh_from_db()
        assert second.slug == "port"

    def test_a_tag_that_a_restricted_story_prints_is_not_renamed_to_a_blocked_name(
        self, cast, noon, admin_at, settings, time_machine
    ):
        time_machine.move_to(noon)
        settings.NAMES_KEY = "a key"
        story = live(cast, noon, "A story", tag := make_tag("Harbour"))
        workflow.block_names(story, by=cast.editor, names=["Jane Doe"], reason="Order", now=noon)
        page = admin_at(cast.editor, tag, name="The Jane Doe case")
        assert "is under a reporting restriction" in page.content.decode()
        tag.refresh_from_db()
        assert tag.name == "Harbour"


@pytest.fixture
def admin_at(client):
    def post(person, tag, **changed):
        from django.test import Client
        from django.urls import reverse

        desk = Client()
        desk.force_login(person)
        data = {"name": tag.name, "slug": tag.slug, "kind": tag.kind, "description": tag.description, **changed}
        data |= {f"aliases-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL", "MIN_NUM")}
        return desk.post(reverse("admin:articles_tag_change", args=[tag.pk]), data, follow=True)

    return post
