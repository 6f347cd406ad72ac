"""Colleagues named in a note: “@Full Name”."""

import re

from django.db.models import Q
from django.utils.translation import gettext as _

from newsroom.staff.models import User

from .models import Article


def colleagues_who_see(article: Article):
    """Return the colleagues who see this story: of a restricted one only those named."""
    having = Q(groups__permissions__codename="view_article") | Q(user_permissions__codename="view_article")
    people = User.objects.filter(having | Q(is_superuser=True), is_active=True, is_staff=True)
    if named := list(article.restricted_to.values_list("pk", flat=True)):
        people = people.filter(pk__in=named)
    return people.distinct().order_by("name")


class CannotBeCalled(ValueError):
    """A note names somebody who does not see the story. The message is for a person."""


def mentioned(text: str, article: Article) -> list[User]:
    """Return whom the text mentions, longest names first. Raise CannotBeCalled for who does not see the story."""
    if "@" not in text:
        return []
    seeing = set(colleagues_who_see(article).values_list("pk", flat=True))
    found = []
    for person in sorted(User.objects.filter(is_active=True, is_staff=True), key=lambda each: -len(each.name)):
        called = re.compile(rf"@{re.escape(person.name)}(?!\w)", re.IGNORECASE)
        if not person.name or not called.search(text):
            continue
        # So that “@Ann Lee” does not call Ann as well.
        text = called.sub(" ", text)
        if person.pk not in seeing:
            raise CannotBeCalled(
                _("%(name)s does not see this story, so a note cannot call them. Take the name out, or say it aloud.")
                % {"name": person}
            )
        found.append(person)
    return found
