"""How many stories each day has, counted beforehand: a calendar of a million stories costs what one of ten does."""

from django.db import models


class DayCount(models.Model):
    """How many stories that are dated that day readers have; `articles.calendar` keeps it right to the minute."""

    day = models.DateField(primary_key=True)
    stories = models.PositiveIntegerField()


class DayToCount(models.Model):
    """A day that is different from a moment on, and has to be counted again then."""

    day = models.DateField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["at"], name="day_to_count")]  # which are due


class Counted(models.Model):
    """One row: up to which Change the days have been looked at. Without it everything is counted anew."""

    number = models.BigIntegerField()
