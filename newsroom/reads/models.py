"""How often a story was read in a minute, an hour, a day: three numbers, and nothing of whoever read it."""

from django.db import models


class Span(models.TextChoices):
    """How long a row counts for."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"


class ReadCount(models.Model):
    """The reads of one story in one minute, hour or day. Rows are written by `newsroom.reads.writing` alone.

    The story is a number, so that this room need not know what a story is; 0 stands for all of them together.
    """

    ALL = 0

    story = models.BigIntegerField()
    span = models.CharField(max_length=6, choices=Span)
    since = models.DateTimeField()
    count = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            # Also the index that a window is added up by.
            models.UniqueConstraint(fields=["span", "since", "story"], name="one_count_a_span"),
        ]
