"""The story form: what is typed becomes the working copy, through the verb and no other way."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry as AdminLogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from articles import workflow
from articles.intake.beside import Beside
from articles.models import Article, Contributor, Tag, TagAlias
from articles.working_copy import content_of
from newsroom import clock
from newsroom.record.models import LogEntry
from tests.admin.browsing import fields_of, send, told, url
from tests.makers import jpeg, make_article, make_content, make_contributor, make_photo, make_tag, use_of


def test_sending_it_back_untouched_changes_nothing(as_, cast):
    photo = make_photo(by=cast.reporter)
    body = "<p>One &amp; two&nbsp;three.</p>\n<ul><li><p>A</p></li></ul>\n<blockquote><p>“Said”</p></blockquote>"
    article = make_article(by=cast.reporter, photos=(use_of(photo),), dated="2023-01-14", body=body, dateline="BEIRUT")
    before = content_of(article).text
    send(as_(cast.reporter), article)
    article.refresh_from_db()
    assert content_of(article).text == before
    assert article.revision_number == 1


def test_what_is_typed_is_saved_as_a_revision_with_its_author(as_, cast):
    article = make_article(by=cast.reporter)
    response = send(as_(cast.editor), article, headline="A taller wall", body="<p>It will be taller.</p>")
    article.refresh_from_db()
    assert (article.headline, article.body) == ("A taller wall", "<p>It will be taller.</p>")
    assert article.revisions.first().by == cast.editor
    assert any("Saved at" in sentence for sentence in told(response))


def test_a_new_story_is_begun_by_its_verb(as_, cast):
    client = as_(cast.reporter)
    data = fields_of(client.get(url("add"))) | {"headline": "Begun here", "_save": "1"}
    response = client.post(url("add"), data, follow=True)
    article = Article.objects.get()
    assert (article.headline, article.created_by) == ("Begun here", cast.reporter)
    assert LogEntry.objects.filter(verb="begin", subject=article.subject).exists()
    assert response.redirect_chain[-1][0] == url("change", article)


def test_filing_a_new_story_begins_and_files_it(as_, cast):
    client = as_(cast.reporter)
    data = fields_of(client.get(url("add"))) | {"headline": "Filed at once", "_verb": "file"}
    client.post(url("add"), data)
    assert Article.objects.get().stage == "in_review"


def test_a_second_editor_is_told_and_loses_nothing(as_, cast):
    article = make_article(by=cast.reporter)
    client = as_(cast.reporter)
    data = fields_of(client.get(url("change", article)))
    workflow.save(article, by=cast.editor, content=make_content(headline="The editor's"))
    response = client.post(url("change", article), data | {"headline": "The reporter's", "dek": "Typed for an hour."})
    assert response.status_code == 409
    page = response.content.decode()
    assert "Editor saved this story at" in page
    assert "The reporter&#x27;s" in page and "Typed for an hour." in page
    article.refresh_from_db()
    assert article.headline == "The editor's"


def test_a_conflict_stays_a_conflict_when_it_is_sent_again(as_, cast):
    article = make_article(by=cast.reporter)
    client = as_(cast.reporter)
    data = fields_of(client.get(url("change", article)))
    workflow.save(article, by=cast.editor, content=make_content(headline="The editor's"))
    first = client.post(url("change", article), data | {"headline": "The reporter's"})
    again = client.post(url("change", article), fields_of(first, "conflict-form"))
    assert again.status_code == 409


def test_body_typed_without_an_editor_has_its_empty_lines_for_paragraphs(as_, cast):
    article = make_article(by=cast.reporter)
    send(as_(cast.reporter), article, body="First thing & more.\r\n\r\nSecond\r\nthing.")
    article.refresh_from_db()
    assert article.body == "<p>First thing &amp; more.</p>\n<p>Second thing.</p>"


def test_what_may_not_stand_in_copy_is_taken_out(as_, cast):
    article = make_article(by=cast.reporter)
    send(as_(cast.reporter), article, body='<p onclick="x()">Text<script>alert(1)</script></p>')
    article.refresh_from_db()
    assert article.body == "<p>Text</p>"


def test_a_name_unknown_so_far_becomes_a_contributor(as_, cast):
    article = make_article(by=cast.reporter)
    send(as_(cast.reporter), article, **{"byline-0-name": "Sports Desk", "byline-0-contributor": ""})
    made = Contributor.objects.get(name="Sports Desk")
    assert made.kind == "desk"
    assert [byline.name for byline in content_of(article).bylines] == ["Sports Desk"]


def test_two_contributors_of_one_name_are_asked_about(as_, cast):
    make_contributor("Sam Hill")
    Contributor.objects.create(name="Sam Hill", slug="sam-hill-2")
    article = make_article(by=cast.reporter)
    typed = {"byline-0-name": "Sam Hill", "byline-0-contributor": "", "headline": "Kept"}
    response = send(as_(cast.reporter), article, **typed)
    assert response.status_code == 422
    page = response.content.decode()
    assert "Several contributors are called “Sam Hill”" in page and "[sam-hill-2]" in page
    assert "Kept" in page
    response = send(as_(cast.reporter), article, **{**typed, "byline-0-name": "Sam Hill [sam-hill-2]"})
    article.refresh_from_db()
    assert article.bylines.get().contributor.slug == "sam-hill-2"


def test_bylines_follow_the_order_of_their_numbers(as_, cast):
    article = make_article(by=cast.reporter)
    typed = {"byline-0-ORDER": "2", "byline-1-name": "Writer B", "byline-1-ORDER": "1", "byline-1-place": "Town"}
    send(as_(cast.reporter), article, **typed)
    assert [(byline.name, byline.place) for byline in content_of(article).bylines] == [
        ("Writer B", "Town"),
        ("Writer A", ""),
    ]


def test_a_tag_is_found_by_its_other_name(as_, cast):
    TagAlias.objects.create(tag=make_tag("Housing"), name="homes")
    article = make_article(by=cast.reporter)
    send(as_(cast.reporter), article, tags="homes, harbour")
    assert [tag.name for tag in article.tags.order_by("tagged__pk")] == ["Housing", "Harbour"]


def test_a_tag_there_is_none_of_is_refused_with_everything_kept(as_, cast):
    article = make_article(by=cast.reporter)
    response = send(as_(cast.reporter), article, tags="Harbor", headline="Typed")
    assert response.status_code == 422
    assert "There is no tag “Harbor” yet" in response.content.decode()
    assert fields_of(response)["headline"] == "Typed"
    assert not Tag.objects.filter(name="Harbor").exists()


def test_an_editor_may_add_a_tag_on_the_spot_and_a_reporter_may_not(as_, cast):
    article = make_article(by=cast.reporter)
    send(as_(cast.reporter), article, tags="Ferries", new_tags="on")
    assert not Tag.objects.filter(name="Ferries").exists()
    send(as_(cast.editor), article, tags="Ferries", new_tags="on")
    assert [tag.name for tag in article.tags.all()] == ["Ferries"]


def test_a_photo_chosen_in_the_form_itself_becomes_the_lead(as_, cast):
    article = make_article(by=cast.reporter)
    send(as_(cast.reporter), article, photo_upload=SimpleUploadedFile("wall.jpg", jpeg()))
    assert content_of(article).lead.decorative == 0


def test_a_file_that_is_no_picture_is_refused_with_the_text_kept(as_, cast):
    article = make_article(by=cast.reporter)
    upload = SimpleUploadedFile("wall.jpg", b"<svg onload=alert(1)>")
    response = send(as_(cast.reporter), article, photo_upload=upload, headline="Still here")
    assert response.status_code == 422
    assert fields_of(response)["headline"] == "Still here"


def test_photos_are_put_in_from_the_library_page(as_, cast):
    photo = make_photo(by=cast.reporter, caption="From the file")
    article = make_article(by=cast.reporter)
    client = as_(cast.reporter)
    assert b"From the file" in client.get(url("photos", article)).content
    client.post(url("photos", article), {"photo": str(photo.uid)})
    assert content_of(article).lead.caption == "From the file"


def test_a_headline_longer_than_its_column_is_refused_in_a_sentence(as_, cast):
    article = make_article(by=cast.reporter)
    response = send(as_(cast.reporter), article, headline="x" * 251)
    assert response.status_code == 422
    assert "at most 250 characters" in response.content.decode()


def test_what_intake_left_out_stands_beside_the_story_until_it_is_let_go(as_, cast):
    article = workflow.begin(by=cast.reporter, content=make_content(), left_out=Beside(left_out=("Most Popular",)).text)
    client = as_(cast.reporter)
    assert b"Most Popular" in client.get(url("change", article)).content
    send(client, article, let_go="on")
    article.refresh_from_db()
    assert article.left_out == ""


def test_a_reader_of_the_desk_sees_the_story_without_a_form(as_, cast):
    article = make_article(by=cast.reporter)
    response = as_(cast.administrator).get(url("change", article))
    assert "base" not in fields_of(response)
    assert b'name="_save"' not in response.content


def test_a_post_by_somebody_who_may_not_edit_saves_nothing(as_, cast):
    article = make_article(by=cast.reporter)
    data = fields_of(as_(cast.reporter).get(url("change", article))) | {"headline": "Not theirs"}
    data["typed_by"] = str(cast.second_reporter.uid)
    response = as_(cast.second_reporter).post(url("change", article), data)
    assert response.status_code == 403
    article.refresh_from_db()
    assert article.headline != "Not theirs"


def test_the_admins_own_log_stays_empty(as_, cast):
    article = make_article(by=cast.reporter)
    client = as_(cast.editor)
    send(client, article, headline="A name that may have to go")
    client.post(url("publish", article), {"when": "now", "revision": 2})
    assert not AdminLogEntry.objects.exists()


def test_no_other_spelling_of_an_address_leads_to_a_form_that_writes_around_the_verbs(as_, cast):
    article = make_article(by=cast.reporter)
    client = as_(cast.duty_editor)
    spelled = "".join(f"_{ord(digit):02X}" for digit in str(article.pk))
    for tail in ("change", "history"):
        address = f"/admin/articles/article/{spelled}/{tail}/"
        assert client.get(address).status_code == 404
        assert client.post(address, {"headline": "Around"}).status_code == 404
    article.refresh_from_db()
    assert article.headline != "Around"


def test_stories_cannot_be_deleted(as_, cast):
    article = make_article(by=cast.reporter)
    for person in vars(cast).values():
        assert as_(person).post(url("delete", article), {"post": "yes"}).status_code in {302, 403, 404}
    assert Article.objects.filter(pk=article.pk).exists()


def _queries(client, article) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url("change", article)).status_code == 200
    return len(queries)


def test_the_form_costs_the_same_however_much_there_is(as_, cast):
    now = clock.now()
    client = as_(cast.editor)
    few = make_article(by=cast.reporter, photos=(use_of(make_photo(by=cast.reporter)),))
    workflow.add_note(few, by=cast.editor, text="A note.")
    workflow.publish(few, by=cast.editor, now=now - timedelta(hours=9))
    many = make_article(
        by=cast.reporter,
        photos=tuple(use_of(make_photo(by=cast.reporter), use="lead" if n == 0 else "inline") for n in range(4)),
        tags=tuple(str(make_tag(f"Tag {n}").uid) for n in range(6)),
    )
    for hour in range(1, 6):
        workflow.add_note(many, by=cast.editor, text=f"Note {hour}.")
        workflow.save(many, by=cast.reporter, content=_changed(many, hour), now=now - timedelta(hours=9 - hour))
        workflow.publish(many, by=cast.editor, now=now - timedelta(hours=9 - hour, minutes=-1))
    costs = _queries(client, few), _queries(client, many)
    assert max(costs) <= 60
    assert abs(costs[0] - costs[1]) <= 2


def _changed(article, hour):
    return replace(content_of(article), headline=f"Hour {hour}")


def test_a_page_open_for_long_can_ask_whether_its_reader_is_still_signed_in(as_, client, cast):
    assert client.get(url("signed_in")).status_code == 302
    assert as_(cast.reporter).get(url("signed_in")).json()["token"]


@pytest.mark.parametrize("uid", ["x" * 32, "é" * 36, "0" * 36, "not one"])
def test_a_photo_number_that_is_none_is_answered_and_never_a_fault(as_, cast, uid):
    article = make_article(by=cast.reporter)
    client = as_(cast.reporter)
    data = fields_of(client.get(url("change", article))) | {"photo-TOTAL_FORMS": "1", "photo-0-photo": uid}
    assert client.post(url("change", article), data | {"_save": "1", "dated": "never"}).status_code < 500


@pytest.mark.parametrize("crop", ["full", "7:5", "16:9/1,2", "free/0,0,99999,1", "<b>"])
def test_a_crop_that_is_none_is_refused_in_a_sentence(as_, cast, crop):
    photo = make_photo(by=cast.photo_editor)
    article = make_article(by=cast.reporter, photos=(use_of(photo),))
    client = as_(cast.reporter)
    data = fields_of(client.get(url("change", article)))
    page = client.post(url("change", article), data | {"_save": "1", "photo-0-crop": crop}).content.decode()
    assert f"“{escape(crop)}” is no crop a story can show." in page
    assert content_of(Article.objects.get(pk=article.pk)).photos[0].crop == ""


def test_how_photos_are_shown_is_a_field_of_their_rows_whose_order_is_the_gallery_s(as_, cast):
    first, second = make_photo(by=cast.photo_editor), make_photo(by=cast.photo_editor)
    uses = (use_of(first, use="inline"), use_of(second, use="inline"))
    article = make_article(by=cast.reporter, photos=uses)
    rows = {"photo-0-shown": "gallery", "photo-1-shown": "gallery", "photo-0-ORDER": "2", "photo-1-ORDER": "1"}
    send(as_(cast.reporter), article, **rows)
    said = [(use.photo, use.shown) for use in content_of(article).photos]
    assert said == [(str(second.uid), "gallery"), (str(first.uid), "gallery")]


def test_a_way_to_show_a_photo_that_is_none_is_refused(as_, cast):
    photo = make_photo(by=cast.photo_editor)
    article = make_article(by=cast.reporter, photos=(use_of(photo, use="inline"),))
    response = send(as_(cast.reporter), article, **{"photo-0-shown": "huge"})
    assert response.status_code == 422
    assert content_of(Article.objects.get(pk=article.pk)).photos[0].shown == ""
