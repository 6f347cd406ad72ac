"""The schema of copy: what survives, and that it stands still."""

from collections import Counter
from html import unescape

import nh3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.body import (
    elements,
    keep_photos,
    linked_stories,
    paragraphs,
    placed_photos,
    plain,
    sanitise,
    what_goes,
    word_count,
)
from newsroom.record.canonical import clean_text

ONE, TWO = "0f8fad5b-d9cb-469f-a165-70867728950e", "7c9e6679-7425-40de-944b-e07fc1f90ae7"
PHOTO = f'<figure class="photo" data-photo="{ONE}"></figure>'
RELATED = f'<aside class="related-story" data-story="{TWO}"></aside>'
EMBED = (
    '<figure class="embed" data-url="https://a.example.org/w?v=1&amp;t=2"><figcaption>The wave</figcaption></figure>'
)
PULL = '<figure class="pull-quote"><blockquote><p>No.</p></blockquote><figcaption>The mayor</figcaption></figure>'
SOURCES = '<aside class="sources-box"><p>The log.</p><ul><li><p>Two people</p></li></ul></aside>'
BOX = '<aside class="fact-box"><h3>The wall</h3><p>Long.</p><ul><li><p>High</p></li></ul></aside>'
TABLE = (
    "<table><caption>Votes</caption><tbody><tr><th><p>Side</p></th><th><p>Votes</p></th></tr>"
    '<tr><td colspan="2"><p>For: 9</p></td></tr></tbody></table>'
)
EVERYTHING = "\n".join(
    ["<p>A.</p>", PHOTO, RELATED, EMBED, PULL, BOX, SOURCES, TABLE, '<ol start="3"><li><p>c</p></li></ol>', "<hr>"]
)
_PIECES = st.sampled_from(
    "<p> </p> <b> </b> <i> </i> <em> </em> <div> </div> <ul> </ul> <li> </li> <h1> </h1> <h2> </h2> <h3> </h3> "
    "<blockquote> </blockquote> <a~href=javascript:x> <a~href=https://x.org/> </a> <script>x</script> <svg> </svg> "
    "<br> <hr> "
    "<table> </table> <tr> </tr> <td> </td> <th~colspan=3> </th> <td~rowspan=9> <caption> </caption> <thead> </thead> "
    f"<figure~class=photo~data-photo={ONE}> <figure~class=photo> <figure~class=pull-quote> </figure> <figcaption> "
    "</figcaption> <figure~class=embed~data-url=https://a.org/b> <figure~class=embed~data-url=http://a.org/b> "
    f"<aside~class=fact-box> <aside> </aside> <aside~class=related-story~data-story={TWO}> <ol~start=4> </ol> "
    "<aside~class=sources-box> "
    f"<a~href=story:{ONE}> <a~href=story:x> <pre> </pre> <dl> <dt> </dt> <dd> </dd> <section> </section> "
    "&amp; &lt; &nbsp; word ~ <img~src=x~onerror=y> <style> </style> <p~onclick=x> <!-- --> ]]>".split()
).map(lambda piece: piece.replace("~", " "))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("plain words", "<p>plain words</p>"),
        ("<p>a</p>loose <i>it</i><p>b</p>", "<p>a</p>\n<p>loose <em>it</em></p>\n<p>b</p>"),
        ("<p>&nbsp;</p><p></p><h1>Head</h1>", "<h2>Head</h2>"),
        ("<h3>A</h3><p>x</p><h3>B</h3>", "<h2>A</h2>\n<p>x</p>\n<h2>B</h2>"),
        ("<h3>A</h3><h2>B</h2><h3>C</h3>", "<h2>A</h2>\n<h2>B</h2>\n<h3>C</h3>"),
        ("<h2> </h2><h4>A</h4>", "<h2>A</h2>"),
        ("<div>one</div><div>two</div>", "<p>one</p>\n<p>two</p>"),
        ("<p onclick=x>a &amp; b</p><script>alert(1)</script>", "<p>a &amp; b</p>"),
        ("<p><a href='javascript:x'>k</a></p>", "<p>k</p>"),
        (
            "<p><a href='https://x.org/?a=1&b=2' target=_blank>k</a></p>",
            '<p><a href="https://x.org/?a=1&amp;b=2">k</a></p>',
        ),
        ("<p>x</p><img src=x onerror=alert(1)>", "<p>x</p>"),
        ("", ""),
    ],
)
def test_what_is_kept(typed, kept):
    assert sanitise(typed) == kept


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES | st.text(max_size=6), max_size=25).map("".join))
def test_sanitising_stands_still_and_keeps_nothing_that_runs(typed):
    once = sanitise(typed)
    assert sanitise(once) == once
    assert "".join(elements(once)) == once.replace("\n", "")
    lowered = once.lower()
    assert "<script" not in lowered
    assert "<img" not in lowered
    assert "<svg" not in lowered
    assert 'href="javascript' not in lowered


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8), min_size=1, max_size=5))
def test_every_word_of_plain_paragraphs_survives(words):
    body = sanitise("".join(f"<p>{word}</p>" for word in words))
    assert paragraphs(body) == [clean_text(word) for word in words]


