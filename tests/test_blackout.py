"""Every way a name can stand in copy, and the words that only look like it."""

from datetime import timedelta

import pytest

from articles import workflow
from articles.blackout import BAR, Blackout, content_without
from articles.body import elements, sanitise
from articles.content import Content
from articles.models import Tag, TagAlias
from newsroom.record.models import LogWords
from tests.makers import make_live, make_tag

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    "body",
    [
        "<p>Then Smi<em>th</em> left.</p>",
        "<p>Then <strong>S</strong>mith left.</p>",
        "<p>Then Smi\u00adth left.</p>",
        "<p>Then Smi\u200bth left.</p>",
        "<p>Then S&shy;mith left.</p>",
    ],
)
def test_a_name_with_markup_inside_is_found(body):
    left = Blackout.of(["Smith"]).text(body)
    assert BAR in left
    assert "mith" not in left and "Smi" not in left


@pytest.mark.parametrize(
    "href", ["mailto:jane.doe@example.org", "https://example.org/jane_doe", "https://e.org/Jane%20Doe"]
)
def test_a_name_in_a_links_address_is_found(href):
    assert "doe" not in Blackout.of(["Jane Doe"]).text(f'<a href="{href}">mail</a>').lower()


@pytest.mark.parametrize(("slug", "left"), [
    ("police-annual-plan", "police-annual-plan"),
    ("li-in-court", "in-court"),
    ("court-hears-li", "court-hears"),
    ("lis-lawyer-speaks", "lawyer-speaks"),
])  # fmt: skip
def test_a_slug_loses_the_name_and_no_letters_of_other_words(slug, left):
    out = Blackout.of(["Li", "Ann"])
    assert out.slug(slug) == left
    assert out.found_in_slug(slug) == (slug != left)


def test_a_name_over_two_lines_of_a_note_to_readers_is_gone_from_the_log_too(cast, noon):
    article = make_live(cast, now=noon - HOUR)
    workflow.retract(article, by=cast.editor, note="We misquoted Jane\nDoe badly.", now=noon)
    workflow.redact(article, by=cast.duty_editor, words=["Jane Doe"], reason="Protects a witness", now=noon + HOUR)
    assert not LogWords.objects.filter(text__contains="Doe").exists()


def test_an_earlier_redactions_order_is_blacked_too(cast, noon):
    article = make_live(cast, now=noon - HOUR, headline="Doe against Roe")
    said = {"by": cast.duty_editor, "now": noon}
    workflow.redact(article, words=["Roe"], reason="Order", order="HC 12/26 Doe", **said)
    workflow.redact(article, words=["Doe"], reason="Order", **said)
    assert "Doe" not in article.redactions.order_by("pk").first().order


def test_another_name_of_a_tag_that_stays_is_gone(cast, noon):
    tag = make_tag("Mill fire suspect")
    TagAlias.objects.create(tag=tag, name="Jane Doe")
    article = make_live(cast, now=noon - HOUR, tags=(str(tag.uid),))
    workflow.redact(article, by=cast.duty_editor, words=["Jane Doe"], reason="Order", now=noon)
    assert Tag.objects.filter(pk=tag.pk).exists()
    assert not TagAlias.objects.exists()


def test_it_reaches_every_node_of_a_body():
    body = sanitise(
        '<figure class="embed" data-url="https://x.org/jane-doe"><figcaption>Film of Jane Doe</figcaption></figure>'
        '<figure class="embed" data-url="https://x.org/1"><figcaption>Jane Doe</figcaption></figure>'
        '<figure class="pull-quote"><blockquote><p>No.</p></blockquote><figcaption>Jane Doe</figcaption></figure>'
        "<table><caption>Jane Doe’s</caption><tr><td>a</td><td><b>Jane</b> Doe</td></tr></table>"
        '<aside class="fact-box"><h3>Jane Doe</h3></aside><p><a href="https://x.org/Jane%20Doe">k</a></p>'
    )
    out = Blackout.of(["Jane Doe"])
    left = content_without(Content(body=body), out, set()).body
    assert "Jane" not in left and "Doe" not in left and "jane" not in left
    assert elements(left)[0] == f"<p>Film of {BAR}</p>"
    assert elements(left)[1] == (
        f'<figure class="embed" data-url="https://x.org/1"><figcaption>{BAR}</figcaption></figure>'
    )
    assert left.count(BAR) == 7 and sanitise(left) == left
