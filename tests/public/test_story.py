"""A story's page."""

import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from articles import workflow
from articles.content import ContentByline
from articles.working_copy import content_of
from tests.makers import BODY, NOON, make_contributor, make_live, make_photo, make_section, make_tag, use_of
from tests.readers import LATER, address, text


def _issue_again(article, cast, *, kind="", note="", now=NOON + timedelta(minutes=10), **changes):
    workflow.save(article, by=cast.reporter, content=replace(content_of(article), **changes), now=now)
    workflow.file(article, by=cast.reporter, now=now)
    workflow.publish(article, by=cast.editor, kind=kind, note=note, now=now)
    article.refresh_from_db()


def test_it_shows_the_words_of_the_edition(cast, read):
    story = make_live(cast)
    response = read(address(story))
    page = text(response)
    assert response.status_code == 200
    assert "<h1" in page and "Council votes for the wall" in page
    assert "Work begins in spring." in page
    assert "The wall will be built by spring." in page
    assert "22 November 2026, 12:00 UTC" in page


def test_it_is_not_there_before_its_moment_and_is_there_after_without_anybody_doing_anything(cast, read):
    story = make_live(cast)
    assert read(address(story), NOON + timedelta(seconds=6)).status_code == 404
    assert read(address(story), NOON + timedelta(seconds=7)).status_code == 200


def test_it_never_shows_the_working_copy(cast, read):
    story = make_live(cast)
    workflow.save(
        story,
        by=cast.reporter,
        content=replace(content_of(story), headline="CANARY headline", body="<p>CANARY body.</p>"),
        now=NOON + timedelta(minutes=5),
    )
    assert "CANARY" not in text(read(address(story)))
    assert "CANARY" not in text(read("/")) and "CANARY" not in text(read("/feed/"))


def test_a_changed_slug_leads_on_from_the_old_address(cast, read):
    story = make_live(cast)
    old = address(story)
    _issue_again(story, cast, slug="wall-vote", headline="Wall vote")
    response = read(old)
    assert (response.status_code, response["Location"]) == (301, "/2026/11/22/wall-vote/")
    assert read("/2026/11/22/wall-vote/").status_code == 200


def test_an_address_of_an_edition_to_come_does_not_answer_yet(cast, read):
    story = make_live(cast)
    _issue_again(story, cast, slug="wall-vote", headline="Wall vote", now=LATER + timedelta(hours=1))
    assert read("/2026/11/22/wall-vote/").status_code == 404
    assert read(address(story), LATER + timedelta(hours=2)).status_code == 200


def test_a_missing_last_slash_is_mended(cast, read):
    story = make_live(cast)
    response = read(address(story).rstrip("/"))
    assert (response.status_code, response["Location"]) == (301, address(story))


def test_a_query_changes_nothing(cast, read):
    assert read(address(make_live(cast)) + "?utm_source=letter").status_code == 200


def test_a_correction_is_owned_up_to_above_the_text(cast, read):
    story = make_live(cast)
    _issue_again(story, cast, kind="correction", note="The vote was on Monday, not on Tuesday.", body=BODY + "<p>x</p>")
    page = text(read(address(story)))
    assert page.index("The vote was on Monday") < page.index("The council met on Monday")
    assert "Correction, <time" in page and "<bdi>Corrected <time" in page


def test_a_clarification_is_said_at_the_end(cast, read):
    story = make_live(cast)
    _issue_again(story, cast, kind="clarification", note="The wall is the outer one.", body=BODY + "<p>x</p>")
    page = text(read(address(story))).partition("<body")[2]
    assert page.index("The wall is the outer one") > page.index("The council met on Monday")


def test_an_older_note_stays_when_a_later_edition_has_none(cast, read):
    story = make_live(cast)
    _issue_again(story, cast, kind="correction", note="It was Monday.", body=BODY + "<p>x</p>")
    _issue_again(story, cast, kind="update", body=BODY + "<p>y</p>", now=NOON + timedelta(minutes=30))
    assert "It was Monday." in text(read(address(story)))


def test_a_note_of_an_edition_to_come_is_not_there_yet(cast, read):
    story = make_live(cast)
    later = LATER + timedelta(hours=3)
    _issue_again(story, cast, kind="correction", note="CANARY note", body=BODY + "<p>x</p>", now=later)
    assert "CANARY" not in text(read(address(story)))
    assert "CANARY note" in text(read(address(story), later + timedelta(minutes=1)))


def test_a_minor_fix_moves_no_date(cast, read):
    story = make_live(cast)
    _issue_again(story, cast, kind="minor_fix", body=BODY.replace("voted", "votd"))
    assert "Updated" not in text(read(address(story)))


