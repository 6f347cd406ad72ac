"""Pasting out of other programs, in a real browser: their structure is kept, their junk is gone."""

from pathlib import Path

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "readers"])]

HERE = Path(__file__).parent / "paste"
TOLD = {
    "word": [
        "pictures (1)",
        "tracked deletions (1)",
        "footnote marks (1)",
        "colours and fonts",
        "tracking in links (1)",
    ],
    "word-online": [],
    "docs": ["pictures (1)", "comments (1)", "underlining", "colours and fonts", "tracking in links (1)"],
    "libreoffice": ["footnote marks (1)", "struck text (1)", "underlining", "colours and fonts"],
    "pages": [],
    "gmail": [],
    "outlook": ["tracking in links (1)"],
    "web": ["pictures (1)", "embedded frames, video or sound (1)", "menus and forms", "links that lead nowhere (1)"],
}


@pytest.mark.parametrize("program", sorted(TOLD))
def test_what_a_program_copied_keeps_its_structure_and_nothing_else(program, writing):
    at = writing()
    at.empty()
    at.paste((HERE / f"{program}.html").read_text())
    assert at.kept == (HERE / f"{program}.kept.html").read_text().strip()
    # What the editor holds is in the schema before the server cleans it: nothing is cut behind somebody's back.
    for junk in ("style=", "class=", "mso", "<span", "<o:p", "<font"):
        assert junk not in at.html
    for told in TOLD[program]:
        assert told in at.said
    assert bool(at.said) == bool(TOLD[program])
    assert at.broken == []


def test_a_paste_into_a_sentence_stays_in_it(writing):
    at = writing("<p>Before after.</p>")
    at.at_start()
    at.paste('<meta charset="utf-8"><span style="color:#000">in <b>between</b></span>')
    assert at.kept == "<p>in <strong>between</strong>Before after.</p>"


def test_nothing_is_fetched_for_a_pasted_picture(writing):
    at = writing()
    asked = []
    at.page.on("request", lambda request: asked.append(request.url))
    at.at_end()
    at.paste(
        '<p>See <img src="https://elsewhere.example.org/a.jpg"></p><p style="background:url(https://elsewhere.example.org/b.png)">this</p>'
    )
    at.page.wait_for_timeout(200)
    assert "Add a picture by dropping its file" in at.said
    assert not [url for url in asked if "elsewhere" in url]
    assert at.broken == []


def test_what_was_copied_from_another_story_comes_whole(writing):
    at = writing(
        "<p>One.</p>\n"
        '<figure class="pull-quote"><blockquote><p>Two.</p></blockquote><figcaption>She</figcaption></figure>'
    )
    stored = at.html.replace("\r\n", "\n")
    at.at_start()
    at.press("Control+a")
    copied = at.page.evaluate(
        """() => {
          const text = document.querySelector("#body-text");
          const data = new DataTransfer();
          text.dispatchEvent(new ClipboardEvent("copy", { clipboardData: data, bubbles: true, cancelable: true }));
          return data.getData("text/html");
        }"""
    )
    at.empty()
    at.paste(copied)
    assert at.kept == stored


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("<h6>Deep</h6><p>x</p>", "<h2>Deep</h2>\n<p>x</p>"),
        ("one<br><br>two", "<p>one</p>\n<p>two</p>"),
        ("<div>one</div><div>two</div>", "<p>one</p>\n<p>two</p>"),
        (
            "<table><tr><td>a<td><h2>b</h2></table>",
            "<table><tbody><tr><td><p>a</p></td><td><p>b</p></td></tr></tbody></table>",
        ),
        ("<p>a&nbsp; b&nbsp;c</p>", "<p>a b&nbsp;c</p>"),
        ("<p>x<script>alert(1)</script><img src=x onerror=alert(1)></p>", "<p>x</p>"),
        (
            '<p><a href="https://x.example.org/?a=1&amp;gclid=2">l</a></p>',
            '<p><a href="https://x.example.org/?a=1">l</a></p>',
        ),
        ('<p><a href="file:///C:/a.doc">l</a></p>', "<p>l</p>"),
    ],
)
def test_small_pastes(writing, pasted, kept):
    at = writing()
    at.empty()
    at.paste(pasted)
    assert at.kept == kept
    assert at.broken == []
