"""Where readers find what a story said before, if they may."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from articles.models import Edition
from newsroom.pagecache.collecting import note
from newsroom.pagecache.links import here


def history_tag(article_id: int) -> str:
    """Return the tag of what readers may see of a story's versions."""
    return f"versions:{article_id}"


def versions_url(edition: Edition, at: datetime) -> str:
    """Return where a live story's versions are, or "" where there are none to see. No query while it is off."""
    if not settings.VERSIONS or edition.number == 1:
        return ""
    note(history_tag(edition.article_id))
    if not Edition.objects.open_history(at).filter(pk=edition.pk).exists():
        return ""
    return here(reverse("public:versions", args=[edition.article_uid]))
