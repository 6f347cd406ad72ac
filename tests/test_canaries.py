"""Canaries: words set free at one minute, or taken back for ever, looked for on every surface there is."""

from collections import deque
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import resolve

from articles import workflow
from articles.fronts.operations import Place, SetCard
from articles.models import Banner
from articles.workflow.banner import AskedBanner
from articles.working_copy import content_of
from media import rights
from newsroom import clock
from newsroom.letters import issuing, keeping
from newsroom.pagecache.links import address_as_of
from tests.document_makers import figure, make_document
from tests.makers import (
    make_article,
    make_content,
    make_contributor,
    make_live,
    make_photo,
    make_section,
    make_tag,
    use_of,
)
from tests.test_leaks import _links, crawl

CANARY = "zqminutebird"
HOUR, TICK = timedelta(hours=1), timedelta(microseconds=1)


def _said(cast, name: str, now) -> dict:
    """Return fields of a story that says the canary wherever a story can say anything."""
    photo = make_photo(by=cast.photo_editor, caption=f"{CANARY} file", creator=f"{CANARY} maker", now=now)
    rights.edit_photo(photo, by=cast.photo_editor, credit_line=f"{CANARY} credit", now=now)
    inside = f"{CANARY} {name} file.".encode()
    document = make_document(by=cast.photo_editor, data=inside, title=f"{CANARY} paper", now=now)
    return {
        "headline": f"{CANARY} {name} headline",
        "dek": f"{CANARY} dek",
        "slug": f"{CANARY}-{name}",
        "dateline": f"{CANARY} town",
        "search_headline": f"{CANARY} search",
        "share_headline": f"{CANARY} share",
        "kind": "fact_check",
        "claim": f"{CANARY} claim",
        "claimant": f"{CANARY} claimant",
        "verdict": f"{CANARY} verdict",
        "body": f"<p>{CANARY} body.</p>\n" + figure(document, f"{CANARY} document"),
        "tags": (str(make_tag(f"{CANARY} {name}").uid), str(make_tag().uid)),
        "photos": (use_of(photo, caption=f"{CANARY} caption", alt=f"{CANARY} alt"),),
    }


@pytest.fixture
def minute(noon):
    return noon + HOUR


@pytest.fixture
def paper(cast, noon, minute):
    """A paper in which one story is scheduled for a minute, one embargoed until it, and one corrected at it."""
    cast.before = before = noon - HOUR
    make_live(cast, now=before - HOUR, headline="Another story with the same tag")
    scheduled = make_article(by=cast.reporter, now=before, **_said(cast, "scheduled", before))
    banner = AskedBanner(f"{CANARY} breaks", 2)
    workflow.publish(scheduled, by=cast.editor, live_from=minute, now=before, banner=banner)
    embargoed = make_article(by=cast.reporter, now=before, **_said(cast, "embargoed", before))
    workflow.embargo(embargoed, by=cast.reporter, until=minute, now=before)
    workflow.publish(embargoed, by=cast.editor, live_from=minute, now=before)
    corrected = make_live(cast, now=before, headline="What stands until then")
    workflow.save(corrected, by=cast.reporter, content=make_content(**_said(cast, "corrected", before)), now=noon)
    _told(cast, before)
    _arranged(cast, scheduled, embargoed, noon)
    said = keeping.Said("Mornings", "What is new.", tag=make_tag(), is_on=True)
    letter = keeping.begin_letter(said, by=cast.administrator, now=noon)
    issuing.send_issue(issuing.draw_up(letter, by=cast.editor, now=noon), by=cast.editor, now=noon)
    note = {"kind": "correction", "note": f"{CANARY} note"}
    workflow.publish(corrected, by=cast.editor, live_from=minute, now=noon, **note)
    cast.embargoed = embargoed
    return cast


def _told(cast, before) -> None:
    """Let a live story that readers have hold the canary in its queue and in what was pulled of it, at every moment."""
    told = make_live(cast, now=before, headline="Told live")
    opened = before + timedelta(minutes=1)
    workflow.open_live(told, by=cast.editor, now=opened)
    workflow.let_post(told, by=cast.editor, user=cast.reporter, reader=cast.editor, now=opened)
    said = workflow.Said(f"{CANARY} entry", byline=make_contributor(), headline=f"{CANARY} entry headline")
    workflow.queue_entry(told, by=cast.second_reporter, said=said, token=uuid4(), now=opened)
    pulled = workflow.post(told, by=cast.reporter, said=said, token=uuid4(), now=opened).article
    workflow.pull(pulled, by=cast.reporter, now=opened + timedelta(minutes=1))


def _arranged(cast, scheduled, embargoed, noon) -> None:
    """Put both on the fronts of a special and of the section, in an editor's words, issued long before the minute."""
    for said in ({"kind": "special", "title": "All night"}, {"kind": "section", "section": make_section()}):
        front = workflow.begin_front(by=cast.editor, now=noon, **said)
        for name, story in (("s", scheduled), ("e", embargoed)):
            words = {"headline": f"{CANARY} {name} in other words", "kicker": CANARY}
            workflow.arrange(front, Place("top", str(story.uid), name), by=cast.editor, now=noon)
            workflow.arrange(front, SetCard(name, words), by=cast.editor, now=noon)
        workflow.issue_front(front, by=cast.editor, now=noon)


