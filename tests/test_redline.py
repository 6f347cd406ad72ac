"""Redlines: what was changed between two states of a story, and that both texts can be read off it exactly."""

import re
from dataclasses import replace
from html import unescape

from django.template.loader import render_to_string
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html

from articles.body import elements, sanitise
from articles.content import Content, ContentByline, ContentPhoto
from articles.redline import Names, marks, redline

NOBODY = Names()
A, B, C = (f"{n}{n}{n}{n}{n}{n}{n}{n}-1111-4111-8111-111111111111" for n in "abc")


def between(before: str, after: str):
    return redline(Content(body=sanitise(before)), Content(body=sanitise(after)), NOBODY)


def passages(line):
    return [passage for stretch in line.body for passage in stretch.passages]


def kinds(line):
    return [passage.kind for passage in passages(line)]


END = "\ue000"


def read(markup: str, keep: str = "", drop: str = "none") -> list[str]:
    """Return the paragraphs of a passage without what `drop` marks, and without remarks.

    An end of a paragraph counts where what it is marked with is kept.
    """
    root = html.fragment_fromstring(markup, create_parent="div")
    for end in root.xpath(f".//{keep}//*[contains(@class, 'redline-mark')]") if keep else []:
        end.attrib.clear()
        end.text = END
    for gone in root.xpath(f".//*[contains(@class, 'redline-said')] | .//{drop}"):
        gone.drop_tree()
    for line_end in root.iter("br"):
        line_end.tail = "\n" + (line_end.tail or "")
    return "".join(root.itertext()).split(END)


def read_all(line, kinds_shown: set[str], keep: str, drop: str) -> list[str]:
    shown = (passage for passage in passages(line) if passage.kind in kinds_shown)
    return [text for passage in shown for text in read(passage.html, keep, drop)]


def text_before(line) -> list[str]:
    """Return the elements of the body before, as the redline shows them."""
    return read_all(line, {"same", "changed", "split", "joined", "left", "removed"}, "del", "ins")


def text_after(line) -> list[str]:
    """Return the elements of the body after, as the redline shows them."""
    return read_all(line, {"same", "changed", "split", "joined", "added", "moved"}, "ins", "del")


def text_of(body: str) -> list[str]:
    return [text for element in elements(body) for text in read(element)]


WORDS = [
    "the",
    "wall",
    "council",
    "34",
    "harbour",
    "<strong>spring</strong>",
    "a",
    ",",
    ".",
    "東京都",
    "جدار",
    "<br>",
    "x",
]
sentence = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
paragraph = st.one_of(
    sentence.map("<p>{}</p>".format),
    sentence.map("<h2>{}</h2>".format),
    st.lists(sentence, min_size=1, max_size=3).map(
        lambda items: "<ul>" + "".join(f"<li><p>{item}</p></li>" for item in items) + "</ul>"
    ),
    sentence.map("<blockquote><p>{}</p></blockquote>".format),
    st.just("<hr>"),
)
body = st.lists(paragraph, max_size=7)


@st.composite
def edited(draw):
    """A body, and the same after paragraphs were moved, dropped, doubled and typed in."""
    before = draw(body)
    after = draw(st.permutations(before)) if draw(st.booleans()) else list(before)
    for _n in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(after)))
        act = draw(st.sampled_from(["drop", "add", "change", "split", "join"]))
        if act == "add":
            after = [*after[:place], draw(paragraph), *after[place:]]
        elif act == "split":
            after[place : place + 1] = [part.replace(" a ", " a</p><p>", 1) for part in after[place : place + 1]]
        elif act == "join":
            after[place : place + 2] = ["".join(after[place : place + 2]).replace("</p><p>", " ")]
        elif after[place : place + 1]:
            new = [re.sub(r"\bthe\b", "its new", after[place])] if act == "change" else []
            after = [*after[:place], *new, *after[place + 1 :]]
    return "".join(before), "".join(after)


@settings(max_examples=80, deadline=None)
@given(edited())
@example(("<p>a b c</p>", "<p>a b c</p><p>a b c</p>"))
def test_both_texts_can_be_read_off_exactly(pair):
    before, after = map(sanitise, pair)
    line = between(before, after)
    if before == after:
        assert line.same
        return
    assert text_before(line) == text_of(before)
    assert text_after(line) == text_of(after)


