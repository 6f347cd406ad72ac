"""The pages about one tag: what merging it would move, the merge, its undoing, and the order of a series."""

import pytest
from django.urls import reverse
from lxml import html

from articles import workflow
from articles.models import Tag, TagMerge
from tests.admin.browsing import told
from tests.makers import make_article, make_tag

UNKNOWN = 2_000_000_000


def at(name: str, tag) -> str:
    return reverse(f"admin:articles_tag_{name}", args=[tag if isinstance(tag, int) else tag.pk])


def named(*tags) -> tuple[str, ...]:
    return tuple(str(tag.uid) for tag in tags)


@pytest.fixture
def pair(cast):
    """A tag with a story, and the one it is to become."""
    gone, kept = make_tag("Internship"), make_tag("Traineeship")
    make_article(by=cast.reporter, tags=named(gone))
    return gone, kept


@pytest.fixture
def merged(as_, cast, pair):
    gone, kept = pair
    as_(cast.editor).post(at("merge", gone), {"into": kept.name, "_merge": str(kept.pk)})
    return pair


@pytest.fixture
def series(cast):
    """A series with two parts, in the order they were begun."""
    tag = make_tag("The wall")
    Tag.objects.filter(pk=tag.pk).update(kind="series")
    return tag, [make_article(by=cast.reporter, headline=name, tags=named(tag)) for name in ("One", "Two")]


def rows_of(response) -> list[str]:
    page = html.fromstring(response.content.decode())
    return [" ".join(row.text_content().split()) for row in page.xpath("//form//ol/li[.//input]")]


def test_what_moves_is_shown_before_anything_moves(as_, cast, pair):
    gone, kept = pair
    page = as_(cast.editor).post(at("merge", gone), {"into": kept.name}).content.decode()
    assert "1 text at the desk" in page
    assert "/tag/internship/" in page and "/tag/traineeship/" in page
    assert not TagMerge.objects.exists()


def test_the_page_merges_what_was_shown(as_, cast, pair):
    gone, kept = pair
    client = as_(cast.editor)
    page = html.fromstring(client.post(at("merge", gone), {"into": kept.name}).content.decode())
    (button,) = page.xpath("//button[@name='_merge']")
    (form,) = page.xpath("//form[.//button[@name='_merge']]")
    answer = client.post(at("merge", gone), dict(form.form_values()) | {"_merge": button.get("value")}, follow=True)
    gone.refresh_from_db()
    assert gone.merged_into == kept
    assert told(answer) == ["“Internship” is “Traineeship” now."]


def test_another_tag_than_the_one_shown_is_shown_first(as_, cast, pair):
    gone, kept = pair
    other = make_tag("Placement")
    page = as_(cast.editor).post(at("merge", gone), {"into": other.name, "_merge": str(kept.pk)})
    assert "/tag/placement/" in page.content.decode()
    assert not TagMerge.objects.exists()


@pytest.mark.parametrize("said", ["", "Nobody has this", "Harbour, Wall", '"', "Internship\x00"])
def test_a_name_of_no_tag_is_asked_for_again(as_, cast, pair, said):
    make_tag("Harbour"), make_tag("Wall")
    answer = as_(cast.editor).post(at("merge", pair[0]), {"into": said})
    assert answer.status_code == 422
    assert html.fromstring(answer.content.decode()).xpath("//*[contains(@class,'invalid') or contains(@class,'error')]")


def test_a_tag_does_not_become_itself(as_, cast, pair):
    gone, _kept = pair
    answer = as_(cast.editor).post(at("merge", gone), {"into": gone.name, "_merge": str(gone.pk)})
    assert answer.status_code == 422
    assert html.fromstring(answer.content.decode()).xpath("//*[@role='alert']")
    assert not TagMerge.objects.exists()


@pytest.mark.parametrize("page", ["merge", "parts"])
def test_a_reporter_does_neither(as_, cast, pair, page):
    assert as_(cast.reporter).get(at(page, pair[0])).status_code == 403
    assert as_(cast.reporter).post(at(page, pair[0]), {"into": pair[1].name}).status_code == 403


@pytest.mark.parametrize("page", ["merge", "parts"])
def test_there_is_no_page_of_a_tag_that_is_not_there_or_is_another_now(as_, cast, merged, page):
    client = as_(cast.editor)
    assert client.get(at(page, UNKNOWN)).status_code == 404
    assert client.get(at(page, merged[0])).status_code == 404


def test_the_tag_that_was_kept_offers_the_undoing_and_it_is_done_from_there(as_, cast, merged):
    gone, kept = merged
    client = as_(cast.editor)
    page = html.fromstring(client.get(reverse("admin:articles_tag_change", args=[kept.pk])).content.decode())
    (number,) = page.xpath("//*[@name='merge']/@value")
    answer = client.post(at("undo_merge", kept), {"merge": number}, follow=True)
    gone.refresh_from_db()
    assert gone.merged_into is None
    assert told(answer) == ["“Internship” is a tag of its own again."]


@pytest.mark.parametrize("number", ["", "x", "0", "9" * 30, "-1", "١٢"])
def test_no_merge_of_that_number_is_undone(as_, cast, merged, number):
    assert as_(cast.editor).post(at("undo_merge", merged[1]), {"merge": number}).status_code == 404
    assert TagMerge.objects.get().undone_at is None


def test_an_undone_merge_is_not_undone_twice(as_, cast, merged):
    client = as_(cast.editor)
    number = TagMerge.objects.get().pk
    client.post(at("undo_merge", merged[1]), {"merge": number})
    answer = client.post(at("undo_merge", merged[1]), {"merge": number}, follow=True)
    assert answer.status_code == 200 and told(answer)


def test_looking_at_the_address_undoes_nothing(as_, cast, merged):
    assert as_(cast.editor).get(at("undo_merge", merged[1])).status_code == 405


def test_the_parts_of_a_series_are_put_in_order_by_numbers(as_, cast, series):
    tag, (one, two) = series
    client = as_(cast.editor)
    assert rows_of(client.get(at("parts", tag))) == ["One", "Two"]
    answer = client.post(at("parts", tag), {f"part-{one.pk}": "2", f"part-{two.pk}": "1"}, follow=True)
    assert rows_of(answer) == ["Two", "One"]
    assert told(answer) == ["The parts are in their order."]


def test_a_part_without_a_number_comes_after_the_others(as_, cast, series):
    tag, (one, two) = series
    client = as_(cast.editor)
    client.post(at("parts", tag), {f"part-{one.pk}": "", f"part-{two.pk}": "7"})
    assert rows_of(client.get(at("parts", tag))) == ["Two", "One"]


@pytest.mark.parametrize("said", ["first", "-1", "9" * 40, "1.5", "²"])
def test_a_number_that_is_none_loses_no_part(as_, cast, series, said):
    tag, (one, _two) = series
    answer = as_(cast.editor).post(at("parts", tag), {f"part-{one.pk}": said}, follow=True)
    assert answer.status_code == 200
    assert sorted(rows_of(answer)) == ["One", "Two"]


def test_only_a_series_has_parts(as_, cast):
    tag = make_tag("Harbour")
    story = make_article(by=cast.reporter, tags=named(tag))
    answer = as_(cast.editor).post(at("parts", tag), {f"part-{story.pk}": "1"})
    assert answer.status_code == 422
    assert "Not done:" in answer.content.decode()


def test_a_story_that_may_not_be_seen_is_no_row(as_, cast, series):
    tag, (one, _two) = series
    workflow.restrict(one, by=cast.duty_editor, people=[cast.duty_editor])
    assert rows_of(as_(cast.editor).get(at("parts", tag))) == ["Two"]
