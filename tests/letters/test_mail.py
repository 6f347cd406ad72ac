"""The mail itself: its headers, both its forms, readable without pictures, in the dark and from right to left."""

import re
from email import message_from_bytes, policy

import pytest
import time_machine
from lxml import html as parser

from newsroom.letters import issuing, keeping, readers, styling
from newsroom.letters.models import Letter
from newsroom.letters.press import OFF, press
from newsroom.letters.tasks import mail_confirmation
from newsroom.paper.verbs import set_paper
from tests.makers import NOON, make_live, make_photo, use_of

from .conftest import LATER, off_path, said, send, take

SITE = "http://127.0.0.1:8000"
NASTY = "<script>alert('x')</script> & \"Wall\""


@pytest.fixture
def mail(letter, story, cast, mails):
    """Return the mail one reader gets."""
    take(letter, "reader@example.net")
    send(letter, cast)
    return mails[0]


def test_its_headers_let_any_mail_program_know_the_list_and_leave_it(letter, mail):
    row = letter.subscriptions.get()
    sent = message_from_bytes(mail.message(policy=policy.SMTP).as_bytes(), policy=policy.default)
    assert sent["List-Unsubscribe"] == f"<{SITE}{off_path(row)}>"
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert re.fullmatch(r"<[0-9a-f]{16}\.newsletters\.127\.0\.0\.1>", sent["List-Id"])
    assert sent["List-Archive"] == sent["List-Subscribe"] == f"<{SITE}/newsletters/harbour-news/>"
    assert sent["From"] == "The Newsroom <newsroom@127.0.0.1>"
    assert sent["To"] == "reader@example.net"
    assert sent["Auto-Submitted"] == "auto-generated"
    delivery = row.deliveries.get()
    assert sent["Message-ID"] == f"<{delivery.uid}@127.0.0.1>"
    assert [part.get_content_type() for part in sent.iter_parts()] == ["text/plain", "text/html"]


def test_no_line_of_its_head_is_broken_within_an_address(mail):
    """A mail program reads the address of leaving up to the first space or line's end."""
    head = mail.message(policy=policy.SMTP).as_bytes().split(b"\r\n\r\n")[0]
    assert re.search(rb"\r\nList-Unsubscribe: <[!-~]{90,}>\r\n", head)
    assert b"=?utf-8?q?=3Chttp" not in head


def test_everybody_s_mail_is_the_same_but_for_their_way_out(letter, story, cast, mails):
    one, two = take(letter, "one@example.net", "two@example.net")
    send(letter, cast)
    bodies = [
        (mail.body + mail.alternatives[0].content).replace(off_path(row), "")
        for mail, row in zip(mails, (one, two), strict=True)
    ]
    assert bodies[0] == bodies[1]
    assert OFF not in bodies[0] and "example.net" not in bodies[0]


def test_it_loads_nothing_that_counts_who_opens_it(letter, cast, mails):
    photo = make_photo(by=cast.photo_editor)
    make_live(cast, photos=(use_of(photo),))
    printed = press().print(issuing.draw_up(letter, by=cast.editor, now=LATER), LATER)
    tree = parser.document_fromstring(printed.html)
    loaded = [element.get("src") for element in tree.iter() if element.get("src")]
    assert len(loaded) == 1 and re.fullmatch(rf"{SITE}/photos/[0-9a-f-]+/[\w.-]+", loaded[0])
    assert not tree.xpath("//script | //link | //iframe | //form | //@srcset")
    links = [link for _element, _name, link, _place in tree.iterlinks()]
    assert not [link for link in links if "?" in link], "no link says whose it is"
    assert "Nobody counts whether you open this" in printed.text


def test_what_people_typed_is_only_text_in_it(cast, mails):
    tagged = said(name="A <b>letter</b>", about="x", greeting=f"Hello\n\n{NASTY}", slug="a")
    letter = keeping.begin_letter(tagged, by=cast.administrator, now=NOON)
    make_live(cast, headline=NASTY, dek=NASTY)
    printed = press().print(issuing.draw_up(letter, by=cast.editor, now=LATER), LATER)
    assert "<script" not in printed.html and "<b>" not in printed.html
    assert printed.html.count("&lt;script&gt;") >= 3
    assert printed.text.count(NASTY) == 3, "plain text is not escaped"
    assert printed.subject == f"A <b>letter</b>: {NASTY}"


def test_a_line_s_end_in_a_name_makes_no_header(letter, story, cast, mails, settings):
    settings.SITE_NAME = "The Gull\nBcc: everybody@example.net"
    Letter.objects.update(name="News\r\nBcc: everybody@example.net")
    take(letter, "reader@example.net")
    send(letter, cast)
    sent = message_from_bytes(mails[0].message(policy=policy.SMTP).as_bytes(), policy=policy.default)
    assert sent["Bcc"] is None and sent["From"].addresses[0].display_name.startswith("The Gull Bcc")


