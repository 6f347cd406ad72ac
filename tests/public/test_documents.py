"""Documents as readers get them: on the page with their credit, by one view, no longer than somebody allowed."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from articles import workflow
from media import standing
from media.documents.addresses import path as path_of
from media.documents.editing import edit_document
from media.leasing import grant_lease
from media.licences import LICENCES
from newsroom.pagecache.links import address_as_of
from tests import document_files as files
from tests.document_makers import body_with, make_document
from tests.makers import NOON, make_article, make_live, make_section
from tests.public.test_structured import of_type
from tests.readers import LATER, address, text

pytestmark = pytest.mark.django_db(databases="__all__")

CC = LICENCES["cc-by-sa-4.0"]
CREDIT = "City/Gazette"
TEMPLATES = Path(__file__).parents[2] / "templates"


@pytest.fixture
def paper(cast):
    return make_document(by=cast.photo_editor, licence=CC.code)


@pytest.fixture
def sound(cast):
    said = {"title": "The harbour at six", "transcript": "Anna: Good morning.\n\n[A bell rings.]"}
    return make_document(by=cast.photo_editor, data=files.wav(5), name="bell.wav", **said)


def body_of(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_the_page_prints_title_kind_size_credit_and_the_way_to_it(cast, paper, read):
    story = make_live(cast, body=body_with(paper, caption="Page <em>four</em> has the costs"))
    page = text(read(address(story)))
    for said in ("Harbour report", "What it costs.", "PDF ·", CREDIT, CC.link, CC.short, path_of(paper), "Download"):
        assert said in page, said
    assert "Page <em>four</em> has the costs" in page and "<audio" not in page and "<details" not in page
    assert "report.pdf" not in page, "its sender's name for it"


def test_what_its_file_says_is_the_desks_alone(cast, read):
    paper = make_document(by=cast.photo_editor, data=files.pdf(words=b"Zqinside"))
    story = make_live(cast, body=body_with(paper))
    assert "Zqinside" in paper.inside.text
    for path in (address(story), "/", "/feed/", "/feed/json/", "/feed/atom/", "/search/?q=zqins"):
        response = read(path)
        assert response.status_code == 200 and "zqinside" not in text(response).lower(), path


def test_a_recording_is_played_where_it_stands_with_every_word_of_it(cast, sound, read):
    page = text(read(address(make_live(cast, body=body_with(sound)))))
    assert f'<audio controls preload="none" src="{path_of(sound)}" aria-label="The harbour at six">' in page
    assert "<summary" in page and "<p>Anna: Good morning.</p>" in page and "0:05" in page
    assert "media-src 'self'" in read(address(make_live(cast, slug="other")))["Content-Security-Policy"]


def test_a_feed_has_a_line_with_the_credit(cast, paper, read):
    make_live(cast, body=body_with(paper))
    feed = text(read("/feed/"))
    assert "Harbour report" in feed and CREDIT in feed and CC.link in feed and path_of(paper) in feed


@pytest.mark.parametrize(
    "name", sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html") if "admin" not in path.parts)
)
def test_only_the_component_and_the_feeds_line_print_a_document_and_both_print_its_credit(name):
    source = (TEMPLATES / name).read_text()
    prints = re.search(r"<audio|document\.title|paper\.url", source)
    assert bool(prints) is (name in {"components/document.html", "components/document_line.html"}), name
    assert not prints or '"components/credit.html"' in source


def data_of(page: str) -> dict:
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])


def test_machines_are_told_of_documents_and_of_recordings_as_readers_are(cast, paper, sound, read):
    edit_document(paper, by=cast.photo_editor, creator="The council", copyright_notice="© City", now=NOON)
    said = data_of(text(read(address(make_live(cast, body=body_with(paper, sound))))))
    (part,), (heard,) = said["hasPart"], said["audio"]
    assert part == {
        "@type": "DigitalDocument",
        "name": "Harbour report",
        "description": "What it costs.",
        "inLanguage": "en",
        "creator": {"@type": "Person", "name": "The council"},
        "creditText": f"{CREDIT} ({CC.short})",
        "copyrightNotice": "© City",
        "license": CC.link,
        "encoding": {
            "@type": "MediaObject",
            "contentUrl": settings.SITE_URL + path_of(paper),
            "encodingFormat": "application/pdf",
            "contentSize": f"{paper.bytes} B",
        },
    }
    assert (heard["@type"], heard["name"], heard["duration"]) == ("AudioObject", "The harbour at six", "PT5S")
    assert heard["transcript"].startswith("Anna: Good morning.") and heard["encodingFormat"] == "audio/wav"
    assert heard["contentUrl"] == settings.SITE_URL + path_of(sound) and heard["creditText"] == CREDIT
    plain = data_of(text(read(address(make_live(cast, slug="other")))))
    assert not {"hasPart", "audio"} & plain.keys()


def test_machines_are_told_of_it_no_longer_than_it_may_be_used(cast, sound, read):
    grant_lease(sound, by=cast.photo_editor, usable_from=NOON, usable_until=LATER + timedelta(hours=1), now=NOON)
    story = make_live(cast, body=body_with(sound))
    assert "audio" in data_of(text(read(address(story), LATER)))
    assert "audio" not in data_of(text(read(address(story), LATER + timedelta(hours=1))))


def test_each_document_costs_the_page_no_more_than_the_first(cast, paper, sound, selects):
    none = make_live(cast, slug="none")
    one = make_live(cast, slug="one", body=body_with(paper))
    two = make_live(cast, slug="two", body=body_with(paper, sound))
    without = len(selects(address(none)))
    assert [len(selects(address(story))) - without for story in (one, two)] == [2, 2]


def test_its_address_answers_with_its_bytes_as_its_kind_alone(cast, paper, read):
    make_live(cast, body=body_with(paper))
    response = read(path_of(paper))
    assert response.status_code == 200 and body_of(response) == paper.original.open("rb").read()
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'attachment; filename="document-{paper.uid.hex[:8]}.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "public, max-age=86400" and response["Surrogate-Key"] == paper.tag
    assert "Cookie" not in response.get("Vary", "")
    assert read(path_of(paper), **{"If-None-Match": response["ETag"]}).status_code == 304
    assert read(path_of(paper), method="post").status_code == 405


def test_nobody_but_this_program_writes_an_address(cast, paper, read, settings):
    make_live(cast, body=body_with(paper))
    address = path_of(paper)
    for wrong in (address[:-5] + "0.pdf", address.replace(".pdf", ".mp3"), address.replace(address[50:60], "0" * 10)):
        assert wrong == address or read(wrong).status_code == 404, wrong
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    assert read(address).status_code == 200
    settings.SECRET_KEY_FALLBACKS = []
    assert read(address).status_code == 404


@pytest.mark.parametrize(
    ("asked", "status", "said", "part"),
    [
        ("bytes=0-99", 206, "bytes 0-99/{size}", slice(0, 100)),
        ("bytes=100-", 206, "bytes 100-{last}/{size}", slice(100, None)),
        ("bytes=-50", 206, "bytes {fifty}-{last}/{size}", slice(-50, None)),
        ("bytes=10-99999999", 206, "bytes 10-{last}/{size}", slice(10, None)),
        ("bytes=99999999-", 416, "bytes */{size}", None),
        ("bytes=-0", 416, "bytes */{size}", None),
        ("bytes=0-1,5-6", 200, "", slice(None)),
        ("bytes=9-3", 200, "", slice(None)),
        ("pages=1-2", 200, "", slice(None)),
    ],
)
def test_a_player_asks_for_one_part_at_a_time(cast, sound, read, asked, status, said, part):
    make_live(cast, body=body_with(sound))
    whole = sound.original.open("rb").read()
    response = read(path_of(sound), Range=asked)
    assert response.status_code == status and response["Accept-Ranges"] == "bytes"
    numbers = {"size": len(whole), "last": len(whole) - 1, "fifty": len(whole) - 50}
    assert response.get("Content-Range", "") == said.format(**numbers)
    if part is not None:
        assert body_of(response) == whole[part]
        assert int(response["Content-Length"]) == len(whole[part])


def test_a_part_of_what_was_another_file_is_the_whole_of_this_one(cast, sound, read):
    make_live(cast, body=body_with(sound))
    assert read(path_of(sound), Range="bytes=0-9", **{"If-Range": '"other"'}).status_code == 200


def test_before_and_after_its_story_it_is_not_there(cast, paper, read, as_, noon):
    article = make_article(by=cast.reporter, now=noon, body=body_with(paper))
    assert read(path_of(paper)).status_code == 404
    workflow.publish(article, by=cast.editor, live_from=LATER, now=noon)
    assert read(path_of(paper), at=LATER - timedelta(seconds=1)).status_code == 404
    assert read(path_of(paper), at=LATER).status_code == 200
    workflow.pull(article, by=cast.editor, now=LATER)
    gone = read(path_of(paper), at=LATER)
    assert (
        gone.status_code == 410 and gone["Cache-Control"] == "no-store" and b"There is no document here" in gone.content
    )


def test_staff_who_may_see_it_get_theirs_at_any_time_and_nobody_keeps_it(cast, paper, read, as_):
    response = read(path_of(paper), client=as_(cast.reporter))
    assert response.status_code == 200 and response["Cache-Control"] == "private, no-store"
    assert read(path_of(paper), client=as_(cast.photographer)).status_code == 404


def test_when_leave_ends_page_feed_address_and_cache_end_with_it(cast, paper, read):
    """The clock is moved past the lease's end: the block closes, nothing else is changed by anybody."""
    end = LATER + timedelta(hours=2)
    story = make_live(cast, body=body_with(paper))
    grant_lease(paper, by=cast.photo_editor, usable_from=NOON, usable_until=end, now=NOON)
    before, after = end - timedelta(seconds=90), end
    assert read(path_of(paper), at=before)["Cache-Control"] == "public, max-age=90"
    for surface in (address(story), "/feed/"):
        assert "Harbour report" in text(read(surface, at=before)), surface
        page = text(read(surface, at=after))
        assert "Harbour report" not in page and path_of(paper) not in page and CREDIT not in page, surface
        assert 'class="document' not in page
    assert read(path_of(paper), at=after).status_code == 410


