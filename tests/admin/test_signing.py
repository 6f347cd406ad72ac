"""Sign-offs on the desk: what is missing and whom to ask, what voided one, the button and the sheet."""

from dataclasses import replace

from lxml import html

from articles import workflow
from articles.models import Section
from articles.working_copy import content_of
from newsroom import clock
from tests.admin.browsing import buttons_of, fields_of, send, told, url
from tests.makers import make_article, make_rule

SLIP = "<p>The council meet on Monday. It voted on the harbour wall.</p>"
MENDED = SLIP.replace("meet", "met")


def _filed(cast, **fields):
    article = make_article(by=cast.reporter, now=clock.now(), **fields)
    return workflow.file(article, by=cast.reporter)


def _words(response, path: str) -> str:
    found = html.fromstring(response.content.decode()).xpath(path)
    return " ".join(" ".join(each.text_content().split()) for each in found)


def test_the_card_and_the_checklist_say_who_is_missing_and_whom_to_ask(as_, cast):
    make_rule("copy_desk")
    make_rule("legal", turn=2)
    page = as_(cast.reporter).get(url("change", _filed(cast)))
    card = _words(page, "//*[contains(@class,'sign-offs')]")
    assert "Copy desk has to sign off (words). Ask" in card
    checks = _words(page, "//*[contains(@class,'checklist')]")
    assert "Legal has to sign off (words). Ask Lawyer. Nothing goes out without it." in checks


def test_the_button_says_as_what_the_yes_counts_and_what_is_left(as_, cast):
    make_rule("copy_desk")
    make_rule("legal", turn=2)
    article = _filed(cast)
    client = as_(cast.copy_editor)
    assert "Sign off as “Copy desk”" in buttons_of(client.get(url("change", article)))
    answer = send(client, article, verb="sign_off")
    assert told(answer)[-1].endswith("Legal has to sign off (words). Ask Lawyer. Nothing goes out without it.")
    assert article.sign_offs.get().capacity == "copy_desk"


def test_a_lawyer_signs_off_from_the_page(as_, cast):
    make_rule("legal")
    article = _filed(cast)
    client = as_(cast.lawyer)
    assert buttons_of(client.get(url("change", article)))[0] == "Sign off as “Legal”"
    send(client, article, verb="sign_off")
    assert article.sign_offs.get().capacity == "legal"


def test_who_can_give_several_chooses_on_a_sheet(as_, cast):
    make_rule("editor")
    make_rule("copy_desk", parts="placement")
    article = _filed(cast)
    client = as_(cast.editor)
    assert "Sign off as…" in buttons_of(client.get(url("change", article)))
    said = {"capacity": "copy_desk", "revision": "1"}
    client.post(url("sign_off_as", article), said)
    assert (article.sign_offs.get().capacity, article.sign_offs.get().placement != "") == ("copy_desk", True)


def test_the_card_says_which_words_voided_the_last_yes(as_, cast):
    article = _filed(cast, headline="Thirty people hurt")
    workflow.sign_off(article, by=cast.editor)
    workflow.save(article, by=cast.reporter, content=replace(content_of(article), headline="Forty people hurt"))
    page = as_(cast.editor).get(url("change", article))
    void = _words(page, "//*[@class='void-yes']")
    assert "Editor’s yes of" in void
    assert "Reporter changed the words at" in void
    assert "Headline struck: Thirty put in: Forty" in void


def test_a_duty_editor_is_asked_for_a_reason_where_a_yes_is_missing(as_, cast):
    make_rule("photo_desk", parts="pictures")
    article = _filed(cast)
    page = as_(cast.duty_editor).get(url("publish", article))
    assert "Missing: Photo desk. UNREAD" in page.content.decode()
    assert _words(page, "//label[@for='sheet_reason']").startswith("Why it goes out unread")


def test_without_the_lawyer_the_sheet_offers_no_reason(as_, cast):
    make_rule("legal")
    page = as_(cast.duty_editor).get(url("publish", _filed(cast)))
    assert "Nothing goes out without the lawyer’s yes." in page.content.decode()
    assert not _words(page, "//label[@for='sheet_reason']")


def test_the_button_signs_off_what_was_typed_in_the_form(as_, cast):
    article = _filed(cast, body=SLIP)
    client = as_(cast.copy_editor)
    answer = send(client, article, verb="sign_off_with_changes", body=MENDED)
    assert told(answer) == ["You signed off exactly this text. It is ready."]
    assert article.sign_offs.get().small_change.changed_words == 2
    page = as_(cast.reporter).get(url("change", article)).content.decode()
    assert "Signed off with 2 words changed:" in page


def test_refused_the_form_keeps_what_was_typed(as_, cast):
    article = _filed(cast, body=SLIP)
    Section.objects.update(small_change_words=1)
    answer = send(as_(cast.copy_editor), article, verb="sign_off_with_changes", body=MENDED)
    assert "You changed 2 words, and 1 is the most" in told(answer)[-1]
    assert "council met on Monday" in fields_of(answer)["body"]
    assert not article.sign_offs.exists()