def _at(monkeypatch, moment) -> None:
    monkeypatch.setattr(clock, "now", lambda: moment)


def _carrying(answers) -> set[str]:
    """Return which public addresses carry the canary, by the name of their pattern."""
    bird = CANARY.encode()
    carry = {path for path, (_status, body, headers) in answers.items() if bird in body.lower() or CANARY in headers}
    return {resolve(path.split("?")[0], "newsroom.public.urls").url_name for path in carry}


def test_nothing_outside_carries_it_before_the_minute(client, paper, minute, monkeypatch):
    _at(monkeypatch, minute - TICK)
    answers = crawl(client)
    assert len(answers) > 40
    assert _carrying(answers) == set()


def test_every_surface_carries_it_from_the_minute_on(client, paper, minute, monkeypatch):
    """Else the crawl above would prove nothing: these are the surfaces it looks at."""
    _at(monkeypatch, minute)
    answers = crawl(client)
    surfaces = {
        "front", "section", "section_all", "special", "tag", "contributor", "day", "story", "rendition", "report",
        "document", "feed", "section_feed", "tag_feed", "contributor_feed", "corrections", "corrections_feed",
        "api_items", "api_item", "feed_form",
        "section_feed_form", "tag_feed_form", "contributor_feed_form", "corrections_feed_form",
        "letter_issue", "month_sitemap", "news_sitemap", "search", "suggest",
    }  # fmt: skip
    assert _carrying(answers) >= surfaces
    page = client.get(f"/2026/11/22/{CANARY}-scheduled/").content.decode()
    for said in (f'og:title" content="{CANARY} share', 'og:image" content="', f'"headline": "{CANARY} search'):
        assert said in page, said
    assert f"{CANARY} breaks" in client.get("/no/such/page/").content.decode(), (
        "the 404 page has the banner, and the lead"
    )


def test_pressing_publish_lets_nothing_out_before_an_embargo(client, paper, noon, minute, monkeypatch):
    _at(monkeypatch, noon)
    for how in ({}, {"live_from": noon + timedelta(minutes=1)}):
        with pytest.raises(workflow.Refused, match="embargo"):
            workflow.publish(paper.embargoed, by=paper.duty_editor, now=noon, **how)
    assert _carrying(crawl(client)) == set()


def test_strangers_get_not_a_byte_of_it_by_asking_for_another_moment(client, paper, minute, monkeypatch):
    _at(monkeypatch, minute - TICK)
    asked = [path for path in crawl(client) if CANARY not in path]
    answers = [client.get(address_as_of(minute, path)) for path in asked]
    assert {answer.status_code for answer in answers} == {302}
    assert not any(CANARY.encode() in answer.content or CANARY in str(answer.headers) for answer in answers)


