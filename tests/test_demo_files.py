"""The demo paper's files: that they hold together before anything is played."""

from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from articles import workflow
from articles.body import sanitise
from media import metadata
from newsroom.ops.demo import paper, pictures
from newsroom.ops.demo.markup import to_html
from newsroom.ops.demo.moments import dated, moment
from newsroom.ops.demo.play import programme
from newsroom.staff.roles import PERMISSIONS

ZONE = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 22, 14, 0, tzinfo=ZONE)
STORIES = paper.stories()
# Just after midnight, just before it, and on the two nights on which the clocks change.
HOURS = [
    datetime(2026, 11, 22, 0, 1, tzinfo=ZONE),
    datetime(2026, 11, 22, 23, 59, tzinfo=ZONE),
    datetime(2026, 10, 25, 3, 30, tzinfo=ZONE),
    datetime(2026, 3, 29, 3, 30, tzinfo=ZONE),
]


def test_there_are_at_least_thirty_six_stories():
    assert len(STORIES) >= 36
    assert len({story.slug for story in STORIES}) == len(STORIES)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.slug)
def test_a_story_names_only_what_the_paper_has(story):
    house = paper.house()
    assert story.section in {section["slug"] for section in house["sections"]}
    assert {name for name, _ in story.bylines} <= {row["key"] for row in house["contributors"]}
    assert set(story.tags) <= {tag["slug"] for tag in house["tags"]}
    assert {use.picture for use in story.photos} <= set(pictures.SCENES)
    assert {step.by for step in story.steps} <= {account["key"] for account in paper.accounts()}
    assert {step.verb for step in story.steps} <= set(workflow.VERBS)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.slug)
def test_a_story_is_set_as_a_paper_sets_it(story):
    assert 0 < len(story.headline) <= 70
    words = " ".join([story.headline, story.dek, story.source, *(use.caption for use in story.photos)])
    assert not set("'\"") & set(words), "straight quotes"


@pytest.mark.parametrize("now", HOURS, ids=str)
def test_at_any_hour_every_step_is_past_and_in_order(now):
    for story in STORIES:
        moments = [moment(step.at, now) for step in story.steps]
        assert moments == sorted(moments), story.slug
        assert moments[-1] < now, story.slug


def test_two_acts_in_one_minute_are_four_seconds_apart():
    acts = [cue.at for cue in programme(NOW) if cue.slug == "gull-count"]
    assert (acts[-1] - acts[-2]).total_seconds() == 4


def test_there_is_an_account_for_every_role():
    assert {account["role"] for account in paper.accounts()} == set(PERMISSIONS)


def test_a_change_that_does_not_fit_its_text_is_refused():
    step = paper.Step(at="", by="", verb="save", change=(("not in it", "x"),))
    with pytest.raises(ValueError, match="stands 0 times in the text"):
        STORIES[0].changed(step, NOW)


@pytest.mark.parametrize("text", ["yesterday", "3 days ago", "in 2 hours ago", "20 minutes", "2 hours ago 10:00"])
def test_a_time_that_cannot_be_read_is_refused_with_its_words(text):
    with pytest.raises(ValueError, match=text):
        moment(text, NOW)


def test_days_keep_their_clock_time_when_the_clocks_change():
    after_change = datetime(2026, 10, 26, 9, 0, tzinfo=ZONE)
    assert moment("2 days ago 07:30", after_change).isoformat() == "2026-10-24T07:30:00+02:00"


def test_days_and_dates_are_counted_from_their_base():
    assert dated("{day-1}, {date+9}, {year-92}", NOW) == "Saturday, 1 December, 1934"


def test_copy_cannot_bring_markup_of_its_own():
    assert to_html("a <b> & c", lambda slug: None) == "<p>a &lt;b&gt; &amp; c</p>"


def test_a_link_to_a_story_without_an_address_becomes_its_words():
    copy = "see [the fire](story:fire) and [the flood](story:flood)"
    html = to_html(copy, {"fire": "/2026/11/22/fire/"}.get)
    assert html == '<p>see <a href="/2026/11/22/fire/">the fire</a> and the flood</p>'


def test_lists_quotes_and_heads_become_elements():
    html = to_html("## Head\n\n- one\n- **two**\n\n> said\n\n1. first", lambda slug: None)
    assert html.splitlines() == [
        "<h2>Head</h2>",
        "<ul><li><p>one</p></li><li><p><strong>two</strong></p></li></ul>",
        "<blockquote><p>said</p></blockquote>",
        "<ol><li><p>first</p></li></ol>",
    ]


def test_blocks_of_its_own_become_the_nodes_of_a_body():
    uid = "0f8fad5b-d9cb-469f-a165-70867728950e"
    source = "\n\n".join(
        [
            ">> No\n>> -- The mayor",
            "!! Title\nA line.\n- an item",
            "![](chart)",
            "@[What it is](https://film.example.org/a)",
            "[[fire]]",
            "| A | B |\n|---|---|\n| c | 1 |\nTable: Its caption",
            "[[gone]]",
            "![](none)",
        ]
    )
    body = to_html(source, {"fire": f"story:{uid}"}.get, {"chart": uid}.get)
    assert sanitise(body) == body
    assert body.splitlines() == [
        '<figure class="pull-quote"><blockquote><p>No</p></blockquote><figcaption>The mayor</figcaption></figure>',
        '<aside class="fact-box"><h3>Title</h3><p>A line.</p><ul><li><p>an item</p></li></ul></aside>',
        f'<figure class="photo" data-photo="{uid}"></figure>',
        '<figure class="embed" data-url="https://film.example.org/a"><figcaption>What it is</figcaption></figure>',
        f'<aside class="related-story" data-story="{uid}"></aside>',
        "<table><caption>Its caption</caption><tbody><tr><th><p>A</p></th><th><p>B</p></th></tr>"
        "<tr><td><p>c</p></td><td><p>1</p></td></tr></tbody></table>",
    ]


def test_every_picture_has_a_record_and_every_record_a_picture():
    assert set(pictures.records()) == set(pictures.SCENES)


@pytest.mark.parametrize(
    ("name", "size"), [("keeper-portrait", (1600, 2000)), ("columnist", (1600, 1600)), ("chart-budget", (2400, 1600))]
)
def test_a_picture_is_drawn_the_same_twice_with_its_fields_inside(name, size):
    data = pictures.draw(name)
    assert data == pictures.draw(name)
    image = Image.open(BytesIO(data))
    assert (image.format, image.size) == ("JPEG", size)
    says, record = metadata.read(image), pictures.records()[name]
    assert says["headline"] == record.headline
    assert says["description"] == record.description
    assert says["alt_text"] == record.alt
    assert says["creators"] == [record.creator]
    assert says["credit_line"] == record.credit
    assert says["copyright_notice"] == record.copyright
    assert says["date_created"]
