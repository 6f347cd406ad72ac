"""Two people save one story: what is merged, what is asked, and that nothing of either is lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html

from articles import workflow
from articles.models import Article
from articles.working_copy import content_of
from media.models import Photo
from tests.admin.browsing import fields_of, told, url
from tests.makers import jpeg, make_article, make_content, make_photo, use_of

THREE = "<p>One stands here.</p>\n<p>Two stands here.</p>\n<p>Three stands here.</p>"


@pytest.fixture
def two(as_, cast):
    """Return a story, the client of its reporter and what their form held before the editor saved."""
    article = make_article(by=cast.reporter, body=THREE)
    client = as_(cast.reporter)
    return article, client, fields_of(client.get(url("change", article)))


def editor_saves(cast, article, **fields):
    return workflow.save(article, by=cast.editor, content=make_content(**{"body": THREE, **fields}))


def asked(response) -> list[str]:
    """Return the labels of the conflicts on the page."""
    page = html.fromstring(response.content.decode())
    return [" ".join(legend.text_content().split()) for legend in page.xpath("//fieldset[@data-question]/legend")]


def choosing(response, answer: str) -> dict:
    """Return what the conflict page sends when this is chosen for every conflict."""
    page = html.fromstring(response.content.decode())
    names = page.xpath("//fieldset[@data-question]//input[@type='radio']/@name")
    return fields_of(response, "conflict-form") | dict.fromkeys(names, answer)


def body_of(article) -> str:
    return Article.objects.get(pk=article.pk).body


def test_different_paragraphs_are_both_in(two, cast):
    article, client, data = two
    editor_saves(cast, article, body=THREE.replace("One stands", "One was changed by the editor and stands"))
    mine = THREE.replace("Three stands", "Three was changed by the reporter and stands")
    response = client.post(url("change", article), data | {"body": mine}, follow=True)
    assert "by the editor" in body_of(article) and "by the reporter" in body_of(article)
    assert any("Editor’s changes to 1 paragraph are in." in sentence for sentence in told(response))
    latest = article.revisions.first()
    assert (latest.why, latest.by) == ("merged", cast.reporter)


@pytest.mark.parametrize(
    "answer, kept, gone",
    [("mine", ["Mine"], ["Theirs"]), ("theirs", ["Theirs"], ["Mine"]), ("both", ["Mine", "Theirs"], [])],
)
def test_the_same_paragraph_is_asked_and_either_or_both_taken(two, cast, answer, kept, gone):
    article, client, data = two
    editor_saves(cast, article, body=THREE.replace("Two", "Theirs"))
    page = client.post(url("change", article), data | {"body": THREE.replace("Two", "Mine"), "dek": "Typed."})
    assert page.status_code == 409
    assert asked(page) == ["1. Paragraph"]
    assert body_of(article).count("Mine") == 0
    client.post(url("change", article), choosing(page, answer))
    assert all(word in body_of(article) for word in kept)
    assert not any(word in body_of(article) for word in gone)
    assert Article.objects.get(pk=article.pk).dek == "Typed."


def test_the_page_says_whose_the_other_text_is(two, cast):
    article, client, data = two
    editor_saves(cast, article, body=THREE.replace("Two", "Theirs"))
    editor_saves(cast, article, body=THREE.replace("Two", "Theirs"), dek="And once more.")
    page = client.post(url("change", article), data | {"body": THREE.replace("Two", "Mine")}).content.decode()
    assert "Yours" in page and "Editor’s, saved" in page


def test_nothing_is_saved_while_one_conflict_is_open(two, cast):
    article, client, data = two
    editor_saves(cast, article, headline="Theirs", body=THREE.replace("Two", "Theirs"))
    page = client.post(url("change", article), data | {"headline": "Mine", "body": THREE.replace("Two", "Mine")})
    assert asked(page) == ["1. Headline", "2. Paragraph"]
    sent = choosing(page, "mine")
    sent.pop(next(name for name in sent if name.startswith("choice-")))
    again = client.post(url("change", article), sent)
    assert again.status_code == 409
    assert "not chosen yet" in again.content.decode()
    assert article.revisions.count() == 2


def test_a_third_save_between_page_and_answer_is_merged_and_asked_again(two, cast):
    article, client, data = two
    editor_saves(cast, article, body=THREE.replace("Two", "Theirs"))
    page = client.post(url("change", article), data | {"body": THREE.replace("Two", "Mine")})
    later = THREE.replace("Two", "Later").replace("One", "First")
    workflow.save(article, by=cast.duty_editor, content=make_content(body=later))
    again = client.post(url("change", article), choosing(page, "mine"))
    assert again.status_code == 409
    assert "Later" in again.content.decode()
    client.post(url("change", article), choosing(again, "both"))
    assert all(word in body_of(article) for word in ("Later", "Mine", "First"))


def test_an_answer_that_still_applies_is_not_asked_again(two, cast):
    article, client, data = two
    editor_saves(cast, article, body=THREE.replace("Two", "Theirs"))
    page = client.post(url("change", article), data | {"body": THREE.replace("Two", "Mine")})
    later = THREE.replace("Two", "Theirs").replace("One", "First")
    workflow.save(article, by=cast.duty_editor, content=make_content(body=later))
    client.post(url("change", article), choosing(page, "mine"))
    assert "First" in body_of(article) and "Mine" in body_of(article) and "Theirs" not in body_of(article)


def test_a_picture_sent_with_a_conflicting_save_is_not_lost(two, cast):
    article, client, data = two
    editor_saves(cast, article, headline="Theirs")
    picture = SimpleUploadedFile("wall.jpg", jpeg())
    page = client.post(url("change", article), data | {"headline": "Mine", "photo_upload": picture})
    assert page.status_code == 409
    client.post(url("change", article), choosing(page, "mine"))
    (use,) = content_of(article).photos
    assert use.photo == str(Photo.objects.get().uid)


def test_the_source_of_the_copy_is_asked_when_both_wrote_one(two, cast):
    article, client, data = two
    workflow.save(article, by=cast.editor, content=content_of(article), copy_source="Theirs")
    page = client.post(url("change", article), data | {"copy_source": "Mine"})
    assert asked(page) == ["1. Source of the copy"]
    client.post(url("change", article), choosing(page, "both"))
    assert Article.objects.get(pk=article.pk).copy_source == "Theirs / Mine"


def test_what_nobody_touched_here_does_not_undo_a_colleagues_word(two, cast):
    article, client, data = two
    workflow.save(article, by=cast.editor, content=content_of(article), copy_source="Theirs", sensitive=True)
    client.post(url("change", article), data | {"headline": "Mine"})
    article.refresh_from_db()
    assert (article.headline, article.copy_source, article.sensitive) == ("Mine", "Theirs", True)


def test_both_headlines_are_not_taken_where_there_is_no_room(two, cast):
    article, client, data = two
    editor_saves(cast, article, headline="Theirs " * 30)
    page = client.post(url("change", article), data | {"headline": "Mine " * 40})
    again = client.post(url("change", article), choosing(page, "both"))
    assert again.status_code == 409
    assert "it has room for 250. Take one of them." in again.content.decode()


def test_a_form_that_says_no_revision_asks_about_everything_that_differs(two, cast):
    article, client, data = two
    editor_saves(cast, article, headline="Theirs")
    page = client.post(url("change", article), data | {"base": ""})
    assert asked(page) == ["1. Headline"]


def test_an_act_asked_for_with_a_save_waits_until_what_came_in_was_looked_at(two, cast, as_):
    article, _client, _data = two
    workflow.file(article, by=cast.reporter)
    client = as_(cast.duty_editor)
    data = fields_of(client.get(url("change", article)))
    editor_saves(cast, article, body=THREE.replace("One", "First"))
    response = client.post(url("change", article), data | {"_verb": "sign_off"}, follow=True)
    assert Article.objects.get(pk=article.pk).stage == "in_review"
    assert any("changed after you opened it" in sentence for sentence in told(response))


def test_the_page_is_inert_whatever_was_typed(two, cast):
    article, client, data = two
    editor_saves(cast, article, headline="<img src=x onerror=alert(1)>")
    page = client.post(url("change", article), data | {"headline": "<script>alert(1)</script>"})
    found = html.fromstring(page.content.decode())
    assert not found.xpath("//*[@onerror]")
    assert not [one for one in found.xpath("//script") if "alert" in (one.text or "")]


def test_a_photo_without_a_caption_is_named_where_one_took_it_out(as_, cast):
    photo = make_photo(by=cast.reporter, headline="Gulls")
    article = make_article(by=cast.reporter, body=THREE, photos=(use_of(photo, caption="", alt=""),))
    client = as_(cast.reporter)
    data = fields_of(client.get(url("change", article)))
    editor_saves(cast, article)
    page = client.post(url("change", article), data | {"photo-0-alt": "Gulls over a wall."})
    assert asked(page) == ["1. Photo “Gulls”: taken out by one, changed by the other"]
    client.post(url("change", article), choosing(page, "mine"))
    assert content_of(Article.objects.get(pk=article.pk)).photos[0].alt == "Gulls over a wall."


def test_a_new_name_and_a_new_tag_do_not_make_the_same_question_be_asked_for_ever(as_, cast):
    """After a redaction everything that differs is asked; what a refused save had made is made anew each time."""
    article = make_article(by=cast.duty_editor, body=THREE, dek="Jane Doe")
    client = as_(cast.duty_editor)
    data = fields_of(client.get(url("change", article)))
    workflow.redact(article, by=cast.duty_editor, words=["Jane Doe"], reason="Protects a witness")
    typed = {"byline-1-name": "Somebody New", "tags": "Harbour, Quite new", "new_tags": "on", "headline": "Mine"}
    page = client.post(url("change", article), data | typed)
    assert page.status_code == 409
    answered = client.post(url("change", article), choosing(page, "mine"))
    assert answered.status_code == 302
    content = content_of(Article.objects.get(pk=article.pk))
    assert [byline.name for byline in content.bylines] == ["Writer A", "Somebody New"]
    assert len(content.tags) == 2
