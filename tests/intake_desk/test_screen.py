"""New from text: every step as a plain form sends it, who may, what is refused, and that nothing is lost."""

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.intake.beside import read_beside
from articles.models import Article, Contributor, Hold
from articles.working_copy import content_of
from tests.makers import jpeg, make_section

from .browsing import fields_of, read
from .test_draft import COPY

SEED = Path(__file__).resolve().parents[3] / "shared" / "seeds" / "story.txt"


def test_it_opens_with_a_box_for_the_copy(at_desk, address):
    page = at_desk.get(address)
    assert page.status_code == 200
    assert "Paste copy, drop a file" in page.content.decode()


@pytest.mark.parametrize("who", ["reporter", "copy_editor", "editor", "duty_editor"])
def test_whoever_writes_may_bring_copy_in(client, cast, address, who):
    client.force_login(getattr(cast, who))
    fields = fields_of(read(client, address))
    assert client.post(address, fields | {"create": "1"}).status_code == 302
    assert Article.objects.get().created_by == getattr(cast, who)


@pytest.mark.parametrize("who", ["photographer", "photo_editor", "administrator", "stranger"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_may(client, cast, address, who, method):
    client.force_login(getattr(cast, who))
    assert getattr(client, method)(address, {"text": COPY}).status_code == 403


def test_an_anonymous_visitor_is_asked_to_sign_in(client, address):
    assert client.get(address).status_code == 302
    assert client.post(address, {"text": COPY}).status_code == 302


def test_no_other_method_is_answered(at_desk, address):
    assert at_desk.put(address).status_code == 405


def test_a_request_without_a_csrf_token_is_refused(cast, address):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.reporter)
    assert strict.post(address, {"text": COPY}).status_code == 403


def test_it_shows_what_was_understood_beside_the_numbered_lines(at_desk, address):
    response = read(at_desk, address)
    page, fields = response.content.decode(), fields_of(response)
    assert fields["headline"] == "Harbour wall to be rebuilt by spring"
    assert (fields["byline-0-name"], fields["byline-1-name"], fields["byline-1-kind"]) == (
        "Ada Penrose",
        "News Desk",
        "desk",
    )
    assert fields["dated"] == "2023-01-14"
    assert fields["photo-0-credit"] == "Joss Ferrand"
    assert 'id="line-11"' in page and "Most Popular" in page
    assert "Pull line 11 back in" in page


def test_reading_makes_no_draft_and_no_contributor(at_desk, address):
    read(at_desk, address)
    assert not Article.objects.exists() and not Contributor.objects.exists()


def test_the_page_as_it_stands_becomes_the_draft(at_desk, address):
    fields = fields_of(read(at_desk, address))
    response = at_desk.post(address, fields | {"create": "1"}, follow=True)
    article = Article.objects.get()
    assert response.redirect_chain[0][0] == reverse("admin:articles_article_change", args=[article.pk])
    assert "The draft is made" in response.content.decode()
    content = content_of(article)
    assert content.headline == "Harbour wall to be rebuilt by spring"
    assert content.dated == "2023-01-14"
    assert [byline.name for byline in content.bylines] == ["Ada Penrose", "News Desk"]
    assert read_beside(article.left_out).left_out == ("Most Popular",)


@pytest.mark.skipif(not SEED.exists(), reason="the seed story is not on this machine")
def test_the_seed_becomes_a_draft_in_two_requests(at_desk, address):
    fields = fields_of(read(at_desk, address, SEED.read_text(encoding="utf-8")))
    at_desk.post(address, fields | {"create": "1"})
    article = Article.objects.get()
    assert article.headline == "Syrian army soldiers killed in extremist attack"
    assert article.body.count("<p>") == 12
    assert article.bylines.get().contributor.name == "News Desk"
    assert [photo.credit for photo in read_beside(article.left_out).photos] == ["hstoday.us"]


def test_what_was_typed_over_the_reading_is_what_the_draft_says(at_desk, address):
    section = make_section()
    fields = fields_of(read(at_desk, address)) | {
        "headline": "Wall, again",
        "dated": "2023-01-15",
        "copy_from": "agency",
        "copy_source": "Reuters",
        "section": str(section.pk),
        "byline-0-name": "Rosie Tarn",
        "byline-1-name": "",
        "create": "1",
    }
    at_desk.post(address, fields)
    article = Article.objects.get()
    content = content_of(article)
    assert (content.headline, content.dated, content.section) == ("Wall, again", "2023-01-15", str(section.uid))
    assert (article.copy_from, article.copy_source) == ("agency", "Reuters")
    assert [byline.name for byline in content.bylines] == ["Rosie Tarn"]


def test_a_line_called_something_else_is_read_again(at_desk, address):
    fields = fields_of(read(at_desk, address))
    again = fields_of(at_desk.post(address, fields | {"role-11": "subhead"}))
    assert again["role-11"] == "subhead"
    response = at_desk.post(address, again | {"create": "1"})
    assert response.status_code == 302
    assert "<h2>Most Popular</h2>" in Article.objects.get().body


def test_a_line_goes_back_to_what_it_was_read_as(at_desk, address):
    fields = fields_of(at_desk.post(address, fields_of(read(at_desk, address)) | {"role-11": "subhead"}))
    again = fields_of(at_desk.post(address, fields | {"role-11": ""}))
    at_desk.post(address, again | {"create": "1"})
    assert "Most Popular" not in Article.objects.get().body


def test_a_line_left_out_is_pulled_back_in(at_desk, address):
    fields = fields_of(at_desk.post(address, fields_of(read(at_desk, address)) | {"pull": "11"}))
    at_desk.post(address, fields | {"create": "1"})
    assert Article.objects.get().body.endswith("<p>Most Popular</p>")


def test_some_words_of_a_line_can_be_called_something(at_desk, address):
    text = COPY.replace("The council voted on Monday after", "Dek begins here The council voted on Monday after")
    fields = fields_of(read(at_desk, address, text))
    said = {"part-line": "2", "part-before": "Dek begins here ", "part-words": "The council voted", "part-role": "dek"}
    again = fields_of(at_desk.post(address, fields | said))
    assert again["dek"] == "The council voted"
    assert "Dek begins here \nThe council voted\n on Monday" in again["text"].replace("\r\n", "\n")
    assert again["role-3"] == "dek"


def test_words_that_are_not_in_the_line_part_nothing(at_desk, address):
    fields = fields_of(read(at_desk, address))
    said = {"part-line": "2", "part-before": "nowhere", "part-words": "to be found", "part-role": "dek"}
    assert fields_of(at_desk.post(address, fields | said))["text"].split() == COPY.split()


def test_typed_words_stay_when_another_line_is_called_something(at_desk, address):
    fields = fields_of(read(at_desk, address)) | {"headline": "Typed headline", "byline-0-place": "Pellgate"}
    again = fields_of(at_desk.post(address, fields | {"role-11": "body"}))
    assert again["headline"] == "Typed headline"
    assert again["byline-0-place"] == "Pellgate"


def test_a_line_called_headline_takes_the_place_of_typed_words_and_they_stay_in_sight(at_desk, address):
    fields = fields_of(read(at_desk, address)) | {"headline": "Typed headline"}
    response = at_desk.post(address, fields | {"role-11": "headline", "role-1": "left_out"})
    assert fields_of(response)["headline"] == "Most Popular"
    assert "You had typed “Typed headline”" in response.content.decode()


def test_an_embargo_turns_the_top_red_with_the_moment_found(at_desk, address):
    response = read(at_desk, address, "EMBARGOED UNTIL 10:00 GMT 17 JANUARY 2099\n\n" + COPY)
    page = response.content.decode()
    assert "intake-alarm" in page
    assert "Under embargo until Saturday 17 January 2099, 10:00 UTC." in page
    at_desk.post(address, fields_of(response) | {"create": "1"})
    assert Article.objects.get().embargoed_until.isoformat() == "2099-01-17T10:00:00+00:00"


def test_words_that_kill_are_a_hold_the_page_announces(at_desk, address):
    response = read(at_desk, address, "KILL KILL KILL\n\n" + COPY)
    assert "The draft will be on hold (Agency advisory)" in response.content.decode()
    at_desk.post(address, fields_of(response) | {"create": "1"})
    assert Article.objects.get().holds.get().kind == Hold.Kind.ADVISORY


def test_a_doubt_about_an_embargo_stands_beside_its_field(at_desk, address):
    page = read(at_desk, address, "EMBARGOED UNTIL 17 JANUARY 2099\n\n" + COPY).content.decode()
    field = page[page.index('id="id_embargo"') : page.index('class="intake-photos"')]
    assert "intake-doubt" in field


def test_plain_copy_raises_no_alarm(at_desk, address):
    assert "intake-alarm" not in read(at_desk, address).content.decode()


def test_nothing_typed_is_a_sentence(at_desk, address):
    response = read(at_desk, address, " \n ")
    assert response.status_code == 422
    assert "There is no copy yet" in response.content.decode()


def test_too_much_copy_is_refused_and_kept_in_the_box(at_desk, address):
    text = "A long line of copy goes on. " * 40_000
    response = read(at_desk, address, text)
    assert response.status_code == 422
    assert "copy may have 1024" in response.content.decode()
    assert text.strip() in response.content.decode()


def test_a_file_is_read(at_desk, address):
    file = SimpleUploadedFile("wall.txt", COPY.encode("utf-16"))
    fields = fields_of(at_desk.post(address, {"text": "", "file": file}))
    assert fields["headline"] == "Harbour wall to be rebuilt by spring"
    assert fields["source"] == "wall.txt"


@pytest.mark.parametrize("data", [b"%PDF-1.7 something", b"\x00\x01\x02\x03 not text", jpeg()])
def test_a_file_that_is_no_text_is_named(at_desk, address, data):
    response = at_desk.post(address, {"text": "", "file": SimpleUploadedFile("wall.bin", data)})
    assert response.status_code == 422
    assert "wall.bin" in response.content.decode()


def test_a_file_never_takes_the_place_of_pasted_copy(at_desk, address):
    response = read(at_desk, address, COPY, file=SimpleUploadedFile("wall.txt", b"Other words"))
    assert response.status_code == 422
    assert "Harbour wall to be rebuilt" in response.content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [("headline", "x" * 300), ("dated", "30 February"), ("embargo", "soon"), ("section", "999"), ("copy_from", "me")],
)
def test_a_mistake_is_marked_and_everything_typed_stays(at_desk, address, field, value):
    fields = fields_of(read(at_desk, address)) | {"dek": "A typed dek", field: value, "create": "1"}
    response = at_desk.post(address, fields)
    page = response.content.decode()
    assert response.status_code == 422
    assert "No draft was made yet" in page and "errorlist" in page
    assert fields_of(response)["dek"] == "A typed dek"
    assert not Article.objects.exists()