def test_leave_for_other_sections_is_not_for_this_one(cast, paper, read):
    story = make_live(cast, body=body_with(paper))
    grant_lease(paper, by=cast.photo_editor, usable_from=NOON, sections=[str(make_section("Sport").uid)], now=NOON)
    assert "Harbour report" not in text(read(address(story)))
    assert read(path_of(paper)).status_code == 410


def test_a_withdrawal_is_at_once_and_everywhere(cast, paper, read):
    stories = [make_live(cast, slug=f"s-{number}", body=body_with(paper)) for number in range(2)]
    standing.withdraw(paper, by=cast.editor, reason="A name in it", now=NOON)
    for story in stories:
        assert "Harbour report" not in text(read(address(story)))
    assert read(path_of(paper)).status_code == 410


def test_a_mended_title_is_mended_on_the_page(cast, paper, read):
    story = make_live(cast, body=body_with(paper))
    edit_document(paper, by=cast.photo_editor, title="Harbour report, second edition")
    page = read(address(story))
    assert "Harbour report, second edition" in text(page)
    assert paper.tag in page["Surrogate-Key"].split()


def test_staff_look_at_another_moment_by_its_address_there(cast, paper, read, as_):
    make_live(cast, body=body_with(paper))
    browser = as_(cast.editor)
    assert read(address_as_of(LATER, path_of(paper)), client=browser).status_code == 200
    before = NOON - timedelta(days=1)
    assert read(address_as_of(before, path_of(paper)), client=browser).status_code == 404


def test_the_web_server_in_front_sends_it_and_never_shows_where_it_is_kept(cast, paper, read, settings):
    make_live(cast, body=body_with(paper))
    settings.PHOTO_ACCEL = "/kept"
    response = read(path_of(paper))
    assert response["X-Accel-Redirect"] == f"/kept/{paper.original.name}" and not response.content
    assert response["Content-Disposition"].startswith("attachment") and response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "public, max-age=86400"


def test_a_recording_that_lapsed_is_told_to_nobody(cast, sound, read):
    grant_lease(sound, by=cast.photo_editor, usable_from=NOON, usable_until=LATER, now=NOON)
    story = make_live(cast, body=body_with(sound))
    page = text(read(address(story), LATER + timedelta(minutes=1)))
    assert "audio" not in of_type(page, "NewsArticle") and "The harbour at six" not in page
