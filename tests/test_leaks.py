"""Nothing only a working copy has reaches anybody it is not for: readers, feeds, crawlers, the unnamed at the desk."""

import re
from collections import deque
from dataclasses import replace
from datetime import timedelta
from html import unescape
from urllib.parse import unquote, urlsplit
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.test import override_settings
from django.urls import get_resolver, resolve

from articles import workflow
from articles.fronts.arrangement import Sublink
from articles.fronts.operations import Place, SetCard, SetContainer
from articles.models import (
    Address,
    Article,
    ArticlePhoto,
    Contributor,
    Front,
    Hold,
    LiveStory,
    Note,
    Revision,
    Section,
    SignOff,
    Tag,
)
from newsroom import clock
from newsroom.letters import issuing, keeping, wording
from newsroom.letters.models import IssueStory, Letter
from newsroom.record.models import LogWords
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

CANARY = "canarybird"
HOUR = timedelta(hours=1)
# What nobody reaches who was not given the address; each has leak tests of its own.
BEHIND_A_TOKEN = {"for-review/", "for-republishers/"}


def _canary_content(name: str, by) -> dict:
    """Return fields of a story that says the canary wherever a story can say anything."""
    photo = make_photo(by=by, caption=f"{CANARY} {name} photo", creator=f"{CANARY} {name}")
    document = make_document(by=by, data=f"{CANARY} {name} file.".encode(), title=f"{CANARY} {name} title")
    return {
        "headline": f"{CANARY} {name} headline",
        "dek": f"{CANARY} {name} dek",
        "slug": f"{CANARY}-{name}",
        "slugline": f"{CANARY}-{name}-slugline",
        "dateline": f"{CANARY} {name}",
        "search_headline": f"{CANARY} {name} search",
        "share_headline": f"{CANARY} {name} share",
        "body": f"<p>{CANARY} {name} body.</p>\n" + figure(document, f"{CANARY} {name} document"),
        "tags": (str(make_tag(f"{CANARY} {name}").uid),),
        "photos": (use_of(photo, caption=f"{CANARY} {name} caption", alt=f"{CANARY} {name} alt"),),
    }


@pytest.fixture
def now(monkeypatch, noon):
    """Stand the one clock still at noon."""
    monkeypatch.setattr(clock, "now", lambda: noon)
    return noon


@pytest.fixture
def paper(cast, now):
    """A paper with live stories, and one story in every state whose words are nobody's to read."""
    make_live(cast, now=now - HOUR, headline="A story for everybody")
    make_live(cast, now=now - 2 * HOUR, headline="Another for everybody", body="<p>It is read by all.</p>")
    before = now - HOUR

    def story(name):
        return make_article(by=cast.reporter, now=before, **_canary_content(name, cast.reporter))

    story("draft")
    workflow.publish(story("scheduled"), by=cast.editor, live_from=now + HOUR, now=before)
    workflow.hold(story("held"), by=cast.editor, kind="legal", reason=f"{CANARY} hold", now=before)
    workflow.spike(story("spiked"), by=cast.editor, reason=f"{CANARY} spike", now=before)
    embargoed = workflow.embargo(story("embargoed"), by=cast.reporter, until=now + HOUR, now=before)
    workflow.publish(embargoed, by=cast.editor, live_from=now + HOUR, now=before)
    pulled = story("pulled")
    workflow.publish(pulled, by=cast.editor, now=before)
    workflow.pull(pulled, by=cast.editor, now=now - timedelta(minutes=1))
    told = make_live(cast, now=before, headline="Told live")
    workflow.open_live(told, by=cast.editor, now=before + timedelta(minutes=1))
    workflow.let_post(told, by=cast.editor, user=cast.reporter, reader=cast.editor, now=before + timedelta(minutes=1))
    said = workflow.Said(f"{CANARY} entry", byline=make_contributor(), headline=f"{CANARY} entry headline")
    workflow.post(told, by=cast.reporter, said=said, token=uuid4(), now=before + timedelta(minutes=2))
    workflow.pull(told, by=cast.editor, now=now - timedelta(minutes=1))
    _told_live(cast, before)
    withdrawn = story("withdrawn")
    workflow.publish(withdrawn, by=cast.editor, now=before)
    workflow.withdraw(
        withdrawn, by=cast.duty_editor, note="We no longer publish it.", reason=f"{CANARY} reason", now=now
    )
    nothing = story("nothing")
    workflow.publish(nothing, by=cast.editor, now=before)
    workflow.withdraw(nothing, by=cast.duty_editor, nothing_here=True, reason=f"{CANARY} order", now=now)
    recalled = story("recalled")
    workflow.publish(recalled, by=cast.editor, now=before)
    workflow.recall(recalled, by=cast.editor, now=before + timedelta(seconds=3))
    live = make_live(cast, now=before, headline="Live, with a draft beside it")
    workflow.save(live, by=cast.reporter, content=make_content(**_canary_content("update", cast.reporter)), now=now)
    workflow.add_note(live, by=cast.reporter, text=f"{CANARY} note", now=now)
    _fronts(cast, live, now)
    return cast


