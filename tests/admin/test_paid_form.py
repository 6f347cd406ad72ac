"""Who pays, what one kind of story has, and the stories beside it, on the story form."""

from datetime import datetime

from django.http import QueryDict

from articles.admin.journal_form import content_in, payload_of
from articles.models import Article, JournalState
from articles.working_copy import content_of
from newsroom import clock
from tests.admin.browsing import fields_of, send, told, url
from tests.makers import make_article, make_live

TERMS = {"paid_as": "advertisement", "sponsor": "Harbour Bank", "sponsor_url": "https://bank.example.org/",
         "paid_from": "2026-11-22T13:00", "paid_until": "2026-12-22T13:00"}  # fmt: skip


def said(article):
    return content_of(Article.objects.get(pk=article.pk))


def test_an_editor_says_who_pays_and_until_when_on_the_newsrooms_clock(as_, cast):
    article = make_article(by=cast.reporter)
    send(as_(cast.editor), article, **TERMS)
    content = said(article)
    assert (content.paid_as, content.sponsor) == ("advertisement", "Harbour Bank")
    assert f"{clock.local(datetime.fromisoformat(content.paid_from)):%Y-%m-%dT%H:%M}" == TERMS["paid_from"]
    send(as_(cast.editor), article)
    assert said(article).text == content.text


def test_a_reporter_is_not_asked_who_pays_and_a_forged_answer_changes_nothing(as_, cast):
    article = make_article(by=cast.reporter)
    client = as_(cast.reporter)
    assert "paid_as" not in fields_of(client.get(url("change", article)))
    send(client, article, headline="Mine", **TERMS)
    assert (said(article).headline, said(article).paid_as) == ("Mine", "")


def test_a_reporter_sees_who_pays_and_saving_keeps_it(as_, cast):
    article = make_article(by=cast.reporter)
    send(as_(cast.editor), article, **TERMS)
    client = as_(cast.reporter)
    assert "Harbour Bank" in client.get(url("change", article)).content.decode()
    send(client, article, headline="Mine")
    assert (said(article).headline, said(article).sponsor) == ("Mine", "Harbour Bank")


def test_what_stands_in_the_way_is_in_the_checks(as_, cast):
    article = make_article(by=cast.reporter)
    page = send(as_(cast.editor), article, **TERMS | {"sponsor": "", "paid_until": "2026-11-01T13:00"})
    text = page.content.decode()
    assert "does not say who pays for it" in text and "before it begins" in text


def test_stories_beside_it_are_pasted_as_addresses_and_come_back_so(as_, cast):
    chosen = make_live(cast, headline="Chosen", slug="chosen")
    address = chosen.editions.get().address.key
    article = make_article(by=cast.reporter, slug="this")
    send(as_(cast.reporter), article, related=f"https://paper.example{address.rstrip('/')}\n{address}")
    assert said(article).related == str(chosen.uid)
    fields = fields_of(as_(cast.reporter).get(url("change", article)))
    assert fields["related"].strip() == address


def test_a_story_readers_do_not_have_cannot_be_chosen(as_, cast):
    draft = make_article(by=cast.editor, slug="draft")
    article = make_article(by=cast.reporter, slug="this")
    response = send(as_(cast.reporter), article, related=f"/2026/11/22/{draft.slug}/")
    assert response.status_code == 422 and any("Mend the marked" in sentence for sentence in told(response))
    assert "Readers have no story at" in response.content.decode()
    assert said(article).related == ""


def test_five_are_too_many(as_, cast):
    article = make_article(by=cast.reporter, slug="this")
    five = "\n".join(f"story:00000000-0000-4000-8000-00000000000{n}" for n in range(5))
    assert "At most 4 stories" in send(as_(cast.reporter), article, related=five).content.decode()


def test_a_fact_check_has_its_claim_and_verdict(as_, cast):
    article = make_article(by=cast.reporter)
    send(as_(cast.reporter), article, kind="fact_check", claim="The wall is 9 m.", claimant="A member", verdict="False")
    content = said(article)
    assert (content.claim, content.claimant, content.verdict) == ("The wall is 9 m.", "A member", "False")


def test_the_journal_reads_all_of_it_back(as_, cast):
    article = make_article(by=cast.reporter)
    client = as_(cast.editor)
    typed = fields_of(client.get(url("change", article))) | TERMS | {"life": "1941–2026", "paid_until": "half typed"}
    data = QueryDict(mutable=True)
    data.update(typed)
    state = JournalState(article=article, payload=payload_of(data))
    content = content_in(state, content_of(article))
    assert (content.sponsor, content.life, content.paid_until) == ("Harbour Bank", "1941–2026", "")
    assert content.paid_from
