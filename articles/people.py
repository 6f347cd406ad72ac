"""Whose story it is."""

from newsroom.staff.models import User

from .models import Article


def writers_of(article: Article) -> list[User]:
    """Return whom a change concerns: who began it, was assigned it or filed it, and the accounts of its byline."""
    accounts = article.bylines.exclude(contributor__account=None).values("contributor__account")
    own = [pk for pk in (article.created_by_id, article.assignee_id, article.filed_by_id) if pk]
    return list((User.objects.filter(pk__in=own) | User.objects.filter(pk__in=accounts)).filter(is_active=True))