def _fronts(cast, live, now) -> None:
    """Arrange a front of each kind with a live story and with every story whose words are nobody's to read.

    Issued are those that readers will have, or had until they were pulled, each worded by an editor; what is arranged
    since says the canary of the live story too. Another special and another home were never issued.
    """
    placed = {"scheduled", "embargoed", "pulled"}
    stories = [(name, Article.objects.get(headline=f"{CANARY} {name} headline")) for name in sorted(placed)]
    city = make_section()
    for kind, said in (("home", {}), ("section", {"section": city}), ("special", {"title": "For everybody"})):
        front = workflow.begin_front(kind, by=cast.editor, now=now, **said)
        workflow.arrange(front, Place("top", str(live.uid), "live"), by=cast.editor, now=now)
        for name, story in stories:
            workflow.arrange(front, Place("top", str(story.uid), name), by=cast.editor, now=now)
            words = {"headline": f"{CANARY} front", "kicker": CANARY, "trail": CANARY, "until": ""}
            links = (Sublink(str(story.uid), f"{CANARY} line"), Sublink(str(live.uid), f"{CANARY} under {name}"))
            workflow.arrange(front, SetCard(name, {**words, "sublinks": links}), by=cast.editor, now=now)
        hidden = (Sublink(str(stories[0][1].uid), f"{CANARY} hidden line"),)
        workflow.arrange(front, SetCard("live", {"sublinks": hidden}), by=cast.editor, now=now)
        workflow.issue_front(front, by=cast.editor, now=now)
        workflow.arrange(front, SetCard("live", {"headline": f"{CANARY} arranged"}), by=cast.editor, now=now)
        workflow.arrange(front, SetContainer("top", {"title": f"{CANARY} title"}), by=cast.editor, now=now)
        workflow.issue_front(front, by=cast.editor, live_from=now + HOUR, now=now)
    workflow.begin_front("special", by=cast.editor, title=f"{CANARY} special", now=now)
    _newsletters(cast, now)


def _newsletters(cast, now) -> None:
    """An issue of a newsletter that went out with every story readers ever had, and one that was drawn up since."""
    said = keeping.Said("Mornings", "What is new.", front=Front.objects.get(kind="home"), is_on=True)
    letter = keeping.begin_letter(said, by=cast.administrator, now=now - HOUR)
    sent = issuing.send_issue(
        issuing.draw_up(letter, by=cast.editor, now=now + timedelta(seconds=1)), by=cast.editor, now=now
    )
    drawn = set(sent.stories.values_list("article", flat=True))
    assert drawn
    missing = Article.objects.exclude(pk__in=drawn)
    sent.stories.bulk_create(
        IssueStory(issue=sent, place=100 + place, article=article) for place, article in enumerate(missing)
    )
    wording.set_title(
        issuing.draw_up(letter, by=cast.editor, now=now), title=f"{CANARY} subject", by=cast.editor, now=now
    )
    keeping.begin_letter(
        replace(said, name=f"{CANARY} newsletter", is_on=False, greeting=CANARY),
        by=cast.administrator,
        now=now,
    )


