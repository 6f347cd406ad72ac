"""Saying what the paper is: who may, what is kept, what pages say from then on."""

from datetime import timedelta
from time import monotonic
from zoneinfo import ZoneInfo

import pytest

from articles import workflow
from articles.models import Article, Edition
from newsroom import clock
from newsroom.paper import checking, colours, current, verbs
from newsroom.paper.models import Paper
from newsroom.paper.site import Site
from newsroom.record.models import Change, LogEntry, Pulse
from newsroom.staff.roles import PERMISSIONS
from tests.makers import NOON, make_article, make_live
from tests.readers import address, text

OTHERS = [role.replace(" ", "_") for role in PERMISSIONS if role != "managing editor"] + ["stranger"]


def test_pages_feeds_and_machines_say_it_from_then_on(set_, read, cast):
    make_live(cast)
    before = read("/")
    set_(name="The Gull", tagline="News from the quay", publisher="Gull Press", contact_email="desk@gull.example")
    front = text(read("/"))
    assert "<title>The Gull</title>" in front and "News from the quay" in front and "mailto:desk@gull.example" in front
    assert '"legalName": "Gull Press"' in front and '"slogan": "News from the quay"' in front
    assert "<title>The Gull</title>" in text(read("/feed/")) and "<news:name>The Gull<" in text(
        read("/sitemap/news.xml")
    )
    assert before["ETag"] != read("/")["ETag"]


def test_it_is_one_row_in_the_log_with_what_was_changed_and_every_page_is_another(set_, read):
    set_(name="The Gull", date_style="day")
    entry = LogEntry.objects.get(verb="set paper")
    assert (entry.subject, entry.facts) == ("paper", '{"changed":["name"]}')
    assert "The Gull" in entry.words.text
    assert list(Change.objects.filter(number=entry.number).values_list("tag", "at")) == [("paper", NOON)]
    for path in ("/", "/feed/", "/corrections/", "/robots.txt", "/nope/"):
        assert "paper" in read(path)["Surrogate-Key"].split(), path


def test_the_same_again_is_no_act(set_):
    set_(name="The Gull")
    set_(name=" The  Gull ")
    assert LogEntry.objects.filter(verb="set paper").count() == 1


@pytest.mark.parametrize(
    ("name", "said", "kept"),
    [
        ("time_zone", "europe/paris", "Europe/Paris"),
        ("time_zone", "Europe/Isle of Man", "Europe/Isle_of_Man"),
        ("accent", "8A1C1C", "#8a1c1c"),
    ],
)
def test_what_is_meant_is_kept_however_it_is_written(set_, name, said, kept):
    set_(**{name: said})
    assert getattr(Paper.objects.get(), name) == kept


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_may(cast, who):
    with pytest.raises(verbs.NotAllowed, match="Ask a managing editor"):
        verbs.set_paper({"name": "Mine"}, by=getattr(cast, who), now=NOON)
    assert not Paper.objects.exists() and not LogEntry.objects.filter(verb="set paper").exists()


@pytest.mark.parametrize(
    ("name", "said", "sentence"),
    [
        ("name", "x" * 81, "81 characters long; 80 fit"),
        ("language", "tlh", "“tlh” is not one of the choices"),
        ("date_style", "never", "not one of the choices"),
        ("time_zone", "Europe/Atlantis", "“Europe/Atlantis” is no time zone"),
        ("accent", "reddish", "“reddish” is no colour"),
        ("accent", "#ffcc00", "contrast of 1.5 to 1, and text needs 4.5. The nearest that can be read is #"),
        ("contact_email", "desk at gull", "“desk at gull” is no e-mail address"),
        ("profiles", "https://ok.example\njavascript:alert(1)", "“javascript:alert(1)” is no address"),
        ("profiles", "http://plain.example", "no address of a page"),
        ("profiles", "https://[", "no address of a page"),
        ("founded", "1204", "“1204” is no year"),
        ("founded", "2027", "1605 to 2026"),
    ],
)
def test_what_cannot_be_kept_is_a_sentence_beside_its_field(cast, name, said, sentence):
    with pytest.raises(checking.Wrong) as wrong:
        verbs.set_paper({name: said}, by=cast.managing_editor, now=NOON)
    assert sentence in wrong.value.fields[name]
    assert not Paper.objects.exists()


def test_the_colour_for_the_dark_is_worked_out_and_can_be_read():
    kept = checking.checked({"accent": "#003366", "accent_dark": ""}, 2026)
    assert colours.reads_on("#003366", colours.DAY) and not colours.reads_on("#003366", colours.NIGHT)
    assert colours.reads_on(kept["accent_dark"], colours.NIGHT)


@pytest.mark.parametrize("colour", ["#ffcc00", "#ffffff", "#8a1c1c", "#000000", "#7f7f7f"])
@pytest.mark.parametrize("ground", [colours.DAY, colours.NIGHT])
def test_the_nearest_colour_reads_and_one_that_reads_is_left_alone(colour, ground):
    found = colours.nearest(colour, ground)
    assert colours.contrast(found, ground) >= 4.5
    assert found == colour or not colours.reads_on(colour, ground)


