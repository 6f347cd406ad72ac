"""What is read, on the board: the last day drawn, the stories that are read now, of those somebody may see."""

from datetime import timedelta

from articles import workflow
from newsroom import clock
from newsroom.desk.board_reads import HEIGHT, reads
from newsroom.reads.counting import Batch
from newsroom.reads.writing import write
from tests.conftest import NOON
from tests.makers import make_live

HOUR = timedelta(hours=1)


def _live(cast, *headlines, now=NOON):
    return [make_live(cast, now=now - 3 * HOUR, headline=headline) for headline in headlines]


def test_the_day_is_drawn_hour_by_hour_the_present_one_last(cast):
    write(Batch({1: 8}, 8), NOON)
    write(Batch({1: 4}, 4), NOON - 2 * HOUR)
    write(Batch({1: 1}, 1), NOON - 23 * HOUR)
    write(Batch({1: 999}, 999), NOON - 24 * HOUR)
    shown = reads(cast.editor, NOON)
    assert (len(shown.bars), shown.total) == (24, 13)
    assert [(bar.hour, bar.reads, bar.height) for bar in shown.bars[-3:]] == [
        ("10:00", 4, HEIGHT // 2),
        ("11:00", 0, 0),
        ("12:00", 8, HEIGHT),
    ]
    assert shown.bars[0].reads == 1


def test_what_is_read_now_comes_first_then_what_was_read_today(cast):
    now, earlier, barred = _live(cast, "Now", "Earlier", "Barred")
    write(Batch({now.pk: 3, barred.pk: 2}, 5), NOON)
    write(Batch({earlier.pk: 90}, 90), NOON - 2 * HOUR)
    workflow.bar(barred, by=cast.editor, reason="A joke.", now=NOON)
    shown = reads(cast.editor, NOON).stories
    assert [(each.headline, each.in_hour, each.in_day, each.barred) for each in shown] == [
        ("Now", 3, 3, False),
        ("Barred", 2, 2, True),
        ("Earlier", 0, 90, False),
    ]


def test_nobody_is_shown_a_story_that_is_restricted_to_others(cast):
    (secret,) = _live(cast, "Secret")
    write(Batch({secret.pk: 3}, 3), NOON)
    workflow.restrict(secret, by=cast.duty_editor, people=[cast.reporter, cast.duty_editor], now=NOON)
    assert reads(cast.editor, NOON).stories == []
    assert len(reads(cast.duty_editor, NOON).stories) == 1


def test_the_board_has_it_and_says_when_nothing_was_read(as_, cast, settings):
    settings.SECOND_FACTOR = False
    page = as_(cast.reporter).get("/admin/").content.decode()
    assert "Nothing was read in the last 24 hours." in page
    (story,) = _live(cast, "Read a lot", now=clock.now())
    write(Batch({story.pk: 7}, 7), clock.now())
    page = as_(cast.reporter).get("/admin/").content.decode()
    assert 'aria-label="7 reads in the last 24 hours"' in page
    assert f'<a href="/admin/articles/article/{story.pk}/change/" lang="en" dir="auto">Read a lot</a>' in page
    assert "style=" not in page.partition("reads-chart")[2].partition("</svg>")[0]
    assert "reads-chart" not in as_(cast.stranger).get("/admin/").content.decode()
