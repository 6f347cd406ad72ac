"""What is planned for a day and no time yet stays planned for that day when the newsroom's clock is set anew."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from articles.models import Article

_A_DAY = timedelta(days=1)


def keep_days(before: ZoneInfo, after: ZoneInfo, now: datetime, **_sent) -> None:
    """Move what stands at midnight by the clock of `before` to midnight of the same day by that of `after`."""
    for article in Article.objects.filter(planned_for__gte=now - _A_DAY).only("pk", "planned_for"):
        was = article.planned_for.astimezone(before)
        if was.time() == time.min:
            day = datetime.combine(was.date(), time.min, tzinfo=after)
            Article.objects.filter(pk=article.pk).update(planned_for=day)
