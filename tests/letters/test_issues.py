"""What an issue has in it: what readers have of the front as it was issued, or of the tag since the last one."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from lxml.html import document_fromstring

from articles import workflow
from articles.fronts.operations import Place, SetCard, SetContainer
from articles.models import Edition
from articles.workflow.naming import merge_tags
from media import rights
from newsroom.letters import issuing, keeping, wording
from newsroom.letters.acting import Refused
from newsroom.letters.models import Issue
from newsroom.letters.press import press
from tests.makers import NOON, make_article, make_content, make_live, make_photo, make_tag, use_of
from tests.readers import text

from .conftest import LATER, pull, said, send

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def headlines(issue, at=LATER) -> list[str]:
    """Return the headlines of the mail as it would go at that moment."""
    printed = press().print(issue, at)
    return [line for line in (printed.text.split("\n") if printed else []) if line.startswith("Story ")]


def draw(letter, cast, at=LATER) -> Issue:
    return issuing.draw_up(letter, by=cast.editor, now=at)


def live(cast, name: str, **fields):
    fields.setdefault("now", NOON)
    return make_live(cast, headline=f"Story {name}", slug=f"story-{name}", **fields)


def test_a_tags_issue_has_what_came_since_the_last_that_was_sent(letter, cast, mails):
    live(cast, "a"), live(cast, "b", now=NOON + MINUTE)
    first = send(letter, cast)
    assert headlines(first) == ["Story b", "Story a"]
    with pytest.raises(Refused, match="No story with this tag has come since"):
        draw(letter, cast, LATER + HOUR)
    live(cast, "c", now=LATER + HOUR)
    later = LATER + 2 * HOUR
    assert headlines(draw(letter, cast, later), later) == ["Story c"]
    live(cast, "d", now=later)
    again = draw(letter, cast, later + HOUR)
    assert headlines(again, later + HOUR) == ["Story d", "Story c"], "one that was not sent is drawn up anew"
    assert letter.issues.filter(state="drawn").count() == 1


def test_nothing_that_readers_do_not_have_can_enter(letter, cast, mails):
    live(cast, "live")
    for name, undo in {
        "draft": lambda story: None,
        "scheduled": lambda story: workflow.publish(story, by=cast.editor, live_from=LATER + HOUR, now=NOON),
        "spiked": lambda story: workflow.spike(story, by=cast.editor, reason="No", now=NOON),
    }.items():
        undo(make_article(by=cast.reporter, headline=f"Story {name}", slug=name))
    embargoed = make_article(by=cast.reporter, headline="Story embargoed", slug="embargoed")
    workflow.embargo(embargoed, by=cast.reporter, until=LATER + HOUR, now=NOON)
    workflow.publish(embargoed, by=cast.editor, live_from=LATER + HOUR, now=NOON)
    pull(live(cast, "pulled"), cast, NOON + MINUTE)
    issue = draw(letter, cast)
    assert headlines(issue) == ["Story live"]
    printed = press().print(issue, LATER)
    for word in ("embargoed", "scheduled", "draft", "spiked", "pulled"):
        assert word not in printed.text + printed.html + printed.subject


def test_a_front_s_issue_has_its_stories_in_its_order_and_its_words(cast, mails):
    front, uids = _front(cast, "a", "b", "c")
    workflow.arrange(front, SetCard("b", {"headline": "Story b, reworded", "kicker": "Now"}), by=cast.editor, now=NOON)
    workflow.arrange(front, SetContainer("top", {"title": "This morning"}), by=cast.editor, now=NOON)
    workflow.issue_front(front, by=cast.editor, now=NOON + MINUTE)
    letter = keeping.begin_letter(said(front=front), by=cast.administrator, now=NOON)
    issue = draw(letter, cast)
    printed = press().print(issue, LATER)
    order = [
        printed.text.index(line) for line in ("== This morning ==", "Story a", "Now: Story b, reworded", "Story c")
    ]
    assert order == sorted(order)
    assert issue.edition.number == 2
    assert re.findall(r"<h(\d)", printed.html)[:3] == ["1", "2", "3"], "under a title of the front, a level lower"
    # What is arranged since is not in it before it is issued, nor in an issue that was drawn up before that.
    workflow.arrange(front, SetCard("a", {"headline": "Story a, unissued"}), by=cast.editor, now=LATER)
    assert "unissued" not in press().print(issue, LATER).text
    workflow.issue_front(front, by=cast.editor, now=LATER)
    assert "unissued" not in press().print(issue, LATER + MINUTE).text


def _front(cast, *names: str, kind: str = "special"):
    front = workflow.begin_front(kind, by=cast.editor, now=NOON, **({"title": "Mornings"} if kind == "special" else {}))
    uids = {name: str(live(cast, name).uid) for name in names}
    for name, uid in uids.items():
        workflow.arrange(front, Place("top", uid, name), by=cast.editor, now=NOON)
    workflow.issue_front(front, by=cast.editor, now=NOON)
    return front, uids


def test_a_front_nobody_has_issued_is_mailed_as_it_makes_itself(cast, mails):
    live(cast, "a")
    front = workflow.begin_front("home", by=cast.editor, now=NOON)
    letter = keeping.begin_letter(said(front=front), by=cast.administrator, now=NOON)
    assert headlines(draw(letter, cast)) == ["Story a"]


def test_a_sensitive_story_is_in_no_issue_wherever_it_stands(cast, mails):
    front, uids = _front(cast, "a", "b")
    content = make_content(headline="Story b", slug="story-b")
    story = Edition.objects.get(article__uid=uids["b"]).article
    type(story).objects.filter(pk=story.pk).update(sensitive=True)
    story.refresh_from_db()
    workflow.save(story, by=cast.reporter, content=replace(content, dek="Told again."), now=NOON + MINUTE)
    workflow.publish(story, by=cast.editor, kind="update", now=NOON + 2 * MINUTE)
    assert Edition.objects.standing_at(LATER).get(article=story).sensitive
    of_front = keeping.begin_letter(said(front=front), by=cast.administrator, now=NOON)
    of_tag = keeping.begin_letter(said(name="Tag"), by=cast.administrator, now=NOON)
    assert headlines(draw(of_front, cast)) == headlines(draw(of_tag, cast)) == ["Story a"]


def test_one_that_becomes_sensitive_after_it_was_drawn_up_falls_out(letter, cast, mails):
    live(cast, "a")
    story = live(cast, "b", now=NOON + MINUTE)
    issue = draw(letter, cast)
    type(story).objects.filter(pk=story.pk).update(sensitive=True)
    content = make_content(headline="Story b", slug="story-b", dek="Told again.")
    workflow.save(story, by=cast.reporter, content=content, now=LATER)
    workflow.publish(story, by=cast.editor, kind="update", now=LATER + MINUTE)
    assert headlines(issue, LATER + 2 * MINUTE) == ["Story a"]


class TestPaidFor:
    def _paid(self, cast, role: str):
        return make_live_as(cast, paid_as=role, sponsor="Pell & Sons", headline="Story paid", slug="story-paid")

    @pytest.mark.parametrize(
        ("role", "label"),
        [
            ("supported", "Supported by Pell & Sons"),
            ("advertisement", "Advertisement: paid for and controlled by Pell & Sons"),
        ],
    )
    def test_where_an_editor_put_it_its_label_stands_on_it_and_in_the_subject(self, cast, mails, role, label):
        paid = self._paid(cast, role)
        front = workflow.begin_front("special", title="Mornings", by=cast.editor, now=NOON)
        workflow.arrange(front, Place("top", str(paid.uid), "p"), by=cast.editor, now=NOON)
        workflow.issue_front(front, by=cast.editor, now=NOON + MINUTE)
        letter = keeping.begin_letter(said(front=front), by=cast.administrator, now=NOON)
        printed = press().print(draw(letter, cast), LATER)
        assert printed.subject == f"Harbour news: {label} – Story paid"
        assert f"[{label}]\nStory paid" in printed.text
        escaped = label.replace("&", "&amp;")
        assert printed.html.index(escaped) < printed.html.index(">Story paid<")

    def test_where_nobody_put_it_it_is_not(self, letter, cast, mails):
        self._paid(cast, "supported")
        live(cast, "a")
        assert headlines(draw(letter, cast)) == ["Story a"]


def make_live_as(cast, **fields):
    story = make_article(by=cast.duty_editor, **fields)
    workflow.file(story, by=cast.duty_editor, now=NOON)
    workflow.publish(story, by=cast.editor, now=NOON)
    return story


def test_a_photo_is_in_it_with_its_credit_while_its_permission_lasts(letter, cast, mails):
    photo = make_photo(by=cast.photo_editor, licence="permission")
    lease = {"usable_from": NOON - HOUR, "usable_until": LATER + HOUR, "agreed_with": "Her", "note": "By mail"}
    rights.grant_lease(photo, by=cast.photo_editor, now=NOON, **lease)
    live(cast, "a", photos=(use_of(photo, alt='A "wall" <in> the sea.'),))
    issue = draw(letter, cast)
    html = press().print(issue, LATER).html
    assert document_fromstring(html).xpath("//img/@alt") == ['A "wall" <in> the sea.']
    assert "Photographer C/Gazette" in html
    after = press().print(issue, LATER + HOUR)
    assert "<img" not in after.html and "Photographer C" not in after.html
    assert "Story a" in after.html


class TestInTheBrowser:
    def test_it_says_what_readers_have_of_it_now(self, letter, cast, mails, read):
        live(cast, "a")
        story = live(cast, "b", now=NOON + MINUTE)
        issue = send(letter, cast)
        page = read(f"/newsletters/harbour-news/{issue.number}/")
        assert page.status_code == 200 and page["X-Robots-Tag"] == "noindex"
        assert text(page).index("Story b") < text(page).index("Story a")
        tags = page["Surrogate-Key"].split()
        assert {f"story:{story.uid}", f"article:{story.pk}", f"letter:{letter.pk}"} <= set(tags)
        pull(story, cast)
        page = text(read(f"/newsletters/harbour-news/{issue.number}/", LATER + MINUTE))
        assert "Story b" not in page and "story-b" not in page
        assert "One story of this issue is not available any more." in page

    def test_one_that_was_not_sent_is_not_there(self, letter, cast, mails, read):
        live(cast, "a")
        issue = draw(letter, cast)
        assert read(f"/newsletters/harbour-news/{issue.number}/").status_code == 404
        for path in ("/newsletters/harbour-news/99/", "/newsletters/nope/1/", f"/newsletters/harbour-news/{10**30}/"):
            assert read(path).status_code == 404, path

    def test_it_is_on_the_newsletters_page_by_its_day(self, letter, cast, mails, read):
        live(cast, "a")
        send(letter, cast)
        page = text(read("/newsletters/harbour-news/", LATER + MINUTE))
        assert '<a href="/newsletters/harbour-news/1/"><time datetime="2026-11-22">22 November 2026</time></a>' in page

    def test_its_cost_does_not_grow_with_its_stories(self, letter, cast, mails, selects):
        live(cast, "0")
        send(letter, cast)
        before = len(selects("/newsletters/harbour-news/1/"))
        for number in range(1, 9):
            live(cast, str(number), now=LATER + MINUTE)
        send(letter, cast, now=LATER + HOUR)
        assert len(selects("/newsletters/harbour-news/2/", LATER + 2 * HOUR)) == before == 5


def test_a_redaction_reaches_a_subject_that_was_typed(letter, cast, mails):
    story = live(cast, "a", body="<p>Zqname Bird said so.</p>")
    issue = draw(letter, cast)
    wording.set_title(issue, "What Zqname Bird said", by=cast.editor, now=LATER)
    workflow.redact(story, by=cast.duty_editor, words=["Zqname Bird"], reason="An order", now=LATER)
    issue.refresh_from_db()
    assert "zqname" not in issue.title.lower()


def test_the_tag_of_a_newsletter_outlives_a_redaction_of_its_name(cast, mails):
    tag = make_tag("Zqname Bird")
    letter = keeping.begin_letter(said(tag=tag), by=cast.administrator, now=NOON)
    story = live(cast, "a", tags=(str(tag.uid),))
    done = workflow.redact(story, by=cast.duty_editor, words=["Zqname Bird"], reason="An order", now=LATER)
    letter.refresh_from_db()
    assert (letter.tag, done.tags_kept) == (tag, ["Zqname Bird"])


def test_a_tag_that_was_merged_is_the_one_it_went_into(letter, cast, mails):
    live(cast, "a")
    merge_tags(make_tag(), into=make_tag("Port"), by=cast.editor, now=NOON + MINUTE)
    letter.refresh_from_db()
    assert headlines(draw(letter, cast)) == ["Story a"]


def test_a_subject_too_long_is_refused_and_an_empty_one_is_the_first_headline(letter, cast, mails):
    live(cast, "a")
    issue = draw(letter, cast)
    with pytest.raises(Refused, match="121 characters long; 120 fit"):
        wording.set_title(issue, "x" * 121, by=cast.editor, now=LATER)
    wording.set_title(issue, "x" * 120, by=cast.editor, now=LATER)
    wording.set_title(issue, " \n ", by=cast.editor, now=LATER)
    assert press().print(Issue.objects.get(pk=issue.pk), LATER).subject == "Harbour news: Story a"