# Content has no control characters.
ANY_TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=40)


@settings(max_examples=100, deadline=None)
@given(ANY_TEXT, ANY_TEXT)
def test_a_field_can_be_read_off_exactly_whatever_it_holds(before, after):
    line = redline(Content(headline=before), Content(headline=after), NOBODY)
    if before == after:
        assert line.same
    else:
        pieces = re.sub(r'<span class="visually-hidden redline-said">.*?</span>', "", line.fields[0].html, flags=re.S)
        without = [re.sub(rf"<{tag}>.*?</{tag}>", "", pieces, flags=re.S) for tag in ("ins", "del")]
        plain = [re.sub(r"</?(ins|del)>", "", text) for text in without]
        assert [unescape(text) for text in plain] == [before, after]


def test_words_are_struck_and_put_in_within_a_paragraph():
    line = between("<p>It hurt 34 people on Monday.</p>", "<p>It hurt 43 people on Monday.</p>")
    assert kinds(line) == ["changed"]
    plain = re.sub(r"<span.*?</span>", "", passages(line)[0].html)
    assert plain == "<p>It hurt <del>34</del><ins>43</ins> people on Monday.</p>"
    assert (line.words_in, line.words_out) == (1, 1)


def test_a_paragraph_that_moved_is_said_to_have_moved():
    one, two, three = (f"<p>{text}</p>" for text in ("First of all.", "Then the second.", "And the third one."))
    line = between(one + two + three, three + one + two)
    assert kinds(line) == ["moved", "same", "same", "left"]
    assert [passages(line)[n].label for n in (0, 3)] == ["Moved here from paragraph 3", "Moved to paragraph 1"]
    assert line.words == 0


def test_a_paragraph_that_moved_and_was_changed_shows_both():
    moved = "The council met on Monday and voted for the new harbour wall."
    line = between(
        f"<p>{moved}</p><p>Rain.</p><p>Sun.</p>", f"<p>Rain.</p><p>Sun.</p><p>{moved.replace('new', 'old')}</p>"
    )
    assert kinds(line) == ["left", "same", "same", "moved"]
    assert "<del>" in passages(line)[3].html
    assert (line.words_in, line.words_out) == (1, 1)


def test_a_paragraph_that_was_split_is_not_struck():
    one, two = "It hurt 34 people on Monday.", "The mill burned until Tuesday evening, said its owner."
    line = between(f"<p>{one} {two}</p>", f"<p>{one}</p><p>{two}</p>")
    assert kinds(line) == ["split"]
    assert (line.words, text_after(line), text_before(line)) == (0, [one, two], [f"{one} {two}"])


def test_paragraphs_that_were_joined_are_not_struck():
    one, two = "It hurt 34 people on Monday.", "The mill burned until Tuesday evening, said its owner."
    line = between(f"<p>{one}</p><p>{two}</p><p>End.</p>", f"<p>{one} {two}</p><p>End.</p>")
    assert kinds(line) == ["joined", "same"]
    assert (line.words, text_before(line)) == (0, [one, two, "End."])


def test_what_is_only_set_otherwise_is_said_and_not_struck():
    line = between("<p>The wall stands.</p>", "<p>The <strong>wall</strong> stands.</p>")
    assert "[now bold]" in passages(line)[0].html
    assert "<del>" not in passages(line)[0].html
    assert line.words == 0


def test_a_link_that_leads_elsewhere_names_both_addresses():
    line = between('<p><a href="https://a.example/">Here</a></p>', '<p><a href="https://b.example/">Here</a></p>')
    assert "link to https://a.example/ → https://b.example/" in passages(line)[0].html


def test_a_paragraph_that_became_a_quote_keeps_its_words():
    line = between("<p>It is a good wall.</p>", "<blockquote><p>It is a good wall.</p></blockquote>")
    assert kinds(line) == ["changed"]
    assert "now a quote, was a paragraph" in passages(line)[0].html
    assert line.words == 0


def test_long_unchanged_stretches_are_folded_but_for_the_neighbour_of_a_change():
    same = "".join(f"<p>Paragraph number {n} says something.</p>" for n in range(14))
    line = between(same + "<p>The end is near.</p>", same + "<p>The end is far.</p>")
    assert [(stretch.folded, len(stretch.passages)) for stretch in line.body] == [(True, 13), (False, 2)]
    assert "13 paragraphs unchanged" in render_to_string("components/redline.html", {"redline": line})


