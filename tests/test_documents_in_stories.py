"""Documents in stories: the block, the checks before publishing, where one is used, what a change of rights does."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from articles import preflight, workflow
from articles.admin.found_places import said_of
from articles.blocked_names import Blocklist
from articles.blocked_places import blocked_places
from articles.body import paragraphs, placed_documents, sanitise, what_goes
from articles.models import ArticleDocument, Edition, EditionDocument, Section
from articles.redline import redline
from articles.workflow import Refused
from articles.working_copy import content_of
from media import standing
from media.documents.addresses import path as path_of
from media.documents.editing import edit_document
from media.leasing import change_lease, grant_lease
from media.models import Document
from media.opening import PhotoRefused
from media.stories import State, places_of, uses_of
from newsroom.record.models import Change, LogEntry, LogWords
from tests import document_files as files
from tests.document_makers import body_with, figure, make_document
from tests.makers import make_article, make_content, make_live

pytestmark = pytest.mark.django_db(databases="__all__")
HOUR = timedelta(hours=1)


@pytest.fixture
def paper(cast):
    return make_document(by=cast.photo_editor)


def ids(article, content, at) -> set[str]:
    return {finding.id for finding in preflight.preflight(article, content, at=at) if finding.id.startswith("document")}


def test_the_block_keeps_its_words_and_stands_once():
    uid = str(uuid4())
    block = f'<figure class="document" data-document="{uid}"><figcaption>Page <em>four</em></figcaption></figure>'
    assert sanitise(block) == block and paragraphs(block) == ["Page four"]
    assert sanitise(f'{block}<figure class="document" data-document="{uid.upper()}"></figure>') == block
    assert placed_documents(f"<p>x</p>{block}") == [uid]


@pytest.mark.parametrize("uid", ["", "x", "1' onclick='x", "../../etc"])
def test_a_block_that_names_no_document_is_left_out_and_said(uid):
    block = f'<figure class="document" data-document="{uid}"><figcaption>Words</figcaption></figure>'
    assert sanitise(block) == "<p>Words</p>"
    assert what_goes(block) == ["A document was left out, for it names none. Its words stay."]


def test_a_working_copy_and_an_edition_have_its_row(cast, paper):
    article = make_live(cast, body=body_with(paper, paper))
    assert [row.document for row in ArticleDocument.objects.filter(article=article)] == [paper]
    assert [row.document for row in EditionDocument.objects.filter(article=article)] == [paper]
    workflow.save(article, by=cast.reporter, content=make_content())
    assert not ArticleDocument.objects.filter(article=article).exists()


def test_a_document_that_is_not_here_is_refused_in_a_sentence(cast):
    gone = figure(Document(uid=uuid4()))
    with pytest.raises(Refused, match="There is no document .* here any more"):
        make_article(by=cast.reporter, body=gone)


def test_a_sound_document_raises_nothing(cast, paper, noon):
    article = make_article(by=cast.reporter, body=body_with(paper))
    assert ids(article, content_of(article), noon) == set()


def test_what_keeps_a_document_from_readers_keeps_the_story(cast, noon):
    bare = make_document(by=cast.photo_editor, title="", description="", credit_line="", licence="not_established")
    sound = make_document(by=cast.photo_editor, data=files.wav(), name="talk.wav", description="")
    article = make_article(by=cast.reporter, body=body_with(bare, sound))
    content = content_of(article)
    found = {"document-rights", "document-title", "document-transcript", "document-description"}
    assert ids(article, content, noon) == found
    with pytest.raises(Refused, match="It has no transcript"):
        workflow.publish(article, by=cast.editor)
    edit_document(sound, by=cast.photo_editor, transcript="Anna: Good morning.")
    standing.withdraw(bare, by=cast.photo_editor, reason="Wrong one")
    assert "document-transcript" not in ids(article, content, noon)


def test_a_lease_that_ends_is_seen_coming_and_then_in_the_way(cast, paper, noon):
    lease = grant_lease(paper, by=cast.photo_editor, usable_from=noon, usable_until=noon + 2 * HOUR, now=noon)
    article = make_article(by=cast.reporter, body=body_with(paper))
    content = content_of(article)
    assert ids(article, content, noon) == {"document-ending"}
    assert ids(article, content, noon + 2 * HOUR) == {"document-rights"}
    change_lease(lease, by=cast.photo_editor, usable_until=None, sections=[str(uuid4())], now=noon)
    assert ids(article, content, noon) == set(), "a section that is not there is none"
    other = Section.objects.create(name="Sport", slug="sport")
    change_lease(lease, by=cast.photo_editor, usable_until=None, sections=[str(other.uid)], now=noon)
    assert ids(article, content, noon) == {"document-rights"}


def test_leave_for_one_story_is_for_no_second(cast, noon):
    single = make_document(by=cast.photo_editor, licence="single_use")
    first = make_live(cast, slug="first", body=body_with(single))
    second = make_article(by=cast.reporter, slug="second", body=body_with(single))
    assert list(uses_of([single.pk], Document)[single.pk]) == [first.pk]
    assert ids(second, content_of(second), noon) == {"document-rights"}
    assert ids(first, content_of(first), noon) == set()


def test_a_used_document_cannot_be_deleted_and_says_where_it_is_used(cast, paper):
    article = make_live(cast, body=body_with(paper))
    with pytest.raises(PhotoRefused, match="is used by .* and cannot be deleted"):
        standing.delete(paper, by=cast.photo_editor)
    places, more = places_of(paper, cast.editor, article.editions.get().live_from)
    assert [(place.state, place.name) for place in places] == [
        (State.NOW, str(article)),
        (State.DRAFT, str(article)),
    ]
    assert more == 0


def test_withdrawing_touches_the_pages_and_stops_what_is_planned_with_it(cast, paper, noon):
    article = make_article(by=cast.reporter, now=noon, body=body_with(paper))
    Section.objects.update(when_rights_lapse=Section.WhenRightsLapse.RECALL)
    workflow.publish(article, by=cast.editor, live_from=noon + HOUR, now=noon)
    standing.withdraw(paper, by=cast.photo_editor, reason="A name in it", now=noon)
    assert Edition.objects.get().recalled_at == noon
    assert "may not be used then" in article.notes.get().text
    assert Change.objects.filter(tag=paper.tag, at=noon).exists()


def test_or_lets_it_go_out_without(cast, paper, noon):
    article = make_article(by=cast.reporter, now=noon, body=body_with(paper))
    workflow.publish(article, by=cast.editor, live_from=noon + HOUR, now=noon)
    grant_lease(paper, by=cast.photo_editor, usable_from=noon, usable_until=noon + HOUR / 2, now=noon)
    assert Edition.objects.get().recalled_at is None
    assert str(paper.uid) in LogEntry.objects.get(verb="document_lapses").facts


def test_a_redline_names_it(cast, paper):
    from articles.redline import names_in

    before, after = make_content(), make_content(body=body_with(paper, caption="Page four"))
    shown = str(redline(before, after, names_in(before, after, user=cast.editor)))
    assert "Harbour report" in shown


def test_documents_are_put_in_without_a_script(as_, cast, paper):
    article = make_article(by=cast.reporter)
    barred = make_document(by=cast.photo_editor, data=files.csv(), title="Withdrawn one")
    standing.withdraw(barred, by=cast.photo_editor, reason="Wrong")
    browser, address = as_(cast.reporter), reverse("admin:articles_article_documents", args=[article.pk])
    page = browser.get(f"{address}?q=harbour").content.decode()
    assert "Harbour report" in page and "Withdrawn one" not in page
    response = browser.post(address, {"document": [str(paper.uid), str(barred.uid), "x"]}, follow=True)
    said = " ".join(str(message) for message in response.context["messages"])
    assert "“Withdrawn one”: Withdrawn" in said and "1 document put in, after the text." in said
    article.refresh_from_db()
    assert article.body.endswith(figure(paper))
    assert as_(cast.administrator).get(address).status_code == 403


def test_the_editor_asks_for_documents_by_words_and_by_uid(as_, cast, paper, django_assert_max_num_queries):
    browser = as_(cast.reporter)
    offered = browser.get(reverse("admin:media_document_suggest"), {"q": "harb"}).json()["names"]
    assert [(row["uid"], row["name"], row["barred"]) for row in offered] == [(str(paper.uid), "Harbour report", False)]
    assert browser.get(reverse("admin:media_document_suggest"), {"q": ""}).json() == {"names": []}
    named = browser.get(reverse("admin:media_document_named"), {"uids": f"{paper.uid},x"}).json()["names"]
    assert named[0]["said"] == "PDF · City/Gazette"
    assert as_(cast.photographer).get(reverse("admin:media_document_named"), {"uids": str(paper.uid)}).json() == {
        "names": []
    }


def test_a_redaction_reaches_what_is_said_of_a_document_and_closes_a_file_that_says_it(cast, noon, as_, client):
    name = "Zqgone Bird"
    said = {"title": f"What {name} wrote", "transcript": f"{name}: No.", "credit_line": f"{name}/Gazette"}
    paper = make_document(by=cast.photo_editor, data=f"Signed, {name}.\n".encode(), name="letter.txt", **said)
    other = make_document(by=cast.photo_editor, credit_line=f"{name}/Gazette")
    edit_document(other, by=cast.photo_editor, source=f"From {name}", now=noon)
    article = make_live(cast, body=body_with(paper, other, caption=f"{name} wrote it"))
    found = workflow.redact(article, by=cast.duty_editor, words=[name], reason="An order", now=noon + HOUR).found
    assert found["document"] == 2 and found["version"] == 1
    for row in (paper, other):
        row.refresh_from_db()
        texts = " ".join(str(getattr(row, field.name)) for field in row._meta.concrete_fields)
        assert name not in texts and "█" in row.credit_line
    article.refresh_from_db()
    assert name not in article.body
    assert not LogWords.objects.filter(text__contains=name).exists()
    assert "redacted" in " ".join(paper.why_not(noon + HOUR)) and not Document.objects.usable(noon + HOUR).filter(
        pk=paper.pk
    )
    assert other.usable(noon + HOUR), "a name beside it, and not in it, closes nothing"
    address = reverse("admin:media_document_file", args=[paper.pk])
    assert as_(cast.photo_editor).get(address).status_code == 404
    assert as_(cast.photo_editor).get(path_of(paper)).status_code in {404, 410}


def test_a_redaction_finds_the_words_in_a_pdf_says_so_and_closes_it(cast, noon, as_):
    paper = make_document(by=cast.photo_editor, data=files.pdf(words=b"Signed, Zqgone Bird"))
    article = make_live(cast, body=body_with(paper))
    done = workflow.redact(article, by=cast.duty_editor, words=["Zqgone Bird"], reason="An order", now=noon + HOUR)
    assert dict(done.found) == {"file of a document": 1}
    assert "it is closed with the redaction: no. " in " ".join(said_of(done.found))
    paper.refresh_from_db()
    assert paper.redacted_at == noon + HOUR and "Zqgone" not in paper.inside.text + paper.inside.searched
    entry = LogEntry.objects.get(verb="redact_document")
    assert json.loads(entry.facts) == {"fields": ["file"]} and entry.by == cast.duty_editor
    page = as_(cast.photo_editor).get(reverse("admin:media_document_change", args=[paper.pk])).content.decode()
    assert "Its file has words that were redacted" in page


def test_a_name_is_found_in_a_pdf_and_what_nobody_can_look_into_is_said(cast, noon):
    named = make_document(by=cast.photo_editor, data=files.pdf(words=b"Signed, Zqgone Bird"))
    scan = make_document(by=cast.photo_editor, data=files.pdf(drawn=b"0 0 99 99 re f"), title="A scan")
    article = make_article(by=cast.reporter, body=body_with(named, scan))
    assert "document-unread" not in ids(article, content_of(article), noon), "nothing has to be looked for"
    workflow.block_names(article, by=cast.editor, names=["Zqgone Bird"], reason="An order")
    assert blocked_places(article, content_of(article), at=noon) == ["the file of document 1"]
    said = [f.message for f in preflight.preflight(article, content_of(article), at=noon) if f.id == "document-unread"]
    assert said == ["Document “A scan”: Its only page is a picture, and whatever words are in it are found by nobody."]


def test_a_long_file_is_looked_through_once_and_anew_for_another_name(cast, noon, monkeypatch):
    looked = []
    monkeypatch.setattr(Blocklist, "found_in", lambda self, text, **said: looked.append(len(text)) or "Bird" in text)
    long = make_document(by=cast.photo_editor, data=b"A line about the harbour.\n" * 2_000 + b"Bird\n", name="l.txt")
    article = make_article(by=cast.reporter, body=body_with(long))

    def looks() -> int:
        looked.clear()
        assert blocked_places(article, content_of(article), at=noon) == ["the file of document 1"]
        return sum(count > 20_000 for count in looked)

    workflow.block_names(article, by=cast.editor, names=["Zqgone Bird"], reason="An order")
    assert sum(count > 20_000 for count in looked) == 1 and looks() == 0, "blocking has looked"
    workflow.block_names(article, by=cast.editor, names=["Another Bird"], reason="An order")
    assert sum(count > 20_000 for count in looked) == 1 and looks() == 0


def test_a_blocked_name_is_found_in_a_document_and_in_its_file(cast, noon, monkeypatch, settings):
    plain = make_document(by=cast.photo_editor, data=b"Signed, Zqgone Bird.\n", name="letter.txt")
    spoken = make_document(by=cast.photo_editor, transcript="Zqgone Bird: No.")
    article = make_article(by=cast.reporter, body=body_with(plain, spoken))
    workflow.block_names(article, by=cast.editor, names=["Zqgone Bird"], reason="An order")
    places = blocked_places(article, content_of(article), at=noon)
    assert places == ["the file of document 1", "what goes with document 2 (its title, transcript or credit)"]
