"""A photo editor's hour in a browser: a shoot in, culled by keys, captioned by run, given rights, used in a story."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import TrayPhoto
from media import collecting
from media.models import Collection, Photo, Supplier
from media.uploads import accept
from tests.browser.hand import Hand
from tests.live_desk import until
from tests.makers import make_article
from tests.media.conftest import drawing, saved

SHORTHANDS = "h9 Anna Berg, Harbour FC\nh10 Mia Lind, Harbour FC\ng4 Olu Ade, Gale United"
TEMPLATE = "{player} of {team} in minute {minute} of the cup final in Porto, 22 November 2026."


def shoot(cast, now, count: int) -> Collection:
    """Take in a shoot of drawn pictures, as one event with a template and shorthands."""
    photos = [
        accept(
            SimpleUploadedFile(f"DSC_{number:04}.jpg", saved(drawing(480, 320))),
            by=cast.photo_editor,
            now=now,
            creator="Photographer C",
            taken_at=now - timedelta(seconds=10 * (count - number)),
        )
        for number in range(count)
    ]
    event = collecting.begin_collection(by=cast.photo_editor, name="Cup final", now=now)
    said = {"shorthands": SHORTHANDS, "caption_template": TEMPLATE}
    collecting.change_collection(event, by=cast.photo_editor, now=now, **said)
    collecting.collect(event, photos, by=cast.photo_editor, now=now)
    return event


def sheet(page, event: Collection, more: str = "") -> None:
    page.goto(f"{reverse('admin:media_photo_changelist')}?event={event.pk}{more}")
    page.locator("[data-tile]").first.wait_for()


def cull(hand: Hand, event: Collection, count: int, picks: int) -> None:
    """Go through the shoot once: every so many a pick, the others rejects; the key goes on by itself."""
    sheet(hand.page, event)
    hand.presses("ArrowRight")
    every = count // picks
    for number in range(count):
        hand.presses("p" if number % every == 0 and number // every < picks else "x")
    until(hand.page, lambda: not event.photos.filter(mark="").exists())


def caption(hand: Hand, event: Collection) -> None:
    """Caption what was picked: player by shorthand, minute, Enter; the club comes along."""
    sheet(hand.page, event, "&mark=pick")
    left = event.photos.filter(mark="pick").count()
    hand.presses("ArrowRight", "Enter")
    for number in range(left):
        hand.page.locator("[data-gap]").first.wait_for()
        expect(hand.page.locator("h1")).to_contain_text(f"{number + 1} of {left}")
        hand.types(["\\h9", "\\h10", "\\g4"][number % 3])
        hand.presses("Tab", "Tab")
        hand.types(str(number + 1))
        hand.presses("Enter")
    hand.page.locator("[data-tile]").first.wait_for()


def give_rights(hand: Hand, event: Collection, supplier: Supplier) -> None:
    """Give every pick the rights of the photographer's contract in one act."""
    page = hand.page
    sheet(page, event, "&mark=pick")
    hand.clicks(page.locator("[data-choose-all]"))
    hand.clicks(page.locator(f"button[formaction='{reverse('admin:media_photo_many')}']"))
    hand.acts += 1
    page.locator("#grid-contract").select_option(str(supplier.pk))
    hand.clicks(page.locator("button[value=contract]"))
    page.locator(".many-results").wait_for()


def send(hand: Hand, event: Collection, story, count: int) -> None:
    """Send the first of the picks to the story's tray."""
    page = hand.page
    sheet(page, event, "&mark=pick")
    for _number in range(count):
        hand.presses("ArrowRight", "v")
    hand.presses("s")
    hand.clicks(page.locator(f"button[name=story][value='{story.pk}']"))
    page.locator("[data-tile]").first.wait_for()


def use(hand: Hand, story) -> None:
    """Put what is in the tray into the story, as who works on it does."""
    page = hand.page
    page.goto(reverse("admin:articles_article_photos", args=[story.pk]))
    for box in page.locator(".photo-tray [name=photo]").all():
        hand.clicks(box)
    hand.clicks(page.locator(".photo-tray button"))
    page.wait_for_url("**/change/**")


def the_hour(signed_in, cast, now, *, files: int, picks: int, used: int) -> dict[str, int]:
    """Play the hour and return the acts of each part; the rows are asserted on the way."""
    event = shoot(cast, now, files)
    said = {"kind": "photographer", "licence": "commissioned", "credit": "{creator}/Gazette", "lease_days": 90}
    supplier = Supplier.objects.create(name="Photographer C", **said)
    story = make_article(by=cast.reporter, now=now)
    hand, acts = Hand(signed_in(cast.photo_editor, 1440)), {}

    def part(name: str) -> None:
        acts[name] = hand.acts - sum(acts.values())

    cull(hand, event, files, picks)
    part("culled")
    assert event.photos.filter(mark="pick").count() == picks
    caption(hand, event)
    part("captioned")
    assert event.photos.filter(caption__contains="of the cup final in Porto").count() == picks
    give_rights(hand, event, supplier)
    part("rights")
    assert event.photos.filter(mark="pick", licence="commissioned", leases__isnull=False).distinct().count() == picks
    send(hand, event, story, used)
    part("sent")
    assert TrayPhoto.objects.filter(article=story).count() == used
    reporter = Hand(signed_in(cast.reporter, 1440))
    use(reporter, story)
    acts["used"] = reporter.acts
    assert story.photos.count() == used
    assert Photo.objects.filter(uses__article=story).count() == used
    return acts