def test_the_accent_is_in_the_one_style_sheet_under_an_address_for_ever(set_, read):
    assert "/static/public/paper.css" in text(read("/"))
    set_(accent="#00508c")
    front = text(read("/"))
    assert front.count('rel="stylesheet"') == 1
    path = front.split('rel="stylesheet" href="')[1].split('"')[0]
    sheet = read(path)
    assert "--accent:#00508c" in text(sheet) and ".story-headline" in text(sheet)
    assert sheet["Cache-Control"].endswith("immutable") and sheet["Content-Type"] == "text/css; charset=utf-8"
    assert 'url("/static/fonts/' in text(sheet) and "../" not in text(sheet)
    assert read(path[:-16] + "0" * 12 + ".css")["Cache-Control"] == "no-cache"


def test_pages_are_in_the_language_that_is_set_and_the_desk_is_not(set_, read, as_, cast):
    set_(language="ar")
    assert '<html lang="ar" dir="rtl">' in text(read("/")) and "<language>ar</language>" in text(read("/feed/"))
    assert '<html lang="en"' in text(as_(cast.managing_editor).get("/admin/paper/"))


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ({}, "22 November 2026, 12:00 UTC"),
        ({"date_style": "month", "clock_style": "12"}, "November 22, 2026, noon UTC"),
        ({"date_style": "year"}, "2026-11-22, 12:00 UTC"),
    ],
)
def test_dates_are_printed_as_is_set(set_, read, cast, said, printed):
    story = make_live(cast)
    if said:
        set_(**said)
    assert f">{printed}</time>" in text(read(address(story)))


class TestZone:
    """The newsroom's clock is set by another zone: what was published stays where it is."""

    def test_the_addresses_and_days_of_stories_stay(self, set_, read, cast):
        late = NOON.replace(hour=23, minute=30)
        story = make_live(cast, now=late)
        where = address(story)
        assert where.startswith("/2026/11/22/")
        at = late + timedelta(hours=1)
        set_(at=at, time_zone="Asia/Tokyo")
        assert read(where, at).status_code == 200
        assert 'href="/2026/11/22/"' in text(read(where, at)) and where in text(read("/2026/11/22/", at))
        assert f"http://127.0.0.1:8000{where}" in text(read("/feed/", at))
        workflow.save(story, by=cast.reporter, content=Edition.objects.get().content, now=at)
        later = make_live(cast, now=at, slug="later")
        assert address(later).startswith("/2026/11/23/")

    def test_a_version_that_lies_ahead_goes_live_at_the_moment_it_was_planned_for(self, set_, read, cast):
        story = make_article(by=cast.reporter)
        workflow.file(story, by=cast.reporter, now=NOON)
        workflow.publish(story, by=cast.editor, now=NOON, live_from=NOON + timedelta(hours=2))
        set_(time_zone="Asia/Tokyo")
        where = address(story)
        assert read(where, NOON + timedelta(hours=2) - timedelta(seconds=1)).status_code == 404
        assert read(where, NOON + timedelta(hours=2)).status_code == 200

    def test_what_is_planned_for_a_day_stays_planned_for_that_day(self, set_, cast):
        day, hour = NOON.replace(day=24, hour=0), NOON.replace(day=24, hour=9)
        for slugline, when in (("day", day), ("hour", hour)):
            story = make_article(by=cast.reporter, slugline=slugline)
            workflow.plan_for(story, by=cast.editor, planned_for=when, now=NOON)
        set_(time_zone="America/New_York")
        planned = dict(Article.objects.values_list("slugline", "planned_for"))
        assert planned["day"] == day.replace(tzinfo=ZoneInfo("America/New_York"))
        assert planned["hour"] == hour

    def test_the_desk_lives_by_it(self, set_, as_, cast):
        set_(time_zone="Asia/Tokyo")
        assert clock.zone().key == "Asia/Tokyo"
        assert "Asia/Tokyo" in text(as_(cast.managing_editor).get("/admin/your-time-zone/"))


def test_a_page_costs_no_query_more(set_, selects, cast):
    make_live(cast)
    before = len(selects("/"))
    set_(name="The Gull", time_zone="Asia/Tokyo")
    asked = selects("/")
    assert len(asked) == before and "paper_paper" in asked[0]
    assert not any("paper_paper" in sql for sql in asked[1:])


def test_another_process_hears_of_it_within_a_quarter_of_a_second(cast, db):
    assert current.SECONDS < 0.25
    current.remember(current.Site(), monotonic() + current.SECONDS)
    Paper.objects.create(pulse_id=1, name="The Gull")
    assert current.site().name == "The Newsroom"
    current.remember(current.Site(), monotonic() - 0.001)
    assert current.site().name == "The Gull"


def test_security_txt_names_the_address_and_is_valid_for_months(set_, read):
    assert read("/.well-known/security.txt").status_code == 404
    set_(contact_email="desk@gull.example")
    said = text(read("/.well-known/security.txt"))
    assert "Contact: mailto:desk@gull.example\n" in said and "Expires: 2027-05-01T00:00:00Z\n" in said
    set_(security_email="holes@gull.example")
    assert "mailto:holes@gull.example" in text(read("/.well-known/security.txt"))
    late = NOON.replace(month=12, day=31)
    assert "Expires: 2027-06-01T00:00:00Z" in text(read("/.well-known/security.txt", late))
    assert read("/.well-known/security.txt")["Content-Type"].startswith("text/plain")


def test_a_newsroom_that_is_not_set_up_yet_still_has_a_name(db):
    Pulse.objects.all().delete()
    current.forget()
    assert current.site() == Site()
    current.forget()