def test_paragraphs_come_in_order_with_items_and_quotes():
    body = sanitise(
        "<h2>Head</h2><p>One<br>two.</p><ul><li><p>a</p></li><li>b</li></ul><blockquote><p>q</p></blockquote>"
    )
    assert paragraphs(body) == ["Head", "One two.", "a", "b", "q"]
    assert plain(body) == "Head\nOne two.\na\nb\nq"


def _letters(text: str) -> Counter:
    return Counter(one for one in unescape(text) if one.isalnum())


@settings(max_examples=400, deadline=None)
@given(st.lists(_PIECES | st.text(st.characters(categories=["L", "N"]), max_size=6), max_size=30).map("".join))
def test_no_letter_is_lost_or_made_up(typed):
    said = nh3.clean(clean_text(typed), tags=set(), attributes={})
    kept = nh3.clean(sanitise(typed), tags=set(), attributes={})
    assert _letters(kept) == _letters(said)


def test_every_node_stands_as_it_is():
    assert sanitise(EVERYTHING) == EVERYTHING
    assert elements(EVERYTHING)[1] == PHOTO


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        # figures and boxes
        (f"{PHOTO}<p>x</p>{PHOTO}", f"{PHOTO}\n<p>x</p>"),
        (f"<blockquote><p>a</p>{PHOTO}<p>b</p></blockquote>", f"<blockquote><p>a</p><p>b</p></blockquote>\n{PHOTO}"),
        (f"<ul><li>a{RELATED}</li></ul>", f"<ul><li><p>a</p></li></ul>\n{RELATED}"),
        ('<figure class="photo" data-photo="x"><figcaption>Left</figcaption></figure>', "<p>Left</p>"),
        (PHOTO.replace("></", ">said</"), f"{PHOTO}\n<p>said</p>"),
        ('<figure><img src="x"><figcaption>What it shows</figcaption></figure>', "<p>What it shows</p>"),
        ('<figure class="pull-quote"><figcaption>Nobody</figcaption></figure>', "<p>Nobody</p>"),
        ('<figure class="pull-quote">loose</figure>',
         '<figure class="pull-quote"><blockquote><p>loose</p></blockquote></figure>'),
        (EMBED.replace("https", "http"), "<p>The wave</p>"),
        (EMBED.replace("https://", "javascript:"), "<p>The wave</p>"),
        ('<aside class="fact-box"> </aside>', ""),
        ('<aside class="sources-box"> </aside>', ""),
        (
            f'<aside class="sources-box"><h3>From</h3>{SOURCES}</aside>',
            f'<aside class="sources-box"><p>From</p>{SOURCES.removeprefix('<aside class="sources-box">')}',
        ),
        (
            f"<ul><li>x{SOURCES}</li></ul>",
            "<ul><li><p>x</p><p>The log.</p><ul><li><p>Two people</p></li></ul></li></ul>",
        ),
        (
            '<aside class="fact-box"><h2>T</h2><blockquote>q</blockquote><hr>x<h4>U</h4></aside>',
            '<aside class="fact-box"><h3>T</h3><p>q</p><p>x</p><h3>U</h3></aside>',
        ),
        ('<aside class="other"><h2>T</h2><p>x</p></aside>', "<h2>T</h2>\n<p>x</p>"),
        (f'<aside class="fact-box"><p>x</p>{BOX}</aside>', f'<aside class="fact-box"><p>x</p>{BOX[24:]}'),
        # tables
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
         "<table><tbody><tr><td><p>a</p></td><td><p>b</p></td></tr><tr><td><p>c</p></td><td></td></tr></tbody></table>"),
        ("<table><tr><td rowspan=9>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
         '<table><tbody><tr><td rowspan="2"><p>a</p></td><td><p>b</p></td></tr>'
         '<tr><td><p>c</p></td></tr></tbody></table>'),
        ("<table><tr><td>letter</td></tr></table>", "<p>letter</p>"),
        (TABLE.replace("Votes<", "<b>Votes</b><br>cast<", 1), TABLE.replace("Votes<", "Votes cast<", 1)),
        ("<table><tr><td><h1>H</h1><table><tr><td>a</td><td>b</td></tr></table></td><td>c</td></tr></table>",
         "<h2>H</h2>\n<table><tbody><tr><td><p>a</p></td><td><p>b</p></td></tr></tbody></table>\n<p>c</p>"),
        ("<table><tr><td> </td><td></td></tr></table>", ""),
        # lists
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>"),
        ("<ul>a<li>b</li></ul>", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("<ol start=1><li>a</li></ol>", "<ol><li><p>a</p></li></ol>"),
        # links
        (f"<a href='story:{ONE.upper()}'>k</a>", f'<p><a href="story:{ONE}">k</a></p>'),
        ("<a href='story:1'>k</a> <a href='//x.org'>l</a> <a href='x'>m</a>", "<p>k l m</p>"),
        ("<a href='/2026/01/01/x/'>k</a>", '<p><a href="/2026/01/01/x/">k</a></p>'),
        ("<a href='https://x.org/a b'>k</a>", '<p><a href="https://x.org/a%20b">k</a></p>'),
        # words beside each other stay apart, lines of source are not lines of text
        ("<dl><dt>a</dt><dd>b</dd></dl>", "<p>a</p>\n<p>b</p>"),
        ("<p>\n  one\n  two <b>\nthree</b>\n</p>", "<p>one two <strong> three</strong></p>"),
        ("<b><p>a</p><p>b</p></b>", "<p><strong>a</strong></p>\n<p><strong>b</strong></p>"),
        ("<em><b>x</b></em>", "<p><strong><em>x</em></strong></p>"),
    ],
)  # fmt: skip
def test_structure_is_mended(typed, kept):
    assert sanitise(typed) == kept