def test_a_mistake_can_be_mended_and_the_draft_made(at_desk, address):
    fields = fields_of(read(at_desk, address)) | {"headline": "x" * 300, "create": "1"}
    again = fields_of(at_desk.post(address, fields)) | {"headline": "Short", "create": "1"}
    assert at_desk.post(address, again).status_code == 302
    assert Article.objects.get().headline == "Short"


def test_hostile_copy_is_escaped(at_desk, address):
    text = COPY.replace("The council of Pellgate", "<script>alert(1)</script><b onclick=x>The council of Pellgate</b>")
    response = read(at_desk, address, text)
    assert b"<script>alert" not in response.content and b"<b onclick" not in response.content
    at_desk.post(address, fields_of(response) | {"create": "1"})
    assert "<script" not in Article.objects.get().body


def test_both_pages_keep_to_the_policy(at_desk, address):
    for response in (at_desk.get(address), read(at_desk, address)):
        page = response.content.decode()
        assert "unsafe-inline" not in response.headers["Content-Security-Policy"]
        inline = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", page)
        assert all('type="importmap"' in attributes and "nonce=" in attributes for attributes in inline)
        assert not re.search(r"<style|\son\w+=|\sstyle=", page)


def test_copy_of_thousands_of_lines_stays_within_what_a_form_may_carry(at_desk, address):
    text = COPY + "\n".join(f"Line {n} of a long page of comments by readers." for n in range(3000))
    fields = fields_of(read(at_desk, address, text))
    assert len(fields) < 1000
    assert at_desk.post(address, fields | {"create": "1"}).status_code == 302


def test_what_came_with_a_request_that_makes_no_sense_is_no_server_error(at_desk, address):
    fields = {"text": COPY, "was": "{", "role-1": "nonsense", "role-x": "dek", "pull": "x", "part-line": "99999"}
    fields |= {"part-role": "dek", "part-words": "x", "photo-0-photo": "x", "byline-0-kind": "x", "create": "1"}
    assert at_desk.post(address, fields).status_code == 200
    for was in ('{"single":1,"bylines":[],"photos":[]}', '{"single":{},"bylines":[1],"photos":[1]}', "[]"):
        assert at_desk.post(address, fields | {"was": was}).status_code in (200, 422)


def test_a_script_that_asks_for_data_gets_the_address(at_desk, address):
    fields = fields_of(read(at_desk, address))
    response = at_desk.post(address, fields | {"create": "1"}, headers={"accept": "application/json"})
    assert response.json()["address"] == reverse("admin:articles_article_change", args=[Article.objects.get().pk])
