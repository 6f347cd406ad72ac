"""Let the demo's stories have been read: a week of invented reads, for Most read and for the chart of the board."""

import random
from datetime import timedelta

from articles.models import Edition
from articles.most_read import OLD, rank
from newsroom.reads.counting import Batch
from newsroom.reads.writing import write

from .play import Play

HOURS, DAYS = 24, 7
_DICE = 20_230_114
# How many read in each hour of the day, beside the busiest: little at night, most at breakfast and after supper.
_BY_HOUR = (2, 1, 1, 1, 2, 5, 11, 17, 18, 14, 11, 10, 13, 13, 10, 9, 9, 11, 13, 15, 17, 16, 10, 5)
_OF_A_DAY = 600


def read_stories(play: Play) -> None:
    """Write down reads of the stories that are young enough for Most read, then reckon its lists."""
    dice, now = random.Random(_DICE), play.now
    young = Edition.objects.live(now).filter(listed_at__gt=now - timedelta(days=OLD)).order_by("pk")
    # A few stories are read by many: the next is read half as often, or less.
    liked = [(edition.article_id, edition.listed_at, dice.paretovariate(1.3)) for edition in young]
    for hour in range(HOURS * DAYS):
        then = now - timedelta(hours=hour)
        busy = _OF_A_DAY * _BY_HOUR[then.hour] // max(_BY_HOUR)
        there = [(story, weight) for story, listed_at, weight in liked if listed_at <= then]
        if there:
            stories, weights = zip(*there, strict=True)
            read = dice.choices(stories, weights, k=busy)
            write(Batch({story: read.count(story) for story in set(read)}, len(read)), then)
    rank(now)