def _told_live(cast, before) -> None:
    """A live story readers have, with what of it they must not: queued, sent back, pulled, redacted, unpinned words."""
    told = make_live(cast, now=before, headline="Told for everybody")
    opened, minute = before + timedelta(minutes=1), timedelta(minutes=1)
    workflow.open_live(told, by=cast.editor, now=opened)
    workflow.let_post(told, by=cast.editor, user=cast.reporter, reader=cast.editor, now=opened)
    photo = make_photo(by=cast.reporter, caption=f"{CANARY} entry photo", creator=f"{CANARY} entry")

    def said(name, **fields):
        return workflow.Said(f"{CANARY} {name}", byline=make_contributor(), headline=f"{CANARY} {name}", **fields)

    def queued(name, **fields):
        at = {"by": cast.second_reporter, "token": uuid4(), "now": opened + minute}
        return workflow.queue_entry(told, said=said(name, **fields), **at).article

    def posted(words):
        return workflow.post(told, by=cast.reporter, said=words, token=uuid4(), now=opened + minute).article

    queued("queued", photo=use_of(photo, caption=f"{CANARY} caption", alt=f"{CANARY} alt"))
    workflow.send_back(queued("sent back"), by=cast.editor, reason=f"{CANARY} reason", now=opened + 2 * minute)
    workflow.spike(queued("dropped"), by=cast.second_reporter, now=opened + 2 * minute)
    pulled = posted(said("pulled"))
    workflow.pin_entry(told, by=cast.editor, entry=pulled, now=opened + 2 * minute)
    workflow.pull(pulled, by=cast.reporter, now=opened + 3 * minute)
    redacted = posted(said("redacted"))
    out = {"words": [CANARY], "reason": "An order.", "now": opened + 3 * minute}
    workflow.redact(redacted, by=cast.duty_editor, **out)
    corrected = posted(said("first wording"))
    right = workflow.Said("What is right", byline=make_contributor())
    note = {"kind": "correction", "note": "It was wrong.", "edition": 1, "now": opened + 2 * minute}
    workflow.edit_entry(corrected, by=cast.reporter, said=right, **note)
    points = {"by": cast.editor, "reader": cast.duty_editor}
    first = workflow.set_key_points(told, points=[f"{CANARY} point"], version=0, now=opened + minute, **points)
    workflow.set_key_points(told, points=["A point"], version=1, now=opened + 2 * minute, **points)
    assert first.article.editions.count() == 2
    assert Article.objects.filter(part_of=told).count() == 7


def _links(text: str) -> set[str]:
    found = re.findall(r"""(?:href|src|content)=["']([^"']+)|<link>([^<]+)|<loc>([^<]+)|url=["']([^"']+)""", text)
    found = {unescape(next(filter(None, groups))) for groups in found}
    srcsets = re.findall(r'srcset="([^"]+)"', text)
    found |= {part.split()[0] for srcset in srcsets for part in unescape(srcset).split(",") if part.split()}
    local = {urlsplit(link) for link in found}
    return {
        unquote(link.path) + (f"?{link.query}" if link.query else "")
        for link in local
        if link.path.startswith("/") and link.hostname in {None, "127.0.0.1", "localhost"}
    }


def _known_addresses() -> set[str]:
    """Return every address somebody could guess: of all stories, live or not, and of all their parts."""
    paths = set(Address.objects.values_list("key", flat=True))
    paths |= {f"/tag/{slug}/" for slug in Tag.objects.values_list("slug", flat=True)}
    paths |= {f"/section/{slug}/" for slug in Section.objects.values_list("slug", flat=True)}
    paths |= {f"/section/{slug}/all/" for slug in Section.objects.values_list("slug", flat=True)}
    paths |= {f"/special/{slug}/" for slug in Front.objects.filter(kind="special").values_list("slug", flat=True)}
    paths |= {f"/by/{slug}/" for slug in Contributor.objects.values_list("slug", flat=True)}
    paths |= {f"{path}feed/{form}" for path in {*paths, "/", "/corrections/"} for form in ("", "atom/", "json/")}
    paths |= {f"/2026/11/22/{slug}/" for slug in Article.objects.values_list("slug", flat=True)}
    paths |= {"/", "/feed/", "/robots.txt", "/2026/11/22/", "/2026/11/21/", "/no/such/page/"}
    paths |= {"/corrections/", "/corrections/feed/", "/corrections/report/sent/", "/sitemap.xml", "/sitemap/news.xml"}
    asked = {"section": Section, "tag": Tag, "contributor": Contributor}
    paths |= {
        f"/api/items/?{name}={slug}" for name, of in asked.items() for slug in of.objects.values_list("slug", flat=True)
    }
    paths |= {"/api/", "/api/items/", "/api/items/?since=2026-01-01T00:00:00Z"}
    paths |= {f"/api/items/{uid}/" for uid in Article.objects.values_list("uid", flat=True)}
    paths |= {
        "/logo/00000000000000000000000000000000.png",
        "/about/",
        "/about/ethics/",
        "/about/masthead/",
        "/about/masthead/1/",
        "/about/nothing/",
    }
    paths |= {f"/share/{uid}/{'0' * 20}.jpg" for uid in Article.objects.values_list("uid", flat=True)}
    paths |= {"/.well-known/security.txt", "/style/00508c-9cc3f5-000000000000.css"}
    paths |= {"/sitemap/news-2.xml", "/sitemap/2026-11.xml", "/sitemap/2026-11-1793491200000000-1796083200000000.xml"}
    paths |= {"/most-read/", "/2026/", "/2026/11/"}
    # What stories say stands in none of these addresses, so that an answer with it has found it.
    words = ("story", "head", "body", "pulled", "queued", "wording", "point")
    paths |= {f"/search/?q={word}" for word in words} | {"/search/?kind=news", "/search/?q=zq*"}
    paths |= {f"/search/suggest/?q={word}" for word in ("zq", "can", "head")}
    paths |= {f"/search/?tag={slug}" for slug in Tag.objects.values_list("slug", flat=True)}
    paths |= {f"/corrections/report/?story={uid}" for uid in Article.objects.values_list("uid", flat=True)}
    paths |= {f"/versions/{uid}/{tail}" for uid in Article.objects.values_list("uid", flat=True) for tail in ("", "2/")}
    paths |= {f"/live/{story.article.uid}/since/0/" for story in LiveStory.objects.select_related("article")}
    paths |= {"/newsletters/", "/newsletters/confirm/x/", "/newsletters/off/x/", "/newsletters/bounces/"}
    paths |= {f"/newsletters/bounces/{provider}/" for provider in ("postmark", "mailgun", "ses")}
    letters = Letter.objects.values_list("slug", flat=True)
    paths |= {f"/newsletters/{slug}/{tail}" for slug in letters for tail in ("", "asked/", "confirmed/", "1/", "2/")}
    from media import addresses
    from media.documents.addresses import path as path_of
    from media.models import Document, Rendition

    paths |= {path_of(document) for document in Document.objects.all()}
    paths |= {addresses.path(rendition.photo, rendition) for rendition in Rendition.objects.select_related("photo")}
    return paths


