"""What all feeds have in common."""

from datetime import UTC, datetime

from django.utils.feedgenerator import Rss201rev2Feed

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class SteadyRss(Rss201rev2Feed):
    """RSS 2.0 that is the same to the byte while nothing changes; Django dates a feed without items by the clock."""

    def latest_post_date(self):
        dates = (item[name] for item in self.items for name in ("updateddate", "pubdate") if item[name])
        return max(dates, default=_NEVER)