class TestRedacted:
    """A name that was taken out is on no page of anybody's, ever again."""

    NAME = "Zqgone Bird"
    ROLES = (
        "reporter", "second_reporter", "photographer", "copy_editor", "editor", "duty_editor", "photo_editor",
        "administrator", "stranger",
    )  # fmt: skip

    @pytest.fixture
    def story(self, cast, noon, monkeypatch):
        name, before = self.NAME, noon - 3 * HOUR
        _at(monkeypatch, noon)
        photo = make_photo(by=cast.reporter, caption=f"{name} at court.", creator=name, now=before)
        paper = make_document(
            by=cast.reporter, data=f"{name} said this.".encode(), title=f"{name} says", transcript=name, now=before
        )
        written = figure(paper, f"{name} wrote it")
        article = make_live(
            cast, now=before, headline=f"{name} in court", slug="zqgone-bird-in-court", slugline=f"{name} trial",
            dek=f"{name}, 40.", body=f"<p>{name} spoke.</p>\n{written}", share_headline=f"{name} shared",
            tags=(str(make_tag(name).uid),), photos=(use_of(photo, caption=f"{name} leaves.", alt=f"{name} walks."),),
        )  # fmt: skip
        content = make_content(headline=f"{name} in court again", body=f"<p>{name} spoke twice.</p>")
        workflow.save(article, by=cast.reporter, content=content, now=before + HOUR)
        note = {"kind": "correction", "note": f"An earlier version misquoted {name}."}
        workflow.publish(article, by=cast.editor, now=before + HOUR, banner=AskedBanner(f"{name} speaks", 24), **note)
        workflow.add_note(article, by=cast.reporter, text=f"Rang {name}.", now=before + HOUR)
        hold = workflow.hold(article, by=cast.editor, kind="legal", reason=f"{name} sues", now=before + HOUR)
        workflow.lift(hold, by=cast.duty_editor, reason=f"{name} does not", now=before + HOUR)
        front = workflow.begin_front("home", by=cast.editor, now=before + HOUR)
        workflow.arrange(front, Place("top", str(article.uid), "a"), by=cast.editor, now=before + HOUR)
        said = {"headline": f"{name} speaks", "kicker": name, "trail": f"What {name} says."}
        workflow.arrange(front, SetCard("a", said), by=cast.editor, now=before + HOUR)
        workflow.issue_front(front, by=cast.editor, now=before + HOUR)
        return article

    def _found(self, text: bytes) -> bool:
        return b"zqgone" in text.lower()

    def test_no_reader_finds_it(self, client, cast, noon, story):
        assert any(self._found(body) for _status, body, _headers in crawl(client).values())
        workflow.redact(story, by=cast.duty_editor, words=[self.NAME], reason="A witness", now=noon)
        for path, (_status, body, headers) in crawl(client).items():
            assert not self._found(body) and not self._found(headers.encode()), path
        assert Banner.objects.exists()

    @pytest.mark.parametrize("role", ROLES)
    def test_nobody_finds_it_on_a_page_of_the_desk(self, client, cast, noon, story, settings, role):
        settings.SECOND_FACTOR = False
        workflow.redact(story, by=cast.duty_editor, words=[self.NAME], reason="A witness", now=noon)
        client.force_login(getattr(cast, role))
        seen = set()
        for path, body in self._desk(client, story, seen):
            assert not self._found(body), path
        assert len(seen) > 20

    def test_the_crawl_of_the_desk_would_find_it(self, client, cast, noon, story, settings):
        settings.SECOND_FACTOR = False
        client.force_login(cast.duty_editor)
        found = {path for path, body in self._desk(client, story, set()) if self._found(body)}
        assert len(found) > 10
        for tail in ("change/", "history/", "history/compare/", "preview/?version=1"):
            assert f"/admin/articles/article/{story.pk}/{tail}" in found, tail

    def _desk(self, client, story, seen: set):
        """Yield every page of the desk about the story, and those that list it."""
        base = f"/admin/articles/article/{story.pk}/"
        tails = (
            "change/", "history/", "history/compare/", "history/compare/?from=version:1&to=version:2", "preview/",
            "preview/?version=1", "preview/?version=2", "preview/?revision=1", "preview/?revision=2", "journal/",
            "take-down/", "publish/", "lift/", "block-names/", "photos/", "documents/", "tags/", "suggest/",
        )  # fmt: skip
        queue = deque(["/admin/", "/admin/articles/article/", "/admin/as-of/"])
        queue.extend(
            [
                *(base + tail for tail in tails),
                "/admin/record/logentry/",
                "/admin/articles/tag/",
                "/admin/media/photo/",
                "/admin/media/document/",
            ]
        )
        queue.append(address_as_of(clock.now() - 2 * HOUR, "/"))
        queue.append(address_as_of(clock.now() - 2 * HOUR, "/2026/11/22/zqgone-bird-in-court/"))
        while queue:
            path = queue.popleft()
            if path in seen or len(seen) > 90 or "logout" in path:
                continue
            seen.add(path)
            response = client.get(path)
            body = b"".join(response.streaming_content) if response.streaming else response.content
            yield path, body.replace(path.encode(), b"")
            if "html" in response.get("Content-Type", "") and response.status_code == 200:
                queue.extend(
                    sorted(
                        link
                        for link in _links(body.decode())
                        if link.startswith((base, "/admin/media/photo/", "/admin/media/document/"))
                    )
                )


class TestWithheld:
    """What stood in one version alone, which was replaced for legal reasons, is nowhere outside; the others stay."""

    @pytest.fixture
    def story(self, cast, noon, monkeypatch, settings):
        settings.VERSIONS = True
        _at(monkeypatch, noon)
        before = noon - 3 * HOUR
        article = make_live(cast, now=before, headline="The wall", body="<p>The wall is four metres high.</p>")
        first = content_of(article)
        said = _said(cast, "withheld", before)
        workflow.save(article, by=cast.reporter, content=make_content(**said), now=before + HOUR)
        note = {"kind": "correction", "note": f"{CANARY} note"}
        workflow.publish(article, by=cast.editor, now=before + HOUR, **note)
        later = {"now": before + 2 * HOUR, "by": cast.reporter}
        third = replace(first, body="<p>The wall is nine metres high.</p>")
        article.refresh_from_db()
        workflow.save(article, content=third, **later)
        workflow.publish(article, by=cast.editor, kind="update", now=before + 2 * HOUR)
        article.refresh_from_db()
        return article

    def test_its_words_are_on_no_public_surface(self, client, cast, noon, story):
        had = _carrying(crawl(client))
        assert {"version", "versions", "story", "corrections", "corrections_feed", "feed"} <= had
        workflow.withhold(story, by=cast.editor, versions=[2], reason="A letter", now=noon)
        answers = crawl(client)
        assert _carrying(answers) == set()
        assert answers[f"/versions/{story.uid}/"][0] == 200
        assert answers[f"/versions/{story.uid}/2/"][0] == 404
        redline = client.get(f"/versions/{story.uid}/3/").content.decode()
        assert "four" in redline and "nine" in redline