def crawl(client) -> dict[str, tuple[int, bytes, str]]:
    """Return what every public address answers: status, body and headers, by path."""
    answers, queue = {}, deque(sorted(_known_addresses()))
    # What readers of an open newsroom could reach, though it is closed unless somebody turns it on.
    with override_settings(VERSIONS=True):
        return _crawled(client, answers, queue)


def _crawled(client, answers: dict, queue: deque) -> dict[str, tuple[int, bytes, str]]:
    while queue:
        path = queue.popleft()
        if path in answers or len(answers) > 480 or path.startswith(("/static/", "/admin/", "/accounts/")):
            continue
        # From many places: one alone would be asked to search less often.
        response = client.get(path, REMOTE_ADDR=f"192.0.2.{len(answers) % 250 + 1}")
        body = b"".join(response.streaming_content) if response.streaming else response.content
        answers[path] = response.status_code, body, str(dict(response.headers))
        if "html" in response.get("Content-Type", "") or "xml" in response.get("Content-Type", ""):
            queue.extend(_links(body.decode()))
    return answers


def test_no_public_answer_carries_a_byte_of_what_is_not_public(client, paper):
    answers = crawl(client)
    assert 40 < len(answers) < 480, "a robot that follows links comes to an end"
    assert sum(status == 200 for status, *_rest in answers.values()) > 12
    for path, (status, body, headers) in answers.items():
        # An address asked for may stand in the answer's own link only where it leads somewhere.
        assert CANARY.encode() not in body.lower(), (path, status)
        assert CANARY not in headers.lower(), (path, status)


def test_the_crawl_reaches_every_public_address_there_is(client, paper):
    """Whoever adds a public address gives the crawl a path to it, in `_known_addresses` or by a link."""
    answers = crawl(client)
    reached = {resolve(urlsplit(path).path, "newsroom.public.urls").url_name for path in answers}
    assert {pattern.name for pattern in get_resolver("newsroom.public.urls").url_patterns} - reached == set()
    apart = {"admin/", "accounts/", ""}
    others = {str(pattern.pattern) for pattern in get_resolver().url_patterns} - apart
    assert others <= BEHIND_A_TOKEN, "an address outside of newsroom.public.urls has to be crawled too"


def test_each_state_answers_its_own_address_with_its_own_status(client, paper, now):
    def status(name):
        return client.get(f"/2026/11/22/{CANARY}-{name}/").status_code

    found = {name: status(name) for name in ("draft", "scheduled", "held", "spiked", "embargoed", "recalled")}
    assert set(found.values()) == {404}, found
    assert (status("pulled"), status("withdrawn"), status("nothing")) == (503, 410, 410)
    assert b"We no longer publish it." in client.get(f"/2026/11/22/{CANARY}-withdrawn/").content


def test_a_photo_only_a_draft_has_is_not_served(client, paper):
    from media import addresses
    from media.models import Photo

    for photo in Photo.objects.filter(caption__startswith=CANARY):
        rendition = photo.renditions.first()
        assert client.get(addresses.path(photo, rendition)).status_code in {404, 410}, photo


