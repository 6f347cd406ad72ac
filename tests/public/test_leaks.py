"""No public page carries a byte of what is not public."""

from datetime import timedelta

import pytest

from articles import workflow
from articles.content import ContentByline
from tests.makers import NOON, make_article, make_content, make_contributor, make_live, make_photo, make_tag, use_of
from tests.readers import address, text

CANARY = "zqcanary"
ENDS = ("", "feed/", "feed/atom/", "feed/json/")


def _secret(cast, name: str) -> dict:
    """Return fields with a word in each that nothing public has."""
    photo = make_photo(by=cast.photo_editor, caption=f"{CANARY} file caption")
    writer, tag = make_contributor(f"{CANARY} {name}"), make_tag(f"{CANARY} {name}")
    return {
        "headline": f"{CANARY} headline {name}",
        "dek": f"{CANARY} dek",
        "slugline": f"{CANARY}-slugline",
        "slug": f"{CANARY}-{name}",
        "body": f"<p>{CANARY} body.</p>",
        "dateline": f"{CANARY} town",
        "search_headline": f"{CANARY} search",
        "share_headline": f"{CANARY} share",
        "bylines": (ContentByline(str(writer.uid), writer.name),),
        "tags": (str(tag.uid),),
        "photos": (use_of(photo, caption=f"{CANARY} caption", alt=f"{CANARY} alt"),),
    }


@pytest.fixture
def hidden(cast):
    """A story in every state in which readers have nothing of it, and one live beside them, with a note."""
    now = NOON
    live = make_live(cast)
    workflow.add_note(live, by=cast.reporter, text=f"{CANARY} note", now=now + timedelta(minutes=1))
    make_article(by=cast.reporter, **_secret(cast, "draft"))
    scheduled = make_article(by=cast.reporter, **_secret(cast, "scheduled"))
    workflow.file(scheduled, by=cast.reporter, now=now)
    workflow.publish(scheduled, by=cast.editor, now=now, live_from=now + timedelta(days=1))
    held = make_article(by=cast.reporter, **_secret(cast, "held"))
    workflow.hold(held, by=cast.editor, kind="legal", reason=f"{CANARY} reason", now=now)
    spiked = make_article(by=cast.reporter, **_secret(cast, "spiked"))
    workflow.spike(spiked, by=cast.reporter, reason=f"{CANARY} reason", now=now)
    recalled = make_article(by=cast.reporter, **_secret(cast, "recalled"))
    workflow.file(recalled, by=cast.reporter, now=now)
    workflow.publish(recalled, by=cast.editor, now=now)
    workflow.recall(recalled, by=cast.editor, now=now + timedelta(seconds=3))
    pulled = make_live(cast, **_secret(cast, "pulled"))
    workflow.pull(pulled, by=cast.editor, now=now + timedelta(minutes=1))
    workflow.save(live, by=cast.reporter, content=make_content(**_secret(cast, "reworked")), now=now)
    return [live, scheduled, held, spiked, recalled, pulled]


def _everything(story) -> list[str]:
    names = [f"{CANARY}-{name}" for name in ("draft", "scheduled", "held", "spiked", "recalled", "pulled", "reworked")]
    lists = [f"/{folder}/{name}/{end}" for folder in ("tag", "by") for name in names for end in ENDS]
    stories = [f"/2026/11/22/{name}/" for name in names] + [f"/2026/11/23/{name}/" for name in names]
    fixed = [
        "/",
        "/feed/",
        "/feed/atom/",
        "/feed/json/",
        "/section/city/",
        "/section/city/feed/",
        "/tag/harbour/",
        "/tag/harbour/feed/",
    ]
    return [*fixed, "/by/writer-a/", "/2026/11/22/", "/robots.txt", "/nope/", address(story), *lists, *stories]


def test_not_one_word_of_an_unpublished_story_is_on_any_page(read, hidden):
    for path in _everything(hidden[0]):
        response = read(path)
        asked = CANARY in path
        assert CANARY not in text(response), path
        assert not asked or response.status_code in {404, 503}, path
        assert not any(
            CANARY in value for name, value in response.items() if name not in {"Surrogate-Key", "Cache-Tag"}
        )
