"""A newsletter in the browser of a reader and of the desk: from its page to the first issue, and out of it again."""

import pytest
from playwright.sync_api import expect

from newsroom import clock
from newsroom.letters import arranging, issuing, keeping, wording
from newsroom.letters.models import Issue, Subscription
from newsroom.letters.sending import press_on
from newsroom.letters.tasks import mail_confirmation
from newsroom.public.letters import asking
from tests.browser.listening import RULES, barriers, scrolls_sideways
from tests.makers import make_live, make_photo, make_tag, use_of

from .conftest import confirm_token, off_path, said

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "readers"])]
ADDRESS = "reader@example.net"


def assert_fine(page, rules=RULES) -> None:
    """No page of these is wrong for those who listen by day or in the dark, wider than its screen, or against the
    policy."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert barriers(page, rules) == [], (page.url, scheme)
    assert not scrolls_sideways(page), page.url
    assert page.evaluate("window.broken") == [], page.url


@pytest.mark.parametrize("width", [390, 1440])
def test_a_reader_takes_it_gets_it_and_gives_it_up(cast, mails, served, visit, signed_in, settings, monkeypatch, width):
    settings.ALLOWED_HOSTS = ["*"]
    monkeypatch.setattr(asking, "QUICKEST", asking.timedelta(0))
    now = clock.now()
    make_live(cast, now=now - asking.HOUR, photos=(use_of(make_photo(by=cast.photo_editor, now=now)),))
    letter = keeping.begin_letter(said(greeting="Good morning."), by=cast.administrator)

    reader = visit(width)
    reader.goto("/")
    reader.get_by_role("link", name="Newsletters").click()
    assert_fine(reader)
    reader.get_by_role("link", name="Harbour news").click()
    reader.get_by_role("button", name="Send it to me").press("Enter")
    expect(reader.get_by_role("alert")).to_contain_text("look at what is marked")
    assert_fine(reader)
    reader.get_by_label("Your e-mail address").fill(ADDRESS)
    reader.get_by_role("button", name="Send it to me").click()
    expect(reader.get_by_role("heading", name="Look into your mailbox")).to_be_visible()
    assert_fine(reader)
    mail_confirmation.func(Subscription.objects.get().pk)
    reader.goto(f"/newsletters/confirm/{confirm_token(mails.pop())}/")
    assert_fine(reader)
    reader.get_by_role("button", name="Yes, I want it").click()
    expect(reader.get_by_role("heading", name="Thank you, that is settled")).to_be_visible()
    assert_fine(reader)

    desk = signed_in(cast.editor, width)
    desk.goto(f"/admin/newsletters/{letter.pk}/")
    assert_fine(desk)
    desk.get_by_role("button", name="Draw up an issue").press("Enter")
    frame = desk.frame_locator(".letter-frame")
    expect(frame.get_by_role("heading", name="Council votes for the wall")).to_be_visible()
    assert_fine(desk)
    desk.get_by_role("button", name="Send it to 1 reader").press("Enter")
    expect(desk.get_by_text("It is being sent.")).to_be_visible()
    issue = Issue.objects.get()
    while press_on(issue.pk, "elsewhere:1:x"):
        pass
    [mail] = mails
    assert mail.to == [ADDRESS]

    _looks_at_the_mail(visit, mail, width)
    reader.goto(f"/newsletters/harbour-news/{issue.number}/")
    expect(reader.get_by_role("link", name="Council votes for the wall")).to_be_visible()
    assert_fine(reader)
    reader.goto(off_path(Subscription.objects.get()))
    assert_fine(reader)
    reader.get_by_role("button", name="Unsubscribe", exact=True).click()
    expect(reader.get_by_role("heading", name="You are unsubscribed")).to_be_visible()
    assert_fine(reader)
    assert reader.context.cookies() == []
    assert not Subscription.objects.exists()


def _looks_at_the_mail(visit, mail, width) -> None:
    """Open the mail as a mail program does, with no sheet beside it: with its pictures, and without them."""
    page = visit(width)
    page.set_content(mail.alternatives[0].content)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert barriers(page) == [], scheme
    assert not scrolls_sideways(page)
    assert page.get_by_role("img").get_attribute("alt") == "A wall in the sea."
    page.set_content(mail.alternatives[0].content.replace("/photos/", "/nothing/"))
    expect(page.get_by_role("link", name="Council votes for the wall")).to_be_visible()
    assert not scrolls_sideways(page)


def test_every_page_of_the_room_fits_a_phone_and_those_who_listen(cast, signed_in, settings, mails):
    settings.ALLOWED_HOSTS = ["*"]
    make_tag()
    page = signed_in(cast.administrator, 390)
    page.goto("/admin/newsletters/")
    assert_fine(page)
    page.get_by_role("link", name="New newsletter").click()
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("alert")).to_contain_text("Not kept:")
    assert_fine(page)
    page.get_by_label("Name", exact=True).fill("Harbour news")
    page.get_by_label("What it is", exact=True).fill("What is new at the harbour.")
    page.get_by_label("What it is of").select_option("Harbour")
    page.get_by_label("It is on: readers can take it").check()
    page.get_by_role("button", name="Keep it").press("Enter")
    expect(page.get_by_role("heading", name="Harbour news", level=1)).to_be_visible()
    assert_fine(page)
    page.goto("/admin/newsletters/readers/")
    page.get_by_label("E-mail address").fill(ADDRESS)
    page.get_by_role("button", name="Look it up").press("Enter")
    expect(page.get_by_text("Nothing is kept of this address.")).to_be_visible()
    assert_fine(page)


def test_an_editor_arranges_an_issue_by_mouse_and_by_keyboard(cast, signed_in, settings, mails):
    settings.ALLOWED_HOSTS = ["*"]
    now = clock.now()
    for place, name in enumerate("abc"):
        when = now - asking.HOUR + place * asking.HOUR / 60
        make_live(cast, headline=f"Story {name}", slug=f"story-{name}", now=when)
    other = make_tag("Elsewhere")
    make_live(cast, headline="Story x", slug="x", tags=(str(other.uid),), now=now - asking.HOUR)
    letter = keeping.begin_letter(said(), by=cast.administrator)
    issue = issuing.draw_up(letter, by=cast.editor)
    for width in (1440, 390):
        page = signed_in(cast.editor, width)
        page.goto(f"/admin/newsletters/{letter.pk}/{issue.number}/")
        rows = page.locator("[data-row] .letter-headline")
        if width == 1440:
            expect(rows).to_have_text(["Story c", "Story b", "Story a"])
            page.locator("[data-row]", has_text="Story a").drag_to(
                page.locator("[data-row]", has_text="Story c"), target_position={"x": 20, "y": 3}
            )
            expect(rows).to_have_text(["Story a", "Story c", "Story b"])
            page.locator("[data-offer]", has_text="Story x").drag_to(
                page.locator("[data-row]", has_text="Story a"), target_position={"x": 20, "y": 40}
            )
            expect(rows).to_have_text(["Story a", "Story x", "Story c", "Story b"])
            page.locator("[data-row]", has_text="Story b").press("Alt+ArrowUp")
            expect(rows).to_have_text(["Story a", "Story x", "Story b", "Story c"])
            expect(page.locator("[data-row]", has_text="Story b")).to_be_focused()
            page.get_by_role("button", name="Leave out Story x").press("Enter")
            expect(rows).to_have_text(["Story a", "Story b", "Story c"])
            page.get_by_label("Introduction").fill("A line over all of it.")
            page.get_by_role("button", name="Keep the introduction").press("Enter")
        expect(page.frame_locator(".letter-frame").get_by_text("A line over all of it.")).to_be_visible()
        assert_fine(page)


@pytest.fixture
def arranged(cast, mails):
    """An issue of three stories that is arranged, and where."""
    now = clock.now()
    for place, name in enumerate("abc"):
        make_live(
            cast, headline=f"Story {name}", slug=f"story-{name}", now=now - asking.HOUR + place * asking.HOUR / 60
        )
    issue = issuing.draw_up(keeping.begin_letter(said(), by=cast.administrator), by=cast.editor)
    return issue, f"/admin/newsletters/{issue.letter_id}/{issue.number}/"


def _uid(issue, headline: str) -> str:
    return str(issue.stories.get(article__headline=headline).article.uid)


def test_what_a_colleague_arranges_comes_in_and_never_under_the_pointer(cast, signed_in, arranged, settings):
    settings.ALLOWED_HOSTS = ["*"]
    issue, path = arranged
    page = signed_in(cast.editor, 1440)
    page.goto(path)
    rows = page.locator("[data-row] .letter-headline")
    page.mouse.move(5, 5)
    arranging.leave_out(issue, _uid(issue, "Story b"), by=cast.duty_editor)
    expect(rows).to_have_text(["Story c", "Story a"])
    expect(page.locator(".letter-mail pre")).not_to_contain_text("Story b")
    page.locator("[data-row]", has_text="Story a").hover()
    arranging.move(issue, _uid(issue, "Story a"), before=_uid(issue, "Story c"), by=cast.duty_editor)
    pill = page.get_by_role("button", name="A colleague changed this issue: show")
    expect(pill).to_be_visible()
    expect(rows).to_have_text(["Story c", "Story a"])
    seen = page.locator("[name=seen]").input_value()
    pill.click()
    expect(rows).to_have_text(["Story a", "Story c"])
    assert page.locator("[name=seen]").input_value() != seen, "what is looked at now is what is sent"
    # What is dragged and dropped after that goes where it always did.
    page.locator("[data-row]", has_text="Story c").press("Alt+ArrowUp")
    expect(rows).to_have_text(["Story c", "Story a"])
    assert_fine(page)


def test_what_is_typed_outlives_what_a_colleague_does(cast, signed_in, arranged, settings):
    settings.ALLOWED_HOSTS = ["*"]
    issue, path = arranged
    page = signed_in(cast.editor, 1440)
    page.goto(path)
    page.get_by_label("Introduction").fill("Typed and not kept.")
    page.get_by_label("Subject").focus()
    page.locator("h1").click()
    seen = page.locator("[name=seen]").input_value()
    wording.set_intro(issue, "A colleague's line.", was="", by=cast.duty_editor)
    wording.set_title(issue, "A colleague's subject", was="", by=cast.duty_editor)
    expect(page.get_by_label("Subject")).to_have_value("A colleague's subject")
    expect(page.get_by_label("Introduction")).to_have_value("Typed and not kept.")
    assert page.locator("[name=seen]").input_value() == seen, "the introduction that is shown is not that of the issue"
    issuing.stop_issue(issue, by=cast.duty_editor)
    expect(page.get_by_text("What you typed is still here")).to_be_visible()
    expect(page.get_by_label("Introduction")).to_have_value("Typed and not kept.")


def test_an_issue_that_a_colleague_sends_says_so_where_it_is_open(cast, signed_in, arranged, settings):
    settings.ALLOWED_HOSTS = ["*"]
    issue, path = arranged
    page = signed_in(cast.editor, 1440)
    page.goto(path)
    page.mouse.move(5, 5)
    expect(page.get_by_role("button", name="Drop it")).to_be_visible()
    issue.refresh_from_db()
    issuing.send_issue(issue, seen=issue.mark, by=cast.duty_editor)
    expect(page.get_by_role("button", name="Drop it")).to_have_count(0)
    assert page.evaluate("window.broken") == []