def test_pages_stay_the_same_to_the_byte_after_every_working_copy_is_overwritten(client, paper, settings):
    settings.VERSIONS = True
    before = crawl(client)
    words = dict.fromkeys(("headline", "dek", "slugline", "body", "dateline"), f"{CANARY} overwritten")
    Article.objects.update(**words, slug=f"{CANARY}-over", search_headline=CANARY, share_headline=CANARY, stage="draft")
    ArticlePhoto.objects.update(caption=CANARY, alt=CANARY)
    Revision.objects.update(text=f'"{CANARY}"', words=CANARY, pictures=CANARY, placement=CANARY)
    SignOff.objects.update(words=CANARY, pictures=CANARY, placement=CANARY)
    Note.objects.update(text=CANARY)
    Hold.objects.update(reason=CANARY)
    LogWords.objects.update(text=CANARY)
    Front.objects.update(arrangement=CANARY, kept=CANARY)
    for path, answer in before.items():
        response = client.get(path)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        assert (response.status_code, _untimed(body)) == (answer[0], _untimed(answer[1])), path


def _untimed(body: bytes) -> bytes:
    """Return a page less the token of its form, which is another each time."""
    return re.sub(rb'name="token" value="[^"]*"', b"", body)


def test_readers_pages_set_no_cookie_and_vary_on_nothing_but_encoding(client, paper):
    for path in (
        "/",
        "/feed/",
        "/feed/json/",
        "/section/city/",
        "/2026/11/22/a-story-for-everybody/",
        "/no/such/page/",
    ):
        response = client.get(path)
        assert "Set-Cookie" not in response.headers
        assert response.get("Vary", "Accept-Encoding") == "Accept-Encoding"
        assert "nonce" not in response["Content-Security-Policy"]
        assert b"csrfmiddlewaretoken" not in response.content
    assert not Session.objects.exists()


def test_a_scheduled_story_is_there_at_its_minute_and_not_before(client, paper, now, monkeypatch):
    path = f"/2026/11/22/{CANARY}-scheduled/"
    for moment, status in ((now + HOUR - timedelta(microseconds=1), 404), (now + HOUR, 200)):
        monkeypatch.setattr(clock, "now", lambda moment=moment: moment)
        assert client.get(path).status_code == status
        assert (CANARY.encode() in client.get("/").content) == (status == 200)


RESTRICTED = "restrictedbird"


@pytest.fixture
def restricted(cast, now):
    """A live story with a draft beside it, restricted to the duty editor and its reporter."""
    said = _canary_content("secret", cast.reporter)
    for name, value in said.items():
        said[name] = value.replace(CANARY, RESTRICTED) if isinstance(value, str) else value
    article = make_article(by=cast.reporter, now=now - HOUR, **said)
    workflow.add_note(article, by=cast.reporter, text=f"{RESTRICTED} note", now=now)
    workflow.file(article, by=cast.reporter, now=now)
    workflow.restrict(article, by=cast.duty_editor, people=[cast.duty_editor, cast.reporter], now=now)
    return article


@pytest.mark.parametrize(
    "role", ["second_reporter", "photographer", "copy_editor", "editor", "photo_editor", "administrator", "stranger"]
)
def test_a_restricted_story_is_on_no_page_of_the_desk_for_anybody_not_named(client, cast, restricted, role):
    client.force_login(getattr(cast, role))
    seen, queue = set(), deque(["/admin/", f"/admin/?q={RESTRICTED[:-2]}", *_desk_addresses(restricted)])
    while queue:
        path = queue.popleft()
        if path in seen or len(seen) > 150:
            continue
        seen.add(path)
        response = client.get(path)
        if response.status_code != 200:
            continue
        assert RESTRICTED.encode() not in b"".join(response).lower(), path
        if "html" in response.get("Content-Type", ""):
            links = _links(response.content.decode())
            queue.extend(sorted(link for link in links if link.startswith("/admin/") and "logout" not in link))
    assert len(seen) >= 6


def _desk_addresses(article) -> list[str]:
    base = f"/admin/articles/article/{article.pk}"
    tails = ("change/", "history/", "delete/", "preview/", "publish/", "redact/", "pull/")
    searches = [
        f"/admin/articles/article/?q={RESTRICTED[:-2]}",
        f"/admin/autocomplete/?app_label=articles&model_name=byline&field_name=contributor&term={RESTRICTED[:-2]}",
    ]
    return [*(f"{base}/{tail}" for tail in tails), *searches]


def test_the_named_still_see_it(client, cast, restricted):
    client.force_login(cast.duty_editor)
    assert RESTRICTED.encode() in client.get("/admin/articles/article/").content