def test_a_list_and_a_table_are_compared_entry_by_entry():
    line = between(
        "<table><tbody><tr><th><p>Town</p></th><td><p>34</p></td></tr></tbody></table>",
        "<table><tbody><tr><th><p>Town</p></th><td><p>43</p></td></tr></tbody></table>",
    )
    assert kinds(line) == ["changed"]
    assert re.sub(r"<span.*?</span>", "", passages(line)[0].html).count("<del>34</del><ins>43</ins>") == 1


def test_words_without_spaces_are_compared_by_letters():
    plain = re.sub(
        r"<span.*?</span>", "", marks("<p>東京都は月曜日に会合を開いた。</p>", "<p>東京都は火曜日に会合を開いた。</p>")
    )
    assert plain == "<p>東京都は<del>月</del><ins>火</ins>曜日に会合を開いた。</p>"


def test_a_paragraph_alone_may_be_new_or_gone():
    assert "<ins>" in marks("", "<p>New.</p>")
    assert "<del>" in marks("<p>Gone.</p>", "")


def test_hostile_text_is_inert_in_a_redline():
    before = Content(headline="<script>alert(1)</script>", body="<p>a &lt;img src=x onerror=alert(1)&gt; b</p>")
    line = redline(
        before, replace(before, headline="<img src=x onerror=alert(2)>", body="<p>c &lt;svg&gt;</p>"), NOBODY
    )
    shown = render_to_string("components/redline.html", {"redline": line})
    assert not re.search(r"<(script|img|svg)", shown)


def test_bodies_that_were_never_sanitised_are_inert_all_the_same():
    line = redline(
        Content(body="<p>a</p>"), Content(body='<p onclick="x()">a<script>x()</script></p><svg onload=x()>'), NOBODY
    )
    shown = render_to_string("components/redline.html", {"redline": line})
    assert not re.search(r"<(script|svg)|onclick|onload", shown)


def test_bylines_say_who_came_and_went_and_in_which_order():
    before = Content(bylines=(ContentByline(A, "Writer A"), ContentByline(B, "Writer B")))
    after = Content(
        bylines=(ContentByline(B, "Writer B", place="Beirut"), ContentByline(A, "Writer A"), ContentByline(C, "C"))
    )
    [change] = redline(before, after, NOBODY).fields
    assert [(item.kind, item.moved) for item in change.items].count(("added", False)) == 1
    assert sum(item.moved for item in change.items) == 1
    assert [inner.label for item in change.items for inner in item.changes] == ["Place"]


def test_photos_say_what_was_changed_about_their_use():
    before = Content(photos=(ContentPhoto(A, caption="The wall.", alt="A wall"), ContentPhoto(B, "inline")))
    after = Content(photos=(ContentPhoto(A, caption="The old wall.", alt="A wall", crop="0,0,50,50"),))
    [change] = redline(before, after, Names(photos={A: "Wall", B: "Sea"})).fields
    assert [item.kind for item in change.items] == ["changed", "removed"]
    assert [inner.label for inner in change.items[0].changes] == ["Caption", "Crop"]
    assert "Sea" in change.items[1].html


def test_choices_are_said_as_screens_say_them():
    line = redline(Content(kind="news", dated=""), Content(kind="opinion", dated="2026-11-22"), NOBODY)
    said = {change.name: re.sub(r"<[^>]+>", "", re.sub(r"<span.*?</span>", "", change.html)) for change in line.fields}
    assert said == {"kind": "News Opinion", "dated": "22 November 2026"}


def test_the_same_is_the_same():
    content = Content(headline="Wall", body="<p>a</p>")
    assert redline(content, replace(content), NOBODY).same


def test_a_paragraph_as_long_as_a_book_costs_no_more_than_what_meets():
    """Comparing is bounded by how often equal words meet, so that a story in one paragraph does not stop a worker."""
    before = "<p>" + "the wall and the sea " * 4000 + "</p>"
    line = between(before, before.replace("sea", "see"))
    assert kinds(line)[0] in {"changed", "removed"}
