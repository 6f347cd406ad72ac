"""The top bar of every page of the desk: who is on duty, and how many notices wait. One query for both."""

from django.db.models import Case, IntegerField, Value, When

from newsroom import clock
from newsroom.notices.bell import face, unread_of
from newsroom.prepared import MOMENT, PERSON, prepared
from newsroom.staff.duty import grouped, rows_with


@prepared(now=MOMENT, user=PERSON)
def _rows(now, user):
    unread = Case(When(pk=user.pk, then=unread_of(user)), default=Value(0), output_field=IntegerField())
    return rows_with(now, user, unread=unread)


def bar(user) -> dict:
    """Return `people` who are on duty, whether this person is (`me`), and the `bell`."""
    rows = _rows(now=clock.now(), user=user)
    people = grouped(rows)
    waiting = max((row[-1] or 0 for row in rows), default=0)
    return {"people": people, "me": any(person.pk == user.pk for person in people), "bell": face(waiting)}