@pytest.mark.parametrize("tag", ["div", "ul", "b", "blockquote", "table><tr><td", "section"])
def test_depth_beyond_reason_is_no_error_and_loses_no_word(tag):
    assert "word" in sanitise(f"<{tag}>" * 5000 + "word")


def test_every_word_of_every_node_is_read_and_counted():
    assert paragraphs(EVERYTHING) == [
        "A.", "The wave", "No.", "The mayor", "The wall", "Long.", "High", "The log.",
        "Two people", "Votes", "Side", "Votes", "For: 9", "c",
    ]  # fmt: skip
    assert word_count(EVERYTHING) == 20


def test_it_names_the_photos_and_the_stories_in_a_body():
    body = sanitise(f"{PHOTO}<p>&lt;figure data-photo=x&gt; <a href='story:{ONE}'>k</a></p>{RELATED}")
    assert placed_photos(body) == [ONE]
    assert linked_stories(body) == {ONE, TWO}
    assert (placed_photos("<p>x</p>"), linked_stories("<p>story: data-story</p>")) == ([], set())


def test_photos_can_be_taken_out_of_their_places():
    assert keep_photos(f"<p>a</p>\n{PHOTO}\n<p>b</p>", {TWO}) == "<p>a</p>\n<p>b</p>"
    assert keep_photos(f"<p>a</p>\n{PHOTO}", {ONE}) == f"<p>a</p>\n{PHOTO}"


def test_what_goes_is_said_and_what_the_editor_makes_says_nothing():
    assert what_goes(EVERYTHING) == what_goes("plain words") == what_goes("") == []
    said = what_goes(
        "<p style='color:red'>a <u>line</u></p><script>x</script><img src='https://x.org/a.png'>"
        "<a href='javascript:x'>k</a><iframe src='https://x.org/p'></iframe><script>y</script>"
    )
    assert said == [
        "A script was left out. (2 times)",
        "A picture from elsewhere was left out: https://x.org/a.png. Add it to the story's photos instead.",
        "A player was left out: https://x.org/p. Put its address in as an embed instead.",
        "An underline was left out; its words stay: “line”.",
        "Colours, sizes and positions were left out.",
        "A link was left out, for it leads nowhere from here: javascript:x. Its words stay.",
    ]
