"""The page that fixes what readers have: what it says, what it asks, and what it publishes."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html

from articles import workflow
from articles.models import Edition, OpenFix
from articles.working_copy import content_of
from media import standing
from newsroom import clock
from newsroom.record.models import LogEntry
from tests.document_makers import figure, make_document
from tests.makers import jpeg, make_live, make_photo, use_of

from .browsing import buttons_of, fields_of, send, told, url

BODY = "<p>The fire hurt 34 people.</p>\n<p>The mill stands at teh quay.</p>\n<p>Nobody knows why it burned.</p>"


@pytest.fixture
def live(cast):
    return make_live(cast, now=clock.now() - timedelta(hours=1), body=BODY, headline="Fire at the mill")


def opened(client, article) -> dict:
    return fields_of(client.get(url("fix_live", article)), "fix-form")


def publish(client, article, **changes):
    return client.post(url("fix_live", article), opened(client, article) | changes, follow=True)


def draft_says(live, cast, was: str, now: str) -> None:
    workflow.save(live, by=cast.reporter, content=replace(content_of(live), body=BODY.replace(was, now)))


def latest(article) -> Edition:
    return article.editions.order_by("-number").first()


def test_a_copy_editor_mends_a_slip_with_what_the_page_offers(as_, cast, live):
    assert "Fix live…" in buttons_of(as_(cast.copy_editor).get(url("change", live)))
    response = publish(as_(cast.copy_editor), live, body=BODY.replace("teh", "the"))
    edition = latest(live)
    assert (edition.kind, edition.unread_reason) == ("minor_fix", "minor_fix")
    assert "teh" not in edition.content.body
    assert edition.reading_owed.due_at > clock.now() + timedelta(minutes=110)
    assert response.redirect_chain[-1][0] == url("change", live)
    assert b"live in" in response.content and b">Undo<" in response.content


def test_a_duty_editor_corrects_and_the_missing_note_is_drafted(as_, cast, live):
    client = as_(cast.duty_editor)
    asked = {"kind": "correction", "body": BODY.replace("34", "43")}
    response = publish(client, live, **asked)
    assert response.status_code == 422 and live.editions.count() == 1
    assert "A correction needs a note that tells readers what changed. One was drafted below" in told(response)[0]
    fields = fields_of(response, "fix-form")
    day = clock.local_date(clock.now())
    assert fields["note"] == (
        f"This article was corrected on {day.day} {day:%B %Y}. An earlier version said “fire hurt 34 people”; it "
        "should have said “fire hurt 43 people”."
    )
    assert "43 people" in fields["body"]
    client.post(url("fix_live", live), fields)
    edition = latest(live)
    assert (edition.kind, edition.unread_reason) == ("correction", "error")
    assert edition.words.public_note == fields["note"]


def test_a_minor_fix_of_a_figure_is_asked_about_and_nothing_typed_is_lost(as_, cast, live):
    client = as_(cast.copy_editor)
    response = publish(client, live, body=BODY.replace("34", "43"))
    assert response.status_code == 422 and live.editions.count() == 1
    page = html.fromstring(response.content)
    (asked,) = page.xpath("//*[@id='is-it-a-correction']")
    assert "a figure: fire hurt 34 people → fire hurt 43 people" in " ".join(asked.text_content().split())
    fields = fields_of(response, "fix-form")
    assert "43 people" in fields["body"]
    client.post(url("fix_live", live), fields | {"not_a_correction": "on"})
    assert latest(live).kind == "minor_fix"
    assert '"not_a_correction":1' in LogEntry.objects.filter(verb="fix_live").get().facts


def test_a_version_issued_meanwhile_is_fixed_with_what_was_typed(as_, cast, live):
    client = as_(cast.copy_editor)
    fields = opened(client, live) | {"body": BODY.replace("teh", "the")}
    draft_says(live, cast, "Nobody knows", "An inquiry asks")
    workflow.publish(live, by=cast.editor, now=clock.now() - timedelta(minutes=1))
    response = client.post(url("fix_live", live), fields)
    assert response.status_code == 409
    assert "Readers have version 2 by now, issued by Editor, and you began with version 1." in told(response)[0]
    again = fields_of(response, "fix-form")
    assert again["edition"] == "2" and "the quay" in again["body"] and "An inquiry asks" in again["body"]
    client.post(url("fix_live", live), again)
    body = latest(live).content.body
    assert "the quay" in body and "An inquiry asks" in body


def test_a_look_shows_what_would_change_and_publishes_nothing(as_, cast, live):
    client = as_(cast.duty_editor)
    fields = opened(client, live) | {"body": BODY.replace("34", "43"), "_look": "1"}
    page = html.fromstring(client.post(url("fix_live", live), fields).content)
    (changed,) = page.xpath("//*[@data-look='changed']")
    assert "34" in changed.xpath(".//del")[0].text_content() and "43" in changed.xpath(".//ins")[0].text_content()
    assert "it should have said" in page.xpath("//*[@data-drafted='correction']")[0].text_content()
    assert live.editions.count() == 1


def test_the_sign_off_of_the_draft_is_void_and_the_desk_says_by_which_words(as_, cast, live):
    draft_says(live, cast, "Nobody knows", "An inquiry asks")
    workflow.file(live, by=cast.reporter)
    workflow.sign_off(live, by=cast.copy_editor)
    asked = {"kind": "correction", "note": "It was 43.", "body": BODY.replace("34", "43")}
    response = publish(as_(cast.duty_editor), live, **asked)
    (said,) = [each for each in told(response) if "sign-off of the draft is void" in each]
    assert "Copy Editor’s" in said and "34" in said and "43" in said


def test_what_both_changed_is_shown_with_both_texts_and_answered(as_, cast, live):
    draft_says(live, cast, "hurt 34 people", "hurt 34 people, some badly")
    client = as_(cast.duty_editor)
    response = publish(client, live, kind="correction", note="It was 43.", body=BODY.replace("34", "43"))
    assert "In 1 place the draft says something else, and keeps it: choose which stays." in " ".join(told(response))
    form = client.get(url("change", live))
    assert "Settle the fix…" in buttons_of(form)
    warning = html.fromstring(form.content).xpath("//*[@data-open-fix]")[0].text_content()
    assert "hurt 43 people" in warning and "some badly" in warning
    page = client.get(url("settle_fix", live))
    fields = fields_of(page, "conflict-form")
    (question,) = set(html.fromstring(page.content).xpath("//input[@type='radio']/@name"))
    refused = client.post(url("settle_fix", live), fields)
    assert refused.status_code == 422 and OpenFix.objects.get().answer == ""
    client.post(url("settle_fix", live), fields | {question: "both"})
    body = content_of(type(live).objects.get(pk=live.pk)).body
    assert "43 people" in body and "some badly" in body
    assert "Settle the fix…" not in buttons_of(client.get(url("change", live)))


def test_an_editor_who_may_not_publish_alone_is_offered_every_kind_and_told_who_publishes_it(as_, cast, live):
    response = as_(cast.editor).get(url("fix_live", live))
    page = html.fromstring(response.content)
    kinds = page.xpath("//input[@name='kind']/@value")
    assert kinds == ["minor_fix", "correction", "clarification", "update"]
    assert "a colleague reads what you typed and publishes it" in page.text_content()
    assert "Ask for it to be read" in page.xpath("//button[@name='_ask']/text()")


def test_who_may_not_fix_is_offered_nothing_and_refused(as_, cast, live):
    assert "Fix live…" not in buttons_of(as_(cast.reporter).get(url("change", live)))
    assert as_(cast.reporter).get(url("fix_live", live)).status_code == 403
    assert as_(cast.reporter).post(url("fix_live", live), {}).status_code == 403
    assert as_(cast.reporter).get(url("fix_preview", live)).status_code == 404
    assert live.editions.count() == 1


def test_captions_are_mended_by_whoever_mends_slips(as_, cast):
    photo = make_photo(by=cast.photographer)
    article = make_live(cast, now=clock.now() - timedelta(hours=1), body=BODY, photos=(use_of(photo),))
    publish(as_(cast.copy_editor), article, **{"photo-0-caption": "The harbor wall on Monday."})
    assert latest(article).content.lead.caption == "The harbor wall on Monday."


def with_photo(photo, **changes) -> dict:
    """Return what the form sends with one photo put in."""
    row = {"photo": str(photo.uid), "use": "lead", "caption": "The mill.", "alt": "A mill by the water.", "ORDER": "1"}
    return {"photo-TOTAL_FORMS": "1"} | {f"photo-0-{name}": said for name, said in row.items()} | changes


def test_another_photo_is_put_in_with_its_caption_and_goes_out_with_the_fix(as_, cast, live):
    photo = make_photo(by=cast.photographer)
    publish(as_(cast.duty_editor), live, **with_photo(photo, kind="update"))
    lead = latest(live).content.lead
    assert (lead.photo, lead.caption, lead.alt) == (str(photo.uid), "The mill.", "A mill by the water.")
    assert content_of(type(live).objects.get(pk=live.pk)).lead.photo == str(photo.uid)


def test_another_photo_is_no_minor_fix_and_needs_what_every_photo_needs(as_, cast, live):
    photo = make_photo(by=cast.photographer)
    response = publish(as_(cast.copy_editor), live, **with_photo(photo))
    assert "Another photo is more than a minor fix." in told(response)[0]
    response = publish(as_(cast.duty_editor), live, **with_photo(photo, **{"kind": "update", "photo-0-alt": ""}))
    assert response.status_code == 422 and "alt" in told(response)[0].lower()
    assert live.editions.count() == 1


def test_without_a_script_a_photo_is_chosen_from_the_library_or_sent_with_the_form(as_, cast, live):
    photo = make_photo(by=cast.photographer)
    client = as_(cast.duty_editor)
    page = client.get(url("photos", live) + "?fix=1")
    assert "Put into the fix" in page.content.decode()
    response = client.post(url("photos", live) + "?fix=1", {"photo": [str(photo.uid)]}, follow=True)
    fields = fields_of(response, "fix-form")
    assert fields["photo-0-photo"] == str(photo.uid) and fields["photo-0-use"] == "lead"
    assert content_of(live).lead is None
    sent = fields | {"kind": "update", "photo_upload": SimpleUploadedFile("wall.jpg", jpeg()), "_look": "1"}
    fields = fields_of(client.post(url("fix_live", live), sent), "fix-form")
    assert fields["photo-1-photo"] and fields["photo-1-use"] == "inline"


def test_without_a_script_a_document_is_put_into_a_fix_and_goes_out_with_it(as_, cast, live):
    paper = make_document(by=cast.photo_editor, title="Harbour report")
    barred = make_document(by=cast.photo_editor, title="Withdrawn one")
    standing.withdraw(barred, by=cast.photo_editor, reason="Wrong")
    client, address = as_(cast.duty_editor), url("documents", live) + "?fix=1"
    assert f'href="{address}"' in client.get(url("fix_live", live)).content.decode()
    assert "Put into the fix" in client.get(address).content.decode()
    response = client.post(address, {"document": [str(paper.uid), str(barred.uid), "x"]}, follow=True)
    assert "“Withdrawn one”: Withdrawn" in " ".join(str(each) for each in response.context["messages"])
    fields = fields_of(response, "fix-form")
    assert fields["body"] == f"{BODY}\n{figure(paper)}" and live.editions.count() == 1
    client.post(url("fix_live", live), fields | {"kind": "update"}, follow=True)
    assert list(latest(live).content.documents) == [str(paper.uid)]
    assert list(content_of(type(live).objects.get(pk=live.pk)).documents) == [str(paper.uid)]


def test_only_who_may_fix_is_shown_documents_for_a_fix(as_, cast, live):
    assert as_(cast.reporter).get(url("documents", live) + "?fix=1").status_code == 403


def test_the_preview_is_the_readers_page_with_the_fix_the_note_and_its_time(as_, cast, live):
    client = as_(cast.duty_editor)
    assert "teh quay" in client.get(url("fix_preview", live)).content.decode()
    fields = opened(client, live) | {
        "kind": "correction", "note": "It was 43, not 34.", "note_place": "foot", "body": BODY.replace("34", "43"),
    }  # fmt: skip
    page = client.post(url("fix_preview", live), fields).content.decode()
    assert "hurt 43 people" in page and "<bdi>Corrected <time" in page and "noindex" in page
    assert page.index("It was 43, not 34.") > page.index("hurt 43 people")
    assert live.editions.count() == 1


@pytest.mark.parametrize(
    "verb, said, expected",
    [
        ("retract", {"note": "We no longer stand by it."}, "We no longer stand by it."),
        ("withdraw", {"note": "It was not true.", "says": "notice"}, "It was not true."),
        ("withdraw", {"says": "nothing"}, "There is nothing here"),
        ("withdraw", {}, "[Your note to readers stands here.]"),
    ],
)
def test_before_a_story_is_disowned_or_taken_away_its_page_is_shown(as_, cast, live, verb, said, expected):
    client = as_(cast.duty_editor)
    assert url(f"{verb}_preview", live) in client.get(url(verb, live)).content.decode()
    response = client.post(url(f"{verb}_preview", live), said)
    assert response.status_code == 200 and expected in response.content.decode()
    assert ("hurt 34 people" in response.content.decode()) == (verb == "retract")
    assert live.editions.count() == 1


def test_pressing_the_button_on_the_story_saves_what_is_typed_and_opens_the_page(as_, cast, live):
    client = as_(cast.duty_editor)
    response = send(client, live, verb="fix_live", headline="Fire at the old mill")
    assert response.redirect_chain[-1][0] == url("fix_live", live)
    assert content_of(type(live).objects.get(pk=live.pk)).headline == "Fire at the old mill"
    assert fields_of(response, "fix-form")["headline"] == "Fire at the mill"


def test_the_story_list_leads_to_the_page_for_whoever_may_fix(as_, cast, live):
    listed = url("changelist") + "?readers=live"
    assert url("fix_live", live) in as_(cast.copy_editor).get(listed).content.decode()
    assert url("fix_live", live) not in as_(cast.reporter).get(listed).content.decode()