def test_an_old_story_says_how_old_it_is(cast, read):
    story = make_live(cast, dated="2023-01-14")
    page = text(read(address(story)))
    assert address(story).startswith("/2023/01/14/")
    assert "This story is 3 years old" in page
    assert "14 January 2023</time>" in page


def test_a_byline_links_its_names_with_places_and_roles(cast, read):
    a, b, c = (make_contributor(f"Writer {letter}") for letter in "ABC")
    bylines = (
        ContentByline(str(a.uid), a.name, "by", "Varne"),
        ContentByline(str(b.uid), b.name, "by", "Varne"),
        ContentByline(str(c.uid), c.name, "additional", "Tripoli"),
    )
    page = text(read(address(make_live(cast, bylines=bylines))))
    printed = " ".join(re.sub(r"<[^>]+>", "", page[page.index('<p class="byline">') :].split("</p>")[0]).split())
    assert printed == "By Writer A and Writer B in Varne; additional reporting by Writer C in Tripoli"
    assert '<a href="/by/writer-a/" rel="author">' in page


def test_a_headline_with_markup_in_it_is_only_text(cast, read):
    page = text(read(address(make_live(cast, headline="<script>alert(1)</script> & more", slug="markup"))))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in page


def test_the_data_for_machines_cannot_be_broken_out_of(cast, read):
    page = text(read(address(make_live(cast, dek="</script><b>& Co", slug="broken"))))
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1]
    assert json.loads(data)["description"] == "</script><b>& Co"
    assert "<b>" not in page


def test_a_name_that_was_changed_is_new_everywhere_and_the_byline_stays_as_printed(cast, read):
    story = make_live(cast)
    make_section().__class__.objects.update(name="Metro")
    make_contributor().__class__.objects.update(name="Somebody Else")
    page = text(read(address(story)))
    assert "Metro" in page and "Writer A" in page and "Somebody Else" not in page


def test_related_stories_share_a_tag_and_are_live(cast, read):
    harbour, ferry = make_tag("Harbour"), make_tag("Ferry")
    story = make_live(cast, tags=(str(harbour.uid), str(ferry.uid)))
    make_live(cast, headline="Ferry returns", slug="ferry", tags=(str(ferry.uid),))
    make_live(cast, headline="Chess in the hall", slug="chess", tags=())
    pulled = make_live(cast, headline="Pulled thing", slug="pulled", tags=(str(ferry.uid),))
    workflow.pull(pulled, by=cast.editor, now=NOON + timedelta(minutes=2))
    page = text(read(address(story)))
    assert "Ferry returns" in page.split("Related stories")[1]
    assert "Chess in the hall" not in page and "Pulled thing" not in page


def test_inline_pictures_stand_between_paragraphs_in_their_order(cast, read):
    from media.renditions import make_renditions

    uses = []
    for number in range(2):
        photo = make_photo(by=cast.photo_editor)
        make_renditions(photo, now=NOON)
        uses.append(use_of(photo, use="inline", caption=f"Caption {number}"))
    body = "".join(f"<p>Paragraph {number}.</p>" for number in range(6))
    page = text(read(address(make_live(cast, photos=tuple(uses), body=body))))
    order = [page.index(words) for words in ("Paragraph 0", "Caption 0", "Caption 1", "Paragraph 5")]
    assert order == sorted(order)
    assert all(f"Paragraph {number}." in page for number in range(6))


def test_a_story_in_arabic_runs_from_right_to_left(cast, read):
    page = text(read(address(make_live(cast, language="ar", headline="جدار الميناء", slug=""))))
    assert '<article class="story kind-news" lang="ar" dir="rtl">' in page
    assert '<html lang="en" dir="ltr">' in page


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_it_takes_no_other_method(cast, read, method):
    response = read(address(make_live(cast)), method=method, client=Client(enforce_csrf_checks=True))
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


def test_it_carries_no_cookie_and_no_variation_and_says_what_it_was_made_of(cast, read):
    story = make_live(cast)
    response = read(address(story))
    assert not response.cookies and "Cookie" not in response.get("Vary", "")
    assert "nonce" not in response["Content-Security-Policy"]
    assert {f"article:{story.pk}", f"list:tag:{make_tag().pk}", f"name:section:{make_section().pk}"} <= set(
        response["Surrogate-Key"].split()
    )


def test_asking_again_costs_nothing_until_it_changes(cast, read):
    story = make_live(cast)
    tag = read(address(story))["ETag"]
    assert read(address(story), **{"If-None-Match": tag}).status_code == 304
    _issue_again(story, cast, kind="update", body=BODY + "<p>x</p>", now=NOON + timedelta(minutes=30))
    assert read(address(story), **{"If-None-Match": tag}).status_code == 200
