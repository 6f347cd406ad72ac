"""The schema of copy: what survives, and that it stands still."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.body import paragraphs, plain, sanitise

_PIECES = st.sampled_from(
    "<p> </p> <b> </b> <i> </i> <em> </em> <div> </div> <ul> </ul> <li> </li> <h1> </h1> <h2> </h2> <h3> </h3> "
    "<blockquote> </blockquote> <a~href=javascript:x> <a~href=https://x.org/> </a> <script>x</script> <svg> </svg> "
    "<br> <hr> "
    "<table><td> &amp; &lt; &nbsp; word ~ <img~src=x~onerror=y> <style> </style> <p~onclick=x> <!-- --> ]]>".split()
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
        ("<p><a href='javascript:x'>k</a></p>", "<p><a>k</a></p>"),
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
    lowered = once.lower()
    assert "<script" not in lowered
    assert "<img" not in lowered
    assert "<svg" not in lowered
    assert 'href="javascript' not in lowered


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8), min_size=1, max_size=5))
def test_every_word_of_plain_paragraphs_survives(words):
    from newsroom.record.canonical import clean_text

    body = sanitise("".join(f"<p>{word}</p>" for word in words))
    assert paragraphs(body) == [clean_text(word) for word in words]


def test_paragraphs_come_in_order_with_items_and_quotes():
    body = sanitise(
        "<h2>Head</h2><p>One<br>two.</p><ul><li><p>a</p></li><li>b</li></ul><blockquote><p>q</p></blockquote>"
    )
    assert paragraphs(body) == ["Head", "One two.", "a", "b", "q"]
    assert plain(body) == "Head\nOne two.\na\nb\nq"