def test_it_is_one_column_with_headings_in_order_and_says_its_language(mail):
    tree = parser.document_fromstring(mail.alternatives[0].content)
    assert (tree.get("lang"), tree.get("dir")) == ("en", "ltr")
    assert {table.get("role") for table in tree.iter("table")} == {"presentation"}
    assert [heading.tag for heading in tree.xpath("//h1 | //h2 | //h3")] == ["h1", "h2"]
    assert not tree.xpath("//img[not(@alt)]") and tree.xpath("//title")[0].text


@pytest.mark.parametrize("has_it", [False, True])
def test_the_mail_that_asks_for_a_yes_looks_like_the_paper_and_has_a_button(letter, mails, has_it):
    if has_it:
        take(letter, "reader@example.net")
    readers.ask(letter, "reader@example.net", now=NOON)
    with time_machine.travel(NOON, tick=False):
        mail_confirmation.func(letter.subscriptions.get().pk)
    tree = parser.document_fromstring(mails[-1].alternatives[0].content)
    assert (tree.get("lang"), tree.get("dir")) == ("en", "ltr")
    assert [element.tag for element in tree.body.iter() if element.get("class") and not element.get("style")] == []
    assert tree.xpath("//h1")[0].text == mails[-1].subject
    buttons = tree.find_class("mail-button-link")
    if has_it:
        assert buttons == [] and "/newsletters/off/" in tree.find_class("mail-foot")[0].xpath(".//a/@href")[0]
    else:
        assert buttons[0].text == "Yes, I want it" and "/newsletters/confirm/" in buttons[0].get("href")
        assert "background-color: #1a1a1a" in tree.find_class("mail-button")[0].get("style")


def test_every_rule_of_the_sheet_is_in_the_mail_and_its_dark_colours_in_the_head(mail):
    html = mail.alternatives[0].content
    tree = parser.document_fromstring(html)
    bare = [element.tag for element in tree.body.iter() if element.get("class") and not element.get("style")]
    assert bare == []
    rules, dark = styling._sheet()
    assert dark.startswith("@media (prefers-color-scheme: dark)") and dark in html
    assert all(re.fullmatch(r"[a-z-]+", name) for name, _rule in rules), "a selector is one class"
    assert len(html.encode()) < 102_000, "a longer mail is cut short"


def _colours(rule: str) -> dict[str, str]:
    return dict(re.findall(r"(?<![\w-])(color|background-color): (#[0-9a-f]{6})", rule))


def test_its_colours_can_be_read_by_day_and_in_the_dark():
    from newsroom.paper.colours import contrast

    rules, dark = styling._sheet()
    day, night = {}, {}
    for name, rule in rules:
        day.setdefault(name, {}).update(_colours(rule))
    for selectors, rule in re.findall(r"([.\w, -]+)\{([^}]*)\}", dark.partition("{")[2]):
        for name in selectors.split(","):
            night.setdefault(name.strip().removeprefix("."), {}).update(_colours(rule))
    for look in (day, night):
        ground = look["mail-column"]["background-color"]
        for name, said_of in look.items():
            if "color" in said_of:
                on = said_of.get("background-color", ground)
                assert contrast(said_of["color"], on) >= 4.5, (name, said_of, on)
    coloured = {name for name, said_of in day.items() if said_of}
    assert coloured - set(night) == set(), "what has a colour by day has one in the dark"
    ruled = {name for name, rule in rules if re.search(r"border-top: [1-9]", rule)}
    at_night = " ".join(re.findall(r"([.\w, -]+)\{ border-color", dark))
    assert len(ruled) == 3 and ruled == set(re.findall(r"[\w-]+", at_night)), "and a rule is seen there too"


def test_in_arabic_it_is_from_right_to_left_and_in_arabic(
    letter, story, cast, mails, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        set_paper({"language": "ar"}, by=cast.managing_editor, now=NOON)
    printed = press().print(issuing.draw_up(letter, by=cast.editor, now=LATER), LATER)
    tree = parser.document_fromstring(printed.html)
    assert (tree.get("lang"), tree.get("dir"), printed.language) == ("ar", "rtl", "ar")
    assert "إلغاء الاشتراك" in printed.html and "إلغاء الاشتراك" in printed.text
    assert tree.find_class("mail-story")[0].get("dir") == "ltr", "a story has its own direction"


def test_its_plain_text_reads_well(mail, letter):
    row = letter.subscriptions.get()
    assert mail.body == (
        "The Newsroom\n"
        "Harbour news, 22 November 2026\n\n"
        f"In your browser: {SITE}/newsletters/harbour-news/1/\n\n"
        "Council votes for the wall\n"
        "Work begins in spring.\n"
        "Writer A\n"
        f"{SITE}/2026/11/22/wall/\n\n"
        "-- \n"
        "You get Harbour news from The Newsroom because you asked for it and confirmed your address.\n"
        "Nobody counts whether you open this, or which links you follow.\n\n"
        f"Unsubscribe: {SITE}{off_path(row)}\n"
    )
